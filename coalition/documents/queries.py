"""Reading what is known of files, and searching their words with the index of each database."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session

from coalition.core.errors import NotFound
from coalition.core.text import fold
from coalition.documents.models import StoredFile

MOST_WORDS = 8
MOST_HITS = 50

ON_SQLITE = """
SELECT file_page.file_id, file_page.number,
       snippet(file_page_words, 0, '', '', '…', 24) AS text
FROM file_page_words JOIN file_page ON file_page.id = file_page_words.rowid
WHERE file_page_words MATCH :asked AND file_page.file_id IN :files
ORDER BY bm25(file_page_words), file_page.id LIMIT :most
"""
ON_POSTGRESQL = """
SELECT file_page.file_id, file_page.number, file_page.text
FROM file_page
WHERE to_tsvector('simple', file_page.folded) @@ to_tsquery('simple', :asked) AND file_page.file_id IN :files
ORDER BY ts_rank(to_tsvector('simple', file_page.folded), to_tsquery('simple', :asked)) DESC, file_page.id
LIMIT :most
"""
BEFORE, AROUND = 8, 24  # words shown of a page: before the first that was asked for, and in all


@dataclass(frozen=True, slots=True)
class Hit:
    """A page on which all the words stand, with the words around them."""

    file_id: int
    page: int
    text: str


def get_file(session: Session, file_id: int) -> StoredFile:
    """Return what is known of a file. Raises NotFound."""
    found = session.get(StoredFile, file_id)
    if found is None:
        raise NotFound(f"file {file_id}")
    return found


def find_pages(session: Session, text: str, *, files: Any, most: int = MOST_HITS) -> list[Hit]:
    """Return the pages of these files that hold all the words, best first; the last word may be a beginning.

    Accents and case do not count, on either database. `files` is
    a selection of file ids, so that a search never looks into what its reader may not see.
    """
    words = fold(text).split()[:MOST_WORDS]
    if not words:
        return []
    on_sqlite = session.get_bind().dialect.name == "sqlite"
    ids = list(session.execute(files).scalars())
    if not ids:
        return []
    statement = sa.text(ON_SQLITE if on_sqlite else ON_POSTGRESQL).bindparams(
        sa.bindparam("files", expanding=True)
    )
    asked = (
        " ".join(f'"{word}"' for word in words) + "*"
        if on_sqlite
        else " & ".join(f"'{w}'" for w in words) + ":*"
    )
    rows = session.execute(statement, {"asked": asked, "files": ids, "most": most})
    return [
        Hit(file_id, page, " ".join(found.split()) if on_sqlite else _around(found, words))
        for file_id, page, found in rows
    ]


def _around(text: str, words: Sequence[str]) -> str:
    """Return the words of a page around the first one that was asked for, as they stand there."""
    every = text.split()
    near = (at for at, one in enumerate(every) if any(part in words for part in fold(one).split()))
    begun = (at for at, one in enumerate(every) if words[-1] in fold(one))
    first = max(0, next(near, next(begun, 0)) - BEFORE)
    shown = " ".join(every[first : first + AROUND])
    return ("…" if first else "") + shown + ("…" if first + AROUND < len(every) else "")
