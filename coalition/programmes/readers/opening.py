"""Opening what people hand in: folders, files, archives within archives, standard input; within bounds."""

import bz2
import gzip
import io
import lzma
import sys
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, BinaryIO, cast

from coalition.programmes.readers.notes import Unreadable

DEEPEST = 3
MOST_MEMBERS = 10_000
LARGEST_EXPANDED = 8 * 1024**3
# A file of prose shrinks 20 times at most; one that shrinks a thousand times was made to fill a disk.
LARGEST_RATIO = 400
SPOOLED_IN_MEMORY = 8 * 1024**2
KINDS = (".xml", ".csv", ".xlsx")
PACKED = (".gz", ".xz", ".bz2", ".zip")
IO_ERRORS = (
    OSError,
    EOFError,
    zlib.error,
    lzma.LZMAError,
    zipfile.BadZipFile,
    RuntimeError,
)

Opened = Callable[[], IO[bytes]]


@dataclass(frozen=True, slots=True)
class Source:
    """One file to read: its name for the report, and how to open it as often as one likes."""

    name: str
    size: int
    open: Callable[[], BinaryIO]


class Bounded(io.RawIOBase):
    """A stream that stops where it grows out of all proportion to what was handed in."""

    def __init__(self, inner: IO[bytes], packed_size: int, outer: IO[bytes] | None = None) -> None:
        self._inner, self._outer = inner, outer
        self._most = min(LARGEST_EXPANDED, max(1, packed_size) * LARGEST_RATIO + 64 * 1024**2)
        self._read = 0

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        """Return the next bytes. Raises Unreadable past the bound or where the packing is broken."""
        with _readable():
            chunk = self._inner.read(size)
        self._read += len(chunk)
        if self._read > self._most:
            raise Unreadable("The packed file expands out of all proportion and was left.")
        return chunk

    def close(self) -> None:
        self._inner.close()
        if self._outer is not None:
            self._outer.close()
        super().close()


def sources(path: str) -> Iterator[Source]:
    """Yield every file that a path names: itself, those of a folder, the members of a zip.

    Raises Unreadable when there is no such path.
    """
    if path == "-":
        yield _standard_input()
        return
    place = Path(path)
    if place.is_dir():
        for inner in sorted(place.rglob("*")):
            if inner.is_file() and _wanted(inner.name):
                yield from _of_file(inner, str(inner))
    elif place.is_file():
        yield from _of_file(place, path)
    else:
        raise Unreadable(f"There is no file or folder “{path}”.")


def _wanted(name: str) -> bool:
    lower = name.lower()
    stem = lower.rsplit(".", 1)[0] if lower.endswith(PACKED[:3]) else lower
    return lower.endswith(".zip") or stem.endswith(KINDS)


def _of_file(path: Path, name: str) -> Iterator[Source]:
    if zipfile.is_zipfile(path) and not name.lower().endswith(".xlsx"):
        yield from _of_zip(lambda: path.open("rb"), name, 1)
    else:
        size = path.stat().st_size
        yield Source(name, size, lambda: unpacked(path.open("rb"), size))


def unpacked(stream: IO[bytes], size: int) -> BinaryIO:
    """Return a stream of the content: unpacked where the first bytes say so, whatever the name says."""
    head = stream.read(6)
    stream.seek(0)
    if head.startswith(b"\x1f\x8b"):
        return _bounded(cast(IO[bytes], gzip.GzipFile(fileobj=stream)), size, stream)
    if head.startswith(b"\xfd7zXZ\x00"):
        return _bounded(lzma.LZMAFile(stream), size, stream)
    if head.startswith(b"BZh"):
        return _bounded(bz2.BZ2File(stream), size, stream)
    return _bounded(stream, max(size, LARGEST_EXPANDED // LARGEST_RATIO))


def _bounded(stream: IO[bytes], size: int, outer: IO[bytes] | None = None) -> BinaryIO:
    return cast(BinaryIO, Bounded(stream, size, outer))


def _of_zip(opened: Opened, name: str, depth: int) -> Iterator[Source]:
    try:
        with _readable(), opened() as stream, zipfile.ZipFile(stream) as archive:
            members = [info for info in archive.infolist() if not info.is_dir()]
    except Unreadable as wrong:
        yield _broken(name, str(wrong))
        return
    if len(members) > MOST_MEMBERS:
        yield _broken(name, f"The archive holds more than {MOST_MEMBERS} files and was left.")
        return
    for info in members:
        inner = f"{name}!{info.filename}"
        whole = _member(opened, info)
        if not info.filename.lower().endswith(".zip"):
            if _wanted(info.filename):
                yield Source(inner, info.file_size, _file_in(whole, info.file_size))
        elif depth >= DEEPEST:
            yield _broken(inner, f"Archives within archives are opened {DEEPEST} levels deep, no deeper.")
        else:
            yield from _of_zip(whole, inner, depth + 1)


def _member(opened: Opened, info: zipfile.ZipInfo) -> Opened:
    """Return how to open one member: it is copied out within bounds, so that the archive can be closed."""

    def copied() -> IO[bytes]:
        with _readable(), opened() as stream, zipfile.ZipFile(stream) as archive:
            return _spool(_bounded(archive.open(info), info.compress_size))

    return copied


def _file_in(whole: Opened, size: int) -> Callable[[], BinaryIO]:
    return lambda: unpacked(whole(), size)


def _spool(stream: BinaryIO) -> IO[bytes]:
    spooled = tempfile.SpooledTemporaryFile(max_size=SPOOLED_IN_MEMORY)  # noqa: SIM115 (its reader closes it)
    try:
        while chunk := stream.read(1 << 20):
            spooled.write(chunk)
    except Unreadable:
        spooled.close()
        raise
    finally:
        stream.close()
    spooled.seek(0)
    return cast(IO[bytes], spooled)


def _standard_input() -> Source:
    with _spool(_bounded(sys.stdin.buffer, LARGEST_EXPANDED // LARGEST_RATIO)) as spooled:
        content = spooled.read()
    return Source("-", len(content), lambda: unpacked(io.BytesIO(content), len(content)))


@contextmanager
def _readable() -> Iterator[None]:
    try:
        yield
    except IO_ERRORS as error:
        raise Unreadable("The packed file is broken, cut short or locked with a password.") from error


def _broken(name: str, why: str) -> Source:
    def refuse() -> BinaryIO:
        raise Unreadable(why)

    return Source(name, 0, refuse)
