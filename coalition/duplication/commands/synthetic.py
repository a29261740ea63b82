"""A made register for measuring: titles like real ones, the same for one seed. Nothing in it is a fact.

Half of it are the packaged mine-action programmes told again: their titles and descriptions with other
countries, places, donors, operators, years and sums, words left out. The other half are of other sectors.
"""

import gzip
import random
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from importlib.resources import files
from io import BytesIO

from coalition.duplication.rules.flags import SideKind
from coalition.duplication.rules.identity.tables import countries
from coalition.duplication.rules.profile import Side
from coalition.duplication.rules.published import subject_of
from coalition.duplication.rules.subject import Named, Subject, Sum
from coalition.programmes.readers.notes import Notes
from coalition.programmes.readers.sieve import everything
from coalition.programmes.readers.xml import read_xml

SEED = 20261123
WHAT = (
    "Survey and clearance of explosive ordnance",
    "Mine action support",
    "Humanitarian demining",
    "Battle area clearance",
    "Risk education for communities",
    "Victim assistance and rehabilitation",
    "Physical rehabilitation services",
    "Support to the national mine action authority",
    "Capacity development for mine action",
    "Emergency food assistance",
    "Water, sanitation and hygiene",
    "Primary health care",
    "Basic education for girls",
    "Rural roads rehabilitation",
    "Protection of displaced persons",
    "Agricultural livelihoods",
    "Good governance and decentralisation",
    "Nutrition of children under five",
    "Renewable energy access",
    "Disaster risk reduction",
    "Shelter and settlements",
    "Support to civil society",
    "Vocational training for youth",
    "Land rights and registration",
    "Malaria prevention",
)
HOW = (
    "Phase I",
    "Phase II",
    "Phase III",
    "2nd phase",
    "bridging",
    "pilot",
    "scale-up",
    "multi-year",
    "contribution",
)


def _listed(text: str) -> tuple[str, ...]:
    return tuple(text.split())


SYLLABLES = _listed(
    """
    ba kan sa van na khet xieng houa phan lu ang pra bang mo ri te kol gar mu dje sou ka li bo dor ne za
    ton pe wal shi ro har gui mer
    """
)
COUNTRIES = _listed(
    """
    AFG AGO BIH KHM TCD COL COD HRV ERI ETH GEO IRQ LAO LBN LBY MRT MOZ MNE NPL NER NGA PAK PER SRB SOM
    SSD LKA SDN SYR TJK THA UKR VNM YEM ZWE BGD KEN UGA TZA MWI MLI BFA SEN GHA RWA BDI HTI GTM HND BOL
    """
)
DONORS = _listed(
    """
    NOR SWE CHE DEU GBR USA JPN NLD BEL AUS CAN DNK FIN FRA ITA IRL LUX AUT NZL ESP KOR
    """
)
CURRENCIES = ("USD", "EUR", "GBP", "NOK", "SEK", "CHF")
BODIES = 900


@cache
def real_texts() -> list[tuple[str, str]]:
    """Return title and description of the packaged programmes, the names of countries in them as {}."""
    packed = files("coalition.programmes").joinpath("data/mine_action.xml.gz").read_bytes()
    found = read_xml(BytesIO(gzip.decompress(packed)), Notes(), relevant=everything)
    subjects = (subject_of(each.record) for each in found if each.record)
    return [
        (_without_countries(subject.title), _without_countries(subject.texts[0] if subject.texts else ""))
        for subject in subjects
        if subject.title
    ]


def _without_countries(text: str) -> str:
    names = countries().by_name
    return " ".join("{}" if word.strip(".,;:()").casefold() in names else word for word in text.split())


def make_register(size: int, seed: int = SEED, *, first: int = 1) -> Iterator[Side]:
    """Return so many made programmes, numbered from `first`; each is the same whatever comes before it."""
    places, bodies = _names(seed)
    for number in range(first, first + size):
        yield _programme(number, random.Random(seed << 32 | number), places, bodies)


@cache
def _names(seed: int) -> tuple[list[str], list[str]]:
    """Return names of places and of organisations."""
    dice = random.Random(seed)
    kinds = ("Trust", "Aid", "Relief", "Foundation")
    return [_word(dice) for _ in range(6_000)], [f"{_word(dice)} {dice.choice(kinds)}" for _ in range(BODIES)]


def make_draft(side: Side, dice: random.Random) -> Side:
    """Return a draft of what a programme does already, told in other words, without its identifier."""
    words = side.subject.title.split()
    dice.shuffle(words)
    kept = words[: max(3, len(words) - 2)]
    subject = replace(side.subject, titles=(" ".join(kept),), texts=(), identifiers=())
    return Side(SideKind.PLEDGE, 0, subject)


def _programme(number: int, dice: random.Random, places: list[str], bodies: list[str]) -> Side:
    country, donor = dice.choice(COUNTRIES), dice.choice(DONORS)
    home = hash_of(country)
    where = [places[(home + dice.randrange(120)) % len(places)] for _ in range(dice.choice((1, 1, 2, 3)))]
    what, doer = dice.choice(WHAT), dice.choice(bodies)
    year, length = dice.randrange(2005, 2027), dice.choice((1, 1, 2, 3, 4))
    title = f"{what} in {' and '.join(where)} {dice.choice(HOW) if dice.random() < 0.4 else ''}".strip()
    reached = dice.randrange(200, 90_000)
    text = f"{what} by {doer} with the authorities of {where[0]}, for {reached} people."
    mined = dice.random() < 0.5
    if mined:
        title, text = _told_again(dice, country, where, doer, text)
    if dice.random() < 0.3:
        title = f"{title} ({donor}-{dice.randrange(10_000, 99_999)})"
    minor = dice.randrange(20, 900) * 5_000_00
    pillar = "survey_clearance" if mined and dice.random() < 0.7 else "victim_assistance"
    funder = Named(f"Government of {donor}", "", "funding", None, donor)
    subject = Subject(
        titles=(title,),
        texts=(text,),
        countries=(country,),
        pillars=(pillar,),
        work=("clearance",) if pillar == "survey_clearance" else ("victim_assistance",),
        sectors=(("1", dice.choice(("15250", "15240", "12220", "72010", "11220", "14030"))),),
        places=tuple(where),
        start=f"{year}-{dice.randrange(1, 13):02}-01",
        end=f"{year + length}-12-31",
        organisations=(funder, Named(doer, "", "implementing")),
        sums=(Sum(minor, dice.choice(CURRENCIES), f"{year}-01-15"),),
        usd=minor,
        identifiers=(f"XX-{number:08}",),
    )
    return Side(SideKind.PROGRAMME, number, subject, card={"ref": f"XX-{number:08}", "source": "made"})


def _told_again(dice: random.Random, country: str, where: list[str], doer: str, more: str) -> tuple[str, str]:
    """Return title and text of a packaged programme as if it were another country's."""
    title, text = (told.replace("{}", _name_of(country)) for told in dice.choice(real_texts()))
    kept = " ".join(word for word in title.split() if dice.random() < 0.93)
    aim = f" in {' and '.join(where)}" if dice.random() < 0.5 else ""
    return f"{kept}{aim} {dice.choice(HOW) if dice.random() < 0.3 else ''}".strip(), f"{text} {doer}. {more}"


@cache
def _name_of(country: str) -> str:
    table = countries()
    iso2 = table.by_iso3.get(country, "")
    return next((name.title() for name, code in table.by_name.items() if code == iso2), country)


def hash_of(word: str) -> int:
    """Return a number for a word that is the same in every run."""
    return sum(ord(mark) * 31**at for at, mark in enumerate(word))


def _word(dice: random.Random) -> str:
    return "".join(dice.choice(SYLLABLES) for _ in range(dice.choice((2, 3, 3)))).capitalize()
