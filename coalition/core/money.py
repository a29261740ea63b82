"""Money is a whole number of the currency's minor unit, so that sums are exact on every database."""

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import cache

from babel.numbers import get_currency_precision, list_currencies

from coalition.core.errors import RuleBroken

# 10^15 minor units: ten trillion in most currencies; beyond it a slip of the pen, and still exact in JSON.
LARGEST = 10**15

# Withdrawn codes (ISO 4217 list three) stay readable in old records but take no new money.
WITHDRAWN = frozenset(
    [
        "ATS",
        "BEF",
        "CYP",
        "DEM",
        "EEK",
        "ESP",
        "FIM",
        "FRF",
        "GRD",
        "IEP",
        "ITL",
        "LTL",
        "LUF",
        "LVL",
        "MTL",
        "NLG",
        "PTE",
        "SIT",
        "SKK",
        "HRK",
        "ZMK",
        "ZWD",
        "VEB",
        "VEF",
        "SDD",
        "BYR",
        "MRO",
        "STD",
        "TRL",
        "ROL",
        "AZM",
        "GHC",
        "MZM",
        "AFA",
        "AOR",
        "YUM",
        "CSD",
        "MGF",
        "SRG",
        "TMM",
    ]
)
# Codes for metals, funds, tests and "no currency" name no money that anyone can pay.
NOT_MONEY = frozenset(
    ["XAU", "XAG", "XPT", "XPD", "XTS", "XXX", "XBA", "XBB", "XBC", "XBD", "XFO", "XFU", "XRE", "XUA", "XSU"]
)


@dataclass(frozen=True, slots=True, order=False)
class Money:
    """An amount of one currency. `minor` is in the minor unit (cents; yen for JPY)."""

    minor: int
    currency: str

    @property
    def decimal(self) -> Decimal:
        """The amount in the major unit, exact: 15000000 USD cents -> 150000.00."""
        return to_decimal(self.minor, self.currency)

    def __str__(self) -> str:
        return f"{self.currency} {self.decimal:,}".replace(",", " ")


@cache
def exponent(currency: str) -> int:
    """Return how many decimals a currency has: 2 for USD, 0 for JPY, 3 for KWD. Source: ISO 4217 by CLDR."""
    return int(get_currency_precision(currency))


def to_decimal(minor: int, currency: str) -> Decimal:
    """Return minor units as an exact decimal of the major unit, with the currency's own decimals."""
    return Decimal(minor).scaleb(-exponent(currency))


def to_minor(amount: Decimal, currency: str) -> int:
    """Return an amount of the major unit as whole minor units.

    Raises RuleBroken (field "amount") when it has more decimals than the currency, is not a finite
    number, or is larger than any real sum.
    """
    if not amount.is_finite() or abs(amount) > LARGEST:
        raise RuleBroken("That is not an amount of money.", field="amount")
    scaled = amount.scaleb(exponent(currency))
    if abs(scaled) > LARGEST:
        raise RuleBroken("That amount is larger than the platform can hold.", field="amount")
    if scaled != scaled.to_integral_value():
        raise RuleBroken(
            "{currency} has {count} decimals; give no more.",
            field="amount",
            currency=currency,
            count=exponent(currency),
        )
    return int(scaled)


def is_currency(code: str) -> bool:
    """Return whether code is an ISO 4217 currency, in use now or withdrawn."""
    return len(code) == 3 and code in list_currencies() and code not in NOT_MONEY


def check_currency(code: str) -> None:
    """Raise RuleBroken unless new money may be recorded in this currency."""
    if not is_currency(code):
        raise RuleBroken("“{code}” is not a currency code (ISO 4217).", field="currency", code=code)
    if code in WITHDRAWN:
        raise RuleBroken(
            "{code} has been withdrawn; use the currency that replaced it.",
            field="currency",
            code=code,
        )


def parse_amount(text: str) -> Decimal:
    """Return an amount as people type it: "1 500 000", "1,500,000.50", "1.500.000,50", "1'500'000".

    A single separator followed by exactly three digits is taken for thousands only when it repeats or is a
    space or an apostrophe; otherwise the text could mean two amounts and is refused.
    Raises RuleBroken (field "amount").
    """
    if text.isascii() and text.isdecimal():
        return Decimal(text)
    plain = (
        "".join(text.split()).replace("\u202f", "").replace("\u00a0", "").replace("'", "").replace("’", "")
    )
    plain = plain.translate(_ARABIC_DIGITS)
    if not plain or not set(plain) <= set("0123456789.,-"):
        raise RuleBroken("Give the amount in figures, for example 150000.", field="amount")
    try:
        return Decimal(_plain_decimal(plain))
    except InvalidOperation as error:
        raise RuleBroken("Give the amount in figures, for example 150000.", field="amount") from error


_ARABIC_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹٫٬", "01234567890123456789.,")


def _plain_decimal(plain: str) -> str:
    marks = [mark for mark in plain if mark in ".,"]
    if not marks:
        return plain
    last = marks[-1]
    whole, _, tail = plain.rpartition(last)
    if marks.count(last) > 1:  # the same mark twice can only part thousands
        if len(set(marks)) > 1 or not _parts_of_thousands(plain, last):
            raise RuleBroken(
                "“{text}” can be read in two ways; write it without separators.",
                "amount",
                text=plain,
            )
        return plain.replace(last, "")
    if len(set(marks)) == 1 and len(tail) == 3:
        raise RuleBroken(
            "“{text}” can be read in two ways; write it without separators.",
            "amount",
            text=plain,
        )
    other = "," if last == "." else "."
    if other in whole and not _parts_of_thousands(whole, other):
        raise RuleBroken(
            "“{text}” can be read in two ways; write it without separators.",
            "amount",
            text=plain,
        )
    return f"{whole.replace(other, '')}.{tail}"


def _parts_of_thousands(text: str, mark: str) -> bool:
    """Return whether the marks part thousands: 1,234,567, or as in India 12,34,567."""
    first, *rest = text.lstrip("-").split(mark)
    if mark == "," and len(rest) > 1 and len(rest[-1]) == 3 and all(len(part) == 2 for part in rest[:-1]):
        return 1 <= len(first) <= 2
    return 1 <= len(first) <= 3 and all(len(part) == 3 for part in rest)
