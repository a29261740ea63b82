"""Pages of pledges and of interest that others report."""

from coalition.pledges.views import (
    api,
    conference,
    ending,
    evidence,
    interests,
    ledger_file,
    listing,
    moving,
    offering,
    paying,
    planning,
    portfolio,
    profile,
    register,
    showing,
)
from coalition.pledges.views.room import bp

__all__ = [
    "api",
    "bp",
    "conference",
    "ending",
    "evidence",
    "interests",
    "ledger_file",
    "listing",
    "moving",
    "offering",
    "paying",
    "planning",
    "portfolio",
    "profile",
    "register",
    "showing",
]
