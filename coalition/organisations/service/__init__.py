"""Keeping organisations and the people in their posts. Each function is one act; its caller commits."""

from coalition.organisations.service.contacts import (
    ContactFacts,
    add_contact,
    change_contact,
    confirm_contact,
    end_contact,
    forget_contact,
    forget_old_contacts,
    hand_over,
)
from coalition.organisations.service.keeping import add_alias, add_organisation, load_organisations

__all__ = [
    "ContactFacts",
    "add_alias",
    "add_contact",
    "add_organisation",
    "change_contact",
    "confirm_contact",
    "end_contact",
    "forget_contact",
    "forget_old_contacts",
    "hand_over",
    "load_organisations",
]
