"""The doors of the directory: Ada mentors and Ben seeks a mentor in the program that Cora runs."""

from __future__ import annotations

from typing import Any

from mentornet.foundation.database import db
from mentornet.programs.models import Side
from mentornet.safety.models import Block
from tests.support.cast import Cast, make_account
from tests.support.doors import IN, MEMBERS, SIGN_IN, Row, everyone

from .people import put_person, put_program

FELLOWS = everyone(404, stranger=SIGN_IN, ada=IN, ben=IN, cora=IN, root=IN)
THE_OTHER_SIDE = everyone(404, stranger=SIGN_IN, ben=IN)
WHO_BLOCKS = everyone(404, stranger=SIGN_IN, ben=IN)


def a_mentor(cast: Cast) -> dict[str, Any]:
    """Put Mia, another mentor, into the cast's program."""
    program = put_program(cast)
    return {"account_id": put_person(program, make_account("Mia"), Side.MENTOR).account_id}


def blocked_by_ben(cast: Cast) -> dict[str, Any]:
    """Have Ben block Mia."""
    parts = a_mentor(cast)
    db.session.add(Block(blocker_id=cast.ben.id, blocked_id=parts["account_id"]))
    return parts


ROWS = [
    Row("directory.list_people", MEMBERS),
    Row("directory.list_blocks", MEMBERS),
    Row("directory.show_person", FELLOWS, scene=a_mentor),
    Row(
        "directory.change_wish",
        THE_OTHER_SIDE,
        method="POST",
        scene=a_mentor,
        form={"program": "rungs", "act": "add"},
    ),
    Row("directory.block_person", FELLOWS, method="POST", scene=a_mentor),
    Row("directory.unblock_person", WHO_BLOCKS, method="POST", scene=blocked_by_ben),
]
