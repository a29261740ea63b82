"""H4 money for the next year, H5 from word to money, H6 payment pace, H7 staying power. US cents."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from coalition.core.text import msgid
from coalition.core.when import add_months
from coalition.health.rules.facts import Facts, Promise
from coalition.health.rules.windows import Cover, Window, cover, from_now_on, money_in, next_year, year_after
from coalition.health.rules.words import Key, Level, Reading, Record, Unit, band, grey
from coalition.treaty.rules.said import Said

KNOWN_COSTS = 0.5
FEWEST_PROMISES = 2
MOST_OF_ONE, TOO_MUCH_OF_ONE = 0.60, 0.80
STAYS, HARDLY_STAYS = 0.50, 0.25


def usd(cents: int) -> str:
    """Return US cents as a sentence writes them: USD 1 250 000."""
    return f"USD\u00a0{round(cents / 100):,}".replace(",", "\u00a0")


def percent(share: float) -> int:
    """Return a share as whole per cent."""
    return round(share * 100)


def year_ahead(facts: Facts, today: date) -> Reading:
    """H4: what of the next twelve months is covered by firm money."""
    known = sum(need.cost is not None for need in facts.needs)
    missing = _too_little_known(facts, known)
    if missing is not None:
        return grey(Key.H4, Unit.SHARE, missing)
    seen = cover(facts.needs, facts.grants, next_year(today), today)
    if not seen.asked:
        return grey(
            Key.H4, Unit.SHARE, Said(msgid("No need with a known cost falls into the next 12 months."))
        )
    value = seen.covered / seen.asked
    why = Said(
        msgid(
            "Firm {firm} of {asked} in the next 12 months: {percent} %. Cost not known: {unknown} of {all}."
        ),
        {
            "firm": usd(seen.covered),
            "asked": usd(seen.asked),
            "percent": percent(value),
            "unknown": len(facts.needs) - known,
            "all": len(facts.needs),
        },
    )
    remedy = Said(
        msgid(
            "{gap} of the next 12 months is open, mainly {pillar}. Invite donors with a fitting "
            "profile to the "
            "next meeting?"
        ),
        {"gap": usd(seen.open), "pillar": Said(_widest(facts, seen))},
    )
    level = band(value, green=0.70, amber=0.40)
    return Reading(
        Key.H4, level, value, Unit.SHARE, why, remedy if seen.open else None, _need_records(facts, seen)
    )


def _too_little_known(facts: Facts, known: int) -> Said | None:
    if not facts.needs:
        return Said(msgid("No need is posted yet."))
    if known < KNOWN_COSTS * len(facts.needs):
        return Said(
            msgid("The cost of {count} of {all} needs is known: too few to say."),
            {"count": known, "all": len(facts.needs)},
        )
    return None


def _widest(facts: Facts, seen: Cover) -> str:
    gaps: dict[str, int] = defaultdict(int)
    for need in facts.needs:
        cost, firm = seen.by_need[need.id]
        gaps[need.pillar.value.replace("_", " ")] += cost - firm
    return max(gaps, key=lambda pillar: gaps[pillar])


def _need_records(facts: Facts, seen: Cover) -> tuple[Record, ...]:
    return tuple(
        Record(
            need.title,
            need.confirmed_on,
            f"/needs/{need.id}",
            f"{usd(seen.by_need[need.id][1])} / {usd(seen.by_need[need.id][0])}",
        )
        for need in facts.needs
        if need.cost is not None
    )


def kept_word(facts: Facts, today: date) -> Reading:
    """H5: what of the pledges of 6 to 24 months ago is firm today. Single pledges are never shown here."""
    return kept_promises(facts.promises, today)


def kept_promises(promises: Iterable[Promise], today: date) -> Reading:
    """Return H5 of these promises, of one coalition or of many together."""
    first, last = add_months(today, -24), add_months(today, -6)
    old = [promise for promise in promises if first <= promise.stated_on <= last]
    stated = sum(promise.stated for promise in old)
    if len(old) < FEWEST_PROMISES or not stated:
        why = Said(msgid("{count} pledges are 6 to 24 months old: too few to say."), {"count": len(old)})
        return grey(Key.H5, Unit.SHARE, why)
    firm = sum(min(promise.firm, promise.stated) for promise in old)
    value = firm / stated
    why = Said(
        msgid("Of {all} in {count} pledges made 6 to 24 months ago, {firm} is firm: {percent} %."),
        {"all": usd(stated), "count": len(old), "firm": usd(firm), "percent": percent(value)},
    )
    waiting = _still_soft(old)
    remedy = Said(
        msgid(
            "{count} pledges are older than six months. Would the missions concerned like to update "
            "or release "
            "them?"
        ),
        {"count": waiting},
    )
    return Reading(
        Key.H5,
        band(value, green=0.75, amber=0.50),
        value,
        Unit.SHARE,
        why,
        remedy if waiting else None,
    )


def _still_soft(promises: Sequence[Promise]) -> int:
    return sum(promise.firm < promise.stated for promise in promises)


def payments(facts: Facts) -> Reading:
    """H6: paid to date over what was to be paid to date."""
    due = sum(plan.due for plan in facts.plans)
    if not due:
        return grey(Key.H6, Unit.SHARE, Said(msgid("No payment of a scheduled pledge has fallen due yet.")))
    paid = sum(plan.paid for plan in facts.plans)
    value = paid / due
    why = Said(
        msgid("Paid {paid} of {due} due by today: {percent} %."),
        {"paid": usd(paid), "due": usd(due), "percent": percent(value)},
    )
    reasons = tuple(Said(code.replace("_", " ")) for code in facts.delays) or Said(msgid("none recorded"))
    remedy = Said(
        msgid(
            "Payments run {gap} behind plan; reasons given: {codes}. Shall the lead raise it with "
            "the channel?"
        ),
        {"gap": usd(max(0, due - paid)), "codes": reasons},
    )
    records = tuple(Record(plan.ref, note=f"{usd(plan.paid)} / {usd(plan.due)}") for plan in facts.plans)
    level = band(value, green=0.85, amber=0.60)
    return Reading(Key.H6, level, value, Unit.SHARE, why, None if level is Level.GREEN else remedy, records)


def staying(facts: Facts, today: date) -> Reading:
    """H7: dependence on one donor, and money for the second year."""
    this, following = next_year(today), year_after(today)
    rest = cover(facts.needs, facts.grants, from_now_on(today), today)
    known = bool(facts.needs) and all(need.cost is not None for need in facts.needs)
    if not sum(grant.amount for grant in facts.grants):
        return grey(Key.H7, Unit.SHARE, Said(msgid("There is no firm money yet.")))
    if known and rest.asked and rest.covered >= rest.asked:
        why = Said(msgid("Firm money covers all that remains to be paid until completion."))
        return Reading(Key.H7, Level.GREEN, 1.0, Unit.SHARE, why)
    second = cover(facts.needs, facts.grants, following, today)
    shares = _by_donor(facts, this, today)
    largest = max(shares.values(), default=0) / sum(shares.values()) if sum(shares.values()) else None
    lasting = second.covered / second.asked if second.asked else None
    if largest is None and lasting is None:
        return grey(Key.H7, Unit.SHARE, Said(msgid("No firm money is scheduled in the next 24 months.")))
    level = _staying_level(largest, lasting)
    why = _staying_why(largest, lasting)
    # Where nothing is asked for in the second year the first year alone decides.
    value = lasting if lasting is not None else 1 - (largest or 0.0)
    return Reading(Key.H7, level, value, Unit.SHARE, why, _second(lasting, today, level))


def _by_donor(facts: Facts, window: Window, today: date) -> dict[str, int]:
    by_id = {need.id: need for need in facts.needs}
    shares: dict[str, int] = defaultdict(int)
    for grant in facts.grants:
        need = by_id.get(grant.need_id) if grant.need_id is not None else None
        shares[grant.donor] += money_in(grant, window, need, today)
    return dict(shares)


def _staying_level(largest: float | None, lasting: float | None) -> Level:
    first = 0.0 if largest is None else round(largest, 9)
    second = 1.0 if lasting is None else round(lasting, 9)
    if first <= MOST_OF_ONE and second >= STAYS:
        return Level.GREEN
    return Level.AMBER if first <= TOO_MUCH_OF_ONE and second >= HARDLY_STAYS else Level.RED


def _staying_why(largest: float | None, lasting: float | None) -> Said:
    one = Said(msgid("none scheduled")) if largest is None else f"{percent(largest)} %"
    two = Said(msgid("nothing is asked for yet")) if lasting is None else f"{percent(lasting)} %"
    return Said(
        msgid("Largest donor's share of the next 12 months: {one}. Firm in the 12 months after: {two}."),
        {"one": one, "two": two},
    )


def _second(lasting: float | None, today: date, level: Level) -> Said | None:
    if level is Level.GREEN:
        return None
    return Said(
        msgid(
            "From {day} on, {percent} % of work has no firm money. Discuss two-year commitments or a second "
            "donor?"
        ),
        {"day": add_months(today, 12), "percent": percent(1 - (1.0 if lasting is None else lasting))},
    )
