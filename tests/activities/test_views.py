from collections.abc import Callable
from io import BytesIO

import openpyxl
import pytest
from flask.testing import FlaskClient
from sqlmodel import Session, select

from coalition.activities import service
from coalition.activities.models import Activity, ActivityReport
from coalition.activities.rules.kinds import Relation
from coalition.activities.rules.ladder import ActivityStatus, ReportStatus
from coalition.activities.rules.results import People
from coalition.auth.models import Person
from coalition.auth.rules import Role
from coalition.coalitions.models import Challenge
from coalition.coalitions.rules import ChallengeCategory
from coalition.pledges.rules import PledgeStage
from tests.factories.activities import Field, land, make_accepted, make_activity, make_report
from tests.factories.contamination import make_snapshot, make_unknown
from tests.factories.pledges import make_open_need, make_person, make_pledge
from tests.factories.states import make_state

SignIn = Callable[[Person], FlaskClient]


@pytest.fixture
def field(session: Session) -> Field:
    return Field(session)


@pytest.fixture
def people(session: Session, field: Field) -> dict[str, Person]:
    """A head of the State, somebody of the operator, and the ISU."""
    return {
        "head": make_person(session, Role.AFFECTED_STATE, state_id=field.state.id),
        "operator": make_person(session, Role.PARTNER, organisation_id=field.operator.id),
        "isu": make_person(session, Role.ISU),
    }


def test_an_operator_proposes_and_the_state_agrees(
    session: Session, field: Field, people: dict[str, Person], sign_in: SignIn
):
    data = {
        "coalition": str(field.coalition.id),
        "title": "Battle area clearance",
        "type": "bac",
        "pillar": "survey_clearance",
        "implementer": str(field.operator.id),
        "objective": str(field.objective.id),
        "planned_start": "January 2026",
        "planned_end": "December 2026",
        "places": "Dakcheung",
    }
    session.commit()
    operator = sign_in(people["operator"])
    assert operator.get("/activities/new").status_code == 200
    assert operator.post("/activities/new", data=data).status_code == 302
    session.rollback()
    activity = session.exec(select(Activity)).one()
    step = f"/activities/{activity.id}/move"
    assert operator.post(f"{step}/agreed", data={"on": "2026-01-02"}).status_code == 403
    head = sign_in(people["head"])
    for then, more in (("agreed", {}), ("tasked", {"tasking_ref": "TO-1"}), ("ongoing", {})):
        assert head.post(f"{step}/{then}", data={"on": "2026-01-02"} | more).status_code == 302, then
    session.rollback()
    assert activity.status is ActivityStatus.ONGOING
    assert "Ongoing" in head.get(f"/activities/{activity.id}").text
    assert "Battle area clearance" in head.get("/activities/?q=battle").text


def test_an_absurd_step_is_refused_in_words(
    session: Session, field: Field, people: dict[str, Person], sign_in: SignIn
):
    activity = make_activity(session, field, status=ActivityStatus.AGREED)
    session.commit()
    head = sign_in(people["head"])
    for then in ("finished", "proposed", "nonsense"):
        answer = head.post(f"/activities/{activity.id}/move/{then}", data={"on": "2026-01-02"})
        assert "cannot become" in answer.text


WORDS = {"narrative": "Two teams worked.", "stated_released": "120000", "currency": "USD"}


def paid_by_two(session: Session, field: Field) -> tuple[int, list[tuple[Person, int]]]:
    """Store an activity that two donors pay; return it and somebody of each donor with its share."""
    activity = make_activity(session, field)
    need, shares, found = make_open_need(session, field.state), {}, []
    for share in (6_000, 4_000):
        pledge = make_pledge(session, need, stage=PledgeStage.COMMITMENT, amount=10_000_00)
        shares[pledge.id] = share
        found.append((make_person(session, Role.DONOR, organisation_id=pledge.donor_id), share))
    service.link_pledges(session, activity, shares)
    return activity.id, found


def fill_in(operator: FlaskClient, activity_id: int) -> None:
    """Begin the report of half a year and fill it in with a sum that is wrong."""
    period = {"period_start": "January 2026", "period_end": "June 2026"}
    assert operator.post(f"/activities/{activity_id}/reports/new", data=period).status_code == 302
    assert operator.post("/activities/reports/1/edit", data=WORDS).status_code == 302
    for area, place in (("60000", "Dakcheung"), ("50000", "Sanxay")):
        data = {"mix": "cmr_only", "place": place, "cleared": area}
        assert operator.post("/activities/reports/1/land/add", data=data).status_code == 302
    data = {"relation": "direct", "count": "120"}
    assert operator.post("/activities/reports/1/people/add", data=data).status_code == 302


def test_a_report_with_a_wrong_sum_is_returned_corrected_and_accepted_for_two_donors(
    session: Session, field: Field, people: dict[str, Person], sign_in: SignIn
):
    activity_id, donors = paid_by_two(session, field)
    session.commit()
    fill_in(sign_in(people["operator"]), activity_id)
    assert sign_in(people["head"]).get("/activities/reports/1").status_code == 404
    page = sign_in(people["operator"]).post("/activities/reports/1/submit", follow_redirects=True).text
    assert "handed in" in page
    head = sign_in(people["head"])
    assert "The sum differs from its parts" in head.get("/activities/reports/1").text
    assert "add up to 110000 m²" in head.post("/activities/reports/1/accept", follow_redirects=True).text
    assert head.post("/activities/reports/1/return", data={"reason": "The sum differs."}).status_code == 302
    operator = sign_in(people["operator"])
    assert "The State asks to put right" in operator.get("/activities/reports/1").text
    operator.post("/activities/reports/1/edit", data=WORDS | {"stated_released": "110000"})
    operator.post("/activities/reports/1/submit")
    assert (
        "accepted" in sign_in(people["head"]).post("/activities/reports/1/accept", follow_redirects=True).text
    )
    for person, share in donors:
        page = sign_in(person).get("/activities/reports").text
        assert page.count("Battle area clearance") == 1
        assert "0.11 km²" in page.replace("\xa0", " ").replace("\u202f", " ")
        assert f"{share // 100}" in page


def test_only_the_operator_writes_and_only_the_state_decides(
    session: Session, field: Field, people: dict[str, Person], sign_in: SignIn
):
    report = make_report(session, make_activity(session, field))
    service.submit(session, report, today=report.period_end)
    report_id = report.id
    session.commit()
    address = f"/activities/reports/{report_id}"
    operator = sign_in(people["operator"])
    assert operator.post(f"{address}/accept").status_code == 403
    for person in (people["head"], people["isu"]):
        client = sign_in(person)
        assert client.get(address).status_code == 200
        for path in ("submit", "edit", "land/add"):
            assert client.post(f"{address}/{path}").status_code == 403, path
    assert sign_in(people["isu"]).post(f"{address}/accept").status_code == 403


def test_a_spreadsheet_goes_out_and_comes_back_with_bad_cells_named(
    session: Session, field: Field, people: dict[str, Person], sign_in: SignIn
):
    report = make_report(session, make_activity(session, field))
    report_id = report.id
    session.commit()
    operator = sign_in(people["operator"])
    address = f"/activities/reports/{report_id}"
    given = operator.get(f"{address}/sheet.xlsx")
    book = openpyxl.load_workbook(BytesIO(given.data))
    book["Land"]["B2"], book["Land"]["C2"], book["Land"]["F2"] = "Dakcheung", "cmr only", "lots"
    answer = operator.post(f"{address}/sheet", data={"file": (BytesIO(saved(book)), "back.xlsx")})
    assert "Land!F2" in answer.text
    assert "Nothing was taken in" in answer.text
    book["Land"]["F2"] = 5_000
    answer = operator.post(f"{address}/sheet", data={"file": (BytesIO(saved(book)), "back.xlsx")})
    assert answer.status_code == 302
    assert "Dakcheung" in operator.get(address).text


def saved(book: openpyxl.Workbook) -> bytes:
    out = BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize("data", [b"", b"MZ", b"a;b", b"%PDF-1.4"])
def test_a_file_that_is_no_spreadsheet_is_refused(
    session: Session, field: Field, people: dict[str, Person], sign_in: SignIn, data: bytes
):
    report = make_report(session, make_activity(session, field))
    address = f"/activities/reports/{report.id}/sheet"
    session.commit()
    answer = sign_in(people["operator"]).post(address, data={"file": (BytesIO(data), "x.xlsx")})
    assert answer.status_code == 200
    assert "error-summary" in answer.text


def test_results_are_taken_out_again(
    session: Session, field: Field, people: dict[str, Person], sign_in: SignIn
):
    report = make_report(
        session, make_activity(session, field), people=(People(relation=Relation.DIRECT, count=5),)
    )
    address = f"/activities/reports/{report.id}"
    session.commit()
    operator = sign_in(people["operator"])
    assert operator.post(f"{address}/people/0/drop").status_code == 302
    assert operator.post(f"{address}/people/0/drop").status_code == 404
    for kind in ("land", "people", "services", "stocks", "laws"):
        assert operator.get(f"{address}/{kind}/add").status_code == 200


def test_links_are_kept_by_reference(
    session: Session, field: Field, people: dict[str, Person], sign_in: SignIn
):
    activity = make_activity(session, field)
    pledge = make_pledge(session, make_open_need(session, field.state))
    activity_id, ref = activity.id, pledge.ref
    session.commit()
    operator = sign_in(people["operator"])
    address = f"/activities/{activity_id}/links"
    assert operator.post(address, data={"shares": f"{ref}: 62,5"}).status_code == 302
    assert "62.5" in operator.get(address).text
    assert "No record has the reference" in operator.post(address, data={"needs": "NEED-404"}).text
    assert "no reference, colon" in operator.post(address, data={"shares": "half"}).text


def test_progress_shows_the_deadline_missed_and_what_more_teams_change(
    session: Session, field: Field, people: dict[str, Person], sign_in: SignIn
):
    activity = make_activity(session, field)
    for year, area in ((2022, 9_000_000), (2023, 10_000_000), (2024, 11_000_000), (2025, 10_000_000)):
        make_accepted(session, activity, year, land=(land(area),))
    make_snapshot(session, field.state, sha=None, cha=160_000_000)
    session.commit()
    page = sign_in(people["isu"]).get("/activities/progress/LAO?teams=15&then=34").text
    assert "2041" in page
    assert "2032" in page or "2033" in page
    assert "With 34 teams in place of 15" in page
    resources = sign_in(people["isu"]).get("/activities/resources/LAO")
    assert resources.status_code == 200


def test_nothing_is_projected_where_the_extent_is_not_known(
    session: Session, field: Field, people: dict[str, Person], sign_in: SignIn
):
    activity = make_activity(session, field)
    for year in (2022, 2023, 2024):
        make_accepted(session, activity, year, land=(land(),))
    make_unknown(session, field.state)
    session.commit()
    page = sign_in(people["isu"]).get("/activities/progress/LAO").text
    assert "Survey first" in page
    assert "Projected completion" not in page


@pytest.mark.parametrize(
    "query", ["teams=0&then=5", "teams=a&then=b", "teams=1&then=99999", "teams=1&then=9999"]
)
def test_absurd_teams_do_no_harm(
    session: Session, field: Field, people: dict[str, Person], sign_in: SignIn, query: str
):
    session.commit()
    assert sign_in(people["isu"]).get(f"/activities/progress/LAO?{query}").status_code == 200


def test_the_matrix_is_filled_line_by_line(
    session: Session, field: Field, people: dict[str, Person], sign_in: SignIn
):
    challenge = Challenge(coalition_id=field.coalition.id, title="Roads", category=ChallengeCategory.OTHER)
    session.add(challenge)
    session.flush()
    data = {"challenge": str(challenge.id), "what": "Survey of roads", "actor": "", "need": ""}
    address = f"/activities/matrix/{field.coalition.id}"
    session.commit()
    head = sign_in(people["head"])
    assert "Nothing is scoped yet" in head.get(address).text
    assert head.post(f"{address}/new", data=data).status_code == 302
    assert "Nobody yet" in head.get(address).text


def test_strangers_see_no_activity(session: Session, field: Field, sign_in: SignIn):
    activity = make_activity(session, field)
    stranger = make_person(session, Role.AFFECTED_STATE, state_id=make_state(session).id)
    activity_id = activity.id
    session.commit()
    assert sign_in(stranger).get(f"/activities/{activity_id}").status_code == 404


def test_what_waits_stands_on_the_first_pages(
    session: Session, field: Field, people: dict[str, Person], sign_in: SignIn
):
    report = make_report(session, make_activity(session, field))
    service.submit(session, report, today=report.period_end)
    session.commit()
    assert "Operator A sent its report" in sign_in(people["head"]).get("/home").text
    found = session.get(ActivityReport, report.id)
    assert found is not None
    service.give_back(session, found, reason="The sum differs.", person_id=None, today=report.period_end)
    assert found.status is ReportStatus.RETURNED
    session.commit()
    assert "asks to put a report right" in sign_in(people["operator"]).get("/home").text
