"""Where the bands of a flow drawing lie: donors on the left, channels in the middle, pillars on the right.

Pure arithmetic: the page draws what stands here, the table beside it holds the same figures.
"""

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, HEIGHT, NODE, SPACE = 720, 360, 12, 10
MOST_DONORS = 8
OTHERS = ""


@dataclass(frozen=True, slots=True)
class Node:
    """A bar of the drawing. `column` is 0, 1 or 2; label OTHERS gathers the smaller donors."""

    label: str
    column: int
    value: int
    x: float
    y: float
    height: float


@dataclass(frozen=True, slots=True)
class Band:
    """A band between two bars; `path` is its outline, `value` in US cents."""

    start: str
    end: str
    value: int
    path: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """A whole flow drawing."""

    nodes: Sequence[Node]
    bands: Sequence[Band]


Link = tuple[str, str, str, int]


def gathered(links: Sequence[Link]) -> list[Link]:
    """Return the links with all but the largest donors gathered under OTHERS."""
    sums: dict[str, int] = {}
    for donor, _, _, value in links:
        sums[donor] = sums.get(donor, 0) + value
    kept = set(sorted(sums, key=lambda donor: (-sums[donor], donor))[:MOST_DONORS])
    merged: dict[tuple[str, str, str], int] = {}
    for donor, channel, pillar, value in links:
        key = (donor if donor in kept else OTHERS, channel, pillar)
        merged[key] = merged.get(key, 0) + value
    return [(*key, value) for key, value in merged.items()]


def drawing_of(links: Sequence[Link]) -> Drawing:
    """Return bars and bands for (donor, channel, pillar, value) links; nothing for no money."""
    links = [link for link in gathered(links) if link[3] > 0]
    if not links:
        return Drawing((), ())
    columns = [_sums(links, column) for column in range(3)]
    total = sum(link[3] for link in links)
    longest = max(len(column) for column in columns)
    scale = (HEIGHT - SPACE * (longest - 1)) / total
    nodes = [node for at, sums in enumerate(columns) for node in _bars(sums, at, scale)]
    place = {(node.column, node.label): node for node in nodes}
    bands = [*_bands(links, 0, place, scale), *_bands(links, 1, place, scale)]
    return Drawing(nodes, bands)


def _sums(links: Sequence[Link], column: int) -> dict[str, int]:
    sums: dict[str, int] = {}
    for link in links:
        sums[str(link[column])] = sums.get(str(link[column]), 0) + link[3]
    return dict(sorted(sums.items(), key=lambda item: (-item[1], item[0])))


def _bars(sums: dict[str, int], column: int, scale: float) -> list[Node]:
    bars, y = [], 0.0
    for label, value in sums.items():
        height = value * scale
        bars.append(Node(label, column, value, column * (WIDTH - NODE) / 2, round(y, 2), round(height, 2)))
        y += height + SPACE
    return bars


def _bands(
    links: Sequence[Link], column: int, place: dict[tuple[int, str], Node], scale: float
) -> list[Band]:
    sums: dict[tuple[str, str], int] = {}
    for link in links:
        pair = (str(link[column]), str(link[column + 1]))
        sums[pair] = sums.get(pair, 0) + link[3]
    used: dict[tuple[int, str], float] = {}
    order = sorted(sums, key=lambda pair: (place[column, pair[0]].y, place[column + 1, pair[1]].y))
    bands = []
    for start, end in order:
        height = sums[start, end] * scale
        left, right = place[column, start], place[column + 1, end]
        y0 = left.y + used.get((column, start), 0.0)
        y1 = right.y + used.get((column + 1, end), 0.0)
        used[column, start] = used.get((column, start), 0.0) + height
        used[column + 1, end] = used.get((column + 1, end), 0.0) + height
        bands.append(Band(start, end, sums[start, end], _outline(left.x + NODE, y0, right.x, y1, height)))
    return bands


def _outline(x0: float, y0: float, x1: float, y1: float, height: float) -> str:
    middle = (x0 + x1) / 2
    return (
        f"M{x0:.1f},{y0:.2f} C{middle:.1f},{y0:.2f} {middle:.1f},{y1:.2f} {x1:.1f},{y1:.2f} "
        f"L{x1:.1f},{y1 + height:.2f} C{middle:.1f},{y1 + height:.2f} {middle:.1f},{y0 + height:.2f} "
        f"{x0:.1f},{y0 + height:.2f} Z"
    )
