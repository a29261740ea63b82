"""What a State records of its contamination. Its caller commits."""

from coalition.contamination.service.importing import (
    check_file,
    drop_import,
    plan_of,
    preview,
    remember,
    save_import,
)
from coalition.contamination.service.recording import (
    SnapshotFacts,
    move_hazard_area,
    record_snapshot,
)

__all__ = [
    "SnapshotFacts",
    "check_file",
    "drop_import",
    "move_hazard_area",
    "plan_of",
    "preview",
    "record_snapshot",
    "remember",
    "save_import",
]
