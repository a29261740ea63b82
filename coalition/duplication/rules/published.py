"""A published programme as a subject to compare. No database."""

from coalition.core.text import fold
from coalition.duplication.rules.subject import (
    LONGEST_TEXT,
    LONGEST_TITLE,
    MOST_LISTED,
    MOST_SUMS,
    Named,
    Subject,
    Sum,
    clipped,
)
from coalition.duplication.rules.work import services_of, works_in
from coalition.programmes.rules.record import HAZARD_AREA, Party, ProgrammeRecord

# IATI transaction types: 2 commitment, 3 disbursement, 4 expenditure, 11 incoming commitment.
KINDS = {"2": "commitment", "11": "commitment", "budget": "budget", "3": "disbursement", "4": "expenditure"}


def subject_of(record: ProgrammeRecord) -> Subject:
    """Return what a published activity says, its own identifier first among the identifiers."""
    titles = clipped(tuple(each.text for each in record.titles), LONGEST_TITLE)
    texts = clipped(tuple(each.text for each in record.descriptions), LONGEST_TEXT)
    said = fold(" ".join((*titles, *texts))[:LONGEST_TEXT])
    work = works_in(said)
    return Subject(
        titles=titles,
        texts=texts,
        countries=tuple(dict.fromkeys(each.code for each in record.countries if each.code))[:MOST_LISTED],
        regions=record.regions[:8],
        sectors=tuple(dict.fromkeys((each.vocabulary or "1", each.code) for each in record.sectors))[:24],
        places=tuple(dict.fromkeys(each.name for each in record.places if fold(each.name)))[:MOST_LISTED],
        points=tuple(
            (each.latitude, each.longitude)
            for each in record.places[:MOST_LISTED]
            if each.latitude is not None and each.longitude is not None
        ),
        work=work,
        services=services_of("", said, work),
        hazard_areas=tuple(
            code
            for place in record.places
            for vocabulary, _, code in place.codes
            if vocabulary == HAZARD_AREA
        )[:MOST_LISTED],
        start=record.actual_start or record.planned_start,
        end=record.actual_end or record.planned_end,
        reporter=_named(record.reporter),
        organisations=tuple(dict.fromkeys(_named(each) for each in record.parties))[:24],
        sums=_sums(record),
        identifiers=_identifiers(record),
        links=_links(record),
        outputs=record.outputs[:24],
        paid=_paid(record),
        days=tuple(
            day
            for day in (record.planned_start, record.actual_start, record.planned_end, record.actual_end)
            if day
        ),
    )


def _paid(record: ProgrammeRecord) -> tuple[str, ...]:
    named = (name[:100] for each in record.transactions for name in (each.provider, each.receiver))
    return tuple(dict.fromkeys(name for name in named if name))[:12]


def _named(party: Party) -> Named:
    return Named(name=party.name[:200], ref=party.ref[:100], role=party.role)


def _sums(record: ProgrammeRecord) -> tuple[Sum, ...]:
    totals = [Sum(t.minor, t.currency, t.first, KINDS.get(t.kind, "other")) for t in record.totals]
    single = [
        Sum(each.minor, each.currency, each.on, KINDS.get(each.kind, "other"), total=False)
        for each in (*record.budgets, *record.transactions)
    ]
    known = {(each.minor, each.currency) for each in totals}
    single = sorted(
        (each for each in single if each.minor > 0 and (each.minor, each.currency) not in known),
        key=lambda each: -each.minor,
    )
    return tuple(dict.fromkeys([*totals, *single]))[:MOST_SUMS]


def _identifiers(record: ProgrammeRecord) -> tuple[str, ...]:
    """Return the record's own identifiers; a publisher's reference put among them names no activity."""
    bodies = {party.ref.casefold() for party in (record.reporter, *record.parties)}
    other = (each.value for each in record.identifiers if each.value.strip().casefold() not in bodies)
    return tuple(dict.fromkeys(value for value in [record.identifier, *other] if value))[:MOST_LISTED]


def _links(record: ProgrammeRecord) -> tuple[tuple[str, str], ...]:
    by_party = [(party.activity, "participating") for party in record.parties if party.activity]
    return tuple(dict.fromkeys([*((each.value, each.kind) for each in record.links), *by_party]))[
        :MOST_LISTED
    ]
