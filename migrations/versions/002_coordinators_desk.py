"""Meetings, health snapshots, pairing proposals and answer rounds: the tables of the coordinator's desk."""

import sqlalchemy as sa
from alembic import op

revision = "002_coordinators_desk"
down_revision = "001_first_rooms"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "answer_round",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("coalition_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("message", sa.String(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "draft",
                "sent",
                "closed",
                name="roundstatus",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("created_on", sa.Date(), nullable=False),
        sa.Column("sent_on", sa.Date(), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("follow_up_on", sa.Date(), nullable=True),
        sa.Column("is_example", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "status <> 'closed' OR closed_on IS NOT NULL", name=op.f("ck_answer_round_closed_has_its_day")
        ),
        sa.CheckConstraint(
            "status = 'draft' OR sent_on IS NOT NULL", name=op.f("ck_answer_round_sent_has_its_day")
        ),
        sa.CheckConstraint(
            "sent_on IS NULL OR due_on > sent_on", name=op.f("ck_answer_round_sent_before_due")
        ),
        sa.ForeignKeyConstraint(
            ["coalition_id"], ["coalition.id"], name=op.f("fk_answer_round_coalition_id")
        ),
        sa.ForeignKeyConstraint(["created_by_id"], ["person.id"], name=op.f("fk_answer_round_created_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_answer_round")),
    )
    with op.batch_alter_table("answer_round", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_answer_round_coalition_id"), ["coalition_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_answer_round_created_by_id"), ["created_by_id"], unique=False)
        batch_op.create_index("ix_answer_round_status_due", ["status", "due_on"], unique=False)

    op.create_table(
        "coalition_meeting",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("coalition_id", sa.Integer(), nullable=False),
        sa.Column(
            "type",
            sa.Enum(
                "coalition",
                "country_seminar",
                "regional_workshop",
                "donor_conference",
                "bilateral",
                "side_meeting",
                name="meetingtype",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column(
            "starts_precision",
            sa.Enum(
                "day", "month", "year", name="precision", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("host", sa.String(), nullable=False),
        sa.Column("financed_by", sa.String(), nullable=False),
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
        sa.Column("minutes_text", sa.String(), nullable=False),
        sa.Column("anonymised_summary", sa.String(), nullable=False),
        sa.Column("decisions", sa.String(), nullable=False),
        sa.Column("approved_on", sa.Date(), nullable=True),
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
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("is_example", sa.Boolean(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "minutes <> 'approved' OR approved_on IS NOT NULL",
            name=op.f("ck_coalition_meeting_approved_has_its_day"),
        ),
        sa.CheckConstraint(
            "minutes = 'none' OR minutes_text <> ''", name=op.f("ck_coalition_meeting_minutes_say_something")
        ),
        sa.CheckConstraint(
            "ends_on IS NULL OR ends_on >= starts_on", name=op.f("ck_coalition_meeting_starts_before_it_ends")
        ),
        sa.ForeignKeyConstraint(
            ["coalition_id"], ["coalition.id"], name=op.f("fk_coalition_meeting_coalition_id")
        ),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["person.id"], name=op.f("fk_coalition_meeting_created_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_coalition_meeting")),
    )
    with op.batch_alter_table("coalition_meeting", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_coalition_meeting_created_by_id"), ["created_by_id"], unique=False
        )
        batch_op.create_index("ix_coalition_meeting_newest", ["coalition_id", "starts_on"], unique=False)

    op.create_table(
        "health_band",
        sa.Column("coalition_id", sa.Integer(), nullable=False),
        sa.Column(
            "key",
            sa.Enum(
                "H1",
                "H2",
                "H3",
                "H4",
                "H5",
                "H6",
                "H7",
                "H8",
                "H9",
                "H10",
                "H11",
                "H12",
                name="key",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "level",
            sa.Enum(
                "green",
                "amber",
                "red",
                "grey",
                name="level",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column(
            "pending",
            sa.Enum(
                "green",
                "amber",
                "red",
                "grey",
                name="level",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("nights", sa.Integer(), nullable=False),
        sa.Column("computed_on", sa.Date(), nullable=False),
        sa.CheckConstraint(
            "(pending IS NULL) = (nights = 0)", name=op.f("ck_health_band_pending_has_nights")
        ),
        sa.ForeignKeyConstraint(["coalition_id"], ["coalition.id"], name=op.f("fk_health_band_coalition_id")),
        sa.PrimaryKeyConstraint("coalition_id", "key", name=op.f("pk_health_band")),
    )
    op.create_table(
        "health_comment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("coalition_id", sa.Integer(), nullable=False),
        sa.Column(
            "key",
            sa.Enum(
                "H1",
                "H2",
                "H3",
                "H4",
                "H5",
                "H6",
                "H7",
                "H8",
                "H9",
                "H10",
                "H11",
                "H12",
                name="key",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("said_as", sa.String(), nullable=False),
        sa.Column("said_on", sa.Date(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["coalition_id"], ["coalition.id"], name=op.f("fk_health_comment_coalition_id")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_health_comment_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_health_comment")),
    )
    with op.batch_alter_table("health_comment", schema=None) as batch_op:
        batch_op.create_index("ix_health_comment_coalition_key", ["coalition_id", "key"], unique=False)
        batch_op.create_index(batch_op.f("ix_health_comment_person_id"), ["person_id"], unique=False)

    op.create_table(
        "health_snapshot",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("coalition_id", sa.Integer(), nullable=False),
        sa.Column("state_id", sa.Integer(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("members_from", sa.Date(), nullable=False),
        sa.Column(
            "grade",
            sa.Enum(
                "on_course",
                "worth_a_talk",
                "needs_support",
                "not_enough_data",
                name="grade",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("is_example", sa.Boolean(), nullable=False),
        sa.CheckConstraint('members_from >= "on"', name=op.f("ck_health_snapshot_state_reads_first")),
        sa.ForeignKeyConstraint(
            ["coalition_id"], ["coalition.id"], name=op.f("fk_health_snapshot_coalition_id")
        ),
        sa.ForeignKeyConstraint(["state_id"], ["state.id"], name=op.f("fk_health_snapshot_state_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_health_snapshot")),
        sa.UniqueConstraint("coalition_id", "on", name=op.f("uq_health_snapshot_coalition_id_on")),
    )
    with op.batch_alter_table("health_snapshot", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_health_snapshot_on"), ["on"], unique=False)
        batch_op.create_index(batch_op.f("ix_health_snapshot_state_id"), ["state_id"], unique=False)

    op.create_table(
        "pairing_proposal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("coalition_id", sa.Integer(), nullable=False),
        sa.Column("donor_id", sa.Integer(), nullable=False),
        sa.Column("score", sa.Integer(), nullable=False),
        sa.Column("signals", sa.JSON(), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "suggested",
                "consented_by_state",
                "sounded_out",
                "invited",
                "accepted",
                "declined",
                "expired",
                name="proposalstatus",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("proposed_by_id", sa.Integer(), nullable=True),
        sa.Column("proposed_on", sa.Date(), nullable=False),
        sa.Column("moved_on", sa.Date(), nullable=False),
        sa.Column("consented_on", sa.Date(), nullable=True),
        sa.Column(
            "decline_reason",
            sa.Enum(
                "no_capacity",
                "other_country",
                "prefers_co_lead",
                "state_prefers_another",
                "other",
                name="pairingdecline",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("decline_text", sa.String(), nullable=False),
        sa.Column("not_again_before", sa.Date(), nullable=True),
        sa.Column("is_example", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "(status = 'declined') = (decline_reason IS NOT NULL)",
            name=op.f("ck_pairing_proposal_declined_has_reason"),
        ),
        sa.CheckConstraint(
            "status IN ('suggested', 'declined', 'expired') OR consented_on IS NOT NULL",
            name=op.f("ck_pairing_proposal_state_consents_first"),
        ),
        sa.CheckConstraint("score BETWEEN 0 AND 1000", name=op.f("ck_pairing_proposal_score_range")),
        sa.ForeignKeyConstraint(
            ["coalition_id"], ["coalition.id"], name=op.f("fk_pairing_proposal_coalition_id")
        ),
        sa.ForeignKeyConstraint(["donor_id"], ["organisation.id"], name=op.f("fk_pairing_proposal_donor_id")),
        sa.ForeignKeyConstraint(
            ["proposed_by_id"], ["person.id"], name=op.f("fk_pairing_proposal_proposed_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pairing_proposal")),
    )
    with op.batch_alter_table("pairing_proposal", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_pairing_proposal_coalition_id"), ["coalition_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_pairing_proposal_donor_id"), ["donor_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_pairing_proposal_proposed_by_id"), ["proposed_by_id"], unique=False
        )
        batch_op.create_index("ix_pairing_proposal_status_moved", ["status", "moved_on"], unique=False)
        batch_op.create_index(
            "uq_pairing_proposal_running",
            ["coalition_id", "donor_id"],
            unique=True,
            sqlite_where=sa.text("status IN ('suggested', 'consented_by_state', 'sounded_out', 'invited')"),
            postgresql_where=sa.text(
                "status IN ('suggested', 'consented_by_state', 'sounded_out', 'invited')"
            ),
        )

    op.create_table(
        "remedy",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("coalition_id", sa.Integer(), nullable=False),
        sa.Column(
            "key",
            sa.Enum(
                "H1",
                "H2",
                "H3",
                "H4",
                "H5",
                "H6",
                "H7",
                "H8",
                "H9",
                "H10",
                "H11",
                "H12",
                name="key",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=True),
        sa.Column("owner_note", sa.String(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column(
            "status",
            sa.Enum(
                "offered",
                "accepted",
                "done",
                "declined",
                "ran_out",
                name="remedystatus",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("opened_on", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("by_system", sa.Boolean(), nullable=False),
        sa.Column("opened_by_id", sa.Integer(), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("is_example", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "(status IN ('offered', 'accepted')) = (closed_on IS NULL)",
            name=op.f("ck_remedy_closed_has_its_day"),
        ),
        sa.CheckConstraint("until >= opened_on", name=op.f("ck_remedy_opened_before_until")),
        sa.ForeignKeyConstraint(["coalition_id"], ["coalition.id"], name=op.f("fk_remedy_coalition_id")),
        sa.ForeignKeyConstraint(["opened_by_id"], ["person.id"], name=op.f("fk_remedy_opened_by_id")),
        sa.ForeignKeyConstraint(["owner_id"], ["organisation.id"], name=op.f("fk_remedy_owner_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_remedy")),
    )
    with op.batch_alter_table("remedy", schema=None) as batch_op:
        batch_op.create_index("ix_remedy_coalition_key", ["coalition_id", "key"], unique=False)
        batch_op.create_index(batch_op.f("ix_remedy_opened_by_id"), ["opened_by_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_remedy_owner_id"), ["owner_id"], unique=False)
        batch_op.create_index("ix_remedy_status_until", ["status", "until"], unique=False)

    op.create_table(
        "action_point",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("coalition_id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=True),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=True),
        sa.Column("owner_note", sa.String(), nullable=False),
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
        sa.Column("created_on", sa.Date(), nullable=False),
        sa.Column("is_example", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "(status = 'open') = (closed_on IS NULL)", name=op.f("ck_action_point_closed_has_its_day")
        ),
        sa.CheckConstraint("text <> ''", name=op.f("ck_action_point_says_what")),
        sa.ForeignKeyConstraint(
            ["coalition_id"], ["coalition.id"], name=op.f("fk_action_point_coalition_id")
        ),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["coalition_meeting.id"], name=op.f("fk_action_point_meeting_id")
        ),
        sa.ForeignKeyConstraint(["owner_id"], ["organisation.id"], name=op.f("fk_action_point_owner_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_action_point")),
    )
    with op.batch_alter_table("action_point", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_action_point_coalition_id"), ["coalition_id"], unique=False)
        batch_op.create_index("ix_action_point_due", ["status", "due_on"], unique=False)
        batch_op.create_index(batch_op.f("ix_action_point_meeting_id"), ["meeting_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_action_point_owner_id"), ["owner_id"], unique=False)

    op.create_table(
        "indicator_value",
        sa.Column("snapshot_id", sa.Integer(), nullable=False),
        sa.Column(
            "key",
            sa.Enum(
                "H1",
                "H2",
                "H3",
                "H4",
                "H5",
                "H6",
                "H7",
                "H8",
                "H9",
                "H10",
                "H11",
                "H12",
                name="key",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "level",
            sa.Enum(
                "green",
                "amber",
                "red",
                "grey",
                name="level",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "computed",
            sa.Enum(
                "green",
                "amber",
                "red",
                "grey",
                name="level",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("value", sa.Float(), nullable=True),
        sa.Column(
            "unit",
            sa.Enum(
                "share",
                "days",
                "checks",
                "ratio",
                name="unit",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("why", sa.JSON(), nullable=False),
        sa.Column("remedy", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("records", sa.JSON(), nullable=False),
        sa.CheckConstraint(
            "value IS NOT NULL OR computed <> 'green'", name=op.f("ck_indicator_value_green_has_a_value")
        ),
        sa.ForeignKeyConstraint(
            ["snapshot_id"], ["health_snapshot.id"], name=op.f("fk_indicator_value_snapshot_id")
        ),
        sa.PrimaryKeyConstraint("snapshot_id", "key", name=op.f("pk_indicator_value")),
    )
    op.create_table(
        "meeting_attendance",
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("present", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["coalition_meeting.id"], name=op.f("fk_meeting_attendance_meeting_id")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_meeting_attendance_organisation_id")
        ),
        sa.PrimaryKeyConstraint("meeting_id", "organisation_id", name=op.f("pk_meeting_attendance")),
    )
    with op.batch_alter_table("meeting_attendance", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_meeting_attendance_organisation_id"), ["organisation_id"], unique=False
        )

    op.create_table(
        "round_answer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("need_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "new_support",
                "already_runs",
                "question",
                "no",
                name="answerkind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=True),
        sa.Column("currency", sa.String(length=3), nullable=True),
        sa.Column("answered_on", sa.Date(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["need_id"], ["need.id"], name=op.f("fk_round_answer_need_id")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_round_answer_organisation_id")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_round_answer_person_id")),
        sa.ForeignKeyConstraint(["round_id"], ["answer_round.id"], name=op.f("fk_round_answer_round_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_round_answer")),
        sa.UniqueConstraint(
            "round_id",
            "need_id",
            "organisation_id",
            name=op.f("uq_round_answer_round_id_need_id_organisation_id"),
        ),
    )
    with op.batch_alter_table("round_answer", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_round_answer_need_id"), ["need_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_round_answer_organisation_id"), ["organisation_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_round_answer_person_id"), ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_round_answer_round_id"), ["round_id"], unique=False)

    op.create_table(
        "round_invitee",
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("reminded_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_round_invitee_organisation_id")
        ),
        sa.ForeignKeyConstraint(["round_id"], ["answer_round.id"], name=op.f("fk_round_invitee_round_id")),
        sa.PrimaryKeyConstraint("round_id", "organisation_id", name=op.f("pk_round_invitee")),
    )
    with op.batch_alter_table("round_invitee", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_round_invitee_organisation_id"), ["organisation_id"], unique=False
        )

    op.create_table(
        "round_need",
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("need_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column(
            "follow_up",
            sa.Enum(
                "met",
                "partly_met",
                "not_met",
                name="followup",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("follow_up_note", sa.String(), nullable=False),
        sa.Column("followed_up_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["need_id"], ["need.id"], name=op.f("fk_round_need_need_id")),
        sa.ForeignKeyConstraint(["round_id"], ["answer_round.id"], name=op.f("fk_round_need_round_id")),
        sa.PrimaryKeyConstraint("round_id", "need_id", name=op.f("pk_round_need")),
    )
    with op.batch_alter_table("round_need", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_round_need_need_id"), ["need_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("round_need", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_round_need_need_id"))

    op.drop_table("round_need")
    with op.batch_alter_table("round_invitee", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_round_invitee_organisation_id"))

    op.drop_table("round_invitee")
    with op.batch_alter_table("round_answer", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_round_answer_round_id"))
        batch_op.drop_index(batch_op.f("ix_round_answer_person_id"))
        batch_op.drop_index(batch_op.f("ix_round_answer_organisation_id"))
        batch_op.drop_index(batch_op.f("ix_round_answer_need_id"))

    op.drop_table("round_answer")
    with op.batch_alter_table("meeting_attendance", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_meeting_attendance_organisation_id"))

    op.drop_table("meeting_attendance")
    op.drop_table("indicator_value")
    with op.batch_alter_table("action_point", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_action_point_owner_id"))
        batch_op.drop_index(batch_op.f("ix_action_point_meeting_id"))
        batch_op.drop_index("ix_action_point_due")
        batch_op.drop_index(batch_op.f("ix_action_point_coalition_id"))

    op.drop_table("action_point")
    with op.batch_alter_table("remedy", schema=None) as batch_op:
        batch_op.drop_index("ix_remedy_status_until")
        batch_op.drop_index(batch_op.f("ix_remedy_owner_id"))
        batch_op.drop_index(batch_op.f("ix_remedy_opened_by_id"))
        batch_op.drop_index("ix_remedy_coalition_key")

    op.drop_table("remedy")
    with op.batch_alter_table("pairing_proposal", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_pairing_proposal_running",
            sqlite_where=sa.text("status IN ('suggested', 'consented_by_state', 'sounded_out', 'invited')"),
            postgresql_where=sa.text(
                "status IN ('suggested', 'consented_by_state', 'sounded_out', 'invited')"
            ),
        )
        batch_op.drop_index("ix_pairing_proposal_status_moved")
        batch_op.drop_index(batch_op.f("ix_pairing_proposal_proposed_by_id"))
        batch_op.drop_index(batch_op.f("ix_pairing_proposal_donor_id"))
        batch_op.drop_index(batch_op.f("ix_pairing_proposal_coalition_id"))

    op.drop_table("pairing_proposal")
    with op.batch_alter_table("health_snapshot", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_health_snapshot_state_id"))
        batch_op.drop_index(batch_op.f("ix_health_snapshot_on"))

    op.drop_table("health_snapshot")
    with op.batch_alter_table("health_comment", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_health_comment_person_id"))
        batch_op.drop_index("ix_health_comment_coalition_key")

    op.drop_table("health_comment")
    op.drop_table("health_band")
    with op.batch_alter_table("coalition_meeting", schema=None) as batch_op:
        batch_op.drop_index("ix_coalition_meeting_newest")
        batch_op.drop_index(batch_op.f("ix_coalition_meeting_created_by_id"))

    op.drop_table("coalition_meeting")
    with op.batch_alter_table("answer_round", schema=None) as batch_op:
        batch_op.drop_index("ix_answer_round_status_due")
        batch_op.drop_index(batch_op.f("ix_answer_round_created_by_id"))
        batch_op.drop_index(batch_op.f("ix_answer_round_coalition_id"))

    op.drop_table("answer_round")
