"""Transparency reports: forms, ministries' parts, what was handed in."""

import sqlalchemy as sa
from alembic import op

revision = "012_transparency_reports"
down_revision = "011_committee"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "report_received",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("state_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "initial", "annual", name="reportkind", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column(
            "received_precision",
            sa.Enum(
                "day", "month", "year", name="precision", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column("source", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["state_id"], ["state.id"], name=op.f("fk_report_received_state_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report_received")),
        sa.UniqueConstraint("state_id", "kind", "year", name=op.f("uq_report_received_state_id_kind_year")),
    )
    with op.batch_alter_table("report_received", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_report_received_state_id"), ["state_id"], unique=False)

    op.create_table(
        "transparency_report",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("state_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "initial", "annual", name="reportkind", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column(
            "stage",
            sa.Enum(
                "open",
                "in_preparation",
                "for_signature",
                "submitted",
                "published",
                name="reportstage",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("unchanged_since", sa.Integer(), nullable=True),
        sa.Column("begun_on", sa.Date(), nullable=False),
        sa.Column("begun_by_id", sa.Integer(), nullable=True),
        sa.Column("signed_by", sa.String(), nullable=False),
        sa.Column("submitted_on", sa.Date(), nullable=True),
        sa.Column(
            "submitted_precision",
            sa.Enum(
                "day", "month", "year", name="precision", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.CheckConstraint(
            "stage NOT IN ('submitted', 'published') OR submitted_on IS NOT NULL",
            name=op.f("ck_transparency_report_handed_in_has_its_day"),
        ),
        sa.ForeignKeyConstraint(
            ["begun_by_id"], ["person.id"], name=op.f("fk_transparency_report_begun_by_id")
        ),
        sa.ForeignKeyConstraint(["state_id"], ["state.id"], name=op.f("fk_transparency_report_state_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_transparency_report")),
        sa.UniqueConstraint(
            "state_id", "kind", "year", name=op.f("uq_transparency_report_state_id_kind_year")
        ),
    )
    with op.batch_alter_table("transparency_report", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_transparency_report_begun_by_id"), ["begun_by_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_transparency_report_state_id"), ["state_id"], unique=False)

    op.create_table(
        "ministry_input",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("report_id", sa.Integer(), nullable=False),
        sa.Column("letter", sa.String(length=1), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=False),
        sa.Column("ask", sa.String(), nullable=False),
        sa.Column("asked_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "(received_on IS NULL) = (text = '')", name=op.f("ck_ministry_input_received_with_words")
        ),
        sa.ForeignKeyConstraint(["owner_id"], ["person.id"], name=op.f("fk_ministry_input_owner_id")),
        sa.ForeignKeyConstraint(
            ["report_id"], ["transparency_report.id"], name=op.f("fk_ministry_input_report_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ministry_input")),
        sa.UniqueConstraint(
            "report_id", "letter", "owner_id", name=op.f("uq_ministry_input_report_id_letter_owner_id")
        ),
    )
    with op.batch_alter_table("ministry_input", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_ministry_input_owner_id"), ["owner_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_ministry_input_report_id"), ["report_id"], unique=False)

    op.create_table(
        "transparency_form",
        sa.Column("report_id", sa.Integer(), nullable=False),
        sa.Column("letter", sa.String(length=1), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "pending",
                "unchanged",
                "changed",
                "not_applicable",
                name="formstate",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("updated_on", sa.Date(), nullable=True),
        sa.Column("updated_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["report_id"], ["transparency_report.id"], name=op.f("fk_transparency_form_report_id")
        ),
        sa.ForeignKeyConstraint(
            ["updated_by_id"], ["person.id"], name=op.f("fk_transparency_form_updated_by_id")
        ),
        sa.PrimaryKeyConstraint("report_id", "letter", name=op.f("pk_transparency_form")),
    )
    with op.batch_alter_table("transparency_form", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_transparency_form_updated_by_id"), ["updated_by_id"], unique=False
        )


def downgrade() -> None:
    with op.batch_alter_table("transparency_form", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_transparency_form_updated_by_id"))

    op.drop_table("transparency_form")
    with op.batch_alter_table("ministry_input", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_ministry_input_report_id"))
        batch_op.drop_index(batch_op.f("ix_ministry_input_owner_id"))

    op.drop_table("ministry_input")
    with op.batch_alter_table("transparency_report", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_transparency_report_state_id"))
        batch_op.drop_index(batch_op.f("ix_transparency_report_begun_by_id"))

    op.drop_table("transparency_report")
    with op.batch_alter_table("report_received", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_report_received_state_id"))

    op.drop_table("report_received")
