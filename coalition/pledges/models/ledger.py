"""The history of a pledge: its steps on the ladder, and the lines of its ledger."""

from datetime import date

import sqlalchemy as sa
from sqlmodel import Field, Relationship, SQLModel

from coalition.auth.models import Person
from coalition.db import choice
from coalition.documents.models import StoredFile
from coalition.pledges.models.pledge import Pledge
from coalition.pledges.rules import PledgeStage, StepKind, TransactionType
from coalition.rates.models import FxRate


class PledgeStep(SQLModel, table=True):
    """One step on the ladder or change of the amount, with its date, evidence and who recorded it."""

    __tablename__ = "pledge_step"
    __table_args__ = (sa.Index("ix_pledge_step_after_on", "after", "on"),)

    id: int = Field(default=None, primary_key=True)
    pledge_id: int = Field(foreign_key="pledge.id", index=True)
    kind: StepKind = Field(default=StepKind.MOVED, sa_type=choice(StepKind))
    before: PledgeStage | None = Field(default=None, sa_type=choice(PledgeStage))
    after: PledgeStage = Field(sa_type=choice(PledgeStage))
    on: date
    evidence: str = ""
    file_id: int | None = Field(default=None, foreign_key="stored_file.id", index=True)
    reason_code: str = ""
    reason: str = ""
    amount: int | None = Field(default=None, sa_type=sa.BigInteger)
    amount_before: int | None = Field(default=None, sa_type=sa.BigInteger)
    currency: str | None = Field(default=None, max_length=3)
    amount_usd: int | None = Field(default=None, sa_type=sa.BigInteger)
    fx_rate_id: int | None = Field(default=None, foreign_key="fx_rate.id", index=True)
    person_id: int | None = Field(default=None, foreign_key="person.id", index=True)

    pledge: Pledge = Relationship()
    person: Person | None = Relationship()
    file: StoredFile | None = Relationship()
    fx_rate: FxRate | None = Relationship()


class Transaction(SQLModel, table=True):
    """One line of the ledger. `amount` is in minor units of the pledge's currency, `paid` in its own.

    A payment in another currency than the pledge's is converted by the two rates of its day, both stored.
    """

    __tablename__ = "ledger_entry"
    __table_args__ = (
        sa.CheckConstraint("amount > 0 OR (type = 'adjustment' AND amount < 0)", name="amount_positive"),
        sa.CheckConstraint("paid > 0 OR (type = 'adjustment' AND paid < 0)", name="paid_positive"),
        sa.Index("ix_ledger_entry_pledge_value", "pledge_id", "value_on"),
        sa.Index("ix_ledger_entry_value", "value_on", "id"),
    )

    id: int = Field(default=None, primary_key=True)
    pledge_id: int = Field(foreign_key="pledge.id", index=True)
    type: TransactionType = Field(sa_type=choice(TransactionType))
    amount: int = Field(sa_type=sa.BigInteger)
    paid: int = Field(sa_type=sa.BigInteger)
    paid_currency: str = Field(max_length=3)
    value_on: date
    amount_usd: int = Field(sa_type=sa.BigInteger)
    fx_rate_id: int = Field(foreign_key="fx_rate.id", index=True, description="of the currency paid in")
    pledge_rate_id: int | None = Field(
        default=None, foreign_key="fx_rate.id", index=True, description="of the pledge's currency, if another"
    )
    document: str = ""
    file_id: int | None = Field(default=None, foreign_key="stored_file.id", index=True)
    reason: str = ""
    recorded_by_id: int | None = Field(default=None, foreign_key="person.id", index=True)
    recorded_on: date

    pledge: Pledge = Relationship()
    fx_rate: FxRate = Relationship(sa_relationship_kwargs={"foreign_keys": "Transaction.fx_rate_id"})
    pledge_rate: FxRate | None = Relationship(
        sa_relationship_kwargs={"foreign_keys": "Transaction.pledge_rate_id"}
    )
    file: StoredFile | None = Relationship()
