"""H8 delivery against plan, H9 pace to the treaty deadline, H10 balance between pillars."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date
from statistics import mean

from coalition.core.text import msgid
from coalition.core.when import add_months
from coalition.health.rules.facts import Facts, Pace
from coalition.health.rules.words import Key, Level, Reading, Record, Unit, band, grey
from coalition.strategies.rules import Pillar
from coalition.treaty.rules.said import Said

MOST_REACHED = 1.2
YEAR_DAYS = 365.25
REQUEST_MONTHS = 9
WORST_FIRST = (Level.RED, Level.AMBER, Level.GREEN, Level.GREY)


def named(pillar: Pillar) -> Said:
    """Return a pillar as a sentence names it."""
    return Said(pillar.value.replace("_", " "))


def delivery(facts: Facts, today: date) -> Reading:
    """H8: the pillar that reached least of its milestones in the last full year."""
    year = today.year - 1
    if not facts.milestones:
        return grey(Key.H8, Unit.SHARE, Said(msgid("No milestone is set for {year}."), {"year": year}))
    if not facts.results_reported:
        return grey(Key.H8, Unit.SHARE, Said(msgid("No result of {year} is reported."), {"year": year}))
    reached: dict[Pillar, list[float]] = defaultdict(list)
    for milestone in facts.milestones:
        reached[milestone.pillar].append(_reached(milestone.reached, milestone.planned))
    shares = {pillar: mean(values) for pillar, values in reached.items()}
    lowest = min(shares, key=lambda pillar: shares[pillar])
    value = shares[lowest]
    words = {
        "year": year,
        "pillar": named(lowest),
        "percent": round(value * 100),
        "count": len(shares),
        "codes": tuple(Said(code.replace("_", " ")) for code in facts.delays) or Said(msgid("none recorded")),
    }
    why = Said(
        msgid("{year}: {pillar} reached {percent} % of its milestone, the lowest of {count} pillars."), words
    )
    remedy = Said(
        msgid(
            "{pillar} reached {percent} % of its milestone. Main reasons reported: {codes}. Adjust "
            "plan or add "
            "support?"
        ),
        words,
    )
    records = tuple(
        Record(m.code, date(year, 12, 31), note=f"{m.reached:,} / {m.planned:,}".replace(",", "\u00a0"))
        for m in facts.milestones
    )
    level = band(value, green=0.85, amber=0.60)
    return Reading(Key.H8, level, value, Unit.SHARE, why, None if level is Level.GREEN else remedy, records)


def _reached(done: int, planned: int) -> float:
    return min(MOST_REACHED, done / planned) if planned > 0 else MOST_REACHED


def pace(facts: Facts, today: date) -> Reading:
    """H9: whether the work is done by the deadline of Article 3 or 4; the worse article counts."""
    if not facts.paces:
        return grey(Key.H9, Unit.RATIO, Said(msgid("No obligation of Article 3 or 4 is known to be active.")))
    readings = [_pace(facts, one, today) for one in facts.paces]
    return min(readings, key=lambda reading: WORST_FIRST.index(reading.level))


def _pace(facts: Facts, one: Pace, today: date) -> Reading:
    record = (_pace_record(one),)
    if facts.contamination_unknown and one.article == 4 or one.remaining is None:
        return grey(Key.H9, Unit.RATIO, _unknown(one), _first_step(facts, one), *record)
    if one.remaining == 0:
        why = Said(msgid("Nothing remains under Article {article}."), {"article": one.article})
        return Reading(Key.H9, Level.GREEN, 1.0, Unit.RATIO, why, None, record)
    if one.deadline is None or one.deadline < today:
        why = Said(
            msgid(
                "The last known deadline of Article {article}, {day}, has passed; what was decided since is "
                "not recorded here."
            ),
            {"article": one.article, "day": one.deadline or Said(msgid("not known"))},
        )
        return grey(Key.H9, Unit.RATIO, why, None, *record)
    return _measured(one, today, record)


def _measured(one: Pace, today: date, record: tuple[Record, ...]) -> Reading:
    assert one.deadline is not None
    assert one.remaining is not None
    years = max((one.deadline - today).days, 1) / YEAR_DAYS
    asked = one.remaining / years
    ratio = None if one.yearly is None else one.yearly / asked
    late = add_months(today, REQUEST_MONTHS) > one.deadline and not one.request_submitted
    if ratio is None and not late:
        why = Said(
            msgid("No result of the last three years is recorded; {left} remain."), {"left": _left(one)}
        )
        return grey(Key.H9, Unit.RATIO, why, None, *record)
    level = Level.RED if late else band(ratio or 0.0, green=1.0, amber=0.60)
    why = Said(
        msgid(
            "{left} remain; {yearly} a year on record of the last three, {asked} a year asked for "
            "until {day}."
        ),
        {
            "left": _left(one),
            "yearly": Said(msgid("not known")) if one.yearly is None else _amount(one, one.yearly),
            "asked": _amount(one, asked),
            "day": one.deadline,
        },
    )
    remedy = None if level is Level.GREEN else _options(one, today)
    return Reading(Key.H9, level, ratio, Unit.RATIO, why, remedy, record)


def _options(one: Pace, today: date) -> Said:
    assert one.deadline is not None
    assert one.remaining is not None
    due = add_months(one.deadline, -REQUEST_MONTHS)
    if not one.yearly:
        offer = msgid("Options: more teams, better survey, extension request (due {due}).")
        return Said(offer, {"due": due})
    year = min(today.year + int(one.remaining / one.yearly), 9999)
    return Said(
        msgid(
            "At the present pace completion falls in {year}; options: more teams, better survey, extension "
            "request (due {due})."
        ),
        {"year": year, "due": due},
    )


def _unknown(one: Pace) -> Said:
    if one.article == 4:
        return Said(msgid("The extent of contamination is not known."))
    return Said(msgid("How many munitions remain under Article 3 is not known."))


def _first_step(facts: Facts, one: Pace) -> Said:
    survey = msgid(
        "The extent is not known. First step that donors usually support: non-technical survey in {state}."
    )
    inventory = msgid(
        "The number is not known. First step that donors usually support: an inventory of the stocks of "
        "{state} and a costed plan to destroy them."
    )
    return Said(survey if one.article == 4 else inventory, {"state": facts.state})


def _left(one: Pace) -> str:
    return _amount(one, one.remaining or 0)


def _amount(one: Pace, value: float) -> str:
    if one.article == 4:
        return f"{value / 1_000_000:,.2f} km²".replace(",", "\u00a0")
    return f"{round(value):,}".replace(",", "\u00a0")


def _pace_record(one: Pace) -> Record:
    return Record(f"Article {one.article}", one.remaining_on or one.deadline, "/deadlines", one.source)


def balance(facts: Facts) -> Reading:
    """H10: whether every pillar of the scope has some support."""
    asked = (facts.scope & facts.active_pillars) | {
        need.pillar for need in facts.needs if not facts.scope or need.pillar in facts.scope
    }
    if not asked:
        why = Said(msgid("No pillar of the scope has an active obligation or an open need."))
        return grey(Key.H10, Unit.SHARE, why)
    paid = {grant.pillar for grant in facts.grants if grant.amount > 0}
    held = {pillar for pillar in asked if pillar in paid or pillar in facts.supported}
    bare = sorted(asked - held)
    value = len(held) / len(asked)
    why = Said(
        msgid("{count} of {all} pillars have support. Without: {bare}."),
        {"count": len(held), "all": len(asked), "bare": tuple(map(named, bare)) or Said(msgid("none"))},
    )
    remedy = Said(
        msgid(
            "{pillars} have no partner yet. Mainstream programmes in health or social protection may already "
            "help: add them?"
        ),
        {"pillars": tuple(map(named, bare))},
    )
    return Reading(
        Key.H10, _balance_level(value, bare, facts), value, Unit.SHARE, why, remedy if bare else None
    )


def _balance_level(value: float, bare: Collection[Pillar], facts: Facts) -> Level:
    if Pillar.VICTIM_ASSISTANCE in bare and facts.has_victims:
        return Level.RED
    return band(value, green=1.0, amber=2 / 3)  # "0.67" of the rule means two of three
