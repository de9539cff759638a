"""What must not be so in production? Each finding is a sentence that says how to mend it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from urllib.parse import urlsplit

from config import Settings, unknown_names

SHORTEST_KEY = 32
FEWEST_KINDS = 12  # different characters in a key worth the name
SAMPLE_ENDINGS = (".example", ".example>", ".test", ".invalid")
THIS_MACHINE = frozenset({"localhost", "127.0.0.1", "::1"})


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found: refused, or only worth a word."""

    sentence: str
    is_refused: bool = True


def is_weak(key: str) -> bool:
    """Say whether a signing key is too short or too plain to sign with."""
    return len(key) < SHORTEST_KEY or len(set(key)) < FEWEST_KINDS


def check_settings(settings: Settings, environ: Mapping[str, str]) -> list[Finding]:
    """List what these settings must not be in production, the gravest first."""
    found = [*_check_key(settings), *_check_address(settings), *_check_mode(settings)]
    found += [*_check_mail(settings), *_check_contact(settings), *_check_database(settings)]
    unknown = [
        Finding(f"{name} is no setting of ours. Look for a slip; docs/settings.md has them all.", False)
        for name in unknown_names(environ)
    ]
    return sorted(found + unknown, key=lambda finding: not finding.is_refused)


def _check_key(settings: Settings) -> Iterator[Finding]:
    if not settings.secret_key:
        yield Finding("SECRET_KEY is not set. Set it to a long random text and keep it to yourself.")
    elif is_weak(settings.secret_key):
        yield Finding(
            f"SECRET_KEY is weak. Use at least {SHORTEST_KEY} random characters; "
            "`python -c 'import secrets; print(secrets.token_urlsafe(48))'` prints some."
        )


def _check_address(settings: Settings) -> Iterator[Finding]:
    if not settings.base_url:
        yield Finding("MENTORNET_BASE_URL is not set. Set it to the https address that people use.")
        return
    if not settings.is_https:
        yield Finding("MENTORNET_BASE_URL is not https. Put the site behind TLS and name its https address.")
    if urlsplit(settings.address).hostname in THIS_MACHINE:
        yield Finding(
            "MENTORNET_BASE_URL names this machine. Links in letters would lead nowhere for others."
        )


def _check_mode(settings: Settings) -> Iterator[Finding]:
    if settings.is_demo:
        yield Finding("MENTORNET_DEMO is on: it shows log-ins and letters to everyone. Unset it.")
    if settings.is_development:
        yield Finding("MENTORNET_DEVELOPMENT is on: it shows how the site is built. Unset it.")


def _check_mail(settings: Settings) -> Iterator[Finding]:
    if not settings.mail_host:
        yield Finding(
            "MENTORNET_MAIL_HOST is not set: letters would stay in a folder. Name your SMTP server."
        )
    if settings.mail_from.lower().endswith(SAMPLE_ENDINGS):
        yield Finding("MENTORNET_MAIL_FROM is the sample address. Set the address that letters come from.")
    if settings.mail_host and settings.mail_host not in THIS_MACHINE and settings.mail_security == "none":
        yield Finding("MENTORNET_MAIL_SECURITY is none: letters and the password would travel in the open.")


def _check_contact(settings: Settings) -> Iterator[Finding]:
    default = next(f.default for f in fields(Settings) if f.name == "security_contact")
    if settings.security_contact == default:
        yield Finding("MENTORNET_SECURITY_CONTACT is the sample. Say where weaknesses are reported.")


def _check_database(settings: Settings) -> Iterator[Finding]:
    if settings.sqlalchemy_url.startswith("sqlite"):
        yield Finding(
            "The data is in SQLite: fine on one machine with a local disk. For several machines set DATABASE_URL.",
            is_refused=False,
        )
