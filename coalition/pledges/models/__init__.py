"""How pledges, their ledger, interest that others reported, and donors' own words are stored."""

from coalition.pledges.models.donors import DonorProfile, FundingWindow, NothingToReport, PledgeDraft
from coalition.pledges.models.interest import ReportedInterest
from coalition.pledges.models.ledger import PledgeStep, Transaction
from coalition.pledges.models.once import CountedElsewhere
from coalition.pledges.models.pledge import Pledge, PledgeAllocation, PledgeSchedule
from coalition.pledges.models.register import ProgrammeClaim, ProgrammeSource, SourceCheck

__all__ = [
    "CountedElsewhere",
    "DonorProfile",
    "FundingWindow",
    "NothingToReport",
    "Pledge",
    "PledgeAllocation",
    "PledgeDraft",
    "PledgeSchedule",
    "PledgeStep",
    "ProgrammeClaim",
    "ProgrammeSource",
    "ReportedInterest",
    "SourceCheck",
    "Transaction",
]
