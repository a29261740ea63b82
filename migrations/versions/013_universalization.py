"""Universalization: tracks, signs, outreach, campaigns, champions, workshops, votes."""

import sqlalchemy as sa
from alembic import op

revision = "013_universalization"
down_revision = "012_transparency_reports"
branch_labels = None
depends_on = None


def upgrade() -> None:

    op.create_table(
        "assembly_vote",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("stage", sa.String(), nullable=False),
        sa.Column("resolution", sa.String(), nullable=False),
        sa.Column("voted_on", sa.Date(), nullable=True),
        sa.Column("yes", sa.Integer(), nullable=True),
        sa.Column("no", sa.Integer(), nullable=True),
        sa.Column("abstain", sa.Integer(), nullable=True),
        sa.Column("absent", sa.Integer(), nullable=True),
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
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assembly_vote")),
        sa.UniqueConstraint("year", "stage", name=op.f("uq_assembly_vote_year_stage")),
    )
    op.create_table(
        "universalization_workshop",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column(
            "precision",
            sa.Enum(
                "day", "month", "year", name="precision", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column("region", sa.String(), nullable=False),
        sa.Column("hosts", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_universalization_workshop")),
        sa.UniqueConstraint("title", name=op.f("uq_universalization_workshop_title")),
    )
    op.create_table(
        "champion",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("state_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("function", sa.String(), nullable=False),
        sa.Column("is_envoy", sa.Boolean(), nullable=False),
        sa.Column("consent_on", sa.Date(), nullable=False),
        sa.Column("consent_note", sa.String(), nullable=False),
        sa.Column("withdrawn_on", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "withdrawn_on IS NULL OR name = ''", name=op.f("ck_champion_withdrawn_is_forgotten")
        ),
        sa.ForeignKeyConstraint(["state_id"], ["state.id"], name=op.f("fk_champion_state_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_champion")),
    )
    op.create_index(op.f("ix_champion_state_id"), "champion", ["state_id"], unique=False)
    op.create_table(
        "outreach_campaign",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column(
            "purpose",
            sa.Enum(
                "accession",
                "ratification",
                "retention",
                "unga_vote",
                "reporting",
                name="purpose",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["person.id"], name=op.f("fk_outreach_campaign_created_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outreach_campaign")),
    )
    op.create_index(
        op.f("ix_outreach_campaign_created_by_id"), "outreach_campaign", ["created_by_id"], unique=False
    )
    op.create_table(
        "ratification_track",
        sa.Column("state_id", sa.Integer(), nullable=False),
        sa.Column(
            "stage",
            sa.Enum(
                "none",
                "contact",
                "interest_stated",
                "interministerial_review",
                "cabinet",
                "parliament_tabled",
                "parliament_approved",
                "signed_by_head",
                "instrument_deposited",
                "in_force",
                name="stage",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "side",
            sa.Enum(
                "moving",
                "stalled",
                "paused_not_before",
                "withdrawing",
                name="side",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "barrier",
            sa.Enum(
                "security",
                "process",
                "understanding",
                "cost_compliance",
                "benefits_unclear",
                "misconception",
                "capacity",
                "other",
                name="barrier",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("not_before", sa.Date(), nullable=True),
        sa.Column("since", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["state_id"], ["state.id"], name=op.f("fk_ratification_track_state_id")),
        sa.PrimaryKeyConstraint("state_id", name=op.f("pk_ratification_track")),
    )
    op.create_table(
        "readiness_sign",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("state_id", sa.Integer(), nullable=False),
        sa.Column(
            "sign",
            sa.Enum(
                "signatory",
                "mine_ban_party",
                "declared_support",
                "voluntary_report",
                "yes_votes",
                "sees_no_obstacle",
                name="sign",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("stated_on", sa.Date(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_readiness_sign_person_id")),
        sa.ForeignKeyConstraint(["state_id"], ["state.id"], name=op.f("fk_readiness_sign_state_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_readiness_sign")),
        sa.UniqueConstraint(
            "state_id", "sign", "stated_on", name=op.f("uq_readiness_sign_state_id_sign_stated_on")
        ),
    )
    op.create_index(op.f("ix_readiness_sign_person_id"), "readiness_sign", ["person_id"], unique=False)
    op.create_index(op.f("ix_readiness_sign_state_id"), "readiness_sign", ["state_id"], unique=False)
    op.create_table(
        "state_vote",
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column(
            "stage",
            sa.Enum(
                "first_committee",
                "plenary",
                name="votestage",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("state_id", sa.Integer(), nullable=False),
        sa.Column(
            "vote",
            sa.Enum(
                "yes",
                "no",
                "abstain",
                "absent",
                name="vote",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
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
        sa.ForeignKeyConstraint(["state_id"], ["state.id"], name=op.f("fk_state_vote_state_id")),
        sa.PrimaryKeyConstraint("year", "stage", "state_id", name=op.f("pk_state_vote")),
    )
    op.create_index("ix_state_vote_state_id_year", "state_vote", ["state_id", "year"], unique=False)
    op.create_table(
        "track_step",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("state_id", sa.Integer(), nullable=False),
        sa.Column(
            "before",
            sa.Enum(
                "none",
                "contact",
                "interest_stated",
                "interministerial_review",
                "cabinet",
                "parliament_tabled",
                "parliament_approved",
                "signed_by_head",
                "instrument_deposited",
                "in_force",
                name="stage",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "after",
            sa.Enum(
                "none",
                "contact",
                "interest_stated",
                "interministerial_review",
                "cabinet",
                "parliament_tabled",
                "parliament_approved",
                "signed_by_head",
                "instrument_deposited",
                "in_force",
                name="stage",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "side",
            sa.Enum(
                "moving",
                "stalled",
                "paused_not_before",
                "withdrawing",
                name="side",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "barrier",
            sa.Enum(
                "security",
                "process",
                "understanding",
                "cost_compliance",
                "benefits_unclear",
                "misconception",
                "capacity",
                "other",
                name="barrier",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("evidence", sa.String(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_track_step_person_id")),
        sa.ForeignKeyConstraint(["state_id"], ["state.id"], name=op.f("fk_track_step_state_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_track_step")),
    )
    op.create_index(op.f("ix_track_step_person_id"), "track_step", ["person_id"], unique=False)
    op.create_index(op.f("ix_track_step_state_id"), "track_step", ["state_id"], unique=False)
    op.create_table(
        "workshop_count",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("workshop_id", sa.Integer(), nullable=False),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("figure", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workshop_id"], ["universalization_workshop.id"], name=op.f("fk_workshop_count_workshop_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_workshop_count")),
    )
    op.create_index(op.f("ix_workshop_count_workshop_id"), "workshop_count", ["workshop_id"], unique=False)
    op.create_table(
        "outreach",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("state_id", sa.Integer(), nullable=False),
        sa.Column("campaign_id", sa.Integer(), nullable=True),
        sa.Column(
            "purpose",
            sa.Enum(
                "accession",
                "ratification",
                "retention",
                "unga_vote",
                "reporting",
                name="purpose",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "channel",
            sa.Enum(
                "meeting",
                "demarche",
                "note_verbale",
                "letter",
                "call",
                "workshop",
                "military_to_military",
                "parliamentary",
                name="channel",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "status",
            sa.Enum(
                "planned",
                "done",
                "replied",
                "no_reply",
                "postponed",
                "dropped",
                name="outreachstatus",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("happens_on", sa.Date(), nullable=False),
        sa.Column(
            "precision",
            sa.Enum(
                "day", "month", "year", name="precision", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column("occasion", sa.String(), nullable=False),
        sa.Column(
            "barrier",
            sa.Enum(
                "security",
                "process",
                "understanding",
                "cost_compliance",
                "benefits_unclear",
                "misconception",
                "capacity",
                "other",
                name="barrier",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("next_step", sa.String(), nullable=False),
        sa.Column("next_on", sa.Date(), nullable=True),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("created_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["campaign_id"], ["outreach_campaign.id"], name=op.f("fk_outreach_campaign_id")
        ),
        sa.ForeignKeyConstraint(["created_by_id"], ["person.id"], name=op.f("fk_outreach_created_by_id")),
        sa.ForeignKeyConstraint(["state_id"], ["state.id"], name=op.f("fk_outreach_state_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outreach")),
    )
    op.create_index(op.f("ix_outreach_campaign_id"), "outreach", ["campaign_id"], unique=False)
    op.create_index(op.f("ix_outreach_created_by_id"), "outreach", ["created_by_id"], unique=False)
    op.create_index(op.f("ix_outreach_state_id"), "outreach", ["state_id"], unique=False)
    op.create_index("ix_outreach_status_happens_on", "outreach", ["status", "happens_on"], unique=False)
    op.create_table(
        "outreach_actor",
        sa.Column("outreach_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("joined_on", sa.Date(), nullable=False),
        sa.Column("planned_it", sa.Boolean(), nullable=False),
        sa.Column("envoy_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["envoy_id"], ["champion.id"], name=op.f("fk_outreach_actor_envoy_id")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_outreach_actor_organisation_id")
        ),
        sa.ForeignKeyConstraint(["outreach_id"], ["outreach.id"], name=op.f("fk_outreach_actor_outreach_id")),
        sa.PrimaryKeyConstraint("outreach_id", "organisation_id", name=op.f("pk_outreach_actor")),
    )
    op.create_index(op.f("ix_outreach_actor_envoy_id"), "outreach_actor", ["envoy_id"], unique=False)
    op.create_index(
        op.f("ix_outreach_actor_organisation_id"), "outreach_actor", ["organisation_id"], unique=False
    )


def downgrade() -> None:
    op.drop_index(op.f("ix_outreach_actor_envoy_id"), table_name="outreach_actor")
    op.drop_index(op.f("ix_outreach_actor_organisation_id"), table_name="outreach_actor")
    op.drop_table("outreach_actor")
    op.drop_index("ix_outreach_status_happens_on", table_name="outreach")
    op.drop_index(op.f("ix_outreach_state_id"), table_name="outreach")
    op.drop_index(op.f("ix_outreach_created_by_id"), table_name="outreach")
    op.drop_index(op.f("ix_outreach_campaign_id"), table_name="outreach")
    op.drop_table("outreach")
    op.drop_index(op.f("ix_workshop_count_workshop_id"), table_name="workshop_count")
    op.drop_table("workshop_count")
    op.drop_index(op.f("ix_track_step_state_id"), table_name="track_step")
    op.drop_index(op.f("ix_track_step_person_id"), table_name="track_step")
    op.drop_table("track_step")
    op.drop_index("ix_state_vote_state_id_year", table_name="state_vote")
    op.drop_table("state_vote")
    op.drop_index(op.f("ix_readiness_sign_state_id"), table_name="readiness_sign")
    op.drop_index(op.f("ix_readiness_sign_person_id"), table_name="readiness_sign")
    op.drop_table("readiness_sign")
    op.drop_table("ratification_track")
    op.drop_index(op.f("ix_outreach_campaign_created_by_id"), table_name="outreach_campaign")
    op.drop_table("outreach_campaign")
    op.drop_index(op.f("ix_champion_state_id"), table_name="champion")
    op.drop_table("champion")
    op.drop_table("universalization_workshop")
    op.drop_table("assembly_vote")
