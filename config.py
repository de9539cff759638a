"""What a deployment may set: every setting, read once from the environment.

`docs/settings.md` is this table in words; a test keeps the two the same.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parent
PREFIX = "MENTORNET_"
TRUE_WORDS = frozenset({"1", "true", "yes", "on"})


class BadSetting(ValueError):
    """A setting that cannot be used, with a sentence saying how to mend it."""


def _setting(name: str, about: str, default: str = "") -> Any:
    return field(default=default, metadata={"name": name, "about": about})


@dataclass(frozen=True, kw_only=True)
class Settings:
    """The settings as typed by a person, each under its name in the environment."""

    database_url: str = _setting(
        "DATABASE_URL",
        "Where the data lives: `postgresql://user:password@host/name`, or empty for SQLite in the data folder.",
    )
    secret_key: str = _setting(
        "SECRET_KEY",
        "Signs cookies and links. Empty: one is made and kept in the data folder (refused in production).",
    )
    port: str = _setting("PORT", "The port that `make run` serves on.", "5000")
    bind: str = _setting("MENTORNET_BIND", "The network address the server listens on.", "127.0.0.1")
    data_folder: str = _setting(
        "MENTORNET_DATA", "Folder of the SQLite files, kept mail and the made key.", str(ROOT / "instance")
    )
    base_url: str = _setting(
        "MENTORNET_BASE_URL",
        "The address people use, for links in letters. Empty: `http://127.0.0.1:PORT`.",
    )
    trusted_hosts: str = _setting(
        "MENTORNET_TRUSTED_HOSTS",
        "Host names to answer to, separated by commas. Empty: the host of the base URL, and this machine's own names where that is one.",
    )
    proxies: str = _setting(
        "MENTORNET_PROXIES",
        "How many reverse proxies stand in front and set X-Forwarded headers. 0 ignores those headers.",
        "0",
    )
    development: str = _setting(
        "MENTORNET_DEVELOPMENT", "`1` shows the style page and template errors. Never in production."
    )
    demo: str = _setting(
        "MENTORNET_DEMO",
        "`1` shows the demo log-ins on the sign-in page and the mailbox of kept letters. Never in production.",
    )
    mail_host: str = _setting(
        "MENTORNET_MAIL_HOST", "SMTP server. Empty: letters are kept in `mail/` of the data folder."
    )
    mail_port: str = _setting("MENTORNET_MAIL_PORT", "SMTP port.", "587")
    mail_user: str = _setting("MENTORNET_MAIL_USER", "SMTP user name, if the server wants one.")
    mail_password: str = _setting("MENTORNET_MAIL_PASSWORD", "SMTP password.")
    mail_security: str = _setting("MENTORNET_MAIL_SECURITY", "`starttls`, `tls` or `none`.", "starttls")
    mail_from: str = _setting(
        "MENTORNET_MAIL_FROM", "The address letters come from.", "MentorNet <letters@mentornet.example>"
    )
    security_contact: str = _setting(
        "MENTORNET_SECURITY_CONTACT",
        "Where researchers report weaknesses, for security.txt.",
        "mailto:security@mentornet.example",
    )
    log_level: str = _setting("MENTORNET_LOG_LEVEL", "`debug`, `info`, `warning` or `error`.", "info")
    web_workers: str = _setting("MENTORNET_WEB_WORKERS", "Web server processes.", "2")
    web_threads: str = _setting("MENTORNET_WEB_THREADS", "Threads in each web server process.", "4")
    matching_executor: str = _setting(
        "MENTORNET_MATCHING_EXECUTOR",
        "What prices the pairs of a round: `threads` or `processes`.",
        "threads",
    )
    matching_workers: str = _setting(
        "MENTORNET_MATCHING_WORKERS", "How many threads or processes do it; 0 is one a processor.", "0"
    )
    matching_memory: str = _setting(
        "MENTORNET_MATCHING_MEMORY", "MB that one round may be expected to take; 0 is no limit.", "0"
    )
    matching_minutes: str = _setting(
        "MENTORNET_MATCHING_MINUTES", "Minutes that one round may be expected to take; 0 is no limit.", "0"
    )
    dask_scheduler: str = _setting(
        "MENTORNET_DASK_SCHEDULER",
        "A Dask cluster that prices the pairs instead: `tcp://host:8786`. Needs the extra `dask`.",
    )

    @classmethod
    def from_environment(cls, environ: Mapping[str, str] = os.environ) -> Settings:
        """Read every setting from `environ`; what is not there keeps its default."""
        found = {f.name: environ[f.metadata["name"]] for f in fields(cls) if environ.get(f.metadata["name"])}
        return cls(**found)

    @property
    def data_path(self) -> Path:
        """The data folder, made if it is not there."""
        path = Path(self.data_folder)
        path.mkdir(parents=True, exist_ok=True)
        return path

    @property
    def address(self) -> str:
        """The base URL without a trailing slash."""
        return (self.base_url or f"http://127.0.0.1:{self.port}").rstrip("/")

    @property
    def is_https(self) -> bool:
        """Whether people come over https, so that cookies may insist on it."""
        return self.address.startswith("https://")

    @property
    def is_development(self) -> bool:
        """Whether the style page and template errors are shown."""
        return self.development.lower() in TRUE_WORDS

    @property
    def is_demo(self) -> bool:
        """Whether the demo log-ins and the mailbox page are shown."""
        return self.demo.lower() in TRUE_WORDS

    @property
    def sqlalchemy_url(self) -> str:
        """The database address as SQLAlchemy wants it (psycopg 3 for PostgreSQL)."""
        if not self.database_url:
            return f"sqlite:///{self.data_path / 'mentornet.sqlite3'}"
        for prefix in ("postgres://", "postgresql://"):
            if self.database_url.startswith(prefix):
                return "postgresql+psycopg://" + self.database_url.removeprefix(prefix)
        return self.database_url

    def key(self) -> str:
        """The signing key: the one set, or one made once and kept in the data folder."""
        if self.secret_key:
            return self.secret_key
        path = self.data_path / "secret_key"
        try:
            with path.open("x") as file:
                path.chmod(0o600)
                file.write(secrets.token_urlsafe(48))
        except FileExistsError:
            pass
        return path.read_text()

    def hosts(self) -> list[str]:
        """The host names to answer to."""
        if self.trusted_hosts:
            return [host.strip() for host in self.trusted_hosts.split(",") if host.strip()]
        host = urlsplit(self.address).hostname or "127.0.0.1"
        own = {"127.0.0.1", "localhost", "[::1]"}
        return sorted(own | {host}) if host in own or host == "::1" else [host]

    def whole(self, name: str) -> int:
        """Return the setting `name` as a whole number, or raise `BadSetting` with its environment name."""
        text = getattr(self, name)
        try:
            return int(text)
        except ValueError as error:
            shown = next(f.metadata["name"] for f in fields(self) if f.name == name)
            raise BadSetting(f"{shown} is {text!r}; give a whole number.") from error


def unknown_names(environ: Mapping[str, str] = os.environ) -> list[str]:
    """List names in `environ` that begin as ours but are none of ours: slips of the pen, worth a warning."""
    known = {f.metadata["name"] for f in fields(Settings)}
    return sorted(name for name in environ if name.startswith(PREFIX) and name not in known)


def flask_config(settings: Settings) -> dict[str, Any]:
    """Translate the settings into what Flask and its extensions read."""
    cookie = "__Host-session" if settings.is_https else "session"
    return {
        "SETTINGS": settings,
        "SECRET_KEY": settings.key(),
        "SQLALCHEMY_DATABASE_URI": settings.sqlalchemy_url,
        "SQLALCHEMY_ENGINE_OPTIONS": _engine_options(settings),
        "TRUSTED_HOSTS": settings.hosts(),
        "PREFERRED_URL_SCHEME": urlsplit(settings.address).scheme,
        "MAX_CONTENT_LENGTH": 4 * 1024 * 1024,
        "MAX_FORM_MEMORY_SIZE": 512 * 1024,
        "MAX_FORM_PARTS": 2_000,
        "SESSION_COOKIE_NAME": cookie,
        "SESSION_COOKIE_SECURE": settings.is_https,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_PATH": "/",
        "PERMANENT_SESSION_LIFETIME": 30 * 24 * 3600,
        "SESSION_REFRESH_EACH_REQUEST": False,
        "WTF_CSRF_TIME_LIMIT": None,
        "TEMPLATES_AUTO_RELOAD": settings.is_development,
        "EXPLAIN_TEMPLATE_LOADING": False,
    }


def _engine_options(settings: Settings) -> dict[str, Any]:
    quiet = {"hide_parameters": not settings.is_development}  # errors end in the log; values do not
    if settings.sqlalchemy_url.startswith("sqlite"):
        return quiet | {"connect_args": {"timeout": 10}}
    timeouts = "-c statement_timeout=60000 -c lock_timeout=10000 -c idle_in_transaction_session_timeout=60000"
    return quiet | {
        "pool_pre_ping": True,
        "pool_size": settings.whole("web_threads"),
        "max_overflow": 2,
        "connect_args": {"options": timeouts, "connect_timeout": 5},
    }
