"""The doors of the catalogue: all may read, members may flag, administrators keep it."""

from __future__ import annotations

from mentornet.catalogue.models import EntryFlag
from mentornet.foundation.database import db
from tests.support.doors import ADMINISTRATORS, ANYONE, MEMBERS, Row, as_file


def _credential(_cast):
    return {"key": "credentials", "slug": "rbt"}


def _kind(_cast):
    return {"key": "credentials"}


def _flag(cast):
    flag = EntryFlag(kind="credentials", slug="rbt", words="Out of date", flagged_by_id=cast.ben.id)
    db.session.add(flag)
    db.session.flush()
    return {"flag_id": flag.id}


def _retired(cast):
    from mentornet.catalogue.models import Credential
    from mentornet.foundation import clock

    db.session.get_one(Credential, "rbt").retired_at = clock.now()
    return _credential(cast)


SEEN = {"edition": "1"}

ROWS = [
    Row("catalogue.show_index", ANYONE),
    Row("catalogue.list_entries", ANYONE, scene=_kind),
    Row("catalogue.download_entries", ANYONE, scene=as_file(_kind)),
    Row("catalogue.show_entry", ANYONE, scene=_credential),
    Row("catalogue.show_support", ANYONE),
    Row("ladder.show_ladder", ANYONE),
    Row("catalogue.flag_entry", MEMBERS, scene=_credential, method="POST", form={"words": "Out of date"}),
    Row("catalogue_desk.show_desk", ADMINISTRATORS),
    Row("catalogue_desk.list_differences", ADMINISTRATORS),
    Row("catalogue_desk.list_flags", ADMINISTRATORS),
    Row("catalogue_desk.settle_flag", ADMINISTRATORS, scene=_flag, method="POST", form={"answer": "Mended"}),
    Row("catalogue_desk.list_kind", ADMINISTRATORS, scene=_kind),
    Row("catalogue_desk.add_entry", ADMINISTRATORS, scene=_kind),
    Row("catalogue_desk.add_entry", ADMINISTRATORS, scene=_kind, method="POST", inside=422),
    Row("catalogue_desk.edit_entry", ADMINISTRATORS, scene=_credential),
    Row("catalogue_desk.edit_entry", ADMINISTRATORS, scene=_credential, method="POST", inside=422),
    Row("catalogue_desk.retire_entry", ADMINISTRATORS, scene=_credential, method="POST", form=SEEN),
    Row("catalogue_desk.restore_entry", ADMINISTRATORS, scene=_retired, method="POST", form=SEEN),
    Row("catalogue_desk.take_shipped_back", ADMINISTRATORS, scene=_credential, method="POST", form=SEEN),
]
