"""Requests for more time: drafts, checklist, analysis, benchmarks."""

import sqlalchemy as sa
from alembic import op

revision = "010_requests_for_time"
down_revision = "009_words_without_accents"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "extension_process",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("obligation_id", sa.Integer(), nullable=False),
        sa.Column("extension_id", sa.Integer(), nullable=True),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column(
            "stage",
            sa.Enum(
                "anticipated",
                "notice_given",
                "drafting",
                "submitted",
                "in_analysis",
                "clarification_requested",
                "revised",
                "presented_informally",
                "tabled",
                "decided",
                "withdrawn",
                "not_needed",
                name="stage",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("is_interim", sa.Boolean(), nullable=False),
        sa.Column("deadline_on", sa.Date(), nullable=False),
        sa.Column(
            "deadline_precision",
            sa.Enum(
                "day", "month", "year", name="precision", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column("requested_until", sa.Date(), nullable=True),
        sa.Column("meeting_id", sa.Integer(), nullable=True),
        sa.Column("begun_on", sa.Date(), nullable=False),
        sa.Column("begun_by_id", sa.Integer(), nullable=True),
        sa.Column("notice_on", sa.Date(), nullable=True),
        sa.Column("submitted_on", sa.Date(), nullable=True),
        sa.Column(
            "submitted_precision",
            sa.Enum(
                "day", "month", "year", name="precision", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column("presented_on", sa.Date(), nullable=True),
        sa.Column("closing_note", sa.String(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "extension_id IS NULL OR submitted_on IS NOT NULL",
            name=op.f("ck_extension_process_filed_has_its_day"),
        ),
        sa.CheckConstraint("sequence > 0", name=op.f("ck_extension_process_sequence_from_one")),
        sa.ForeignKeyConstraint(
            ["begun_by_id"], ["person.id"], name=op.f("fk_extension_process_begun_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["extension_id"], ["extension.id"], name=op.f("fk_extension_process_extension_id")
        ),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["treaty_meeting.id"], name=op.f("fk_extension_process_meeting_id")
        ),
        sa.ForeignKeyConstraint(
            ["obligation_id"], ["obligation.id"], name=op.f("fk_extension_process_obligation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_extension_process")),
        sa.UniqueConstraint("extension_id", name=op.f("uq_extension_process_extension_id")),
        sa.UniqueConstraint(
            "obligation_id", "sequence", name=op.f("uq_extension_process_obligation_id_sequence")
        ),
    )
    with op.batch_alter_table("extension_process", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_extension_process_begun_by_id"), ["begun_by_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_extension_process_meeting_id"), ["meeting_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_extension_process_obligation_id"), ["obligation_id"], unique=False
        )

    op.create_table(
        "extension_analyst",
        sa.Column("process_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column(
            "office",
            sa.Enum(
                "ica",
                "clearance_risk_education",
                "victim_assistance",
                "stockpiles",
                "universalization",
                "general_status",
                "transparency",
                "national_implementation",
                "gender",
                name="theme",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("since_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_extension_analyst_organisation_id")
        ),
        sa.ForeignKeyConstraint(
            ["process_id"], ["extension_process.id"], name=op.f("fk_extension_analyst_process_id")
        ),
        sa.PrimaryKeyConstraint("process_id", "organisation_id", name=op.f("pk_extension_analyst")),
    )
    with op.batch_alter_table("extension_analyst", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_extension_analyst_organisation_id"), ["organisation_id"], unique=False
        )

    op.create_table(
        "extension_benchmark",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("process_id", sa.Integer(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column(
            "due_precision",
            sa.Enum(
                "day", "month", "year", name="precision", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("area_m2", sa.BigInteger(), nullable=True),
        sa.Column(
            "origin",
            sa.Enum(
                "state",
                "meeting",
                name="benchmarkorigin",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.CheckConstraint(
            "area_m2 IS NULL OR area_m2 >= 0", name=op.f("ck_extension_benchmark_area_not_negative")
        ),
        sa.ForeignKeyConstraint(
            ["process_id"], ["extension_process.id"], name=op.f("fk_extension_benchmark_process_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_extension_benchmark")),
    )
    with op.batch_alter_table("extension_benchmark", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_extension_benchmark_process_id"), ["process_id"], unique=False)

    op.create_table(
        "extension_question",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("process_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "to_isu",
                "analysis",
                name="questionkind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("letter", sa.String(length=8), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("asked_by_id", sa.Integer(), nullable=True),
        sa.Column("asked_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("answer", sa.String(), nullable=False),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("answered_by_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "(answered_on IS NULL) = (answer = '')", name=op.f("ck_extension_question_answered_with_words")
        ),
        sa.ForeignKeyConstraint(
            ["answered_by_id"], ["person.id"], name=op.f("fk_extension_question_answered_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["asked_by_id"], ["person.id"], name=op.f("fk_extension_question_asked_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["process_id"], ["extension_process.id"], name=op.f("fk_extension_question_process_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_extension_question")),
    )
    with op.batch_alter_table("extension_question", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_extension_question_answered_by_id"), ["answered_by_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_extension_question_asked_by_id"), ["asked_by_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_extension_question_process_id"), ["process_id"], unique=False)

    op.create_table(
        "extension_section",
        sa.Column("process_id", sa.Integer(), nullable=False),
        sa.Column("letter", sa.String(length=8), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("updated_on", sa.Date(), nullable=False),
        sa.Column("updated_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["process_id"], ["extension_process.id"], name=op.f("fk_extension_section_process_id")
        ),
        sa.ForeignKeyConstraint(
            ["updated_by_id"], ["person.id"], name=op.f("fk_extension_section_updated_by_id")
        ),
        sa.PrimaryKeyConstraint("process_id", "letter", name=op.f("pk_extension_section")),
    )
    with op.batch_alter_table("extension_section", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_extension_section_updated_by_id"), ["updated_by_id"], unique=False
        )


def downgrade() -> None:
    with op.batch_alter_table("extension_section", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_extension_section_updated_by_id"))

    op.drop_table("extension_section")
    with op.batch_alter_table("extension_question", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_extension_question_process_id"))
        batch_op.drop_index(batch_op.f("ix_extension_question_asked_by_id"))
        batch_op.drop_index(batch_op.f("ix_extension_question_answered_by_id"))

    op.drop_table("extension_question")
    with op.batch_alter_table("extension_benchmark", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_extension_benchmark_process_id"))

    op.drop_table("extension_benchmark")
    with op.batch_alter_table("extension_analyst", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_extension_analyst_organisation_id"))

    op.drop_table("extension_analyst")
    with op.batch_alter_table("extension_process", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_extension_process_obligation_id"))
        batch_op.drop_index(batch_op.f("ix_extension_process_meeting_id"))
        batch_op.drop_index(batch_op.f("ix_extension_process_begun_by_id"))

    op.drop_table("extension_process")
