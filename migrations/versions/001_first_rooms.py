"""The first rooms: every table of the house as it was laid."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy import Text
from sqlalchemy.dialects import postgresql

revision = "001_first_rooms"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "audit_entry",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("thing", sa.String(), nullable=False),
        sa.Column("thing_id", sa.String(), nullable=False),
        sa.Column("change", sa.String(), nullable=False),
        sa.Column("before", sa.JSON(), nullable=True),
        sa.Column("after", sa.JSON(), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_entry")),
    )
    with op.batch_alter_table("audit_entry", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_audit_entry_actor_id"), ["actor_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_audit_entry_at"), ["at"], unique=False)
        batch_op.create_index("ix_audit_entry_thing", ["thing", "thing_id", "id"], unique=False)

    op.create_table(
        "candidate_key",
        sa.Column("key", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("item", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("key", "item", name=op.f("pk_candidate_key")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "candidate_profile",
        sa.Column(
            "item", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False
        ),
        sa.Column(
            "side_kind",
            sa.Enum(
                "programme",
                "pledge",
                "need",
                "activity",
                name="sidekind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("side_id", sa.Integer(), nullable=False),
        sa.Column("state_id", sa.Integer(), nullable=True),
        sa.Column("keys", sa.LargeBinary(), nullable=False),
        sa.Column("facts", sa.LargeBinary(), nullable=False),
        sa.Column("fingerprint", sa.String(length=16), nullable=False),
        sa.PrimaryKeyConstraint("item", name=op.f("pk_candidate_profile")),
        sa.UniqueConstraint("side_kind", "side_id", name=op.f("uq_candidate_profile_side_kind_side_id")),
    )
    op.create_table(
        "failed_sign_in",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_failed_sign_in")),
    )
    with op.batch_alter_table("failed_sign_in", schema=None) as batch_op:
        batch_op.create_index("ix_failed_sign_in_key_at", ["key", "at"], unique=False)

    op.create_table(
        "fx_rate",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("rate_on", sa.Date(), nullable=False),
        sa.Column("rate", sa.BigInteger(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.CheckConstraint("rate > 0", name=op.f("ck_fx_rate_rate_positive")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fx_rate")),
        sa.UniqueConstraint("currency", "rate_on", "source", name=op.f("uq_fx_rate_currency_rate_on_source")),
    )
    op.create_table(
        "heartbeat",
        sa.Column("worker", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("worker", name=op.f("pk_heartbeat")),
    )
    with op.batch_alter_table("heartbeat", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_heartbeat_at"), ["at"], unique=False)

    op.create_table(
        "import_file",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("path", sa.String(), nullable=False),
        sa.Column("format", sa.String(), nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("read", sa.Integer(), nullable=False),
        sa.Column("kept", sa.Integer(), nullable=False),
        sa.Column("created", sa.Integer(), nullable=False),
        sa.Column("updated", sa.Integer(), nullable=False),
        sa.Column("unchanged", sa.Integer(), nullable=False),
        sa.Column("skipped", sa.Integer(), nullable=False),
        sa.Column(
            "refused",
            sa.JSON().with_variant(postgresql.JSONB(astext_type=Text()), "postgresql"),
            nullable=False,
        ),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_file")),
    )
    with op.batch_alter_table("import_file", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_import_file_at"), ["at"], unique=False)
        batch_op.create_index(batch_op.f("ix_import_file_source"), ["source"], unique=False)

    op.create_table(
        "job_state",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("next_run", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_run", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "last_status",
            sa.Enum(
                "never",
                "done",
                "failed",
                name="jobstatus",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("last_words", sa.String(), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_job_state")),
    )
    op.create_table(
        "person",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("password_hash", sa.String(), nullable=True),
        sa.Column("locked", sa.Boolean(), nullable=False),
        sa.Column("epoch", sa.Integer(), nullable=False),
        sa.Column("locale", sa.String(), nullable=False),
        sa.Column("timezone", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("last_seen_on", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
        sa.UniqueConstraint("email", name=op.f("uq_person_email")),
    )
    op.create_table(
        "screening",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column(
            "side_kind",
            sa.Enum(
                "programme",
                "pledge",
                "need",
                "activity",
                name="sidekind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("side_id", sa.Integer(), nullable=False),
        sa.Column("fingerprint", sa.String(length=16), nullable=False),
        sa.Column("screened_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_screening")),
        sa.UniqueConstraint("side_kind", "side_id", name=op.f("uq_screening_side_kind_side_id")),
    )
    op.create_table(
        "state",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("iso3", sa.String(length=3), nullable=False),
        sa.Column("iso2", sa.String(length=2), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("short_name", sa.String(), nullable=False),
        sa.Column("un_member", sa.Boolean(), nullable=False),
        sa.Column("un_region", sa.String(), nullable=False),
        sa.Column("m49_subregion", sa.String(), nullable=False),
        sa.Column("regional_group", sa.String(), nullable=False),
        sa.Column(
            "ccm_region",
            sa.Enum(
                "Africa",
                "Americas",
                "Asia/Pacific",
                "Europe",
                name="ccmregion",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("dac_member", sa.Boolean(), nullable=False),
        sa.Column(
            "affected_status",
            sa.Enum(
                "affected",
                "suspected",
                "not_affected",
                "unknown",
                name="affectedstatus",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "has_victims",
            sa.Enum(
                "yes", "no", "unknown", name="known", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column("situation_source", sa.String(), nullable=False),
        sa.Column(
            "situation_confidence",
            sa.Enum(
                "high",
                "medium",
                "low",
                name="confidence",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column(
            "confidence",
            sa.Enum(
                "high",
                "medium",
                "low",
                name="confidence",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("kept_by_hand", sa.Boolean(), nullable=False),
        sa.CheckConstraint("length(iso2) = 2", name=op.f("ck_state_iso2_length")),
        sa.CheckConstraint("length(iso3) = 3", name=op.f("ck_state_iso3_length")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_state")),
        sa.UniqueConstraint("iso2", name=op.f("uq_state_iso2")),
        sa.UniqueConstraint("iso3", name=op.f("uq_state_iso3")),
    )
    with op.batch_alter_table("state", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_state_ccm_region"), ["ccm_region"], unique=False)
        batch_op.create_index(batch_op.f("ix_state_name"), ["name"], unique=False)

    op.create_table(
        "submission",
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("where", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_submission")),
    )
    with op.batch_alter_table("submission", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_submission_at"), ["at"], unique=False)

    op.create_table(
        "admin_area",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("state_id", sa.Integer(), nullable=False),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("source", sa.String(), nullable=False),
        sa.CheckConstraint("level BETWEEN 1 AND 3", name=op.f("ck_admin_area_level_known")),
        sa.ForeignKeyConstraint(["parent_id"], ["admin_area.id"], name=op.f("fk_admin_area_parent_id")),
        sa.ForeignKeyConstraint(["state_id"], ["state.id"], name=op.f("fk_admin_area_state_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_admin_area")),
        sa.UniqueConstraint("state_id", "level", "code", name=op.f("uq_admin_area_state_id_level_code")),
    )
    with op.batch_alter_table("admin_area", schema=None) as batch_op:
        batch_op.create_index("ix_admin_area_key", ["state_id", "level", "key"], unique=False)
        batch_op.create_index(batch_op.f("ix_admin_area_parent_id"), ["parent_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_admin_area_state_id"), ["state_id"], unique=False)

    op.create_table(
        "contamination_snapshot",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("state_id", sa.Integer(), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column(
            "as_of_precision",
            sa.Enum(
                "day", "month", "year", name="precision", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column(
            "knowledge",
            sa.Enum(
                "unknown",
                "suspected",
                "partly_surveyed",
                "baseline_complete",
                "completed",
                name="knowledge",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("sha_m2", sa.BigInteger(), nullable=True),
        sa.Column("cha_m2", sa.BigInteger(), nullable=True),
        sa.Column(
            "hazard_mix",
            sa.Enum(
                "cmr_only",
                "mixed",
                "without_cmr",
                "unknown",
                name="hazardmix",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("method_note", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column(
            "confidence",
            sa.Enum(
                "high",
                "medium",
                "low",
                name="confidence",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("recorded_on", sa.Date(), nullable=False),
        sa.Column(
            "visibility",
            sa.Enum(
                "public",
                "members",
                "leads",
                "owner",
                name="visibility",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("is_example", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "knowledge <> 'unknown' OR (sha_m2 IS NULL AND cha_m2 IS NULL)",
            name=op.f("ck_contamination_snapshot_unknown_has_no_areas"),
        ),
        sa.CheckConstraint(
            "(sha_m2 IS NULL OR sha_m2 >= 0) AND (cha_m2 IS NULL OR cha_m2 >= 0)",
            name=op.f("ck_contamination_snapshot_areas_not_negative"),
        ),
        sa.ForeignKeyConstraint(["state_id"], ["state.id"], name=op.f("fk_contamination_snapshot_state_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contamination_snapshot")),
        sa.UniqueConstraint(
            "state_id",
            "as_of",
            "hazard_mix",
            "source",
            name=op.f("uq_contamination_snapshot_state_id_as_of_hazard_mix_source"),
        ),
    )
    with op.batch_alter_table("contamination_snapshot", schema=None) as batch_op:
        batch_op.create_index("ix_contamination_snapshot_newest", ["state_id", "as_of"], unique=False)
        batch_op.create_index(batch_op.f("ix_contamination_snapshot_state_id"), ["state_id"], unique=False)

    op.create_table(
        "donor_flow",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("donor", sa.String(), nullable=False),
        sa.Column("donor_state_id", sa.Integer(), nullable=True),
        sa.Column("recipient", sa.String(), nullable=False),
        sa.Column("recipient_state_id", sa.Integer(), nullable=True),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("sector", sa.String(), nullable=False),
        sa.Column("list_truncated", sa.Boolean(), nullable=False),
        sa.Column(
            "confidence",
            sa.Enum(
                "high",
                "medium",
                "low",
                name="confidence",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("source", sa.String(), nullable=False),
        sa.CheckConstraint("amount >= 0", name=op.f("ck_donor_flow_amount_not_negative")),
        sa.ForeignKeyConstraint(["donor_state_id"], ["state.id"], name=op.f("fk_donor_flow_donor_state_id")),
        sa.ForeignKeyConstraint(
            ["recipient_state_id"], ["state.id"], name=op.f("fk_donor_flow_recipient_state_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_donor_flow")),
        sa.UniqueConstraint(
            "donor",
            "recipient",
            "year",
            "sector",
            "source",
            name=op.f("uq_donor_flow_donor_recipient_year_sector_source"),
        ),
    )
    with op.batch_alter_table("donor_flow", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_donor_flow_donor_state_id"), ["donor_state_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_donor_flow_recipient_state_id"), ["recipient_state_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_donor_flow_year"), ["year"], unique=False)

    op.create_table(
        "funding_total",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("scope", sa.String(), nullable=False),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("state_id", sa.Integer(), nullable=True),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column(
            "confidence",
            sa.Enum(
                "high",
                "medium",
                "low",
                name="confidence",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("source", sa.String(), nullable=False),
        sa.CheckConstraint("amount >= 0", name=op.f("ck_funding_total_amount_not_negative")),
        sa.ForeignKeyConstraint(["state_id"], ["state.id"], name=op.f("fk_funding_total_state_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_funding_total")),
        sa.UniqueConstraint(
            "year", "scope", "who", "source", name=op.f("uq_funding_total_year_scope_who_source")
        ),
    )
    with op.batch_alter_table("funding_total", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_funding_total_state_id"), ["state_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_funding_total_year"), ["year"], unique=False)

    op.create_table(
        "import_mapping",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("state_id", sa.Integer(), nullable=False),
        sa.Column("header_key", sa.String(), nullable=False),
        sa.Column("columns", sa.JSON(), nullable=False),
        sa.Column("options", sa.JSON(), nullable=False),
        sa.Column("used_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["state_id"], ["state.id"], name=op.f("fk_import_mapping_state_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_mapping")),
        sa.UniqueConstraint("state_id", "header_key", name=op.f("uq_import_mapping_state_id_header_key")),
    )
    with op.batch_alter_table("import_mapping", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_import_mapping_state_id"), ["state_id"], unique=False)

    op.create_table(
        "mail",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("body", sa.String(), nullable=False),
        sa.Column("link", sa.String(), nullable=False),
        sa.Column("urgent", sa.Boolean(), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "waiting",
                "sent",
                "dead",
                name="mailstatus",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("next_try_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("last_error", sa.String(), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_mail_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mail")),
        sa.UniqueConstraint("key", name=op.f("uq_mail_key")),
    )
    with op.batch_alter_table("mail", schema=None) as batch_op:
        batch_op.create_index("ix_mail_due", ["status", "next_try_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_mail_person_id"), ["person_id"], unique=False)

    op.create_table(
        "obligation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("state_id", sa.Integer(), nullable=False),
        sa.Column("article", sa.Integer(), nullable=False),
        sa.Column(
            "clock",
            sa.Enum(
                "entry_into_force",
                "later_hostilities",
                name="clock",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("clock_label", sa.String(), nullable=False),
        sa.Column("hostilities_ended_on", sa.Date(), nullable=True),
        sa.Column(
            "status",
            sa.Enum(
                "not_applicable",
                "active",
                "fulfilled_declared",
                "unknown",
                "suspended_by_withdrawal",
                name="obligationstatus",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("original_deadline", sa.Date(), nullable=True),
        sa.Column("current_deadline", sa.Date(), nullable=True),
        sa.Column(
            "current_deadline_precision",
            sa.Enum(
                "day", "month", "year", name="precision", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column("extensions_granted", sa.Integer(), nullable=False),
        sa.Column("pending_request", sa.String(), nullable=False),
        sa.Column("remaining_area", sa.BigInteger(), nullable=True),
        sa.Column("as_of", sa.Date(), nullable=True),
        sa.Column(
            "as_of_precision",
            sa.Enum(
                "day", "month", "year", name="precision", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column("completed_on", sa.Date(), nullable=True),
        sa.Column(
            "completed_precision",
            sa.Enum(
                "day", "month", "year", name="precision", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column("reopened_on", sa.Date(), nullable=True),
        sa.Column(
            "reopened_precision",
            sa.Enum(
                "day", "month", "year", name="precision", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column("notes", sa.String(), nullable=False),
        sa.Column(
            "confidence",
            sa.Enum(
                "high",
                "medium",
                "low",
                name="confidence",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("kept_by_hand", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "clock <> 'later_hostilities' OR (article = 4 AND hostilities_ended_on IS NOT NULL)",
            name=op.f("ck_obligation_later_clock_has_an_end_of_hostilities"),
        ),
        sa.CheckConstraint("article IN (3, 4, 5, 7, 9)", name=op.f("ck_obligation_article_known")),
        sa.CheckConstraint(
            "extensions_granted >= 0", name=op.f("ck_obligation_extensions_granted_not_negative")
        ),
        sa.CheckConstraint(
            "remaining_area IS NULL OR remaining_area >= 0",
            name=op.f("ck_obligation_remaining_area_not_negative"),
        ),
        sa.ForeignKeyConstraint(["state_id"], ["state.id"], name=op.f("fk_obligation_state_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_obligation")),
        sa.UniqueConstraint(
            "state_id", "article", "clock_label", name=op.f("uq_obligation_state_id_article_clock_label")
        ),
    )
    with op.batch_alter_table("obligation", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_obligation_current_deadline"), ["current_deadline"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_obligation_state_id"), ["state_id"], unique=False)

    op.create_table(
        "organisation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("short_name", sa.String(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "government",
                "ministry",
                "national_authority",
                "mine_action_centre",
                "permanent_mission",
                "capital_desk",
                "embassy",
                "donor_agency",
                "un_agency",
                "trust_fund",
                "international_ngo",
                "national_ngo",
                "commercial",
                "icrc_red_cross",
                "expert_body",
                "civil_society_coalition",
                "regional_organisation",
                "secretariat",
                "academic",
                name="organisationkind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("state_id", sa.Integer(), nullable=True),
        sa.Column("iati_ref", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["state_id"], ["state.id"], name=op.f("fk_organisation_state_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organisation")),
        sa.UniqueConstraint("iati_ref", name=op.f("uq_organisation_iati_ref")),
    )
    with op.batch_alter_table("organisation", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_organisation_name"), ["name"], unique=False)
        batch_op.create_index(batch_op.f("ix_organisation_state_id"), ["state_id"], unique=False)
        batch_op.create_index(
            "uq_organisation_government",
            ["state_id"],
            unique=True,
            sqlite_where=sa.text("kind = 'government'"),
            postgresql_where=sa.text("kind = 'government'"),
        )

    op.create_table(
        "pledge_draft",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("about", sa.String(length=60), nullable=False),
        sa.Column("fields", sa.JSON(), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_pledge_draft_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pledge_draft")),
        sa.UniqueConstraint("person_id", "about", name=op.f("uq_pledge_draft_person_id_about")),
    )
    op.create_table(
        "state_name",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("state_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("language", sa.String(length=10), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "un",
                "short",
                "formal",
                "alias",
                "cldr",
                name="namekind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("source", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["state_id"], ["state.id"], name=op.f("fk_state_name_state_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_state_name")),
        sa.UniqueConstraint(
            "state_id", "language", "kind", "key", name=op.f("uq_state_name_state_id_language_kind_key")
        ),
    )
    with op.batch_alter_table("state_name", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_state_name_key"), ["key"], unique=False)
        batch_op.create_index(batch_op.f("ix_state_name_state_id"), ["state_id"], unique=False)

    op.create_table(
        "stored_file",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "pdf",
                "docx",
                "odt",
                "xlsx",
                "csv",
                "geojson",
                name="filekind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("storage_key", sa.String(), nullable=False),
        sa.Column("page_count", sa.Integer(), nullable=False),
        sa.Column("uploaded_by_id", sa.Integer(), nullable=True),
        sa.Column("uploaded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("is_example", sa.Boolean(), nullable=False),
        sa.CheckConstraint("length(sha256) = 64", name=op.f("ck_stored_file_sha256_length")),
        sa.CheckConstraint("size > 0", name=op.f("ck_stored_file_size_positive")),
        sa.ForeignKeyConstraint(
            ["uploaded_by_id"], ["person.id"], name=op.f("fk_stored_file_uploaded_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stored_file")),
        sa.UniqueConstraint("storage_key", name=op.f("uq_stored_file_storage_key")),
    )
    with op.batch_alter_table("stored_file", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_stored_file_sha256"), ["sha256"], unique=False)
        batch_op.create_index(batch_op.f("ix_stored_file_uploaded_by_id"), ["uploaded_by_id"], unique=False)

    op.create_table(
        "token",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column(
            "use",
            sa.Enum(
                "invitation",
                "password_reset",
                name="tokenuse",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("token_hash", sa.String(), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_token_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_token")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_token_token_hash")),
    )
    with op.batch_alter_table("token", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_token_person_id"), ["person_id"], unique=False)

    op.create_table(
        "treaty_meeting",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "msp",
                "review_conference",
                "intersessional",
                name="meetingkind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column(
            "precision",
            sa.Enum(
                "day", "month", "year", name="precision", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column("president_state_id", sa.Integer(), nullable=True),
        sa.Column("president", sa.String(), nullable=False),
        sa.Column("provisional", sa.Boolean(), nullable=False),
        sa.Column(
            "confidence",
            sa.Enum(
                "high",
                "medium",
                "low",
                name="confidence",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("kept_by_hand", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "ends_on IS NULL OR ends_on >= starts_on", name=op.f("ck_treaty_meeting_starts_before_it_ends")
        ),
        sa.ForeignKeyConstraint(
            ["president_state_id"], ["state.id"], name=op.f("fk_treaty_meeting_president_state_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_treaty_meeting")),
        sa.UniqueConstraint("name", name=op.f("uq_treaty_meeting_name")),
    )
    with op.batch_alter_table("treaty_meeting", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_treaty_meeting_president_state_id"), ["president_state_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_treaty_meeting_starts_on"), ["starts_on"], unique=False)

    op.create_table(
        "treaty_status_event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("state_id", sa.Integer(), nullable=False),
        sa.Column(
            "instrument",
            sa.Enum(
                "ccm",
                "apmbc",
                "ccw_pv",
                name="instrument",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "event",
            sa.Enum(
                "signature",
                "ratification",
                "acceptance",
                "approval",
                "accession",
                "succession",
                "consent",
                "entry_into_force",
                "withdrawal_notice",
                "withdrawal_revoked",
                "withdrawal_effective",
                "declaration_support",
                "voluntary_report",
                "interim_step",
                name="treatyevent",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column(
            "precision",
            sa.Enum(
                "day", "month", "year", name="precision", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column("stated_reason", sa.String(), nullable=False),
        sa.Column(
            "confidence",
            sa.Enum(
                "high",
                "medium",
                "low",
                name="confidence",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("source", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["state_id"], ["state.id"], name=op.f("fk_treaty_status_event_state_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_treaty_status_event")),
        sa.UniqueConstraint(
            "state_id",
            "instrument",
            "event",
            "happened_on",
            name=op.f("uq_treaty_status_event_state_id_instrument_event_happened_on"),
        ),
    )
    with op.batch_alter_table("treaty_status_event", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_treaty_status_event_instrument"), ["instrument"], unique=False)
        batch_op.create_index(batch_op.f("ix_treaty_status_event_state_id"), ["state_id"], unique=False)

    op.create_table(
        "contact",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("post_title", sa.String(), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("phone", sa.String(), nullable=False),
        sa.Column("languages", sa.String(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("last_confirmed_on", sa.Date(), nullable=True),
        sa.Column("handover_note", sa.String(), nullable=False),
        sa.CheckConstraint(
            "valid_to IS NULL OR valid_to >= valid_from", name=op.f("ck_contact_valid_from_before_to")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_contact_organisation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contact")),
    )
    with op.batch_alter_table("contact", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_contact_organisation_id"), ["organisation_id"], unique=False)

    op.create_table(
        "donor_profile",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("pillars", sa.JSON(), nullable=False),
        sa.Column("countries", sa.JSON(), nullable=False),
        sa.Column("regions", sa.JSON(), nullable=False),
        sa.Column("excluded", sa.JSON(), nullable=False),
        sa.Column("min_grant_usd", sa.BigInteger(), nullable=True),
        sa.Column("max_grant_usd", sa.BigInteger(), nullable=True),
        sa.Column("multi_year", sa.Boolean(), nullable=True),
        sa.Column("channels", sa.JSON(), nullable=False),
        sa.Column("payment_bases", sa.JSON(), nullable=False),
        sa.Column("embassies_in", sa.JSON(), nullable=False),
        sa.Column("languages", sa.String(), nullable=False),
        sa.Column(
            "open_to_lead",
            sa.Enum(
                "yes",
                "co_lead",
                "no",
                "ask",
                name="opentolead",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("small_donor", sa.Boolean(), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("gender_requirement", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("updated_on", sa.Date(), nullable=False),
        sa.Column("is_example", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "max_grant_usd IS NULL OR min_grant_usd IS NULL OR max_grant_usd >= min_grant_usd",
            name=op.f("ck_donor_profile_grants_ordered"),
        ),
        sa.CheckConstraint(
            "min_grant_usd IS NULL OR min_grant_usd > 0", name=op.f("ck_donor_profile_min_grant_positive")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_donor_profile_organisation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_donor_profile")),
        sa.UniqueConstraint("organisation_id", name=op.f("uq_donor_profile_organisation_id")),
    )
    op.create_table(
        "duplication_flag",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "same_money",
                "same_work",
                "over_covered",
                name="flagkind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "left_kind",
            sa.Enum(
                "programme",
                "pledge",
                "need",
                "activity",
                name="sidekind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("left_id", sa.Integer(), nullable=False),
        sa.Column(
            "right_kind",
            sa.Enum(
                "programme",
                "pledge",
                "need",
                "activity",
                name="sidekind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("right_id", sa.Integer(), nullable=False),
        sa.Column("left_owner_id", sa.Integer(), nullable=True),
        sa.Column("right_owner_id", sa.Integer(), nullable=True),
        sa.Column("state_id", sa.Integer(), nullable=True),
        sa.Column("score", sa.Integer(), nullable=False),
        sa.Column("confidence", sa.Integer(), nullable=False),
        sa.Column("verdict", sa.String(), nullable=False),
        sa.Column("evidence", sa.JSON(), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "open",
                "under_review",
                "confirmed_duplicate",
                "coordinated",
                "dismissed",
                "resolved",
                "reopened",
                "obsolete",
                name="flagstatus",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("reopened_because", sa.String(), nullable=False),
        sa.Column("opened_on", sa.Date(), nullable=False),
        sa.Column("screened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("taken_by_id", sa.Integer(), nullable=True),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.CheckConstraint("confidence BETWEEN 0 AND 100", name=op.f("ck_duplication_flag_confidence_range")),
        sa.CheckConstraint("score BETWEEN 0 AND 1000", name=op.f("ck_duplication_flag_score_range")),
        sa.ForeignKeyConstraint(
            ["left_owner_id"], ["organisation.id"], name=op.f("fk_duplication_flag_left_owner_id")
        ),
        sa.ForeignKeyConstraint(
            ["right_owner_id"], ["organisation.id"], name=op.f("fk_duplication_flag_right_owner_id")
        ),
        sa.ForeignKeyConstraint(["state_id"], ["state.id"], name=op.f("fk_duplication_flag_state_id")),
        sa.ForeignKeyConstraint(["taken_by_id"], ["person.id"], name=op.f("fk_duplication_flag_taken_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_duplication_flag")),
        sa.UniqueConstraint(
            "kind",
            "left_kind",
            "left_id",
            "right_kind",
            "right_id",
            name=op.f("uq_duplication_flag_kind_left_kind_left_id_right_kind_right_id"),
        ),
    )
    with op.batch_alter_table("duplication_flag", schema=None) as batch_op:
        batch_op.create_index("ix_duplication_flag_left", ["left_kind", "left_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_duplication_flag_left_owner_id"), ["left_owner_id"], unique=False
        )
        batch_op.create_index("ix_duplication_flag_queue", ["status", "state_id", "score"], unique=False)
        batch_op.create_index("ix_duplication_flag_right", ["right_kind", "right_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_duplication_flag_right_owner_id"), ["right_owner_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_duplication_flag_state_id"), ["state_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_duplication_flag_taken_by_id"), ["taken_by_id"], unique=False)

    op.create_table(
        "extension",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("obligation_id", sa.Integer(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column(
            "outcome",
            sa.Enum(
                "requested",
                "granted",
                "granted_shorter",
                "not_granted",
                "withdrawn",
                "not_known",
                name="extensionoutcome",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("requested_until", sa.Date(), nullable=True),
        sa.Column("submitted_on", sa.Date(), nullable=True),
        sa.Column(
            "submitted_precision",
            sa.Enum(
                "day", "month", "year", name="precision", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column("granted_until", sa.Date(), nullable=True),
        sa.Column(
            "granted_precision",
            sa.Enum(
                "day", "month", "year", name="precision", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column("decided_at", sa.String(), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column(
            "confidence",
            sa.Enum(
                "high",
                "medium",
                "low",
                name="confidence",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("kept_by_hand", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "outcome NOT IN ('granted', 'granted_shorter') OR granted_until IS NOT NULL",
            name=op.f("ck_extension_a_grant_has_its_end"),
        ),
        sa.CheckConstraint("sequence > 0", name=op.f("ck_extension_sequence_from_one")),
        sa.ForeignKeyConstraint(
            ["obligation_id"], ["obligation.id"], name=op.f("fk_extension_obligation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_extension")),
        sa.UniqueConstraint("obligation_id", "sequence", name=op.f("uq_extension_obligation_id_sequence")),
    )
    with op.batch_alter_table("extension", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_extension_obligation_id"), ["obligation_id"], unique=False)

    op.create_table(
        "file_page",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("file_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["file_id"], ["stored_file.id"], name=op.f("fk_file_page_file_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_file_page")),
        sa.UniqueConstraint("file_id", "number", name=op.f("uq_file_page_file_id_number")),
    )
    with op.batch_alter_table("file_page", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_file_page_file_id"), ["file_id"], unique=False)

    op.create_table(
        "funding_window",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("opens_on", sa.Date(), nullable=False),
        sa.Column("closes_on", sa.Date(), nullable=True),
        sa.Column("decision_month", sa.Date(), nullable=True),
        sa.Column("note", sa.String(), nullable=False),
        sa.CheckConstraint(
            "closes_on IS NULL OR opens_on <= closes_on", name=op.f("ck_funding_window_opens_before_closing")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_funding_window_organisation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_funding_window")),
    )
    with op.batch_alter_table("funding_window", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_funding_window_organisation_id"), ["organisation_id"], unique=False
        )

    op.create_table(
        "hazard_import",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("state_id", sa.Integer(), nullable=False),
        sa.Column("file_id", sa.Integer(), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "previewed",
                "saved",
                "dropped",
                name="importstatus",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("columns", sa.JSON(), nullable=False),
        sa.Column("options", sa.JSON(), nullable=False),
        sa.Column("read", sa.Integer(), nullable=False),
        sa.Column("created", sa.Integer(), nullable=False),
        sa.Column("updated", sa.Integer(), nullable=False),
        sa.Column("unchanged", sa.Integer(), nullable=False),
        sa.Column("refused", sa.Integer(), nullable=False),
        sa.Column("refusals", sa.JSON(), nullable=False),
        sa.Column("keep_good_rows", sa.Boolean(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=True),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["file_id"], ["stored_file.id"], name=op.f("fk_hazard_import_file_id")),
        sa.ForeignKeyConstraint(["made_by_id"], ["person.id"], name=op.f("fk_hazard_import_made_by_id")),
        sa.ForeignKeyConstraint(["state_id"], ["state.id"], name=op.f("fk_hazard_import_state_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hazard_import")),
    )
    with op.batch_alter_table("hazard_import", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_hazard_import_file_id"), ["file_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_hazard_import_made_by_id"), ["made_by_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_hazard_import_state_id"), ["state_id"], unique=False)

    op.create_table(
        "nothing_to_report",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("half", sa.Integer(), nullable=False),
        sa.Column("answered_on", sa.Date(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("note", sa.String(), nullable=False),
        sa.CheckConstraint("half IN (1, 2)", name=op.f("ck_nothing_to_report_half_of_a_year")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_nothing_to_report_organisation_id")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_nothing_to_report_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_nothing_to_report")),
        sa.UniqueConstraint(
            "organisation_id", "year", "half", name=op.f("uq_nothing_to_report_organisation_id_year_half")
        ),
    )
    with op.batch_alter_table("nothing_to_report", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_nothing_to_report_person_id"), ["person_id"], unique=False)

    op.create_table(
        "organisation_alias",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_organisation_alias_organisation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organisation_alias")),
        sa.UniqueConstraint("key", name=op.f("uq_organisation_alias_key")),
    )
    with op.batch_alter_table("organisation_alias", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_organisation_alias_organisation_id"), ["organisation_id"], unique=False
        )

    op.create_table(
        "programme",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("identifier", sa.String(), nullable=False),
        sa.Column("identifier_key", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("title_fold", sa.String(), nullable=False),
        sa.Column("reporter", sa.String(), nullable=False),
        sa.Column("reporter_ref", sa.String(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column(
            "status",
            sa.Enum(
                "planned",
                "ongoing",
                "ended",
                "unknown",
                name="programmestatus",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "relation",
            sa.Enum(
                "bilateral",
                "multilateral",
                "ngo_own",
                "national_budget",
                "un_peacekeeping",
                "unknown",
                name="relation",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("budget", sa.BigInteger(), nullable=True),
        sa.Column("currency", sa.String(length=3), nullable=True),
        sa.Column("budget_kind", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("content_hash", sa.String(), nullable=False),
        sa.Column(
            "record",
            sa.JSON().with_variant(postgresql.JSONB(astext_type=Text()), "postgresql"),
            nullable=False,
        ),
        sa.Column(
            "source_type",
            sa.Enum(
                "donor_entry",
                "affected_state_entry",
                "operator_entry",
                "iati_import",
                "crs_import",
                "sheet_import",
                "published_report",
                name="sourcetype",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("source_file", sa.String(), nullable=False),
        sa.Column("source_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated", sa.String(), nullable=False),
        sa.Column("versions", sa.Integer(), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=True),
        sa.Column("last_verified_on", sa.Date(), nullable=True),
        sa.Column(
            "visibility",
            sa.Enum(
                "public",
                "members",
                "leads",
                "owner",
                name="visibility",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("is_example", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "(budget IS NULL) = (currency IS NULL)", name=op.f("ck_programme_budget_has_currency")
        ),
        sa.ForeignKeyConstraint(["owner_id"], ["organisation.id"], name=op.f("fk_programme_owner_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_programme")),
        sa.UniqueConstraint("identifier_key", name=op.f("uq_programme_identifier_key")),
    )
    with op.batch_alter_table("programme", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_programme_owner_id"), ["owner_id"], unique=False)
        batch_op.create_index("ix_programme_period", ["starts_on", "ends_on"], unique=False)
        batch_op.create_index(batch_op.f("ix_programme_reporter_ref"), ["reporter_ref"], unique=False)
        batch_op.create_index("ix_programme_title_fold", ["title_fold"], unique=False)

    op.create_table(
        "role_grant",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column(
            "role",
            sa.Enum(
                "affected_state",
                "donor",
                "coordinator",
                "isu",
                "partner",
                "observer",
                name="role",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "rank",
            sa.Enum(
                "member",
                "head",
                "editor",
                "contributor",
                "approver",
                "presidency",
                "administrator",
                name="rank",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("state_id", sa.Integer(), nullable=True),
        sa.Column("organisation_id", sa.Integer(), nullable=True),
        sa.Column(
            "theme",
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
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "role <> 'affected_state' OR state_id IS NOT NULL",
            name=op.f("ck_role_grant_affected_state_names_its_state"),
        ),
        sa.CheckConstraint(
            "valid_to IS NULL OR valid_to >= valid_from", name=op.f("ck_role_grant_valid_from_before_to")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_role_grant_organisation_id")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_role_grant_person_id")),
        sa.ForeignKeyConstraint(["state_id"], ["state.id"], name=op.f("fk_role_grant_state_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_role_grant")),
    )
    with op.batch_alter_table("role_grant", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_role_grant_organisation_id"), ["organisation_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_role_grant_person_id"), ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_role_grant_state_id"), ["state_id"], unique=False)

    op.create_table(
        "strategy_document",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("state_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "national_strategy",
                "completion_plan",
                "va_action_plan",
                "annual_work_plan",
                "resource_mobilisation_strategy",
                "gender_plan",
                name="documentkind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("owner_id", sa.Integer(), nullable=True),
        sa.Column("is_example", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["organisation.id"], name=op.f("fk_strategy_document_owner_id")
        ),
        sa.ForeignKeyConstraint(["state_id"], ["state.id"], name=op.f("fk_strategy_document_state_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_strategy_document")),
    )
    with op.batch_alter_table("strategy_document", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_strategy_document_owner_id"), ["owner_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_strategy_document_state_id"), ["state_id"], unique=False)

    op.create_table(
        "flag_decision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("flag_id", sa.Integer(), nullable=False),
        sa.Column(
            "outcome",
            sa.Enum(
                "confirmed_duplicate",
                "coordinated",
                "dismissed",
                name="outcome",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "reason",
            sa.Enum(
                "different_hazard_areas",
                "sequential",
                "co_funding",
                "different_groups_or_services",
                "surge",
                "wrong_data",
                "not_same_work",
                "ended",
                "narrow_place",
                "shift_time",
                "change_activity",
                "merge",
                "link_same_money",
                "stop_one",
                "correct_record",
                name="reasoncode",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("decided_by_id", sa.Integer(), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.Column("score", sa.Integer(), nullable=False),
        sa.Column("counted_twice", sa.BigInteger(), nullable=True),
        sa.Column("remedy_owner_id", sa.Integer(), nullable=True),
        sa.Column("remedy_by", sa.Date(), nullable=True),
        sa.Column("remedied_on", sa.Date(), nullable=True),
        sa.Column("remedy_note", sa.String(), nullable=False),
        sa.Column("objection", sa.String(), nullable=False),
        sa.Column("objected_on", sa.Date(), nullable=True),
        sa.Column("objected_by_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "(objected_on IS NULL) = (objection = '')", name=op.f("ck_flag_decision_objection_has_its_day")
        ),
        sa.CheckConstraint(
            "counted_twice IS NULL OR counted_twice > 0", name=op.f("ck_flag_decision_counted_twice_positive")
        ),
        sa.ForeignKeyConstraint(
            ["decided_by_id"], ["person.id"], name=op.f("fk_flag_decision_decided_by_id")
        ),
        sa.ForeignKeyConstraint(["flag_id"], ["duplication_flag.id"], name=op.f("fk_flag_decision_flag_id")),
        sa.ForeignKeyConstraint(
            ["objected_by_id"], ["person.id"], name=op.f("fk_flag_decision_objected_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["remedy_owner_id"], ["organisation.id"], name=op.f("fk_flag_decision_remedy_owner_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_flag_decision")),
    )
    with op.batch_alter_table("flag_decision", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_flag_decision_decided_by_id"), ["decided_by_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_flag_decision_flag_id"), ["flag_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_flag_decision_objected_by_id"), ["objected_by_id"], unique=False)
        batch_op.create_index("ix_flag_decision_reason", ["outcome", "reason"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_flag_decision_remedy_owner_id"), ["remedy_owner_id"], unique=False
        )

    op.create_table(
        "flag_reply",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("flag_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=True),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "question", "answer", name="replykind", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("said_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["flag_id"], ["duplication_flag.id"], name=op.f("fk_flag_reply_flag_id")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_flag_reply_organisation_id")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_flag_reply_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_flag_reply")),
    )
    with op.batch_alter_table("flag_reply", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_flag_reply_flag_id"), ["flag_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_flag_reply_organisation_id"), ["organisation_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_flag_reply_person_id"), ["person_id"], unique=False)

    op.create_table(
        "hazard_area",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("state_id", sa.Integer(), nullable=False),
        sa.Column("national_ref", sa.String(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum("sha", "cha", name="hazardkind", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("area_m2", sa.BigInteger(), nullable=False),
        sa.Column("hazard_types", sa.String(), nullable=False),
        sa.Column(
            "mix",
            sa.Enum(
                "cmr_only",
                "mixed",
                "without_cmr",
                "unknown",
                name="hazardmix",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "status",
            sa.Enum(
                "open",
                "in_progress",
                "closed",
                "handed_over",
                name="hazardstatus",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("province", sa.String(), nullable=False),
        sa.Column("district", sa.String(), nullable=False),
        sa.Column("admin_area_id", sa.Integer(), nullable=True),
        sa.Column("expected_beneficiaries", sa.Integer(), nullable=True),
        sa.Column("priority", sa.Integer(), nullable=True),
        sa.Column("latitude", sa.Float(), nullable=True),
        sa.Column("longitude", sa.Float(), nullable=True),
        sa.Column("surveyed_on", sa.Date(), nullable=True),
        sa.Column("import_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("hazard_types <> ''", name=op.f("ck_hazard_area_hazard_types_named")),
        sa.CheckConstraint(
            "(latitude IS NULL) = (longitude IS NULL)", name=op.f("ck_hazard_area_point_whole")
        ),
        sa.CheckConstraint("area_m2 > 0", name=op.f("ck_hazard_area_area_positive")),
        sa.ForeignKeyConstraint(
            ["admin_area_id"], ["admin_area.id"], name=op.f("fk_hazard_area_admin_area_id")
        ),
        sa.ForeignKeyConstraint(["import_id"], ["hazard_import.id"], name=op.f("fk_hazard_area_import_id")),
        sa.ForeignKeyConstraint(["state_id"], ["state.id"], name=op.f("fk_hazard_area_state_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hazard_area")),
        sa.UniqueConstraint("state_id", "national_ref", name=op.f("uq_hazard_area_state_id_national_ref")),
    )
    with op.batch_alter_table("hazard_area", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_hazard_area_admin_area_id"), ["admin_area_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_hazard_area_import_id"), ["import_id"], unique=False)
        batch_op.create_index("ix_hazard_area_listed", ["state_id", "status", "national_ref"], unique=False)

    op.create_table(
        "programme_country",
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("state_id", sa.Integer(), nullable=False),
        sa.Column("share", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["programme_id"], ["programme.id"], name=op.f("fk_programme_country_programme_id")
        ),
        sa.ForeignKeyConstraint(["state_id"], ["state.id"], name=op.f("fk_programme_country_state_id")),
        sa.PrimaryKeyConstraint("programme_id", "state_id", name=op.f("pk_programme_country")),
    )
    with op.batch_alter_table("programme_country", schema=None) as batch_op:
        batch_op.create_index("ix_programme_country_state", ["state_id", "programme_id"], unique=False)

    op.create_table(
        "programme_party",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column(
            "role",
            sa.Enum(
                "funding",
                "accountable",
                "extending",
                "implementing",
                name="partyrole",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("ref", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["programme_id"], ["programme.id"], name=op.f("fk_programme_party_programme_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_programme_party")),
    )
    with op.batch_alter_table("programme_party", schema=None) as batch_op:
        batch_op.create_index("ix_programme_party_key", ["key", "programme_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_programme_party_programme_id"), ["programme_id"], unique=False)

    op.create_table(
        "programme_pillar",
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column(
            "pillar",
            sa.Enum(
                "survey_clearance",
                "risk_education",
                "victim_assistance",
                "stockpile_destruction",
                "implementation_reporting",
                name="pillar",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["programme_id"], ["programme.id"], name=op.f("fk_programme_pillar_programme_id")
        ),
        sa.PrimaryKeyConstraint("programme_id", "pillar", name=op.f("pk_programme_pillar")),
    )
    with op.batch_alter_table("programme_pillar", schema=None) as batch_op:
        batch_op.create_index("ix_programme_pillar_pillar", ["pillar", "programme_id"], unique=False)

    op.create_table(
        "programme_version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("content_hash", sa.String(), nullable=False),
        sa.Column(
            "record",
            sa.JSON().with_variant(postgresql.JSONB(astext_type=Text()), "postgresql"),
            nullable=False,
        ),
        sa.Column("updated", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("source_file", sa.String(), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["programme_id"], ["programme.id"], name=op.f("fk_programme_version_programme_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_programme_version")),
        sa.UniqueConstraint(
            "programme_id", "content_hash", name=op.f("uq_programme_version_programme_id_content_hash")
        ),
    )
    with op.batch_alter_table("programme_version", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_programme_version_programme_id"), ["programme_id"], unique=False)

    op.create_table(
        "strategy_version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "draft",
                "under_consultation",
                "endorsed",
                "in_force",
                "under_review",
                "superseded",
                "expired",
                "abandoned",
                name="versionstatus",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("endorsed_on", sa.Date(), nullable=True),
        sa.Column("endorsed_by", sa.String(), nullable=False),
        sa.Column("languages", sa.String(), nullable=False),
        sa.Column("budget", sa.BigInteger(), nullable=True),
        sa.Column("national_contribution", sa.BigInteger(), nullable=True),
        sa.Column("currency", sa.String(length=3), nullable=True),
        sa.Column("summary", sa.String(), nullable=False),
        sa.Column("consultation_note", sa.String(), nullable=False),
        sa.Column(
            "gender_section",
            sa.Enum(
                "yes",
                "partly",
                "no",
                "unknown",
                name="section",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "environment_section",
            sa.Enum(
                "yes",
                "partly",
                "no",
                "unknown",
                name="section",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("next_review_on", sa.Date(), nullable=True),
        sa.Column("supersedes_id", sa.Integer(), nullable=True),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column(
            "visibility",
            sa.Enum(
                "public",
                "members",
                "leads",
                "owner",
                name="visibility",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "status IN ('draft', 'under_consultation', 'abandoned') OR (valid_from IS NOT NULL AND valid_to IS NOT NULL AND endorsed_on IS NOT NULL)",
            name=op.f("ck_strategy_version_endorsed_has_dates"),
        ),
        sa.CheckConstraint(
            "(budget IS NULL OR budget > 0) AND COALESCE(national_contribution, 0) >= 0",
            name=op.f("ck_strategy_version_money_sound"),
        ),
        sa.CheckConstraint(
            "currency IS NOT NULL OR (budget IS NULL AND national_contribution IS NULL)",
            name=op.f("ck_strategy_version_money_has_currency"),
        ),
        sa.CheckConstraint(
            "valid_to IS NULL OR valid_from < valid_to", name=op.f("ck_strategy_version_valid_from_before_to")
        ),
        sa.ForeignKeyConstraint(
            ["document_id"], ["strategy_document.id"], name=op.f("fk_strategy_version_document_id")
        ),
        sa.ForeignKeyConstraint(
            ["supersedes_id"], ["strategy_version.id"], name=op.f("fk_strategy_version_supersedes_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_strategy_version")),
        sa.UniqueConstraint("document_id", "number", name=op.f("uq_strategy_version_document_id_number")),
    )
    with op.batch_alter_table("strategy_version", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_strategy_version_document_id"), ["document_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_strategy_version_supersedes_id"), ["supersedes_id"], unique=False
        )
        batch_op.create_index(
            "uq_strategy_version_in_force",
            ["document_id"],
            unique=True,
            sqlite_where=sa.text("status IN ('in_force', 'under_review')"),
            postgresql_where=sa.text("status IN ('in_force', 'under_review')"),
        )

    op.create_table(
        "coalition",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("state_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "proposed",
                "scoping",
                "active",
                "dormant",
                "completed",
                "closed",
                name="coalitionstatus",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "eligibility",
            sa.Enum(
                "A", "B", "C", name="eligibilityclass", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column("existing_forum", sa.String(), nullable=False),
        sa.Column("secretariat_id", sa.Integer(), nullable=True),
        sa.Column("scope_articles", sa.String(), nullable=False),
        sa.Column("purpose", sa.String(), nullable=False),
        sa.Column("public_summary", sa.String(), nullable=False),
        sa.Column("channel_note", sa.String(), nullable=False),
        sa.Column("presidency_note", sa.String(), nullable=False),
        sa.Column("meeting_rhythm_months", sa.Integer(), nullable=False),
        sa.Column("guiding_version_id", sa.Integer(), nullable=True),
        sa.Column("consent_on", sa.Date(), nullable=True),
        sa.Column("proposed_on", sa.Date(), nullable=False),
        sa.Column("started_on", sa.Date(), nullable=True),
        sa.Column("completed_on", sa.Date(), nullable=True),
        sa.Column("closed_reason", sa.String(), nullable=False),
        sa.Column(
            "visibility",
            sa.Enum(
                "public",
                "members",
                "leads",
                "owner",
                name="visibility",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("is_example", sa.Boolean(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.CheckConstraint("length(purpose) <= 600", name=op.f("ck_coalition_purpose_short")),
        sa.CheckConstraint("meeting_rhythm_months BETWEEN 1 AND 24", name=op.f("ck_coalition_rhythm")),
        sa.ForeignKeyConstraint(
            ["guiding_version_id"], ["strategy_version.id"], name=op.f("fk_coalition_guiding_version_id")
        ),
        sa.ForeignKeyConstraint(
            ["secretariat_id"], ["organisation.id"], name=op.f("fk_coalition_secretariat_id")
        ),
        sa.ForeignKeyConstraint(["state_id"], ["state.id"], name=op.f("fk_coalition_state_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_coalition")),
    )
    with op.batch_alter_table("coalition", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_coalition_guiding_version_id"), ["guiding_version_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_coalition_secretariat_id"), ["secretariat_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_coalition_state_id"), ["state_id"], unique=False)
        batch_op.create_index(
            "uq_coalition_open_state",
            ["state_id"],
            unique=True,
            sqlite_where=sa.text("status IN ('proposed', 'scoping', 'active', 'dormant')"),
            postgresql_where=sa.text("status IN ('proposed', 'scoping', 'active', 'dormant')"),
        )

    op.create_table(
        "hazard_area_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("hazard_area_id", sa.Integer(), nullable=False),
        sa.Column("import_id", sa.Integer(), nullable=False),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["hazard_area_id"], ["hazard_area.id"], name=op.f("fk_hazard_area_change_hazard_area_id")
        ),
        sa.ForeignKeyConstraint(
            ["import_id"], ["hazard_import.id"], name=op.f("fk_hazard_area_change_import_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hazard_area_change")),
    )
    with op.batch_alter_table("hazard_area_change", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_hazard_area_change_hazard_area_id"), ["hazard_area_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_hazard_area_change_import_id"), ["import_id"], unique=False)

    op.create_table(
        "strategy_objective",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column(
            "pillar",
            sa.Enum(
                "survey_clearance",
                "risk_education",
                "victim_assistance",
                "stockpile_destruction",
                "implementation_reporting",
                name="pillar",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("indicator", sa.String(), nullable=False),
        sa.Column("unit", sa.String(), nullable=False),
        sa.Column("baseline", sa.BigInteger(), nullable=True),
        sa.Column("target", sa.BigInteger(), nullable=True),
        sa.Column("target_year", sa.Integer(), nullable=True),
        sa.Column("action_plan_refs", sa.String(), nullable=False),
        sa.Column("follows_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "(baseline IS NULL OR baseline >= 0) AND (target IS NULL OR target >= 0)",
            name=op.f("ck_strategy_objective_not_negative"),
        ),
        sa.CheckConstraint(
            "target_year IS NULL OR target_year BETWEEN 1990 AND 2200",
            name=op.f("ck_strategy_objective_target_year_sound"),
        ),
        sa.ForeignKeyConstraint(
            ["follows_id"], ["strategy_objective.id"], name=op.f("fk_strategy_objective_follows_id")
        ),
        sa.ForeignKeyConstraint(
            ["version_id"], ["strategy_version.id"], name=op.f("fk_strategy_objective_version_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_strategy_objective")),
        sa.UniqueConstraint("version_id", "code", name=op.f("uq_strategy_objective_version_id_code")),
    )
    with op.batch_alter_table("strategy_objective", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_strategy_objective_follows_id"), ["follows_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_strategy_objective_version_id"), ["version_id"], unique=False)

    op.create_table(
        "version_file",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("file_id", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(length=10), nullable=False),
        sa.Column("label", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["file_id"], ["stored_file.id"], name=op.f("fk_version_file_file_id")),
        sa.ForeignKeyConstraint(
            ["version_id"], ["strategy_version.id"], name=op.f("fk_version_file_version_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_version_file")),
        sa.UniqueConstraint("version_id", "file_id", name=op.f("uq_version_file_version_id_file_id")),
    )
    with op.batch_alter_table("version_file", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_version_file_file_id"), ["file_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_version_file_version_id"), ["version_id"], unique=False)

    op.create_table(
        "activity",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ref", sa.String(), nullable=False),
        sa.Column("coalition_id", sa.Integer(), nullable=False),
        sa.Column("state_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column(
            "pillar",
            sa.Enum(
                "survey_clearance",
                "risk_education",
                "victim_assistance",
                "stockpile_destruction",
                "implementation_reporting",
                name="pillar",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "type",
            sa.Enum(
                "nts",
                "ts",
                "clearance",
                "bac",
                "eod_spot",
                "marking_fencing",
                "mapping",
                "eore_interpersonal",
                "eore_mass_digital",
                "eore_training",
                "va_data_needs_assessment",
                "va_emergency_care",
                "va_rehabilitation",
                "va_psychosocial",
                "va_economic_inclusion",
                "va_education",
                "va_social_protection",
                "va_law_policy",
                "stockpile_physical_destruction",
                "stockpile_inventory",
                "legislation",
                "report_preparation",
                "im_system",
                "training",
                "coordination",
                "workshop",
                name="activitytype",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("implementer_id", sa.Integer(), nullable=False),
        sa.Column("objective_id", sa.Integer(), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "proposed",
                "agreed",
                "tasked",
                "ongoing",
                "suspended",
                "finished",
                "verified",
                "cancelled",
                name="activitystatus",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("status_reason", sa.String(), nullable=False),
        sa.Column("places", sa.String(), nullable=False),
        sa.Column("whole_country", sa.Boolean(), nullable=False),
        sa.Column("tasking_ref", sa.String(), nullable=False),
        sa.Column("planned_start", sa.Date(), nullable=False),
        sa.Column(
            "planned_start_precision",
            sa.Enum(
                "day", "month", "year", name="precision", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column("planned_end", sa.Date(), nullable=False),
        sa.Column(
            "planned_end_precision",
            sa.Enum(
                "day", "month", "year", name="precision", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column("actual_start", sa.Date(), nullable=True),
        sa.Column("actual_end", sa.Date(), nullable=True),
        sa.Column("standards_ref", sa.String(), nullable=False),
        sa.Column("gender_note", sa.String(), nullable=False),
        sa.Column("environment_note", sa.String(), nullable=False),
        sa.Column(
            "reporting_frequency",
            sa.Enum(
                "quarter",
                "half_year",
                "year",
                name="reportingfrequency",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("monitor_id", sa.Integer(), nullable=True),
        sa.Column("created_on", sa.Date(), nullable=False),
        sa.Column(
            "visibility",
            sa.Enum(
                "public",
                "members",
                "leads",
                "owner",
                name="visibility",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("is_example", sa.Boolean(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "status <> 'suspended' OR status_reason <> ''", name=op.f("ck_activity_suspended_has_reason")
        ),
        sa.CheckConstraint(
            "actual_end IS NULL OR (actual_start IS NOT NULL AND actual_start <= actual_end)",
            name=op.f("ck_activity_actual_start_before_end"),
        ),
        sa.CheckConstraint("planned_start <= planned_end", name=op.f("ck_activity_planned_start_before_end")),
        sa.ForeignKeyConstraint(["coalition_id"], ["coalition.id"], name=op.f("fk_activity_coalition_id")),
        sa.ForeignKeyConstraint(
            ["implementer_id"], ["organisation.id"], name=op.f("fk_activity_implementer_id")
        ),
        sa.ForeignKeyConstraint(["monitor_id"], ["organisation.id"], name=op.f("fk_activity_monitor_id")),
        sa.ForeignKeyConstraint(
            ["objective_id"], ["strategy_objective.id"], name=op.f("fk_activity_objective_id")
        ),
        sa.ForeignKeyConstraint(["state_id"], ["state.id"], name=op.f("fk_activity_state_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_activity")),
        sa.UniqueConstraint("ref", name=op.f("uq_activity_ref")),
    )
    with op.batch_alter_table("activity", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_activity_coalition_id"), ["coalition_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_activity_implementer_id"), ["implementer_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_activity_monitor_id"), ["monitor_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_activity_objective_id"), ["objective_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_activity_state_id"), ["state_id"], unique=False)
        batch_op.create_index("ix_activity_state_status", ["state_id", "status"], unique=False)

    op.create_table(
        "challenge",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("coalition_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column(
            "category",
            sa.Enum(
                "contamination_unknown",
                "contamination_large",
                "stockpile",
                "victim_services",
                "risk_behaviour",
                "capacity",
                "funding",
                "legal",
                "access_security",
                "information_management",
                "procedures_mou",
                "environment",
                "other",
                name="challengecategory",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("description", sa.String(), nullable=False),
        sa.Column("overcome_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["coalition_id"], ["coalition.id"], name=op.f("fk_challenge_coalition_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_challenge")),
    )
    with op.batch_alter_table("challenge", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_challenge_coalition_id"), ["coalition_id"], unique=False)

    op.create_table(
        "coalition_member",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("coalition_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column(
            "role",
            sa.Enum(
                "affected_state_coordinator",
                "lead",
                "co_lead",
                "donor",
                "operator",
                "expert",
                "icrc",
                "civil_society",
                "observer",
                "secretariat",
                name="memberrole",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("lead_reason", sa.String(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("confirmed_on", sa.Date(), nullable=True),
        sa.Column("handover_note", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("is_example", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "valid_to IS NULL OR valid_to >= valid_from",
            name=op.f("ck_coalition_member_valid_from_before_to"),
        ),
        sa.ForeignKeyConstraint(
            ["coalition_id"], ["coalition.id"], name=op.f("fk_coalition_member_coalition_id")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_coalition_member_organisation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_coalition_member")),
        sa.UniqueConstraint(
            "coalition_id",
            "organisation_id",
            "role",
            "valid_from",
            name=op.f("uq_coalition_member_coalition_id_organisation_id_role_valid_from"),
        ),
    )
    with op.batch_alter_table("coalition_member", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_coalition_member_coalition_id"), ["coalition_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_coalition_member_organisation_id"), ["organisation_id"], unique=False
        )

    op.create_table(
        "need",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ref", sa.String(), nullable=False),
        sa.Column("state_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column(
            "pillar",
            sa.Enum(
                "survey_clearance",
                "risk_education",
                "victim_assistance",
                "stockpile_destruction",
                "implementation_reporting",
                name="pillar",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "need_type",
            sa.Enum(
                "funding",
                "equipment",
                "technical_advice",
                "training",
                "survey",
                "services",
                "legislation",
                "reporting_help",
                "ratification_support",
                "coordination",
                name="needtype",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("description", sa.String(), nullable=False),
        sa.Column("contact", sa.String(), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "draft",
                "draft_on_behalf",
                "open",
                "on_hold",
                "partly_met",
                "met",
                "fulfilled",
                "withdrawn",
                "stale",
                "rejected",
                name="needstatus",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "status_before_stale",
            sa.Enum(
                "draft",
                "draft_on_behalf",
                "open",
                "on_hold",
                "partly_met",
                "met",
                "fulfilled",
                "withdrawn",
                "stale",
                "rejected",
                name="needstatus",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("objective_id", sa.Integer(), nullable=True),
        sa.Column("no_strategy_reason", sa.String(), nullable=False),
        sa.Column("output_indicator", sa.String(), nullable=False),
        sa.Column("output_target", sa.BigInteger(), nullable=True),
        sa.Column("output_unit", sa.String(), nullable=False),
        sa.Column("period_start", sa.Date(), nullable=True),
        sa.Column(
            "period_start_precision",
            sa.Enum(
                "day", "month", "year", name="precision", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column("period_end", sa.Date(), nullable=True),
        sa.Column(
            "period_end_precision",
            sa.Enum(
                "day", "month", "year", name="precision", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column("cost", sa.BigInteger(), nullable=True),
        sa.Column("currency", sa.String(length=3), nullable=True),
        sa.Column(
            "cost_basis",
            sa.Enum(
                "estimate_rough",
                "estimate_detailed",
                "quote",
                "unknown",
                name="costbasis",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("cost_on", sa.Date(), nullable=True),
        sa.Column("cost_usd", sa.BigInteger(), nullable=True),
        sa.Column("national_contribution", sa.BigInteger(), nullable=True),
        sa.Column("places", sa.String(), nullable=False),
        sa.Column("whole_country", sa.Boolean(), nullable=False),
        sa.Column("target_groups", sa.String(), nullable=False),
        sa.Column("expected_beneficiaries", sa.Integer(), nullable=True),
        sa.Column("environment_note", sa.String(), nullable=False),
        sa.Column("gender_note", sa.String(), nullable=False),
        sa.Column("preferred_channels", sa.String(), nullable=False),
        sa.Column("not_before", sa.Date(), nullable=True),
        sa.Column("not_before_reason", sa.String(), nullable=False),
        sa.Column("priority_rank", sa.Integer(), nullable=True),
        sa.Column("support_agreed", sa.Boolean(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("source_on", sa.Date(), nullable=True),
        sa.Column(
            "source_on_precision",
            sa.Enum(
                "day", "month", "year", name="precision", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column("withdrawn_reason", sa.String(), nullable=False),
        sa.Column("last_confirmed_on", sa.Date(), nullable=True),
        sa.Column("posted_on", sa.Date(), nullable=True),
        sa.Column("created_on", sa.Date(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column(
            "visibility",
            sa.Enum(
                "public",
                "members",
                "leads",
                "owner",
                name="visibility",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("is_example", sa.Boolean(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "status <> 'draft_on_behalf' OR source <> ''", name=op.f("ck_need_on_behalf_names_its_source")
        ),
        sa.CheckConstraint(
            "status <> 'on_hold' OR not_before IS NOT NULL", name=op.f("ck_need_on_hold_until_a_date")
        ),
        sa.CheckConstraint("(cost IS NULL) = (currency IS NULL)", name=op.f("ck_need_cost_has_currency")),
        sa.CheckConstraint("cost IS NULL OR cost > 0", name=op.f("ck_need_cost_positive")),
        sa.CheckConstraint(
            "output_target IS NULL OR output_target > 0", name=op.f("ck_need_target_positive")
        ),
        sa.CheckConstraint(
            "period_end IS NULL OR period_start <= period_end", name=op.f("ck_need_period_start_before_end")
        ),
        sa.CheckConstraint("priority_rank IS NULL OR priority_rank > 0", name=op.f("ck_need_rank_from_one")),
        sa.ForeignKeyConstraint(["created_by_id"], ["person.id"], name=op.f("fk_need_created_by_id")),
        sa.ForeignKeyConstraint(
            ["objective_id"], ["strategy_objective.id"], name=op.f("fk_need_objective_id")
        ),
        sa.ForeignKeyConstraint(["state_id"], ["state.id"], name=op.f("fk_need_state_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_need")),
        sa.UniqueConstraint("ref", name=op.f("uq_need_ref")),
        sa.UniqueConstraint("state_id", "priority_rank", name=op.f("uq_need_state_id_priority_rank")),
    )
    with op.batch_alter_table("need", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_need_created_by_id"), ["created_by_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_need_objective_id"), ["objective_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_need_state_id"), ["state_id"], unique=False)
        batch_op.create_index("ix_need_state_status", ["state_id", "status", "priority_rank"], unique=False)
        batch_op.create_index("ix_need_status_id", ["status", "id"], unique=False)

    op.create_table(
        "objective_milestone",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("objective_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("value", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("value >= 0", name=op.f("ck_objective_milestone_value_not_negative")),
        sa.ForeignKeyConstraint(
            ["objective_id"], ["strategy_objective.id"], name=op.f("fk_objective_milestone_objective_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_objective_milestone")),
        sa.UniqueConstraint("objective_id", "year", name=op.f("uq_objective_milestone_objective_id_year")),
    )
    with op.batch_alter_table("objective_milestone", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_objective_milestone_objective_id"), ["objective_id"], unique=False
        )

    op.create_table(
        "pledge",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ref", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("donor_id", sa.Integer(), nullable=False),
        sa.Column(
            "scope",
            sa.Enum(
                "country",
                "regional",
                "global",
                name="recipientscope",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("state_id", sa.Integer(), nullable=True),
        sa.Column("region", sa.String(), nullable=False),
        sa.Column("coalition_id", sa.Integer(), nullable=True),
        sa.Column(
            "kind",
            sa.Enum(
                "financial",
                "in_kind",
                "technical",
                "hosting",
                "political",
                name="pledgekind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "stage",
            sa.Enum(
                "expression_of_interest",
                "pledge",
                "commitment",
                "contracted",
                "disbursing",
                "completed",
                "declined",
                "lapsed",
                "cancelled",
                "reimbursed",
                name="pledgestage",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "pillar",
            sa.Enum(
                "survey_clearance",
                "risk_education",
                "victim_assistance",
                "stockpile_destruction",
                "implementation_reporting",
                name="pillar",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("activity_type", sa.String(), nullable=False),
        sa.Column("description", sa.String(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=True),
        sa.Column("currency", sa.String(length=3), nullable=True),
        sa.Column("amount_usd", sa.BigInteger(), nullable=True),
        sa.Column("fx_rate_id", sa.Integer(), nullable=True),
        sa.Column("allocated", sa.BigInteger(), nullable=False),
        sa.Column("scheduled", sa.BigInteger(), nullable=False),
        sa.Column("passed_on", sa.BigInteger(), nullable=False),
        sa.Column("disbursed", sa.BigInteger(), nullable=False),
        sa.Column("refunded", sa.BigInteger(), nullable=False),
        sa.Column("counted", sa.BigInteger(), nullable=False),
        sa.Column("counted_usd", sa.BigInteger(), nullable=False),
        sa.Column(
            "channel",
            sa.Enum(
                "government_budget",
                "mine_action_centre",
                "un_agency",
                "trust_fund",
                "international_ngo",
                "national_ngo",
                "commercial",
                "regional_organisation",
                "icrc",
                "other",
                name="channeltype",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("channel_code", sa.String(length=5), nullable=False),
        sa.Column("channel_organisation_id", sa.Integer(), nullable=True),
        sa.Column(
            "modality",
            sa.Enum(
                "A",
                "B",
                "C",
                "D",
                "E",
                "F",
                "G",
                "H",
                "I",
                "J",
                "K",
                "L",
                name="modality",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column(
            "earmarking",
            sa.Enum(
                "unearmarked",
                "softly",
                "earmarked",
                "tightly",
                name="earmarking",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column(
            "payment_basis",
            sa.Enum(
                "grant",
                "results_based",
                "matching",
                "front_loaded",
                "co_funding",
                "delegated",
                name="paymentbasis",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("crs_purpose", sa.String(length=5), nullable=False),
        sa.Column(
            "gender_marker",
            sa.Enum(
                "0",
                "1",
                "2",
                "not_screened",
                name="marker",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "disability_marker",
            sa.Enum(
                "0",
                "1",
                "2",
                "not_screened",
                name="marker",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "continuity",
            sa.Enum(
                "new",
                "continuing",
                "unknown",
                name="continuity",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("lead_id", sa.Integer(), nullable=True),
        sa.Column("implementer", sa.String(), nullable=False),
        sa.Column("places", sa.String(), nullable=False),
        sa.Column("hazard_areas", sa.String(), nullable=False),
        sa.Column("target_groups", sa.String(), nullable=False),
        sa.Column("output_indicator", sa.String(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column(
            "starts_on_precision",
            sa.Enum(
                "day", "month", "year", name="precision", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column(
            "ends_on_precision",
            sa.Enum(
                "day", "month", "year", name="precision", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column("statement_on", sa.Date(), nullable=False),
        sa.Column("expected_commitment_on", sa.Date(), nullable=True),
        sa.Column("not_before", sa.Date(), nullable=True),
        sa.Column("not_before_reason", sa.String(), nullable=False),
        sa.Column("conditions", sa.String(), nullable=False),
        sa.Column("contract_ref", sa.String(), nullable=False),
        sa.Column("contract_on", sa.Date(), nullable=True),
        sa.Column("iati_identifier", sa.String(), nullable=False),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("root_id", sa.Integer(), nullable=True),
        sa.Column("parent_amount", sa.BigInteger(), nullable=True),
        sa.Column("overlap_seen_reason", sa.String(), nullable=False),
        sa.Column("stage_changed_on", sa.Date(), nullable=False),
        sa.Column("changed_on", sa.Date(), nullable=False),
        sa.Column(
            "visibility",
            sa.Enum(
                "public",
                "members",
                "leads",
                "owner",
                name="visibility",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("is_example", sa.Boolean(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "channel IS NOT NULL OR kind <> 'financial' OR NOT (stage IN ('commitment', 'contracted', 'disbursing', 'completed', 'reimbursed'))",
            name=op.f("ck_pledge_firm_has_channel"),
        ),
        sa.CheckConstraint(
            "kind <> 'financial' OR amount IS NOT NULL OR NOT (stage NOT IN ('expression_of_interest', 'declined', 'lapsed'))",
            name=op.f("ck_pledge_financial_has_amount"),
        ),
        sa.CheckConstraint(
            "scope <> 'country' OR state_id IS NOT NULL", name=op.f("ck_pledge_country_scope_has_state")
        ),
        sa.CheckConstraint(
            "scope = 'country' OR state_id IS NULL", name=op.f("ck_pledge_wide_scope_has_no_state")
        ),
        sa.CheckConstraint(
            "(amount IS NULL) = (currency IS NULL)", name=op.f("ck_pledge_amount_has_currency")
        ),
        sa.CheckConstraint("(amount IS NULL) = (fx_rate_id IS NULL)", name=op.f("ck_pledge_amount_has_rate")),
        sa.CheckConstraint("(parent_id IS NULL) = (root_id IS NULL)", name=op.f("ck_pledge_chain_has_root")),
        sa.CheckConstraint(
            "allocated >= 0 AND allocated <= COALESCE(amount, 0)",
            name=op.f("ck_pledge_allocated_within_amount"),
        ),
        sa.CheckConstraint("amount IS NULL OR amount > 0", name=op.f("ck_pledge_amount_positive")),
        sa.CheckConstraint(
            "counted >= 0 AND counted <= COALESCE(amount, 0)", name=op.f("ck_pledge_counted_within_amount")
        ),
        sa.CheckConstraint("counted_usd >= 0", name=op.f("ck_pledge_counted_usd_not_negative")),
        sa.CheckConstraint(
            "disbursed - refunded <= COALESCE(amount, 0)", name=op.f("ck_pledge_paid_within_amount")
        ),
        sa.CheckConstraint(
            "disbursed >= 0 AND refunded >= 0 AND refunded <= disbursed", name=op.f("ck_pledge_ledger_sound")
        ),
        sa.CheckConstraint(
            "ends_on IS NULL OR starts_on <= ends_on", name=op.f("ck_pledge_starts_before_end")
        ),
        sa.CheckConstraint("parent_id IS NULL OR parent_id <> id", name=op.f("ck_pledge_no_own_parent")),
        sa.CheckConstraint(
            "passed_on >= 0 AND passed_on <= COALESCE(amount, 0)",
            name=op.f("ck_pledge_passed_on_within_amount"),
        ),
        sa.CheckConstraint(
            "scheduled >= 0 AND scheduled <= COALESCE(amount, 0)",
            name=op.f("ck_pledge_scheduled_within_amount"),
        ),
        sa.ForeignKeyConstraint(
            ["channel_organisation_id"], ["organisation.id"], name=op.f("fk_pledge_channel_organisation_id")
        ),
        sa.ForeignKeyConstraint(["coalition_id"], ["coalition.id"], name=op.f("fk_pledge_coalition_id")),
        sa.ForeignKeyConstraint(["created_by_id"], ["person.id"], name=op.f("fk_pledge_created_by_id")),
        sa.ForeignKeyConstraint(["donor_id"], ["organisation.id"], name=op.f("fk_pledge_donor_id")),
        sa.ForeignKeyConstraint(["fx_rate_id"], ["fx_rate.id"], name=op.f("fk_pledge_fx_rate_id")),
        sa.ForeignKeyConstraint(["lead_id"], ["organisation.id"], name=op.f("fk_pledge_lead_id")),
        sa.ForeignKeyConstraint(["parent_id"], ["pledge.id"], name=op.f("fk_pledge_parent_id")),
        sa.ForeignKeyConstraint(["root_id"], ["pledge.id"], name=op.f("fk_pledge_root_id")),
        sa.ForeignKeyConstraint(["state_id"], ["state.id"], name=op.f("fk_pledge_state_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pledge")),
        sa.UniqueConstraint("ref", name=op.f("uq_pledge_ref")),
    )
    with op.batch_alter_table("pledge", schema=None) as batch_op:
        batch_op.create_index("ix_pledge_changed", ["changed_on", "id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_pledge_channel_organisation_id"), ["channel_organisation_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_pledge_coalition_id"), ["coalition_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_pledge_created_by_id"), ["created_by_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_pledge_donor_id"), ["donor_id"], unique=False)
        batch_op.create_index("ix_pledge_donor_stage", ["donor_id", "stage"], unique=False)
        batch_op.create_index(batch_op.f("ix_pledge_fx_rate_id"), ["fx_rate_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_pledge_iati_identifier"), ["iati_identifier"], unique=False)
        batch_op.create_index(batch_op.f("ix_pledge_lead_id"), ["lead_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_pledge_parent_id"), ["parent_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_pledge_root_id"), ["root_id"], unique=False)
        batch_op.create_index("ix_pledge_stage_changed", ["stage", "changed_on"], unique=False)
        batch_op.create_index(batch_op.f("ix_pledge_state_id"), ["state_id"], unique=False)
        batch_op.create_index("ix_pledge_state_stage", ["state_id", "stage"], unique=False)

    op.create_table(
        "signature",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("coalition_id", sa.Integer(), nullable=False),
        sa.Column(
            "step",
            sa.Enum(
                "proposed",
                "scoping",
                "active",
                "dormant",
                "completed",
                "closed",
                name="coalitionstatus",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column(
            "signer",
            sa.Enum(
                "state", "coordinator", name="signer", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("signed_on", sa.Date(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["coalition_id"], ["coalition.id"], name=op.f("fk_signature_coalition_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_signature_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_signature")),
        sa.UniqueConstraint(
            "coalition_id",
            "step",
            "round",
            "signer",
            name=op.f("uq_signature_coalition_id_step_round_signer"),
        ),
    )
    with op.batch_alter_table("signature", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_signature_coalition_id"), ["coalition_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_signature_person_id"), ["person_id"], unique=False)

    op.create_table(
        "year_result",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("state_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("objective_id", sa.Integer(), nullable=False),
        sa.Column(
            "pillar",
            sa.Enum(
                "survey_clearance",
                "risk_education",
                "victim_assistance",
                "stockpile_destruction",
                "implementation_reporting",
                name="pillar",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "measure",
            sa.Enum(
                "cancelled_m2",
                "reduced_m2",
                "cleared_m2",
                "submunitions",
                "other_explosives",
                "stockpiled_munitions",
                "stockpiled_submunitions",
                "sessions",
                "direct_beneficiaries",
                "indirect_beneficiaries",
                "milestones",
                name="measure",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "mix",
            sa.Enum(
                "cmr_only",
                "mixed",
                "without_cmr",
                "unknown",
                name="hazardmix",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("value", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["objective_id"], ["strategy_objective.id"], name=op.f("fk_year_result_objective_id")
        ),
        sa.ForeignKeyConstraint(["state_id"], ["state.id"], name=op.f("fk_year_result_state_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_year_result")),
        sa.UniqueConstraint(
            "state_id",
            "year",
            "objective_id",
            "measure",
            "mix",
            name=op.f("uq_year_result_state_id_year_objective_id_measure_mix"),
        ),
    )
    with op.batch_alter_table("year_result", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_year_result_objective_id"), ["objective_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_year_result_state_id"), ["state_id"], unique=False)

    op.create_table(
        "activity_hazard_area",
        sa.Column("activity_id", sa.Integer(), nullable=False),
        sa.Column("hazard_area_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["activity_id"], ["activity.id"], name=op.f("fk_activity_hazard_area_activity_id")
        ),
        sa.ForeignKeyConstraint(
            ["hazard_area_id"], ["hazard_area.id"], name=op.f("fk_activity_hazard_area_hazard_area_id")
        ),
        sa.PrimaryKeyConstraint("activity_id", "hazard_area_id", name=op.f("pk_activity_hazard_area")),
    )
    with op.batch_alter_table("activity_hazard_area", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_activity_hazard_area_hazard_area_id"), ["hazard_area_id"], unique=False
        )

    op.create_table(
        "activity_need",
        sa.Column("activity_id", sa.Integer(), nullable=False),
        sa.Column("need_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["activity_id"], ["activity.id"], name=op.f("fk_activity_need_activity_id")),
        sa.ForeignKeyConstraint(["need_id"], ["need.id"], name=op.f("fk_activity_need_need_id")),
        sa.PrimaryKeyConstraint("activity_id", "need_id", name=op.f("pk_activity_need")),
    )
    with op.batch_alter_table("activity_need", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_activity_need_need_id"), ["need_id"], unique=False)

    op.create_table(
        "activity_pledge",
        sa.Column("activity_id", sa.Integer(), nullable=False),
        sa.Column("pledge_id", sa.Integer(), nullable=False),
        sa.Column("share", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "share > 0 AND share <= 10000", name=op.f("ck_activity_pledge_share_of_the_whole")
        ),
        sa.ForeignKeyConstraint(
            ["activity_id"], ["activity.id"], name=op.f("fk_activity_pledge_activity_id")
        ),
        sa.ForeignKeyConstraint(["pledge_id"], ["pledge.id"], name=op.f("fk_activity_pledge_pledge_id")),
        sa.PrimaryKeyConstraint("activity_id", "pledge_id", name=op.f("pk_activity_pledge")),
    )
    with op.batch_alter_table("activity_pledge", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_activity_pledge_pledge_id"), ["pledge_id"], unique=False)

    op.create_table(
        "activity_report",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("activity_id", sa.Integer(), nullable=False),
        sa.Column("state_id", sa.Integer(), nullable=False),
        sa.Column("period_start", sa.Date(), nullable=False),
        sa.Column("period_end", sa.Date(), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "draft",
                "submitted",
                "accepted",
                "returned",
                name="reportstatus",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("narrative", sa.String(), nullable=False),
        sa.Column(
            "delay",
            sa.Enum(
                "access",
                "security",
                "weather",
                "permission_mou",
                "import",
                "funding",
                "staff",
                "health_emergency",
                "other",
                name="delaycode",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("delay_note", sa.String(), nullable=False),
        sa.Column("expenditure", sa.BigInteger(), nullable=True),
        sa.Column("currency", sa.String(length=3), nullable=True),
        sa.Column("stated_released_m2", sa.BigInteger(), nullable=True),
        sa.Column("monitor_note", sa.String(), nullable=False),
        sa.Column("submitted_on", sa.Date(), nullable=True),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("returned_reason", sa.String(), nullable=False),
        sa.Column("created_on", sa.Date(), nullable=False),
        sa.Column("is_example", sa.Boolean(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "status <> 'accepted' OR decided_on IS NOT NULL",
            name=op.f("ck_activity_report_accepted_has_its_day"),
        ),
        sa.CheckConstraint(
            "status <> 'returned' OR returned_reason <> ''",
            name=op.f("ck_activity_report_returned_has_reason"),
        ),
        sa.CheckConstraint(
            "(expenditure IS NULL) = (currency IS NULL)",
            name=op.f("ck_activity_report_expenditure_has_currency"),
        ),
        sa.CheckConstraint(
            "expenditure IS NULL OR expenditure >= 0",
            name=op.f("ck_activity_report_expenditure_not_negative"),
        ),
        sa.CheckConstraint(
            "period_start < period_end", name=op.f("ck_activity_report_period_start_before_end")
        ),
        sa.ForeignKeyConstraint(
            ["activity_id"], ["activity.id"], name=op.f("fk_activity_report_activity_id")
        ),
        sa.ForeignKeyConstraint(
            ["decided_by_id"], ["person.id"], name=op.f("fk_activity_report_decided_by_id")
        ),
        sa.ForeignKeyConstraint(["state_id"], ["state.id"], name=op.f("fk_activity_report_state_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_activity_report")),
    )
    with op.batch_alter_table("activity_report", schema=None) as batch_op:
        batch_op.create_index(
            "ix_activity_report_activity_period", ["activity_id", "period_start"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_activity_report_decided_by_id"), ["decided_by_id"], unique=False)
        batch_op.create_index(
            "ix_activity_report_state_status", ["state_id", "status", "period_end"], unique=False
        )

    op.create_table(
        "activity_target",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("activity_id", sa.Integer(), nullable=False),
        sa.Column("indicator", sa.String(), nullable=False),
        sa.Column("unit", sa.String(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("value", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("value > 0", name=op.f("ck_activity_target_value_positive")),
        sa.ForeignKeyConstraint(
            ["activity_id"], ["activity.id"], name=op.f("fk_activity_target_activity_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_activity_target")),
        sa.UniqueConstraint(
            "activity_id", "indicator", "year", name=op.f("uq_activity_target_activity_id_indicator_year")
        ),
    )
    with op.batch_alter_table("activity_target", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_activity_target_activity_id"), ["activity_id"], unique=False)

    op.create_table(
        "ledger_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("pledge_id", sa.Integer(), nullable=False),
        sa.Column(
            "type",
            sa.Enum(
                "disbursement",
                "refund",
                "expenditure_reported",
                "adjustment",
                name="transactiontype",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("paid", sa.BigInteger(), nullable=False),
        sa.Column("paid_currency", sa.String(length=3), nullable=False),
        sa.Column("value_on", sa.Date(), nullable=False),
        sa.Column("amount_usd", sa.BigInteger(), nullable=False),
        sa.Column("fx_rate_id", sa.Integer(), nullable=False),
        sa.Column("pledge_rate_id", sa.Integer(), nullable=True),
        sa.Column("document", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=True),
        sa.Column("recorded_on", sa.Date(), nullable=False),
        sa.CheckConstraint(
            "amount > 0 OR (type = 'adjustment' AND amount < 0)", name=op.f("ck_ledger_entry_amount_positive")
        ),
        sa.CheckConstraint(
            "paid > 0 OR (type = 'adjustment' AND paid < 0)", name=op.f("ck_ledger_entry_paid_positive")
        ),
        sa.ForeignKeyConstraint(["fx_rate_id"], ["fx_rate.id"], name=op.f("fk_ledger_entry_fx_rate_id")),
        sa.ForeignKeyConstraint(["pledge_id"], ["pledge.id"], name=op.f("fk_ledger_entry_pledge_id")),
        sa.ForeignKeyConstraint(
            ["pledge_rate_id"], ["fx_rate.id"], name=op.f("fk_ledger_entry_pledge_rate_id")
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["person.id"], name=op.f("fk_ledger_entry_recorded_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ledger_entry")),
    )
    with op.batch_alter_table("ledger_entry", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_ledger_entry_fx_rate_id"), ["fx_rate_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_ledger_entry_pledge_id"), ["pledge_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_ledger_entry_pledge_rate_id"), ["pledge_rate_id"], unique=False)
        batch_op.create_index("ix_ledger_entry_pledge_value", ["pledge_id", "value_on"], unique=False)
        batch_op.create_index(batch_op.f("ix_ledger_entry_recorded_by_id"), ["recorded_by_id"], unique=False)
        batch_op.create_index("ix_ledger_entry_value", ["value_on", "id"], unique=False)

    op.create_table(
        "need_confirmation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("need_id", sa.Integer(), nullable=False),
        sa.Column("confirmed_on", sa.Date(), nullable=False),
        sa.Column("confirmed_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["confirmed_by_id"], ["person.id"], name=op.f("fk_need_confirmation_confirmed_by_id")
        ),
        sa.ForeignKeyConstraint(["need_id"], ["need.id"], name=op.f("fk_need_confirmation_need_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_need_confirmation")),
    )
    with op.batch_alter_table("need_confirmation", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_need_confirmation_confirmed_by_id"), ["confirmed_by_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_need_confirmation_need_id"), ["need_id"], unique=False)

    op.create_table(
        "need_hazard_area",
        sa.Column("need_id", sa.Integer(), nullable=False),
        sa.Column("hazard_area_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["hazard_area_id"], ["hazard_area.id"], name=op.f("fk_need_hazard_area_hazard_area_id")
        ),
        sa.ForeignKeyConstraint(["need_id"], ["need.id"], name=op.f("fk_need_hazard_area_need_id")),
        sa.PrimaryKeyConstraint("need_id", "hazard_area_id", name=op.f("pk_need_hazard_area")),
    )
    with op.batch_alter_table("need_hazard_area", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_need_hazard_area_hazard_area_id"), ["hazard_area_id"], unique=False
        )

    op.create_table(
        "need_phase",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("need_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("amount > 0", name=op.f("ck_need_phase_amount_positive")),
        sa.ForeignKeyConstraint(["need_id"], ["need.id"], name=op.f("fk_need_phase_need_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_need_phase")),
        sa.UniqueConstraint("need_id", "year", name=op.f("uq_need_phase_need_id_year")),
    )
    with op.batch_alter_table("need_phase", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_need_phase_need_id"), ["need_id"], unique=False)

    op.create_table(
        "need_question",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("need_id", sa.Integer(), nullable=False),
        sa.Column("asked_by_id", sa.Integer(), nullable=True),
        sa.Column("organisation_id", sa.Integer(), nullable=True),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("asked_on", sa.Date(), nullable=False),
        sa.Column("answer", sa.String(), nullable=False),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("answered_by_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "(answered_on IS NULL) = (answer = '')", name=op.f("ck_need_question_answer_has_its_day")
        ),
        sa.ForeignKeyConstraint(
            ["answered_by_id"], ["person.id"], name=op.f("fk_need_question_answered_by_id")
        ),
        sa.ForeignKeyConstraint(["asked_by_id"], ["person.id"], name=op.f("fk_need_question_asked_by_id")),
        sa.ForeignKeyConstraint(["need_id"], ["need.id"], name=op.f("fk_need_question_need_id")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_need_question_organisation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_need_question")),
    )
    with op.batch_alter_table("need_question", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_need_question_answered_by_id"), ["answered_by_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_need_question_asked_by_id"), ["asked_by_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_need_question_need_id"), ["need_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_need_question_organisation_id"), ["organisation_id"], unique=False
        )

    op.create_table(
        "pledge_allocation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("pledge_id", sa.Integer(), nullable=False),
        sa.Column("need_id", sa.Integer(), nullable=True),
        sa.Column("objective_id", sa.Integer(), nullable=True),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("counted_usd", sa.BigInteger(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.CheckConstraint("amount >= 0", name=op.f("ck_pledge_allocation_amount_not_negative")),
        sa.CheckConstraint("counted_usd >= 0", name=op.f("ck_pledge_allocation_counted_usd_not_negative")),
        sa.CheckConstraint(
            "need_id IS NULL OR objective_id IS NULL", name=op.f("ck_pledge_allocation_one_aim")
        ),
        sa.ForeignKeyConstraint(["need_id"], ["need.id"], name=op.f("fk_pledge_allocation_need_id")),
        sa.ForeignKeyConstraint(
            ["objective_id"], ["strategy_objective.id"], name=op.f("fk_pledge_allocation_objective_id")
        ),
        sa.ForeignKeyConstraint(["pledge_id"], ["pledge.id"], name=op.f("fk_pledge_allocation_pledge_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pledge_allocation")),
        sa.UniqueConstraint("pledge_id", "need_id", name=op.f("uq_pledge_allocation_pledge_id_need_id")),
        sa.UniqueConstraint(
            "pledge_id", "objective_id", name=op.f("uq_pledge_allocation_pledge_id_objective_id")
        ),
    )
    with op.batch_alter_table("pledge_allocation", schema=None) as batch_op:
        batch_op.create_index("ix_pledge_allocation_need", ["need_id", "pledge_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_pledge_allocation_objective_id"), ["objective_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_pledge_allocation_pledge_id"), ["pledge_id"], unique=False)
        batch_op.create_index(
            "uq_pledge_allocation_coalition",
            ["pledge_id"],
            unique=True,
            sqlite_where=sa.text("need_id IS NULL AND objective_id IS NULL"),
            postgresql_where=sa.text("need_id IS NULL AND objective_id IS NULL"),
        )

    op.create_table(
        "pledge_schedule",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("pledge_id", sa.Integer(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("amount > 0", name=op.f("ck_pledge_schedule_amount_positive")),
        sa.CheckConstraint("starts_on <= ends_on", name=op.f("ck_pledge_schedule_starts_before_end")),
        sa.ForeignKeyConstraint(["pledge_id"], ["pledge.id"], name=op.f("fk_pledge_schedule_pledge_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pledge_schedule")),
        sa.UniqueConstraint("pledge_id", "starts_on", name=op.f("uq_pledge_schedule_pledge_id_starts_on")),
    )
    with op.batch_alter_table("pledge_schedule", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_pledge_schedule_pledge_id"), ["pledge_id"], unique=False)

    op.create_table(
        "pledge_step",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("pledge_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "stated",
                "moved",
                "amended",
                "reduced",
                "corrected",
                name="stepkind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "before",
            sa.Enum(
                "expression_of_interest",
                "pledge",
                "commitment",
                "contracted",
                "disbursing",
                "completed",
                "declined",
                "lapsed",
                "cancelled",
                "reimbursed",
                name="pledgestage",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column(
            "after",
            sa.Enum(
                "expression_of_interest",
                "pledge",
                "commitment",
                "contracted",
                "disbursing",
                "completed",
                "declined",
                "lapsed",
                "cancelled",
                "reimbursed",
                name="pledgestage",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("evidence", sa.String(), nullable=False),
        sa.Column("file_id", sa.Integer(), nullable=True),
        sa.Column("reason_code", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=True),
        sa.Column("amount_before", sa.BigInteger(), nullable=True),
        sa.Column("currency", sa.String(length=3), nullable=True),
        sa.Column("amount_usd", sa.BigInteger(), nullable=True),
        sa.Column("fx_rate_id", sa.Integer(), nullable=True),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["file_id"], ["stored_file.id"], name=op.f("fk_pledge_step_file_id")),
        sa.ForeignKeyConstraint(["fx_rate_id"], ["fx_rate.id"], name=op.f("fk_pledge_step_fx_rate_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_pledge_step_person_id")),
        sa.ForeignKeyConstraint(["pledge_id"], ["pledge.id"], name=op.f("fk_pledge_step_pledge_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pledge_step")),
    )
    with op.batch_alter_table("pledge_step", schema=None) as batch_op:
        batch_op.create_index("ix_pledge_step_after_on", ["after", "on"], unique=False)
        batch_op.create_index(batch_op.f("ix_pledge_step_file_id"), ["file_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_pledge_step_fx_rate_id"), ["fx_rate_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_pledge_step_person_id"), ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_pledge_step_pledge_id"), ["pledge_id"], unique=False)

    op.create_table(
        "reported_interest",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("donor_id", sa.Integer(), nullable=False),
        sa.Column("need_id", sa.Integer(), nullable=False),
        sa.Column("reported_by", sa.String(), nullable=False),
        sa.Column("said_on", sa.Date(), nullable=False),
        sa.Column(
            "said_on_precision",
            sa.Enum(
                "day", "month", "year", name="precision", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column("forum", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=True),
        sa.Column("recorded_on", sa.Date(), nullable=False),
        sa.Column(
            "response",
            sa.Enum(
                "none",
                "confirms",
                "corrects",
                "declines",
                name="interestresponse",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("response_text", sa.String(), nullable=False),
        sa.Column("response_on", sa.Date(), nullable=True),
        sa.Column("responded_by_id", sa.Integer(), nullable=True),
        sa.Column("not_before", sa.Date(), nullable=True),
        sa.Column("not_before_reason", sa.String(), nullable=False),
        sa.Column("is_example", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "(response = 'none') = (response_on IS NULL)",
            name=op.f("ck_reported_interest_response_has_its_day"),
        ),
        sa.ForeignKeyConstraint(
            ["donor_id"], ["organisation.id"], name=op.f("fk_reported_interest_donor_id")
        ),
        sa.ForeignKeyConstraint(["need_id"], ["need.id"], name=op.f("fk_reported_interest_need_id")),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["person.id"], name=op.f("fk_reported_interest_recorded_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["responded_by_id"], ["person.id"], name=op.f("fk_reported_interest_responded_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reported_interest")),
    )
    with op.batch_alter_table("reported_interest", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_reported_interest_donor_id"), ["donor_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_reported_interest_need_id"), ["need_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_reported_interest_recorded_by_id"), ["recorded_by_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_reported_interest_responded_by_id"), ["responded_by_id"], unique=False
        )

    op.create_table(
        "scoping_line",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("challenge_id", sa.Integer(), nullable=False),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column(
            "type",
            sa.Enum(
                "nts",
                "ts",
                "clearance",
                "bac",
                "eod_spot",
                "marking_fencing",
                "mapping",
                "eore_interpersonal",
                "eore_mass_digital",
                "eore_training",
                "va_data_needs_assessment",
                "va_emergency_care",
                "va_rehabilitation",
                "va_psychosocial",
                "va_economic_inclusion",
                "va_education",
                "va_social_protection",
                "va_law_policy",
                "stockpile_physical_destruction",
                "stockpile_inventory",
                "legislation",
                "report_preparation",
                "im_system",
                "training",
                "coordination",
                "workshop",
                name="activitytype",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.Column("actor_note", sa.String(), nullable=False),
        sa.Column("need_id", sa.Integer(), nullable=True),
        sa.Column("activity_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["activity_id"], ["activity.id"], name=op.f("fk_scoping_line_activity_id")),
        sa.ForeignKeyConstraint(["actor_id"], ["organisation.id"], name=op.f("fk_scoping_line_actor_id")),
        sa.ForeignKeyConstraint(
            ["challenge_id"], ["challenge.id"], name=op.f("fk_scoping_line_challenge_id")
        ),
        sa.ForeignKeyConstraint(["need_id"], ["need.id"], name=op.f("fk_scoping_line_need_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_scoping_line")),
    )
    with op.batch_alter_table("scoping_line", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_scoping_line_activity_id"), ["activity_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_scoping_line_actor_id"), ["actor_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_scoping_line_challenge_id"), ["challenge_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_scoping_line_need_id"), ["need_id"], unique=False)

    op.create_table(
        "statement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("need_id", sa.Integer(), nullable=False),
        sa.Column("said_by", sa.String(), nullable=False),
        sa.Column("said_on", sa.Date(), nullable=False),
        sa.Column(
            "said_on_precision",
            sa.Enum(
                "day", "month", "year", name="precision", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column("forum", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("disputed", sa.Boolean(), nullable=False),
        sa.Column("counters_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["counters_id"], ["statement.id"], name=op.f("fk_statement_counters_id")),
        sa.ForeignKeyConstraint(["need_id"], ["need.id"], name=op.f("fk_statement_need_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_statement")),
    )
    with op.batch_alter_table("statement", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_statement_counters_id"), ["counters_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_statement_need_id"), ["need_id"], unique=False)

    op.create_table(
        "beneficiary_count",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("report_id", sa.Integer(), nullable=False),
        sa.Column(
            "relation",
            sa.Enum(
                "direct", "indirect", name="relation", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column(
            "sex",
            sa.Enum(
                "female", "male", "unknown", name="sex", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column(
            "age",
            sa.Enum(
                "child", "adult", "unknown", name="age", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column(
            "disability",
            sa.Enum(
                "yes",
                "no",
                "unknown",
                name="disability",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "group",
            sa.Enum(
                "resident",
                "returnee",
                "displaced",
                "survivor",
                "family_of_victim",
                "other",
                name="group",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "method",
            sa.Enum(
                "counted",
                "estimated",
                "register",
                name="countmethod",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.CheckConstraint("count >= 0", name=op.f("ck_beneficiary_count_count_not_negative")),
        sa.ForeignKeyConstraint(
            ["report_id"], ["activity_report.id"], name=op.f("fk_beneficiary_count_report_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_beneficiary_count")),
        sa.UniqueConstraint(
            "report_id",
            "relation",
            "sex",
            "age",
            "disability",
            "group",
            name=op.f("uq_beneficiary_count_report_id_relation_sex_age_disability_group"),
        ),
    )
    with op.batch_alter_table("beneficiary_count", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_beneficiary_count_report_id"), ["report_id"], unique=False)

    op.create_table(
        "land_result",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("report_id", sa.Integer(), nullable=False),
        sa.Column("hazard_area_id", sa.Integer(), nullable=True),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column(
            "mix",
            sa.Enum(
                "cmr_only",
                "mixed",
                "without_cmr",
                "unknown",
                name="hazardmix",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("cancelled_m2", sa.BigInteger(), nullable=False),
        sa.Column("reduced_m2", sa.BigInteger(), nullable=False),
        sa.Column("cleared_m2", sa.BigInteger(), nullable=False),
        sa.Column("submunitions", sa.Integer(), nullable=False),
        sa.Column("other_explosives", sa.Integer(), nullable=False),
        sa.Column("handed_over", sa.Boolean(), nullable=False),
        sa.Column("over_area_reason", sa.String(), nullable=False),
        sa.CheckConstraint(
            "cancelled_m2 >= 0 AND reduced_m2 >= 0 AND cleared_m2 >= 0",
            name=op.f("ck_land_result_areas_not_negative"),
        ),
        sa.CheckConstraint(
            "submunitions >= 0 AND other_explosives >= 0", name=op.f("ck_land_result_items_not_negative")
        ),
        sa.ForeignKeyConstraint(
            ["hazard_area_id"], ["hazard_area.id"], name=op.f("fk_land_result_hazard_area_id")
        ),
        sa.ForeignKeyConstraint(["report_id"], ["activity_report.id"], name=op.f("fk_land_result_report_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_land_result")),
    )
    with op.batch_alter_table("land_result", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_land_result_hazard_area_id"), ["hazard_area_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_land_result_report_id"), ["report_id"], unique=False)

    op.create_table(
        "legal_result",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("report_id", sa.Integer(), nullable=False),
        sa.Column("milestone", sa.String(), nullable=False),
        sa.Column("reached_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["report_id"], ["activity_report.id"], name=op.f("fk_legal_result_report_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_legal_result")),
    )
    with op.batch_alter_table("legal_result", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_legal_result_report_id"), ["report_id"], unique=False)

    op.create_table(
        "service_result",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("report_id", sa.Integer(), nullable=False),
        sa.Column(
            "service",
            sa.Enum(
                "nts",
                "ts",
                "clearance",
                "bac",
                "eod_spot",
                "marking_fencing",
                "mapping",
                "eore_interpersonal",
                "eore_mass_digital",
                "eore_training",
                "va_data_needs_assessment",
                "va_emergency_care",
                "va_rehabilitation",
                "va_psychosocial",
                "va_economic_inclusion",
                "va_education",
                "va_social_protection",
                "va_law_policy",
                "stockpile_physical_destruction",
                "stockpile_inventory",
                "legislation",
                "report_preparation",
                "im_system",
                "training",
                "coordination",
                "workshop",
                name="activitytype",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("sessions", sa.Integer(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.CheckConstraint("sessions >= 0", name=op.f("ck_service_result_not_negative")),
        sa.ForeignKeyConstraint(
            ["report_id"], ["activity_report.id"], name=op.f("fk_service_result_report_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_service_result")),
    )
    with op.batch_alter_table("service_result", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_service_result_report_id"), ["report_id"], unique=False)

    op.create_table(
        "stockpile_result",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("report_id", sa.Integer(), nullable=False),
        sa.Column("munition_type", sa.String(), nullable=False),
        sa.Column("munitions", sa.Integer(), nullable=False),
        sa.Column("submunitions", sa.Integer(), nullable=False),
        sa.Column("method", sa.String(), nullable=False),
        sa.CheckConstraint(
            "munitions >= 0 AND submunitions >= 0", name=op.f("ck_stockpile_result_not_negative")
        ),
        sa.ForeignKeyConstraint(
            ["report_id"], ["activity_report.id"], name=op.f("fk_stockpile_result_report_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stockpile_result")),
    )
    with op.batch_alter_table("stockpile_result", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_stockpile_result_report_id"), ["report_id"], unique=False)

    # The search index over the pages of files; each database has its own kind.
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            "CREATE VIRTUAL TABLE file_page_words USING fts5(text, content='file_page', content_rowid='id', "
            "tokenize='unicode61 remove_diacritics 2')"
        )
        op.execute(
            "CREATE TRIGGER file_page_added AFTER INSERT ON file_page BEGIN "
            "INSERT INTO file_page_words(rowid, text) VALUES (new.id, new.text); END"
        )
        op.execute(
            "CREATE TRIGGER file_page_removed AFTER DELETE ON file_page BEGIN "
            "INSERT INTO file_page_words(file_page_words, rowid, text) VALUES ('delete', old.id, old.text); END"
        )
    else:
        op.execute("CREATE INDEX ix_file_page_words ON file_page USING gin (to_tsvector('simple', text))")


def downgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TABLE file_page_words")
    with op.batch_alter_table("stockpile_result", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_stockpile_result_report_id"))

    op.drop_table("stockpile_result")
    with op.batch_alter_table("service_result", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_service_result_report_id"))

    op.drop_table("service_result")
    with op.batch_alter_table("legal_result", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_legal_result_report_id"))

    op.drop_table("legal_result")
    with op.batch_alter_table("land_result", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_land_result_report_id"))
        batch_op.drop_index(batch_op.f("ix_land_result_hazard_area_id"))

    op.drop_table("land_result")
    with op.batch_alter_table("beneficiary_count", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_beneficiary_count_report_id"))

    op.drop_table("beneficiary_count")
    with op.batch_alter_table("statement", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_statement_need_id"))
        batch_op.drop_index(batch_op.f("ix_statement_counters_id"))

    op.drop_table("statement")
    with op.batch_alter_table("scoping_line", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_scoping_line_need_id"))
        batch_op.drop_index(batch_op.f("ix_scoping_line_challenge_id"))
        batch_op.drop_index(batch_op.f("ix_scoping_line_actor_id"))
        batch_op.drop_index(batch_op.f("ix_scoping_line_activity_id"))

    op.drop_table("scoping_line")
    with op.batch_alter_table("reported_interest", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_reported_interest_responded_by_id"))
        batch_op.drop_index(batch_op.f("ix_reported_interest_recorded_by_id"))
        batch_op.drop_index(batch_op.f("ix_reported_interest_need_id"))
        batch_op.drop_index(batch_op.f("ix_reported_interest_donor_id"))

    op.drop_table("reported_interest")
    with op.batch_alter_table("pledge_step", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_pledge_step_pledge_id"))
        batch_op.drop_index(batch_op.f("ix_pledge_step_person_id"))
        batch_op.drop_index(batch_op.f("ix_pledge_step_fx_rate_id"))
        batch_op.drop_index(batch_op.f("ix_pledge_step_file_id"))
        batch_op.drop_index("ix_pledge_step_after_on")

    op.drop_table("pledge_step")
    with op.batch_alter_table("pledge_schedule", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_pledge_schedule_pledge_id"))

    op.drop_table("pledge_schedule")
    with op.batch_alter_table("pledge_allocation", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_pledge_allocation_coalition",
            sqlite_where=sa.text("need_id IS NULL AND objective_id IS NULL"),
            postgresql_where=sa.text("need_id IS NULL AND objective_id IS NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_pledge_allocation_pledge_id"))
        batch_op.drop_index(batch_op.f("ix_pledge_allocation_objective_id"))
        batch_op.drop_index("ix_pledge_allocation_need")

    op.drop_table("pledge_allocation")
    with op.batch_alter_table("need_question", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_need_question_organisation_id"))
        batch_op.drop_index(batch_op.f("ix_need_question_need_id"))
        batch_op.drop_index(batch_op.f("ix_need_question_asked_by_id"))
        batch_op.drop_index(batch_op.f("ix_need_question_answered_by_id"))

    op.drop_table("need_question")
    with op.batch_alter_table("need_phase", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_need_phase_need_id"))

    op.drop_table("need_phase")
    with op.batch_alter_table("need_hazard_area", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_need_hazard_area_hazard_area_id"))

    op.drop_table("need_hazard_area")
    with op.batch_alter_table("need_confirmation", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_need_confirmation_need_id"))
        batch_op.drop_index(batch_op.f("ix_need_confirmation_confirmed_by_id"))

    op.drop_table("need_confirmation")
    with op.batch_alter_table("ledger_entry", schema=None) as batch_op:
        batch_op.drop_index("ix_ledger_entry_value")
        batch_op.drop_index(batch_op.f("ix_ledger_entry_recorded_by_id"))
        batch_op.drop_index("ix_ledger_entry_pledge_value")
        batch_op.drop_index(batch_op.f("ix_ledger_entry_pledge_rate_id"))
        batch_op.drop_index(batch_op.f("ix_ledger_entry_pledge_id"))
        batch_op.drop_index(batch_op.f("ix_ledger_entry_fx_rate_id"))

    op.drop_table("ledger_entry")
    with op.batch_alter_table("activity_target", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_activity_target_activity_id"))

    op.drop_table("activity_target")
    with op.batch_alter_table("activity_report", schema=None) as batch_op:
        batch_op.drop_index("ix_activity_report_state_status")
        batch_op.drop_index(batch_op.f("ix_activity_report_decided_by_id"))
        batch_op.drop_index("ix_activity_report_activity_period")

    op.drop_table("activity_report")
    with op.batch_alter_table("activity_pledge", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_activity_pledge_pledge_id"))

    op.drop_table("activity_pledge")
    with op.batch_alter_table("activity_need", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_activity_need_need_id"))

    op.drop_table("activity_need")
    with op.batch_alter_table("activity_hazard_area", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_activity_hazard_area_hazard_area_id"))

    op.drop_table("activity_hazard_area")
    with op.batch_alter_table("year_result", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_year_result_state_id"))
        batch_op.drop_index(batch_op.f("ix_year_result_objective_id"))

    op.drop_table("year_result")
    with op.batch_alter_table("signature", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_signature_person_id"))
        batch_op.drop_index(batch_op.f("ix_signature_coalition_id"))

    op.drop_table("signature")
    with op.batch_alter_table("pledge", schema=None) as batch_op:
        batch_op.drop_index("ix_pledge_state_stage")
        batch_op.drop_index(batch_op.f("ix_pledge_state_id"))
        batch_op.drop_index("ix_pledge_stage_changed")
        batch_op.drop_index(batch_op.f("ix_pledge_root_id"))
        batch_op.drop_index(batch_op.f("ix_pledge_parent_id"))
        batch_op.drop_index(batch_op.f("ix_pledge_lead_id"))
        batch_op.drop_index(batch_op.f("ix_pledge_iati_identifier"))
        batch_op.drop_index(batch_op.f("ix_pledge_fx_rate_id"))
        batch_op.drop_index("ix_pledge_donor_stage")
        batch_op.drop_index(batch_op.f("ix_pledge_donor_id"))
        batch_op.drop_index(batch_op.f("ix_pledge_created_by_id"))
        batch_op.drop_index(batch_op.f("ix_pledge_coalition_id"))
        batch_op.drop_index(batch_op.f("ix_pledge_channel_organisation_id"))
        batch_op.drop_index("ix_pledge_changed")

    op.drop_table("pledge")
    with op.batch_alter_table("objective_milestone", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_objective_milestone_objective_id"))

    op.drop_table("objective_milestone")
    with op.batch_alter_table("need", schema=None) as batch_op:
        batch_op.drop_index("ix_need_status_id")
        batch_op.drop_index("ix_need_state_status")
        batch_op.drop_index(batch_op.f("ix_need_state_id"))
        batch_op.drop_index(batch_op.f("ix_need_objective_id"))
        batch_op.drop_index(batch_op.f("ix_need_created_by_id"))

    op.drop_table("need")
    with op.batch_alter_table("coalition_member", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_coalition_member_organisation_id"))
        batch_op.drop_index(batch_op.f("ix_coalition_member_coalition_id"))

    op.drop_table("coalition_member")
    with op.batch_alter_table("challenge", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_challenge_coalition_id"))

    op.drop_table("challenge")
    with op.batch_alter_table("activity", schema=None) as batch_op:
        batch_op.drop_index("ix_activity_state_status")
        batch_op.drop_index(batch_op.f("ix_activity_state_id"))
        batch_op.drop_index(batch_op.f("ix_activity_objective_id"))
        batch_op.drop_index(batch_op.f("ix_activity_monitor_id"))
        batch_op.drop_index(batch_op.f("ix_activity_implementer_id"))
        batch_op.drop_index(batch_op.f("ix_activity_coalition_id"))

    op.drop_table("activity")
    with op.batch_alter_table("version_file", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_version_file_version_id"))
        batch_op.drop_index(batch_op.f("ix_version_file_file_id"))

    op.drop_table("version_file")
    with op.batch_alter_table("strategy_objective", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_strategy_objective_version_id"))
        batch_op.drop_index(batch_op.f("ix_strategy_objective_follows_id"))

    op.drop_table("strategy_objective")
    with op.batch_alter_table("hazard_area_change", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_hazard_area_change_import_id"))
        batch_op.drop_index(batch_op.f("ix_hazard_area_change_hazard_area_id"))

    op.drop_table("hazard_area_change")
    with op.batch_alter_table("coalition", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_coalition_open_state",
            sqlite_where=sa.text("status IN ('proposed', 'scoping', 'active', 'dormant')"),
            postgresql_where=sa.text("status IN ('proposed', 'scoping', 'active', 'dormant')"),
        )
        batch_op.drop_index(batch_op.f("ix_coalition_state_id"))
        batch_op.drop_index(batch_op.f("ix_coalition_secretariat_id"))
        batch_op.drop_index(batch_op.f("ix_coalition_guiding_version_id"))

    op.drop_table("coalition")
    with op.batch_alter_table("strategy_version", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_strategy_version_in_force",
            sqlite_where=sa.text("status IN ('in_force', 'under_review')"),
            postgresql_where=sa.text("status IN ('in_force', 'under_review')"),
        )
        batch_op.drop_index(batch_op.f("ix_strategy_version_supersedes_id"))
        batch_op.drop_index(batch_op.f("ix_strategy_version_document_id"))

    op.drop_table("strategy_version")
    with op.batch_alter_table("programme_version", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_programme_version_programme_id"))

    op.drop_table("programme_version")
    with op.batch_alter_table("programme_pillar", schema=None) as batch_op:
        batch_op.drop_index("ix_programme_pillar_pillar")

    op.drop_table("programme_pillar")
    with op.batch_alter_table("programme_party", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_programme_party_programme_id"))
        batch_op.drop_index("ix_programme_party_key")

    op.drop_table("programme_party")
    with op.batch_alter_table("programme_country", schema=None) as batch_op:
        batch_op.drop_index("ix_programme_country_state")

    op.drop_table("programme_country")
    with op.batch_alter_table("hazard_area", schema=None) as batch_op:
        batch_op.drop_index("ix_hazard_area_listed")
        batch_op.drop_index(batch_op.f("ix_hazard_area_import_id"))
        batch_op.drop_index(batch_op.f("ix_hazard_area_admin_area_id"))

    op.drop_table("hazard_area")
    with op.batch_alter_table("flag_reply", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_flag_reply_person_id"))
        batch_op.drop_index(batch_op.f("ix_flag_reply_organisation_id"))
        batch_op.drop_index(batch_op.f("ix_flag_reply_flag_id"))

    op.drop_table("flag_reply")
    with op.batch_alter_table("flag_decision", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_flag_decision_remedy_owner_id"))
        batch_op.drop_index("ix_flag_decision_reason")
        batch_op.drop_index(batch_op.f("ix_flag_decision_objected_by_id"))
        batch_op.drop_index(batch_op.f("ix_flag_decision_flag_id"))
        batch_op.drop_index(batch_op.f("ix_flag_decision_decided_by_id"))

    op.drop_table("flag_decision")
    with op.batch_alter_table("strategy_document", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_strategy_document_state_id"))
        batch_op.drop_index(batch_op.f("ix_strategy_document_owner_id"))

    op.drop_table("strategy_document")
    with op.batch_alter_table("role_grant", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_role_grant_state_id"))
        batch_op.drop_index(batch_op.f("ix_role_grant_person_id"))
        batch_op.drop_index(batch_op.f("ix_role_grant_organisation_id"))

    op.drop_table("role_grant")
    with op.batch_alter_table("programme", schema=None) as batch_op:
        batch_op.drop_index("ix_programme_title_fold")
        batch_op.drop_index(batch_op.f("ix_programme_reporter_ref"))
        batch_op.drop_index("ix_programme_period")
        batch_op.drop_index(batch_op.f("ix_programme_owner_id"))

    op.drop_table("programme")
    with op.batch_alter_table("organisation_alias", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_organisation_alias_organisation_id"))

    op.drop_table("organisation_alias")
    with op.batch_alter_table("nothing_to_report", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_nothing_to_report_person_id"))

    op.drop_table("nothing_to_report")
    with op.batch_alter_table("hazard_import", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_hazard_import_state_id"))
        batch_op.drop_index(batch_op.f("ix_hazard_import_made_by_id"))
        batch_op.drop_index(batch_op.f("ix_hazard_import_file_id"))

    op.drop_table("hazard_import")
    with op.batch_alter_table("funding_window", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_funding_window_organisation_id"))

    op.drop_table("funding_window")
    with op.batch_alter_table("file_page", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_file_page_file_id"))

    op.drop_table("file_page")
    with op.batch_alter_table("extension", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_extension_obligation_id"))

    op.drop_table("extension")
    with op.batch_alter_table("duplication_flag", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_duplication_flag_taken_by_id"))
        batch_op.drop_index(batch_op.f("ix_duplication_flag_state_id"))
        batch_op.drop_index(batch_op.f("ix_duplication_flag_right_owner_id"))
        batch_op.drop_index("ix_duplication_flag_right")
        batch_op.drop_index("ix_duplication_flag_queue")
        batch_op.drop_index(batch_op.f("ix_duplication_flag_left_owner_id"))
        batch_op.drop_index("ix_duplication_flag_left")

    op.drop_table("duplication_flag")
    op.drop_table("donor_profile")
    with op.batch_alter_table("contact", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_contact_organisation_id"))

    op.drop_table("contact")
    with op.batch_alter_table("treaty_status_event", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_treaty_status_event_state_id"))
        batch_op.drop_index(batch_op.f("ix_treaty_status_event_instrument"))

    op.drop_table("treaty_status_event")
    with op.batch_alter_table("treaty_meeting", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_treaty_meeting_starts_on"))
        batch_op.drop_index(batch_op.f("ix_treaty_meeting_president_state_id"))

    op.drop_table("treaty_meeting")
    with op.batch_alter_table("token", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_token_person_id"))

    op.drop_table("token")
    with op.batch_alter_table("stored_file", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_stored_file_uploaded_by_id"))
        batch_op.drop_index(batch_op.f("ix_stored_file_sha256"))

    op.drop_table("stored_file")
    with op.batch_alter_table("state_name", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_state_name_state_id"))
        batch_op.drop_index(batch_op.f("ix_state_name_key"))

    op.drop_table("state_name")
    op.drop_table("pledge_draft")
    with op.batch_alter_table("organisation", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_organisation_government",
            sqlite_where=sa.text("kind = 'government'"),
            postgresql_where=sa.text("kind = 'government'"),
        )
        batch_op.drop_index(batch_op.f("ix_organisation_state_id"))
        batch_op.drop_index(batch_op.f("ix_organisation_name"))

    op.drop_table("organisation")
    with op.batch_alter_table("obligation", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_obligation_state_id"))
        batch_op.drop_index(batch_op.f("ix_obligation_current_deadline"))

    op.drop_table("obligation")
    with op.batch_alter_table("mail", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_mail_person_id"))
        batch_op.drop_index("ix_mail_due")

    op.drop_table("mail")
    with op.batch_alter_table("import_mapping", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_import_mapping_state_id"))

    op.drop_table("import_mapping")
    with op.batch_alter_table("funding_total", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_funding_total_year"))
        batch_op.drop_index(batch_op.f("ix_funding_total_state_id"))

    op.drop_table("funding_total")
    with op.batch_alter_table("donor_flow", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_donor_flow_year"))
        batch_op.drop_index(batch_op.f("ix_donor_flow_recipient_state_id"))
        batch_op.drop_index(batch_op.f("ix_donor_flow_donor_state_id"))

    op.drop_table("donor_flow")
    with op.batch_alter_table("contamination_snapshot", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_contamination_snapshot_state_id"))
        batch_op.drop_index("ix_contamination_snapshot_newest")

    op.drop_table("contamination_snapshot")
    with op.batch_alter_table("admin_area", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_admin_area_state_id"))
        batch_op.drop_index(batch_op.f("ix_admin_area_parent_id"))
        batch_op.drop_index("ix_admin_area_key")

    op.drop_table("admin_area")
    with op.batch_alter_table("submission", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_submission_at"))

    op.drop_table("submission")
    with op.batch_alter_table("state", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_state_name"))
        batch_op.drop_index(batch_op.f("ix_state_ccm_region"))

    op.drop_table("state")
    op.drop_table("screening")
    op.drop_table("person")
    op.drop_table("job_state")
    with op.batch_alter_table("import_file", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_import_file_source"))
        batch_op.drop_index(batch_op.f("ix_import_file_at"))

    op.drop_table("import_file")
    with op.batch_alter_table("heartbeat", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_heartbeat_at"))

    op.drop_table("heartbeat")
    op.drop_table("fx_rate")
    with op.batch_alter_table("failed_sign_in", schema=None) as batch_op:
        batch_op.drop_index("ix_failed_sign_in_key_at")

    op.drop_table("failed_sign_in")
    op.drop_table("candidate_profile")
    op.drop_table("candidate_key")
    with op.batch_alter_table("audit_entry", schema=None) as batch_op:
        batch_op.drop_index("ix_audit_entry_thing")
        batch_op.drop_index(batch_op.f("ix_audit_entry_at"))
        batch_op.drop_index(batch_op.f("ix_audit_entry_actor_id"))

    op.drop_table("audit_entry")
