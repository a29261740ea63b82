"""A record taken apart, as plain values for the index: taking apart is done once, when the record changes.

What is stored depends on the packaged tables as well; `edition()` tells rows of an older edition apart.
"""

from collections.abc import Iterable
from dataclasses import astuple
from functools import cache
from hashlib import blake2b
from importlib.resources import files
from typing import Any

from coalition.duplication.rules.identity.facts import Days, Facts, Money, Parties, Wording, Words
from coalition.duplication.rules.identity.parties import Body
from coalition.duplication.rules.identity.words import concepts

LAYOUT = 1  # to be raised with every change of what `facts_of` takes from a record or of the order below
# Tables that bear on `facts_of`.
TABLES = (
    "countries.csv", "everyday_words.txt", "generic.txt", "glossary.csv", "legal_words.txt",
    "office_words.txt", "organisations.csv", "rarity.json", "rates.json", "small_words.txt",
)  # fmt: skip


@cache
def edition() -> str:
    """Return a digest of the layout and of the packaged tables: equal where stored facts can be used."""
    digest = blake2b(str(LAYOUT).encode(), digest_size=6)
    folder = files("coalition.duplication").joinpath("data/identity")
    for name in TABLES:
        digest.update(folder.joinpath(name).read_bytes())
    return digest.hexdigest()


def plain_of(facts: Facts) -> list[Any]:
    """Return facts as lists, texts and numbers; `facts_from` reads them."""
    words, parties = facts.words, facts.parties
    return [
        [
            words.plain,
            *(_words(each) for each in (words.title, words.core, words.told)),
            words.everything.weight,
            words.opening,
            *(sorted(each) for each in (words.short, words.numbers, words.steps, words.years)),
            sorted(words.component),
            sorted(words.codes),
        ],
        [
            *(sorted(each) for each in (parties.donors, parties.funders, parties.doers, parties.partners)),
            [sorted(each) for each in parties.partner_words],
            [sorted(parties.reporter.keys), parties.reporter.nation, sorted(parties.reporter.words)],
            sorted(parties.mentioned),
            sorted(parties.everyone),
        ],
        [astuple(each) for each in facts.sums],
        [facts.days.start, facts.days.end, facts.days.year, facts.days.vague, facts.days.moments]
        + [sorted(facts.days.exact)],
        sorted(facts.countries),
        sorted(facts.any_countries) if facts.any_countries != facts.countries else None,
        _words(facts.places),
        facts.points,
        sorted(facts.sectors),
        sorted(facts.groups),
    ]


def facts_from(plain: list[Any]) -> Facts:
    """Return the facts that `plain_of` wrote."""
    words, parties, sums, days, countries, any_countries, places, points, sectors, groups = plain
    stated = frozenset(countries)
    return Facts(
        words=_wording(*words),
        parties=_parties(*parties),
        sums=tuple(Money(*each) for each in sums),
        days=_days(*days),
        countries=stated,
        any_countries=stated if any_countries is None else frozenset(any_countries),
        places=_weighed(places),
        points=tuple((x, y) for x, y in points),
        sectors=frozenset(sectors),
        groups=frozenset(groups),
    )


def _words(words: Words) -> list[Any]:
    return [words.weight, *sorted(words.all)]


def _weighed(plain: list[Any]) -> Words:
    return Words(frozenset(plain[1:]), plain[0])


def _days(start: int, end: int, year: int, vague: bool, moments: list[int], exact: list[int]) -> Days:
    return Days(start, end, year, vague, tuple(moments), frozenset(exact))


def _wording(
    plain: str, title: list[Any], core: list[Any], told: list[Any], everything: float, *rest: Any
) -> Wording:
    opening, short, numbers, steps, years, component, codes = rest
    in_title, in_core, in_text = _weighed(title), _weighed(core), _weighed(told)
    return Wording(
        plain=plain,
        title=in_title,
        core=in_core,
        told=in_text,
        everything=Words(in_title.all | in_text.all, everything),
        concepts=concepts(in_core.all),
        opening=opening,
        short=frozenset(short),
        numbers=frozenset(numbers),
        steps=frozenset(steps),
        years=frozenset(years),
        component=frozenset(component),
        codes=frozenset(codes),
    )


def _parties(
    donors: Iterable[str], funders: Iterable[str], doers: Iterable[str], partners: Iterable[str], *rest: Any
) -> Parties:
    names, reporter, mentioned, everyone = rest
    return Parties(
        donors=frozenset(donors),
        funders=frozenset(funders),
        doers=frozenset(doers),
        partners=frozenset(partners),
        partner_words=tuple(frozenset(each) for each in names),
        reporter=Body(frozenset(reporter[0]), reporter[1], frozenset(reporter[2])),
        mentioned=frozenset(mentioned),
        everyone=frozenset(everyone),
    )
