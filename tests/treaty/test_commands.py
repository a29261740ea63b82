import json
from datetime import date

import pytest
from click.testing import CliRunner
from flask.cli import ScriptInfo

from coalition.states.service import load_reference as load_states
from coalition.treaty.commands import deadlines
from coalition.treaty.service import load_reference as load_treaty
from tests.factories.states import make_party
from tests.factories.treaty import make_obligation

KEPT = {"state", "rule", "article", "due", "days_left", "basis", "confidence", "source"}


@pytest.fixture
def run(app):
    def command(*words: str):
        return CliRunner().invoke(deadlines, ["list", *words], obj=ScriptInfo(create_app=lambda: app))

    return command


@pytest.fixture
def loaded(session):
    load_states(session)
    load_treaty(session)
    session.commit()


def entries(answer) -> list[dict]:
    assert answer.exit_code == 0, answer.output
    document = json.loads(answer.stdout)
    assert set(document) == {"deadlines"}
    return document["deadlines"]


def test_every_entry_has_the_keys_of_the_contract(loaded, run):
    found = entries(run("--json", "--on", "2026-11-23"))
    assert all(entry.keys() >= KEPT for entry in found)
    assert {entry["rule"] for entry in found} == {"T5", "T10", "T11"}
    assert all("2026-11-23" <= entry["due"] <= "2027-11-23" for entry in found)


def test_the_facts_are_read_as_they_stood(loaded, run):
    words = ("--json", "--state", "tcd", "--from", "2020-01-01", "--to", "2030-01-01", "--on")
    due = {
        on: [entry["due"] for entry in entries(run(*words, on)) if entry["rule"] == "T4"]
        for on in ("2014-01-01", "2023-11-13", "2026-11-23")
    }
    assert due == {"2014-01-01": ["2023-09-01"], "2023-11-13": ["2024-10-01"], "2026-11-23": ["2026-10-01"]}


def test_a_month_is_a_month_and_last_known_runs_no_clock(loaded, run):
    wide = ("--from", "2010-01-01", "--to", "2040-01-01", "--json")
    (peru,) = (e for e in entries(run("--state", "PER", "--on", "2023-11-13", *wide)) if e["rule"] == "T3")
    assert (peru["due"], peru["precision"], peru["days_left"]) == ("2024-04-01", "month", 140)
    (afghan,) = (e for e in entries(run("--state", "AFG", "--on", "2026-11-23", *wide)) if e["rule"] == "T4")
    assert (afghan["status"], afghan["days_left"]) == ("last_known", None)
    assert "missed" not in afghan["basis"].lower()


def test_without_json_each_deadline_is_a_line(session, run):
    make_obligation(session, make_party(session, "XAA", deposited_on=date(2019, 2, 10)))
    session.commit()
    answer = run("--on", "2026-11-23", "--to", "2031-01-01")
    assert answer.exit_code == 0
    assert "2029-08-01  XAA  T4" in answer.stdout


def test_an_empty_period_is_no_error(run):
    assert run("--on", "2026-11-23").stdout.strip() == "None in this period."
    assert entries(run("--on", "2026-11-23", "--json")) == []


def test_an_unknown_state_is_refused_in_words(run):
    answer = run("--state", "XZZ")
    assert answer.exit_code == 1
    assert "XZZ" in answer.stderr


@pytest.mark.parametrize(
    "words",
    [
        ("--on", "2026-02-30"),
        ("--from", "soon"),
        ("--from", "2027-01-01", "--to", "2026-01-01"),
        ("--on", "9999-12-31"),
        ("--from", "0001-01-01"),
    ],
)
def test_bad_usage_ends_with_two_and_no_traceback(run, words):
    answer = run(*words)
    assert answer.exit_code == 2
    assert "Traceback" not in answer.output
