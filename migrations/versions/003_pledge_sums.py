"""What sums ask of pledges, in indexes of their own; a donor's sources of programmes and its word on each."""

import sqlalchemy as sa
from alembic import op

revision = "003_pledge_sums"
down_revision = "002_coordinators_desk"
branch_labels = None
depends_on = None

FIRM = "('commitment', 'contracted', 'disbursing', 'completed', 'reimbursed')"


def upgrade() -> None:
    op.create_table(
        "programme_source",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("url", sa.String(), nullable=False),
        sa.Column("etag", sa.String(), nullable=False),
        sa.Column("last_modified", sa.String(), nullable=False),
        sa.Column("content_hash", sa.String(), nullable=False),
        sa.Column("checked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("next_check_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("paused", sa.Boolean(), nullable=False),
        sa.Column("created_on", sa.Date(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["person.id"], name=op.f("fk_programme_source_created_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_programme_source_organisation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_programme_source")),
        sa.UniqueConstraint("organisation_id", "url", name=op.f("uq_programme_source_organisation_id_url")),
    )
    op.create_index(op.f("ix_programme_source_created_by_id"), "programme_source", ["created_by_id"])
    op.create_index("ix_programme_source_due", "programme_source", ["paused", "next_check_at"])
    op.create_index(op.f("ix_programme_source_organisation_id"), "programme_source", ["organisation_id"])
    op.create_table(
        "programme_claim",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("word", _choice("mine", "not_mine", "outdated", name="claimword"), nullable=False),
        sa.Column("said_on", sa.Date(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("note", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_programme_claim_organisation_id")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_programme_claim_person_id")),
        sa.ForeignKeyConstraint(
            ["programme_id"], ["programme.id"], name=op.f("fk_programme_claim_programme_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_programme_claim")),
        sa.UniqueConstraint(
            "organisation_id", "programme_id", name=op.f("uq_programme_claim_organisation_id_programme_id")
        ),
    )
    op.create_index(op.f("ix_programme_claim_person_id"), "programme_claim", ["person_id"])
    op.create_index(op.f("ix_programme_claim_programme_id"), "programme_claim", ["programme_id"])
    op.create_table(
        "source_check",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("outcome", _choice("changed", "unchanged", "failed", name="checkoutcome"), nullable=False),
        sa.Column("added", sa.Integer(), nullable=False),
        sa.Column("changed", sa.Integer(), nullable=False),
        sa.Column("unchanged", sa.Integer(), nullable=False),
        sa.Column("refused", sa.Integer(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["source_id"], ["programme_source.id"], name=op.f("fk_source_check_source_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_source_check")),
    )
    op.create_index(op.f("ix_source_check_source_id"), "source_check", ["source_id"])
    _sums()


def _sums() -> None:
    """Let each allocation know whether it is firm, so that coverage is one sum over one index."""
    op.create_index(
        "ix_pledge_sums",
        "pledge",
        [
            "stage",
            "visibility",
            "state_id",
            "pillar",
            "donor_id",
            "channel",
            "statement_on",
            "counted_usd",
            "parent_id",
            "root_id",
        ],
    )
    op.drop_index("ix_pledge_allocation_need", table_name="pledge_allocation")
    with op.batch_alter_table("pledge_allocation") as table:
        table.add_column(sa.Column("is_firm", sa.Boolean(), nullable=True))
    op.execute(
        "UPDATE pledge_allocation SET is_firm = "
        f"EXISTS (SELECT 1 FROM pledge WHERE pledge.id = pledge_allocation.pledge_id AND pledge.stage IN {FIRM})"
    )
    with op.batch_alter_table("pledge_allocation") as table:
        table.alter_column("is_firm", existing_type=sa.Boolean(), nullable=False)
    op.create_index("ix_pledge_allocation_need", "pledge_allocation", ["need_id", "is_firm", "counted_usd"])


def _choice(*values: str, name: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=40)


def downgrade() -> None:
    op.drop_index("ix_pledge_allocation_need", table_name="pledge_allocation")
    with op.batch_alter_table("pledge_allocation") as table:
        table.drop_column("is_firm")
    op.create_index("ix_pledge_allocation_need", "pledge_allocation", ["need_id", "pledge_id"])
    op.drop_index("ix_pledge_sums", table_name="pledge")
    for table in ("source_check", "programme_claim", "programme_source"):
        op.drop_table(table)
