"""A need that somebody may not see is named on no other page either, and put to nobody."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from flask.testing import FlaskClient
from sqlmodel import Session

from coalition.auth.models import Person
from coalition.auth.rules import Role, Theme
from coalition.coalitions.models import Coalition
from coalition.coalitions.rules import MemberRole
from coalition.core.errors import RuleBroken
from coalition.core.visibility import Visibility
from coalition.needs.models import Need
from coalition.needs.rules import NeedStatus
from coalition.rounds import service
from coalition.strategies.rules import Pillar
from tests.factories.organisations import make_organisation
from tests.factories.pledges import TODAY, make_coalition, make_donor, make_open_need, make_person
from tests.factories.states import make_state

Enter = Callable[[Person], FlaskClient]
TITLE = "Kept among ourselves"


class Kept:
    """A State with a coalition that Norway leads, and one need whose circle a test chooses."""

    def __init__(self, session: Session) -> None:
        self.state = make_state(session, "TCD", "Chad")
        self.norway, self.belgium = (
            make_donor(session, "NOR", "Norway"),
            make_donor(session, "BEL", "Belgium"),
        )
        members = {self.norway.id: MemberRole.LEAD, self.belgium.id: MemberRole.DONOR}
        self.coalition: Coalition = make_coalition(session, self.state, members)
        self.need: Need = make_open_need(session, self.state, title=TITLE, pillar=Pillar.SURVEY_CLEARANCE)


@pytest.fixture
def kept(session: Session) -> Kept:
    return Kept(session)


def people_of(session: Session, kept: Kept) -> dict[str, Person]:
    outside = make_organisation(session, name="An operator without a seat")
    return {
        "head": make_person(session, Role.AFFECTED_STATE, state_id=kept.state.id),
        "lead": make_person(session, Role.DONOR, organisation_id=kept.norway.id),
        "donor": make_person(session, Role.DONOR, organisation_id=kept.belgium.id),
        "coordinator": make_person(session, Role.COORDINATOR, theme=Theme.ICA),
        "outside": make_person(session, Role.PARTNER, organisation_id=outside.id),
    }


def pages_of(kept: Kept) -> list[str]:
    coalition = kept.coalition.id
    return [
        f"/coalitions/{coalition}",
        f"/reports/coalitions/{coalition}/brief",
        f"/reports/coalitions/{coalition}/pack",
        f"/pledges/conference/{kept.state.iso3}",
        f"/rounds/coalitions/{coalition}/new",
        f"/activities/matrix/{coalition}/new",
        f"/pledges/new?coalition={coalition}",
        "/needs/",
        "/home",
    ]


@pytest.mark.on("sqlite")
@pytest.mark.parametrize(
    ("level", "seeing"),
    [
        (Visibility.OWNER, {"head"}),
        (Visibility.LEADS, {"head", "lead", "coordinator"}),
        (Visibility.MEMBERS, {"head", "lead", "donor", "coordinator"}),
    ],
)
def test_no_page_names_a_need_to_who_may_not_see_it(
    session: Session, sign_in: Enter, kept: Kept, level: Visibility, seeing: set[str]
) -> None:
    kept.need.visibility = level
    people = people_of(session, kept)
    session.commit()
    page, pages = f"/needs/{kept.need.id}", pages_of(kept)
    for name, person in people.items():
        client = sign_in(person)
        assert (client.get(page).status_code == 200) is (name in seeing), name
        if name in seeing:
            assert TITLE in client.get(pages[0]).text, name
        else:
            assert [one for one in pages if TITLE in client.get(one).text] == [], name


@pytest.mark.on("sqlite")
def test_an_answer_or_a_pledge_begun_for_a_hidden_need_finds_nothing(
    session: Session, sign_in: Enter, kept: Kept
) -> None:
    kept.need.status = NeedStatus.DRAFT
    donor = make_person(session, Role.DONOR, organisation_id=kept.belgium.id)
    session.commit()
    client, address = sign_in(donor), f"/pledges/new?need={kept.need.id}"
    assert client.get(address).status_code == 404
    assert client.post(address, data={"amount": "5"}).status_code == 404


def test_a_round_puts_no_need_to_who_may_not_see_it(session: Session, kept: Kept) -> None:
    def send(*organisation_ids: int) -> None:
        service.open_round(
            session,
            kept.coalition,
            title="Package",
            message="",
            due_on=TODAY + timedelta(days=30),
            needs=[kept.need],
            organisation_ids=organisation_ids,
            person_id=None,
            now=datetime(TODAY.year, TODAY.month, TODAY.day, tzinfo=UTC),
        )

    kept.need.visibility = Visibility.OWNER
    with pytest.raises(RuleBroken, match="keeps to itself"):
        send(kept.norway.id)
    kept.need.visibility = Visibility.LEADS
    with pytest.raises(RuleBroken, match="leads alone"):
        send(kept.norway.id, kept.belgium.id)
    send(kept.norway.id)
    kept.need.visibility = Visibility.MEMBERS
    send(kept.norway.id, kept.belgium.id)
