"""Programmes in tables: the platform's own columns, and OECD CRS extracts; CSV and XLSX.

Own columns: identifier, title, description, donor, implementer, channel, country, sector, start, end, amount,
currency, status. CRS columns as in the OECD's files; its amounts are in millions of US dollars.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from typing import Any

from coalition.core.text import fold
from coalition.programmes.readers.cells import Readable, csv_rows, xlsx_rows
from coalition.programmes.readers.notes import Found, Notes, Unreadable
from coalition.programmes.readers.values import amount_of, day_of, mended, put_right
from coalition.programmes.rules.record import (
    HAZARD_AREA,
    Amount,
    Country,
    Party,
    Place,
    ProgrammeRecord,
    Sector,
    Text,
    Total,
)
from coalition.programmes.rules.relevance import reason_for

MOST_ROWS = 1_000_000
# Of one cell that lists places: characters of it and of each, and how many are taken.
LONGEST_CELL, LONGEST_PLACE, MOST_PLACES = 8_000, 200, 60

Row = dict[str, str]

# What columns are called; the first one present is taken.
OWN: dict[str, tuple[str, ...]] = {
    "identifier": ("identifier", "iati identifier", "programme id", "project id", "project number", "id"),
    "title": ("title", "programme title", "project title", "project name", "name"),
    "description": ("description", "long description", "project description", "project abstract"),
    "donor": ("donor", "donor name", "funder", "funder s", "funding agency"),
    "implementer": (
        "implementer",
        "implementing agency",
        "implementing partner",
        "implementing organisation",
        "implementer s",
        "executing agency",
    ),
    "channel": ("channel",),
    "country": ("country", "recipient", "recipient name", "recipient country", "countries", "state", "iso3"),
    "sector": ("sector", "sector code", "purpose code", "aiddata purpose code"),
    "start": ("start", "start date", "starts on", "start year"),
    "end": ("end", "end date", "ends on", "end year"),
    "amount": ("amount", "budget", "commitment amount", "total value"),
    "currency": ("currency", "currency type"),
    "status": ("status",),
    "places": ("places", "place", "provinces", "province", "districts", "district", "locations", "location"),
    "hazard_areas": ("hazard areas", "hazard area", "hazard_areas"),
}
CRS: dict[str, tuple[str, ...]] = {
    "crsid": ("crsid", "crs id", "crs identification n"),
    "donor": ("donorname", "donor name", "donor"),
    "agency": ("agencyname", "agency name", "agency"),
    "project": ("projectnumber", "project number", "donor project n"),
    "year": ("year",),
    "country": ("recipientname", "recipient name", "recipient"),
    "title": ("projecttitle", "project title"),
    "short": ("shortdescription", "short description"),
    "description": ("longdescription", "long description", "description"),
    "sector": ("purposecode", "purpose code"),
    "channel": ("channelreportedname", "channel reported name", "channelname", "channel name"),
    "commitment": ("usd commitment", "usd_commitment"),
    "disbursement": ("usd disbursement", "usd_disbursement"),
    "start": ("expectedstartdate", "expected start date", "expectedstart"),
    "end": ("completiondate", "completion date", "completion"),
    "aid_type": ("aid t", "aid type"),
    "flow": ("flowcode", "flow code"),
}
CRS_MARK = ({"crsid", "crs id", "crs identification n"}, {"purposecode", "purpose code"})


def read_csv(stream: Readable, notes: Notes, *, all_sectors: bool) -> Iterator[Found]:
    """Yield the programmes of a CSV file."""
    yield from _read(csv_rows(stream), notes, all_sectors)


def read_xlsx(stream: Readable, notes: Notes, *, all_sectors: bool) -> Iterator[Found]:
    """Yield the programmes of the first sheet of an Excel file."""
    yield from _read(xlsx_rows(stream), notes, all_sectors)


def _read(rows: Iterable[list[str]], notes: Notes, all_sectors: bool) -> Iterator[Found]:
    lines = iter(rows)
    head = [fold(name) for name in next(lines, [])]
    is_crs = all(mark & set(head) for mark in CRS_MARK)
    names = CRS if is_crs else OWN
    columns = {key: head.index(name) for key, found in names.items() if (name := _first(found, head))}
    notes.format = "crs" if is_crs else "sheet"
    if "title" not in columns or not {"identifier", "crsid"} & columns.keys():
        raise Unreadable(
            "The first row names neither an identifier and a title, nor the columns of a CRS extract."
        )
    build: Callable[[Row, Notes, str], ProgrammeRecord | None] = _of_crs if is_crs else _of_own
    for number, cells in enumerate(lines, start=2):
        if number > MOST_ROWS:
            raise Unreadable(f"The table has more than {MOST_ROWS} rows; hand it in in parts.")
        row = {key: put_right(cells[at]) if at < len(cells) else "" for key, at in columns.items()}
        if not any(row.values()):
            continue
        notes.read += 1
        record = build(row, notes, f"row {number}")
        if record is not None:
            yield from _sifted(record, number, notes, all_sectors)


def _first(names: Iterable[str], head: list[str]) -> str:
    return next((name for name in names if name in head), "")


def _sifted(record: ProgrammeRecord, number: int, notes: Notes, all_sectors: bool) -> Iterator[Found]:
    text = f"{record.title} {record.description}"
    names = " ".join(party.name for party in record.parties)
    codes = frozenset(sector.code for sector in record.sectors)
    if all_sectors or reason_for(sectors=codes, text=text, organisations=names, refs=frozenset()):
        yield Found(number, record)
    else:
        notes.skipped += 1
        yield Found(number, None)


def _of_own(row: Row, notes: Notes, where: str) -> ProgrammeRecord | None:
    if not row.get("identifier") or not row.get("title"):
        notes.refuse(where, "The row has no identifier or no title.")
        return None

    def say(words: str) -> None:
        notes.note(f"{where}, {row['identifier'][:80]}", words)

    found = amount_of(row.get("amount", ""), row.get("currency", ""), say)
    start = day_of(_whole_year(row.get("start", ""), "01-01"), say)
    end = day_of(_whole_year(row.get("end", ""), "12-31"), say)
    donor = row.get("donor", "")
    roles = (
        ("funding", donor),
        ("extending", row.get("channel", "")),
        ("implementing", row.get("implementer", "")),
    )
    return ProgrammeRecord(
        identifier=row["identifier"],
        reporter=Party("reporting", donor),
        titles=(Text(mended(row["title"], 2000)),),
        descriptions=_texts(row.get("description", "")),
        parties=tuple(Party(role, name) for role, name in roles if name),
        countries=_countries(row.get("country", "")),
        places=_places(row),
        sectors=_sectors(row.get("sector", "")),
        planned_start=start,
        planned_end=end,
        budgets=(Amount("budget", *found, start, end),) if found else (),
        totals=(Total("budget", found[1], found[0], 1, start, start),) if found else (),
        status={"planned": "1", "ongoing": "2", "ended": "4"}.get(row.get("status", "").lower(), ""),
    )


def _places(row: Row) -> tuple[Place, ...]:
    """Return the places and hazard areas of a row: several in one cell stand apart by ";" or a new line."""
    named = (Place(name=name) for name in _listed(row.get("places", "")))
    areas = (Place(codes=((HAZARD_AREA, "", code),)) for code in _listed(row.get("hazard_areas", "")))
    return (*named, *areas)


def _listed(cell: str) -> list[str]:
    parts = (mended(part, LONGEST_PLACE).strip() for part in re.split(r"[;\n]", cell[:LONGEST_CELL]))
    return list(dict.fromkeys(part for part in parts if part))[:MOST_PLACES]


def _of_crs(row: Row, notes: Notes, where: str) -> ProgrammeRecord | None:
    if not row.get("crsid") or not row.get("year"):
        notes.refuse(where, "The row has no CRS identification or no year.")
        return None
    identifier = f"crs:{row.get('donor', '')}:{row['crsid']}:{row['year']}"

    def say(words: str) -> None:
        notes.note(f"{where}, {identifier[:80]}", words)

    year = f"{row['year']}-01-01" if re.fullmatch(r"\d{4}", row["year"]) else ""
    flows = [
        _flow(kind, row.get(key, ""), year, say) for kind, key in (("2", "commitment"), ("3", "disbursement"))
    ]
    transactions = tuple(flow for flow in flows if flow is not None)
    roles = (
        ("funding", row.get("donor", "")),
        ("extending", row.get("agency", "")),
        ("implementing", row.get("channel", "")),
    )
    return ProgrammeRecord(
        identifier=identifier,
        reporter=Party("reporting", row.get("donor", "")),
        titles=_texts(row.get("title", "") or row.get("short", "")),
        descriptions=_texts(row.get("description", "")),
        parties=tuple(Party(role, name) for role, name in roles if name),
        countries=_countries(row.get("country", "")),
        sectors=_sectors(row.get("sector", "")),
        planned_start=day_of(row.get("start", ""), say) or year,
        planned_end=day_of(row.get("end", ""), say),
        transactions=transactions,
        totals=tuple(
            Total(each.kind, each.currency, each.minor, 1, each.on, each.on) for each in transactions
        ),
        aid_types=(row["aid_type"],) if row.get("aid_type") else (),
        flow_type=row.get("flow", ""),
    )


def _whole_year(text: str, day: str) -> str:
    """Return a year that stands alone as its first or last day: registers mean the whole of it."""
    found = re.fullmatch(r"((?:19|20)\d\d)(?:\.0)?", text)
    return f"{found[1]}-{day}" if found else text


def _flow(kind: str, millions: str, on: str, say: Any) -> Amount | None:
    found = amount_of(millions, "USD", say) if millions else None
    if found is None or found[0] == 0:
        return None
    exact = Decimal(millions.replace(",", "")) * 1_000_000 * 100
    return Amount(kind, int(exact.to_integral_value()), "USD", on)


def _texts(text: str) -> tuple[Text, ...]:
    plain = mended(re.sub(r"<br\s*/?>", " ", text), 20_000).strip(" ,-")
    return (Text(plain),) if plain else ()


def _countries(text: str) -> tuple[Country, ...]:
    names = [part.strip() for part in re.split(r"[;|]", text) if part.strip()]
    return tuple(
        Country(name.upper() if re.fullmatch(r"[A-Za-z]{2,3}", name) else "", "", name) for name in names
    )


def _sectors(text: str) -> tuple[Sector, ...]:
    codes = [part.strip().split(".")[0] for part in re.split(r"[;|]", text) if part.strip()]
    return tuple(Sector(code, "1" if len(code) == 5 else "2") for code in codes)
