"""Reading one file of any kind that the register takes, told by its first bytes."""

from collections.abc import Iterator
from typing import BinaryIO

from coalition.programmes.readers.notes import Found, Notes, Unreadable
from coalition.programmes.readers.opening import Source
from coalition.programmes.readers.sheets import read_csv, read_xlsx
from coalition.programmes.readers.sieve import everything, mine_action
from coalition.programmes.readers.xml import read_xml

HEAD = 4096
UTF_16 = (b"\xff\xfe", b"\xfe\xff")


class Peeked:
    """A stream whose first bytes were looked at and are given again."""

    def __init__(self, stream: BinaryIO, head: bytes) -> None:
        self._stream, self._head = stream, head

    def read(self, size: int = -1) -> bytes:
        """Return the next bytes, at first those looked at."""
        if self._head:
            head, self._head = self._head, b""
            return head
        return self._stream.read(size)


def read_file(source: Source, notes: Notes, *, all_sectors: bool) -> Iterator[Found]:
    """Yield what a file holds. Raises Unreadable when it is nothing that the register takes."""
    stream = source.open()
    try:
        head = stream.read(HEAD)
        if not head.strip():
            raise Unreadable("The file is empty.")
        peeked = Peeked(stream, head)
        if head.startswith(b"PK\x03\x04"):
            yield from read_xlsx(peeked, notes, all_sectors=all_sectors)
        elif _is_xml(head):
            yield from read_xml(peeked, notes, relevant=everything if all_sectors else mine_action)
        elif b"\0" in head and head[:2] not in UTF_16:
            raise Unreadable("This is neither XML nor a table.")
        else:
            yield from read_csv(peeked, notes, all_sectors=all_sectors)
    finally:
        stream.close()


def _is_xml(head: bytes) -> bool:
    plain = head.removeprefix(b"\xef\xbb\xbf").replace(b"\0", b"").lstrip(b"\xff\xfe \t\r\n")
    return plain.startswith(b"<")
