"""Reports: what they say, to whom, and as which file."""

from datetime import date
from io import BytesIO

import docx
import pypdfium2
import pytest
from openpyxl import load_workbook

from coalition.auth.rules import Role
from coalition.coalitions.rules import MemberRole
from coalition.core.visibility import Visibility
from coalition.pledges.rules import PledgeStage
from coalition.programmes.rules.record import Party, Place, Text
from coalition.strategies.models import StrategyDocument, StrategyVersion
from coalition.strategies.rules import DocumentKind, VersionStatus
from tests.factories.activities import Field, make_activity
from tests.factories.pledges import (
    make_coalition,
    make_donor,
    make_open_need,
    make_person,
    make_pledge,
)
from tests.factories.programmes import make_programme
from tests.factories.states import make_state


@pytest.fixture
def norway(session):
    return make_donor(session, "NOR", "Norway")


@pytest.fixture
def coalition(session, norway):
    state = make_state(session, "LAO", "Lao PDR")
    need = make_open_need(session, state, title="Clearance of two districts")
    found = make_coalition(
        session,
        state,
        {norway.id: MemberRole.LEAD},
        purpose="Clear land along Safe Path Forward III.",
        existing_forum="UXO Sector Working Group",
    )
    document = StrategyDocument(
        state_id=state.id, title="Safe Path Forward III", kind=DocumentKind.NATIONAL_STRATEGY
    )
    session.add(document)
    session.flush()
    session.add(
        StrategyVersion(
            document_id=document.id,
            number=1,
            status=VersionStatus.IN_FORCE,
            valid_from=date(2021, 1, 1),
            valid_to=date(2030, 12, 31),
            endorsed_on=date(2021, 1, 1),
        )
    )
    make_pledge(session, need, donor=norway, stage=PledgeStage.COMMITMENT, amount=400_000_00)
    session.commit()
    return found


@pytest.fixture
def ica(session):
    person = make_person(session, Role.COORDINATOR)
    session.commit()
    return person


def test_the_brief_stands_on_one_page_with_figures_and_sources(coalition, ica, sign_in):
    page = sign_in(ica).get(f"/reports/coalitions/{coalition.id}/brief").text
    for words in (
        "UXO Sector Working Group",
        "Safe Path Forward III",
        "Norway",
        "Clearance of two districts",
    ):
        assert words in page
    assert "USD\u00a0600\u00a0000" in page.replace("&nbsp;", "\u00a0").replace("\u202f", "\u00a0")
    made = sign_in(ica).get(f"/reports/coalitions/{coalition.id}/brief?format=pdf")
    assert made.mimetype == "application/pdf"
    found = pypdfium2.PdfDocument(made.data)
    assert len(found) == 1
    assert "Safe Path Forward III" in found[0].get_textpage().get_text_range()
    found.close()


def test_the_brief_as_word_file(coalition, ica, sign_in):
    made = sign_in(ica).get(f"/reports/coalitions/{coalition.id}/brief?format=docx")
    assert "attachment" in made.headers["Content-Disposition"]
    document = docx.Document(BytesIO(made.data))
    assert document.paragraphs[0].text == "Coalition brief: Lao PDR"
    assert any(cell.text == "Norway" for table in document.tables for cell in table.column_cells(0))


def test_the_pack_has_a_sheet_for_each_need_and_gaps_by_year(coalition, ica, sign_in):
    page = sign_in(ica).get(f"/reports/coalitions/{coalition.id}/pack").text
    assert "Gap by year" in page
    assert "How to pledge" in page
    assert page.count("Clearance of two districts") >= 2


def test_the_terms_of_reference_are_filled_from_the_coalition(session, coalition, ica, sign_in):
    page = sign_in(ica).get(f"/reports/coalitions/{coalition.id}/terms").text
    for words in (
        "Clear land along",
        "Norway",
        "UXO Sector Working Group",
        "Safe Path Forward III",
        "once a year",
    ):
        assert words in page
    made = sign_in(ica).get(f"/reports/coalitions/{coalition.id}/terms?format=docx")
    document = docx.Document(BytesIO(made.data))
    assert document.paragraphs[0].text == f"Terms of reference: {coalition.name}"
    assert any(cell.text == "Norway" for table in document.tables for cell in table.column_cells(1))
    made = sign_in(ica).get(f"/reports/coalitions/{coalition.id}/terms?format=pdf")
    found = pypdfium2.PdfDocument(made.data)
    assert "UXO Sector Working Group" in found[0].get_textpage().get_text_range()
    found.close()


def test_terms_of_reference_say_what_is_not_agreed_and_stay_with_the_members(
    session, coalition, ica, sign_in
):
    bare = make_coalition(session, make_state(session, "TCD", "Chad"))
    japan = make_donor(session, "JPN", "Japan")
    other = make_person(session, Role.DONOR, organisation_id=japan.id)
    session.commit()
    page = sign_in(ica).get(f"/reports/coalitions/{bare.id}/terms").text
    assert "No seat is taken yet." in page
    assert "No strategy is in force" in page
    assert sign_in(other).get(f"/reports/coalitions/{coalition.id}/terms").status_code == 403


def test_members_read_it_and_others_do_not(session, coalition, norway, sign_in, client):
    assert client.get(f"/reports/coalitions/{coalition.id}/brief").status_code == 302
    member = make_person(session, Role.DONOR, organisation_id=norway.id)
    japan = make_donor(session, "JPN", "Japan")
    other = make_person(session, Role.DONOR, organisation_id=japan.id)
    session.commit()
    assert sign_in(member).get(f"/reports/coalitions/{coalition.id}/brief").status_code == 200
    assert sign_in(other).get(f"/reports/coalitions/{coalition.id}/brief").status_code == 403


def test_an_empty_coalition_says_not_reported(session, ica, sign_in):
    bare = make_coalition(session, make_state(session, "TCD", "Chad"))
    session.commit()
    page = sign_in(ica).get(f"/reports/coalitions/{bare.id}/brief").text
    assert "not reported" in page
    assert "No need is posted yet." in page
    assert sign_in(ica).get(f"/reports/coalitions/{bare.id}/pack?format=pdf").status_code == 200


def test_the_report_to_the_meeting_names_only_who_agreed(session, coalition, ica, sign_in):
    page = sign_in(ica).get("/reports/ica").text
    assert "Lao PDR" not in page
    coalition.visibility = Visibility.PUBLIC
    session.add(coalition)
    session.commit()
    page = sign_in(ica).get("/reports/ica?from=2026-01-01&to=2026-12-31").text
    assert "Lao PDR" in page
    assert "not reported" in page
    assert sign_in(ica).get("/reports/ica?from=2027-01-01&to=2026-12-31").status_code == 400
    assert sign_in(ica).get("/reports/ica?from=never").status_code == 400
    assert sign_in(ica).get("/reports/ica?format=docx").status_code == 200


def test_reports_ask_the_database_a_constant_number_of_times(session, coalition, ica, sign_in, statements):
    def asked(more):
        for _ in range(more):
            make_open_need(session, coalition.state)
        session.commit()
        with statements() as seen:
            assert sign_in(ica).get(f"/reports/coalitions/{coalition.id}/pack").status_code == 200
        return len(seen)

    assert asked(1) == asked(9)


def test_who_does_what_where_and_when(session, ica, sign_in):
    field = Field(session, make_state(session, "LAO", "Lao PDR", iso2="LA"))
    make_activity(session, field, places="Dakcheung\nKaleum", is_example=True)
    make_programme(
        session,
        countries="LA",
        actual_start="2026-01-01",
        planned_end="2027-06-30",
        parties=(Party("funding", "Norway"), Party("implementing", "Operator B")),
        titles=(Text("=1+1", "en"),),
        places=(Place("Sekong"),),
    )
    make_programme(session, countries="LA", actual_start="2003-01-01")  # no end told: it runs no more
    session.commit()
    address = f"/reports/coalitions/{field.coalition.id}/works"
    book = load_workbook(BytesIO(sign_in(ica).get(f"{address}?format=xlsx").data))
    agreed = list(book["Activities of the coalition"].iter_rows(min_row=2, values_only=True))
    running = list(book["Programmes in the register"].iter_rows(min_row=2, values_only=True))
    assert agreed[0][:5] == ("Who", "Paid by", "What", "Pillar", "Where")
    assert agreed[1][0] == "Operator A"
    assert agreed[1][2].endswith("(example)")
    assert agreed[1][4] == "Dakcheung; Kaleum"
    assert [row[:2] + row[4:7] for row in running[1:]] == [
        ("Operator B", "Norway", "Sekong", "1\u00a0January\u00a02026", "30\u00a0June\u00a02027")
    ]
    lines = sign_in(ica).get(f"{address}?format=csv").text.splitlines()
    assert lines[0] == "Part,Who,Paid by,What,Pillar,Where,From,To,Source"
    assert [line.split(",")[0] for line in lines[1:]] == [
        "Activities of the coalition",
        "Programmes in the register",
    ]
    assert "'=1+1" in lines[2], "never a formula"
    found = pypdfium2.PdfDocument(sign_in(ica).get(f"{address}?format=pdf").data)
    assert found[0].get_width() > found[0].get_height()
    found.close()


def test_who_does_what_is_for_those_who_read_the_brief(session, coalition, sign_in):
    outside = make_person(session, Role.DONOR, organisation_id=make_donor(session, "JPN", "Japan").id)
    session.commit()
    assert sign_in(outside).get(f"/reports/coalitions/{coalition.id}/works").status_code == 403


def test_a_state_of_which_no_work_is_known_says_so(coalition, ica, sign_in):
    page = sign_in(ica).get(f"/reports/coalitions/{coalition.id}/works").text
    assert "No activity is under way." in page
    assert "No programme is known to run." in page


def test_who_does_what_asks_a_constant_number_of_times(session, ica, sign_in, statements):
    field = Field(session, make_state(session, "LAO", "Lao PDR", iso2="LA"))
    client = sign_in(ica)

    def asked(count):
        for _ in range(count):
            make_activity(session, field)
            make_programme(session, countries="LA", actual_start="2026-01-01")
        session.commit()
        with statements() as seen:
            assert client.get(f"/reports/coalitions/{field.coalition.id}/works").status_code == 200
        return len(seen)

    assert asked(1) == asked(5)
