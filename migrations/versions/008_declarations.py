"""Declarations of compliance."""

import sqlalchemy as sa
from alembic import op

revision = "008_declarations"
down_revision = "007_candidate_compared"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "declaration",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("obligation_id", sa.Integer(), nullable=False),
        sa.Column("declared_on", sa.Date(), nullable=False),
        sa.Column(
            "declared_precision",
            sa.Enum(
                "day", "month", "year", name="precision", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column("stated_by", sa.String(), nullable=False),
        sa.Column("achievement", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("file_id", sa.Integer(), nullable=True),
        sa.Column("filed_by_id", sa.Integer(), nullable=True),
        sa.Column("filed_on", sa.Date(), nullable=False),
        sa.Column("ceremony_meeting_id", sa.Integer(), nullable=True),
        sa.Column("ceremony_note", sa.String(), nullable=False),
        sa.Column("reopened_on", sa.Date(), nullable=True),
        sa.Column(
            "reopened_precision",
            sa.Enum(
                "day", "month", "year", name="precision", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column("reopened_reason", sa.String(), nullable=False),
        sa.CheckConstraint(
            "(reopened_on IS NULL) = (reopened_reason = '')",
            name=op.f("ck_declaration_reopened_with_a_reason"),
        ),
        sa.ForeignKeyConstraint(
            ["ceremony_meeting_id"], ["treaty_meeting.id"], name=op.f("fk_declaration_ceremony_meeting_id")
        ),
        sa.ForeignKeyConstraint(["file_id"], ["stored_file.id"], name=op.f("fk_declaration_file_id")),
        sa.ForeignKeyConstraint(["filed_by_id"], ["person.id"], name=op.f("fk_declaration_filed_by_id")),
        sa.ForeignKeyConstraint(
            ["obligation_id"], ["obligation.id"], name=op.f("fk_declaration_obligation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_declaration")),
    )
    with op.batch_alter_table("declaration", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_declaration_ceremony_meeting_id"), ["ceremony_meeting_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_declaration_file_id"), ["file_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_declaration_filed_by_id"), ["filed_by_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_declaration_obligation_id"), ["obligation_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("declaration", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_declaration_obligation_id"))
        batch_op.drop_index(batch_op.f("ix_declaration_filed_by_id"))
        batch_op.drop_index(batch_op.f("ix_declaration_ceremony_meeting_id"))

    op.drop_table("declaration")
