"""What the select fields of the pledge forms offer."""

from flask_babel import gettext as _
from sqlmodel import Session
from wtforms import SelectField

from coalition.core.visibility import Visibility
from coalition.organisations.queries import list_partners
from coalition.pledges.forms import PledgeForm
from coalition.pledges.rules import (
    MODALITY_WORDS,
    ChannelType,
    Continuity,
    Marker,
    Modality,
    PaymentBasis,
    PledgeKind,
    RecipientScope,
)
from coalition.pledges.views.room import own_donors
from coalition.states.queries import list_all_states
from coalition.strategies.rules import Pillar
from coalition.web.choices import options

MARKERS = {
    Marker.NONE: "0 · not an aim",
    Marker.SIGNIFICANT: "1 · significant aim",
    Marker.PRINCIPAL: "2 · principal aim",
    Marker.NOT_SCREENED: "not screened",
}


def offer_choices(session: Session, form: PledgeForm) -> None:
    """Fill every select field of the pledge form."""
    form.word.choices = [
        ("pledge", _("A pledge: we intend to give this")),
        ("expression_of_interest", _("An interest: we would like to hear more")),
    ]
    form.donor.choices = [(str(donor.id), donor.label) for donor in own_donors(session)]
    form.kind.choices = options(PledgeKind)
    form.pillar.choices = options(Pillar, blank=True)
    form.scope.choices = options(RecipientScope)
    form.state.choices = [("", _("Choose…")), *((s.iso3, s.name) for s in list_all_states(session))]
    form.channel.choices = options(ChannelType, blank=True)
    offer_organisations(session, form.channel_organisation)
    form.modality.choices = [
        ("", _("Not stated")),
        *((m.value, f"{m} · {_(MODALITY_WORDS[m])}") for m in Modality),
    ]
    form.payment_basis.choices = options(PaymentBasis, blank=True)
    for field in (form.gender_marker, form.disability_marker):
        field.choices = [(marker.value, _(MARKERS[marker])) for marker in reversed(Marker)]
    form.continuity.choices = options(reversed(Continuity))
    form.visibility.choices = options(
        (Visibility.MEMBERS, Visibility.LEADS, Visibility.OWNER, Visibility.PUBLIC)
    )


def offer_organisations(session: Session, field: SelectField) -> None:
    """Offer the organisations that can be a channel."""
    found = list_partners(session)
    field.choices = [("", _("Not yet known")), *((str(o.id), o.label) for o in found)]
