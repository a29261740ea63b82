"""H1 ownership and leads, H2 guiding strategy, H3 clarity of needs."""

from datetime import date

from coalition.core.text import msgid
from coalition.core.when import add_months
from coalition.health.rules.facts import Facts, NeedFact, Seat
from coalition.health.rules.words import Key, Level, Reading, Record, Unit, band, grey
from coalition.treaty.rules.said import Said

CONFIRMED_DAYS = 180
GAP_DAYS = 60
CONFIRMED_NEEDS = 0.8
YEAR_DAYS = 365


def ownership(facts: Facts, today: date) -> Reading:
    """H1: coordinator, lead, needs confirmed, national contribution. Never grey."""
    coordinator, coordinator_gap = _held(facts.coordinators, facts.begun_on, today)
    lead, lead_gap = _held(facts.leads, facts.begun_on, today)
    confirmed = sum(_within(need.confirmed_on, add_months(today, -12)) for need in facts.needs)
    needs_fresh = bool(facts.needs) and confirmed >= CONFIRMED_NEEDS * len(facts.needs) - 1e-9
    checks = (
        coordinator is not None and _is_fresh(coordinator, today),
        lead is not None and _is_fresh(lead, today),
        needs_fresh,
        facts.contribution_stated,
    )
    why = Said(
        msgid("Coordinator: {coordinator}. Lead: {lead}. Needs confirmed: {count} of {all}. {contribution}"),
        {
            "coordinator": _seat_words(coordinator, coordinator_gap, today),
            "lead": _seat_words(lead, lead_gap, today),
            "count": confirmed,
            "all": len(facts.needs),
            "contribution": Said(msgid("National contribution stated."))
            if facts.contribution_stated
            else Said(msgid("National contribution not stated.")),
        },
    )
    level = _ownership_level(checks, max(coordinator_gap, lead_gap))
    seats = (*facts.coordinators, *facts.leads)
    records = tuple(Record(seat.name, seat.confirmed_on, note=_span(seat)) for seat in seats)
    remedy = None if level is Level.GREEN else _ownership_remedy(facts)
    return Reading(Key.H1, level, sum(checks), Unit.CHECKS, why, remedy, records)


def _ownership_level(checks: tuple[bool, ...], gap: int) -> Level:
    if gap > GAP_DAYS:
        return Level.RED
    coordinator, lead, needs, contribution = checks
    if coordinator and lead and (needs or contribution):
        return Level.GREEN
    return Level.AMBER


def _ownership_remedy(facts: Facts) -> Said:
    if facts.fitting_donors is None:
        return Said(
            msgid(
                "Would {state} and the coordinators like to confirm contacts, or hear suggestions for a "
                "(co-)lead?"
            ),
            {"state": facts.state},
        )
    return Said(
        msgid(
            "Would {state} and the coordinators like to confirm contacts, or hear suggestions for a "
            "(co-)lead? We have {count} donors whose profile fits."
        ),
        {"state": facts.state, "count": facts.fitting_donors},
    )


def gap_days(seats: tuple[Seat, ...], begun_on: date, today: date) -> int:
    """Return for how many days nobody has held the seat; 0 while somebody does, the last day included."""
    return _held(seats, begun_on, today)[1]


def _held(seats: tuple[Seat, ...], begun_on: date, today: date) -> tuple[Seat | None, int]:
    current = [seat for seat in seats if seat.valid_from <= today and not _is_over(seat, today)]
    if current:
        return max(current, key=lambda seat: seat.confirmed_on or date.min), 0
    ended = [seat.valid_to for seat in seats if seat.valid_to is not None and seat.valid_to < today]
    return None, max(0, (today - max([begun_on, *ended])).days)


def _is_over(seat: Seat, today: date) -> bool:
    return seat.valid_to is not None and seat.valid_to < today


def _is_fresh(seat: Seat, today: date) -> bool:
    return seat.confirmed_on is not None and (today - seat.confirmed_on).days <= CONFIRMED_DAYS


def _within(day: date | None, since: date) -> bool:
    return day is not None and day >= since


def _seat_words(seat: Seat | None, gap: int, today: date) -> Said:
    if seat is None:
        return Said(msgid("none for {days} days"), {"days": gap})
    if seat.confirmed_on is None:
        return Said(msgid("{name}, not yet confirmed"), {"name": seat.name})
    return Said(msgid("{name}, confirmed {day}"), {"name": seat.name, "day": seat.confirmed_on})


def _span(seat: Seat) -> str:
    return f"{seat.valid_from.isoformat()} – {seat.valid_to.isoformat() if seat.valid_to else ''}".strip()


def strategy(facts: Facts, today: date) -> Reading:
    """H2: how long the guiding strategy still runs."""
    guide = facts.guide
    if guide is None:
        return _no_strategy(facts, today)
    days = (guide.valid_to - today).days
    why = Said(
        msgid("“{title}” runs until {day}: {days} days."),
        {"title": guide.title, "day": guide.valid_to, "days": days},
    )
    record = Record(guide.title, guide.valid_to, guide.path)
    if days >= YEAR_DAYS and not guide.under_review:
        return Reading(Key.H2, Level.GREEN, days, Unit.DAYS, why, None, (record,))
    remedy = Said(
        msgid(
            "The strategy ends on {day}. GICHD offers facilitation; a review takes many months. Start now?"
        ),
        {"day": guide.valid_to},
    )
    return Reading(Key.H2, Level.AMBER, days, Unit.DAYS, why, remedy, (record,))


def _no_strategy(facts: Facts, today: date) -> Reading:
    last = facts.last_guide
    offer = msgid("GICHD offers facilitation for a new strategy. Would {state} like to start?")
    remedy = Said(offer, {"state": facts.state})
    if last is None:
        why = Said(msgid("No strategy is in force."))
        return Reading(Key.H2, Level.RED, None, Unit.DAYS, why, remedy)
    days = (last.valid_to - today).days
    why = Said(
        msgid("No strategy is in force: “{title}” ended on {day}."),
        {"title": last.title, "day": last.valid_to},
    )
    return Reading(
        Key.H2, Level.RED, days, Unit.DAYS, why, remedy, (Record(last.title, last.valid_to, last.path),)
    )


ITEMS = (
    msgid("cost"),
    msgid("output target"),
    msgid("place"),
    msgid("objective"),
    msgid("period"),
    msgid("target group"),
)


def items_of(need: NeedFact) -> tuple[bool, ...]:
    """Return which of the six items a need has, in the order of ITEMS."""
    return (
        need.cost is not None,
        need.has_target,
        need.has_place,
        need.has_objective,
        need.start is not None and need.end is not None,
        need.has_group,
    )


def clarity(facts: Facts) -> Reading:
    """H3: how concrete the needs are."""
    if not facts.needs:
        return grey(Key.H3, Unit.SHARE, Said(msgid("No need is posted yet.")))
    present = [items_of(need) for need in facts.needs]
    value = sum(sum(items) for items in present) / (len(ITEMS) * len(present))
    missing = [
        (ITEMS[place], sum(not items[place] for items in present))
        for place in range(len(ITEMS))
        if not all(items[place] for items in present)
    ]
    incomplete = sum(not all(items) for items in present)
    why = Said(
        msgid("{count} of {all} needs have all six items."),
        {"count": len(present) - incomplete, "all": len(present)},
    )
    remedy = Said(
        msgid("{count} needs lack {items}. Filling them takes about five minutes each; the ISU can help."),
        {"count": incomplete, "items": tuple(Said(name) for name, _ in missing)},
    )
    records = tuple(
        Record(need.title, need.confirmed_on, f"/needs/{need.id}", f"{sum(items_of(need))}/6")
        for need in facts.needs
    )
    level = band(value, green=0.80, amber=0.60)
    return Reading(Key.H3, level, value, Unit.SHARE, why, remedy if missing else None, records)
