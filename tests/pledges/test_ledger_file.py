"""A ledger brought as a file: read, refused by line, added once."""

import csv
from io import BytesIO, StringIO

import pytest
from sqlmodel import Session, select

from coalition.auth.rules import Role
from coalition.pledges import service
from coalition.pledges.models import Transaction
from coalition.pledges.queries import Which, coverage_of
from coalition.pledges.queries.rows import LEDGER, ledger_rows
from coalition.pledges.readers import LedgerLine, Refused, Unreadable, read_ledger
from coalition.pledges.rules import PledgeStage
from tests.factories.pledges import BY, TODAY, make_open_need, make_person, make_pledge

HEAD = "reference,type,value_date,paid,paid_currency,document,reason\n"


def lines(*rows: str) -> bytes:
    return (HEAD + "\n".join(rows) + "\n").encode()


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("P,gift,2026-11-20,5,USD,,", "no kind of ledger line"),
        ("P,disbursement,2026-11,5,USD,,", "very day"),
        ("P,disbursement,2027-11-20,5,USD,,", "very day"),
        ("P,disbursement,0000-11-20,5,USD,,", "no day of the calendar"),
        ("P,disbursement,2026-11-20,1.500,USD,,", "two ways"),
        ("P,disbursement,2026-11-20,-5,USD,,", "above zero"),
        ("P,disbursement,2026-11-20,NaN,USD,,", "figures"),
        ("P,disbursement,2026-11-20,5,DEM,,", "withdrawn"),
        ("P,disbursement,2026-11-20,5,QQQ,,", "not a currency"),
        ("P,disbursement,2026-11-20,1.005,USD,,", "two ways"),
    ],
)
def test_a_wrong_line_is_refused_with_its_reason(row, words):
    (found,) = read_ledger(lines(row), TODAY)
    assert isinstance(found, Refused)
    assert found.line == 2
    assert words in found.reason


@pytest.mark.parametrize("content", [b"", b"a,b\n1,2\n", b"\xff\xfe\x00"])
def test_another_file_is_refused_whole(content):
    with pytest.raises(Unreadable):
        list(read_ledger(content, TODAY))


def test_a_good_line_is_read_in_minor_units():
    (found,) = read_ledger(lines("P,refund,20 November 2026,1 000,JPY,advice,unspent"), TODAY)
    assert isinstance(found, LedgerLine)
    assert (found.paid, found.currency, found.reason) == (1000, "JPY", "unspent")


def test_a_ledger_is_added_once_and_moves_coverage(session: Session):
    need = make_open_need(session)
    pledge = make_pledge(session, need, stage=PledgeStage.COMMITMENT)
    content = lines(
        f"{pledge.ref},disbursement,2026-11-20,600000,USD,advice 1,",
        f"{pledge.ref},disbursement,2026-11-20,600000,USD,advice 2,",
        f"{pledge.ref},refund,2026-11-21,100000,USD,letter 1,",
        "PLEDGE-XXX-1,disbursement,2026-11-20,5,USD,,",
    )
    own = [pledge.donor_id]
    report = service.import_ledger(session, read_ledger(content, TODAY), donor_ids=own, by=BY)
    assert (report.added, report.known, [each.line for each in report.refused]) == (2, 0, [3, 5])
    again = service.import_ledger(session, read_ledger(content, TODAY), donor_ids=own, by=BY)
    assert (again.added, again.known) == (0, 2)
    assert (pledge.disbursed, pledge.refunded, pledge.stage) == (
        60_000_000,
        10_000_000,
        PledgeStage.REIMBURSED,
    )
    assert coverage_of(session, [need])[need.id].firm == 90_000_000
    assert len(session.exec(select(Transaction)).all()) == 2


def test_the_export_of_the_ledger_is_known_when_it_comes_back(session: Session):
    pledge = make_pledge(session, stage=PledgeStage.COMMITMENT)
    payment = service.Payment(paid=5_00, currency="USD", value_on=TODAY, document="advice")
    service.disburse(session, pledge, payment, by=BY)
    text = StringIO()
    csv.writer(text).writerows([LEDGER, *ledger_rows(session, Which())])
    content = text.getvalue().encode()
    report = service.import_ledger(session, read_ledger(content, TODAY), donor_ids=[pledge.donor_id], by=BY)
    assert (report.added, report.known) == (0, 1)


def test_the_command_says_in_words_what_it_would_do(session: Session, command, tmp_path):
    pledge = make_pledge(session, stage=PledgeStage.COMMITMENT)
    name = pledge.donor.name
    path = tmp_path / "ledger.csv"
    path.write_bytes(lines(f"{pledge.ref},disbursement,2026-11-20,5,USD,,"))
    session.commit()
    tried = command("pledges", "ledger", str(path), "--donor", name, "--dry-run")
    assert "1 add to 1 pledges" in tried.stdout
    session.rollback()
    assert session.exec(select(Transaction)).all() == []
    assert command("pledges", "ledger", str(path), "--donor", name).exit_code == 0
    session.rollback()
    assert len(session.exec(select(Transaction)).all()) == 1


@pytest.mark.on("sqlite")
def test_a_ledger_is_sent_in_a_form_that_first_says_what_it_would_add(session: Session, sign_in):
    pledge = make_pledge(session, make_open_need(session), stage=PledgeStage.COMMITMENT)
    person = make_person(session, Role.DONOR, organisation_id=pledge.donor_id)
    session.commit()
    client = sign_in(person)
    lines = [
        f"{pledge.ref},disbursement,2026-11-02,100.00,USD,advice 1,",
        "PLEDGE-NO,refund,2026-11-02,1,USD,,",
    ]
    content = (HEAD + "\n".join(lines)).encode()

    def send(sure: str, what: bytes = content):
        sent = {"file": (BytesIO(what), "ledger.csv"), "sure": sure, "once": sure}
        return client.post("/pledges/ledger/file", data=sent).get_data(as_text=True)

    assert "2 lines: 1 add to 1 pledges" in send("say")
    session.rollback()
    assert session.exec(select(Transaction)).all() == []
    page = send("take")
    assert "is no pledge of yours" in page
    session.rollback()
    assert [line.amount for line in session.exec(select(Transaction)).all()] == [10_000]
    assert "Columns are missing" in send("say", b"a,b\n1,2\n")
    assert client.get("/pledges/ours").status_code == 200
