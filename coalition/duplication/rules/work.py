"""Which kinds of mine-action work a few words speak of, in one vocabulary, so that texts and forms compare.

The codes are those of activities (domain model §3.7), grouped where published texts do not tell them apart.
Source: terms of IMAS 04.10 and their usual translations.
"""

import re

# code -> stems of words, matched at the beginning of a word in folded text.
STEMS: dict[str, tuple[str, ...]] = {
    "survey": (
        "survey", "non technical survey", "nts", "technical survey", "enquete", "estudio no tecnico",
        "levantamento", "erkundung", "kartlegging", "обследован",
    ),
    "clearance": (
        "clearance", "clear mines", "demin", "de mining", "deminage", "depollution", "desminad", "desminag",
        "minenraum", "minerydding", "minroj", "kampfmittel", "разминир", "розмін", "razminir", "sminament",
        "land release", "battle area", "bac", "ontmijn",
    ),
    "eod": ("eod", "explosive ordnance disposal", "spot task", "neutralisation"),
    "risk_education": (
        "risk education", "eore", "mre", "risk awareness", "mine awareness", "awareness of mines",
        "education aux risques", "educacion en el riesgo", "sensibilisation", "риск",
    ),
    "victim_assistance": (
        "victim", "survivor", "prosthe", "orthopaed", "orthoped", "rehabilitat", "disabilit",
        "handicap", "assistance aux victimes", "asistencia a victimas", "инвалид", "пострадавш",
    ),
    "stockpile_destruction": ("stockpile", "destruction of ammunition", "ammunition disposal", "stocks"),
    "advocacy": ("advocacy", "universali", "ratification", "legislation", "treaty", "convention on cluster"),
    "capacity": ("capacity", "information management", "imsma", "coordination", "training"),
}  # fmt: skip
# Services of victim assistance: code (of the platform's activity types, without "va_") -> stems of words.
SERVICES: dict[str, tuple[str, ...]] = {
    "emergency_care": ("emergency care", "emergency medical", "first aid", "trauma", "ambulance", "surg"),
    "rehabilitation": (
        "rehabilitation", "prosthe", "orthopaed", "orthoped", "wheelchair", "physiotherap",
        "readaptation", "rehabilitacion",
    ),
    "psychosocial": ("psychosocial", "psycholog", "peer support", "mental health", "psicosocial"),
    "economic_inclusion": ("economic inclusion", "livelihood", "vocational", "income generat"),
    "education": ("inclusive education", "scholarship"),
    "social_protection": ("social protection", "pension"),
}  # fmt: skip
# The activity types of the platform in this vocabulary, where their own word is not one of the stems.
TYPES = {
    "nts": "survey",
    "ts": "survey",
    "mapping": "survey",
    "bac": "clearance",
    "marking_fencing": "clearance",
    "eod_spot": "eod",
    "im_system": "capacity",
    "workshop": "capacity",
    "report_preparation": "advocacy",
}
_FOUND = {
    code: re.compile(rf"\b(?:{'|'.join(map(re.escape, stems))})", re.IGNORECASE)
    for code, stems in STEMS.items()
}


_MINE_ACTION = re.compile(r"\bmine action|\bmine program|accion (?:integral )?contra|minas anti|\bmine ")


def says_mine_action(folded: str) -> bool:
    """Return whether a folded text speaks of mine action at all."""
    return bool(_MINE_ACTION.search(folded))


_SERVED = {
    code: re.compile(rf"\b(?:{'|'.join(map(re.escape, stems))})", re.IGNORECASE)
    for code, stems in SERVICES.items()
}


def services_of(value: str, folded: str, work: tuple[str, ...]) -> tuple[str, ...]:
    """Return which services to victims a type or a folded text names; none where the work is not for them."""
    if "victim_assistance" not in work:
        return ()
    code = value.strip().lower().removeprefix("va_")
    if value.strip().lower().startswith("va_") and code in SERVICES:
        return (code,)
    return tuple(code for code, pattern in _SERVED.items() if pattern.search(folded))


def works_in(folded: str) -> tuple[str, ...]:
    """Return the kinds of work that a folded text speaks of, in the order of the table."""
    return tuple(code for code, pattern in _FOUND.items() if pattern.search(folded))


def work_of(value: str, folded: str) -> tuple[str, ...]:
    """Return the kind of work behind what a form says (a type's own code, or a few words)."""
    code = value.strip().lower()
    if code in STEMS:
        return (code,)
    if code in TYPES:
        return (TYPES[code],)
    prefix = next((group for start, group in PREFIXES if code.startswith(start)), None)
    return (prefix,) if prefix else works_in(folded)


PREFIXES = (
    ("eore_", "risk_education"),
    ("va_", "victim_assistance"),
    ("stockpile_", "stockpile_destruction"),
)
