"""What coalitions bring to the first page of each role."""

from datetime import date

from flask import url_for
from flask_babel import gettext as _
from sqlmodel import Session

from coalition.auth.policy import Act, Standing, may
from coalition.coalitions import service
from coalition.coalitions.models import Coalition
from coalition.coalitions.queries import list_coalitions, names_of_leads
from coalition.coalitions.rules import OPEN
from coalition.coalitions.views.screen import FOLLOWING
from coalition.web.choices import word
from coalition.web.desks import Action, Block, Line, Part, open_coalitions


def of_state(session: Session, standing: Standing, today: date) -> Part:
    """The affected State's own coalition: consent and signatures that wait."""
    part = Part()
    for coalition in open_coalitions(session, standing.state_ids):
        part.waiting += _steps(session, coalition, today)
        part.blocks.append(_block(session, [coalition], _("Our coalition"), today))
    return part


def of_member(session: Session, standing: Standing, today: date) -> Part:
    """The coalitions a donor or partner sits in."""
    found = open_coalitions(session, standing.member_states)
    return Part(blocks=[_block(session, found, _("Our coalitions"), today)])


def of_coordinator(session: Session, standing: Standing, today: date) -> Part:
    """The board: every coalition with its stage, and what blocks the next step."""
    page = list_coalitions(session, statuses=OPEN, only_public=False)
    part = Part(blocks=[_block(session, list(page.rows), _("Coalitions"), today)])
    if may(standing, Act.COALITION_SIGN_COORDINATOR):
        for coalition in page.rows:
            part.waiting += _steps(session, coalition, today)
    if may(standing, Act.COALITION_PROPOSE):
        part.actions.append(Action(_("Propose a coalition"), url_for("coalitions.propose")))
    return part


def _steps(session: Session, coalition: Coalition, today: date) -> list[Line]:
    href = url_for("coalitions.show", coalition_id=coalition.id)
    note = coalition.name
    if coalition.consent_on is None:
        return [Line(_("Consent of the State is not recorded yet"), _("Open"), href, note, tone="warn")]
    then = FOLLOWING.get(coalition.status)
    if then is None:
        return []
    if service.blockers(session, coalition, then=then, today=today):
        return [Line(_("Not everything is in place for: %(stage)s", stage=word(then)), _("Open"), href, note)]
    return [Line(_("Ready to sign: %(stage)s", stage=word(then)), _("Sign"), href, note, tone="info")]


def _block(session: Session, found: list[Coalition], title: str, today: date) -> Block:
    leads = names_of_leads(session, [coalition.id for coalition in found], today)
    return Block("coalitions/_home.html", {"title": title, "coalitions": found, "leads": leads})
