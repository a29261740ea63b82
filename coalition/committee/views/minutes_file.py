"""Minutes and the summary without names as Word files."""

from collections.abc import Mapping
from io import BytesIO
from typing import Any

import docx
from flask import Response
from flask_babel import gettext as _

from coalition.committee.models import MeetingItem, MeetingParty
from coalition.committee.rules.anonymous import without_names
from coalition.committee.rules.minutes import UN_MEMBERS, Attendance, SaidStatus
from coalition.web.choices import capital, word
from coalition.web.filters import day, in_readers_language, partial

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

in_day, in_part = in_readers_language(day), in_readers_language(partial)

Whole = Mapping[str, Any]


def minutes_file(whole: Whole) -> Response:
    """Return the minutes: attendance at their head, items, votes, action points, the treaty's record."""
    meeting = whole["meeting"]
    document = docx.Document()
    document.core_properties.title = meeting.title
    document.add_heading(_("Minutes: %(title)s", title=meeting.title), 0)
    hours = f", {meeting.begins}–{meeting.ends}" if meeting.begins else ""
    document.add_paragraph(f"{in_day(meeting.held_on)}{hours}. {meeting.place}")
    document.add_paragraph(_standing(whole))
    for attendance, parties in whole["attendance"]:
        _add_attendance(document, attendance, parties)
    if meeting.agenda:
        document.add_heading(_("Agenda"), 1)
        for line in meeting.agenda.splitlines():
            document.add_paragraph(line, style="List Bullet")
    for item in whole["items"]:
        _add_item(document, item, whole["by_id"])
    _add_points(document, whole["points"])
    _add_record(document, whole)
    return _file(document, f"minutes-{meeting.held_on.isoformat()}.docx")


def _standing(whole: Whole) -> str:
    meeting = whole["meeting"]
    if whole["approved_at"]:
        return str(_("Approved at the meeting of %(day)s.", day=in_day(whole["approved_at"].held_on)))
    if meeting.circulated_on:
        return str(_("Circulated on %(day)s; not yet approved.", day=in_day(meeting.circulated_on)))
    return str(_("Draft, not yet circulated."))


def _add_attendance(document: Any, attendance: Attendance, parties: list[MeetingParty]) -> None:
    """Write who was there in two columns; apologies and those not heard of as one line each."""
    if not parties:
        return
    heads = {
        Attendance.PRESENT: _("Present"),
        Attendance.APOLOGIES: _("Apologies received"),
        Attendance.NOT_HEARD: _("Not heard from"),
    }
    document.add_heading(heads[attendance], 1)
    if attendance is not Attendance.PRESENT:
        document.add_paragraph(", ".join(party.name for party in parties))
        return
    rows = (len(parties) + 1) // 2
    drawn = document.add_table(rows=rows, cols=2)
    for place, party in enumerate(parties):
        cell = drawn.cell(place % rows, place // rows)
        named = f"{party.name} – {party.capacity}" if party.capacity else party.name
        line = cell.paragraphs[0]
        line.add_run(named).bold = True
        line.paragraph_format.keep_together = True
        for person in party.people.splitlines():
            line.add_run(f"\n{person}")


def _add_item(document: Any, item: MeetingItem, by_id: Mapping[int, MeetingItem]) -> None:
    document.add_heading(f"{item.number} {item.heading}", 2 if "." in item.number.rstrip(".") else 1)
    if item.closed:
        document.add_paragraph(_("Closed note")).runs[0].italic = True
    if item.speaker:
        speaker = document.add_paragraph()
        speaker.add_run(item.speaker).bold = True
        speaker.paragraph_format.keep_with_next = True
    for line in item.text.splitlines():
        if line.strip():
            document.add_paragraph(line.strip())
    for sentence in remarks(item, by_id):
        document.add_paragraph(sentence, style="List Bullet")


def remarks(item: MeetingItem, by_id: Mapping[int, MeetingItem]) -> list[str]:
    """Return what is to be known about an item: that it is disputed, what a vote adds up to."""
    found = []
    if item.status is not SaidStatus.STATED:
        found.append(capital(word(item.status)) + ".")
    answers = [one.number for one in by_id.values() if one.counter_of_id == item.id]
    if answers:
        found.append(_("Answered by %(numbers)s.", numbers=", ".join(answers)))
    other = by_id.get(item.counter_of_id) if item.counter_of_id else None
    if other is not None:
        found.append(_("Stands beside %(number)s, %(heading)s.", number=other.number, heading=other.heading))
    if item.total is not None:
        found.append(
            _(
                "Vote of %(year)s: %(yes)s yes, %(no)s no, %(abstained)s abstained, %(absent)s absent; "
                "together %(total)s.",
                year=item.vote_year,
                yes=item.yes,
                no=item.no,
                abstained=item.abstained,
                absent=item.absent,
                total=item.total,
            )
        )
    if item.is_odd:
        found.append(
            _(
                "Warning: %(total)s of %(members)s. The United Nations has %(members)s Members; the figures "
                "stand as stated.",
                total=item.total,
                members=UN_MEMBERS,
            )
        )
    return found


def _add_points(document: Any, points: list[Mapping[str, Any]]) -> None:
    if not points:
        return
    document.add_heading(_("Action points"), 1)
    drawn = document.add_table(rows=1, cols=4)
    drawn.style = "Light Grid Accent 1"
    for cell, head in zip(drawn.rows[0].cells, (_("What"), _("Who"), _("By when"), _("Stage")), strict=True):
        cell.text = head
    for line in points:
        point = line["point"]
        due = in_part(point.due_on, point.due_precision) if point.due_on else _("no day set")
        cells = drawn.add_row().cells
        for cell, text in zip(cells, (point.text, point.owner, due, word(point.status)), strict=True):
            cell.text = str(text)


def _add_record(document: Any, whole: Whole) -> None:
    """Write what the treaty's record says of the day, apart from what was said at the meeting."""
    document.add_heading(_("From the treaty's record, computed"), 1)
    document.add_paragraph(
        _("States with an open Article 3 deadline on %(day)s:", day=in_day(whole["meeting"].held_on))
    )
    for state, owed in whole["open_stockpiles"]:
        due = in_part(owed.current_deadline, owed.current_deadline_precision)
        line = _("%(state)s, %(due)s (source: %(source)s)", state=state.label, due=due, source=owed.source)
        document.add_paragraph(line, style="List Bullet")
    if not whole["open_stockpiles"]:
        document.add_paragraph(_("None on record."))


def summary_of(whole: Whole) -> list[tuple[str, str]]:
    """Return headings and texts without names; closed notes are not among them."""
    parties = [party for _kind, found in whole["attendance"] for party in found]
    bodies = {party.name for party in parties} | {item.speaker for item in whole["items"] if item.speaker}
    people = [line for party in parties for line in party.people.splitlines()]
    found = []
    for item in whole["items"]:
        if not item.closed:
            text = without_names(
                f"{item.heading}\n{item.text}",
                bodies=bodies,
                people=people,
                body=_("a participant"),
                person=_("a delegate"),
            )
            heading, _newline, rest = text.partition("\n")
            found.append((f"{item.number} {heading}", rest))
    return found


def summary_file(whole: Whole) -> Response:
    """Return the summary without names: how many came, and what was said."""
    meeting = whole["meeting"]
    present = next(len(found) for kind, found in whole["attendance"] if kind is Attendance.PRESENT)
    document = docx.Document()
    document.core_properties.title = str(_("Summary without names"))
    document.add_heading(_("Summary without names"), 0)
    document.add_paragraph(in_day(meeting.held_on))
    document.add_paragraph(_("%(count)s States and bodies took part.", count=present))
    for heading, text in summary_of(whole):
        document.add_heading(heading, 1)
        for line in text.splitlines():
            document.add_paragraph(line)
    return _file(document, f"summary-{meeting.held_on.isoformat()}.docx")


def _file(document: Any, name: str) -> Response:
    made = BytesIO()
    document.save(made)
    answer = Response(made.getvalue(), mimetype=WORD)
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    answer.headers["Cache-Control"] = "private, no-store"
    return answer
