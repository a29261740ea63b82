"""The documents behind the steps and payments of a pledge: read by those who may read more than its sums."""

from dataclasses import dataclass

from flask import Response

from coalition.auth.policy import Act, may
from coalition.core.errors import NotFound
from coalition.db import current_session
from coalition.pledges.models import Pledge
from coalition.pledges.queries import find_paper
from coalition.pledges.views.room import bp, seen_pledge
from coalition.web.access import allow, require, standing
from coalition.web.downloads import download


@dataclass(frozen=True, slots=True)
class Papers:
    """A pledge's ledger and documents as the policy asks about them; channel and lead own them too."""

    state_id: int | None
    owner_ids: tuple[int, ...]


def papers_of(pledge: Pledge) -> Papers:
    """Return what the policy is asked for the ledger and the documents of a pledge."""
    concerned = (pledge.donor_id, pledge.channel_organisation_id, pledge.lead_id)
    return Papers(pledge.state_id, tuple(one for one in concerned if one is not None))


def reads(act: Act, pledge: Pledge) -> bool:
    """Return whether who asks may read the single payments, or the documents, of a pledge."""
    return may(standing(), act, papers_of(pledge))


@bp.get("/pledges/<int:pledge_id>/files/<int:file_id>")
@allow(Act.PLEDGE_EVIDENCE)
def evidence(pledge_id: int, file_id: int) -> Response:
    """A document behind a step or payment; always downloaded, never opened inside of our pages."""
    pledge = seen_pledge(pledge_id)
    require(Act.PLEDGE_EVIDENCE, papers_of(pledge))
    file = find_paper(current_session(), pledge.id, file_id)
    if file is None:
        raise NotFound(f"file {file_id} of pledge {pledge_id}")
    return download(file)
