"""Which model weighs pairs here, and what people's decisions can teach."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session, col, select
from sqlmodel.sql.expression import Select, SelectOfScalar

from coalition.db import prepared
from coalition.duplication.models import DuplicationFlag, FlagDecision, IdentityModel
from coalition.duplication.queries.sides import list_compared
from coalition.duplication.rules.flags import DECIDED, FlagKind, Outcome, ReasonCode, SideKind
from coalition.duplication.rules.identity.facts import Facts
from coalition.duplication.rules.identity.lessons import taught_by
from coalition.duplication.rules.identity.trees import Forest, forest_from, use
from coalition.duplication.rules.keys import item_of

AT_ONCE = 400
IN_USE = "identity_model"

Name = tuple[SideKind, int]


@dataclass(frozen=True, slots=True)
class Decided:
    """What people decided of pairs whose records are still here: 1 the same money, 0 not.

    `silent` counts decisions that teach nothing: a record was wrong, or is gone.
    """

    pairs: Sequence[tuple[Facts, Facts]]
    names: Sequence[tuple[str, str]]
    label: Sequence[int]
    silent: int


def use_learned(session: Session) -> None:
    """Have what follows weighed by the model in use here; asked once a session."""
    if IN_USE not in session.info:
        session.info[IN_USE] = _digest_in_use(session).first()
    digest = session.info[IN_USE]
    use(None if digest is None else _forest_of(session, digest))


def forget_in_use(session: Session) -> None:
    """Have the next check of this session ask anew which model is in use."""
    session.info.pop(IN_USE, None)


def find_in_use(session: Session) -> IdentityModel | None:
    """Return the learned model in use, or None where the shipped one is."""
    return session.exec(select(IdentityModel).where(col(IdentityModel.in_use).is_(True))).first()


def find_model(session: Session, digest: str) -> IdentityModel | None:
    """Return the model of these very trees, or None."""
    return session.exec(select(IdentityModel).where(IdentityModel.digest == digest)).first()


def list_decided(session: Session) -> Decided:
    """Return the pairs on which people settled whether they are the same money, and what they settled."""
    answers: dict[tuple[Name, Name], int] = {}
    silent = 0
    for left_kind, left_id, right_kind, right_id, outcome, reason in _settled(session):
        answer = taught_by(Outcome(outcome), ReasonCode(reason))
        pair = ((SideKind(left_kind), left_id), (SideKind(right_kind), right_id))
        silent += answer is None
        if answer is not None:
            answers[pair] = answer
    facts = _facts_of(session, {name for pair in answers for name in pair})
    here = {pair: answer for pair, answer in answers.items() if pair[0] in facts and pair[1] in facts}
    return Decided(
        [(facts[one], facts[other]) for one, other in here],
        [(_called(one), _called(other)) for one, other in here],
        list(here.values()),
        silent + len(answers) - len(here),
    )


def _facts_of(session: Session, names: set[Name]) -> dict[Name, Facts]:
    wanted, found = sorted(item_of(*name) for name in names), dict[Name, Facts]()
    for at in range(0, len(wanted), AT_ONCE):
        for one in list_compared(session, wanted[at : at + AT_ONCE]).values():
            found[one.kind, one.number] = one.facts
    return found


def _called(name: Name) -> str:
    return f"{name[0].value} {name[1]}"


_KNOWN: dict[str, Forest] = {}


def _forest_of(session: Session, digest: str) -> Forest:
    """Return the trees of a model, read once a process."""
    if digest not in _KNOWN:
        _KNOWN.clear()
        _KNOWN[digest] = forest_from(session.exec(_trees(digest)).one())
    return _KNOWN[digest]


def _trees(digest: str) -> SelectOfScalar[str]:
    return select(IdentityModel.forest).where(IdentityModel.digest == digest)


@prepared
def _digest_in_use() -> SelectOfScalar[str]:
    return select(IdentityModel.digest).where(col(IdentityModel.in_use).is_(True))


@prepared
def _settled() -> Select[Any, Any, Any, Any, Any, Any]:
    """Return the statement: both sides, outcome and reason, the newest decision of a question last."""
    rows: Any = (
        select(DuplicationFlag.left_kind, DuplicationFlag.left_id, DuplicationFlag.right_kind)
        .add_columns(col(DuplicationFlag.right_id), col(FlagDecision.outcome), col(FlagDecision.reason))
        .join(FlagDecision, col(FlagDecision.flag_id) == col(DuplicationFlag.id))
        .where(col(DuplicationFlag.kind) == FlagKind.SAME_MONEY, col(DuplicationFlag.status).in_(DECIDED))
        .order_by(col(FlagDecision.id))
    )
    settled: Select[Any, Any, Any, Any, Any, Any] = rows
    return settled
