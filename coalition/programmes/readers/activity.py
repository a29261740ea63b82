"""One <iati-activity> element, of any version, as a record."""

from collections.abc import Callable, Iterator
from typing import Any

from coalition.programmes.readers.parts import (
    LONGEST_IDENTIFIER,
    identifiers,
    links,
    markers,
    outputs,
    places,
)
from coalition.programmes.readers.values import (
    amount_of,
    currency_of,
    day_of,
    mended,
    number_of,
    put_right,
)
from coalition.programmes.rules.record import (
    MOST_TRANSACTIONS,
    Amount,
    Country,
    Party,
    ProgrammeRecord,
    Sector,
    Text,
    Total,
)

Say = Callable[[str], None]

LANG = "{http://www.w3.org/XML/1998/namespace}lang"
LONGEST_TEXT = 20_000
MOST_OF_A_KIND = 200

ROLES = {
    "1": "funding", "2": "accountable", "3": "extending", "4": "implementing",
    "funding": "funding", "accountable": "accountable",
    "extending": "extending", "implementing": "implementing",
}  # fmt: skip
DATES = {
    "1": "planned_start", "2": "actual_start", "3": "planned_end", "4": "actual_end",
    "start-planned": "planned_start", "start-actual": "actual_start",
    "end-planned": "planned_end", "end-actual": "actual_end",
}  # fmt: skip
TRANSACTIONS = {
    "if": "1", "c": "2", "d": "3", "e": "4", "ir": "5", "lr": "6", "r": "7", "qp": "8", "qs": "9", "cg": "10",
}  # fmt: skip
VOCABULARIES = {"": "1", "dac": "1", "dac-5": "1", "dac-3": "2", "ro": "99", "ro2": "98"}


class Refused(Exception):
    """The activity cannot be taken; the message says why in one sentence."""


def record_of(element: Any, version: str, say: Say = lambda _: None) -> ProgrammeRecord:
    """Return the record of an activity; `say` hears what had to be left out of it.

    Raises Refused when it has no usable identifier.
    """
    identifier = put_right(element.findtext("iati-identifier") or "")
    if not identifier:
        raise Refused("The activity has no identifier.")
    if len(identifier) > LONGEST_IDENTIFIER:
        raise Refused(f"The identifier is longer than {LONGEST_IDENTIFIER} characters.")
    language = (element.get(LANG) or "").strip().lower()[:10]
    currency = currency_of(element.get("default-currency") or "")
    transactions = list(_transactions(element, currency, say))
    return ProgrammeRecord(
        identifier=identifier,
        reporter=_reporter(element, language),
        titles=_texts(element, "title", language),
        descriptions=_texts(element, "description", language),
        parties=tuple(_some(_parties(element, language))),
        countries=_countries(element),
        regions=_codes(element, "recipient-region"),
        sectors=tuple(_some(_sectors(element))),
        places=tuple(_some(places(element))),
        **_dates(element, say),
        status=_code(element, "activity-status"),
        budgets=tuple(_some(_budgets(element, currency, say))),
        transactions=tuple(transactions[:MOST_TRANSACTIONS]),
        totals=_totals(transactions),
        identifiers=tuple(_some(identifiers(element))),
        links=tuple(_some(links(element, identifier))),
        aid_types=_codes(element, "default-aid-type"),
        finance_type=_code(element, "default-finance-type"),
        flow_type=_code(element, "default-flow-type"),
        tied_status=_code(element, "default-tied-status"),
        collaboration=_code(element, "collaboration-type"),
        markers=tuple(_some(markers(element))),
        humanitarian=(element.get("humanitarian") or "").lower() in ("1", "true"),
        scope=_code(element, "activity-scope"),
        outputs=tuple(_some(outputs(element))),
        currency=currency,
        language=language,
        hierarchy=(element.get("hierarchy") or "").strip()[:5],
        version=version or (element.get("version") or "").strip()[:10],
        updated=(element.get("last-updated-datetime") or "").strip()[:35],
    )


def _some(found: Iterator[Any]) -> Iterator[Any]:
    """Yield each different value once, at most so many: nobody publishes more in earnest."""
    seen: dict[Any, None] = {}
    for each in found:
        seen.setdefault(each)
        if len(seen) >= MOST_OF_A_KIND:
            break
    yield from seen


def _reporter(element: Any, language: str) -> Party:
    own = element.find("reporting-org")
    if own is None:
        return Party("reporting", "")
    return Party(
        "reporting", _name(own, language), put_right(own.get("ref") or ""), (own.get("type") or "").strip()
    )


def _texts(element: Any, tag: str, language: str) -> tuple[Text, ...]:
    found = [text for node in element.findall(tag) for text in _narratives(node, language)]
    return tuple(dict.fromkeys(found))[:MOST_OF_A_KIND]


def _narratives(node: Any, language: str) -> Iterator[Text]:
    own = (node.get(LANG) or language).strip().lower()[:10]
    narratives = node.findall("narrative")
    for part in narratives or [node]:
        text = mended("".join(part.itertext()), LONGEST_TEXT)
        if text:
            yield Text(text, (part.get(LANG) or own).strip().lower()[:10])


def _name(node: Any, language: str) -> str:
    if node is None:
        return ""
    texts = list(_narratives(node, language))
    english = [text.text for text in texts if text.language.startswith("en")]
    return (english or [text.text for text in texts] or [""])[0][:500]


def _parties(element: Any, language: str) -> Iterator[Party]:
    for node in element.findall("participating-org"):
        role = ROLES.get((node.get("role") or "").strip().lower(), "")
        name, ref = _name(node, language), put_right(node.get("ref") or "")
        if role and (name or ref):
            kind, activity = (node.get("type") or "").strip(), put_right(node.get("activity-id") or "")
            yield Party(role, name, ref, kind, activity)


def _countries(element: Any) -> tuple[Country, ...]:
    nodes = element.findall("recipient-country") or element.findall("transaction/recipient-country")
    found: dict[str, Country] = {}
    for node in nodes:
        code = (node.get("code") or "").strip().upper()[:10]
        name = mended("".join(node.itertext()), 200)
        if code or name:
            share = number_of(node.get("percentage"))
            found.setdefault(code or name, Country(code, share, name))
    return tuple(found.values())[:MOST_OF_A_KIND]


def _sectors(element: Any) -> Iterator[Sector]:
    for node in element.findall("sector") or element.findall("transaction/sector"):
        given = (node.get("vocabulary") or "").strip().lower()
        code = put_right(node.get("code") or "")[:60]
        name = mended("".join(node.itertext()), 300)
        if code or name:
            yield Sector(code, VOCABULARIES.get(given, given), number_of(node.get("percentage")), name)


def _dates(element: Any, say: Say) -> dict[str, str]:
    found: dict[str, str] = {}
    for node in element.findall("activity-date"):
        kind = DATES.get((node.get("type") or "").strip().lower())
        if kind is not None:
            day = day_of(node.get("iso-date") or "".join(node.itertext()), say)
            if day:
                found.setdefault(kind, day)
    return found


def _budgets(element: Any, currency: str, say: Say) -> Iterator[Amount]:
    for node in element.findall("budget"):
        value = node.find("value")
        start, end = node.find("period-start"), node.find("period-end")
        if value is not None:
            on = day_of(_iso(start) or value.get("value-date") or "", say)
            amount = amount_of("".join(value.itertext()), value.get("currency") or currency, say)
            if amount is not None:
                yield Amount("budget", amount[0], amount[1], on, day_of(_iso(end), say))


def _iso(node: Any) -> str:
    return "" if node is None else (node.get("iso-date") or "")


def _transactions(element: Any, currency: str, say: Say) -> Iterator[Amount]:
    for node in element.findall("transaction"):
        value, kind = node.find("value"), node.find("transaction-type")
        if value is None or kind is None:
            continue
        code = (kind.get("code") or "").strip()
        amount = amount_of("".join(value.itertext()), value.get("currency") or currency, say)
        if amount is not None:
            on = day_of(_iso(node.find("transaction-date")) or value.get("value-date") or "", say)
            provider, receiver = (_party_of(node.find(f"{side}-org")) for side in ("provider", "receiver"))
            yield Amount(
                TRANSACTIONS.get(code.lower(), code),
                amount[0],
                amount[1],
                on,
                provider=provider,
                receiver=receiver,
                ref=put_right(node.get("ref") or "")[:100],
                text=_name(node.find("description"), "")[:200],
            )


def _party_of(node: Any) -> str:
    return "" if node is None else (_name(node, "") or put_right(node.get("ref") or ""))[:200]


def _totals(transactions: list[Amount]) -> tuple[Total, ...]:
    sums: dict[tuple[str, str], list[Amount]] = {}
    for each in transactions:
        sums.setdefault((each.kind, each.currency), []).append(each)
    return tuple(
        Total(
            kind,
            currency,
            sum(each.minor for each in part),
            len(part),
            min((each.on for each in part if each.on), default=""),
            max((each.on for each in part if each.on), default=""),
        )
        for (kind, currency), part in sorted(sums.items())
    )


def _code(element: Any, tag: str) -> str:
    node = element.find(tag)
    return "" if node is None else (node.get("code") or "").strip()[:20]


def _codes(element: Any, tag: str) -> tuple[str, ...]:
    codes = ((node.get("code") or "").strip()[:20] for node in element.findall(tag))
    return tuple(dict.fromkeys(code for code in codes if code))[:MOST_OF_A_KIND]
