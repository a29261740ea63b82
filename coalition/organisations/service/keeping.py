"""Organisations and the names they are known by."""

import csv
from collections.abc import Sequence
from pathlib import Path

from sqlmodel import Session, select

from coalition.core.errors import RuleBroken
from coalition.organisations.models import Organisation, OrganisationAlias
from coalition.organisations.queries import find_organisation
from coalition.organisations.rules import OrganisationKind, name_key
from coalition.states.models import State

PACKAGED = Path(__file__).parents[1] / "data" / "organisations.csv"


def add_organisation(
    session: Session,
    *,
    name: str,
    kind: OrganisationKind,
    short_name: str = "",
    state_id: int | None = None,
    iati_ref: str | None = None,
) -> Organisation:
    """Add an organisation. Raises RuleBroken (field "name") when one of this name or alias exists."""
    if find_organisation(session, name) is not None:
        raise RuleBroken("“{name}” is known already.", field="name", name=name)
    organisation = Organisation(
        name=name, short_name=short_name, kind=kind, state_id=state_id, iati_ref=iati_ref or None
    )
    session.add(organisation)
    session.flush()
    for other in {name, short_name, iati_ref or ""} - {""}:
        add_alias(session, organisation, name=other, source="given with the organisation")
    return organisation


def add_alias(session: Session, organisation: Organisation, *, name: str, source: str) -> None:
    """Record another name of an organisation; nothing happens where it has it already.

    Raises RuleBroken (field "name") when the name belongs to another organisation.
    """
    key = name_key(name)
    known = session.exec(select(OrganisationAlias).where(OrganisationAlias.key == key)).first()
    if known is None:
        session.add(OrganisationAlias(organisation_id=organisation.id, name=name, key=key, source=source))
        session.flush()
    elif known.organisation_id != organisation.id:
        raise RuleBroken("“{name}” is the name of another organisation.", field="name", name=name)


def load_organisations(session: Session) -> dict[str, int]:
    """Load one government a State and the packaged organisations; return how many stand. Safe to repeat."""
    governed = set(
        session.exec(
            select(Organisation.state_id).where(Organisation.kind == OrganisationKind.GOVERNMENT)
        ).all()
    )
    for state in session.exec(select(State).order_by(State.name)).all():
        if state.id not in governed:
            session.add(
                Organisation(
                    name=f"{state.name} (Government)",
                    short_name=state.name,
                    kind=OrganisationKind.GOVERNMENT,
                    state_id=state.id,
                )
            )
    session.flush()
    with PACKAGED.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            _load_row(session, row)
    return {"organisations": len(session.exec(select(Organisation.id)).all())}


def _load_row(session: Session, row: dict[str, str]) -> None:
    organisation = session.exec(select(Organisation).where(Organisation.name == row["name"])).first()
    if organisation is None:
        state = (
            session.exec(select(State).where(State.iso3 == row["state"])).first() if row["state"] else None
        )
        organisation = Organisation(
            name=row["name"],
            short_name=row["short_name"],
            kind=OrganisationKind(row["kind"]),
            state_id=state.id if state else None,
            iati_ref=row["iati_ref"] or None,
        )
        session.add(organisation)
        session.flush()
    for name in _names(row):
        add_alias(session, organisation, name=name, source=row["source"])


def _names(row: dict[str, str]) -> Sequence[str]:
    listed = [row["name"], row["short_name"], row["iati_ref"], *row["aliases"].split("|")]
    by_key = {name_key(name): name for name in listed if name}
    return list(by_key.values())
