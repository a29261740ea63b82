"""The Coordination Committee: offices, work plans, meetings, the action plan, the money of the ISU."""
