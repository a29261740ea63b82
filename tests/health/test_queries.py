"""What the review finds in the database, and how often it asks."""

from datetime import date, timedelta

import pytest

from coalition.coalitions.models import ActionPoint, CoalitionMember, Meeting
from coalition.coalitions.rules import MemberRole
from coalition.coalitions.rules.meetings import Minutes
from coalition.health.queries.facts import gather, list_reviewed, scope_of
from coalition.health.queries.work import supported_by_programmes
from coalition.health.rules.review import by_key, review
from coalition.health.rules.words import Key, Level
from coalition.pledges.rules import PledgeStage
from coalition.strategies.models import StrategyDocument, StrategyVersion
from coalition.strategies.rules import DocumentKind, Pillar, VersionStatus
from tests.factories.pledges import (
    MILLION,
    TODAY,
    make_coalition,
    make_donor,
    make_open_need,
    make_organisation,
    make_pledge,
)
from tests.factories.programmes import make_programme
from tests.factories.states import make_state

YEAR = {"period_start": TODAY, "period_end": date(2027, 11, 22)}


def make_guide(session, state, valid_to=date(2030, 12, 31), status=VersionStatus.IN_FORCE):
    document = StrategyDocument(state_id=state.id, title="Strategy", kind=DocumentKind.NATIONAL_STRATEGY)
    session.add(document)
    session.flush()
    version = StrategyVersion(
        document_id=document.id,
        number=1,
        status=status,
        valid_from=date(2021, 1, 1),
        valid_to=valid_to,
        endorsed_on=date(2021, 1, 1),
    )
    session.add(version)
    session.flush()
    return version


def readings(session, coalition, on=TODAY):
    return by_key(review(gather(session, list_reviewed(session, coalition.id), on)[0], on).readings)


def test_firm_money_of_the_domain_model_is_found(session):
    state = make_state(session, "LAO", "Lao PDR")
    coalition = make_coalition(session, state)
    donor = make_donor(session, "NOR", "Norway")
    for cost, firm in ((400, 360), (300, 240), (200, 0), (100, 20)):
        need = make_open_need(session, state, cost=cost * MILLION // 100, **YEAR)
        if firm:
            make_pledge(
                session,
                need,
                donor=donor,
                stage=PledgeStage.COMMITMENT,
                amount=firm * MILLION // 100,
                starts=None,
                ends=None,
            )
    session.flush()
    found = readings(session, coalition)[Key.H4]
    assert found.value == pytest.approx(0.62, abs=0.001)
    assert found.level is Level.AMBER


def test_soft_money_covers_nothing(session):
    state = make_state(session)
    coalition = make_coalition(session, state)
    make_pledge(session, make_open_need(session, state, **YEAR))
    assert readings(session, coalition)[Key.H4].value == 0


def test_what_became_firm_later_does_not_count_as_of_an_earlier_day(session):
    state = make_state(session)
    coalition = make_coalition(session, state)
    need = make_open_need(session, state, period_start=date(2026, 1, 1), period_end=date(2027, 12, 31))
    need.posted_on = date(2026, 1, 1)
    make_pledge(session, need, stage=PledgeStage.COMMITMENT)
    assert readings(session, coalition)[Key.H4].value > 0
    assert readings(session, coalition, TODAY - timedelta(days=1))[Key.H4].value == 0


def test_a_strategy_over_since_midnight_guides_no_more_though_its_status_says_so(session):
    state = make_state(session)
    coalition = make_coalition(session, state)
    make_guide(session, state, valid_to=TODAY - timedelta(days=1))
    assert readings(session, coalition)[Key.H2].level is Level.RED
    assert readings(session, coalition, TODAY - timedelta(days=1))[Key.H2].level is Level.AMBER


def test_a_lead_that_leaves_at_midnight(session):
    state = make_state(session)
    centre = make_organisation(session, "Mine action centre")
    lead = make_donor(session, "NOR", "Norway")
    coalition = make_coalition(session, state)
    for body, role, end in (
        (centre, MemberRole.AFFECTED_STATE_COORDINATOR, None),
        (lead, MemberRole.LEAD, TODAY),
    ):
        session.add(
            CoalitionMember(
                coalition_id=coalition.id,
                organisation_id=body.id,
                role=role,
                valid_from=date(2025, 1, 1),
                valid_to=end,
                confirmed_on=TODAY,
            )
        )
    make_guide(session, state)
    session.flush()
    assert "Lead: Norway" in str(readings(session, coalition)[Key.H1].why)
    assert "none for 1 days" in str(readings(session, coalition, TODAY + timedelta(days=1))[Key.H1].why)


def test_meetings_points_and_rhythm(session):
    state = make_state(session)
    coalition = make_coalition(session, state, proposed_on=date(2025, 1, 1), started_on=date(2025, 1, 1))
    session.add(
        Meeting(
            coalition_id=coalition.id,
            title="Second meeting",
            starts_on=date(2026, 9, 1),
            minutes=Minutes.DRAFT,
            minutes_text="Agreed.",
        )
    )
    for due in (date(2026, 11, 1), date(2027, 1, 1)):
        session.add(
            ActionPoint(coalition_id=coalition.id, text="Send list", due_on=due, created_on=date(2026, 9, 1))
        )
    session.flush()
    found = readings(session, coalition)[Key.H12]
    assert (found.level, found.value) == (Level.AMBER, 2)


def test_a_programme_that_states_no_end_supports_for_a_year_or_while_somebody_verifies_it(session):
    state = make_state(session, "IRQ", "Iraq", iso2="IQ")
    made = make_programme(session, countries="IQ", actual_start="2003-10-01")
    for starts, verified, counts in (
        (date(2003, 10, 1), None, False),  # a seminar whose record was never closed
        (TODAY - timedelta(days=300), None, True),
        (date(2003, 10, 1), TODAY - timedelta(days=30), True),
        (date(2003, 10, 1), TODAY - timedelta(days=400), False),
    ):
        made.starts_on, made.last_verified_on = starts, verified
        session.flush()
        assert bool(supported_by_programmes(session, [state.id], TODAY)) is counts
    made.starts_on, made.ends_on, made.last_verified_on = date(2003, 10, 1), TODAY, None
    session.flush()
    assert supported_by_programmes(session, [state.id], TODAY)[state.id] == {Pillar.SURVEY_CLEARANCE}


def test_two_hundred_coalitions_ask_the_database_no_more_than_two(session, app, statements):
    def asked(count):
        for _ in range(count):
            state = make_state(session)
            make_coalition(session, state)
            make_open_need(session, state)
        session.commit()
        with statements() as seen:
            gather(session, list_reviewed(session), TODAY)
        return len(seen)

    assert asked(2) == asked(30)


def test_articles_in_scope_name_pillars():
    assert scope_of("Articles 4 and 5") == {
        Pillar.SURVEY_CLEARANCE,
        Pillar.RISK_EDUCATION,
        Pillar.VICTIM_ASSISTANCE,
    }
    assert scope_of("") == frozenset()
