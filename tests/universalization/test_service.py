"""Acts of universalization on both databases."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from sqlmodel import Session, select

from coalition.audit.queries import list_history
from coalition.audit.service import act_as
from coalition.core.errors import RuleBroken
from coalition.core.visibility import Confidence
from coalition.core.when import Precision, When
from coalition.states.models import State
from coalition.states.rules import TreatyEvent
from coalition.states.service import load_reference
from coalition.universalization.models import AssemblyVote, Champion
from coalition.universalization.queries.calendar import (
    get_outreach,
    list_ahead,
    list_outreach,
    list_workshops,
)
from coalition.universalization.queries.candidates import list_candidates
from coalition.universalization.queries.regions import list_regions
from coalition.universalization.queries.votes import list_changed, list_recorded, list_totals
from coalition.universalization.rules.outreach import Channel, OutreachStatus, Purpose
from coalition.universalization.rules.signals import Sign
from coalition.universalization.rules.stages import Side, Stage
from coalition.universalization.rules.votes import Change, Vote, VoteStage
from coalition.universalization.service import outreach, people, tracks
from coalition.universalization.service.loading import load_reference as load_votes
from coalition.universalization.service.outreach import Plan
from coalition.universalization.service.votes import take_votes
from tests.factories.organisations import make_organisation
from tests.factories.states import make_event, make_state
from tests.factories.universalization import votes_file

TODAY = date(2023, 10, 1)
NOW = datetime(2023, 10, 1, 9, tzinfo=UTC)


def visit(channel: Channel = Channel.MEETING) -> Plan:
    return Plan(Purpose.RATIFICATION, channel, When(date(2023, 11, 1), Precision.MONTH), "21st Meeting")


def test_three_who_knock_on_one_door_see_one_another_and_join(session: Session):
    state = make_state(session, "AGO", "Angola")
    peru, cmc, isu = (make_organisation(session, name=name) for name in ("Peru", "CMC", "ISU"))
    plans = [
        outreach.plan(
            session, state, organisation_id=body.id, plan=visit(channel), person_id=None, today=TODAY
        )
        for body, channel in (
            (peru, Channel.MEETING), (cmc, Channel.LETTER), (isu, Channel.CALL),
        )
    ]  # fmt: skip
    assert len(list_ahead(session, TODAY)) == 3
    found = get_outreach(session, plans[0].id)
    outreach.join(session, found, organisation_id=cmc.id, now=NOW)
    assert {actor.organisation_id for actor in found.actors} == {peru.id, cmc.id}
    with pytest.raises(RuleBroken):
        outreach.join(session, found, organisation_id=cmc.id, now=NOW)
    with pytest.raises(RuleBroken):
        outreach.leave(session, found, organisation_id=peru.id)
    outreach.leave(session, found, organisation_id=cmc.id)
    assert [actor.organisation_id for actor in found.actors] == [peru.id]


def test_a_report_takes_a_plan_out_of_what_lies_ahead(session: Session):
    state, body = make_state(session, "AGO", "Angola"), make_organisation(session, name="Peru")
    found = outreach.plan(session, state, organisation_id=body.id, plan=visit(), person_id=None, today=TODAY)
    outreach.report(found, status=OutreachStatus.DONE, on=TODAY, outcome="Heard with interest.", today=TODAY)
    session.flush()
    assert list_outreach(session, ahead=True).total == 0
    assert list_outreach(session, ahead=False).rows[0].outcome == "Heard with interest."


def wait(session: Session, state: State) -> None:
    tracks.move_track(
        session, state, stage=Stage.CABINET, side=Side.PAUSED, on=date(2023, 9, 1), evidence="Note",
        not_before=date(2024, 2, 1), person_id=None, today=TODAY,
    )  # fmt: skip
    session.flush()


def test_a_state_that_asked_to_wait_is_not_planned_for_before(session: Session):
    state, body = make_state(session, "AGO", "Angola"), make_organisation(session, name="Peru")
    wait(session, state)
    with pytest.raises(RuleBroken):
        outreach.plan(session, state, organisation_id=body.id, plan=visit(), person_id=None, today=TODAY)


def test_signs_come_from_treaty_events_votes_and_what_was_stated(session: Session):
    signatory, other = make_state(session, "AGO", "Angola"), make_state(session, "BRA", "Brazil")
    make_event(session, signatory, TreatyEvent.SIGNATURE, date(2008, 12, 3))
    file = votes_file({"AGO": Vote.YES, "BRA": Vote.ABSTAIN})
    for year in (2022, 2023):
        take_votes(session, (year, VoteStage.PLENARY), file, source="UN", today=TODAY)
    tracks.note_sign(
        session, other, sign=Sign.DECLARED_SUPPORT, on=TODAY, source="Statement", person_id=None, today=TODAY
    )
    found = {one.state.iso3: one.kinds for one in list_candidates(session, TODAY).rows}
    assert found == {
        "AGO": frozenset((Sign.SIGNATORY, Sign.YES_VOTES)), "BRA": frozenset((Sign.DECLARED_SUPPORT,)),
    }  # fmt: skip
    with pytest.raises(RuleBroken):
        tracks.note_sign(
            session, other, sign=Sign.YES_VOTES, on=TODAY, source="x", person_id=None, today=TODAY
        )


def take(session: Session, year: int, votes: dict[str, Vote], stage: VoteStage = VoteStage.FIRST_COMMITTEE):
    return take_votes(session, (year, stage), votes_file(votes), source="UN", today=TODAY)


@pytest.fixture
def three(session: Session) -> None:
    for iso3, name in (("AGO", "Angola"), ("BRA", "Brazil"), ("PER", "Peru")):
        make_state(session, iso3, name)


@pytest.mark.usefixtures("three")
def test_votes_are_taken_row_by_row_and_their_change_makes_a_list(session: Session):
    take(session, 2022, {"AGO": Vote.YES, "BRA": Vote.NO})
    later = {"ago": Vote.ABSENT, "BRA": Vote.ABSENT, "Atlantis": Vote.YES, "AGO": Vote.YES}
    assert [line for line, _ in take(session, 2023, later)] == [4, 5]
    change = Change(VoteStage.FIRST_COMMITTEE, 2022, 2023)
    assert [state.iso3 for state in list_changed(session, change)] == ["AGO"]


@pytest.mark.usefixtures("three")
def test_the_two_votes_of_a_year_are_never_mixed(session: Session):
    take(session, 2022, {"AGO": Vote.YES})
    take(session, 2022, {"AGO": Vote.ABSTAIN, "BRA": Vote.YES}, VoteStage.PLENARY)
    take(session, 2023, {"AGO": Vote.ABSENT, "BRA": Vote.ABSENT}, VoteStage.PLENARY)
    assert list_changed(session, Change(VoteStage.FIRST_COMMITTEE, 2022, 2023)) == []
    found = list_changed(session, Change(VoteStage.PLENARY, 2022, 2023))
    assert [state.iso3 for state in found] == ["BRA"]
    recorded = list_recorded(session, list_totals(session))
    assert [(one.ballot, one.totals.yes) for one in recorded] == [
        ((2023, VoteStage.PLENARY), 0),
        ((2022, VoteStage.PLENARY), 1),
        ((2022, VoteStage.FIRST_COMMITTEE), 1),
    ]


@pytest.mark.usefixtures("three")
def test_votes_by_state_that_do_not_add_up_to_the_stated_totals_are_marked(session: Session):
    stated = {"yes": 1, "no": 0, "abstain": 0, "absent": 1, "source": "UN", "confidence": Confidence.HIGH}
    session.add(AssemblyVote(year=2022, stage="plenary", **stated))
    take(session, 2022, {"AGO": Vote.YES, "BRA": Vote.NO}, VoteStage.PLENARY)
    take(session, 2022, {"AGO": Vote.YES, "BRA": Vote.NO})
    session.flush()
    recorded = list_recorded(session, list_totals(session))
    assert [(one.ballot[1], one.differs) for one in recorded] == [
        (VoteStage.PLENARY, True), (VoteStage.FIRST_COMMITTEE, False),
    ]  # fmt: skip


@pytest.mark.usefixtures("three")
def test_a_list_of_tasks_leaves_out_who_asked_to_wait_and_names_them(session: Session):
    states = {state.iso3: state for state in session.exec(select(State)).all()}
    body = make_organisation(session, name="Peru")
    wait(session, states["BRA"])
    wanted = [states["AGO"], states["BRA"]]
    for _ in range(2):
        count, left = outreach.plan_many(
            session, wanted, organisation_id=body.id, plan_of=visit(), person_id=None, today=TODAY
        )
        assert (count, [state.iso3 for state in left]) == (1, ["BRA"])
    assert list_outreach(session, ahead=True).total == 1


def test_a_state_that_asks_to_wait_puts_off_what_was_planned_before_that_day(session: Session):
    state, body = make_state(session, "AGO", "Angola"), make_organisation(session, name="Peru")
    found = outreach.plan(session, state, organisation_id=body.id, plan=visit(), person_id=None, today=TODAY)
    wait(session, state)
    assert found.status is OutreachStatus.POSTPONED


def test_a_champion_who_withdraws_is_forgotten(session: Session):
    act_as(session, None, "test", NOW)
    with pytest.raises(RuleBroken):
        people.name_champion(
            session, Champion(name="A", function="b", consent_on=TODAY, consent_note=" "), today=TODAY
        )
    one = people.name_champion(
        session,
        Champion(name="A person", function="senator", consent_on=TODAY, consent_note="letter"),
        today=TODAY,
    )
    people.withdraw_consent(one, today=TODAY)
    session.flush()
    assert (one.name, one.function, one.withdrawn_on) == ("", "", TODAY)
    logged = list_history(session, "champion", one.id)
    assert [entry.change for entry in logged] == ["changed", "created"]
    assert "A person" not in repr([(entry.before, entry.after) for entry in logged])


def test_an_envoy_who_withdraws_is_named_in_no_plan_any_more(session: Session):
    state, body = make_state(session, "AGO", "Angola"), make_organisation(session, name="Peru")
    kept = Champion(
        name="An envoy", function="former minister", is_envoy=True, consent_on=TODAY, consent_note="x"
    )
    envoy = people.name_champion(session, kept, today=TODAY)
    goes = replace(visit(), envoy_id=envoy.id)
    found = outreach.plan(session, state, organisation_id=body.id, plan=goes, person_id=None, today=TODAY)
    assert found.actors[0].envoy.name == "An envoy"
    people.withdraw_consent(envoy, today=TODAY)
    assert found.actors[0].envoy.name == ""


def test_the_region_of_manila_had_eight_parties_and_one_signatory(session: Session):
    """Of the region's States; Australia and New Zealand are counted apart by the paper of the workshop."""
    load_reference(session)
    regions = {region.name: region for region in list_regions(session, date(2025, 3, 18))}
    names = ("South-eastern Asia", "Melanesia", "Micronesia", "Polynesia")
    assert sum(len(regions[name].parties) for name in names) == 8
    assert sum(len(regions[name].signatories) for name in names) == 1
    assert sum(len(region.parties) for region in regions.values()) == 111


def test_the_packaged_votes_and_the_two_counts_of_manila(session: Session):
    load_reference(session)
    load_votes(session)
    load_votes(session)
    held = list_workshops(session)
    assert [count.figure for count in held[0].counts if "not party" in count.what] == [12, 21]
    warned = [total.year for total in list_totals(session) if total.totals.differs]
    assert warned == [2022]
