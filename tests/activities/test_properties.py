"""However reports are written, handed in, returned and accepted: what counts is the accepted ones, once."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import Session, select

from coalition.activities import service
from coalition.activities.models import Activity, ActivityReport
from coalition.activities.queries import facts_of, results_by_year
from coalition.activities.rules import results
from coalition.activities.rules.kinds import RELEASE
from coalition.activities.rules.ladder import ReportStatus
from coalition.contamination.rules import may_release
from coalition.core.errors import RuleBroken
from tests.factories.activities import TODAY, Field, land, make_activity
from tests.factories.contamination import make_hazard_area

AREA = 1_000
ACTS = st.lists(
    st.tuples(
        st.sampled_from(("begin", "land", "stated", "submit", "accept", "return")),
        st.integers(0, 5),
        st.integers(0, 700),
    ),
    min_size=5,
    max_size=40,
)


@pytest.mark.on("sqlite")
def test_no_sequence_of_acts_breaks_an_invariant(session: Session):
    field = Field(session)
    activity = make_activity(session, field)
    make_hazard_area(session, field.state, "LA-1", area_m2=AREA)
    state_id, activity_id = field.state.id, activity.id
    session.commit()

    @settings(suppress_health_check=list(HealthCheck), max_examples=40)
    @given(ACTS)
    def play(acts: list[tuple[str, int, int]]) -> None:
        reports: list[ActivityReport] = []
        for act, place, number in acts:
            report = reports[place % len(reports)] if reports else None
            try:
                with session.begin_nested():
                    _do(session, session.get_one(Activity, activity_id), (act, number), report, reports)
            except RuleBroken:
                pass
            check(session, state_id)
        session.rollback()

    play()


def _do(
    session: Session,
    activity: Activity,
    what: tuple[str, int],
    report: ActivityReport | None,
    reports: list[ActivityReport],
) -> None:
    act, number = what
    if act == "begin" or report is None:
        year = 2020 + number % 6
        reports.append(
            service.begin_report(
                session, activity, period_start=date(year, 1, 1), period_end=date(year, 12, 31), today=TODAY
            )
        )
    elif act == "land":
        there = facts_of(session, report).land
        service.rewrite(session, report, narrative="Worked.", land=(*there, land(number, hazard_ref="LA-1")))
    elif act == "stated":
        service.rewrite(session, report, narrative="Worked.", stated_released=number)
    elif act == "submit":
        service.submit(session, report, today=TODAY)
    elif act == "accept":
        service.accept(session, report, person_id=None, today=TODAY)
    else:
        service.give_back(session, report, reason="Put it right", person_id=None, today=TODAY)


def check(session: Session, state_id: int) -> None:
    """Hold the sums against the reports (I12, I13), and each report against its own word."""
    accepted: dict[int, int] = {}
    handed_in = 0
    for report in session.exec(select(ActivityReport)).all():
        facts = facts_of(session, report)
        released = results.released(facts.land)
        if report.status is ReportStatus.ACCEPTED:
            assert facts.stated_released in (None, released)
            accepted[report.period_end.year] = accepted.get(report.period_end.year, 0) + released
        if report.status in (ReportStatus.SUBMITTED, ReportStatus.ACCEPTED):
            handed_in += released
    counted = {
        year: total
        for year, sums in results_by_year(session, state_id).items()
        if (total := sum(sums.get(measure, 0) for measure in RELEASE))
    }
    assert counted == {year: total for year, total in accepted.items() if total}
    assert may_release(AREA, handed_in)
