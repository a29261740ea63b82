"""How often a published source is looked at, and which addresses may be. No database, no web."""

from datetime import timedelta
from enum import StrEnum
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from urllib.parse import urlsplit

from coalition.core.errors import RuleBroken

DAILY = timedelta(days=1)
LONGEST_WAIT = timedelta(days=14)
MOST_FAILURES = 10
# IPv6 networks whose numbers hold an IPv4 one, perhaps of our own house: NAT64, 6to4, Teredo.
CLOTHES = (IPv6Network("64:ff9b::/96"), IPv6Network("2002::/16"), IPv6Network("2001::/32"))


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
    if not _is_public(number):
        raise RuleBroken("That address is not public.", field="url")


def is_inside(numbers: list[str]) -> bool:
    """Return whether any of the numbers a name stands for lies inside a private network."""
    return any(not _is_public(ip_address(number.partition("%")[0])) for number in numbers)


def _is_public(number: IPv4Address | IPv6Address) -> bool:
    """Return whether a number is one host on the web; not a group, nor another number in IPv6's clothes."""
    clothed = isinstance(number, IPv6Address) and any(number in network for network in CLOTHES)
    return number.is_global and not number.is_multicast and not clothed
