"""What one record says, in the one form that every kind of record is brought to before it is compared.

Countries are ISO 3166-1 alpha-3, dates ISO 8601 text, money minor units of ISO 4217 currencies. Unknown is
empty or None, never a guess. Texts are cut: what two records share shows in their first pages.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

from coalition.core.text import cut, fold
from coalition.duplication.rules.changes import Essence
from coalition.duplication.rules.keys import Amount, Traits

LONGEST_TITLE, LONGEST_TEXT = 500, 3_000
MOST_SUMS, MOST_LISTED = 24, 60
# Rough dollars of one unit, for finding candidates only: a step of 25 % and its neighbours are looked at.
# Source: rounded long-run means of the ECB euro reference rates.
DOLLARS = {
    "USD": 1.0, "EUR": 1.17, "GBP": 1.45, "CHF": 1.05, "JPY": 0.009, "SEK": 0.11, "NOK": 0.12, "DKK": 0.157,
    "CAD": 0.8, "AUD": 0.75, "NZD": 0.68, "KRW": 0.00085, "CNY": 0.15, "FIM": 0.19, "DEM": 0.55, "NLG": 0.5,
    "FRF": 0.17, "BEF": 0.028, "ITL": 0.0006, "ESP": 0.0068, "IEP": 1.4, "ATS": 0.08, "LAK": 0.0001,
}  # fmt: skip
# Words that say nothing of which organisation it is.
EMPTY_NAMES = frozenset(["the", "ltd", "inc", "gmbh", "ev", "international", "foundation", "of", "and"])


@dataclass(frozen=True, slots=True)
class Named:
    """An organisation as a record names it, its role there, and who it is where that is known.

    `known` is the organisation's number on the platform, `nation` the ISO3 code of the State it acts for.
    """

    name: str = ""
    ref: str = ""
    role: str = ""
    known: int | None = None
    nation: str = ""


@dataclass(frozen=True, slots=True)
class Sum:
    """Money of a record. `kind`: commitment, budget, disbursement, expenditure, other."""

    minor: int
    currency: str
    on: str = ""
    kind: str = "commitment"
    total: bool = True


@dataclass(frozen=True, slots=True)
class Subject:
    """Everything of one record that is compared. `titles` and `texts` hold each language once.

    `mentioned` are countries that only its words name: good for finding, no fact of the record. `services`
    are those to victims; `paid` the names on its transactions; `days` further dates of start and end, where
    planned and actual differ.
    """

    titles: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    mentioned: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    pillars: tuple[str, ...] = ()
    work: tuple[str, ...] = ()
    services: tuple[str, ...] = ()
    sectors: tuple[tuple[str, str], ...] = ()
    places: tuple[str, ...] = ()
    whole_country: bool = False
    hazard_areas: tuple[str, ...] = ()
    points: tuple[tuple[float, float], ...] = ()
    start: str = ""
    end: str = ""
    reporter: Named | None = None
    organisations: tuple[Named, ...] = ()
    sums: tuple[Sum, ...] = ()
    usd: int | None = None
    identifiers: tuple[str, ...] = ()
    links: tuple[tuple[str, str], ...] = ()
    target_groups: tuple[str, ...] = ()
    outputs: tuple[str, ...] = ()
    paid: tuple[str, ...] = ()
    days: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """The first title."""
        return self.titles[0] if self.titles else ""

    @property
    def main_sum(self) -> Sum | None:
        """The largest total of the best kind there is: committed, else budgeted, else paid."""
        for kind in ("commitment", "budget", "disbursement", "expenditure", "other"):
            found = [each for each in self.sums if each.kind == kind and each.minor > 0]
            if found:
                return max(found, key=lambda each: (each.total, each.minor, each.currency))
        return None

    def named(self, *roles: str) -> tuple[str, ...]:
        """Return the names of the organisations in these roles, each once."""
        found = (each.name or each.ref for each in self.organisations if each.role in roles)
        return tuple(dict.fromkeys(name for name in found if name))

    def to_json(self) -> dict[str, Any]:
        """Return the subject as plain values, without what is empty."""
        plain = {name: getattr(self, name) for name in NAMES}
        plain["organisations"] = [_plain(each, _NAMED) for each in self.organisations]
        plain["sums"] = [_plain(each, _SUM) for each in self.sums]
        plain["reporter"] = _plain(self.reporter, _NAMED) if self.reporter else None
        return {key: value for key, value in plain.items() if value}


NAMES = tuple(field.name for field in fields(Subject))
_NAMED = tuple(field.name for field in fields(Named))
_SUM = tuple(field.name for field in fields(Sum))


def _plain(thing: object, names: tuple[str, ...]) -> dict[str, Any]:
    return {name: value for name in names if (value := getattr(thing, name)) not in ("", None)}


def subject_from(plain: Mapping[str, Any]) -> Subject:
    """Return the subject that `to_json` wrote."""
    given: dict[str, Any] = {}
    for name in NAMES:
        if name in plain:
            value = plain[name]
            given[name] = tuple(value) if isinstance(value, list) else value
    for name in ("sectors", "points", "links"):
        given[name] = tuple(tuple(each) for each in plain.get(name, ()))
    given["organisations"] = tuple(Named(**each) for each in plain.get("organisations", ()))
    given["sums"] = tuple(Sum(**each) for each in plain.get("sums", ()))
    given["reporter"] = Named(**plain["reporter"]) if plain.get("reporter") else None
    return Subject(**given)


def clipped(texts: tuple[str, ...], longest: int) -> tuple[str, ...]:
    """Return the texts that say something, cut to a length, each once; at most four languages."""
    kept = (cut(" ".join(text[: 4 * longest].split()), longest) for text in texts[:4])
    return tuple(dict.fromkeys(text for text in kept if text))


def essence_of(subject: Subject) -> Essence:
    """Return the facts of a record that a decision rests on."""
    return Essence(
        places=tuple(sorted(fold(place) for place in subject.places)),
        hazard_areas=tuple(sorted(area.strip().upper() for area in subject.hazard_areas)),
        work=tuple(sorted(subject.work or subject.pillars)),
        start=subject.start,
        end=subject.end,
        usd=subject.usd,
        partners=tuple(sorted(subject.named("implementing", "channel"))[:12]),
    )


def traits_of(subject: Subject) -> Traits:
    """Return what candidate keys are made of."""
    years = {int(text[:4]) for text in (subject.start, subject.end, *(s.on for s in subject.sums)) if text}
    sums = sorted(subject.sums, key=lambda each: (not each.total, -each.minor))
    return Traits(
        title=" ".join(subject.titles),
        text=" ".join(subject.texts),
        countries=tuple(dict.fromkeys((*subject.countries, *subject.mentioned))),
        donors=donors_of(subject),
        organisations=_doers_of(subject),
        work=(*subject.pillars, *dict.fromkeys(code[:3] for kind, code in subject.sectors if kind == "1")),
        places=tuple(fold(place) for place in subject.places),
        hazard_areas=tuple(area.strip().upper() for area in subject.hazard_areas),
        years=tuple(sorted(years)),
        amounts=tuple(
            Amount(each.minor, each.currency, each.minor / 100 * DOLLARS.get(each.currency, 0.02))
            for each in sums
            if each.minor > 0
        ),
        identifiers=tuple(
            "".join(value.split()).casefold()
            for value in (*subject.identifiers, *(value for value, _ in subject.links))
        ),
    )


def donors_of(subject: Subject) -> tuple[str, ...]:
    """Return whose money it is: nations first, then funders of no nation, each once."""
    funders = [each for each in subject.organisations if each.role == "funding"]
    if not funders and subject.reporter is not None:
        funders = [subject.reporter]
    nations = [each.nation for each in funders if each.nation]
    others = [fold(each.name)[:40] for each in funders if not each.nation and each.name]
    return tuple(dict.fromkeys([*nations, *others]))


def names_of_doers(subject: Subject) -> set[str]:
    """Return who does the work or passes the money on, in the form in which equal ones are equal."""
    return set(_doers_of(subject))


def _doers_of(subject: Subject) -> tuple[str, ...]:
    """Return who does the work: by number where known, by name as well, so that a new alias harms nothing."""
    found: list[str] = []
    for each in subject.organisations:
        if each.role not in ("funding", "accountable", "extending"):
            name = " ".join(word for word in fold(each.name).split() if word not in EMPTY_NAMES)[:40]
            found += [f"#{each.known}"] if each.known else []
            found += [name] if len(name) > 2 else []
    return tuple(dict.fromkeys(found))
