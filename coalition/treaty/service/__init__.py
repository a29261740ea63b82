"""What is done about obligations: loaded, fulfilled, reopened, extended. Its caller commits."""

from coalition.treaty.service.acts import (
    decide_extension,
    declare_fulfilled,
    move_meeting,
    record_report,
    reopen,
    request_extension,
)
from coalition.treaty.service.reference import load_reference

__all__ = [
    "decide_extension",
    "declare_fulfilled",
    "load_reference",
    "move_meeting",
    "record_report",
    "reopen",
    "request_extension",
]
