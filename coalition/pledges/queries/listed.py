"""Pledges as other programs read them: the rows of the export in pages, with the totals of the pages."""

from datetime import date
from decimal import Decimal
from typing import Any

from sqlmodel import Session

from coalition.core.money import to_decimal
from coalition.pledges.queries.choosing import Which
from coalition.pledges.queries.rows import PLEDGES, pledge_rows
from coalition.pledges.queries.sums import totals_of

PER_PAGE = 100


def listed(session: Session, which: Which, *, after: str = "", most: int = PER_PAGE) -> dict[str, Any]:
    """Return up to `most` pledges behind the one of reference `after`, and the totals of all asked for.

    Money is text with the currency's own decimals, exact; `next` is the reference to go on after, or None.
    """
    rows = list(pledge_rows(session, which, after=after, most=most + 1))
    totals = totals_of(session, which)
    items = [dict(zip(PLEDGES, map(_plain, row), strict=True)) for row in rows[:most]]
    return {
        "items": items,
        "next": items[-1]["reference"] if len(rows) > most else None,
        "totals": {
            "firm_usd": _plain(to_decimal(totals.firm, "USD")),
            "soft_usd": _plain(to_decimal(totals.soft, "USD")),
        },
    }


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return f"{value:f}"
    return value.isoformat() if isinstance(value, date) else value
