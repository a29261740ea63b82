"""Taking a file in: what it is, what it says, where it lies."""

from collections.abc import Collection
from datetime import datetime
from hashlib import sha256
from uuid import uuid4

from sqlmodel import Session

from coalition.core.errors import RuleBroken
from coalition.core.text import fold
from coalition.documents.models import FilePage, StoredFile
from coalition.documents.readers.kind import kind_of
from coalition.documents.readers.words import words_of
from coalition.documents.rules import READABLE, FileKind, clean_name
from coalition.documents.service.store import put
from coalition.documents.service.sweeping import unwritten_until_saved


def keep(
    session: Session,
    files_url: str,
    *,
    data: bytes,
    name: str,
    person_id: int | None,
    now: datetime,
    kinds: Collection[FileKind] = READABLE,
) -> StoredFile:
    """Store a file and its words, and return what is known of it.

    What it is follows from its bytes; its name only names it. Raises RuleBroken (field "file") before
    anything is stored when it is disguised, dangerous, damaged or of another kind.
    """
    kind = kind_of(data)
    if kind not in kinds:
        allowed = ", ".join(sorted(one.upper() for one in kinds))
        raise RuleBroken(
            "This is a {kind} file; hand in {allowed}.", "file", kind=kind.upper(), allowed=allowed
        )
    pages = words_of(data, kind)
    digest = sha256(data).hexdigest()
    key = f"{digest[:2]}/{uuid4().hex}.{kind}"
    put(files_url, key, data)
    unwritten_until_saved(session, files_url, key)
    stored = StoredFile(
        name=clean_name(name, kind),
        kind=kind,
        size=len(data),
        sha256=digest,
        storage_key=key,
        page_count=len(pages),
        uploaded_by_id=person_id,
        uploaded_at=now,
    )
    session.add(stored)
    session.flush()
    session.add_all(
        FilePage(file_id=stored.id, number=number, text=text, folded=fold(text))
        for number, text in enumerate(pages, 1)
        if text
    )
    session.flush()
    return stored
