"""Reading what the review has kept: snapshots in sight, comments, remedies, changes."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import joinedload
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import Select, SelectOfScalar

from coalition.auth.policy import Standing
from coalition.coalitions.models import Coalition
from coalition.coalitions.rules import OPEN
from coalition.core.errors import NotFound
from coalition.core.paging import PER_PAGE, Page
from coalition.db import prepared, related
from coalition.health.models import HealthBand, HealthComment, HealthSnapshot, IndicatorValue, Remedy
from coalition.health.rules.remedies import RUNNING
from coalition.health.rules.words import Key, Level
from coalition.states.models import State


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A coalition's newest snapshot in sight, its values by indicator, and the snapshot before."""

    coalition: Coalition
    snapshot: HealthSnapshot | None
    values: dict[Key, IndicatorValue]
    before: dict[Key, Level]

    @property
    def changed(self) -> list[Key]:
        """The indicators whose band is another than in the snapshot before."""
        return [
            key
            for key, value in self.values.items()
            if key in self.before and self.before[key] != value.level
        ]


def snapshots_in_sight(standing: Standing, today: date) -> sa.ColumnElement[bool]:
    """Return the condition on snapshots: the State reads at once, the others from `members_from` on."""
    return sa.or_(
        col(HealthSnapshot.members_from) <= today, col(HealthSnapshot.state_id).in_(standing.state_ids)
    )


def page_of_reviews(
    session: Session,
    standing: Standing,
    today: date,
    *,
    state_ids: Collection[int] | None,
    page: int = 1,
    per_page: int = PER_PAGE,
) -> Page[Reviewed]:
    """Return one page of open coalitions by State name (never ranked), each with its newest review in sight.

    `state_ids` None: of every State.
    """
    rows = select(Coalition).join(State).where(col(Coalition.status).in_(OPEN))
    if state_ids is not None:
        rows = rows.where(col(Coalition.state_id).in_(state_ids))
    total = session.exec(select(sa.func.count()).select_from(rows.subquery())).one()
    loaded = rows.options(joinedload(related(Coalition.state))).order_by(State.name, col(Coalition.id))
    coalitions = session.exec(loaded.limit(per_page).offset((page - 1) * per_page)).all()
    return Page(reviewed(session, coalitions, standing, today), page, total, per_page)


def reviewed(
    session: Session, coalitions: Sequence[Coalition], standing: Standing, today: date
) -> list[Reviewed]:
    """Return the newest review in sight of each of these coalitions, and the bands before it; two queries."""
    ids = [coalition.id for coalition in coalitions]
    newest = _newest_two(session, ids=ids, standing=standing, today=today).all()
    values = list_values(session, [snapshot.id for snapshot, _ in newest])
    first = {snapshot.coalition_id: snapshot for snapshot, place in newest if place == 1}
    second = {snapshot.coalition_id: snapshot.id for snapshot, place in newest if place > 1}
    found = []
    for coalition in coalitions:
        snapshot = first.get(coalition.id)
        before = values.get(second.get(coalition.id, 0), {})
        found.append(
            Reviewed(
                coalition,
                snapshot,
                values.get(snapshot.id, {}) if snapshot else {},
                {key: value.level for key, value in before.items()},
            )
        )
    return found


@prepared
def _newest_two(ids: Any, standing: Standing, today: Any) -> Select[HealthSnapshot, int]:
    ranked = (
        sa.select(
            col(HealthSnapshot.id),
            sa.func.row_number()
            .over(partition_by=col(HealthSnapshot.coalition_id), order_by=col(HealthSnapshot.on).desc())
            .label("place"),
        )
        .where(col(HealthSnapshot.coalition_id).in_(ids), snapshots_in_sight(standing, today))
        .subquery()
    )
    return (
        select(HealthSnapshot, ranked.c.place)
        .join(ranked, ranked.c.id == col(HealthSnapshot.id))
        .where(ranked.c.place <= 2)
    )


def list_values(session: Session, snapshot_ids: Collection[int]) -> dict[int, dict[Key, IndicatorValue]]:
    """Return the indicators of these snapshots, H1 to H12, by snapshot."""
    if not snapshot_ids:
        return {}
    rows = session.exec(select(IndicatorValue).where(col(IndicatorValue.snapshot_id).in_(snapshot_ids))).all()
    found: dict[int, dict[Key, IndicatorValue]] = {}
    order = list(Key)
    for value in sorted(rows, key=lambda value: order.index(value.key)):
        found.setdefault(value.snapshot_id, {})[value.key] = value
    return found


def list_trend(
    session: Session, coalition_id: int, standing: Standing, today: date, *, most: int = 12
) -> list[tuple[HealthSnapshot, dict[Key, IndicatorValue]]]:
    """Return the newest snapshots in sight, oldest first, with their values."""
    rows = select(HealthSnapshot).where(
        HealthSnapshot.coalition_id == coalition_id, snapshots_in_sight(standing, today)
    )
    found = session.exec(rows.order_by(col(HealthSnapshot.on).desc()).limit(most)).all()
    values = list_values(session, [snapshot.id for snapshot in found])
    return [(snapshot, values.get(snapshot.id, {})) for snapshot in reversed(found)]


def find_next_sight(session: Session, coalition_id: int, today: date) -> date | None:
    """Return the day from which members read the oldest review that only the State sees yet."""
    rows = select(sa.func.min(HealthSnapshot.members_from)).where(
        HealthSnapshot.coalition_id == coalition_id, col(HealthSnapshot.members_from) > today
    )
    return session.exec(rows).one()


def list_bands(session: Session, coalition_ids: Collection[int]) -> dict[tuple[int, Key], HealthBand]:
    """Return where the indicators of these coalitions stand."""
    rows = session.exec(select(HealthBand).where(col(HealthBand.coalition_id).in_(coalition_ids))).all()
    return {(band.coalition_id, band.key): band for band in rows}


def newest_snapshot_days(session: Session, coalition_ids: Collection[int]) -> dict[int, date]:
    """Return the day of the newest snapshot of each of these coalitions."""
    rows = select(HealthSnapshot.coalition_id, sa.func.max(HealthSnapshot.on)).where(
        col(HealthSnapshot.coalition_id).in_(coalition_ids)
    )
    return dict(session.exec(rows.group_by(col(HealthSnapshot.coalition_id))).all())


def list_comments(session: Session, coalition_id: int) -> dict[Key, list[HealthComment]]:
    """Return the comments on a coalition by indicator, oldest first, with their authors."""
    rows = session.exec(
        select(HealthComment)
        .where(HealthComment.coalition_id == coalition_id)
        .options(joinedload(related(HealthComment.person)))
        .order_by(col(HealthComment.id))
    ).all()
    found: dict[Key, list[HealthComment]] = {}
    for comment in rows:
        found.setdefault(comment.key, []).append(comment)
    return found


def get_remedy(session: Session, remedy_id: int) -> Remedy:
    """Return one remedy with its coalition. Raises NotFound."""
    options = [joinedload(related(Remedy.coalition)).joinedload(related(Coalition.state))]
    found = session.get(Remedy, remedy_id, options=options)
    if found is None:
        raise NotFound(f"remedy {remedy_id}")
    return found


def list_remedies(
    session: Session, coalition_ids: Collection[int], *, running_only: bool = False
) -> Sequence[Remedy]:
    """Return the remedies of these coalitions, newest first, with their owners."""
    return _remedies(session, coalition_ids=list(coalition_ids), running_only=running_only).all()


@prepared
def _remedies(coalition_ids: Any, running_only: bool) -> SelectOfScalar[Remedy]:
    rows = select(Remedy).where(col(Remedy.coalition_id).in_(coalition_ids))
    if running_only:
        rows = rows.where(col(Remedy.status).in_(RUNNING))
    loaded = rows.options(
        joinedload(related(Remedy.owner)),
        joinedload(related(Remedy.coalition)).joinedload(related(Coalition.state)),
    )
    return loaded.order_by(col(Remedy.opened_on).desc(), col(Remedy.id).desc())


def list_run_out(session: Session, today: date) -> Sequence[Remedy]:
    """Return the running remedies whose ninety days are over."""
    rows = select(Remedy).where(col(Remedy.status).in_(RUNNING), col(Remedy.until) < today)
    return session.exec(rows.options(joinedload(related(Remedy.coalition)))).all()
