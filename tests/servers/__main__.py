"""Says which programs the tests still need, by their Debian packages, one a line; see .ci/test."""

import sys

from tests.servers.browser import NoBrowser, find_chromium
from tests.servers.postgres import NoPostgres, has_server


def missing() -> list[str]:
    needed = []
    try:
        find_chromium()
    except NoBrowser:
        needed.append("chromium")
    try:
        has_server()
    except NoPostgres:
        needed.append("postgresql")
    return needed


if __name__ == "__main__":
    sys.stdout.writelines(f"{name}\n" for name in missing())
