"""Where the bytes lie: a folder, or any store that fsspec reaches, such as S3."""

from functools import cache
from typing import Any

import fsspec
from botocore.exceptions import BotoCoreError

from coalition.core.errors import NotFound, RuleBroken


class StoreDown(RuleBroken):
    """The store did not take or give a file; nothing was recorded."""

    def __init__(self) -> None:
        super().__init__("The store of files does not answer. Nothing was recorded; try again later.", "file")


# What a store raises when it cannot be reached or refuses: folders the one, S3 either.
FAILS = (OSError, BotoCoreError)


@cache
def _store(url: str) -> tuple[Any, str]:
    settings = {"auto_mkdir": True} if url.startswith("file:") else {"skip_instance_cache": True}
    system, root = fsspec.core.url_to_fs(url, **settings)
    return system, root.rstrip("/")


def put(url: str, key: str, data: bytes) -> None:
    """Write a new file below FILES_URL. Raises StoreDown."""
    system, root = _store(url)
    try:
        system.pipe_file(f"{root}/{key}", data)
    except FAILS as error:
        raise StoreDown from error


def fetch(url: str, key: str) -> bytes:
    """Return a file's bytes. Raises NotFound when the store lost it, StoreDown when it does not answer."""
    system, root = _store(url)
    try:
        found: bytes = system.cat_file(f"{root}/{key}")
    except FileNotFoundError as error:
        raise NotFound(f"file {key}") from error
    except FAILS as error:
        raise StoreDown from error
    return found


def drop(url: str, key: str) -> None:
    """Take a file away, if it is there: for what was written and then not recorded."""
    system, root = _store(url)
    try:
        system.rm_file(f"{root}/{key}")
    except FAILS:
        return
