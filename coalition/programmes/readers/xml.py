"""IATI activity XML, 1.01–1.05 and 2.01–2.03, as a stream: one activity in memory at a time."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from html.entities import html5
from typing import Any, Protocol

from lxml import etree

from coalition.programmes.readers.activity import Refused, record_of
from coalition.programmes.readers.notes import Found, Notes, Unreadable
from coalition.programmes.readers.values import moment_of

CHUNK = 1 << 18
# No published activity comes near: the largest known has 1,745 transactions in two megabytes.
LARGEST_ACTIVITY = 6 * 1024**2
PROLOG = 64 * 1024
ROOTS = {"iati-activities", "iati-activity"}
# Names of HTML that people paste into XML, which knows five of its own.
_ENTITY = re.compile(rb"&(?!(?:amp|lt|gt|quot|apos);)([A-Za-z][A-Za-z0-9]{1,31});")


class Readable(Protocol):
    """What XML is read from."""

    def read(self, size: int = -1) -> bytes: ...


Relevant = Callable[[Any], bool]


def read_xml(stream: Readable, notes: Notes, *, relevant: Relevant) -> Iterator[Found]:
    """Yield the activities of a file in their order; what cannot be taken becomes a row of the notes.

    `relevant` looks at the raw element and says whether it is worth a record. A file that breaks off
    keeps the activities that were whole.
    """
    parser = etree.XMLPullParser(
        events=("start", "end"),
        tag=list(ROOTS),
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
        collect_ids=False,
        huge_tree=False,
    )
    notes.format = "iati-xml"
    try:
        for element, size in _elements(stream, parser, notes):
            if size > LARGEST_ACTIVITY:
                _refuse_large(element, notes)
            else:
                yield from _found(element, notes, relevant)
            _let_go(element)
    except etree.XMLSyntaxError as error:
        notes.refuse(f"line {error.lineno or 1}", f"The XML breaks off here: {_words(error)}")
    except Unreadable as error:
        notes.refuse("file", str(error))


def _elements(stream: Readable, parser: Any, notes: Notes) -> Iterator[tuple[Any, int]]:
    """Yield each activity at its end, with the bytes that came since the one before.

    An activity that grows beyond the bound is pruned while it is read, so that its size costs no memory.
    Raises etree.XMLSyntaxError once all that was whole before the fault has been yielded.
    """
    since_last, rooted = 0, False
    root: Any = None
    for chunk in _chunks(stream):
        if not rooted:
            _check_prolog(chunk)
        broken = _feed(parser, chunk)
        since_last += len(chunk)
        for event, element in parser.read_events():
            rooted = rooted or _is_root(element, notes)
            root = element if root is None else root
            if event == "end" and element.tag == "iati-activity":
                yield element, since_last
                since_last = 0
        if broken is not None:
            raise broken
        if since_last > LARGEST_ACTIVITY:
            _check_rooted(rooted)
            _prune(root)
    yield from _closed(parser, rooted, notes)


def _feed(parser: Any, chunk: bytes) -> etree.XMLSyntaxError | None:
    try:
        parser.feed(chunk)
    except etree.XMLSyntaxError as error:
        return error
    return None


def _closed(parser: Any, rooted: bool, notes: Notes) -> Iterator[Any]:
    try:
        root = parser.close()
    except etree.XMLSyntaxError as error:
        if not rooted or any(entry.level_name == "FATAL" for entry in parser.feed_error_log):
            raise
        # A prefix that nobody declared harms nothing that is read here.
        notes.note(f"line {error.lineno or 1}", _words(error))
        return
    if not rooted:
        raise Unreadable(f"This is XML, but not IATI activities: its root is “{str(root.tag)[:60]}”.")
    yield from ()


def _check_rooted(rooted: bool) -> None:
    if not rooted:
        raise Unreadable("This is XML, but not IATI activities.")


def _prune(element: Any) -> None:
    """Let go of all that is whole inside an element that is still being read, identifiers aside."""
    while len(element):
        for whole in element[:-1]:
            if whole.tag != "iati-identifier":
                element.remove(whole)
        element = element[-1]


def _refuse_large(element: Any, notes: Notes) -> None:
    notes.read += 1
    most = LARGEST_ACTIVITY // 1024**2
    notes.refuse(_where(element), f"The activity is larger than {most} MB and was left.")


def _where(element: Any) -> str:
    identifier = (element.findtext("iati-identifier") or "").strip()[:120]
    return f"line {element.sourceline or 0}" + (f", {identifier}" if identifier else "")


def _is_root(element: Any, notes: Notes) -> bool:
    notes.version = (element.get("version") or "").strip()[:10]
    notes.generated = (element.get("generated-datetime") or "").strip()[:35]
    return True


def _chunks(stream: Readable) -> Iterator[bytes]:
    """Yield chunks that do not end inside an entity, with HTML's names made numbers; UTF-16 as it is."""
    wide, rest = None, b""
    while chunk := stream.read(CHUNK):
        if wide is None:
            wide = chunk[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\0" in chunk[:4]
            if chunk.startswith(b"\xef\xbb\xbf"):
                chunk = chunk[3:]
            chunk = chunk if wide else chunk.lstrip()
        if wide:
            yield chunk
            continue
        chunk = rest + chunk
        cut = chunk.rfind(b"&", len(chunk) - 40)
        chunk, rest = (chunk[:cut], chunk[cut:]) if cut >= 0 else (chunk, b"")
        yield _ENTITY.sub(_number, chunk) if b"&" in chunk else chunk
    if rest:
        yield _ENTITY.sub(_number, rest)


def _number(found: re.Match[bytes]) -> bytes:
    text = html5.get(found[1].decode("ascii") + ";")
    return "".join(f"&#{ord(mark)};" for mark in text).encode("ascii") if text else b"&amp;" + found[1] + b";"


def _check_prolog(chunk: bytes) -> None:
    head = chunk[:PROLOG].replace(b"\0", b"")
    if b"<!ENTITY" in head or b"<!DOCTYPE" in head:
        raise Unreadable(
            "The file declares entities or a document type of its own, which no IATI file needs."
        )


def _found(element: Any, notes: Notes, relevant: Relevant) -> Iterator[Found]:
    notes.read += 1
    line = element.sourceline or 0
    if not relevant(element):
        notes.skipped += 1
        yield Found(line, None)
        return
    where = _where(element)
    try:
        record = record_of(element, notes.version, lambda words: notes.note(where, words))
    except Refused as error:
        notes.refuse(where, str(error))
        return
    updated = moment_of(record.updated) or moment_of(notes.generated)
    yield Found(line, replace(record, updated=updated))


def _let_go(element: Any) -> None:
    element.clear(keep_tail=False)
    parent = element.getparent()
    if parent is not None:
        while element.getprevious() is not None:
            del parent[0]


def _words(error: etree.XMLSyntaxError) -> str:
    return (error.msg or "not well-formed").split(", line ")[0][:200] + "."
