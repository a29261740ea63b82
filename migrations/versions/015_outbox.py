"""Messages by kind, in the reader's language, claimed before they are sent; how each person wants them."""

import sqlalchemy as sa
from alembic import op

revision = "015_outbox"
down_revision = "014_counted_elsewhere"
branch_labels = None
depends_on = None

BEFORE = ("waiting", "sent", "dead")
STATES = ("waiting", "sending", "sent", "perhaps_sent", "dead", "kept", "discarded")
KINDS = (
    "deadlines", "needs", "pledges", "overlaps", "activities", "coalitions", "obligations", "committee",
    "account", "other",
)  # fmt: skip
PACES = ("immediate", "daily", "weekly", "never")
# What the first word of an older message's key says of its kind.
OLD = {
    "need-answer": "needs",
    "interest": "needs",
    "pledge": "pledges",
    "flag": "overlaps",
    "report-returned": "activities",
    "round": "coalitions",
    "pairing": "coalitions",
    "obligation": "obligations",
    "declaration": "obligations",
    "invitation": "account",
    "reset": "account",
}


def one_of(column: str, values: tuple[str, ...]) -> str:
    return f"{column} IN ({', '.join(repr(value) for value in values)})"


def kind_type() -> sa.Enum:
    return sa.Enum(*KINDS, name="kind", native_enum=False, create_constraint=True, length=40)


def upgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":  # SQLite drops it as it copies the table
        op.drop_constraint(op.f("ck_mail_status"), "mail", type_="check")
    with op.batch_alter_table("mail", schema=None) as batch_op:
        batch_op.add_column(sa.Column("kind", sa.String(length=40), nullable=False, server_default="other"))
        batch_op.add_column(sa.Column("given", sa.JSON(), nullable=False, server_default="{}"))
        batch_op.add_column(sa.Column("attempt", sa.String(), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("claimed_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("message_id", sa.String(), nullable=False, server_default=""))
        batch_op.create_check_constraint(op.f("ck_mail_status"), one_of("status", STATES))
        batch_op.create_check_constraint(op.f("ck_mail_kind"), one_of("kind", KINDS))
        batch_op.create_index("ix_mail_person_written", ["person_id", "written_at"], unique=False)
    mail = sa.table("mail", sa.column("key"), sa.column("kind"))
    for word, kind in OLD.items():
        op.execute(mail.update().where(mail.c.key.startswith(f"{word}:")).values(kind=kind))
    with op.batch_alter_table("mail", schema=None) as batch_op:
        for name in ("kind", "given", "attempt", "message_id"):
            batch_op.alter_column(name, server_default=None)
        if op.get_bind().dialect.name == "sqlite":  # the copy forgets them
            batch_op.create_check_constraint(op.f("ck_mail_status"), one_of("status", STATES))
            batch_op.create_check_constraint(op.f("ck_mail_kind"), one_of("kind", KINDS))
    op.create_table(
        "mail_setting",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("kind", kind_type(), nullable=False),
        sa.Column(
            "pace",
            sa.Enum(*PACES, name="pace", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_mail_setting_person_id")),
        sa.PrimaryKeyConstraint("person_id", "kind", name=op.f("pk_mail_setting")),
    )


def downgrade() -> None:
    op.drop_table("mail_setting")
    mail = sa.table("mail", sa.column("status"))
    op.execute(mail.delete().where(mail.c.status.not_in(BEFORE)))
    if op.get_bind().dialect.name == "postgresql":
        op.drop_constraint(op.f("ck_mail_status"), "mail", type_="check")
        op.drop_constraint(op.f("ck_mail_kind"), "mail", type_="check")
    with op.batch_alter_table("mail", schema=None) as batch_op:
        batch_op.drop_index("ix_mail_person_written")
        for name in ("kind", "given", "attempt", "claimed_at", "message_id"):
            batch_op.drop_column(name)
        batch_op.create_check_constraint(op.f("ck_mail_status"), one_of("status", BEFORE))
