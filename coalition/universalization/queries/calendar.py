"""The shared calendar: who speaks with whom, and the people and workshops around it."""

from collections.abc import Sequence
from datetime import date, timedelta

from sqlalchemy.orm import joinedload, selectinload
from sqlalchemy.sql.base import ExecutableOption
from sqlmodel import Session, col, func, select

from coalition.core.errors import NotFound
from coalition.core.paging import PER_PAGE, Page
from coalition.db import related
from coalition.universalization.models import Campaign, Champion, Outreach, OutreachActor, Workshop
from coalition.universalization.rules.outreach import AHEAD

DAYS_AHEAD = 60


def _loaded() -> tuple[ExecutableOption, ...]:
    actors = selectinload(related(Outreach.actors))
    return (
        joinedload(related(Outreach.state)),
        actors.joinedload(related(OutreachActor.organisation)),
        actors.joinedload(related(OutreachActor.envoy)),
    )


def list_ahead(session: Session, today: date, days: int = DAYS_AHEAD, most: int = 20) -> Sequence[Outreach]:
    """Return what is planned up to a day; what is past and not yet reported comes first."""
    rows = (
        select(Outreach)
        .where(col(Outreach.status).in_(AHEAD), col(Outreach.happens_on) <= today + timedelta(days=days))
        .options(*_loaded())
        .order_by(col(Outreach.happens_on), col(Outreach.id))
        .limit(most)
    )
    return session.exec(rows).all()


def list_outreach(
    session: Session, *, state_id: int | None = None, ahead: bool | None = None, page: int = 1
) -> Page[Outreach]:
    """Return one page of approaches, the newest first; of one State, or only what lies ahead."""
    rows = select(Outreach)
    if state_id is not None:
        rows = rows.where(Outreach.state_id == state_id)
    if ahead is not None:
        lies = col(Outreach.status).in_(AHEAD)
        rows = rows.where(lies if ahead else ~lies)
    total = session.exec(select(func.count()).select_from(rows.subquery())).one()
    day = col(Outreach.happens_on)
    found = session.exec(
        rows.options(*_loaded())
        .order_by(day if ahead else day.desc(), col(Outreach.id))
        .offset((page - 1) * PER_PAGE)
        .limit(PER_PAGE)
    ).all()
    return Page(found, page, total)


def get_outreach(session: Session, outreach_id: int) -> Outreach:
    """Return one approach with its actors. Raises NotFound."""
    found = session.exec(select(Outreach).where(Outreach.id == outreach_id).options(*_loaded())).first()
    if found is None:
        raise NotFound(f"outreach {outreach_id}")
    return found


def list_campaigns(session: Session) -> Sequence[Campaign]:
    """Return the campaigns, the newest first."""
    return session.exec(select(Campaign).order_by(col(Campaign.starts_on).desc())).all()


def list_champions(session: Session) -> Sequence[Champion]:
    """Return who agreed to speak for the Convention; those who withdrew are not among them."""
    rows = select(Champion).where(col(Champion.withdrawn_on).is_(None))
    return session.exec(rows.options(joinedload(related(Champion.state))).order_by(Champion.name)).all()


def get_champion(session: Session, champion_id: int) -> Champion:
    """Return one champion. Raises NotFound, also for one who withdrew."""
    found = session.get(Champion, champion_id)
    if found is None or found.withdrawn_on is not None:
        raise NotFound(f"champion {champion_id}")
    return found


def list_workshops(session: Session) -> Sequence[Workshop]:
    """Return the workshops with their figures, the newest first."""
    rows = select(Workshop).options(selectinload(related(Workshop.counts)))
    return session.exec(rows.order_by(col(Workshop.starts_on).desc())).all()
