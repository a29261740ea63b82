"""What a person reads beside each signal: both sides' values and one sentence, as message ids."""

from collections.abc import Callable

from coalition.core.text import cut, msgid
from coalition.duplication.rules.identity.facts import Facts
from coalition.duplication.rules.identity.money_and_days import digits_agreeing, main_sum
from coalition.duplication.rules.identity.tables import rarity
from coalition.duplication.rules.identity.who_and_where import of_different_states
from coalition.duplication.rules.subject import Subject

Said = tuple[str, dict[str, str]]  # a message id, and what fills it
MOST_WORDS, MOST_NAMES, LONGEST = 6, 6, 300
UNKNOWN: Said = (msgid("not known on one side"), {})


def shown(signal: str, subject: Subject) -> str:
    """Return what one side says about a signal."""
    return cut(_SHOWN[signal](subject), LONGEST)


def sentence(signal: str, a: Facts, b: Facts) -> Said:
    """Return what a signal found, in one sentence."""
    return _SENTENCES[signal](a, b)


def _sum_of(subject: Subject) -> str:
    main = subject.main_sum
    return f"{main.currency} {main.minor / 100:,.0f}".replace(",", " ") if main else ""


def _period_of(subject: Subject) -> str:
    return f"{subject.start or '?'} – {subject.end or '?'}" if subject.start or subject.end else ""


_SHOWN: dict[str, Callable[[Subject], str]] = {
    "title": lambda one: one.title,
    "figures": lambda one: one.title,
    "description": lambda one: one.texts[0] if one.texts else "",
    "donor": lambda one: ", ".join(one.named("funding")[:MOST_NAMES]),
    "partner": lambda one: ", ".join(one.named("implementing", "channel")[:MOST_NAMES]),
    "publisher": lambda one: (one.reporter.name or one.reporter.ref) if one.reporter else "",
    "amount": _sum_of,
    "dates": _period_of,
    "place": lambda one: ", ".join([*one.countries[:MOST_NAMES], *one.places[:MOST_NAMES]]),
    "sector": lambda one: ", ".join(code for _, code in one.sectors[:MOST_NAMES]),
}


def _title(a: Facts, b: Facts) -> Said:
    if not a.words.title.all or not b.words.title.all:
        return UNKNOWN
    if a.words.plain == b.words.plain:
        return msgid("the titles are the same"), {}
    return _shared(a.words.core.all & b.words.core.all)


def _description(a: Facts, b: Facts) -> Said:
    if not a.words.told.all and not b.words.told.all:
        return UNKNOWN
    return _shared(a.words.everything.all & b.words.everything.all)


def _shared(words: frozenset[str]) -> Said:
    known, rare = rarity()
    telling = sorted(words, key=lambda word: (-known.get(word, rare), word))[:MOST_WORDS]
    if not telling:
        return msgid("no telling word in common"), {}
    return msgid("in common: {words}"), {"words": ", ".join(telling)}


def _figures(a: Facts, b: Facts) -> Said:
    one, other = a.words, b.words
    if shared := sorted(one.codes & other.codes):
        return msgid("a reference in common: {words}"), {"words": ", ".join(shared[:MOST_WORDS])}
    if one.steps and other.steps and not one.steps & other.steps:
        return msgid("different phases"), {}
    mine, theirs = one.numbers | _text(one.years), other.numbers | _text(other.years)
    if not mine and not theirs:
        return msgid("no figures in the titles"), {}
    return (msgid("the same figures"), {}) if mine == theirs else (msgid("different figures"), {})


def _text(years: frozenset[int]) -> frozenset[str]:
    return frozenset(map(str, years))


def _either(mine: frozenset[str], theirs: frozenset[str], same: str, other: str) -> Said:
    if not mine or not theirs:
        return UNKNOWN
    return (same, {}) if mine & theirs else (other, {})


def _donor(a: Facts, b: Facts) -> Said:
    if of_different_states(a, b):
        return msgid("the money of different States"), {}
    return _either(a.parties.donors, b.parties.donors, msgid("the same donor"), msgid("different donors"))


def _partner(a: Facts, b: Facts) -> Said:
    one, other = a.parties, b.parties
    if one.partners & other.mentioned or other.partners & one.mentioned:
        return msgid("a partner of one is named by the other"), {}
    if not one.partner_words or not other.partner_words:
        return UNKNOWN
    if one.partners & other.partners or set(one.partner_words) & set(other.partner_words):
        return msgid("the same partner"), {}
    return msgid("no partner in common by name"), {}


def _publisher(a: Facts, b: Facts) -> Said:
    one, other = a.parties, b.parties
    same = one.reporter.keys & other.reporter.keys
    if not same and (one.reporter.keys & other.doers or other.reporter.keys & one.doers):
        return msgid("the publisher of one does the work of the other"), {}
    if not one.reporter.words or not other.reporter.words:
        return UNKNOWN
    return (msgid("one publisher for both"), {}) if same else (msgid("two publishers"), {})


def _amount(a: Facts, b: Facts) -> Said:
    if not a.sums or not b.sums:
        return UNKNOWN
    best = max(((digits_agreeing(x, y), x, y) for x in a.sums for y in b.sums), key=lambda found: found[0])
    if best[0] >= 2:
        words = msgid("{one} and {other} agree")
        sums = [f"{s.currency} {s.minor / 100:,.0f}".replace(",", " ") for s in best[1:]]
        return words, dict(zip(("one", "other"), sums, strict=True))
    one, other = main_sum(a).by_year, main_sum(b).by_year
    return msgid("one is {times} times the other"), {"times": f"{max(one, other) / min(one, other):.1f}"}


def _dates(a: Facts, b: Facts) -> Said:
    if not a.days.start or not b.days.start:
        return UNKNOWN
    return msgid("starts {days} days apart"), {"days": str(abs(a.days.start - b.days.start))}


def _place(a: Facts, b: Facts) -> Said:
    if shared := a.places.all & b.places.all:
        return _shared(shared)
    same, other = msgid("the same country"), msgid("different countries")
    return _either(a.any_countries, b.any_countries, same, other)


def _sector(a: Facts, b: Facts) -> Said:
    return _either(a.groups, b.groups, msgid("the same kind of sector"), msgid("different sectors"))


_SENTENCES: dict[str, Callable[[Facts, Facts], Said]] = {
    "title": _title,
    "description": _description,
    "figures": _figures,
    "donor": _donor,
    "partner": _partner,
    "publisher": _publisher,
    "amount": _amount,
    "dates": _dates,
    "place": _place,
    "sector": _sector,
}
