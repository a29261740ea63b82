"""Fetching what a donor publishes: only from public addresses, only what changed, within bounds."""

import socket
from dataclasses import dataclass
from datetime import timedelta
from http.client import HTTPException, HTTPMessage, HTTPResponse
from time import monotonic
from typing import IO, Any
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from coalition.core.errors import RuleBroken
from coalition.pledges.rules.register import check_address, is_inside

# For each answer of the network, and for the whole file: a server that drips keeps nobody for ever.
SECONDS, LONGEST = 20, timedelta(minutes=5)
LARGEST, PIECE = 60_000_000, 1 << 16
LONGEST_WAIT = timedelta(days=14)
NOT_CHANGED = 304
AGENT = "coalition (programme register of the CCM; asks once a day, and only for what changed)"


@dataclass(frozen=True, slots=True)
class Fetched:
    """What an address answered. `content` is None where nothing changed or `error` says why there is none."""

    content: bytes | None = None
    etag: str = ""
    last_modified: str = ""
    error: str = ""
    retry_after: timedelta = timedelta()


class Careful(HTTPRedirectHandler):
    """Follows an address to another one only if that is public too."""

    def __init__(self, check: Any) -> None:
        self.check = check

    def redirect_request(
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> Request | None:
        """Check the new address before it is asked."""
        self.check(newurl)
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def check_public(url: str) -> None:
    """Raise RuleBroken (field "url") unless an address is public, by its words and by its numbers."""
    check_address(url)
    parts = urlsplit(url)
    try:
        found = socket.getaddrinfo(parts.hostname, parts.port or 443, type=socket.SOCK_STREAM)
    except OSError as error:
        raise RuleBroken("That address cannot be found.", field="url") from error
    if is_inside([str(each[4][0]) for each in found]):
        raise RuleBroken("That address is not public.", field="url")


def fetch(url: str, *, etag: str = "", last_modified: str = "", check: Any = check_public) -> Fetched:
    """Return what the address holds, or nothing where it did not change since; an error is an answer, too."""
    try:
        check(url)
        with build_opener(Careful(check)).open(_asking(url, etag, last_modified), timeout=SECONDS) as answer:
            headers = answer.headers
            content = _content(answer, headers.get("Content-Length", ""))
            return Fetched(content, headers.get("ETag", ""), headers.get("Last-Modified", ""))
    except HTTPError as answer:
        answer.close()
        if answer.code == NOT_CHANGED:
            return Fetched(None, etag, last_modified)
        again = answer.headers.get("Retry-After", "")
        return Fetched(error=f"The address answered {answer.code}.", retry_after=_wait(again))
    except RuleBroken as broken:
        return Fetched(error=str(broken))
    except (URLError, OSError, HTTPException, ValueError) as error:
        return Fetched(error=f"The address did not answer: {type(error).__name__}.")


def _content(answer: HTTPResponse, told: str) -> bytes:
    """Return the whole answer. Raises RuleBroken when it is, or says it is, too large, or takes too long."""
    too_large = RuleBroken("The file is larger than 60 MB; send it as a file.")
    if told.isdigit() and int(told) > LARGEST:
        raise too_large
    found, until = bytearray(), monotonic() + LONGEST.total_seconds()
    while piece := answer.read1(PIECE):  # what is there now: `read` would wait for the whole piece
        found += piece
        if len(found) > LARGEST:
            raise too_large
        if monotonic() > until:
            raise RuleBroken("The address was too slow: five minutes were not enough.")
    return bytes(found)


def _wait(said: str) -> timedelta:
    """Return how long a server asks to be left alone, in seconds as it says them; at most two weeks."""
    return (
        min(timedelta(seconds=int(said)), LONGEST_WAIT) if said.isdigit() and len(said) < 9 else timedelta()
    )


def _asking(url: str, etag: str, last_modified: str) -> Request:
    headers = {"User-Agent": AGENT, "Accept": "application/xml, text/xml, text/csv, */*;q=0.5"}
    if etag:
        headers["If-None-Match"] = etag
    if last_modified:
        headers["If-Modified-Since"] = last_modified
    return Request(url, headers=headers)
