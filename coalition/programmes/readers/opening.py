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
    NotImplementedError,
)


@dataclass(frozen=True, slots=True)
class Source:
    """One file to read: its name for the report, and how to open it as often as one likes."""

    name: str
    size: int
    open: Callable[[], BinaryIO]


class Bounded(io.RawIOBase):
    """A stream that stops where it grows out of all proportion to what was handed in."""

    def __init__(self, inner: IO[bytes], packed_size: int) -> None:
        self._inner = inner
        self._most = min(LARGEST_EXPANDED, max(1, packed_size) * LARGEST_RATIO + 64 * 1024**2)
        self._read = 0

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        """Return the next bytes. Raises Unreadable past the bound or where the packing is broken."""
        try:
            chunk = self._inner.read(size)
        except IO_ERRORS as error:
            raise Unreadable("The packed file is broken or cut short.") from error
        self._read += len(chunk)
        if self._read > self._most:
            raise Unreadable("The packed file expands out of all proportion and was left.")
        return chunk

    def close(self) -> None:
        self._inner.close()
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
        yield from _of_zip(path.open("rb"), name, 1)
    else:
        size = path.stat().st_size
        yield Source(name, size, lambda: unpacked(path.open("rb"), name, size))


def unpacked(stream: IO[bytes], name: str, size: int) -> BinaryIO:
    """Return a stream of the content: unpacked where the first bytes say so, whatever the name says."""
    head = stream.read(6)
    stream.seek(0)
    if head.startswith(b"\x1f\x8b"):
        return _bounded(cast(IO[bytes], gzip.GzipFile(fileobj=stream)), size)
    if head.startswith(b"\xfd7zXZ\x00"):
        return _bounded(lzma.LZMAFile(stream), size)
    if head.startswith(b"BZh"):
        return _bounded(bz2.BZ2File(stream), size)
    return _bounded(stream, max(size, LARGEST_EXPANDED // LARGEST_RATIO))


def _bounded(stream: IO[bytes], size: int) -> BinaryIO:
    return cast(BinaryIO, Bounded(stream, size))


def _of_zip(stream: IO[bytes], name: str, depth: int) -> Iterator[Source]:
    try:
        archive = zipfile.ZipFile(stream)
        members = [info for info in archive.infolist() if not info.is_dir()]
    except IO_ERRORS as error:
        yield _broken(name, "The archive is broken or cut short.", error)
        return
    if len(members) > MOST_MEMBERS:
        yield _broken(name, f"The archive holds more than {MOST_MEMBERS} files and was left.")
        return
    for info in members:
        inner = f"{name}!{info.filename}"
        if info.filename.lower().endswith(".zip"):
            yield from _nested(archive, info, inner, depth)
        elif _wanted(info.filename):
            yield Source(inner, info.file_size, _member(archive, info, inner))


def _member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, name: str) -> Callable[[], BinaryIO]:
    def open_member() -> BinaryIO:
        with _readable():
            spooled = _spool(_bounded(archive.open(info), info.compress_size))
        return unpacked(spooled, name, info.file_size)

    return open_member


def _nested(archive: zipfile.ZipFile, info: zipfile.ZipInfo, name: str, depth: int) -> Iterator[Source]:
    if depth >= DEEPEST:
        yield _broken(name, f"Archives within archives are opened {DEEPEST} levels deep, no deeper.")
        return
    try:
        with _readable():
            spooled = _spool(_bounded(archive.open(info), info.compress_size))
    except Unreadable as error:
        yield _broken(name, str(error))
        return
    yield from _of_zip(spooled, name, depth + 1)


def _spool(stream: BinaryIO) -> IO[bytes]:
    spooled = tempfile.SpooledTemporaryFile(max_size=SPOOLED_IN_MEMORY)  # noqa: SIM115 (its reader closes it)
    while chunk := stream.read(1 << 20):
        spooled.write(chunk)
    spooled.seek(0)
    return cast(IO[bytes], spooled)


def _standard_input() -> Source:
    spooled = _spool(_bounded(sys.stdin.buffer, LARGEST_EXPANDED // LARGEST_RATIO))
    content = spooled.read()
    return Source("-", len(content), lambda: unpacked(io.BytesIO(content), "-", len(content)))


@contextmanager
def _readable() -> Iterator[None]:
    try:
        yield
    except IO_ERRORS as error:
        raise Unreadable("The archive is broken, cut short or locked with a password.") from error


def _broken(name: str, why: str, cause: BaseException | None = None) -> Source:
    def refuse() -> BinaryIO:
        raise Unreadable(why) from cause

    return Source(name, 0, refuse)
