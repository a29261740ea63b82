"""What operators and the State do with activities and reports. Each is one act; its caller commits."""

from coalition.activities.service.recounting import recount
from coalition.activities.service.reports import accept, begin_report, give_back, note, rewrite, submit, write
from coalition.activities.service.work import (
    ActivityFacts,
    link_hazard_areas,
    link_needs,
    link_pledges,
    move,
    propose,
    scope,
)

__all__ = [
    "ActivityFacts",
    "accept",
    "begin_report",
    "give_back",
    "link_hazard_areas",
    "link_needs",
    "link_pledges",
    "move",
    "note",
    "propose",
    "recount",
    "rewrite",
    "scope",
    "submit",
    "write",
]
