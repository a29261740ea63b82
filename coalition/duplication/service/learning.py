"""Learning from what people decided here: a model that is kept, taken into use, and given back."""

from collections.abc import Callable
from datetime import UTC, datetime
from hashlib import blake2b

from sqlmodel import Session, col, update

from coalition.core.errors import RuleBroken
from coalition.duplication.models import IdentityModel, Screening
from coalition.duplication.queries.learned import (
    Decided,
    find_in_use,
    find_model,
    forget_in_use,
    list_decided,
)
from coalition.duplication.rules.identity import lessons
from coalition.duplication.rules.identity.growing import Settings
from coalition.duplication.rules.identity.learning import FEWEST, FEWEST_OF_EACH, Labelled, labelled
from coalition.duplication.rules.identity.lessons import OWN, Lesson

LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)


def learn(
    session: Session,
    now: datetime,
    *,
    settings: Settings | None = None,
    published: Labelled | None = None,
    tell: Callable[[], object] = lambda: None,
) -> tuple[Lesson, Decided]:
    """Return the model that decisions and published pairs teach, and what was decided. Nothing is stored.

    Raises RuleBroken while people have settled too few questions, or all the same way.
    """
    decided = list_decided(session)
    same = sum(decided.label)
    if len(decided.label) < FEWEST or min(same, len(decided.label) - same) < FEWEST_OF_EACH:
        raise RuleBroken(
            "Too little is decided to learn from: {pairs} settled questions on the same money, "
            "{same} of them confirmed. At least {fewest} are needed, {each} of each answer.",
            pairs=len(decided.label),
            same=same,
            fewest=FEWEST,
            each=FEWEST_OF_EACH,
        )
    own = labelled(decided.pairs, decided.label, decided.names, kinds=[OWN] * len(decided.label))
    made = {"command": "coalition duplicates learn", "on": now.date().isoformat()}
    chosen = settings or Settings()
    return lessons.learn(published or lessons.published(), own, chosen, made=made, tell=tell), decided


def keep(session: Session, lesson: Lesson, now: datetime) -> IdentityModel:
    """Store a learned model; the same trees learned again are the same model. Not yet in use."""
    text = lesson.model.to_json()
    digest = blake2b(text.encode(), digest_size=8).hexdigest()
    found = find_model(session, digest)
    if found is None:
        found = IdentityModel(
            learned_at=now,
            decisions=lesson.pairs,
            figures={"before": lesson.before, "after": lesson.after},
            forest=text,
            digest=digest,
        )
        session.add(found)
        session.flush()
    return found


def take(session: Session, model: IdentityModel | None) -> bool:
    """Have pairs weighed by a learned model from now on, or by the shipped one (None); return if that is new.

    Every record is due for screening then: the clock's job asks again with it, and what people settled
    stays settled.
    """
    former = find_in_use(session)
    if former == model:
        return False
    if former is not None:
        former.in_use = None
        session.add(former)
        session.flush()
    if model is not None:
        model.in_use = True
        session.add(model)
        session.flush()
    session.exec(update(Screening).where(col(Screening.screened_at) > LONG_AGO).values(screened_at=LONG_AGO))
    forget_in_use(session)
    return True
