"""Rules of the house about its files: what stands at the top, what must not be in any of them, the locks."""

import re
import subprocess
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
TOP = {"coalition", "migrations", "templates", "static", "tests", "config.py", "wsgi.py", "pyproject.toml"}
TOP |= {"README.md", "LICENSE", "constraints.txt", "constraints-dev.txt", "constraints-bench.txt"}
LOCKS = ("constraints.txt", "constraints-dev.txt", "constraints-bench.txt")

# Written in pieces, so that this file does not find itself.
REGISTRIES = "|".join(["pyp" + "i", "npm" + "js", "python" + "hosted", "arti" + "factory", "nex" + "us"])
NEVER = {
    "a registry host": rf"https?://[a-z0-9.-]*({REGISTRIES})\b",
    "a path of one machine": r"(?<![\w.}/-])/("
    + "work|farm|root|opt|tmp|home/[a-z]+|Users/[A-Za-z]+"
    + r")/[a-z.]",
    "a private key": "-----BEGIN [A-Z ]*PRIVATE " + "KEY",
    "an access key": r"\b(AKIA[0-9A-Z]{16}|gh[pousr]_[A-Za-z0-9]{36}|xox[abp]-[0-9A-Za-z-]{10,})\b",
}
WEAK = {
    "work left undone": r"\b(TO" + "DO|FIX" + r"ME|raise NotImplemented" + r"Error)\b",
    "a test switched off": r"pytest\.(mark\.)?(sk" + "ip|xf" + "ail|import" + "orskip)",
    "a silenced checker that does not say which": r"type: " + r"ignore(?!\[)|# " + r"noqa(?!: [A-Z])",
    "an error caught without a name": r"except Exce" + r"ption\b|except" + ":",
}


def tracked() -> list[Path]:
    """Return every file of the repository, new ones that git does not ignore among them."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return [ROOT / name for name in listed.splitlines() if (ROOT / name).is_file()]


FILES = tracked()


def found_in(paths: list[Path], rules: dict[str, str]) -> list[str]:
    """Return where a text breaks one of the rules, as "file:line: what"."""
    found = []
    for path in paths:
        text = path.read_bytes()
        if b"\0" in text[:8000]:
            continue
        words = text.decode("utf-8", "replace")
        for what, pattern in rules.items():
            for match in re.finditer(pattern, words):
                line = words.count("\n", 0, match.start()) + 1
                found.append(f"{path.relative_to(ROOT)}:{line}: {what}: {match[0]}")
    return found


def test_the_top_level_is_the_agreed_one():
    tops = {path.relative_to(ROOT).parts[0] for path in FILES}
    assert {name for name in tops if not name.startswith(".")} - TOP == set()


def test_the_readme_gives_the_two_commands():
    readme = (ROOT / "README.md").read_text()
    assert "bash .ci/setup && .venv/bin/coalition demo" in readme
    assert "bash .ci/test" in readme


def test_no_file_names_a_registry_a_machine_or_a_key():
    assert found_in(FILES, NEVER) == []


def test_code_hides_nothing():
    code = [path for path in FILES if path.suffix == ".py" and path.is_relative_to(ROOT / "coalition")]
    tests = [path for path in FILES if path.suffix == ".py" and path.is_relative_to(ROOT / "tests")]
    assert found_in(code + tests, WEAK) == []


@pytest.mark.parametrize("lock", LOCKS)
def test_locks_hold_hashes_and_no_addresses(lock: str):
    text = (ROOT / lock).read_text()
    assert "://" not in text
    assert not re.search(r"^\s*(-|--)(?!-hash)", text.replace("--hash=", "").replace("\\\n", ""), re.M)
    entries = re.split(r"\n(?=\S)", text.strip())
    assert [entry.split("\n")[0] for entry in entries if "--hash=sha256:" not in entry] == []


def test_locks_know_every_package_that_is_asked_for():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    extras = project["optional-dependencies"]
    missing = set(project["dependencies"]) - locked(project["dependencies"], "constraints.txt")
    for kind in ("dev", "bench"):
        missing |= set(extras[kind]) - locked(extras[kind], "constraints.txt", f"constraints-{kind}.txt")
    assert missing == set(), "run: bash .ci/lock"


def locked(asked: list[str], *locks: str) -> set[str]:
    """Return those of the asked-for packages that a lock pins."""
    text = "".join((ROOT / lock).read_text() for lock in locks)
    pinned = {normal(name) for name in re.findall(r"^([A-Za-z0-9_.-]+)(?:\[.*?\])?==", text, re.M)}
    return {line for line in asked if normal(re.split(r"[\[<>=;~! ]", line)[0]) in pinned}


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()
