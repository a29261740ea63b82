"""Reading a donor's own programmes, its word on each, and its sources."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import joinedload
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from coalition.auth.policy import Standing
from coalition.core.paging import PER_PAGE, Page
from coalition.core.text import fold
from coalition.db import related
from coalition.organisations.models import Organisation, OrganisationAlias
from coalition.organisations.rules import name_key
from coalition.pledges.models import ProgrammeClaim, ProgrammeSource, SourceCheck
from coalition.pledges.rules.register import ClaimWord
from coalition.programmes.models import Programme, ProgrammeCountry, ProgrammeParty
from coalition.programmes.queries import seen_by
from coalition.programmes.rules.register import ProgrammeStatus

UNSAID = "unsaid"


@dataclass(frozen=True, slots=True, kw_only=True)
class Own:
    """Which of a donor's programmes; `word` is what it said of them, or UNSAID. Empty narrows nothing."""

    word: str = ""
    text: str = ""
    state_id: int | None = None
    status: ProgrammeStatus | None = None


ALL = Own()


def list_own(
    session: Session,
    donor: Organisation,
    *,
    viewer: Standing,
    which: Own = ALL,
    page: int = 1,
) -> Page[Programme]:
    """Return one page of the programmes that may be a donor's: kept, published or funded by it, or claimed.

    What the viewer may not see of them is left out.
    """
    rows = _own(session, donor, which).where(seen_by(viewer))
    total = session.exec(select(sa.func.count()).select_from(rows.subquery())).one()
    order = rows.order_by(sa.nulls_last(col(Programme.ends_on).desc()), col(Programme.id).desc())
    return Page(session.exec(order.limit(PER_PAGE).offset((page - 1) * PER_PAGE)).all(), page, total)


def own_ids(session: Session, donor: Organisation, *, viewer: Standing, which: Own = ALL) -> Sequence[int]:
    """Return the ids of all programmes that `list_own` pages through."""
    chosen = _own(session, donor, which).where(seen_by(viewer)).subquery()
    return session.exec(select(chosen.c.id)).all()


def find_claims(
    session: Session, organisation_id: int, programme_ids: Collection[int]
) -> dict[int, ProgrammeClaim]:
    """Return a donor's word on each of these programmes, by programme id."""
    rows = select(ProgrammeClaim).where(
        ProgrammeClaim.organisation_id == organisation_id, col(ProgrammeClaim.programme_id).in_(programme_ids)
    )
    return {claim.programme_id: claim for claim in session.exec(rows).all()}


def list_sources(session: Session, organisation_id: int) -> Sequence[ProgrammeSource]:
    """Return where a donor publishes."""
    rows = select(ProgrammeSource).where(ProgrammeSource.organisation_id == organisation_id)
    return session.exec(rows.order_by(ProgrammeSource.title)).all()


def list_due_sources(session: Session, now: datetime, most: int) -> Sequence[ProgrammeSource]:
    """Return the sources whose time has come, the longest waiting first."""
    rows = select(ProgrammeSource).where(
        col(ProgrammeSource.paused).is_(False), ProgrammeSource.next_check_at <= now
    )
    loaded = rows.options(joinedload(related(ProgrammeSource.organisation)))
    return session.exec(loaded.order_by(col(ProgrammeSource.next_check_at)).limit(most)).all()


def list_checks(session: Session, source_ids: Collection[int], most: int = 20) -> Sequence[SourceCheck]:
    """Return the newest looks at these sources, newest first."""
    rows = select(SourceCheck).where(col(SourceCheck.source_id).in_(source_ids))
    return session.exec(rows.order_by(col(SourceCheck.id).desc()).limit(most)).all()


def _own(session: Session, donor: Organisation, which: Own) -> SelectOfScalar[Programme]:
    aliases = select(OrganisationAlias.key).where(OrganisationAlias.organisation_id == donor.id)
    keys = {name_key(donor.name), name_key(donor.label), *session.exec(aliases).all()}
    funded = select(ProgrammeParty.programme_id).where(
        col(ProgrammeParty.key).in_(keys), ProgrammeParty.role == "funding"
    )
    said = select(ProgrammeClaim.programme_id).where(ProgrammeClaim.organisation_id == donor.id)
    ways = [col(Programme.owner_id) == donor.id, col(Programme.id).in_(funded), col(Programme.id).in_(said)]
    if donor.iati_ref:
        ways.append(col(Programme.reporter_ref) == donor.iati_ref)
    rows = select(Programme).where(sa.or_(*ways))
    if which.word == UNSAID:
        rows = rows.where(col(Programme.id).not_in(said))
    elif which.word in set(ClaimWord):
        rows = rows.where(col(Programme.id).in_(said.where(ProgrammeClaim.word == which.word)))
    if which.text:
        rows = rows.where(col(Programme.title_fold).contains(fold(which.text), autoescape=True))
    if which.state_id is not None:
        there = select(ProgrammeCountry.programme_id).where(ProgrammeCountry.state_id == which.state_id)
        rows = rows.where(col(Programme.id).in_(there))
    return rows if which.status is None else rows.where(Programme.status == which.status)
