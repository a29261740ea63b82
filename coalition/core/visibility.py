"""How far a record may travel. Source: the interface contract, "Visibility of a record"."""

from enum import StrEnum


class Visibility(StrEnum):
    PUBLIC = "public"
    MEMBERS = "members"
    LEADS = "leads"
    OWNER = "owner"


class Confidence(StrEnum):
    """How well a source carries a figure."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"
