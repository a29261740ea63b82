"""Archives that cannot be unpacked are refused in words, whatever zipfile raises over them."""

import io
import struct
import zipfile

import pytest

from coalition.core.errors import RuleBroken
from coalition.documents.readers.kind import _packed_kind


def archive() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("[Content_Types].xml", "<Types>" + "x" * 500 + "</Types>")
    return out.getvalue()


def marked(data: bytes, *, offset: int, value: int) -> bytes:
    """Set a two-byte field in the local header and in the central directory of the one member."""
    changed, central = bytearray(data), data.index(b"PK\x01\x02")
    struct.pack_into("<H", changed, offset, value)
    struct.pack_into("<H", changed, central + offset + 2, value)
    return bytes(changed)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (marked(archive(), offset=6, value=1), "password"),
        (marked(archive(), offset=8, value=97), "damaged"),
        (archive()[:52] + b"\xff" * 8 + archive()[60:], "damaged"),
    ],
    ids=["locked with a password", "packed in an unknown way", "damaged inside"],
)
def test_an_archive_that_cannot_be_unpacked_is_refused_in_words(data, words):
    with pytest.raises(RuleBroken, match=words):
        _packed_kind(data)
