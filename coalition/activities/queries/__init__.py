"""Reading activities, reports, results and what follows from them."""

from coalition.activities.queries.adding import list_paid_clearance
from coalition.activities.queries.money import find_lacks, list_paid_by
from coalition.activities.queries.plans import (
    Hanging,
    hanging_on,
    list_scoping,
)
from coalition.activities.queries.reports import (
    facts_of,
    find_seen_report,
    get_report,
    list_paid_reports,
    list_reports,
    list_returned,
    list_running,
    list_submitted,
    released_before,
    summed_once,
)
from coalition.activities.queries.resources import ResourceLine, resources_of
from coalition.activities.queries.results import progress_of, rates_of, results_by_year
from coalition.activities.queries.work import (
    Asked,
    Sight,
    find_seen,
    get_activity,
    list_activities,
    list_links,
    next_ref,
    sight_of,
)

__all__ = [
    "Asked",
    "Hanging",
    "ResourceLine",
    "Sight",
    "facts_of",
    "find_lacks",
    "find_seen",
    "find_seen_report",
    "get_activity",
    "get_report",
    "hanging_on",
    "list_activities",
    "list_links",
    "list_paid_by",
    "list_paid_clearance",
    "list_paid_reports",
    "list_reports",
    "list_returned",
    "list_running",
    "list_scoping",
    "list_submitted",
    "next_ref",
    "progress_of",
    "rates_of",
    "released_before",
    "resources_of",
    "results_by_year",
    "sight_of",
    "summed_once",
]
