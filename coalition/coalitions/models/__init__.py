"""Coalitions, who sits in them, what stands in their way; their meetings and what was promised there."""

from coalition.coalitions.models.coalition import Challenge, Coalition, CoalitionMember, Signature
from coalition.coalitions.models.meeting import ActionPoint, Attendance, Meeting

__all__ = [
    "ActionPoint",
    "Attendance",
    "Challenge",
    "Coalition",
    "CoalitionMember",
    "Meeting",
    "Signature",
]
