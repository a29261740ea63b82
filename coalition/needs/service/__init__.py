"""What a State, and others within their rights, do with needs. Each is one act; its caller commits."""

from coalition.needs.service.keep import (
    adopt,
    draft_on_behalf,
    edit,
    link_hazard_areas,
    post,
    reject,
    save_draft,
    set_phases,
)
from coalition.needs.service.life import (
    agree_support,
    confirm,
    follow_clock,
    follow_coverage,
    fulfil,
    move_to,
    put_on_hold,
    reorder,
    shift,
    take_off_hold,
    withdraw,
)
from coalition.needs.service.talk import add_statement, answer, ask

__all__ = [
    "add_statement",
    "adopt",
    "agree_support",
    "answer",
    "ask",
    "confirm",
    "draft_on_behalf",
    "edit",
    "follow_clock",
    "follow_coverage",
    "fulfil",
    "link_hazard_areas",
    "post",
    "put_on_hold",
    "reject",
    "move_to",
    "reorder",
    "shift",
    "save_draft",
    "set_phases",
    "take_off_hold",
    "withdraw",
]
