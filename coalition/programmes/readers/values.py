"""Single values as publishers write them: put right where that is certain, else left out."""

import html
import re
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, date, datetime
from decimal import Decimal, InvalidOperation
from functools import lru_cache

from coalition.core.errors import RuleBroken
from coalition.core.money import exponent, is_currency, to_minor

Say = Callable[[str], None]

EARLIEST, LATEST = 1945, 2100
# Years of the Solar Hijri calendar that fall into our time; what such a date means in days is not guessed.
# Ways in which publishers say that a sector is of the OECD's list; none stated means the same.
DAC = frozenset({"", "1", "2", "dac", "dac-3", "dac-5"})
SOLAR_HIJRI = range(1300, 1480)

_MAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+")
_PHONE = re.compile(
    r"\b(?:tel|telephone|phone|mobile|mob|fax|tél|téléphone)\b[^\w+]{0,5}\+?\d[\d\s()./-]{5,20}\d"
    r"|\+\d{1,3}[ .-][\d ().-]{7,18}\d\b",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"\d[\d\s()./-]{5}")
_SPACES = re.compile(r"\s+")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_TWICE_ENCODED = re.compile(r"[ÃÂâÐÑØÙ][\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ¡-¿]")
_DAY = re.compile(r"\s*(\d{4})-(\d{1,2})-(\d{1,2})(?:[T\sZ+].*)?\s*", re.DOTALL)
_YEAR = re.compile(r"\s*(\d{4})(?:\.0)?\s*")
_DOTTED = re.compile(r"\s*(\d{1,2})[./-](\d{1,2})[./-](\d{4})\s*")


def put_right(text: str) -> str:
    """Return text without control marks and with single spaces."""
    return _SPACES.sub(" ", _CONTROL.sub("", text)).strip()


def mended(text: str, longest: int) -> str:
    """Return a narrative as it was meant: HTML's names resolved, doubly encoded UTF-8 decoded, cut short."""
    text = text[: 4 * longest]
    if "&" in text:
        text = html.unescape(text)
    if _TWICE_ENCODED.search(text):
        with suppress(UnicodeError):  # else it was meant as it stands
            text = text.encode("cp1252").decode("utf-8")
    return put_right(_unaddressed(text))[:longest]


def _unaddressed(text: str) -> str:
    """Return text without e-mail addresses and telephone numbers, which belong to people."""
    if "@" in text:
        text = _MAIL.sub("", text)
    return _PHONE.sub("", text) if _DIGITS.search(text) else text


def day_of(text: str, say: Say) -> str:
    """Return a date as ISO 8601 text; empty where there is none, or none that can be relied on."""
    if not text or not text.strip():
        return ""
    if found := _DAY.fullmatch(text):
        year, month, day = (int(part) for part in found.groups())
    elif found := _YEAR.fullmatch(text):
        say(f"Only the year is stated in “{text.strip()[:10]}”; the date was left out.")
        return ""
    elif found := _DOTTED.fullmatch(text):
        day, month, year = (int(part) for part in found.groups())
        if day <= 12 and month <= 12 and day != month:
            say(f"The date “{text.strip()[:20]}” can be read in two ways and was left out.")
            return ""
    else:
        say(f"“{text.strip()[:30]}” is no date and was left out.")
        return ""
    return _checked(text, year, month, day, say)


def _checked(text: str, year: int, month: int, day: int, say: Say) -> str:
    if year in SOLAR_HIJRI:
        say(f"The date “{text.strip()[:20]}” is of another calendar and was left out.")
        return ""
    try:
        found = date(year, month, day)
    except ValueError:
        say(f"The date “{text.strip()[:20]}” is no day of the calendar and was left out.")
        return ""
    if not EARLIEST <= year <= LATEST:
        say(f"The date “{text.strip()[:20]}” lies outside {EARLIEST}–{LATEST} and was left out.")
        return ""
    return found.isoformat()


def moment_of(text: str) -> str:
    """Return a moment as comparable text, `2020-01-31T12:00:00+00:00`; empty where it is none.

    A moment without a zone is taken for UTC.
    """
    try:
        found = datetime.fromisoformat(text.strip())
    except ValueError:
        return ""
    if not EARLIEST <= found.year <= LATEST:
        return ""
    aware = found if found.tzinfo else found.replace(tzinfo=UTC)
    return aware.astimezone(UTC).isoformat(timespec="seconds")


def amount_of(text: str, currency: str, say: Say) -> tuple[int, str] | None:
    """Return (minor units, currency), rounded to a cent; None where either cannot be relied on."""
    code = currency_of(currency)
    plain = "".join(text.split())
    if not plain:
        return None
    if not code:
        say(f"An amount in the currency “{currency.strip()[:10] or 'not stated'}” was left out.")
        return None
    if "," in plain:
        plain = plain.replace(",", "") if re.fullmatch(r"-?\d{1,3}(,\d{3})+(\.\d+)?", plain) else "?"
    try:
        value = Decimal(plain)
        return _rounded(value, code), code
    except (InvalidOperation, RuleBroken, OverflowError):
        say(f"“{text.strip()[:30]}” is no amount and was left out.")
        return None


def _rounded(value: Decimal, code: str) -> int:
    try:
        return to_minor(value, code)
    except RuleBroken:
        return to_minor(round(value, exponent(code)), code)


@lru_cache(maxsize=512)
def currency_of(text: str) -> str:
    """Return an ISO 4217 code, in use or withdrawn; empty for anything else."""
    code = text.strip().upper().rstrip("*")
    return code if is_currency(code) else ""


def number_of(text: str | None) -> str:
    """Return a percentage as written, without the sign; empty where it is no number."""
    plain = (text or "").strip().rstrip("%").strip()
    return plain[:12] if re.fullmatch(r"\d{1,3}(\.\d+)?", plain) else ""
