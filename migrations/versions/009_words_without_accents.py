"""Words of pages without accents, searched on both databases alike; sums of needs and areas from an index."""

import unicodedata

import sqlalchemy as sa
from alembic import op

revision = "009_words_without_accents"
down_revision = "008_declarations"
branch_labels = None
depends_on = None

AT_ONCE = 200


def upgrade() -> None:
    op.add_column("file_page", sa.Column("folded", sa.String(), nullable=False, server_default=""))
    fold_what_is_there()
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP INDEX ix_file_page_words")
        op.execute("CREATE INDEX ix_file_page_words ON file_page USING gin (to_tsvector('simple', folded))")
    op.create_index("ix_need_sums", "need", ["state_id", "status", "cost_usd", "cost"])
    op.create_index("ix_hazard_area_sums", "hazard_area", ["state_id", "status", "kind", "mix", "area_m2"])


def downgrade() -> None:
    op.drop_index("ix_hazard_area_sums", table_name="hazard_area")
    op.drop_index("ix_need_sums", table_name="need")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP INDEX ix_file_page_words")
        op.execute("CREATE INDEX ix_file_page_words ON file_page USING gin (to_tsvector('simple', text))")
    op.drop_column("file_page", "folded")


def fold_what_is_there() -> None:
    """Write the words without accents beside those of pages that are kept already."""
    connection, last = op.get_bind(), 0
    asked = sa.text("SELECT id, text FROM file_page WHERE id > :last ORDER BY id LIMIT :most")
    told = sa.text("UPDATE file_page SET folded = :folded WHERE id = :id")
    while rows := connection.execute(asked, {"last": last, "most": AT_ONCE}).all():
        connection.execute(told, [{"id": row.id, "folded": _fold(row.text)} for row in rows])
        last = rows[-1].id


def _fold(text: str) -> str:
    """Return what core.text.fold returned when this was written."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(mark for mark in decomposed if not unicodedata.combining(mark))
    return " ".join("".join(mark if mark.isalnum() or mark == "_" else " " for mark in plain).split())
