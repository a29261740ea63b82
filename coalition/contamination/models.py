"""Places of a State, what is known of its contamination, its hazard areas, and how they were imported."""

from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlmodel import Field, Relationship, SQLModel

from coalition.contamination.rules import (
    HazardKind,
    HazardMix,
    HazardStatus,
    ImportStatus,
    Knowledge,
)
from coalition.core.visibility import Confidence, Visibility
from coalition.core.when import Precision
from coalition.db import choice
from coalition.documents.models import StoredFile
from coalition.states.models import State


class AdminArea(SQLModel, table=True):
    """A province (level 1), district (2) or village (3). `key` is the name's form for comparison."""

    __tablename__ = "admin_area"
    __table_args__ = (
        sa.UniqueConstraint("state_id", "level", "code"),
        sa.CheckConstraint("level BETWEEN 1 AND 3", name="level_known"),
        sa.Index("ix_admin_area_key", "state_id", "level", "key"),
    )

    id: int = Field(default=None, primary_key=True)
    state_id: int = Field(foreign_key="state.id", index=True)
    level: int
    code: str = Field(description="p-code, or the name's key where none is known")
    name: str
    key: str
    parent_id: int | None = Field(default=None, foreign_key="admin_area.id", index=True)
    source: str = ""


class ContaminationSnapshot(SQLModel, table=True):
    """What was known of a State's contamination on a day. Areas in m²; NULL is not known, never 0 (I14)."""

    __tablename__ = "contamination_snapshot"
    __table_args__ = (
        sa.CheckConstraint(
            "knowledge <> 'unknown' OR (sha_m2 IS NULL AND cha_m2 IS NULL)", name="unknown_has_no_areas"
        ),
        sa.CheckConstraint(
            "(sha_m2 IS NULL OR sha_m2 >= 0) AND (cha_m2 IS NULL OR cha_m2 >= 0)", name="areas_not_negative"
        ),
        sa.UniqueConstraint("state_id", "as_of", "hazard_mix", "source"),
        sa.Index("ix_contamination_snapshot_newest", "state_id", "as_of"),
    )

    id: int = Field(default=None, primary_key=True)
    state_id: int = Field(foreign_key="state.id", index=True)
    as_of: date
    as_of_precision: Precision = Field(default=Precision.DAY, sa_type=choice(Precision))
    knowledge: Knowledge = Field(sa_type=choice(Knowledge))
    sha_m2: int | None = Field(default=None, sa_type=sa.BigInteger, description="suspected")
    cha_m2: int | None = Field(default=None, sa_type=sa.BigInteger, description="confirmed")
    hazard_mix: HazardMix = Field(sa_type=choice(HazardMix))
    method_note: str = ""
    source: str
    confidence: Confidence = Field(default=Confidence.MEDIUM, sa_type=choice(Confidence))
    recorded_on: date
    visibility: Visibility = Field(default=Visibility.MEMBERS, sa_type=choice(Visibility))
    is_example: bool = False

    state: State = Relationship()


class ImportMapping(SQLModel, table=True):
    """Which column of a State's usual export means what; found again by the names of its columns."""

    __tablename__ = "import_mapping"
    __table_args__ = (sa.UniqueConstraint("state_id", "header_key"),)

    id: int = Field(default=None, primary_key=True)
    state_id: int = Field(foreign_key="state.id", index=True)
    header_key: str = Field(description="digest of the column names, in order-free form")
    columns: dict[str, str] = Field(sa_type=sa.JSON, description="field -> column")
    options: dict[str, str] = Field(sa_type=sa.JSON, description="unit of areas, order of dates")
    used_on: date


class HazardImport(SQLModel, table=True):
    """One file of hazard areas: looked at first, then saved or dropped; what was refused, by row."""

    __tablename__ = "hazard_import"

    id: int = Field(default=None, primary_key=True)
    state_id: int = Field(foreign_key="state.id", index=True)
    file_id: int = Field(foreign_key="stored_file.id", index=True)
    status: ImportStatus = Field(default=ImportStatus.PREVIEWED, sa_type=choice(ImportStatus))
    columns: dict[str, str] = Field(sa_type=sa.JSON)
    options: dict[str, str] = Field(sa_type=sa.JSON)
    read: int = 0
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    refused: int = 0
    refusals: list[dict[str, Any]] = Field(sa_type=sa.JSON, description="the first of them, in order of rows")
    keep_good_rows: bool = False
    made_at: datetime = Field(sa_type=sa.DateTime(timezone=True))
    made_by_id: int | None = Field(default=None, foreign_key="person.id", index=True)
    saved_at: datetime | None = Field(default=None, sa_type=sa.DateTime(timezone=True))

    file: StoredFile = Relationship()
    state: State = Relationship()


class HazardArea(SQLModel, table=True):
    """A suspected or confirmed hazardous area under the State's own reference. Outlines are not kept."""

    __tablename__ = "hazard_area"
    __table_args__ = (
        sa.UniqueConstraint("state_id", "national_ref"),
        sa.CheckConstraint("area_m2 > 0", name="area_positive"),
        sa.CheckConstraint("hazard_types <> ''", name="hazard_types_named"),
        sa.CheckConstraint("(latitude IS NULL) = (longitude IS NULL)", name="point_whole"),
        sa.Index("ix_hazard_area_listed", "state_id", "status", "national_ref"),
        sa.Index("ix_hazard_area_sums", "state_id", "status", "kind", "mix", "area_m2"),
    )

    id: int = Field(default=None, primary_key=True)
    state_id: int = Field(foreign_key="state.id")
    national_ref: str = Field(description="as in the State's own system, e.g. IMSMA")
    kind: HazardKind = Field(sa_type=choice(HazardKind))
    area_m2: int = Field(sa_type=sa.BigInteger)
    hazard_types: str = Field(description="sorted, parted by a space; see rules.joined")
    mix: HazardMix = Field(sa_type=choice(HazardMix))
    status: HazardStatus = Field(default=HazardStatus.OPEN, sa_type=choice(HazardStatus))
    province: str = ""
    district: str = ""
    admin_area_id: int | None = Field(default=None, foreign_key="admin_area.id", index=True)
    expected_beneficiaries: int | None = None
    priority: int | None = None
    latitude: float | None = Field(default=None, description="of the middle; for leads and the State only")
    longitude: float | None = None
    surveyed_on: date | None = None
    import_id: int | None = Field(default=None, foreign_key="hazard_import.id", index=True)

    state: State = Relationship()


class HazardAreaChange(SQLModel, table=True):
    """What a hazard area was before an import changed it: imports keep their own history."""

    __tablename__ = "hazard_area_change"

    id: int = Field(default=None, primary_key=True)
    hazard_area_id: int = Field(foreign_key="hazard_area.id", index=True)
    import_id: int = Field(foreign_key="hazard_import.id", index=True)
    before: dict[str, Any] = Field(sa_type=sa.JSON)
