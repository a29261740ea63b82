"""The review of six coalitions from published facts, and the scenarios A2 and A4."""

from datetime import date

import pytest

from coalition.auth.rules import Role
from coalition.cli.loading import load_reference
from coalition.coalitions import service
from coalition.coalitions.queries import get_coalition, list_members
from coalition.coalitions.rules import ChallengeCategory, CoalitionStatus, MemberRole, Signer
from coalition.core.errors import RuleBroken
from coalition.health.queries.facts import gather, list_reviewed
from coalition.health.rules.review import by_key, review
from coalition.health.rules.words import Key, Level
from coalition.organisations.models import Contact
from tests.factories.pledges import make_coalition, make_donor, make_organisation, make_person
from tests.factories.six import make_six
from tests.factories.states import make_state
from tests.health.test_queries import make_guide

DAY = date(2026, 11, 23)


@pytest.mark.on("sqlite")
def test_six_coalitions_read_from_published_facts(session):
    load_reference(session, programmes=False)
    make_six(session)
    found = gather(session, list_reviewed(session), DAY)
    done = {one.iso3: by_key(review(one, DAY).readings) for one in found}
    assert set(done) == {"LAO", "LBN", "TCD", "IRQ", "SOM", "MRT"}
    laos = done["LAO"]
    assert laos[Key.H2].level is Level.GREEN
    # 1 371.1 km² remain until 1 August 2030: some 372 km² a year; 71.7 km² were cleared in 2024.
    assert laos[Key.H9].value == pytest.approx(71.7 / (1371.1 / ((date(2030, 8, 1) - DAY).days / 365.25)))
    assert laos[Key.H9].level is Level.RED
    for iso3 in ("TCD", "SOM"):
        assert done[iso3][Key.H9].level is Level.GREY
        assert "non-technical survey" in str(done[iso3][Key.H9].remedy)
    for readings in done.values():
        assert readings[Key.H4].level is Level.GREY, "no cost is published: nothing is guessed"
        assert readings[Key.H10].level is Level.RED or readings[Key.H10].value < 1
        assert readings[Key.H1].level is Level.RED, "no lead donor is published for any of the six"


def test_a2_turnover_of_contacts_is_seen_with_an_empty_handover(session, sign_in):
    """The new coordinator of the DRC is unknown to donors: predecessor ended, handover note empty."""
    state = make_state(session, "COD", "Democratic Republic of the Congo")
    centre = make_organisation(session, "CCLAM", state_id=state.id)
    belgium = make_donor(session, "BEL", "Belgium")
    coalition = make_coalition(session, state, {belgium.id: MemberRole.DONOR})
    service.seat(
        session,
        coalition,
        organisation=centre,
        role=MemberRole.AFFECTED_STATE_COORDINATOR,
        valid_from=date(2023, 3, 1),
    )
    for name, start, end, confirmed in (
        ("Former coordinator", date(2019, 1, 1), date(2023, 2, 28), date(2022, 6, 1)),
        ("National Coordinator", date(2023, 3, 1), None, date(2023, 11, 1)),
    ):
        session.add(
            Contact(
                organisation_id=centre.id,
                name=name,
                post_title="National Coordinator, CCLAM",
                valid_from=start,
                valid_to=end,
                last_confirmed_on=confirmed,
            )
        )
    session.flush()
    seen = by_key(review(gather(session, list_reviewed(session), date(2023, 11, 20))[0], DAY).readings)
    assert "CCLAM, confirmed 1 November 2023" in str(seen[Key.H1].why)
    desk = make_person(session, Role.DONOR, organisation_id=belgium.id)
    session.commit()
    page = sign_in(desk).get(f"/coalitions/{coalition.id}").text
    assert "CCLAM" in page


def test_a4_a_coalition_on_an_existing_forum(session):
    state = make_state(session, "LAO", "Lao PDR")
    coalition = make_coalition(
        session,
        state,
        status=CoalitionStatus.SCOPING,
        existing_forum="UXO Sector Working Group",
        purpose="Safe land along the strategy.",
        channel_note="Through the national regulator.",
        scope_articles="4, 5",
        started_on=None,
    )
    service.add_challenge(
        session, coalition, title="Large contamination", category=ChallengeCategory.OTHER, description=""
    )
    regulator = make_organisation(session, "NRA", state_id=state.id)
    undp = make_organisation(session, "UNDP")
    lead = make_donor(session, "USA", "United States of America")
    coordinator = MemberRole.AFFECTED_STATE_COORDINATOR
    service.seat(session, coalition, organisation=regulator, role=coordinator, valid_from=DAY)
    with pytest.raises(RuleBroken, match="Say why this one leads"):
        service.seat(session, coalition, organisation=lead, role=MemberRole.LEAD, valid_from=DAY)
    reason = "Practice in Lao PDR: the largest donor, not party, with UNDP as secretariat."
    service.seat(
        session, coalition, organisation=lead, role=MemberRole.LEAD, valid_from=DAY, lead_reason=reason
    )
    coalition.secretariat_id = undp.id
    make_guide(session, state)
    head = make_person(session, Role.AFFECTED_STATE, state_id=state.id)
    people = [head, make_person(session, Role.COORDINATOR)]
    for person, signer in zip(people, (Signer.STATE, Signer.COORDINATOR), strict=True):
        taken = service.sign(
            session,
            coalition,
            then=CoalitionStatus.ACTIVE,
            signer=signer,
            person_id=person.id,
            today=DAY,
        )
    assert taken
    assert get_coalition(session, coalition.id).status is CoalitionStatus.ACTIVE
    assert len(list_members(session, [coalition.id])) == 2
    for day, level in ((date(2029, 12, 31), Level.GREEN), (date(2030, 1, 1), Level.AMBER)):
        facts = gather(session, list_reviewed(session, coalition.id), day)[0]
        assert by_key(review(facts, day).readings)[Key.H2].level is level
