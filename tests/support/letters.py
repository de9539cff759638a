"""What was written to somebody, and where do its links lead?"""

from __future__ import annotations

import re

import sqlalchemy as sa
from flask import Flask

from mentornet.foundation.database import db
from mentornet.foundation.mail.outbox import Letter


def letters_to(app: Flask, address: str) -> list[Letter]:
    """List the letters to `address`, the newest first."""
    with app.app_context():
        found = sa.select(Letter).where(Letter.to_address == address).order_by(Letter.id.desc())
        return list(db.session.scalars(found))


def link_in(letter: Letter) -> str:
    """Return the address, without its host, of the one link that `letter` asks to open."""
    found = re.search(r"https?://[^/\s]+(/\S*)", letter.text)
    assert found, f"No link in: {letter.text}"
    return found[1]


def newest_link(app: Flask, address: str) -> str:
    """Return the link of the newest letter to `address`."""
    return link_in(letters_to(app, address)[0])
