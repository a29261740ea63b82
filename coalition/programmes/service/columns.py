"""The columns of the register that are taken from a record, for lists and searches."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from coalition.core.text import cut, fold
from coalition.organisations.rules import name_key
from coalition.programmes.rules.record import ProgrammeRecord, identifier_key
from coalition.programmes.rules.register import COLLABORATION, STATUS, PartyRole, ProgrammeStatus, Relation
from coalition.programmes.rules.relevance import pillars_of as pillars_in
from coalition.programmes.rules.relevance import reason_for
from coalition.states.rules import name_key as state_key

if TYPE_CHECKING:
    from coalition.programmes.service.keeping import Origin

LONGEST_TITLE = 500
SIZES = {"2": "commitment", "budget": "budget", "3": "disbursement", "4": "expenditure"}


def columns_of(record: ProgrammeRecord, origin: "Origin") -> dict[str, Any]:
    """Return the columns of table programme for a record, its plain form and digest aside."""
    size = record.size
    title = cut(record.title or record.identifier, LONGEST_TITLE)
    return {
        "identifier": record.identifier,
        "identifier_key": identifier_key(record.identifier),
        "title": title,
        "title_fold": fold(title),
        "reporter": cut(record.reporter.name, 300),
        "reporter_ref": record.reporter.ref[:100],
        "starts_on": record.start,
        "ends_on": record.end,
        "status": STATUS.get(record.status, ProgrammeStatus.UNKNOWN),
        "relation": COLLABORATION.get(record.collaboration, Relation.UNKNOWN),
        "budget": size.minor if size else None,
        "currency": size.currency if size else None,
        "budget_kind": SIZES[size.kind] if size else "",
        "reason": _reason(record),
        "source_type": origin.type,
        "source": origin.source,
        "source_file": origin.file,
        "source_at": origin.at,
        "updated": record.updated,
    }


def countries_of(record: ProgrammeRecord, state_ids: Mapping[str, int]) -> list[dict[str, Any]]:
    """Return the States of a record; what names no State (a region) is left to the record itself."""
    found: dict[int, dict[str, Any]] = {}
    for country in record.countries:
        state_id = state_ids.get(country.code) or state_ids.get(state_key(country.name))
        if state_id is not None:
            share = round(float(country.percentage) * 100) if country.percentage else None
            found.setdefault(state_id, {"state_id": state_id, "share": share})
    return list(found.values())


def pillars_of(record: ProgrammeRecord) -> list[dict[str, Any]]:
    """Return the pillars that the words of a record speak of; none where it is no mine action."""
    if not _reason(record):
        return []
    return [{"pillar": pillar} for pillar in pillars_in(f"{record.title} {record.description[:2000]}")]


def parties_of(record: ProgrammeRecord) -> list[dict[str, Any]]:
    """Return the parties of a record, each once in a role."""
    found: dict[tuple[str, str], dict[str, Any]] = {}
    for party in record.parties:
        name = party.name or party.ref
        row = {
            "role": PartyRole(party.role),
            "name": cut(name, 300),
            "key": name_key(name)[:300],
            "ref": party.ref[:100],
        }
        found.setdefault((party.role, row["key"]), row)
    return list(found.values())


def _reason(record: ProgrammeRecord) -> str:
    words = " ".join(text.text for text in (*record.titles, *record.descriptions))
    words += " " + " ".join((*(sector.name for sector in record.sectors), *record.outputs))
    names = " ".join(party.name for party in (*record.parties, record.reporter))
    names += " " + " ".join(dict.fromkeys(each.receiver for each in record.transactions))
    refs = frozenset(party.ref.lower() for party in record.parties if party.ref)
    codes = frozenset(sector.code for sector in record.sectors if sector.vocabulary in ("", "1", "2"))
    return reason_for(sectors=codes, text=words, organisations=names, refs=refs)
