"""Traps that twenty neighbouring systems fell into, each a test here or in the room it belongs to.

In the rooms: double click (coalitions/test_views), dry run in words (programmes/test_service),
row and column of an error (activities, contamination), parent and child counted once, regional support
(pledges/test_scenarios), nothing to report (pledges/test_profile), stale requests (needs/test_service).
"""

from datetime import date

import pytest
from sqlmodel import Session, select

from coalition.auth.rules import Rank, Role
from coalition.core.errors import RuleBroken
from coalition.core.when import When
from coalition.db import current_session, transaction
from coalition.duplication.models import DuplicationFlag
from coalition.duplication.service.index import index_programmes
from coalition.needs.queries import list_needs_of
from coalition.needs.queries.sight import own_sight
from coalition.needs.rules import NeedStatus
from coalition.organisations.rules import OrganisationKind
from coalition.organisations.service import add_alias, add_organisation
from coalition.pledges import service as pledges
from coalition.pledges.queries import coverage_of
from coalition.pledges.rules import PledgeStage
from coalition.programmes.rules.record import Country, Party, Text
from coalition.states.queries import get_state
from tests.factories.auth import make_person
from tests.factories.pledges import BY, make_donor, make_open_need, make_pledge, terms_of
from tests.factories.programmes import keep_records, make_programme, make_record
from tests.factories.states import make_state


@pytest.fixture
def state(session: Session):
    found = make_state(session, "LAO", "Lao PDR", iso2="LA")
    session.commit()
    return found


def published(session: Session, donor_name: str) -> None:
    """Put a programme into the register that the pledge below repeats almost to the word."""
    programme = make_programme(
        session,
        titles=(Text("Clearance of cluster munitions in Xieng Khouang", "en"),),
        countries=(Country("LA"),),
        parties=(Party("funding", donor_name), Party("implementing", "Norwegian People's Aid")),
        planned_start="2026-01-01",
        planned_end="2027-12-31",
    )
    index_programmes(session, [programme.id])
    session.commit()


FORM = {
    "word": "pledge", "title": "Clearance of cluster munitions in Xieng Khouang", "kind": "financial",
    "pillar": "survey_clearance", "amount": "900000", "currency": "USD", "scope": "country", "state": "LAO",
    "activity_type": "clearance", "implementer": "Norwegian People's Aid", "starts": "January 2026",
    "ends": "December 2027", "gender_marker": "not_screened", "disability_marker": "not_screened",
    "continuity": "unknown", "visibility": "members", "crs_purpose": "15250",
}  # fmt: skip


def by_form(app, session, donor, person, sign_in):
    answer = sign_in(person).post("/pledges/new", data=FORM)
    assert answer.status_code == 302, answer.text


def by_service_as_commands_and_jobs_do(app, session, donor, person, sign_in):
    donor_id, state_id = donor.id, get_state(session, "LAO").id
    with app.app_context():
        own = current_session()
        with transaction(own):
            terms = terms_of(
                None,
                title=FORM["title"],
                state_id=state_id,
                activity_type="clearance",
                implementer=FORM["implementer"],
                starts=When(date(2026, 1, 1)),
                ends=When(date(2027, 12, 31)),
            )
            pledges.offer(own, donor=own.get_one(type(donor), donor_id), terms=terms, need=None, by=BY)


@pytest.mark.parametrize("path", [by_form, by_service_as_commands_and_jobs_do])
def test_no_entry_path_skips_the_check_for_duplicates(app, session, state, sign_in, path):
    donor = make_donor(session, "NOR", "Norway")
    session.commit()
    published(session, "Norway")
    person = make_person(session, Role.DONOR, rank=Rank.APPROVER, organisation=donor)
    path(app, session, donor, person, sign_in)
    session.rollback()
    assert session.exec(select(DuplicationFlag)).all() != []


def test_a_list_of_hundreds_is_paged(session, sign_in):
    keep_records(session, *(make_record() for _ in range(300)))
    page = sign_in(make_person(session, Role.ISU)).get("/programmes/")
    assert page.text.count("Mine clearance") <= 2 * 25
    assert len(page.data) < 200_000


def test_two_records_for_one_ministry_are_refused_and_a_name_belongs_to_one(session):
    first = add_organisation(
        session, name="The HALO Trust", kind=OrganisationKind.INTERNATIONAL_NGO, iati_ref="GB-CHC-1001813"
    )
    add_alias(session, first, name="Halo Trust UK", source="a test")
    for name in ("HALO TRUST", "halo trust uk", "GB-CHC-1001813"):
        with pytest.raises(RuleBroken, match="known already"):
            add_organisation(session, name=name, kind=OrganisationKind.INTERNATIONAL_NGO)
    second = add_organisation(session, name="Another Trust", kind=OrganisationKind.INTERNATIONAL_NGO)
    with pytest.raises(RuleBroken, match="another organisation"):
        add_alias(session, second, name="The Halo Trust", source="a test")


def test_a_pledge_stands_beside_the_total_and_never_in_it(session):
    need = make_open_need(session)
    make_pledge(session, need)
    session.flush()
    covered = coverage_of(session, [need])[need.id]
    assert (covered.firm, covered.soft > 0) == (0, True)


def test_a_need_that_is_met_leaves_the_open_ones(session):
    need = make_open_need(session)
    make_pledge(session, need, stage=PledgeStage.COMMITMENT)
    session.flush()
    assert need.status is NeedStatus.MET
    assert list_needs_of(session, need.state_id, [NeedStatus.OPEN], sight=own_sight(need.state_id)) == []
