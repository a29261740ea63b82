"""Contacts: how exactly their days are known, who confirmed them, whom they follow."""

import sqlalchemy as sa
from alembic import op

revision = "018_contacts"
down_revision = "017_personal"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("contact", schema=None) as batch_op:
        for name in ("from_precision", "to_precision"):
            batch_op.add_column(
                sa.Column(
                    name,
                    sa.Enum("day", "month", "year", name="precision", native_enum=False, length=40),
                    nullable=False,
                    server_default="day",
                )
            )
            batch_op.create_check_constraint(name, f"{name} IN ('day', 'month', 'year')")
        batch_op.add_column(sa.Column("confirmed_by_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("follows_id", sa.Integer(), nullable=True))
        batch_op.create_foreign_key(op.f("fk_contact_confirmed_by_id"), "person", ["confirmed_by_id"], ["id"])
        batch_op.create_foreign_key(op.f("fk_contact_follows_id"), "contact", ["follows_id"], ["id"])
        batch_op.create_unique_constraint(op.f("uq_contact_follows_id"), ["follows_id"])
        batch_op.create_check_constraint("follows_another", "follows_id IS NULL OR follows_id <> id")
        batch_op.drop_index(op.f("ix_contact_organisation_id"))
        batch_op.create_index("ix_contact_organisation_id_valid_to", ["organisation_id", "valid_to"])
        batch_op.create_index(op.f("ix_contact_confirmed_by_id"), ["confirmed_by_id"])
    with op.batch_alter_table("contact", schema=None) as batch_op:
        for name in ("from_precision", "to_precision"):
            batch_op.alter_column(name, server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("contact", schema=None) as batch_op:
        batch_op.drop_index(op.f("ix_contact_confirmed_by_id"))
        batch_op.drop_index("ix_contact_organisation_id_valid_to")
        batch_op.create_index(op.f("ix_contact_organisation_id"), ["organisation_id"])
        batch_op.drop_constraint("follows_another", type_="check")
        batch_op.drop_constraint(op.f("uq_contact_follows_id"), type_="unique")
        batch_op.drop_constraint(op.f("fk_contact_follows_id"), type_="foreignkey")
        batch_op.drop_constraint(op.f("fk_contact_confirmed_by_id"), type_="foreignkey")
        for name in ("from_precision", "to_precision"):
            batch_op.drop_constraint(name, type_="check")
        for name in ("follows_id", "confirmed_by_id", "to_precision", "from_precision"):
            batch_op.drop_column(name)
