"""Taking hazard areas in: hand in a file, say what its columns mean, look, save."""

from typing import Any

from flask import current_app, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response
from wtforms.fields import SelectChoice

from coalition.audit.service import claim_once, lead_to
from coalition.auth.policy import Act
from coalition.contamination import service
from coalition.contamination.forms import COLUMN_FIELDS, ColumnsForm, UploadForm
from coalition.contamination.models import HazardImport
from coalition.contamination.queries import find_mapping, get_import
from coalition.contamination.readers.cells import AreaUnit, DayOrder
from coalition.contamination.readers.outlines import AREA, LATITUDE, LONGITUDE
from coalition.contamination.readers.table import Wanted, header_key, propose
from coalition.contamination.rules import HazardKind, HazardType, ImportStatus
from coalition.contamination.views.room import bp, state_for
from coalition.core.clock import now, today
from coalition.core.errors import RuleBroken
from coalition.db import current_session, transaction
from coalition.documents.readers.sheet import Sheet
from coalition.documents.rules import FileKind
from coalition.documents.service import fetch, keep
from coalition.web.access import allow, me
from coalition.web.choices import options
from coalition.web.words import in_words

TABLES = frozenset({FileKind.CSV, FileKind.XLSX, FileKind.GEOJSON})
MOST_BYTES = 41 * 1024 * 1024
# What an outline itself tells, where no column does.
MEASURED = {Wanted.AREA: AREA, Wanted.LATITUDE: LATITUDE, Wanted.LONGITUDE: LONGITUDE}


@bp.route("/<iso3>/imports/new", methods=["GET", "POST"])
@allow(Act.CONTAMINATION_KEEP)
def upload(iso3: str) -> str | Response:
    """Hand in a file; what its columns mean is proposed, or remembered from the last time."""
    request.max_content_length = MOST_BYTES
    state, form = state_for(Act.CONTAMINATION_KEEP, iso3), UploadForm()
    back, state_id = url_for("contamination.show", iso3=state.iso3), state.id
    if form.validate_on_submit():
        session = current_session()
        try:
            with transaction(session):
                claim_once(session, form.once.data, back, now())
                import_id = _begin(state_id, form.file.data.read(), form.file.data.filename)
                there = url_for("contamination.look", iso3=iso3, import_id=import_id)
                lead_to(session, form.once.data, there)
        except RuleBroken as broken:
            form.refuse(broken)
        else:
            return redirect(there)
    return render_template("contamination/upload.html", form=form, state=state, back=back)


@bp.route("/<iso3>/imports/<int:import_id>", methods=["GET", "POST"])
@allow(Act.CONTAMINATION_KEEP)
def look(iso3: str, import_id: int) -> str | Response:
    """Say what the columns mean and see what saving would do, row by row that is refused."""
    state, session = state_for(Act.CONTAMINATION_KEEP, iso3), current_session()
    found = get_import(session, state.id, import_id)
    data = fetch(current_app.config["FILES_URL"], found.file.storage_key)
    sheet, _wrong = service.check_file(data, found.file.kind)
    form = ColumnsForm(data={**found.options, **_fields(found.columns)})
    _offer(form, sheet)
    if form.validate_on_submit() and found.status is ImportStatus.PREVIEWED:
        try:
            with transaction(session):
                new_id = _again(state.id, get_import(session, state.id, import_id), data, form, sheet)
        except RuleBroken as broken:
            form.refuse(_by_field(broken))
        else:
            return redirect(url_for("contamination.look", iso3=iso3, import_id=new_id))
    return render_template(
        "contamination/look.html", state=state, found=found, form=form, refusals=_worded(found)
    )


@bp.post("/<iso3>/imports/<int:import_id>/save")
@allow(Act.CONTAMINATION_KEEP)
def save(iso3: str, import_id: int) -> Response:
    """Save what the preview announced."""
    state, session = state_for(Act.CONTAMINATION_KEEP, iso3), current_session()
    state_id = state.id
    key = get_import(session, state_id, import_id).file.storage_key
    data = fetch(current_app.config["FILES_URL"], key)
    with transaction(session):
        found = get_import(session, state_id, import_id)
        service.save_import(
            session, found, data=data, keep_good_rows=request.form.get("keep") == "good", now=now()
        )
        created, updated = found.created, found.updated
    flash(_("Saved: %(new)s new, %(changed)s changed.", new=created, changed=updated), "success")
    return redirect(url_for("contamination.areas", iso3=iso3))


@bp.post("/<iso3>/imports/<int:import_id>/drop")
@allow(Act.CONTAMINATION_KEEP)
def drop(iso3: str, import_id: int) -> Response:
    """Forget a preview."""
    state, session = state_for(Act.CONTAMINATION_KEEP, iso3), current_session()
    with transaction(session):
        service.drop_import(session, get_import(session, state.id, import_id))
    flash(_("Nothing was taken in."), "success")
    return redirect(url_for("contamination.show", iso3=iso3))


def _begin(state_id: int, data: bytes, name: str) -> int:
    """Store the file and look at it with the columns remembered or proposed; return the import."""
    session = current_session()
    url = current_app.config["FILES_URL"]
    file = keep(session, url, data=data, name=name, person_id=me().id, now=now(), kinds=TABLES)
    sheet, _wrong = service.check_file(data, file.kind)
    columns, choice = _remembered(state_id, sheet)
    try:
        found = service.preview(
            session, state_id, file=file, data=data, choice=(columns, choice), by=(me().id, now())
        )
    except RuleBroken:  # a column is missing: the page asks for it
        found = HazardImport(
            state_id=state_id,
            file_id=file.id,
            columns=columns,
            options=choice,
            refusals=[],
            made_by_id=me().id,
            made_at=now(),
        )
        session.add(found)
        session.flush()
    return found.id


def _again(state_id: int, old: HazardImport, data: bytes, form: ColumnsForm, sheet: Sheet) -> int:
    """Look at the same file with other columns, and remember them; return the new import."""
    session, columns, choice = current_session(), form.columns(), form.options()
    found = service.preview(
        session, state_id, file=old.file, data=data, choice=(columns, choice), by=(me().id, now())
    )
    service.remember(session, state_id, names=sheet.columns, columns=columns, options=choice, today=today())
    service.drop_import(session, old)
    return found.id


def _remembered(state_id: int, sheet: Sheet) -> tuple[dict[str, str], dict[str, str]]:
    known = find_mapping(current_session(), state_id, header_key(sheet.columns))
    if known is not None:
        return dict(known.columns), dict(known.options)
    plain = [name for name in sheet.columns if name not in MEASURED.values()]
    columns = {wanted.value: name for wanted, name in propose(plain).items()}
    for wanted, name in MEASURED.items():
        if name in sheet.columns:
            columns.setdefault(wanted.value, name)
    return columns, {
        "unit": AreaUnit.M2.value,
        "order": DayOrder.DAY_FIRST.value,
        "hazard_types": "",
        "kind": "",
    }


def _offer(form: ColumnsForm, sheet: Sheet) -> None:
    for name in COLUMN_FIELDS.values():
        form[name].choices = [
            SelectChoice("", _("No column")),
            *(SelectChoice(one, one) for one in sheet.columns),
        ]
    form.unit.choices, form.order.choices = options(AreaUnit), options(DayOrder)
    form.hazard_types.choices = options(HazardType, blank=True)
    form.kind.choices = options(HazardKind, blank=True)


def _fields(columns: dict[str, str]) -> dict[str, str]:
    return {f"column_{wanted}": name for wanted, name in columns.items()}


def _by_field(broken: RuleBroken) -> RuleBroken:
    """Return the refusal at the select of the column that it is about."""
    named = broken.field in set(Wanted)
    return RuleBroken(broken.message, f"column_{broken.field}" if named else broken.field, **broken.values)


def _worded(found: HazardImport) -> list[dict[str, Any]]:
    return [
        {**refusal, "why": in_words(RuleBroken(refusal["why"], **refusal.get("values", {})))}
        for refusal in found.refusals
    ]
