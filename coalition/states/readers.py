"""Reading the packaged files on States into rows with natural keys (ISO 3166-1 codes). No database."""

import csv
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from babel import Locale

from coalition.core.visibility import Confidence
from coalition.core.when import Precision, When, parse_when
from coalition.states.rules import (
    AffectedStatus,
    CcmRegion,
    Instrument,
    Known,
    NameKind,
    TreatyEvent,
    name_key,
)

DATA = Path(__file__).parent / "data"
# The languages of the United Nations, and Portuguese: affected States work in it.
SEARCH_LANGUAGES = ("en", "fr", "es", "pt", "ar", "ru", "zh")
CENTS = 100

Row = dict[str, Any]


def rows_of(path: Path) -> list[dict[str, str]]:
    """Return the rows of a packaged CSV file, every cell stripped."""
    with path.open(encoding="utf-8", newline="") as lines:
        return [{key: (cell or "").strip() for key, cell in row.items()} for row in csv.DictReader(lines)]


def when_or_none(text: str) -> When | None:
    """Return the date in a cell, as exactly as it stands there; None when the cell is empty."""
    return parse_when(text) if text else None


def read_states(folder: Path = DATA) -> list[Row]:
    """Return one row a State; affected and victims only where a source of some confidence says so."""
    situation = {row["iso3"]: row for row in rows_of(folder / "situation.csv")}
    names = rows_of(folder / "names.csv")
    short = {row["iso3"]: row["name"] for row in names if row["kind"] == NameKind.SHORT}
    return [_state(row, short, situation.get(row["iso3"], {})) for row in rows_of(folder / "states.csv")]


def _state(row: dict[str, str], short: dict[str, str], situation: dict[str, str]) -> Row:
    return {
        "iso3": row["iso3"],
        "iso2": row["iso2"],
        "name": row["name"],
        "short_name": short.get(row["iso3"], row["name"]),
        "un_member": row["un_member"] == "yes",
        "un_region": row["un_region"],
        "m49_subregion": row["m49_subregion"],
        "regional_group": row["regional_group"],
        "ccm_region": CcmRegion(row["ccm_region"]),
        "dac_member": row["dac_member"] == "yes",
        "affected_status": AffectedStatus(situation.get("affected_status") or "unknown"),
        "has_victims": Known(situation.get("has_victims") or "unknown"),
        "situation_source": situation.get("source", ""),
        "situation_confidence": Confidence(situation["confidence"]) if situation else None,
        "confidence": Confidence(row["confidence"]),
        "source": row["source"],
    }


def read_names(folder: Path = DATA) -> list[Row]:
    """Return every name that a State is found by: the UN's, those of the file, and CLDR's."""
    found: dict[tuple[str, ...], Row] = {}
    for row in _all_names(folder):
        found.setdefault((row["iso3"], row["language"], row["kind"], row["key"]), row)
    return list(found.values())


def _all_names(folder: Path) -> Iterator[Row]:
    states = rows_of(folder / "states.csv")
    for row in states:
        yield _name(row["iso3"], row["name"], "en", NameKind.UN, "United Nations")
    for row in rows_of(folder / "names.csv"):
        yield _name(row["iso3"], row["name"], row["language"], NameKind(row["kind"]), "common use")
    for language in SEARCH_LANGUAGES:
        territories = Locale(language).territories
        for row in states:
            if row["iso2"] in territories:
                yield _name(row["iso3"], territories[row["iso2"]], language, NameKind.CLDR, "Unicode CLDR")


def _name(iso3: str, name: str, language: str, kind: NameKind, source: str) -> Row:
    key = name_key(name)
    return {"iso3": iso3, "name": name, "key": key, "language": language, "kind": kind, "source": source}


def read_events(folder: Path = DATA) -> list[Row]:
    """Return the treaty events that the files state; what follows from them is left to the rules."""
    found = [event for row in rows_of(folder / "states.csv") for event in _events(row)]
    for row in rows_of(folder / "treaty_events.csv"):
        own = _event(
            row,
            Instrument(row["instrument"]),
            TreatyEvent(row["event"]),
            row["happened_on"],
            row["confidence"],
        )
        found += [event | {"stated_reason": row["stated_reason"]} for event in own]
    return found


def _events(row: dict[str, str]) -> Iterator[Row]:
    ccm, sure = Instrument.CCM, row["confidence"]
    yield from _event(row, ccm, TreatyEvent.SIGNATURE, row["ccm_signature_date"], sure)
    if row["ccm_join_mode"]:
        joined = TreatyEvent(row["ccm_join_mode"])
        yield from _event(row, ccm, joined, row["ccm_ratification_or_accession_date"], sure)
    yield from _event(row, ccm, TreatyEvent.ENTRY_INTO_FORCE, row["ccm_entry_into_force_date"], sure)
    yield from _event(row, ccm, TreatyEvent.WITHDRAWAL_EFFECTIVE, row["ccm_withdrawal_effective"], sure)
    mines, sure = Instrument.APMBC, row["apmbc_confidence"]
    yield from _event(row, mines, TreatyEvent.CONSENT, row["apmbc_ratification_or_accession_date"], sure)
    yield from _event(row, mines, TreatyEvent.WITHDRAWAL_EFFECTIVE, row["apmbc_withdrawal_effective"], sure)
    remnants, sure = Instrument.CCW_PV, row["ccw_protocol_v_confidence"]
    yield from _event(row, remnants, TreatyEvent.CONSENT, row["ccw_protocol_v_date"], sure)


def _event(
    row: dict[str, str], instrument: Instrument, event: TreatyEvent, day: str, confidence: str
) -> Iterator[Row]:
    stated = when_or_none(day)
    if stated is not None:
        yield {
            "iso3": row["iso3"],
            "instrument": instrument,
            "event": event,
            "happened_on": stated.on,
            "precision": stated.precision,
            "stated_reason": "",
            "confidence": Confidence(confidence),
            "source": source_for(row["source"], instrument),
        }


def source_for(source: str, instrument: Instrument) -> str:
    """Return the part of a State's source that speaks of one treaty; the file names all three in a row."""
    first, _, mines = source.partition(" APMBC: ")
    mines, _, remnants = mines.partition(" CCW P.V: ")
    own = {Instrument.CCM: first, Instrument.APMBC: mines, Instrument.CCW_PV: remnants}[instrument]
    return own.strip(" .") or source


def read_flows(folder: Path = DATA) -> list[Row]:
    """Return the reported flows, amounts in US cents."""
    return [
        {
            "donor": row["donor"],
            "recipient": row["recipient"],
            "year": int(row["year"]),
            "amount": int(row["amount_usd"]) * CENTS,
            "sector": row["sector"],
            "list_truncated": "list truncated" in row["source"],
            "confidence": Confidence(row["confidence"]),
            "source": row["source"],
        }
        for row in rows_of(folder / "donors.csv")
    ]


def read_totals(folder: Path = DATA) -> list[Row]:
    """Return the stated yearly totals, amounts in US cents."""
    return [
        {
            "year": int(row["year"]),
            "scope": row["scope"],
            "who": row["who"],
            "amount": int(row["amount_usd"]) * CENTS,
            "note": row["note"],
            "confidence": Confidence(row["confidence"]),
            "source": row["source"],
        }
        for row in rows_of(folder / "funding_totals.csv")
    ]


def day_of(text: str) -> tuple[date | None, Precision]:
    """Return the date and the precision in a cell; (None, day) when it is empty."""
    stated = when_or_none(text)
    return (None, Precision.DAY) if stated is None else (stated.on, stated.precision)
