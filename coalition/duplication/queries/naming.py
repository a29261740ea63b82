"""Who an organisation is behind its names: our own number for it, and the State it acts for."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col, select

from coalition.activities.models import Activity
from coalition.core.text import fold
from coalition.duplication.rules.flags import SideKind
from coalition.duplication.rules.subject import Named, Subject
from coalition.needs.models import Need
from coalition.organisations.models import Organisation, OrganisationAlias
from coalition.organisations.rules import name_key
from coalition.pledges.models import Pledge
from coalition.states.models import State, StateName
from coalition.states.rules import name_key as state_key

AT_ONCE = 900
FEW = 4  # subjects, up to which only the names that they may hold are looked up
LOOKED_AT, LONGEST_NAME, MOST_MENTIONED = 1_000, 5, 4  # characters, words, countries
_REFERENCE = re.compile(r"([A-Z]{2})(?:-|$)")
# References that start with these two letters name no State (IATI: international bodies).
_NO_STATE = frozenset({"XI", "XM", "ZZ"})
# What stands around a State's name in the name of one of its bodies.
_OFFICE = re.compile(
    r"\b(government|gov|govt|of|the|ministry|foreign|affairs|mfa|department|embassy|agency|republic|kingdom|for)\b"
)

# Made once: to put a statement together takes as long as to run it.
_NATIONS = sa.select(col(StateName.key), col(State.iso3)).join(State, col(State.id) == StateName.state_id)
_SOME_NATIONS = _NATIONS.where(col(StateName.key).in_(sa.bindparam("keys", expanding=True)))
_KNOWN = (
    sa.select(col(OrganisationAlias.key), col(Organisation.id), col(State.iso3))
    .join(Organisation, col(Organisation.id) == OrganisationAlias.organisation_id)
    .outerjoin(State, col(State.id) == Organisation.state_id)
    .where(col(OrganisationAlias.key).in_(sa.bindparam("keys", expanding=True)))
)


class Names:
    """Looks names up in as few statements as it can, and remembers what it found."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.known: dict[str, tuple[int, str] | None] = {}
        self.nations: dict[str, str] = {}
        self.iso2: dict[str, str] = {}
        self.beginnings: set[str] = set()
        self.complete = False

    def resolve(self, subjects: Sequence[Subject]) -> list[Subject]:
        """Return the subjects with every organisation known, and countries as ISO3 codes."""
        everyone = [each for subject in subjects for each in _all_named(subject)]
        self._learn_states(subjects)
        self._learn(everyone)
        return [
            replace(
                subject,
                countries=tuple(dict.fromkeys(self._iso3(code) for code in subject.countries)),
                mentioned=self._mentioned(subject),
                places=tuple(place for place in subject.places if state_key(place) not in self.nations),
                reporter=self._who(subject.reporter) if subject.reporter else None,
                organisations=tuple(self._who(each) for each in subject.organisations),
            )
            for subject in subjects
        ]

    def _learn_states(self, subjects: Sequence[Subject]) -> None:
        """Read all names of States for many subjects, for a few those that they may hold."""
        if self.complete:
            return
        ask = self.session.connection().execute
        if len(subjects) > FEW:
            self.nations = dict(ask(_NATIONS).all())
            self.complete = True
        else:
            keys = sorted({key for subject in subjects for key in _keys_of_states(subject)})
            for at in range(0, len(keys), AT_ONCE):
                self.nations |= dict(ask(_SOME_NATIONS, {"keys": keys[at : at + AT_ONCE]}).all())
        self.beginnings = {key.split()[0] for key in self.nations if key}

    @property
    def codes(self) -> dict[str, str]:
        """The ISO3 code by ISO2 code, read when first asked for."""
        if not self.iso2:
            self.iso2 = dict(self.session.exec(select(State.iso2, State.iso3)).all())
        return self.iso2

    def _learn(self, everyone: Iterable[Named]) -> None:
        keys = {key for each in everyone for key in _keys_of(each)} - self.known.keys()
        self.known |= dict.fromkeys(keys)
        wanted = sorted(keys)
        for at in range(0, len(wanted), AT_ONCE):
            rows = self.session.connection().execute(_KNOWN, {"keys": wanted[at : at + AT_ONCE]})
            for key, number, iso3 in rows.all():
                self.known[key] = (number, iso3 or "")

    def _who(self, named: Named) -> Named:
        found = next((hit for key in _keys_of(named) if (hit := self.known.get(key))), None)
        nation = (found[1] if found else "") or named.nation or self._nation_of(named)
        return replace(named, known=found[0] if found else named.known, nation=nation)

    def _nation_of(self, named: Named) -> str:
        reference = _REFERENCE.match(named.ref)
        if reference and reference[1] not in _NO_STATE and reference[1] in self.codes:
            return self.codes[reference[1]]
        plain = _without_office(named.name)
        return self.nations.get(state_key(plain), "") if plain else ""

    def _mentioned(self, subject: Subject) -> tuple[str, ...]:
        """Return the countries that the title names; where neither it nor the record names any, the text."""
        found = self._named_in(" ".join(subject.titles))
        if not found and not subject.countries:
            found = self._named_in(" ".join(subject.texts)[:LOOKED_AT])
        return found[:MOST_MENTIONED]

    def _named_in(self, text: str) -> tuple[str, ...]:
        words = fold(text[:LOOKED_AT]).split()
        found: dict[str, None] = {}
        for at, word in enumerate(words):
            if len(word) < 3 or word not in self.beginnings:
                continue
            for length in range(min(LONGEST_NAME, len(words) - at), 0, -1):
                iso3 = self.nations.get(" ".join(words[at : at + length]))
                if iso3:
                    found[iso3] = None
                    break
        return tuple(found)

    def _iso3(self, code: str) -> str:
        return self.codes.get(code, code) if len(code) == 2 else code


def _without_office(name: str) -> str:
    return " ".join(_OFFICE.sub(" ", fold(name)).split())


def _keys_of_states(subject: Subject) -> Iterable[str]:
    """Return every key under which a subject may name a State: places, bodies, runs of words."""
    yield from (state_key(place) for place in subject.places)
    yield from (state_key(_without_office(each.name)) for each in _all_named(subject))
    for text in (" ".join(subject.titles), "" if subject.countries else " ".join(subject.texts)):
        words = fold(text[:LOOKED_AT]).split()
        for at, word in enumerate(words):
            if len(word) > 2:
                yield from (" ".join(words[at : at + length]) for length in range(1, LONGEST_NAME + 1))


def _all_named(subject: Subject) -> list[Named]:
    return [*subject.organisations, *([subject.reporter] if subject.reporter else [])]


def _keys_of(named: Named) -> list[str]:
    return [name_key(text)[:200] for text in (named.ref, named.name) if text.strip()]


def number_of(session: Session, kind: SideKind, name: str) -> int | None:
    """Return the number of a pledge, need or activity by its reference or number, or None."""
    table: Any = {SideKind.PLEDGE: Pledge, SideKind.NEED: Need, SideKind.ACTIVITY: Activity}[kind]
    found: int | None = session.exec(select(table.id).where(table.ref == name)).first()
    if found is None and name.isascii() and name.isdigit() and len(name) < 10:
        found = session.exec(select(table.id).where(table.id == int(name))).first()
    return found
