"""Whether a raw element is mine action, asked before anything is built from it."""

from collections.abc import Iterator
from typing import Any

from lxml import etree

from coalition.programmes.readers.values import DAC
from coalition.programmes.rules.relevance import SURE_SECTORS, may_be_mine_action, reason_for

# Where an activity says what it is about; the records of rules.record keep the words of all of them.
TOLD = ("title", "description", "sector", "result/title", "result/indicator/title")


def everything(_: Any) -> bool:
    """Take every activity, of whatever sector."""
    return True


def mine_action(element: Any) -> bool:
    """Return whether an <iati-activity> is mine action by sector, words or the bodies that do it."""
    sectors = frozenset(_dac_codes(element))
    if sectors & SURE_SECTORS:
        return True
    text = etree.tostring(element, method="text", encoding="unicode", with_tail=False)
    if not may_be_mine_action(text):
        return False
    told = " ".join("".join(node.itertext()) for tag in TOLD for node in element.iterfind(tag))
    parties = [*element.iterfind("participating-org"), *element.iterfind("reporting-org")]
    parties += element.iterfind("transaction/receiver-org")
    names = " ".join("".join(node.itertext()) for node in parties)
    refs = frozenset((node.get("ref") or "").strip().lower() for node in parties)
    return bool(reason_for(sectors=sectors, text=told, organisations=names, refs=refs))


def _dac_codes(element: Any) -> Iterator[str]:
    """Yield the codes of OECD DAC sectors; the same figures mean something else in other lists."""
    for node in element.iterfind(".//sector"):
        if (node.get("vocabulary") or "").strip().lower() in DAC:
            yield (node.get("code") or "").strip()
