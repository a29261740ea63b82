"""What the pledges add up to: by country, pillar, stage or year; where the gaps are; how the money flows."""

from typing import Any

from flask import abort, render_template, request, url_for
from flask_babel import gettext as _
from sqlmodel import Session
from werkzeug.wrappers import Response

from coalition.auth.policy import Act
from coalition.coalitions.queries import list_coalitions
from coalition.coalitions.rules import OPEN
from coalition.core.money import to_decimal
from coalition.core.paging import PER_PAGE, Page, page_number
from coalition.db import current_session
from coalition.organisations.models import Organisation
from coalition.pledges.queries import (
    Portfolio,
    Side,
    channels_by_state,
    gaps_of,
    list_flows,
    portfolio_of,
)
from coalition.pledges.queries.rows import (
    ALLOCATIONS,
    LEDGER,
    PLEDGES,
    allocation_rows,
    ledger_rows,
    pledge_rows,
)
from coalition.pledges.queries.sums import list_counted_elsewhere
from coalition.pledges.rules import RecipientScope
from coalition.pledges.rules.flow import drawing_of
from coalition.pledges.views.listing import which_asked
from coalition.pledges.views.remembering import remembered
from coalition.pledges.views.room import bp
from coalition.pledges.views.sheets import as_csv, as_xlsx
from coalition.web.access import allow
from coalition.web.choices import capital, word

SIDES = {
    Side.STATE: "Country",
    Side.PILLAR: "Pillar",
    Side.STAGE: "Stage",
    Side.YEAR: "Year",
    Side.DONOR: "Donor",
    Side.CHANNEL: "Channel",
}


@bp.get("/pledges/portfolio")
@allow(Act.PLEDGE_SEE)
def portfolio() -> str:
    """The pledges somebody may see, added up by one side of them."""
    side, session = _side(), current_session()
    which = which_asked(session)
    found = remembered(session, ("portfolio", which, side), lambda: portfolio_of(session, which, side))
    tabs = [
        {"label": _(label), "href": _with(side=each.value), "current": each is side}
        for each, label in SIDES.items()
    ]
    return render_template(
        "pledges/portfolio.html",
        portfolio=found,
        elsewhere=list_counted_elsewhere(session, which),
        rows=_named(found),
        tabs_of=tabs,
        heading=_(SIDES[side]),
        donor=find_donor(session, which.donor_id),
        asked=request.args,
    )


@bp.get("/pledges/gaps")
@allow(Act.PLEDGE_SEE)
def gaps() -> str:
    """What each coalition's State needs, and what is firm, soft and national of it."""
    session = current_session()
    page = list_coalitions(
        session, statuses=tuple(OPEN), only_public=False, page=page_number(request.args.get("page"))
    )
    shown = [coalition for coalition in page.rows if coalition.consent_on is not None]
    ids = tuple(coalition.state_id for coalition in shown)
    return render_template(
        "pledges/gaps.html",
        page=page,
        coalitions=shown,
        gaps=remembered(session, ("gaps", ids), lambda: gaps_of(session, ids)),
        channels=remembered(session, ("channels", ids), lambda: channels_by_state(session, ids)),
    )


@bp.get("/pledges/flow")
@allow(Act.PLEDGE_SEE)
def flow() -> str:
    """Firm money from donors through channels to pillars: a drawing, and the same figures as a table."""
    session = current_session()
    which = which_asked(session)
    flows = remembered(session, ("flow", which), lambda: list_flows(session, which))
    channels = {channel: _channel(channel) for channel in {each.channel for each in flows}}
    pillars = {pillar: capital(word(pillar)) for pillar in {each.pillar for each in flows}}
    links = [(each.donor, channels[each.channel], pillars[each.pillar], each.usd) for each in flows]
    number = page_number(request.args.get("page"))
    return render_template(
        "pledges/flow.html",
        page=Page(links[(number - 1) * PER_PAGE : number * PER_PAGE], number, len(links)),
        total=sum(each.usd for each in flows),
        drawing=drawing_of(links),
        asked=request.args,
    )


@bp.get(
    "/pledges/export/<any(pledges, ledger, allocations, portfolio, flow, gaps):table>.<any(csv, xlsx):kind>"
)
@allow(Act.PLEDGE_SEE)
def export(table: str, kind: str) -> Response:
    """Hand out a table with the very figures of its page, for what the query string asks."""
    head, rows = _TABLES[table]()
    if kind == "csv":
        return as_csv(table, head, rows)
    return as_xlsx(table, [(table, head, rows)])


def find_donor(session: Session, donor_id: int | None) -> Organisation | None:
    """Return the one donor that the page is about, or None where it is about all."""
    return session.get(Organisation, donor_id) if donor_id is not None else None


def _pledges() -> Any:
    return PLEDGES, pledge_rows(current_session(), which_asked(current_session()))


def _ledger() -> Any:
    return LEDGER, ledger_rows(current_session(), which_asked(current_session()))


def _allocations() -> Any:
    return ALLOCATIONS, allocation_rows(current_session(), which_asked(current_session()))


def _portfolio() -> Any:
    session = current_session()
    found = portfolio_of(session, which_asked(session), _side())
    rows = [(row["label"], row["count"], _usd(row["firm"]), _usd(row["soft"])) for row in _named(found)]
    if found.again.firm or found.again.soft:
        rows.append(
            (
                "less money granted onward between lines",
                None,
                _usd(-found.again.firm),
                _usd(-found.again.soft),
            )
        )
    rows.append(("total", None, _usd(found.total.firm), _usd(found.total.soft)))
    return (found.side.value, "pledges", "firm_usd", "soft_usd"), rows


def _flow() -> Any:
    session = current_session()
    flows = list_flows(session, which_asked(session))
    rows = [
        (each.donor, each.channel.value if each.channel else "", each.pillar.value, _usd(each.usd))
        for each in flows
    ]
    return ("donor", "channel", "pillar", "firm_usd"), rows


def _gaps() -> Any:
    session = current_session()
    rows, number = [], 1
    while True:
        page = list_coalitions(session, statuses=tuple(OPEN), only_public=False, page=number)
        shown = [coalition for coalition in page.rows if coalition.consent_on is not None]
        found = gaps_of(session, [coalition.state_id for coalition in shown])
        serving = channels_by_state(session, [coalition.state_id for coalition in shown])
        for coalition in shown:
            gap = found[coalition.state_id]
            figures = (gap.cost, gap.firm, gap.soft, gap.national, gap.open, gap.on_hold)
            line = (coalition.state.name, gap.needs, gap.unknown_cost, *map(_usd, figures))
            rows.append((*line, serving.get(coalition.state_id, 0)))
        if number >= page.pages:
            break
        number += 1
    head = (
        "country",
        "needs",
        "of_unknown_cost",
        "cost_usd",
        "firm_usd",
        "soft_usd",
        "national_usd",
        "open_usd",
        "on_hold_usd",
        "channels_to_serve",
    )
    return head, rows


_TABLES = {
    "pledges": _pledges,
    "ledger": _ledger,
    "allocations": _allocations,
    "portfolio": _portfolio,
    "flow": _flow,
    "gaps": _gaps,
}


def _side() -> Side:
    asked = request.args.get("side", Side.STATE)
    if asked not in set(Side):
        abort(404)
    return Side(asked)


def _named(found: Portfolio) -> list[dict[str, Any]]:
    """Return the lines in the reader's words, each with the address of its pledges."""
    filters = {
        Side.STATE: "state",
        Side.DONOR: "donor",
        Side.PILLAR: "pillar",
        Side.STAGE: "stage",
        Side.YEAR: "year",
    }
    return [
        {
            "label": _label(found.side, row.key, row.label),
            "count": row.count,
            "firm": row.firm,
            "soft": row.soft,
        }
        | (
            {"href": url_for("pledges.index", **{filters[found.side]: row.key})}
            if _can_filter(found.side, row.key)
            else {}
        )
        for row in found.rows
    ]


def _can_filter(side: Side, key: Any) -> bool:
    return side in (Side.DONOR, Side.PILLAR, Side.STAGE, Side.YEAR) and key is not None


def _label(side: Side, key: Any, label: str) -> str:
    if key is None:
        regional = f"{word(RecipientScope.REGIONAL)}, {word(RecipientScope.GLOBAL)}"
        return capital(regional) if side is Side.STATE else _("not stated")
    return label if side in (Side.STATE, Side.DONOR, Side.YEAR) else capital(word(str(label)))


def _channel(channel: Any) -> str:
    return capital(word(channel)) if channel else _("Channel not stated")


def _with(**changes: str) -> str:
    asked: dict[str, Any] = request.args.to_dict() | changes
    return url_for("pledges.portfolio", **asked)


def _usd(cents: int) -> Any:
    return to_decimal(cents, "USD")
