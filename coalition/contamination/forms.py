"""Forms of contamination."""

from typing import Any

from flask_babel import lazy_gettext as _
from flask_wtf.file import FileField, FileRequired
from wtforms import SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length

from coalition.contamination.readers.table import Wanted
from coalition.contamination.rules import HazardMix, Knowledge
from coalition.contamination.service import SnapshotFacts
from coalition.core.visibility import Confidence, Visibility
from coalition.web.fields import AmountField, WhenField
from coalition.web.forms import Form

# The name of the form field of each column that can be chosen.
COLUMN_FIELDS = {wanted: f"column_{wanted.value}" for wanted in Wanted}


class SnapshotForm(Form):
    as_of = WhenField(_("As of"), description=_("For example: December 2026."), validators=[InputRequired()])
    knowledge = SelectField(
        _("How much is known"),
        description=_("“Unknown” is an answer: the areas then stay empty, and nobody reads them as none."),
        validators=[InputRequired()],
    )
    hazard_mix = SelectField(
        _("What the figures speak of"),
        description=_("Cluster munition remnants are never added to other hazards."),
        validators=[InputRequired()],
    )
    sha = AmountField(
        _("Suspected hazardous area, in m²"), description=_("Leave it empty where it is not known.")
    )
    cha = AmountField(
        _("Confirmed hazardous area, in m²"), description=_("Leave it empty where it is not known.")
    )
    source = StringField(
        _("Source"),
        description=_("For example: Article 7 report 2026, form F."),
        validators=[InputRequired(), Length(max=300)],
    )
    confidence = SelectField(_("Confidence"), default=Confidence.MEDIUM.value)
    visibility = SelectField(_("Who sees it"), default=Visibility.MEMBERS.value)
    method_note = TextAreaField(_("How it was found out"), validators=[Length(max=2000)])

    def facts(self) -> SnapshotFacts:
        """Return what was filled in."""
        return SnapshotFacts(
            as_of=self.as_of.data,
            knowledge=Knowledge(self.knowledge.data),
            hazard_mix=HazardMix(self.hazard_mix.data),
            source=self.source.data or "",
            sha=_whole(self.sha.data),
            cha=_whole(self.cha.data),
            method_note=self.method_note.data or "",
            confidence=Confidence(self.confidence.data),
            visibility=Visibility(self.visibility.data),
        )


class UploadForm(Form):
    file = FileField(
        _("File"),
        description=_("CSV, XLSX or GeoJSON (WGS 84), at most 40 MB; for example an export from IMSMA."),
        validators=[FileRequired()],
    )


class ColumnsForm(Form):
    """Which column means what. One select a wanted value; choices are the file's own columns."""

    unit = SelectField(_("Areas are written in"))
    order = SelectField(_("Days in figures are written"))
    hazard_types = SelectField(_("If no column names the hazards, all are"), default="")
    kind = SelectField(_("If no column says suspected or confirmed, all are"), default="")

    column_national_ref = SelectField(_("National reference"), default="")
    column_kind = SelectField(_("Suspected or confirmed"), default="")
    column_area = SelectField(_("Area"), default="")
    column_hazard_types = SelectField(_("Kinds of hazard"), default="")
    column_status = SelectField(_("Status"), default="")
    column_province = SelectField(_("Province"), default="")
    column_district = SelectField(_("District"), default="")
    column_beneficiaries = SelectField(_("Expected beneficiaries"), default="")
    column_priority = SelectField(_("Priority"), default="")
    column_latitude = SelectField(_("Latitude"), default="")
    column_longitude = SelectField(_("Longitude"), default="")
    column_surveyed_on = SelectField(_("Day of survey"), default="")

    def columns(self) -> dict[str, str]:
        """Return the chosen columns by what they mean."""
        return {wanted.value: self[name].data for wanted, name in COLUMN_FIELDS.items() if self[name].data}

    def options(self) -> dict[str, str]:
        """Return how the file is written."""
        return {name: self[name].data or "" for name in ("unit", "order", "hazard_types", "kind")}


def _whole(amount: Any) -> int | None:
    return None if amount is None else int(amount.to_integral_value())
