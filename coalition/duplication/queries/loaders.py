"""What programmes, pledges, needs and activities say, as subjects to compare."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy.orm import joinedload
from sqlmodel import Session, col, select

from coalition.activities.models import Activity, ActivityHazardArea, ActivityPledge, ActivityTarget
from coalition.activities.rules.ladder import ActivityStatus
from coalition.contamination.models import HazardArea
from coalition.core.text import fold
from coalition.core.visibility import Visibility
from coalition.core.when import last_day
from coalition.db import related
from coalition.duplication.rules.flags import SideKind
from coalition.duplication.rules.profile import Side
from coalition.duplication.rules.published import subject_of
from coalition.duplication.rules.subject import LONGEST_TEXT, LONGEST_TITLE, Named, Subject, Sum, clipped
from coalition.duplication.rules.work import services_of, work_of, works_in
from coalition.needs.models import Need, NeedHazardArea
from coalition.needs.rules import NeedStatus
from coalition.organisations.models import Organisation
from coalition.organisations.queries import label_of
from coalition.pledges.models import Pledge, PledgeAllocation
from coalition.pledges.rules import PledgeKind, PledgeStage, RecipientScope
from coalition.programmes.models import Programme, ProgrammePillar
from coalition.programmes.rules.record import from_json

# A pledge is compared from its stage of pledge on, and no more once it came to nothing (§8.1, I38).
NOT_COMPARED = (
    PledgeStage.EXPRESSION_OF_INTEREST,
    PledgeStage.DECLINED,
    PledgeStage.LAPSED,
    PledgeStage.CANCELLED,
)
NEEDS_COMPARED = (
    NeedStatus.OPEN,
    NeedStatus.ON_HOLD,
    NeedStatus.PARTLY_MET,
    NeedStatus.MET,
    NeedStatus.STALE,
)


def load_programmes(session: Session, ids: Sequence[int]) -> list[Side]:
    """Return published programmes; their countries still as published."""
    rows = session.exec(
        select(Programme, label_of())
        .outerjoin(Organisation, col(Organisation.id) == Programme.owner_id)
        .where(col(Programme.id).in_(ids), Programme.visibility != Visibility.OWNER)
    ).all()
    chosen = select(ProgrammePillar.programme_id, ProgrammePillar.pillar)
    pillars = _grouped(session.exec(chosen.where(col(ProgrammePillar.programme_id).in_(ids))).all())
    sides = []
    for row, owner in rows:
        card = {
            "ref": row.identifier,
            "owner": owner or row.reporter,
            "source": row.source,
            "source_at": row.source_at.date().isoformat(),
            "verified_on": _iso(row.last_verified_on),
        }
        subject = replace(
            subject_of(from_json(row.record)),
            pillars=tuple(sorted(pillar.value for pillar in pillars.get(row.id, ()))),
        )
        sides.append(Side(SideKind.PROGRAMME, row.id, subject, None, row.owner_id, True, card))
    return sides


def load_pledges(session: Session, ids: Sequence[int]) -> list[Side]:
    """Return the pledges of these that may be compared, each with the needs it is allocated to."""
    donor = joinedload(related(Pledge.donor)).joinedload(related(Organisation.state))
    rows = session.exec(
        select(Pledge)
        .where(
            col(Pledge.id).in_(ids),
            col(Pledge.stage).not_in(NOT_COMPARED),
            Pledge.kind != PledgeKind.POLITICAL,
            Pledge.scope == RecipientScope.COUNTRY,
            Pledge.visibility != Visibility.OWNER,
        )
        .options(donor, joinedload(related(Pledge.channel_organisation)), joinedload(related(Pledge.state)))
    ).all()
    shares = _shares(session, ids)
    return [_pledge(row, shares.get(row.id, {})) for row in rows]


def _shares(session: Session, ids: Sequence[int]) -> dict[int, dict[str, list[int | None]]]:
    """Return by pledge and need what the pledge gives to it and what the need costs, in US cents."""
    rows = session.exec(
        select(PledgeAllocation.pledge_id, Need.id, PledgeAllocation.counted_usd, Need.cost_usd)
        .join(Need, col(Need.id) == PledgeAllocation.need_id)
        .where(col(PledgeAllocation.pledge_id).in_(ids))
        .order_by(col(Need.id))
    ).all()
    found: dict[int, dict[str, list[int | None]]] = defaultdict(dict)
    for pledge, need, given, cost in rows:
        found[pledge][str(need)] = [given, cost]
    return found


def _pledge(row: Pledge, shares: dict[str, list[int | None]]) -> Side:
    channel, work = row.channel_organisation, work_of(row.activity_type, fold(row.activity_type))
    organisations = [
        Named(
            row.donor.name,
            row.donor.iati_ref or "",
            "funding",
            row.donor_id,
            row.donor.state.iso3 if row.donor.state else "",
        )
    ]
    organisations += [Named(channel.name, channel.iati_ref or "", "channel", channel.id)] if channel else []
    organisations += [Named(row.implementer.strip(), "", "implementing")] if row.implementer.strip() else []
    subject = Subject(
        titles=clipped((row.title,), LONGEST_TITLE),
        texts=clipped((row.description,), LONGEST_TEXT),
        countries=(row.state.iso3,) if row.state else (),
        pillars=(row.pillar.value,),
        work=work,
        services=services_of(row.activity_type, fold(f"{row.activity_type} {row.title}"), work),
        sectors=(("1", row.crs_purpose),) if row.crs_purpose else (),
        places=lines(row.places),
        hazard_areas=lines(row.hazard_areas),
        start=_iso(row.starts_on),
        end=_iso(last_day(row.ends_on, row.ends_on_precision) if row.ends_on else None),
        organisations=tuple(organisations),
        sums=_sums(row.amount, row.currency, row.statement_on, row.parent_amount),
        usd=row.amount_usd,
        identifiers=tuple(each for each in (row.iati_identifier, row.contract_ref) if each),
        target_groups=words(row.target_groups),
        outputs=words(row.output_indicator),
    )
    card = {
        "ref": row.ref,
        "owner": row.donor.label,
        "source": row.source or row.donor.label,
        "verified_on": _iso(row.changed_on),
        "needs": [int(need) for need in shares],
        "shares": shares,
        "family": row.root_id or row.id,
    }
    return Side(SideKind.PLEDGE, row.id, subject, row.state_id, row.donor_id, True, card)


def load_needs(session: Session, ids: Sequence[int]) -> list[Side]:
    """Return the needs of these that are posted."""
    rows = session.exec(
        select(Need)
        .where(
            col(Need.id).in_(ids),
            col(Need.status).in_(NEEDS_COMPARED),
            Need.visibility != Visibility.OWNER,
        )
        .options(joinedload(related(Need.state)))
    ).all()
    areas = _areas(session, NeedHazardArea.need_id, NeedHazardArea.hazard_area_id, ids)
    return [_need(row, areas.get(row.id, [])) for row in rows]


def _need(row: Need, areas: Sequence[str]) -> Side:
    said = fold(f"{row.title} {row.description[:1000]}")
    work = works_in(said)
    subject = Subject(
        titles=clipped((row.title,), LONGEST_TITLE),
        texts=clipped((row.description,), LONGEST_TEXT),
        countries=(row.state.iso3,),
        pillars=(row.pillar.value,),
        work=work,
        services=services_of("", said, work),
        places=lines(row.places),
        whole_country=row.whole_country,
        hazard_areas=tuple(areas),
        start=_iso(row.period_start),
        end=_iso(last_day(row.period_end, row.period_end_precision) if row.period_end else None),
        sums=_sums(row.cost, row.currency, row.cost_on or row.created_on),
        usd=row.cost_usd,
        target_groups=words(row.target_groups),
        outputs=words(row.output_indicator),
    )
    card = {
        "ref": row.ref,
        "owner": row.state.name,
        "source": row.source or row.state.name,
        "verified_on": _iso(row.last_confirmed_on or row.posted_on),
        "objective": row.objective_id,
    }
    return Side(SideKind.NEED, row.id, subject, row.state_id, None, True, card)


def load_activities(session: Session, ids: Sequence[int]) -> list[Side]:
    """Return the activities of these that are not cancelled, each with the pledges that pay it."""
    rows = session.exec(
        select(Activity)
        .where(
            col(Activity.id).in_(ids),
            Activity.status != ActivityStatus.CANCELLED,
            Activity.visibility != Visibility.OWNER,
        )
        .options(joinedload(related(Activity.state)), joinedload(related(Activity.implementer)))
    ).all()
    areas = _areas(session, ActivityHazardArea.activity_id, ActivityHazardArea.hazard_area_id, ids)
    paid = select(ActivityPledge.activity_id, ActivityPledge.pledge_id)
    pledges = _grouped(session.exec(paid.where(col(ActivityPledge.activity_id).in_(ids))).all())
    aims = select(ActivityTarget.activity_id, ActivityTarget.indicator)
    outputs = _grouped(session.exec(aims.where(col(ActivityTarget.activity_id).in_(ids))).all())
    sides = []
    for row in rows:
        side = _activity(row, areas.get(row.id, []), outputs.get(row.id, []))
        sides.append(replace(side, card={**side.card, "pledges": pledges.get(row.id, [])}))
    return sides


def _activity(row: Activity, areas: Sequence[str], outputs: Iterable[str]) -> Side:
    doer, said = row.implementer, fold(f"{row.type.value} {row.title}")
    work = work_of(row.type.value, said)
    subject = Subject(
        titles=clipped((row.title,), LONGEST_TITLE),
        countries=(row.state.iso3,),
        pillars=(row.pillar.value,),
        work=work,
        services=services_of(row.type.value, said, work),
        places=lines(row.places),
        whole_country=row.whole_country,
        hazard_areas=tuple(areas),
        start=_iso(row.actual_start or row.planned_start),
        end=_iso(row.actual_end or last_day(row.planned_end, row.planned_end_precision)),
        organisations=(Named(doer.name, doer.iati_ref or "", "implementing", doer.id),),
        identifiers=(row.tasking_ref,) if row.tasking_ref else (),
        outputs=tuple(dict.fromkeys(outputs)),
    )
    card = {"ref": row.ref, "owner": doer.name, "source": doer.name, "verified_on": ""}
    return Side(SideKind.ACTIVITY, row.id, subject, row.state_id, row.implementer_id, True, card)


def lines(text: str) -> tuple[str, ...]:
    """Return the lines of a field that holds one thing a line, each once; commas part them as well."""
    parts = (part.strip() for line in text.splitlines() for part in line.replace(";", ",").split(","))
    return tuple(dict.fromkeys(part for part in parts if part))[:60]


def words(text: str) -> tuple[str, ...]:
    """Return the parts of a list in one field, in lower case."""
    return tuple(part.lower() for part in lines(text))


def _sums(amount: int | None, currency: str | None, on: date, part: int | None = None) -> tuple[Sum, ...]:
    if amount is None or currency is None:
        return ()
    found = [Sum(amount, currency, on.isoformat())]
    return tuple(found if part is None else [*found, Sum(part, currency, on.isoformat(), "other", False)])


def _areas(session: Session, owner: Any, area: Any, ids: Sequence[int]) -> dict[int, list[str]]:
    rows = (
        select(owner, HazardArea.national_ref)
        .join(HazardArea, col(HazardArea.id) == area)
        .where(col(owner).in_(ids))
        .order_by(HazardArea.national_ref)
    )
    return _grouped(session.exec(rows).all())


def _grouped(rows: Iterable[Any]) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = defaultdict(list)
    for key, value in rows:
        found[key].append(value)
    return found


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""
