"""Pages of universalization as the people who may open them see them."""

from collections.abc import Callable
from datetime import date
from io import BytesIO

import pytest
from flask.testing import FlaskClient
from sqlmodel import Session

from coalition.auth.models import Person
from coalition.auth.rules import Role, Theme
from coalition.core.clock import today
from coalition.core.when import Precision, When
from coalition.organisations.models import Organisation
from coalition.states.models import State
from coalition.universalization.queries.votes import votes_of
from coalition.universalization.rules.outreach import Channel, Purpose
from coalition.universalization.rules.stages import Barrier, Side, Stage
from coalition.universalization.rules.votes import Vote, VoteStage
from coalition.universalization.service import outreach, tracks
from coalition.universalization.service.outreach import Plan
from coalition.universalization.service.votes import take_votes
from tests.factories.organisations import make_organisation
from tests.factories.pledges import make_person
from tests.factories.states import make_state
from tests.factories.universalization import votes_file

pytestmark = pytest.mark.on("sqlite")
SignIn = Callable[[Person], FlaskClient]


@pytest.fixture
def angola(session: Session) -> State:
    return make_state(session, "AGO", "Angola")


@pytest.fixture
def peru(session: Session) -> Organisation:
    return make_organisation(session, name="Peru")


def coordinator(session: Session, body: Organisation, theme: Theme = Theme.UNIVERSALIZATION) -> Person:
    person = make_person(session, Role.COORDINATOR, organisation_id=body.id, theme=theme)
    session.commit()
    return person


def rest(session: Session, state: State, side: Side) -> None:
    tracks.move_track(
        session, state, stage=Stage.CABINET, side=side, on=date(2025, 1, 1), evidence="Note of the embassy",
        barrier=Barrier.SECURITY if side is Side.STALLED else None,
        not_before=date(2027, 2, 1) if side is Side.PAUSED else None, person_id=None, today=today(),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("side", "words"),
    [(Side.STALLED, "Security"), (Side.PAUSED, "until 1 February 2027"), (Side.WITHDRAWING, "Cabinet")],
)
def test_the_page_of_a_state_that_rests_says_why_or_until_when(
    session: Session, sign_in: SignIn, angola: State, peru: Organisation, side: Side, words: str
):
    rest(session, angola, side)
    answer = sign_in(coordinator(session, peru)).get("/universalization/states/AGO")
    assert answer.status_code == 200
    assert words in answer.get_data(as_text=True)


def test_a_file_with_wrong_rows_is_taken_over_and_every_refused_row_is_named(
    session: Session, sign_in: SignIn, angola: State, peru: Organisation
):
    file = (BytesIO(b"iso3,vote\nAGO,yes\nATL,no\nAGO,no\nAGO,perhaps\n"), "votes.csv")
    answer = sign_in(coordinator(session, peru)).post(
        "/universalization/votes/import",
        data={"year": "2024", "stage": "plenary", "source": "Roll call", "file": file},
        content_type="multipart/form-data",
    )
    page = answer.get_data(as_text=True)
    assert answer.status_code == 200
    assert "3 rows were not taken" in page
    assert all(f"Row {line}:" in page for line in (3, 4, 5))
    session.rollback()
    assert votes_of(session, (2024, VoteStage.PLENARY)) == {angola.id: Vote.YES}


def test_votes_of_a_year_are_shown_with_the_year_and_no_invented_day(
    session: Session, sign_in: SignIn, angola: State, peru: Organisation
):
    for year in (2022, 2023):
        ballot = (year, VoteStage.PLENARY)
        take_votes(session, ballot, votes_file({"AGO": Vote.YES}), source="UN", today=today())
    page = sign_in(coordinator(session, peru)).get("/universalization/states/AGO").get_data(as_text=True)
    assert "votes of the General Assembly 2022, 2023" in page
    assert "31 December" not in page
    assert "1 January" not in page


def test_a_plan_of_this_month_is_not_asked_about_before_the_month_is_over(
    session: Session, sign_in: SignIn, angola: State, peru: Organisation
):
    month = When(today().replace(day=1), Precision.MONTH)
    plan = Plan(Purpose.RATIFICATION, Channel.MEETING, month)
    outreach.plan(session, angola, organisation_id=peru.id, plan=plan, person_id=None, today=today())
    page = sign_in(coordinator(session, peru)).get("/home").get_data(as_text=True)
    assert "Angola" in page
    assert "what became of it?" not in page


@pytest.mark.parametrize("theme", [Theme.ICA, Theme.VICTIM_ASSISTANCE])
@pytest.mark.parametrize("page", ["", "calendar", "states/AGO", "states/AGO/help", "votes/compare"])
def test_coordinators_of_other_themes_do_not_read_what_states_said_in_confidence(
    session: Session, sign_in: SignIn, angola: State, peru: Organisation, theme: Theme, page: str
):
    answer = sign_in(coordinator(session, peru, theme)).get(f"/universalization/{page}")
    assert answer.status_code == 403


def test_coordinators_for_cooperation_see_stages_and_nothing_that_was_said(
    session: Session, sign_in: SignIn, angola: State, peru: Organisation
):
    rest(session, angola, Side.STALLED)
    page = (
        sign_in(coordinator(session, peru, Theme.ICA)).get("/universalization/stages").get_data(as_text=True)
    )
    assert "Angola" in page
    assert "Cabinet" in page
    assert "Security" not in page
    assert "Note of the embassy" not in page
    other = sign_in(coordinator(session, peru, Theme.VICTIM_ASSISTANCE))
    assert other.get("/universalization/stages").status_code == 403
