"""Whether a raw element is mine action, asked before anything is built from it."""

from typing import Any

from lxml import etree

from coalition.programmes.rules.relevance import SURE_SECTORS, may_be_mine_action, reason_for


def everything(_: Any) -> bool:
    """Take every activity, of whatever sector."""
    return True


def mine_action(element: Any) -> bool:
    """Return whether an <iati-activity> is mine action by sector, words or the bodies that do it."""
    sectors = frozenset((node.get("code") or "").strip() for node in element.iterfind(".//sector"))
    if sectors & SURE_SECTORS:
        return True
    text = etree.tostring(element, method="text", encoding="unicode", with_tail=False)
    if not may_be_mine_action(text):
        return False
    told = " ".join(
        "".join(node.itertext())
        for tag in ("title", "description", "sector", "result")
        for node in element.iterfind(tag)
    )
    parties = [*element.iterfind("participating-org"), *element.iterfind("reporting-org")]
    parties += element.iterfind("transaction/receiver-org")
    names = " ".join("".join(node.itertext()) for node in parties)
    refs = frozenset((node.get("ref") or "").strip().lower() for node in parties)
    return bool(reason_for(sectors=sectors, text=told, organisations=names, refs=refs))
