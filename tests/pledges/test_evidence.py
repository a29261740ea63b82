"""What stands behind a step: a written statement or the document itself, read by those who may."""

from io import BytesIO
from pathlib import Path

import pytest
from sqlmodel import Session, select

from coalition.auth.policy import Held, Standing
from coalition.auth.rules import Rank, Role, Theme
from coalition.coalitions.rules import MemberRole
from coalition.core.errors import RuleBroken
from coalition.documents.models import StoredFile
from coalition.pledges import service
from coalition.pledges.models import Pledge, PledgeStep, Transaction
from coalition.pledges.queries import Which
from coalition.pledges.queries.rows import ledger_rows
from coalition.pledges.rules import FIRM, PledgeStage, check_evidence
from coalition.pledges.service import Payment
from tests.factories.documents import macro_file, pdf
from tests.factories.pledges import (
    BY,
    TODAY,
    make_coalition,
    make_donor,
    make_open_need,
    make_organisation,
    make_person,
    make_pledge,
)

COMMIT = {"on": "2026-11-20", "evidence": "", "channel": "un_agency", "once": "c"}


@pytest.mark.parametrize("stage", sorted(FIRM))
def test_each_firm_rung_asks_for_a_statement_or_the_document(stage):
    with pytest.raises(RuleBroken) as broken:
        check_evidence(stage, " n.a. ")
    assert broken.value.field == "evidence"
    check_evidence(stage, "Note verbale 12/2026")
    check_evidence(stage, "", has_file=True)


def paper(data: bytes | None = None, name: str = "note verbale.pdf") -> dict[str, object]:
    return {"file": (BytesIO(data or pdf("We commit USD 1 200 000.")), name)}


@pytest.fixture
def pledge(session: Session) -> Pledge:
    return make_pledge(session, make_open_need(session))


def send(client, pledge: Pledge, path: str, **fields: object):
    return client.post(f"/pledges/{pledge.id}/{path}", data=fields, content_type="multipart/form-data")


@pytest.mark.on("sqlite")
def test_a_document_alone_is_evidence_and_is_downloaded_by_those_who_may(session, sign_in, pledge):
    donor = make_person(session, Role.DONOR, organisation_id=pledge.donor_id)
    state = make_person(session, Role.AFFECTED_STATE, state_id=pledge.state_id)
    other = make_donor(session)
    member = make_person(session, Role.DONOR, organisation_id=other.id)
    make_coalition(session, pledge.state, {other.id: MemberRole.DONOR})
    isu, stranger = make_person(session, Role.ISU), make_person(session, Role.DONOR)
    session.commit()
    client = sign_in(donor)
    assert send(client, pledge, "move/commitment", **COMMIT, **paper()).status_code == 302
    session.rollback()
    step = session.exec(select(PledgeStep).where(PledgeStep.file_id.is_not(None))).one()
    assert (step.after, step.file.name) == (PledgeStage.COMMITMENT, "note verbale.pdf")
    at = f"/pledges/{pledge.id}/files/{step.file_id}"
    for person in (donor, state, isu):
        answer = sign_in(person).get(at)
        assert (answer.status_code, answer.data[:4]) == (200, b"%PDF")
        assert answer.headers["Content-Disposition"].startswith("attachment")
        assert at in sign_in(person).get(f"/pledges/{pledge.id}").get_data(as_text=True)
    page = sign_in(member).get(f"/pledges/{pledge.id}").get_data(as_text=True)
    assert at not in page
    assert "a document is kept" in page
    assert sign_in(member).get(at).status_code == 403
    assert sign_in(stranger).get(at).status_code == 404


@pytest.mark.on("sqlite")
def test_neither_statement_nor_document_is_refused_at_the_field(session, sign_in, pledge):
    donor = make_person(session, Role.DONOR, organisation_id=pledge.donor_id)
    session.commit()
    page = send(sign_in(donor), pledge, "move/commitment", **COMMIT).get_data(as_text=True)
    assert 'href="#evidence"' in page
    assert "Name the written statement or the document behind it." in page
    session.rollback()
    assert session.get(Pledge, pledge.id).stage is PledgeStage.PLEDGE


@pytest.mark.on("sqlite")
def test_a_disguised_file_is_refused_and_nothing_of_it_stays(session, sign_in, pledge, app):
    donor = make_person(session, Role.DONOR, organisation_id=pledge.donor_id)
    session.commit()
    client, folder = sign_in(donor), Path(app.config["FILES_URL"].removeprefix("file://"))
    for data, name in ((macro_file(), "statement.docx"), (b"no document", "statement.pdf")):
        page = send(client, pledge, "move/commitment", **COMMIT, **paper(data, name))
        assert 'href="#file"' in page.get_data(as_text=True)
    late = send(client, pledge, "move/commitment", **(COMMIT | {"on": "2030-01-01"}), **paper())
    assert "That day is still to come." in late.get_data(as_text=True)
    session.rollback()
    assert session.exec(select(StoredFile)).all() == []
    assert [path for path in folder.rglob("*") if path.is_file()] == []


@pytest.mark.on("sqlite")
def test_a_refund_asks_for_its_document_and_keeps_it_with_the_payment(session, sign_in):
    pledge = make_pledge(session, make_open_need(session), stage=PledgeStage.COMMITMENT)
    donor = make_person(session, Role.DONOR, organisation_id=pledge.donor_id)
    service.disburse(session, pledge, Payment(paid=100_000, currency="USD", value_on=TODAY), by=BY)
    session.commit()
    client = sign_in(donor)
    back = {"amount": "100", "currency": "USD", "value_on": "2026-11-20", "once": "r", "document": ""}
    assert 'href="#document"' in send(client, pledge, "ledger/refund", **back).get_data(as_text=True)
    assert send(client, pledge, "ledger/refund", **back, **paper()).status_code == 302
    session.rollback()
    line = session.exec(select(Transaction).where(Transaction.file_id.is_not(None))).one()
    page = client.get(f"/pledges/{pledge.id}").get_data(as_text=True)
    assert f"/pledges/{pledge.id}/files/{line.file_id}" in page


@pytest.mark.on("sqlite")
def test_a_cut_bears_its_day_and_its_paper(session, sign_in):
    pledge = make_pledge(session, make_open_need(session), stage=PledgeStage.COMMITMENT)
    donor = make_person(session, Role.DONOR, organisation_id=pledge.donor_id)
    session.commit()
    cut = {"amount": "700", "reason_code": "budget_cut", "reason": "budget cut", "once": "k"}
    sent = send(sign_in(donor), pledge, "reduce", **cut, on="2026-11-02", evidence="Letter 4", **paper())
    assert sent.status_code == 302
    session.rollback()
    step = session.exec(select(PledgeStep).where(PledgeStep.reason_code == "budget_cut")).one()
    assert (step.on.isoformat(), step.evidence, step.file_id is not None) == ("2026-11-02", "Letter 4", True)


@pytest.mark.on("sqlite")
def test_a_file_of_another_pledge_is_not_found(session, sign_in, pledge):
    donor = make_person(session, Role.DONOR, organisation_id=pledge.donor_id)
    other = make_pledge(session, make_open_need(session), donor=pledge.donor)
    session.commit()
    client = sign_in(donor)
    send(client, pledge, "move/commitment", **COMMIT, **paper())
    session.rollback()
    file_id = session.exec(select(StoredFile.id)).one()
    assert client.get(f"/pledges/{other.id}/files/{file_id}").status_code == 404


def test_single_payments_are_read_by_donor_channel_and_state_alone(session):
    channel = make_organisation(session)
    pledge = make_pledge(session, make_open_need(session), stage=PledgeStage.COMMITMENT)
    pledge.channel_organisation_id = channel.id
    service.disburse(session, pledge, Payment(paid=100_000, currency="USD", value_on=TODAY), by=BY)
    readers = {
        "donor": Held(Role.DONOR, Rank.EDITOR, organisation_id=pledge.donor_id),
        "channel": Held(Role.PARTNER, Rank.MEMBER, organisation_id=channel.id),
        "state": Held(Role.AFFECTED_STATE, Rank.HEAD, state_id=pledge.state_id),
        "isu": Held(Role.ISU, Rank.MEMBER),
        "coordinator": Held(Role.COORDINATOR, Rank.MEMBER, theme=Theme.ICA),
    }
    seen = {
        name: len(list(ledger_rows(session, Which(viewer=Standing(1, (held,))))))
        for name, held in readers.items()
    }
    assert seen == {"donor": 1, "channel": 1, "state": 1, "isu": 0, "coordinator": 0}
