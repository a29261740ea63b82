"""A coalition that nothing moves is proposed to rest; its State decides (domain model §4.4)."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from flask.testing import FlaskClient
from sqlmodel import Session, select

from coalition.auth.models import Person
from coalition.auth.rules import Role
from coalition.coalitions.models import Coalition, Meeting
from coalition.coalitions.rules import CoalitionStatus, MemberRole
from coalition.core.errors import RuleBroken
from coalition.health import service
from coalition.health.models import Remedy
from coalition.health.queries.resting import movements_of
from coalition.health.rules.remedies import RemedyStatus
from coalition.health.rules.resting import Movement, RestWord, is_quiet, may_ask_again
from coalition.health.rules.words import Key
from coalition.notifications.models import Mail
from tests.factories.activities import Field, make_activity, make_report
from tests.factories.pledges import TODAY, make_coalition, make_donor, make_person
from tests.factories.states import make_state

Enter = Callable[[Person], FlaskClient]
NOW = datetime(TODAY.year, TODAY.month, TODAY.day, 2, tzinfo=UTC)
LONG_AGO = TODAY - timedelta(days=800)
WHY = "The survey begins again in March; 50% of the teams are named."


@pytest.fixture
def quiet(session: Session) -> Coalition:
    norway = make_donor(session, "NOR", "Norway")
    return make_coalition(session, make_state(session), {norway.id: MemberRole.LEAD}, started_on=LONG_AGO)


def asked(session: Session) -> list[Remedy]:
    return list(session.exec(select(Remedy).where(Remedy.proposes_rest).order_by(Remedy.id)).all())


@pytest.mark.parametrize(
    ("facts", "quiet"),
    [
        ({"begun_on": date(2025, 11, 23)}, True),
        ({"begun_on": date(2025, 11, 24)}, False),
        ({"begun_on": date(2020, 1, 1), "meeting": date(2025, 11, 24)}, False),
        ({"begun_on": date(2020, 1, 1), "meeting": date(2025, 1, 1), "report": date(2026, 2, 28)}, False),
        ({"begun_on": date(2020, 1, 1), "pledge": date(2026, 11, 1), "need": date(2026, 11, 1)}, True),
    ],
)
def test_a_year_without_meeting_and_report_is_quiet(facts: dict[str, date], quiet: bool) -> None:
    assert is_quiet(Movement(**facts), date(2026, 11, 23)) is quiet


def test_half_a_year_passes_before_the_question_comes_back() -> None:
    assert not may_ask_again(date(2026, 5, 24), date(2026, 11, 23))
    assert may_ask_again(date(2026, 5, 23), date(2026, 11, 23))


def test_a_quiet_coalition_is_asked_once_and_those_concerned_are_told(
    session: Session, quiet: Coalition
) -> None:
    head = make_person(session, Role.AFFECTED_STATE, state_id=quiet.state_id)
    make_person(session, Role.AFFECTED_STATE, state_id=make_state(session).id)
    ica = make_person(session, Role.COORDINATOR)
    young = make_coalition(session, make_state(session), started_on=TODAY)
    assert service.propose_rest(session, NOW) == 1
    assert service.propose_rest(session, NOW + timedelta(days=1)) == 0
    only = asked(session)
    assert [(one.coalition_id, one.key, one.by_system) for one in only] == [(quiet.id, Key.H12, True)]
    assert young.id not in {one.coalition_id for one in only}
    assert {mail.person_id for mail in session.exec(select(Mail))} == {head.id, ica.id}
    assert quiet.status is CoalitionStatus.ACTIVE  # a question changes nothing


def test_the_question_is_withdrawn_when_the_coalition_meets(session: Session, quiet: Coalition) -> None:
    service.propose_rest(session, NOW)
    session.add(Meeting(coalition_id=quiet.id, title="Review", starts_on=TODAY, source="minutes"))
    session.flush()
    assert service.propose_rest(session, NOW + timedelta(days=1)) == 0
    assert asked(session)[0].status is RemedyStatus.DECLINED
    assert "moves again" in asked(session)[0].outcome


def test_what_moved_last_is_read_from_meetings_and_reports(session: Session) -> None:
    field = Field(session)
    report = make_report(session, make_activity(session, field))
    report.submitted_on = date(2026, 3, 1)
    for day in (date(2026, 2, 1), date(2027, 1, 1)):  # one that is only planned moves nothing yet
        session.add(Meeting(coalition_id=field.coalition.id, title="Review", starts_on=day, source="x"))
    session.flush()
    found = movements_of(session, [field.coalition], TODAY)[field.coalition.id]
    assert (found.meeting, found.report) == (date(2026, 2, 1), date(2026, 3, 1))
    assert service.propose_rest(session, NOW) == 0


def test_a_guard_that_ninety_days_did_not_bring_back_is_asked_about_while_it_is_lost(
    session: Session, quiet: Coalition
) -> None:
    session.add(Meeting(coalition_id=quiet.id, title="Review", starts_on=TODAY, source="minutes"))
    days = {"opened_on": TODAY - timedelta(days=91), "until": TODAY - timedelta(days=1)}
    lost = Remedy(coalition_id=quiet.id, key=Key.H2, text="No strategy", by_system=True, **days)
    session.add(lost)
    session.flush()
    service.follow_remedies(session, TODAY)
    assert service.propose_rest(session, NOW) == 0  # perhaps it is there again: the next night says
    until = TODAY + timedelta(days=90)
    again = Remedy(
        coalition_id=quiet.id, key=Key.H2, text="No strategy", by_system=True, opened_on=TODAY, until=until
    )
    session.add(again)
    session.flush()
    assert service.propose_rest(session, NOW) == 1
    assert "did not come back" in asked(session)[0].text


def test_the_state_lets_it_rest_or_keeps_it_with_a_reason(session: Session, quiet: Coalition) -> None:
    service.propose_rest(session, NOW)
    question = asked(session)[0]
    with pytest.raises(RuleBroken) as refused:
        service.answer_rest(session, question, word=RestWord.KEEP, reason="no", now=NOW)
    assert refused.value.field == "reason"
    service.answer_rest(session, question, word=RestWord.KEEP, reason=WHY, now=NOW)
    assert (quiet.status, question.status) == (CoalitionStatus.ACTIVE, RemedyStatus.DECLINED)
    assert service.propose_rest(session, NOW + timedelta(days=90)) == 0
    assert service.propose_rest(session, NOW + timedelta(days=190)) == 1
    newest = asked(session)[-1]
    service.answer_rest(session, newest, word=RestWord.REST, reason=WHY, now=NOW)
    assert (quiet.status, quiet.closed_reason) == (CoalitionStatus.DORMANT, WHY)
    with pytest.raises(RuleBroken):
        service.answer_rest(session, newest, word=RestWord.REST, reason=WHY, now=NOW)


@pytest.mark.on("sqlite")
def test_the_page_shows_what_moved_and_only_the_state_answers(
    session: Session, sign_in: Enter, quiet: Coalition
) -> None:
    head = make_person(session, Role.AFFECTED_STATE, state_id=quiet.state_id)
    ica = make_person(session, Role.COORDINATOR)
    service.propose_rest(session, NOW)
    page = f"/health/remedies/{asked(session)[0].id}"
    session.commit()
    coordinator = sign_in(ica)
    assert "The affected State decides" in coordinator.get(page).text
    assert coordinator.post(page, data={"word": "rest", "reason": WHY}).status_code == 403
    assert "Asked whether its coalition shall rest" in coordinator.get("/home").text
    state = sign_in(head)
    assert page in state.get("/home").text
    shown = state.get(page).text
    assert "not known" in shown  # no meeting is on record, and no zero stands for it
    assert "Let it rest until there is work for it" in shown
    assert "Choose one." in state.post(page, data={"reason": WHY}).text
    assert state.post(page, data={"word": "rest", "reason": WHY}).status_code == 302
    session.rollback()
    assert quiet.status is CoalitionStatus.DORMANT
    assert WHY in state.get(page).text
