"""One side of a comparison, taken apart once, so that a pair is compared in a fraction of a millisecond."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from coalition.duplication.rules.identity import words as w
from coalition.duplication.rules.identity.parties import NOBODY, Body, bodies_in, body_of
from coalition.duplication.rules.identity.tables import countries, dollars, weight
from coalition.duplication.rules.subject import Named, Subject, Sum

MOST_SUMS, MOST_PLACES, MOST_PARTIES, OPENING = 24, 40, 12, 400
DOING, PASSING = ("implementing", "channel"), ("extending", "accountable")
# Days that often stand for no more than a year or a quarter.
ROUND_DAYS = ("01-01", "04-01", "07-01", "10-01", "12-31", "03-31", "06-30", "09-30")


@dataclass(frozen=True, slots=True)
class Words:
    """The telling words of a text and how telling they are together."""

    all: frozenset[str]
    weight: float


@dataclass(frozen=True, slots=True)
class Wording:
    """What a record says in words. `core` is the title without countries and figures."""

    plain: str
    title: Words
    core: Words
    told: Words
    everything: Words
    concepts: frozenset[str]
    opening: str
    short: frozenset[str]
    numbers: frozenset[str]
    steps: frozenset[int]
    years: frozenset[int]
    component: frozenset[str]
    codes: frozenset[str]


@dataclass(frozen=True, slots=True)
class Parties:
    """Who takes part. Sets hold keys of organisations; `*_words` the words of names that may have no key.

    `partners` are those who do the work, without the donor's own bodies; `donors` nations where known.
    """

    donors: frozenset[str]
    funders: frozenset[str]
    doers: frozenset[str]
    partners: frozenset[str]
    partner_words: tuple[frozenset[str], ...]
    reporter: Body
    mentioned: frozenset[str]
    everyone: frozenset[str]


@dataclass(frozen=True, slots=True)
class Money:
    """A sum for comparing: in its own minor units, and in dollars by the mean rate of its year and month."""

    minor: int
    currency: str
    by_year: float
    by_month: float
    digits: int
    kind: str
    total: bool
    on: int
    year: str


@dataclass(frozen=True, slots=True)
class Days:
    """When, as ordinals; 0 where not known. `vague` where only the year is meant."""

    start: int
    end: int
    year: int
    vague: bool
    moments: tuple[int, ...]
    exact: frozenset[int]


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything of a record that identity compares. Unknown is empty."""

    words: Wording
    parties: Parties
    sums: tuple[Money, ...]
    days: Days
    countries: frozenset[str]
    any_countries: frozenset[str]
    places: Words
    points: tuple[tuple[float, float], ...]
    sectors: frozenset[str]
    groups: frozenset[str]


def facts_of(subject: Subject, aliases: Mapping[str, str] | None = None) -> Facts:
    """Return a record taken apart; `aliases` maps folded names of organisations to keys of one's own.

    Bounded in time, however long its texts.
    """
    title = " ".join(subject.titles)[: w.LONGEST_TITLE]
    told = " ".join(subject.texts)[: w.LONGEST_TEXT]
    in_title, in_text = w.words_in(title, w.LONGEST_TITLE), w.words_in(told, w.LONGEST_TEXT)
    named, used = w.countries_in(in_title)
    by_iso3 = countries().by_iso3
    stated = frozenset(by_iso3.get(code, code) for code in subject.countries)
    return Facts(
        words=_wording(subject, title, told, in_title, in_text, used),
        parties=_parties(subject, aliases, bodies_in([*in_title, *in_text[:120]])),
        sums=_sums(subject),
        days=_days(subject),
        countries=stated,
        any_countries=stated or named or w.countries_in(in_text)[0],
        places=_weighed(w.telling(w.words_in(" ".join(subject.places[:MOST_PLACES]), w.LONGEST_TITLE))),
        points=subject.points[:MOST_PLACES],
        sectors=frozenset(code for kind, code in subject.sectors if kind == "1" and len(code) == 5),
        groups=frozenset(
            code[:3] for kind, code in subject.sectors if kind in ("1", "2") and code.isdecimal()
        ),
    )


def _weighed(found: frozenset[str]) -> Words:
    return Words(found, weight(found))


def _wording(
    subject: Subject, title: str, told: str, in_title: list[str], in_text: list[str], used: frozenset[str]
) -> Wording:
    telling, rest = w.telling(in_title), w.telling(in_text)
    core = frozenset(word for word in telling if word not in used and not word.isdecimal())
    return Wording(
        plain=" ".join(in_title),
        title=_weighed(telling),
        core=_weighed(core),
        told=_weighed(rest),
        everything=_weighed(telling | rest),
        concepts=w.concepts(core),
        opening=" ".join(in_text)[:OPENING],
        short=w.short_names_in(title) | w.short_names_in(told),
        numbers=w.numbers_in(in_title),
        steps=w.steps_in(in_title),
        years=w.years_in(title),
        component=w.component_in(title),
        codes=w.codes_in(title) | w.codes_in(told),
    )


def _parties(subject: Subject, aliases: Mapping[str, str] | None, mentioned: frozenset[str]) -> Parties:
    reporter = body_of(subject.reporter, aliases) if subject.reporter else NOBODY
    found = [(each.role, body_of(each, aliases)) for each in subject.organisations[: 2 * MOST_PARTIES]]
    paid = [body_of(Named(name=name), aliases) for name in subject.paid[:MOST_PARTIES]]
    funders = [body for role, body in found if role not in (*DOING, *PASSING)]
    passing = [body for role, body in found if role in PASSING]
    doing = [body for role, body in found if role in DOING] + paid
    own = reporter.keys.union(*(body.keys for body in (*funders, *passing)))
    nations = {body.nation for body in (*funders, reporter) if body.nation}
    partners = [body for body in doing if not body.keys & own and body.words != reporter.words]
    return Parties(
        donors=_donors(funders, reporter),
        funders=_keys(funders),
        doers=_keys([*doing, *passing]),
        partners=frozenset(key for key in _keys(partners) if key not in nations),
        partner_words=tuple(dict.fromkeys(body.words for body in partners if body.words))[:MOST_PARTIES],
        reporter=reporter,
        mentioned=mentioned,
        everyone=(_keys([*doing, *passing]) | mentioned) - own,
    )


def _keys(found: Iterable[Body]) -> frozenset[str]:
    return frozenset(key for body in found for key in body.keys)


def _donors(funders: Iterable[Body], reporter: Body) -> frozenset[str]:
    """Return whose money it is: nations, and funders of no nation; the publisher where no funder is named."""
    said = list(funders) or [reporter]
    nations = {body.nation for body in said if body.nation}
    return frozenset(nations | {key for body in said if not body.nation for key in body.keys})


def _sums(subject: Subject) -> tuple[Money, ...]:
    found = (_money(each, subject.start) for each in subject.sums[:MOST_SUMS] if each.minor > 0)
    return tuple(each for each in found if each)


def _money(each: Sum, start: str) -> Money | None:
    valued = dollars(each.minor / 100, each.currency, each.on or start)
    if valued is None:
        return None
    digits = len(str(each.minor).rstrip("0"))
    on = _ordinal(each.on)
    return Money(
        each.minor, each.currency, *valued, digits, each.kind, each.total, on, (each.on or start)[:4]
    )


def _days(subject: Subject) -> Days:
    start, end = _ordinal(subject.start), _ordinal(subject.end)
    moments = {_ordinal(each.on) for each in subject.sums} | {start, end}
    exact = {
        _ordinal(day)
        for day in (subject.start, *subject.days, *(each.on for each in subject.sums))
        if day[5:] not in ROUND_DAYS
    }
    return Days(
        start=start,
        end=end,
        year=int(subject.start[:4]) if subject.start else 0,
        vague=subject.start.endswith("-01-01"),
        moments=tuple(sorted(moments - {0})),
        exact=frozenset(exact - {0}),
    )


def _ordinal(day: str) -> int:
    return date.fromisoformat(day).toordinal() if day else 0
