"""Files that were handed in: what is known of each, and the words of its pages. The bytes lie elsewhere."""

from datetime import datetime

import sqlalchemy as sa
from sqlmodel import Field, Relationship, SQLModel

from coalition.db import choice
from coalition.documents.rules import FileKind


class StoredFile(SQLModel, table=True):
    """One file. Who may read it follows from the record it hangs on, never from the file alone."""

    __tablename__ = "stored_file"
    __table_args__ = (
        sa.CheckConstraint("size > 0", name="size_positive"),
        sa.CheckConstraint("length(sha256) = 64", name="sha256_length"),
    )

    id: int = Field(default=None, primary_key=True)
    name: str
    kind: FileKind = Field(sa_type=choice(FileKind))
    size: int = Field(sa_type=sa.BigInteger, description="bytes")
    sha256: str = Field(max_length=64, index=True)
    storage_key: str = Field(unique=True, description="path below FILES_URL; made by us, never from the name")
    page_count: int = 0
    uploaded_by_id: int | None = Field(default=None, foreign_key="person.id", index=True)
    uploaded_at: datetime = Field(sa_type=sa.DateTime(timezone=True))
    is_example: bool = False


class FilePage(SQLModel, table=True):
    """The words of one page; documents without pages are cut into parts of a page's length."""

    __tablename__ = "file_page"
    __table_args__ = (sa.UniqueConstraint("file_id", "number"),)

    id: int = Field(default=None, primary_key=True)
    file_id: int = Field(foreign_key="stored_file.id", index=True)
    number: int
    text: str
    folded: str = Field(
        default="",
        sa_column_kwargs={"server_default": ""},
        description="the same words without accents, as core.text.fold leaves them: what is searched",
    )

    file: StoredFile = Relationship()


# The search index of each database; `coalition.documents.queries.find_pages` asks it.
SEARCH_ON_SQLITE = (
    "CREATE VIRTUAL TABLE file_page_words USING fts5(text, content='file_page', content_rowid='id', "
    "tokenize='unicode61 remove_diacritics 2')",
    "CREATE TRIGGER file_page_added AFTER INSERT ON file_page BEGIN "
    "INSERT INTO file_page_words(rowid, text) VALUES (new.id, new.text); END",
    "CREATE TRIGGER file_page_removed AFTER DELETE ON file_page BEGIN "
    "INSERT INTO file_page_words(file_page_words, rowid, text) VALUES ('delete', old.id, old.text); END",
)
SEARCH_ON_POSTGRESQL = (
    "CREATE INDEX ix_file_page_words ON file_page USING gin (to_tsvector('simple', folded))",
)

for _dialect, _statements in (("sqlite", SEARCH_ON_SQLITE), ("postgresql", SEARCH_ON_POSTGRESQL)):
    for _statement in _statements:
        sa.event.listen(
            FilePage.__table__,  # type: ignore[attr-defined]
            "after_create",
            sa.DDL(_statement.replace("%", "%%")).execute_if(dialect=_dialect),
        )
