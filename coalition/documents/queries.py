"""Reading what is known of files, and searching their words with the index of each database."""

import re
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session

from coalition.core.errors import NotFound
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
SELECT file_page.file_id, file_page.number,
       ts_headline('simple', file_page.text, to_tsquery('simple', :asked),
                   'StartSel="", StopSel="", MaxFragments=1, MaxWords=24, MinWords=12') AS text
FROM file_page
WHERE to_tsvector('simple', file_page.text) @@ to_tsquery('simple', :asked) AND file_page.file_id IN :files
ORDER BY ts_rank(to_tsvector('simple', file_page.text), to_tsquery('simple', :asked)) DESC, file_page.id
LIMIT :most
"""


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

    `files` is a selection of file ids, so that a search never looks into what its reader may not see.
    """
    words = re.findall(r"\w+", text.casefold())[:MOST_WORDS]
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
    return [Hit(file_id, page, " ".join(snippet.split())) for file_id, page, snippet in rows]
