"""Settings, read once from the environment; the package itself never reads it."""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Self

INSTANCE = Path(__file__).parent / "instance"
FEWEST_KEY_BYTES = 32

_DATABASE = re.compile(r"sqlite:///.+|postgresql(\+psycopg)?://.+")
_MAIL = re.compile(r"smtps?://[^\s]+")
_WEB = re.compile(r"https?://[^\s/]+(:\d+)?(/[^\s]*)?")
_REDIS = re.compile(r"rediss?://[^\s]+")


class BadSetting(Exception):
    """A setting of the environment is missing or malformed; the message is one sentence that names it."""


@dataclass(frozen=True)
class Config:
    """Everything that differs between machines. Source: the interface contract, "Configuration"."""

    SECRET_KEY: str
    DATABASE_URL: str = f"sqlite:///{INSTANCE / 'coalition.db'}"
    FILES_URL: str = f"file://{INSTANCE / 'files'}"
    MAIL_URL: str = ""
    BASE_URL: str = "http://127.0.0.1:5000"
    REDIS_URL: str = ""
    LOG_FORMAT: str = "text"
    METRICS: bool = False
    DEMO: bool = False
    TESTING: bool = False
    WTF_CSRF_ENABLED: bool = True
    MAX_CONTENT_LENGTH: int = 200 * 1024 * 1024
    SESSION_COOKIE_HTTPONLY: bool = True
    SESSION_COOKIE_SAMESITE: str = "Lax"
    SESSION_COOKIE_SECURE: bool = False

    @classmethod
    def from_env(cls, env: Mapping[str, str] = os.environ, *, demo: bool = False) -> Self:
        """Return the settings of this machine.

        Raises BadSetting when one is malformed, or when SECRET_KEY is missing or short outside the demo:
        better no site than an unsafe one.
        """
        base = _checked(
            env,
            "BASE_URL",
            cls.BASE_URL,
            _WEB,
            "must be an http:// or https:// address",
        )
        return cls(
            SECRET_KEY=_secret(env, demo=demo),
            DATABASE_URL=_database(env, cls.DATABASE_URL),
            FILES_URL=env.get("FILES_URL") or cls.FILES_URL,
            MAIL_URL=_checked(env, "MAIL_URL", "", _MAIL, "must be an smtp:// or smtps:// address"),
            BASE_URL=base.rstrip("/"),
            REDIS_URL=_checked(env, "REDIS_URL", "", _REDIS, "must be a redis:// address"),
            LOG_FORMAT=_one_of(env, "LOG_FORMAT", cls.LOG_FORMAT, ("text", "json")),
            METRICS=_one_of(env, "METRICS", "0", ("0", "1")) == "1",
            DEMO=demo,
            SESSION_COOKIE_SECURE=base.startswith("https://"),
        )


def _secret(env: Mapping[str, str], *, demo: bool) -> str:
    key = env.get("SECRET_KEY", "")
    if len(key.encode()) >= FEWEST_KEY_BYTES:
        return key
    if key or not demo:
        raise BadSetting(f"SECRET_KEY must be set to at least {FEWEST_KEY_BYTES} bytes of secret text.")
    return _demo_secret(INSTANCE / "demo-secret")


def _demo_secret(path: Path) -> str:
    """Return the demo's own key, made at first use, so that a restart does not sign everybody out."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(os.urandom(FEWEST_KEY_BYTES).hex())
        path.chmod(0o600)
    return path.read_text()


def _database(env: Mapping[str, str], default: str) -> str:
    rule = "must be an sqlite:/// file or a postgresql+psycopg:// address"
    url = _checked(env, "DATABASE_URL", default, _DATABASE, rule)
    return url.replace("postgresql://", "postgresql+psycopg://", 1)


def _checked(env: Mapping[str, str], name: str, default: str, shape: re.Pattern[str], rule: str) -> str:
    value = env.get(name) or default
    if value and not shape.fullmatch(value):
        raise BadSetting(f"{name} {rule}.")
    return value


def _one_of(env: Mapping[str, str], name: str, default: str, allowed: tuple[str, ...]) -> str:
    value = env.get(name) or default
    if value not in allowed:
        raise BadSetting(f"{name} must be one of: {', '.join(allowed)}.")
    return value
