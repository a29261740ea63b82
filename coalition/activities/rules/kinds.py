"""Kinds of activity and of result, and what each counts. Source: domain model §3.7."""

from enum import StrEnum

from coalition.strategies.rules import Pillar


class ActivityType(StrEnum):
    NTS = "nts"
    TS = "ts"
    CLEARANCE = "clearance"
    BAC = "bac"
    EOD_SPOT = "eod_spot"
    MARKING_FENCING = "marking_fencing"
    MAPPING = "mapping"
    EORE_INTERPERSONAL = "eore_interpersonal"
    EORE_MASS_DIGITAL = "eore_mass_digital"
    EORE_TRAINING = "eore_training"
    VA_DATA_NEEDS_ASSESSMENT = "va_data_needs_assessment"
    VA_EMERGENCY_CARE = "va_emergency_care"
    VA_REHABILITATION = "va_rehabilitation"
    VA_PSYCHOSOCIAL = "va_psychosocial"
    VA_ECONOMIC_INCLUSION = "va_economic_inclusion"
    VA_EDUCATION = "va_education"
    VA_SOCIAL_PROTECTION = "va_social_protection"
    VA_LAW_POLICY = "va_law_policy"
    STOCKPILE_PHYSICAL_DESTRUCTION = "stockpile_physical_destruction"
    STOCKPILE_INVENTORY = "stockpile_inventory"
    LEGISLATION = "legislation"
    REPORT_PREPARATION = "report_preparation"
    IM_SYSTEM = "im_system"
    TRAINING = "training"
    COORDINATION = "coordination"
    WORKSHOP = "workshop"


T, P = ActivityType, Pillar

PILLAR_OF: dict[ActivityType, Pillar | None] = {
    **dict.fromkeys(
        (T.NTS, T.TS, T.CLEARANCE, T.BAC, T.EOD_SPOT, T.MARKING_FENCING, T.MAPPING), P.SURVEY_CLEARANCE
    ),
    **dict.fromkeys((T.EORE_INTERPERSONAL, T.EORE_MASS_DIGITAL, T.EORE_TRAINING), P.RISK_EDUCATION),
    **dict.fromkeys((kind for kind in T if kind.value.startswith("va_")), P.VICTIM_ASSISTANCE),
    **dict.fromkeys((T.STOCKPILE_PHYSICAL_DESTRUCTION, T.STOCKPILE_INVENTORY), P.STOCKPILE_DESTRUCTION),
    **dict.fromkeys((T.LEGISLATION, T.REPORT_PREPARATION), P.IMPLEMENTATION_REPORTING),
    # These serve any pillar.
    **dict.fromkeys((T.IM_SYSTEM, T.TRAINING, T.COORDINATION, T.WORKSHOP), None),
}

# Field work that the national centre tasks with an order of its own.
FIELD_WORK = frozenset(
    {T.TS, T.CLEARANCE, T.BAC, T.EOD_SPOT, T.MARKING_FENCING, T.STOCKPILE_PHYSICAL_DESTRUCTION}
)


class ReportingFrequency(StrEnum):
    QUARTER = "quarter"
    HALF_YEAR = "half_year"
    YEAR = "year"


class DelayCode(StrEnum):
    ACCESS = "access"
    SECURITY = "security"
    WEATHER = "weather"
    PERMISSION_MOU = "permission_mou"
    IMPORT = "import"
    FUNDING = "funding"
    STAFF = "staff"
    HEALTH_EMERGENCY = "health_emergency"
    OTHER = "other"


class Relation(StrEnum):
    """Direct and indirect beneficiaries are never added together (invariant I16)."""

    DIRECT = "direct"
    INDIRECT = "indirect"


class Sex(StrEnum):
    FEMALE = "female"
    MALE = "male"
    UNKNOWN = "unknown"


class Age(StrEnum):
    """A child is under 18."""

    CHILD = "child"
    ADULT = "adult"
    UNKNOWN = "unknown"


class Disability(StrEnum):
    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class CountMethod(StrEnum):
    COUNTED = "counted"
    ESTIMATED = "estimated"
    REGISTER = "register"


class Group(StrEnum):
    RESIDENT = "resident"
    RETURNEE = "returnee"
    DISPLACED = "displaced"
    SURVIVOR = "survivor"
    FAMILY_OF_VICTIM = "family_of_victim"
    OTHER = "other"


class Measure(StrEnum):
    """What results are counted in; a year's accepted results are kept by measure."""

    CANCELLED_M2 = "cancelled_m2"
    REDUCED_M2 = "reduced_m2"
    CLEARED_M2 = "cleared_m2"
    SUBMUNITIONS = "submunitions"
    OTHER_EXPLOSIVES = "other_explosives"
    STOCKPILED_MUNITIONS = "stockpiled_munitions"
    STOCKPILED_SUBMUNITIONS = "stockpiled_submunitions"
    SESSIONS = "sessions"
    DIRECT_BENEFICIARIES = "direct_beneficiaries"
    INDIRECT_BENEFICIARIES = "indirect_beneficiaries"
    MILESTONES = "milestones"


RELEASE = (Measure.CANCELLED_M2, Measure.REDUCED_M2, Measure.CLEARED_M2)
