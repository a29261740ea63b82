"""A request for more time as it is drawn up, analysed and decided."""

from datetime import date

import sqlalchemy as sa
from sqlmodel import Field, Relationship, SQLModel

from coalition.auth.models import Person
from coalition.auth.rules import Theme
from coalition.core.when import Precision
from coalition.db import choice
from coalition.obligations.rules.asking import BenchmarkOrigin, QuestionKind, Stage
from coalition.organisations.models import Organisation
from coalition.treaty.models import Extension, Obligation, TreatyMeeting


class ExtensionProcess(SQLModel, table=True):
    """One request for more time from the first thought to the decision; filed, it has its `extension`."""

    __tablename__ = "extension_process"
    __table_args__ = (
        sa.UniqueConstraint("obligation_id", "sequence"),
        sa.CheckConstraint("sequence > 0", name="sequence_from_one"),
        sa.CheckConstraint("extension_id IS NULL OR submitted_on IS NOT NULL", name="filed_has_its_day"),
    )

    id: int = Field(default=None, primary_key=True)
    obligation_id: int = Field(foreign_key="obligation.id", index=True)
    extension_id: int | None = Field(default=None, foreign_key="extension.id", unique=True)
    sequence: int
    stage: Stage = Field(default=Stage.DRAFTING, sa_type=choice(Stage))
    is_interim: bool = Field(default=False, description="a short time, while the whole request is prepared")
    deadline_on: date = Field(description="the deadline that it asks to move")
    deadline_precision: Precision = Field(default=Precision.DAY, sa_type=choice(Precision))
    requested_until: date | None = None
    meeting_id: int | None = Field(default=None, foreign_key="treaty_meeting.id", index=True)
    begun_on: date
    begun_by_id: int | None = Field(default=None, foreign_key="person.id", index=True)
    notice_on: date | None = None
    submitted_on: date | None = None
    submitted_precision: Precision = Field(default=Precision.DAY, sa_type=choice(Precision))
    presented_on: date | None = None
    closing_note: str = ""
    row_version: int = 1

    obligation: Obligation = Relationship()
    extension: Extension | None = Relationship()
    meeting: TreatyMeeting | None = Relationship()

    @property
    def state_id(self) -> int:
        """The State that asks."""
        return self.obligation.state_id


class ExtensionSection(SQLModel, table=True):
    """What a State writes on one point of the checklist."""

    __tablename__ = "extension_section"

    process_id: int = Field(foreign_key="extension_process.id", primary_key=True)
    letter: str = Field(primary_key=True, max_length=8)
    text: str = ""
    updated_on: date
    updated_by_id: int | None = Field(default=None, foreign_key="person.id", index=True)


class ExtensionBenchmark(SQLModel, table=True):
    """Something to be reached on the way: proposed by the State, or set by the meeting. Area in m²."""

    __tablename__ = "extension_benchmark"
    __table_args__ = (sa.CheckConstraint("area_m2 IS NULL OR area_m2 >= 0", name="area_not_negative"),)

    id: int = Field(default=None, primary_key=True)
    process_id: int = Field(foreign_key="extension_process.id", index=True)
    due_on: date
    due_precision: Precision = Field(default=Precision.DAY, sa_type=choice(Precision))
    text: str
    area_m2: int | None = Field(default=None, sa_type=sa.BigInteger)
    origin: BenchmarkOrigin = Field(sa_type=choice(BenchmarkOrigin))


class ExtensionAnalyst(SQLModel, table=True):
    """A State in the analysis group, by the office it holds; its government's people ask and read."""

    __tablename__ = "extension_analyst"

    process_id: int = Field(foreign_key="extension_process.id", primary_key=True)
    organisation_id: int = Field(foreign_key="organisation.id", primary_key=True, index=True)
    office: Theme | None = Field(default=None, sa_type=choice(Theme))
    since_on: date

    organisation: Organisation = Relationship()


class ExtensionQuestion(SQLModel, table=True):
    """A question about a request and its answer."""

    __tablename__ = "extension_question"
    __table_args__ = (
        sa.CheckConstraint("(answered_on IS NULL) = (answer = '')", name="answered_with_words"),
    )

    id: int = Field(default=None, primary_key=True)
    process_id: int = Field(foreign_key="extension_process.id", index=True)
    kind: QuestionKind = Field(sa_type=choice(QuestionKind))
    letter: str = Field(default="", max_length=8, description="point of the checklist; empty: the whole")
    text: str
    asked_by_id: int | None = Field(default=None, foreign_key="person.id", index=True)
    asked_on: date
    due_on: date
    answer: str = ""
    answered_on: date | None = None
    answered_by_id: int | None = Field(default=None, foreign_key="person.id", index=True)

    asked_by: Person | None = Relationship(
        sa_relationship_kwargs={"foreign_keys": "ExtensionQuestion.asked_by_id"}
    )
