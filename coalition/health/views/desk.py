"""What the review brings to first pages: the pipeline, changes, promises, States without a lead."""

from collections.abc import Sequence
from datetime import date, timedelta

from flask import url_for
from flask_babel import gettext as _
from sqlmodel import Session

from coalition.auth.policy import Standing
from coalition.coalitions.models import ActionPoint, Coalition
from coalition.coalitions.queries import names_of_leads
from coalition.coalitions.queries.board import blockers_of
from coalition.coalitions.queries.meetings import list_points_due
from coalition.coalitions.rules import ON_THE_LADDER, OPEN, CoalitionStatus
from coalition.health.queries.facts import list_reviewed
from coalition.health.queries.kept import Reviewed, list_remedies, reviewed
from coalition.health.queries.resting import list_rest_proposals
from coalition.health.views.words import GRADE_TONES, grade_words, level_words, name_of
from coalition.web.choices import capital, word
from coalition.web.desks import Action, Block, Line, Part, open_coalitions
from coalition.web.filters import day

PROMISES_AHEAD = timedelta(days=30)
MOST_CARDS = 60


def of_coordinator(session: Session, standing: Standing, today: date) -> Part:
    """The board by stage, ordered by State: never by band; changes, promises, offers that run out."""
    found = list(list_reviewed(session))[:MOST_CARDS]
    reviews = {one.coalition.id: one for one in reviewed(session, found, standing, today)}
    leads = names_of_leads(session, [coalition.id for coalition in found], today)
    blocked = blockers_of(session, found, today)
    columns = _columns(found, [_card(c, reviews[c.id], leads, blocked.get(c.id, [])) for c in found])
    part = Part(
        blocks=[Block("health/_board.html", {"columns": columns})],
        actions=[
            Action(_("Health review"), url_for("health.index")),
            Action(_("Pairing"), url_for("pairing.index")),
            Action(_("Report to the Meeting"), url_for("reports.ica")),
        ],
    )
    part.waiting += [line for one in reviews.values() if (line := _change(one))]
    part.waiting += promises(list_points_due(session, until=today + PROMISES_AHEAD), today)
    part.waiting += [
        Line(
            _("Asked whether its coalition shall rest: %(state)s", state=one.coalition.state.label),
            _("See what moved last"),
            url_for("health.answer", remedy_id=one.id),
            _("The State decides, until %(day)s", day=day(one.until)),
        )
        for one in list_rest_proposals(session)
    ]
    without = [c for c in found if c.status is CoalitionStatus.ACTIVE and c.id not in leads]
    if without:
        names = ", ".join(coalition.state.label for coalition in without)
        line = Line(_("States without a lead"), _("Suggest leads"), url_for("pairing.index"), names, "warn")
        part.waiting.append(line)
    return part


def of_state(session: Session, standing: Standing, today: date) -> Part:
    """The State's own review, which it reads first, and the offers made to it."""
    found = open_coalitions(session, standing.state_ids)
    part = Part()
    for one in reviewed(session, found, standing, today):
        if one.snapshot is not None and one.snapshot.members_from > today:
            part.waiting.append(
                Line(
                    _("A review is open to you before the others"),
                    _("Read and comment"),
                    url_for("health.show", coalition_id=one.coalition.id),
                    grade_words(one.snapshot.grade),
                    tone="info",
                )
            )
    for remedy in list_remedies(session, [coalition.id for coalition in found], running_only=True):
        part.waiting.append(
            Line(
                _(remedy.text) if remedy.by_system else remedy.text,
                _("Answer") if remedy.proposes_rest else _("Answer the offer"),
                url_for("health.answer", remedy_id=remedy.id),
                name_of(remedy.key),
            )
        )
    return part


def of_member(session: Session, standing: Standing, today: date) -> Part:
    """What an organisation promised in meetings and is due within a month."""
    due = list_points_due(session, until=today + PROMISES_AHEAD, owner_ids=standing.organisation_ids)
    return Part(waiting=promises(due, today))


def promises(points: Sequence[ActionPoint], today: date) -> list[Line]:
    """Return a line for each action point or soft promise that is due."""
    return [
        Line(
            point.text,
            _("Settle"),
            url_for("coalitions.settle", point_id=point.id),
            f"{point.coalition.state.label} · {point.owner.label if point.owner else point.owner_note}",
            tone="warn" if point.due_on is not None and point.due_on < today else "plain",
        )
        for point in points
    ]


def _change(one: Reviewed) -> Line | None:
    if one.snapshot is None or not one.changed:
        return None
    words = "; ".join(f"{name_of(key)}: {level_words(one.values[key].level)}" for key in one.changed)
    return Line(
        _("The review of %(state)s changed", state=one.coalition.state.label),
        _("Open"),
        url_for("health.show", coalition_id=one.coalition.id),
        words,
    )


def _columns(found: list[Coalition], cards: list[dict[str, object]]) -> list[dict[str, object]]:
    stages = [stage for stage in (*ON_THE_LADDER, CoalitionStatus.DORMANT) if stage in OPEN]
    return [
        {
            "label": capital(word(stage)),
            "cards": [card for one, card in zip(found, cards, strict=True) if one.status is stage],
        }
        for stage in stages
    ]


def _card(
    coalition: Coalition, one: Reviewed, leads: dict[int, list[str]], blocked: list[str]
) -> dict[str, object]:
    return {
        "title": coalition.state.label,
        "href": url_for("coalitions.show", coalition_id=coalition.id),
        "leads": ", ".join(leads.get(coalition.id, [])) or _("no lead yet"),
        "grade": (grade_words(one.snapshot.grade), GRADE_TONES[one.snapshot.grade]) if one.snapshot else None,
        "blocked": _(blocked[0]) if blocked else "",
    }
