"""How often a published source is looked at, and which addresses may be. No database, no web."""

from datetime import timedelta
from enum import StrEnum
from ipaddress import ip_address
from urllib.parse import urlsplit

from coalition.core.errors import RuleBroken

DAILY = timedelta(days=1)
LONGEST_WAIT = timedelta(days=14)
MOST_FAILURES = 10


class ClaimWord(StrEnum):
    MINE = "mine"
    NOT_MINE = "not_mine"
    OUTDATED = "outdated"


class CheckOutcome(StrEnum):
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    FAILED = "failed"


def wait_before_check(failures: int) -> timedelta:
    """Return how long to leave a source alone: a day; after failures 1, 2, 4 … hours, at most two weeks."""
    if failures == 0:
        return DAILY
    return min(timedelta(hours=2 ** min(failures - 1, 12)), LONGEST_WAIT)


def check_address(url: str) -> None:
    """Raise RuleBroken (field "url") unless it is a public address on the web, never one of our own house."""
    parts = urlsplit(url.strip())
    host = parts.hostname or ""
    if parts.scheme not in ("https", "http") or not host or parts.username or parts.password:
        raise RuleBroken("Give an address that begins with https:// and needs no password.", field="url")
    if len(url) > 500:
        raise RuleBroken("That address is too long.", field="url")
    if host == "localhost" or "." not in host or host.endswith((".local", ".internal", ".localhost")):
        raise RuleBroken("That address is not public.", field="url")
    try:
        number = ip_address(host)
    except ValueError:
        return
    if not number.is_global:
        raise RuleBroken("That address is not public.", field="url")


def is_inside(numbers: list[str]) -> bool:
    """Return whether any of the numbers a name stands for lies inside a private network."""
    return any(not ip_address(number.partition("%")[0]).is_global for number in numbers)
