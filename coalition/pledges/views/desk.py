"""What pledges bring to the first page of a donor."""

from datetime import date

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from sqlmodel import Session

from coalition.auth.policy import Act, Standing, may
from coalition.auth.rules import Role
from coalition.core.text import cut
from coalition.duplication.queries.flags import Reach, count_waiting
from coalition.needs.queries.sight import sight_of
from coalition.pledges.models import Pledge
from coalition.pledges.queries import (
    Which,
    count_by_stage,
    find_profile,
    list_answers,
    list_fading,
    list_fitting,
    list_overdue,
    list_to_move_on,
    list_unanswered,
    totals_of,
)
from coalition.pledges.views.showing import buttons_for
from coalition.web.desks import Action, Block, Line, Part

LONGEST = 90


def of_donor(session: Session, standing: Standing, today: date) -> Part:
    """A donor's own desk: what waits for its word, its pledges with the next step, needs that fit it."""
    part = Part()
    donors = [h.organisation_id for h in standing.held if h.role is Role.DONOR and h.organisation_id]
    if not donors:
        return part
    part.waiting += _reported(session, donors)
    part.waiting += [
        _line(p, _("Commitment was expected"), _("Record commitment"), "pledges.show")
        for p in list_overdue(session, donors, today)
    ]
    part.waiting += [
        _line(p, _("This interest lapses soon"), _("Look"), "pledges.show")
        for p in list_fading(session, donors, today)
    ]
    part.waiting += _duplicates(session, donors)
    part.waiting += _answers(session, donors, today)
    part.blocks.append(_pledges(session, donors))
    part.blocks.append(_fitting(session, standing, donors[0], today))
    if may(standing, Act.PLEDGE_OFFER):
        profile = find_profile(session, donors[0])
        if profile is not None and profile.small_donor:
            part.actions.append(Action(_("Join under a lead"), url_for("pledges.join")))
        part.actions.append(Action(_("Pledge"), url_for("pledges.new")))
        part.actions.append(Action(_("Our programmes"), url_for("pledges.register")))
        part.actions.append(Action(_("All we support"), url_for("pledges.ours")))
        part.actions.append(Action(_("Our profile"), url_for("pledges.profile")))
    return part


def _reported(session: Session, donors: list[int]) -> list[Line]:
    return [
        Line(
            _(
                "%(who)s said that you are interested in “%(need)s”",
                who=one.reported_by,
                need=cut(one.need.title, LONGEST),
            ),
            _("Answer"),
            url_for("pledges.answer", interest_id=one.id),
            one.need.state.name,
            tone="info",
        )
        for one in list_unanswered(session, donors)
    ]


def _line(pledge: Pledge, words: str, button: str, endpoint: str) -> Line:
    where = pledge.state.name if pledge.state else pledge.region
    return Line(
        f"{words}: {cut(pledge.title, LONGEST)}", button, url_for(endpoint, pledge_id=pledge.id), where
    )


def _duplicates(session: Session, donors: list[int]) -> list[Line]:
    count = count_waiting(session, Reach(organisation_ids=frozenset(donors)))
    if not count:
        return []
    return [
        Line(
            ngettext(
                "%(num)s possible duplicate on your records",
                "%(num)s possible duplicates on your records",
                count,
            ),
            _("Look"),
            "/duplicates",
            tone="warn",
        )
    ]


def _answers(session: Session, donors: list[int], today: date) -> list[Line]:
    return [
        Line(
            _("Answered: %(text)s", text=cut(one.text, LONGEST)),
            _("Read"),
            url_for("needs.show", need_id=one.need_id),
            one.need.title,
        )
        for one in list_answers(session, donors, today)
    ]


def _pledges(session: Session, donors: list[int]) -> Block:
    found = list_to_move_on(session, donors)
    mine = [Which(donor_id=donor) for donor in donors[:1]]
    values = {
        "pledges": [(pledge, next(iter(buttons_for(pledge)), None)) for pledge in found],
        "totals": totals_of(session, mine[0]),
        "stages": count_by_stage(session, mine[0]),
        "donor": donors[0],
    }
    return Block("pledges/_home.html", values)


def _fitting(session: Session, who: Standing, donor: int, today: date) -> Block:
    profile = find_profile(session, donor)
    fitting = list_fitting(session, profile, today, sight=sight_of(who)) if profile else []
    return Block("pledges/_fitting.html", {"fitting": fitting, "profile": profile})
