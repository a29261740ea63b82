"""How programmes are kept: relations, statuses, sources, and what a new version means. No database."""

from enum import StrEnum


class Relation(StrEnum):
    BILATERAL = "bilateral"
    MULTILATERAL = "multilateral"
    NGO_OWN = "ngo_own"
    NATIONAL_BUDGET = "national_budget"
    UN_PEACEKEEPING = "un_peacekeeping"
    UNKNOWN = "unknown"


class ProgrammeStatus(StrEnum):
    PLANNED = "planned"
    ONGOING = "ongoing"
    ENDED = "ended"
    UNKNOWN = "unknown"


class SourceType(StrEnum):
    DONOR_ENTRY = "donor_entry"
    AFFECTED_STATE_ENTRY = "affected_state_entry"
    OPERATOR_ENTRY = "operator_entry"
    IATI_IMPORT = "iati_import"
    CRS_IMPORT = "crs_import"
    SHEET_IMPORT = "sheet_import"
    PUBLISHED_REPORT = "published_report"


class PartyRole(StrEnum):
    FUNDING = "funding"
    ACCOUNTABLE = "accountable"
    EXTENDING = "extending"
    IMPLEMENTING = "implementing"


# IATI activity status: 1 pipeline, 2 implementation, 3 finalisation, 4 closed, 5 cancelled, 6 suspended.
STATUS: dict[str, ProgrammeStatus] = {
    "1": ProgrammeStatus.PLANNED,
    "2": ProgrammeStatus.ONGOING,
    "3": ProgrammeStatus.ONGOING,
    "4": ProgrammeStatus.ENDED,
    "5": ProgrammeStatus.ENDED,
    "6": ProgrammeStatus.ONGOING,
}
# IATI collaboration type: 1 bilateral, 2 and 4 multilateral, 3 bilateral core to NGOs.
COLLABORATION: dict[str, Relation] = {
    "1": Relation.BILATERAL,
    "2": Relation.MULTILATERAL,
    "3": Relation.NGO_OWN,
    "4": Relation.MULTILATERAL,
    "7": Relation.BILATERAL,
    "8": Relation.BILATERAL,
}


def is_newer(*, updated: str, than: str) -> bool:
    """Return whether a version should replace the one in the register.

    By the publisher's own last-updated moment where both state one; else what is imported later is newer.
    """
    return not updated or not than or updated >= than
