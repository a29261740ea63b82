"""Forms of contacts."""

from flask_babel import lazy_gettext as _
from wtforms import EmailField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional, Regexp

from coalition.core.when import When
from coalition.organisations.models import Contact
from coalition.organisations.service import ContactFacts
from coalition.web.fields import WhenField
from coalition.web.forms import Form

AN_ADDRESS = Regexp(r"[^@\s]+@[^@\s]+\.[^@\s]+$", message=_("This is no e-mail address."))
WORK_DATA = _("Work data only; a public page never shows it.")


class ContactForm(Form):
    post_title = StringField(
        _("Post"),
        description=_("For example: National Coordinator."),
        validators=[InputRequired(), Length(max=160)],
    )
    name = StringField(_("Name"), description=WORK_DATA, validators=[InputRequired(), Length(max=160)])
    email = EmailField(_("Work e-mail"), validators=[Optional(), AN_ADDRESS, Length(max=254)])
    phone = StringField(_("Work phone"), validators=[Length(max=60)])
    languages = StringField(
        _("Languages"), description=_("For example: French, Lingala."), validators=[Length(max=120)]
    )
    since = WhenField(
        _("In the post since"),
        description=_("A year is enough. For example: 2023."),
        validators=[InputRequired()],
    )
    follows = SelectField(_("Took over from"), default="")

    def facts(self) -> ContactFacts:
        """Return what was filled in."""
        return ContactFacts(
            name=self.name.data or "",
            post_title=self.post_title.data or "",
            since=self.since.data,
            email=self.email.data or "",
            phone=self.phone.data or "",
            languages=self.languages.data or "",
        )


class ChangeForm(ContactForm):
    follows = None


class HandoverForm(Form):
    on = WhenField(
        _("Last day in the post"),
        description=_("A month is enough. For example: 30 June 2026."),
        validators=[InputRequired()],
    )
    note = TextAreaField(
        _("Handover note"),
        description=_("What the next one should know: open promises, who waits for an answer, next dates."),
        validators=[Length(max=4000)],
    )
    name = StringField(
        _("Who comes next"),
        description=_("Leave it empty while nobody is named."),
        validators=[Length(max=160)],
    )
    email = EmailField(_("Work e-mail"), validators=[Optional(), AN_ADDRESS, Length(max=254)])
    phone = StringField(_("Work phone"), validators=[Length(max=60)])
    languages = StringField(_("Languages"), validators=[Length(max=120)])
    since = WhenField(_("In the post since"), description=_("Left empty: from the last day on."))

    def successor(self, contact: Contact) -> ContactFacts | None:
        """Return who comes next, None while nobody is named."""
        if not (self.name.data or "").strip():
            return None
        return ContactFacts(
            name=self.name.data or "",
            post_title=contact.post_title,
            since=self.since.data or When(self.on.data.last),
            email=self.email.data or "",
            phone=self.phone.data or "",
            languages=self.languages.data or "",
        )


class IntroductionForm(Form):
    message = TextAreaField(
        _("What it is about"),
        description=_("One or two sentences. For example: our grant for three workshops is running."),
        validators=[InputRequired(), Length(max=1000)],
    )
