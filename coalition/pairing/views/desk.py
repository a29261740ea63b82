"""What pairing brings to the first page of a donor: that it is asked to lead, once the State agreed."""

from datetime import date

from flask import url_for
from flask_babel import gettext as _
from sqlmodel import Session

from coalition.auth.policy import Standing
from coalition.pairing.queries.kept import list_proposals
from coalition.pairing.rules.ladder import ProposalStatus
from coalition.web.desks import Line, Part

ANSWERABLE = (ProposalStatus.SOUNDED_OUT, ProposalStatus.INVITED)


def of_donor(session: Session, standing: Standing, today: date) -> Part:
    """What a donor is asked and has not answered."""
    part = Part()
    for proposal in list_proposals(session, donor_ids=standing.organisation_ids):
        if proposal.status not in ANSWERABLE:
            continue
        words = (
            _("You are invited to lead: %(name)s", name=proposal.coalition.name)
            if proposal.status is ProposalStatus.INVITED
            else _("You are asked whether you would lead: %(name)s", name=proposal.coalition.name)
        )
        part.waiting.append(
            Line(words, _("Answer"), url_for("pairing.asked"), proposal.coalition.state.name, tone="info")
        )
    return part
