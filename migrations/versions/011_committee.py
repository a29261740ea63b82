"""The Coordination Committee: offices, work plans, meetings, action plan, the ISU's money, papers."""

import sqlalchemy as sa
from alembic import op

revision = "011_committee"
down_revision = "010_requests_for_time"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "isu_budget",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.CheckConstraint("amount > 0", name=op.f("ck_isu_budget_amount_above_nought")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_isu_budget")),
        sa.UniqueConstraint("year", name=op.f("uq_isu_budget_year")),
    )
    op.create_table(
        "isu_statement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("contributors", sa.Integer(), nullable=False),
        sa.Column("share", sa.Integer(), nullable=False),
        sa.Column("said_on", sa.Date(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_isu_statement")),
    )
    with op.batch_alter_table("isu_statement", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_isu_statement_year"), ["year"], unique=False)

    op.create_table(
        "plan_action",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("area", sa.String(), nullable=False),
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
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("inferred", sa.Boolean(), nullable=False),
        sa.Column("indicator", sa.String(), nullable=False),
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
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_action")),
        sa.UniqueConstraint("plan", "number", name=op.f("uq_plan_action_plan_number")),
    )
    op.create_table(
        "thematic_area",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column(
            "code",
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
            nullable=False,
        ),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("pillars", sa.String(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("source", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_thematic_area")),
        sa.UniqueConstraint("code", name=op.f("uq_thematic_area_code")),
    )
    op.create_table(
        "work_plan",
        sa.Column("id", sa.Integer(), nullable=False),
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
            nullable=False,
        ),
        sa.Column("cycle", sa.Integer(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("aim", sa.String(), nullable=False),
        sa.Column("begun_drafting_on", sa.Date(), nullable=True),
        sa.Column("submitted_on", sa.Date(), nullable=True),
        sa.Column("published_on", sa.Date(), nullable=True),
        sa.Column("begun_on", sa.Date(), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("closing_note", sa.String(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "closed_on IS NULL OR closing_note <> ''", name=op.f("ck_work_plan_closed_with_a_note")
        ),
        sa.CheckConstraint(
            "published_on IS NULL OR submitted_on IS NOT NULL", name=op.f("ck_work_plan_published_once_in")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_work_plan")),
        sa.UniqueConstraint("theme", "cycle", name=op.f("uq_work_plan_theme_cycle")),
    )
    with op.batch_alter_table("work_plan", schema=None) as batch_op:
        batch_op.create_index("ix_work_plan_due", ["due_on"], unique=False)

    op.create_table(
        "action_progress",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("action_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.Column("narrative", sa.String(), nullable=False),
        sa.Column("joint_conclusion", sa.String(), nullable=False),
        sa.Column("recorded_on", sa.Date(), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=True),
        sa.Column("source", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["action_id"], ["plan_action.id"], name=op.f("fk_action_progress_action_id")),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["person.id"], name=op.f("fk_action_progress_recorded_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_action_progress")),
        sa.UniqueConstraint("action_id", "year", name=op.f("uq_action_progress_action_id_year")),
    )
    with op.batch_alter_table("action_progress", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_action_progress_action_id"), ["action_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_action_progress_recorded_by_id"), ["recorded_by_id"], unique=False
        )

    op.create_table(
        "committee_meeting",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("begins", sa.String(), nullable=False),
        sa.Column("ends", sa.String(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column(
            "openness",
            sa.Enum(
                "open",
                "closed",
                "chatham_house",
                name="openness",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("presidency_id", sa.Integer(), nullable=True),
        sa.Column("agenda", sa.String(), nullable=False),
        sa.Column(
            "minutes",
            sa.Enum(
                "none",
                "draft",
                "circulated",
                "approved",
                name="minutes",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("circulated_on", sa.Date(), nullable=True),
        sa.Column("approved_on", sa.Date(), nullable=True),
        sa.Column("approved_at_id", sa.Integer(), nullable=True),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "minutes <> 'approved' OR approved_at_id IS NOT NULL",
            name=op.f("ck_committee_meeting_approved_at_a_meeting"),
        ),
        sa.CheckConstraint(
            "minutes NOT IN ('circulated', 'approved') OR circulated_on IS NOT NULL",
            name=op.f("ck_committee_meeting_circulated_has_its_day"),
        ),
        sa.ForeignKeyConstraint(
            ["approved_at_id"], ["committee_meeting.id"], name=op.f("fk_committee_meeting_approved_at_id")
        ),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["person.id"], name=op.f("fk_committee_meeting_created_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["presidency_id"], ["state.id"], name=op.f("fk_committee_meeting_presidency_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_committee_meeting")),
    )
    with op.batch_alter_table("committee_meeting", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_committee_meeting_approved_at_id"), ["approved_at_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_committee_meeting_created_by_id"), ["created_by_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_committee_meeting_held_on"), ["held_on"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_committee_meeting_presidency_id"), ["presidency_id"], unique=False
        )

    op.create_table(
        "isu_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("budget_id", sa.Integer(), nullable=False),
        sa.Column("state_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "contribution",
                "refund",
                name="entrykind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("earmark", sa.String(), nullable=False),
        sa.Column("paid_on", sa.Date(), nullable=False),
        sa.Column(
            "paid_precision",
            sa.Enum(
                "day", "month", "year", name="precision", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column("source", sa.String(), nullable=False),
        sa.CheckConstraint("amount > 0", name=op.f("ck_isu_entry_amount_above_nought")),
        sa.ForeignKeyConstraint(["budget_id"], ["isu_budget.id"], name=op.f("fk_isu_entry_budget_id")),
        sa.ForeignKeyConstraint(["state_id"], ["state.id"], name=op.f("fk_isu_entry_state_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_isu_entry")),
    )
    with op.batch_alter_table("isu_entry", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_isu_entry_budget_id"), ["budget_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_isu_entry_state_id"), ["state_id"], unique=False)

    op.create_table(
        "office_term",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column(
            "office",
            sa.Enum(
                "president",
                "president_designate",
                "coordinator",
                "co_chair_iwg",
                "gender_focal_point",
                "special_envoy",
                name="office",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
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
        sa.Column("state_id", sa.Integer(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column(
            "precision",
            sa.Enum(
                "day", "month", "year", name="precision", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column("from_meeting", sa.String(), nullable=False),
        sa.Column("to_meeting", sa.String(), nullable=False),
        sa.Column("handover_note", sa.String(), nullable=False),
        sa.Column("handed_over_on", sa.Date(), nullable=True),
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
            "office <> 'coordinator' OR theme IS NOT NULL",
            name=op.f("ck_office_term_coordinator_has_a_theme"),
        ),
        sa.CheckConstraint("ends_on > starts_on", name=op.f("ck_office_term_starts_before_it_ends")),
        sa.ForeignKeyConstraint(["state_id"], ["state.id"], name=op.f("fk_office_term_state_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_office_term")),
        sa.UniqueConstraint(
            "office",
            "theme",
            "state_id",
            "starts_on",
            name=op.f("uq_office_term_office_theme_state_id_starts_on"),
        ),
    )
    with op.batch_alter_table("office_term", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_office_term_state_id"), ["state_id"], unique=False)
        batch_op.create_index("ix_office_term_time", ["starts_on", "ends_on"], unique=False)

    op.create_table(
        "work_plan_item",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("deliverable", sa.String(), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column(
            "due_precision",
            sa.Enum(
                "day", "month", "year", name="precision", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column(
            "status",
            sa.Enum(
                "open",
                "in_progress",
                "done",
                "dropped",
                "handed_over",
                name="itemstatus",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("progress", sa.String(), nullable=False),
        sa.Column("handed_over_from_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["handed_over_from_id"], ["work_plan_item.id"], name=op.f("fk_work_plan_item_handed_over_from_id")
        ),
        sa.ForeignKeyConstraint(["owner_id"], ["state.id"], name=op.f("fk_work_plan_item_owner_id")),
        sa.ForeignKeyConstraint(["plan_id"], ["work_plan.id"], name=op.f("fk_work_plan_item_plan_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_work_plan_item")),
    )
    with op.batch_alter_table("work_plan_item", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_work_plan_item_handed_over_from_id"), ["handed_over_from_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_work_plan_item_owner_id"), ["owner_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_work_plan_item_plan_id"), ["plan_id"], unique=False)

    op.create_table(
        "work_plan_office",
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("state_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("signed_on", sa.Date(), nullable=True),
        sa.Column("signed_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["plan_id"], ["work_plan.id"], name=op.f("fk_work_plan_office_plan_id")),
        sa.ForeignKeyConstraint(
            ["signed_by_id"], ["person.id"], name=op.f("fk_work_plan_office_signed_by_id")
        ),
        sa.ForeignKeyConstraint(["state_id"], ["state.id"], name=op.f("fk_work_plan_office_state_id")),
        sa.PrimaryKeyConstraint("plan_id", "state_id", name=op.f("pk_work_plan_office")),
    )
    with op.batch_alter_table("work_plan_office", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_work_plan_office_signed_by_id"), ["signed_by_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_work_plan_office_state_id"), ["state_id"], unique=False)

    op.create_table(
        "work_plan_report",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("said_on", sa.Date(), nullable=False),
        sa.Column(
            "reported",
            sa.Enum(
                "not_submitted",
                "planning",
                "drafting",
                "drafting_jointly",
                name="reported",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("expected_on", sa.Date(), nullable=True),
        sa.Column(
            "expected_precision",
            sa.Enum(
                "day", "month", "year", name="precision", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column("source", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["plan_id"], ["work_plan.id"], name=op.f("fk_work_plan_report_plan_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_work_plan_report")),
    )
    with op.batch_alter_table("work_plan_report", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_work_plan_report_plan_id"), ["plan_id"], unique=False)

    op.create_table(
        "committee_point",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("owner", sa.String(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column(
            "due_precision",
            sa.Enum(
                "day", "month", "year", name="precision", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column("soft_promise", sa.Boolean(), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "open",
                "done",
                "dropped",
                "moved",
                name="pointstatus",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("note", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["committee_meeting.id"], name=op.f("fk_committee_point_meeting_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_committee_point")),
    )
    with op.batch_alter_table("committee_point", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_committee_point_meeting_id"), ["meeting_id"], unique=False)

    op.create_table(
        "meeting_item",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("heading", sa.String(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "opening",
                "approval",
                "presidency",
                "thematic_update",
                "isu_update",
                "statement",
                "decision",
                "conclusion",
                name="itemkind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
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
        sa.Column("speaker", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("closed", sa.Boolean(), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "stated",
                "confirmed",
                "disputed",
                "corrected",
                "withdrawn",
                name="saidstatus",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("counter_of_id", sa.Integer(), nullable=True),
        sa.Column("vote_year", sa.Integer(), nullable=True),
        sa.Column("yes", sa.Integer(), nullable=True),
        sa.Column("no", sa.Integer(), nullable=True),
        sa.Column("abstained", sa.Integer(), nullable=True),
        sa.Column("absent", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "yes IS NULL OR (yes >= 0 AND no >= 0 AND abstained >= 0 AND absent >= 0)",
            name=op.f("ck_meeting_item_votes_not_negative"),
        ),
        sa.ForeignKeyConstraint(
            ["counter_of_id"], ["meeting_item.id"], name=op.f("fk_meeting_item_counter_of_id")
        ),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["committee_meeting.id"], name=op.f("fk_meeting_item_meeting_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_item")),
    )
    with op.batch_alter_table("meeting_item", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_meeting_item_counter_of_id"), ["counter_of_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_meeting_item_meeting_id"), ["meeting_id"], unique=False)

    op.create_table(
        "meeting_party",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("state_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("capacity", sa.String(), nullable=False),
        sa.Column("people", sa.String(), nullable=False),
        sa.Column(
            "attendance",
            sa.Enum(
                "present",
                "apologies",
                "not_heard",
                name="attendance",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["committee_meeting.id"], name=op.f("fk_meeting_party_meeting_id")
        ),
        sa.ForeignKeyConstraint(["state_id"], ["state.id"], name=op.f("fk_meeting_party_state_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_party")),
        sa.UniqueConstraint("meeting_id", "name", name=op.f("uq_meeting_party_meeting_id_name")),
    )
    with op.batch_alter_table("meeting_party", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_meeting_party_meeting_id"), ["meeting_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_meeting_party_state_id"), ["state_id"], unique=False)

    op.create_table(
        "work_plan_item_action",
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("action_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["action_id"], ["plan_action.id"], name=op.f("fk_work_plan_item_action_action_id")
        ),
        sa.ForeignKeyConstraint(
            ["item_id"], ["work_plan_item.id"], name=op.f("fk_work_plan_item_action_item_id")
        ),
        sa.PrimaryKeyConstraint("item_id", "action_id", name=op.f("pk_work_plan_item_action")),
    )
    with op.batch_alter_table("work_plan_item_action", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_work_plan_item_action_action_id"), ["action_id"], unique=False)

    op.create_table(
        "working_paper",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=True),
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
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("dated_on", sa.Date(), nullable=True),
        sa.Column(
            "dated_precision",
            sa.Enum(
                "day", "month", "year", name="precision", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column("file_id", sa.Integer(), nullable=True),
        sa.Column("added_on", sa.Date(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["file_id"], ["stored_file.id"], name=op.f("fk_working_paper_file_id")),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["treaty_meeting.id"], name=op.f("fk_working_paper_meeting_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_working_paper")),
        sa.UniqueConstraint("number", "language", name=op.f("uq_working_paper_number_language")),
    )
    with op.batch_alter_table("working_paper", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_working_paper_file_id"), ["file_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_working_paper_meeting_id"), ["meeting_id"], unique=False)

    op.create_table(
        "working_paper_state",
        sa.Column("paper_id", sa.Integer(), nullable=False),
        sa.Column("state_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["paper_id"], ["working_paper.id"], name=op.f("fk_working_paper_state_paper_id")
        ),
        sa.ForeignKeyConstraint(["state_id"], ["state.id"], name=op.f("fk_working_paper_state_state_id")),
        sa.PrimaryKeyConstraint("paper_id", "state_id", name=op.f("pk_working_paper_state")),
    )
    with op.batch_alter_table("working_paper_state", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_working_paper_state_state_id"), ["state_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("working_paper_state", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_working_paper_state_state_id"))

    op.drop_table("working_paper_state")
    with op.batch_alter_table("working_paper", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_working_paper_meeting_id"))
        batch_op.drop_index(batch_op.f("ix_working_paper_file_id"))

    op.drop_table("working_paper")
    with op.batch_alter_table("work_plan_item_action", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_work_plan_item_action_action_id"))

    op.drop_table("work_plan_item_action")
    with op.batch_alter_table("meeting_party", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_meeting_party_state_id"))
        batch_op.drop_index(batch_op.f("ix_meeting_party_meeting_id"))

    op.drop_table("meeting_party")
    with op.batch_alter_table("meeting_item", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_meeting_item_meeting_id"))
        batch_op.drop_index(batch_op.f("ix_meeting_item_counter_of_id"))

    op.drop_table("meeting_item")
    with op.batch_alter_table("committee_point", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_committee_point_meeting_id"))

    op.drop_table("committee_point")
    with op.batch_alter_table("work_plan_report", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_work_plan_report_plan_id"))

    op.drop_table("work_plan_report")
    with op.batch_alter_table("work_plan_office", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_work_plan_office_state_id"))
        batch_op.drop_index(batch_op.f("ix_work_plan_office_signed_by_id"))

    op.drop_table("work_plan_office")
    with op.batch_alter_table("work_plan_item", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_work_plan_item_plan_id"))
        batch_op.drop_index(batch_op.f("ix_work_plan_item_owner_id"))
        batch_op.drop_index(batch_op.f("ix_work_plan_item_handed_over_from_id"))

    op.drop_table("work_plan_item")
    with op.batch_alter_table("office_term", schema=None) as batch_op:
        batch_op.drop_index("ix_office_term_time")
        batch_op.drop_index(batch_op.f("ix_office_term_state_id"))

    op.drop_table("office_term")
    with op.batch_alter_table("isu_entry", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_isu_entry_state_id"))
        batch_op.drop_index(batch_op.f("ix_isu_entry_budget_id"))

    op.drop_table("isu_entry")
    with op.batch_alter_table("committee_meeting", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_committee_meeting_presidency_id"))
        batch_op.drop_index(batch_op.f("ix_committee_meeting_held_on"))
        batch_op.drop_index(batch_op.f("ix_committee_meeting_created_by_id"))
        batch_op.drop_index(batch_op.f("ix_committee_meeting_approved_at_id"))

    op.drop_table("committee_meeting")
    with op.batch_alter_table("action_progress", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_action_progress_recorded_by_id"))
        batch_op.drop_index(batch_op.f("ix_action_progress_action_id"))

    op.drop_table("action_progress")
    with op.batch_alter_table("work_plan", schema=None) as batch_op:
        batch_op.drop_index("ix_work_plan_due")

    op.drop_table("work_plan")
    op.drop_table("thematic_area")
    op.drop_table("plan_action")
    with op.batch_alter_table("isu_statement", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_isu_statement_year"))

    op.drop_table("isu_statement")
    op.drop_table("isu_budget")
