"""What the workers of one test run share: a folder, and the things made in it once."""

import fcntl
from collections.abc import Callable
from pathlib import Path


def once(folder: Path, name: str, make: Callable[[Path], None]) -> Path:
    """Return the file `name` of the shared folder, made by whichever worker asks first."""
    path = folder / name
    with (folder / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not path.exists():
            part = folder / f"part-{name}"
            make(part)
            part.rename(path)
    return path
