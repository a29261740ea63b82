"""Reading the register of programmes; lists and single programmes only as far as their viewer may see."""

from coalition.programmes.queries.reading import (
    count_by_print,
    count_by_state,
    countries_of,
    find_programme,
    get_programme,
    list_imports,
    list_programmes,
    list_versions,
    parties_of,
    pillars_of,
)
from coalition.programmes.queries.seen import seen_by

__all__ = [
    "count_by_print",
    "count_by_state",
    "countries_of",
    "find_programme",
    "get_programme",
    "list_imports",
    "list_programmes",
    "list_versions",
    "parties_of",
    "pillars_of",
    "seen_by",
]
