"""The doors of the record: everybody has their own, and nobody another's."""

from __future__ import annotations

from datetime import date
from typing import Any

from mentornet.career.models import CreditEntry, CreditUnit
from mentornet.foundation.database import db
from mentornet.profiles.models import Profile, ProfileCredential, Stance
from tests.support.cast import Cast
from tests.support.doors import IN, MEMBERS, NOBODY_BY_GUESSING, Row, but

TYPED = {"title": "Night school", "completed_on": "2026-03-01", "figure": "1.5", "unit": "contact-hour-60"}


def make_entry(account_id: int, **values: Any) -> CreditEntry:
    """Add an entry made by hand and return it flushed."""
    plain = {"title": "Night school", "completed_on": date(2026, 3, 1), "minutes": 90}
    entry = CreditEntry(account_id=account_id, **{"unit": CreditUnit.CONTACT_HOUR_60} | plain | values)
    db.session.add(entry)
    db.session.flush()
    return entry


def bens_entry(cast: Cast) -> dict[str, Any]:
    return {"entry_id": make_entry(cast.ben.id).id}


def some_entries(cast: Cast) -> dict[str, Any]:
    make_entry(cast.ben.id)
    make_entry(
        cast.ben.id, unit=CreditUnit.BACB_CEU, source="event:1:registration:1", proof_url="/certificates/x"
    )
    return {}


def a_renewal(cast: Cast) -> dict[str, Any]:
    profile = Profile(account_id=cast.ben.id)
    profile.credentials = [
        ProfileCredential(credential_slug=slug, stance=Stance.HELD) for slug in ("bcaba", "ncpt-1")
    ]
    db.session.add(profile)
    return some_entries(cast)


BENS = but(NOBODY_BY_GUESSING, ben=IN)
ROWS = [
    Row("career.list_hours", MEMBERS, scene=a_renewal, query={"credential": "bcaba"}),
    Row("career.download_hours", MEMBERS, scene=some_entries),
    Row("career.add_hours", MEMBERS),
    Row("career.add_hours", MEMBERS, method="POST", form=TYPED),
    Row("career.edit_hours", BENS, scene=bens_entry),
    Row("career.edit_hours", BENS, scene=bens_entry, method="POST", form=TYPED),
    Row("career.delete_hours", BENS, scene=bens_entry, method="POST"),
]
