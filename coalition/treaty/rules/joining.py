"""T1 and T2: the days on which a State becomes bound, and ceases to be."""

from collections.abc import Iterator
from datetime import date

from coalition.core.text import msgid
from coalition.core.when import When
from coalition.states.rules import FIRST_IN_FORCE, Instrument
from coalition.treaty.rules.deadline import Deadline, Words, remaining
from coalition.treaty.rules.facts import Membership, StateFacts
from coalition.treaty.rules.terms import DeadlineState, RuleCode

EFFECT = DeadlineState.TAKES_EFFECT


def joining_deadlines(facts: StateFacts, member: Membership, on: date) -> Iterator[Deadline]:
    """Yield the day of entry into force (T1), and of the end of membership where notice was given (T2)."""
    yield _day(facts, RuleCode.T1, "17", member.in_force_on, on, _joined(member))
    if member.ends_on is None:
        return
    stated = msgid("Stated by the source; the day of the notice is not known here.")
    computed = msgid("Notice received on {noticed}, plus six months.")
    basis = Words(stated) if member.noticed is None else Words(computed, {"noticed": member.noticed})
    yield _day(facts, RuleCode.T2, "20", member.ends_on, on, basis)


def _joined(member: Membership) -> Words:
    later = msgid("Instrument deposited on {deposited}; first day of the sixth month after that month.")
    first = msgid("Instrument deposited on {deposited}; in force with the Convention itself.")
    founding = member.in_force_on == FIRST_IN_FORCE[Instrument.CCM]
    return Words(first if founding else later, {"deposited": member.deposited})


def _day(facts: StateFacts, rule: RuleCode, article: str, day: date, on: date, basis: Words) -> Deadline:
    due = When(day)
    return Deadline(
        rule=rule,
        article=article,
        iso3=facts.iso3,
        occurrence="1",
        due=due,
        state=EFFECT,
        days_left=remaining(due, on, EFFECT),
        basis=basis,
        note=None,
        confidence=facts.confidence,
        source=facts.source,
    )
