"""Pledges whose money stands in another pledge as well: totals count it once."""

import sqlalchemy as sa
from alembic import op

revision = "014_counted_elsewhere"
down_revision = "013_universalization"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "pledge_counted_elsewhere",
        sa.Column("pledge_id", sa.Integer(), nullable=False),
        sa.Column("counted_in_id", sa.Integer(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.CheckConstraint("pledge_id <> counted_in_id", name=op.f("ck_pledge_counted_elsewhere_not_itself")),
        sa.ForeignKeyConstraint(
            ["pledge_id"], ["pledge.id"], name=op.f("fk_pledge_counted_elsewhere_pledge_id")
        ),
        sa.ForeignKeyConstraint(
            ["counted_in_id"], ["pledge.id"], name=op.f("fk_pledge_counted_elsewhere_counted_in_id")
        ),
        sa.PrimaryKeyConstraint("pledge_id", name=op.f("pk_pledge_counted_elsewhere")),
    )
    op.create_index(
        op.f("ix_pledge_counted_elsewhere_counted_in_id"), "pledge_counted_elsewhere", ["counted_in_id"]
    )


def downgrade() -> None:
    op.drop_table("pledge_counted_elsewhere")
