"""What needs bring to the first page of each role."""

from datetime import date

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from sqlmodel import Session

from coalition.auth.policy import Act, Standing, may
from coalition.core.text import cut
from coalition.needs.models import Need
from coalition.needs.queries import list_needs_of, list_to_confirm, list_unanswered, total_needs
from coalition.needs.queries.sight import Asked, own_sight, sight_of
from coalition.needs.rules import RANKED, NeedStatus
from coalition.needs.views.sight import Country
from coalition.pledges.queries import coverage_of
from coalition.web.desks import Action, Block, Line, Part

SHOWN = 6
LONGEST = 90


def of_state(session: Session, standing: Standing, today: date) -> Part:
    """The affected State's own needs: questions, confirmations, what was kept on its behalf, coverage."""
    part = Part()
    for state_id in sorted(standing.state_ids):
        part.waiting += _questions(session, state_id)
        part.waiting += _on_behalf(session, state_id)
        part.waiting += _to_confirm(session, standing, state_id, today)
        part.blocks.append(_block(session, standing, state_id))
    if may(standing, Act.NEED_DRAFT):
        part.actions.append(Action(_("Post a need"), url_for("needs.new")))
        part.actions.append(Action(_("Country data"), url_for("contamination.index")))
    return part


def _questions(session: Session, state_id: int) -> list[Line]:
    return [
        Line(
            _(
                "%(who)s asks: %(text)s",
                who=one.organisation.label if one.organisation else _("A member"),
                text=cut(one.text, LONGEST),
            ),
            _("Answer"),
            url_for("needs.answer", need_id=one.need_id, question_id=one.id),
            one.need.title,
            tone="info",
        )
        for one in list_unanswered(session, state_id)
    ]


def _on_behalf(session: Session, state_id: int) -> list[Line]:
    kept = list_needs_of(
        session, state_id, {NeedStatus.DRAFT_ON_BEHALF}, most=SHOWN, sight=own_sight(state_id)
    )
    return [
        Line(
            _("A need was kept on your behalf: %(title)s", title=cut(need.title, LONGEST)),
            _("Look"),
            url_for("needs.show", need_id=need.id),
            need.source,
            tone="info",
        )
        for need in kept
    ]


def _to_confirm(session: Session, standing: Standing, state_id: int, today: date) -> list[Line]:
    due = list_to_confirm(session, state_id, today)
    if not due or not may(standing, Act.NEED_POST, Country(state_id)):
        return []
    words = ngettext(
        "%(num)s need was last confirmed about a year ago",
        "%(num)s needs were last confirmed about a year ago",
        len(due),
    )
    return [Line(words, _("Confirm"), note=_("Do they still stand?"), post=url_for("needs.confirm_all"))]


def _block(session: Session, standing: Standing, state_id: int) -> Block:
    needs: list[Need] = list(
        list_needs_of(session, state_id, RANKED | {NeedStatus.DRAFT}, most=SHOWN, sight=own_sight(state_id))
    )
    values = {
        "needs": needs,
        "coverage": coverage_of(session, needs),
        "totals": total_needs(session, sight_of(standing), Asked(state_id=state_id)),
        "may_post": may(standing, Act.NEED_DRAFT, Country(state_id)),
    }
    return Block("needs/_home.html", values)
