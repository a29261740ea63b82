"""Reports: written by the operator, accepted or returned by the State, counted once."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from sqlmodel import Session, col, select

from coalition.activities.models import (
    Activity,
    ActivityReport,
    BeneficiaryCount,
    LandResult,
    LegalResult,
    ServiceResult,
    StockpileResult,
)
from coalition.activities.queries.reports import facts_of, released_before
from coalition.activities.rules import ladder, results
from coalition.activities.rules.ladder import EDITABLE, REPORTABLE, ReportStatus
from coalition.activities.rules.results import Land, ReportFacts
from coalition.activities.service.recounting import recount
from coalition.contamination.models import HazardArea
from coalition.contamination.queries import find_hazard_areas
from coalition.core.errors import RuleBroken
from coalition.core.money import check_currency
from coalition.core.text import squeeze

LONGEST_PERIOD = 400  # days: a year and a little


def begin_report(
    session: Session, activity: Activity, *, period_start: date, period_end: date, today: date
) -> ActivityReport:
    """Begin the report of a period; periods of one activity do not overlap."""
    if activity.status not in REPORTABLE:
        raise RuleBroken("Reports are written while work runs.")
    if not period_start < period_end or (period_end - period_start).days > LONGEST_PERIOD:
        raise RuleBroken("A report covers a period of at most a year.", field="period_end")
    if period_end > today:
        raise RuleBroken("A period is reported once it is over.", field="period_end")
    overlapping = select(ActivityReport).where(
        ActivityReport.activity_id == activity.id,
        ActivityReport.period_start <= period_end,
        ActivityReport.period_end >= period_start,
    )
    if session.exec(overlapping).first() is not None:
        raise RuleBroken("Another report covers part of this period.", field="period_start")
    report = ActivityReport(
        activity_id=activity.id,
        state_id=activity.state_id,
        period_start=period_start,
        period_end=period_end,
        created_on=today,
    )
    session.add(report)
    session.flush()
    return report


def write(session: Session, report: ActivityReport, *, facts: ReportFacts) -> None:
    """Write down all that a report says; replaces what stood before. Raises RuleBroken by field."""
    if report.status not in EDITABLE:
        raise RuleBroken("A report that is {now} is no longer changed.", now=report.status)
    results.check_people(facts.people)
    hazards = _hazards(session, report, facts.land)
    _check_money(facts)
    for table in (LandResult, BeneficiaryCount, ServiceResult, StockpileResult, LegalResult):
        for old in session.exec(select(table).where(col(table.report_id) == report.id)):
            session.delete(old)
    session.flush()
    report.narrative, report.delay, report.delay_note = (
        facts.narrative.strip(),
        facts.delay,
        facts.delay_note.strip(),
    )
    report.expenditure, report.currency = (
        facts.expenditure,
        facts.currency if facts.expenditure is not None else None,
    )
    report.stated_released_m2 = facts.stated_released
    report.row_version += 1
    session.add_all(_rows(report, facts, hazards))
    session.flush()


def rewrite(session: Session, report: ActivityReport, **said: Any) -> None:
    """Change some of what a report says, by the names of `ReportFacts`, and leave the rest as it is."""
    write(session, report, facts=replace(facts_of(session, report), **said))


def submit(session: Session, report: ActivityReport, *, today: date) -> None:
    """Hand a report to the State. What it counts is checked once more: other reports may have come in.

    A sum that differs from its parts does not hinder handing in: the State sees it and returns the report.
    """
    ladder.check_report_step(report.status, ReportStatus.SUBMITTED)
    facts = facts_of(session, report)
    if not facts.narrative and not results.counted(facts):
        raise RuleBroken("Write what happened, or that nothing could be done.", field="narrative")
    _hazards(session, report, facts.land)
    report.status, report.submitted_on, report.returned_reason = ReportStatus.SUBMITTED, today, ""
    report.row_version += 1
    session.flush()


def accept(session: Session, report: ActivityReport, *, person_id: int | None, today: date) -> None:
    """The State accepts a report; from now on it counts, once, for all who pay.

    Raises RuleBroken when the operator's own sum is not the sum of its parts (I12).
    """
    ladder.check_report_step(report.status, ReportStatus.ACCEPTED)
    facts = facts_of(session, report)
    if results.sum_differs(facts.stated_released, facts.land):
        raise RuleBroken(
            "The report states {stated} m² released; its parts add up to {parts} m². Return it.",
            stated=facts.stated_released,
            parts=results.released(facts.land),
        )
    report.status, report.decided_on, report.decided_by_id = ReportStatus.ACCEPTED, today, person_id
    report.row_version += 1
    session.flush()
    recount(session, report.state_id, report.period_end.year)


def give_back(
    session: Session, report: ActivityReport, *, reason: str, person_id: int | None, today: date
) -> None:
    """The State returns a report with what is to be put right."""
    ladder.check_report_step(report.status, ReportStatus.RETURNED)
    if len(squeeze(reason)) < 5:
        raise RuleBroken("Say what is to be put right.", field="reason")
    report.status, report.returned_reason = ReportStatus.RETURNED, reason.strip()
    report.decided_on, report.decided_by_id = today, person_id
    report.row_version += 1
    session.flush()


def note(session: Session, report: ActivityReport, *, text: str) -> None:
    """A lead donor adds what it saw; the report itself stays the operator's."""
    report.monitor_note = text.strip()
    session.flush()


def _hazards(session: Session, report: ActivityReport, land: Iterable[Land]) -> dict[str, HazardArea]:
    """Return the hazard areas a report names, each able to give what is reported of it (I13)."""
    named = [one for one in land if one.hazard_ref]
    found = {
        one.national_ref: one
        for one in find_hazard_areas(session, report.state_id, {n.hazard_ref for n in named})
    }
    taken: dict[str, int] = {}
    for one in land:
        results.check_land(one)
        if not one.hazard_ref:
            continue
        hazard = found.get(one.hazard_ref)
        if hazard is None:
            raise RuleBroken("No hazard area has the reference {ref}.", "hazard_ref", ref=one.hazard_ref)
        before = taken.get(one.hazard_ref)
        if before is None:
            before = released_before(session, hazard.id, without_report_id=report.id)
        results.check_hazard_area(hazard.area_m2, hazard.status, before=before, land=one)
        taken[one.hazard_ref] = before + one.released
    return found


def _check_money(facts: ReportFacts) -> None:
    if facts.expenditure is None:
        return
    if facts.expenditure < 0:
        raise RuleBroken("Give an amount that is not negative.", field="expenditure")
    check_currency(facts.currency or "")


def _rows(report: ActivityReport, facts: ReportFacts, hazards: dict[str, HazardArea]) -> list[object]:
    rows: list[object] = [
        LandResult(
            report_id=report.id,
            hazard_area_id=hazards[one.hazard_ref].id if one.hazard_ref else None,
            place=squeeze(one.place),
            mix=one.mix,
            cancelled_m2=one.cancelled,
            reduced_m2=one.reduced,
            cleared_m2=one.cleared,
            submunitions=one.submunitions,
            other_explosives=one.other_explosives,
            handed_over=one.handed_over,
            over_area_reason=squeeze(one.over_area_reason),
        )
        for one in facts.land
    ]
    kinds: tuple[tuple[type[Any], Sequence[Any]], ...] = (
        (BeneficiaryCount, facts.people),
        (ServiceResult, facts.services),
        (StockpileResult, facts.stocks),
        (LegalResult, facts.laws),
    )
    for table, parts in kinds:
        rows += [table(report_id=report.id, **_said(one)) for one in parts]
    return rows


def _said(part: Any) -> dict[str, Any]:
    return {name: getattr(part, name) for name in part.__dataclass_fields__}
