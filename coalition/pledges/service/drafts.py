"""Forms as far as they are filled in, kept for their author. The caller commits."""

from collections.abc import Mapping
from datetime import datetime

from sqlmodel import Session, select

from coalition.pledges.models import PledgeDraft

NOT_KEPT = frozenset({"csrf_token", "once", "act"})
MOST_CHARACTERS = 20_000


def save_draft(
    session: Session, person_id: int, *, about: str, typed: Mapping[str, str], now: datetime
) -> PledgeDraft:
    """Keep what was typed into a form, over what the same person kept of it before."""
    kept = {name: text[:MOST_CHARACTERS] for name, text in typed.items() if name not in NOT_KEPT and text}
    draft = find_draft(session, person_id, about=about)
    if draft is None:
        draft = PledgeDraft(person_id=person_id, about=about, saved_at=now)
        session.add(draft)
    draft.fields, draft.saved_at = kept, now
    session.flush()
    return draft


def find_draft(session: Session, person_id: int, *, about: str) -> PledgeDraft | None:
    """Return what a person kept of a form, or None."""
    rows = select(PledgeDraft).where(PledgeDraft.person_id == person_id, PledgeDraft.about == about)
    return session.exec(rows).first()


def drop_draft(session: Session, person_id: int, *, about: str) -> None:
    """Throw away what a person kept of a form, once it was sent."""
    draft = find_draft(session, person_id, about=about)
    if draft is not None:
        session.delete(draft)
