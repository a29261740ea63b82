"""`coalition pairing suggest` and `backtest`, on both databases."""

import json
from datetime import timedelta

import pytest

from coalition.coalitions.models import CoalitionMember
from coalition.coalitions.rules import MemberRole
from coalition.core.clock import today
from coalition.core.visibility import Confidence
from coalition.pairing.queries.board import board_of
from coalition.pledges.models import DonorProfile
from coalition.pledges.rules import OpenToLead
from coalition.programmes.rules.record import Party
from coalition.states.models import DonorFlow
from coalition.states.rules import AffectedStatus
from tests.factories.pledges import make_coalition, make_donor, make_open_need
from tests.factories.programmes import make_programme
from tests.factories.states import make_state


def make_flow(session, donor, state, year, amount=1_000_000_00):
    session.add(
        DonorFlow(
            donor=donor.state.iso3,
            donor_state_id=donor.state_id,
            recipient=state.iso3,
            recipient_state_id=state.id,
            year=year,
            amount=amount,
            sector="clearance",
            list_truncated=False,
            confidence=Confidence.HIGH,
            source="test",
        )
    )


@pytest.fixture
def laos(session):
    return make_state(session, "LAO", "Lao PDR", affected_status=AffectedStatus.AFFECTED)


@pytest.fixture
def norway(session):
    donor = make_donor(session, "NOR", "Norway")
    session.add(
        DonorProfile(
            organisation_id=donor.id,
            pillars=["survey_clearance"],
            embassies_in=["LAO"],
            open_to_lead=OpenToLead.YES,
            updated_on=today(),
        )
    )
    return donor


def test_an_affected_state_without_a_coalition_seeks_a_lead(session, laos, norway, command):
    make_open_need(session, laos)
    make_flow(session, norway, laos, today().year - 1)
    session.commit()
    done = command("pairing", "suggest", "--all", "--json")
    assert done.exit_code == 0, done.output
    (one,) = json.loads(done.stdout)["suggestions"]
    assert (one["state"], one["donor"], one["assigned"]) == ("LAO", "NOR", True)
    assert 0 < one["score"] <= 100
    assert any("1 of the last 5 years" in reason for reason in one["reasons"])
    assert "it has not joined the Convention; no bar, the form asks why" in one["against"]


def test_excluded_donors_leave_the_state_unpaired(session, laos, norway, command):
    make_open_need(session, laos)
    session.commit()
    done = json.loads(command("pairing", "suggest", "--state", "LAO", "--exclude", "NOR", "--json").stdout)
    assert done == {"suggestions": [], "unpaired": ["LAO"]}


def test_no_donor_at_all(session, laos, command):
    session.commit()
    assert json.loads(command("pairing", "suggest", "--json").stdout)["unpaired"] == ["LAO"]
    assert command("pairing", "suggest", "--state", "ZZZ").exit_code == 1
    assert command("pairing", "suggest", "--lock", "LAO").exit_code == 2


def test_a_lead_that_ends_within_sixty_days_opens_the_search(session, laos, norway):
    coalition = make_coalition(session, laos)
    lead = CoalitionMember(
        coalition_id=coalition.id,
        organisation_id=norway.id,
        role=MemberRole.LEAD,
        valid_from=today() - timedelta(days=400),
    )
    session.add(lead)
    session.flush()
    assert board_of(session, today()).seekers == ()
    lead.valid_to = today() + timedelta(days=59)
    session.flush()
    assert [seeker.iso3 for seeker in board_of(session, today()).seekers] == ["LAO"]


def test_the_back_test_prints_its_table(session, laos, norway, command):
    for year in (2018, 2019):
        make_flow(session, norway, laos, year)
    session.commit()
    found = json.loads(command("pairing", "backtest", "--json").stdout)
    assert found["cases"] == 1
    assert set(found["hit_rates"]) == {"ours", "largest_donors", "last_years_donors"}
    assert found["hit_rates"]["ours"] == {"3": 1.0, "5": 1.0}
    assert "at 3" in command("pairing", "backtest").stdout


def test_the_back_test_counts_the_programmes_of_the_register(session, laos, norway, command):
    for year in ("2018", "2019", "2021"):
        make_programme(
            session,
            countries="LA",
            actual_start=f"{year}-03-01",
            parties=(Party("funding", "Norway, Government of"), Party("funding", "Lao PDR")),
        )
    found = json.loads(command("pairing", "backtest", "--json").stdout)
    assert (found["cases"], found["flows"]) == (0, 0)
    assert (found["programmes"]["cases"], found["programmes"]["flows"]) == (1, 3)
    assert found["programmes"]["hit_rates"]["ours"] == {"3": 1.0, "5": 1.0}


def test_the_board_asks_a_constant_number_of_times(session, norway, statements):
    def asked(more):
        for _ in range(more):
            make_open_need(session, make_state(session, affected_status=AffectedStatus.AFFECTED))
        session.commit()
        with statements() as seen:
            board_of(session, today())
        return len(seen)

    assert asked(1) == asked(12)
