"""Screening: scenario A9 from draft to reopening, what is left in peace, what becomes obsolete."""

import json

import pytest
from sqlmodel import Session, select

from coalition.duplication.models import CandidateKey, CandidateProfile, DuplicationFlag
from coalition.duplication.rules.flags import FlagKind, FlagStatus, Outcome, ReasonCode, SideKind
from coalition.duplication.service import screen
from coalition.duplication.service.deciding import Decider, Ruling, decide
from coalition.pledges.models import Pledge
from coalition.pledges.rules import PledgeStage
from coalition.programmes.models import Programme
from tests.factories.auth import make_person
from tests.factories.duplication import (
    NOW,
    list_hazards,
    make_flag,
    make_overlapping,
    make_published,
)

COORDINATED = Ruling(
    Outcome.COORDINATED,
    ReasonCode.DIFFERENT_HAZARD_AREAS,
    "X takes hazard areas 1–14, Y takes 15–30.",
    heard="Both spoke at the task force of 3 March; minutes on file.",
)


def screened(session: Session, pledge: Pledge):
    return screen(session, SideKind.PLEDGE, pledge.id, now=NOW)


def work_flag(session: Session) -> DuplicationFlag:
    return session.exec(select(DuplicationFlag).where(DuplicationFlag.kind == FlagKind.SAME_WORK)).one()


def settle(session: Session, flag: DuplicationFlag, ruling: Ruling = COORDINATED) -> None:
    person = make_person(session)
    session.flush()
    decide(session, flag, ruling=ruling, decider=Decider(person.id), now=NOW)


@pytest.fixture
def pair(session: Session) -> tuple[Programme, Pledge]:
    return make_published(session), make_overlapping(session)


def test_a9_a_pledge_in_a_district_at_work_is_a_possible_overlap(session: Session, pair):
    done = screened(session, pair[1])
    flag = work_flag(session)
    assert done.new == 1
    assert (flag.status, flag.verdict) == (FlagStatus.OPEN, "possible")
    assert 450 <= flag.score < 700
    assert flag.score == pytest.approx(sum(line["weight"] for line in flag.evidence) * 10, abs=2)


def test_a9_one_hazard_area_in_common_makes_it_likely(session: Session, pair):
    programme, pledge = pair
    screened(session, pledge)
    before = work_flag(session).score
    share_hazards(session, programme, pledge, "LAO-1 LAO-2", "LAO-2")
    screened(session, pledge)
    flag = work_flag(session)
    assert flag.score > before
    assert flag.verdict == "likely"


def test_a9_hazard_areas_apart_are_related_work_only(session: Session, pair):
    programme, pledge = pair
    share_hazards(session, programme, pledge, "LAO-1", "LAO-2")
    assert screened(session, pledge).new == 0


def test_a9_what_was_settled_stays_silent_until_a_hazard_area_is_shared(session: Session, pair):
    programme, pledge = pair
    screened(session, pledge)
    settle(session, work_flag(session))
    again = screened(session, pledge)
    assert (again.new, again.reopened, again.settled) == (0, 0, 1)
    assert work_flag(session).status is FlagStatus.COORDINATED
    share_hazards(session, programme, pledge, "LAO-9", "LAO-9 LAO-15")
    last = screened(session, pledge)
    flag = work_flag(session)
    assert (last.reopened, flag.status) == (1, FlagStatus.REOPENED)
    assert json.loads(flag.reopened_because)[0][1] == {"names": "LAO-9"}


def test_a_small_change_leaves_a_decision_in_peace(session: Session, pair):
    pledge = pair[1]
    screened(session, pledge)
    settle(session, work_flag(session))
    pledge.ends_on = pledge.ends_on.replace(day=1)
    pledge.title = "Land release teams, second phase"
    assert screened(session, pledge).settled == 1


def test_a_withdrawn_pledge_leaves_no_question_open(session: Session, pair):
    pledge = pair[1]
    screened(session, pledge)
    pledge.stage = PledgeStage.DECLINED
    screened(session, pledge)
    assert work_flag(session).status is FlagStatus.OBSOLETE
    left = session.exec(select(CandidateProfile).where(CandidateProfile.side_kind == SideKind.PLEDGE)).all()
    assert left == []


def test_a_question_that_no_longer_stands_becomes_obsolete(session: Session, pair):
    pledge = pair[1]
    screened(session, pledge)
    pledge.places = "Z"
    pledge.activity_type = "risk education"
    screened(session, pledge)
    assert work_flag(session).status is FlagStatus.OBSOLETE


def test_screening_from_either_side_finds_one_and_the_same_question(session: Session, pair):
    programme, pledge = pair
    screened(session, pledge)
    done = screen(session, SideKind.PROGRAMME, programme.id, now=NOW)
    assert (done.new, done.kept) == (0, 1)
    assert len(session.exec(select(DuplicationFlag)).all()) == 1


def test_a_changed_record_replaces_its_own_index_rows_only(session: Session, pair):
    programme, pledge = pair
    screened(session, pledge)
    own = {row.key for row in keys_of_programme(session, programme)}
    pledge.places = "Elsewhere"
    screened(session, pledge)
    assert {row.key for row in keys_of_programme(session, programme)} == own


def test_a_dismissed_question_on_other_records_is_not_touched(session: Session, pair):
    other = make_flag(session, status=FlagStatus.DISMISSED)
    screened(session, pair[1])
    assert other.status is FlagStatus.DISMISSED


def keys_of_programme(session: Session, programme: Programme) -> list[CandidateKey]:
    return list(session.exec(select(CandidateKey).where(CandidateKey.item == programme.id * 8 + 1)).all())


def share_hazards(session: Session, programme: Programme, pledge: Pledge, theirs: str, ours: str) -> None:
    list_hazards(session, programme, *theirs.split())
    screen(session, SideKind.PROGRAMME, programme.id, now=NOW)
    pledge.hazard_areas = "\n".join(ours.split())
    session.flush()
