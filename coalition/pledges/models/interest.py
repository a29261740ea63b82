"""Interest that others reported of a donor."""

from datetime import date

import sqlalchemy as sa
from sqlmodel import Field, Relationship, SQLModel

from coalition.core.when import Precision
from coalition.db import choice
from coalition.needs.models import Need
from coalition.organisations.models import Organisation
from coalition.pledges.rules import InterestResponse


class ReportedInterest(SQLModel, table=True):
    """What somebody else says of a donor's interest. It has no amount and counts nowhere (I05)."""

    __tablename__ = "reported_interest"
    __table_args__ = (
        sa.CheckConstraint("(response = 'none') = (response_on IS NULL)", name="response_has_its_day"),
    )

    id: int = Field(default=None, primary_key=True)
    donor_id: int = Field(foreign_key="organisation.id", index=True)
    need_id: int = Field(foreign_key="need.id", index=True)
    reported_by: str
    said_on: date
    said_on_precision: Precision = Field(default=Precision.DAY, sa_type=choice(Precision))
    forum: str = ""
    text: str
    recorded_by_id: int | None = Field(default=None, foreign_key="person.id", index=True)
    recorded_on: date
    response: InterestResponse = Field(default=InterestResponse.NONE, sa_type=choice(InterestResponse))
    response_text: str = ""
    response_on: date | None = None
    responded_by_id: int | None = Field(default=None, foreign_key="person.id", index=True)
    not_before: date | None = Field(default=None, description="the donor wishes not to be asked before")
    not_before_reason: str = ""
    is_example: bool = False

    donor: Organisation = Relationship()
    need: Need = Relationship()

    @property
    def owner_ids(self) -> tuple[int, ...]:
        """The donor that the report is about: it alone answers."""
        return (self.donor_id,)

    @property
    def state_id(self) -> int:
        """The State whose need it is."""
        return self.need.state_id
