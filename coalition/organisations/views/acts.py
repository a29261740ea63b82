"""Naming, confirming, correcting, handing over, forgetting, and asking for an introduction."""

from collections.abc import Callable

from flask import flash, redirect, url_for
from flask_babel import gettext as _
from sqlmodel import Session
from werkzeug.wrappers import Response
from wtforms.fields.choices import SelectChoice

from coalition.auth.policy import Act
from coalition.auth.queries import list_person_ids_with
from coalition.auth.rules import Role, Theme
from coalition.core.clock import now, today
from coalition.core.errors import RuleBroken
from coalition.core.text import cut, msgid
from coalition.core.when import When
from coalition.db import current_session, transaction
from coalition.notifications.service import tell
from coalition.organisations import service
from coalition.organisations.forms import ChangeForm, ContactForm, HandoverForm, IntroductionForm
from coalition.organisations.models import Contact, Organisation
from coalition.organisations.queries import get_contact, get_organisation, list_unfollowed
from coalition.organisations.views.room import bp, own_contact, run
from coalition.pledges.queries.business import list_with_business
from coalition.web.access import allow, me, require, standing
from coalition.web.words import in_words

NEW = msgid("A post has changed hands")
INTRODUCTION = msgid("Somebody asks for an introduction")


@bp.route("/organisations/<int:organisation_id>/new", methods=["GET", "POST"])
@allow(Act.CONTACT_KEEP)
def new(organisation_id: int) -> str | Response:
    """Name a person in a post."""
    session, form = current_session(), ContactForm()
    organisation = get_organisation(session, organisation_id)
    require(Act.CONTACT_KEEP, organisation)
    before = {str(one.id): one for one in list_unfollowed(session, organisation_id)}
    names = [SelectChoice(number, f"{one.post_title}: {one.name}") for number, one in before.items()]
    form.follows.choices = [SelectChoice("", _("nobody, the post is new here")), *names]

    def act() -> None:
        contact = service.add_contact(
            session,
            organisation_id,
            facts=form.facts(),
            follows=before.get(form.follows.data),
            person_id=me().id,
            today=today(),
        )
        _tell_of_change(session, organisation, contact)

    words = (_("Name a contact"), _("Save contact"), _("The contact is named and confirmed as of today."))
    return run(form, act, back=_home_of(organisation_id), over=organisation.label, words=words)


@bp.route("/<int:contact_id>/edit", methods=["GET", "POST"])
@allow(Act.CONTACT_KEEP)
def edit(contact_id: int) -> str | Response:
    """Correct what is written of a person in the same post."""
    contact = own_contact(contact_id)
    form = ChangeForm(obj=contact, data={"since": When(contact.valid_from, contact.from_precision)})
    return run(
        form,
        lambda: service.change_contact(contact, facts=form.facts(), today=today()),
        back=_home_of(contact.organisation_id),
        over=contact.organisation.label,
        words=(_("Correct a contact"), _("Save"), _("Saved.")),
    )


@bp.route("/<int:contact_id>/hand-over", methods=["GET", "POST"])
@allow(Act.CONTACT_KEEP)
def hand_over(contact_id: int) -> str | Response:
    """End a person's time in a post and name who comes next, if that is known."""
    contact, session, form = own_contact(contact_id), current_session(), HandoverForm()

    def act() -> None:
        successor = service.hand_over(
            session,
            contact,
            on=form.on.data,
            note=form.note.data or "",
            successor=form.successor(contact),
            person_id=me().id,
            today=today(),
        )
        if successor is not None:
            _tell_of_change(session, contact.organisation, successor)

    return run(
        form,
        act,
        back=_home_of(contact.organisation_id),
        over=f"{contact.organisation.label} · {contact.post_title}",
        words=(
            _("Hand over the post of %(name)s", name=contact.name),
            _("Hand over"),
            _("The post has changed hands. Who has open business with you is told."),
        ),
    )


@bp.post("/<int:contact_id>/confirm")
@allow(Act.CONTACT_KEEP)
def confirm(contact_id: int) -> Response:
    """Say that a contact is still right."""
    contact = own_contact(contact_id)
    return _do(
        lambda: service.confirm_contact(contact, person_id=me().id, today=today()),
        contact,
        _("Confirmed as of today."),
    )


@bp.post("/<int:contact_id>/forget")
@allow(Act.CONTACT_KEEP)
def forget(contact_id: int) -> Response:
    """Take away all that tells who a person was, at their wish."""
    contact = own_contact(contact_id)
    return _do(
        lambda: service.forget_contact(contact), contact, _("The person is forgotten; the post stays.")
    )


@bp.route("/<int:contact_id>/introduction", methods=["GET", "POST"])
@allow(Act.CONTACT_SEE)
def introduction(contact_id: int) -> str | Response:
    """Ask a person's organisation, and the ISU, for an introduction."""
    session, form = current_session(), IntroductionForm()
    contact = get_contact(session, contact_id)
    asking = ", ".join(sorted({held.called for held in standing().held if held.called}))

    def act() -> None:
        tell(
            session,
            _hosts(session, contact) - {me().id},
            key=f"introduction:{contact.id}:{me().id}:{today()}",
            subject=INTRODUCTION,
            body="{who} would like to be introduced to the {post} of {organisation}: {message}",
            values={
                "who": f"{me().name} ({asking})" if asking else me().name,
                "post": contact.post_title,
                "organisation": contact.organisation.label,
                "message": cut((form.message.data or "").strip(), 1000),
            },
            link=_home_of(contact.organisation_id),
            now=now(),
            urgent=True,
        )

    return run(
        form,
        act,
        back=_home_of(contact.organisation_id),
        over=f"{contact.organisation.label} · {contact.post_title}",
        words=(
            _("Ask for an introduction"),
            _("Ask"),
            _("Asked. Its people and the ISU read it today; an answer comes by e-mail."),
        ),
    )


def _do(act: Callable[[], object], contact: Contact, done: str) -> Response:
    back = _home_of(contact.organisation_id)
    try:
        with transaction(current_session()):
            act()
    except RuleBroken as broken:
        flash(in_words(broken))
    else:
        flash(done)
    return redirect(back)


def _home_of(organisation_id: int) -> str:
    return url_for("organisations.show", organisation_id=organisation_id)


def _hosts(session: Session, contact: Contact) -> set[int]:
    """Return who can introduce: the organisation's own people, the State's, and the ISU."""
    found = {*list_person_ids_with(session, role=Role.ISU, today=today())}
    if contact.state_id is not None:
        found |= {
            *list_person_ids_with(session, role=Role.AFFECTED_STATE, today=today(), state_id=contact.state_id)
        }
    return found | _people_of(session, [contact.organisation_id])


def _people_of(session: Session, organisation_ids: list[int]) -> set[int]:
    if not organisation_ids:
        return set()
    return {
        person
        for role in (Role.DONOR, Role.PARTNER, Role.OBSERVER)
        for person in list_person_ids_with(
            session, role=role, today=today(), organisation_ids=organisation_ids
        )
    }


def _tell_of_change(session: Session, organisation: Organisation, contact: Contact) -> None:
    """Tell leads, members and donors with open business in the State, and the coordinators of cooperation."""
    if organisation.state_id is None:
        return
    people = _people_of(session, list_with_business(session, organisation.state_id, today()))
    people |= {*list_person_ids_with(session, role=Role.COORDINATOR, today=today(), theme=Theme.ICA)}
    tell(
        session,
        people - {me().id},
        key=f"contact:{contact.id}:new",
        subject=NEW,
        body="{organisation}: {post}, in the post since {year}.",
        values={
            "organisation": organisation.label,
            "post": contact.post_title,
            "year": contact.valid_from.year,
        },
        link=_home_of(organisation.id),
        now=now(),
    )
