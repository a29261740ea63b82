"""Reading what donors say of themselves."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy.orm import joinedload
from sqlmodel import Session, col, select

from coalition.db import related
from coalition.pledges.models import DonorProfile, FundingWindow, NothingToReport


def find_profile(session: Session, organisation_id: int) -> DonorProfile | None:
    """Return a donor's profile, or None when it has not written one."""
    return session.exec(select(DonorProfile).where(DonorProfile.organisation_id == organisation_id)).first()


def list_profiles(session: Session) -> Sequence[DonorProfile]:
    """Return every donor's profile with the donor: some dozens."""
    return session.exec(select(DonorProfile).options(joinedload(related(DonorProfile.organisation)))).all()


def list_windows(session: Session, organisation_id: int, today: date) -> Sequence[FundingWindow]:
    """Return a donor's funding windows that are not over, the next first."""
    rows = select(FundingWindow).where(
        FundingWindow.organisation_id == organisation_id,
        (col(FundingWindow.closes_on) >= today) | col(FundingWindow.closes_on).is_(None),
    )
    return session.exec(rows.order_by(col(FundingWindow.opens_on))).all()


def find_nothing(session: Session, organisation_id: int, *, year: int, half: int) -> NothingToReport | None:
    """Return a donor's answer that it has nothing to report for a half-year, or None."""
    rows = select(NothingToReport).where(
        NothingToReport.organisation_id == organisation_id,
        NothingToReport.year == year,
        NothingToReport.half == half,
    )
    return session.exec(rows).first()
