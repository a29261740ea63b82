"""Parts of an activity that stand by themselves: places, identifiers, links, markers, planned outputs."""

import re
from collections.abc import Iterator
from typing import Any

from coalition.programmes.readers.values import mended, put_right
from coalition.programmes.rules.record import Identifier, Link, Place

LONGEST_IDENTIFIER = 300
RELATED = {"1": "parent", "2": "child", "3": "sibling", "4": "cofunded", "5": "third_party"}


def places(element: Any) -> Iterator[Place]:
    for node in element.findall("location"):
        name = mended(" ".join("".join(part.itertext()) for part in node.findall("name")), 200)
        latitude, longitude = _point(node)
        codes = [
            (
                (part.get("vocabulary") or "").strip(),
                (part.get("level") or "").strip(),
                (part.get("code") or "").strip(),
            )
            for part in (*node.findall("location-id"), *node.findall("administrative"))
        ]
        admin = mended(" ".join("".join(part.itertext()) for part in node.findall("administrative")), 200)
        if name or admin or codes or latitude is not None:
            yield Place(name or admin, tuple(code for code in codes if code[2]), latitude, longitude)


_COORDINATES = re.compile(r"\s*(-?\d{1,2}(?:\.\d+)?)[\s,]+(-?\d{1,3}(?:\.\d+)?)\s*")


def _point(node: Any) -> tuple[float | None, float | None]:
    old = node.find("coordinates")
    text = node.findtext("point/pos") or (
        f"{old.get('latitude')} {old.get('longitude')}" if old is not None else ""
    )
    found = _COORDINATES.fullmatch(text)
    if found is None or abs(float(found[1])) > 90 or abs(float(found[2])) > 180:
        return None, None
    return round(float(found[1]), 5), round(float(found[2]), 5)


def identifiers(element: Any) -> Iterator[Identifier]:
    for node in element.findall("other-identifier"):
        value = put_right(node.get("ref") or "".join(node.xpath("text()")))[:LONGEST_IDENTIFIER]
        owner = node.find("owner-org")
        by = node.get("owner-ref") or (owner.get("ref") if owner is not None else "") or ""
        if value:
            yield Identifier(value, (node.get("type") or "").strip()[:10], put_right(by)[:100])


def links(element: Any, own: str) -> Iterator[Link]:
    for node in element.findall("related-activity"):
        value = put_right(node.get("ref") or "")[:LONGEST_IDENTIFIER]
        if value and value != own:
            yield Link(value, RELATED.get((node.get("type") or "").strip(), "related"))
    for side, name in (("provider-org", "provider"), ("receiver-org", "receiver")):
        for node in element.findall(f"transaction/{side}"):
            value = put_right(node.get(f"{name}-activity-id") or "")[:LONGEST_IDENTIFIER]
            if value and value != own:
                yield Link(value, name)


def markers(element: Any) -> Iterator[tuple[str, str, str]]:
    for node in element.findall("policy-marker"):
        yield tuple((node.get(name) or "").strip()[:20] for name in ("vocabulary", "code", "significance"))  # type: ignore[misc]


def outputs(element: Any) -> Iterator[str]:
    for node in (*element.findall("result/title"), *element.findall("result/indicator/title")):
        text = mended("".join(node.itertext()), 300)
        if text:
            yield text
