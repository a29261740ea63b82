"""Tables of the Coordination Committee."""

from coalition.committee.models.library import (
    ActionProgress,
    IsuBudget,
    IsuEntry,
    IsuStatement,
    PlanAction,
    WorkingPaper,
    WorkingPaperState,
)
from coalition.committee.models.meetings import CommitteeMeeting, CommitteePoint, MeetingItem, MeetingParty
from coalition.committee.models.offices import OfficeTerm, ThematicArea
from coalition.committee.models.plans import (
    WorkPlan,
    WorkPlanItem,
    WorkPlanItemAction,
    WorkPlanOffice,
    WorkPlanReport,
)

__all__ = [
    "ActionProgress",
    "CommitteeMeeting",
    "CommitteePoint",
    "IsuBudget",
    "IsuEntry",
    "IsuStatement",
    "MeetingItem",
    "MeetingParty",
    "OfficeTerm",
    "PlanAction",
    "ThematicArea",
    "WorkPlan",
    "WorkPlanItem",
    "WorkPlanItemAction",
    "WorkPlanOffice",
    "WorkPlanReport",
    "WorkingPaper",
    "WorkingPaperState",
]
