"""What happens when a file comes in? It is kept, its headings are read, and its columns are guessed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from typing import Any, BinaryIO

from ...accounts.models import Account
from ...audit.services import record
from ...foundation import clock, storage
from ...foundation.database import db
from ...foundation.tables import Table, read_table
from ...foundation.words import folded
from ...programs.models import Program, Side
from ...programs.rules import Way, ensure_lets_in
from .. import queries, rules
from ..models import Import

MOST_SAMPLES = 3
LOOKED_AT = 50
LONGEST_SAMPLE = 80


def receive(program: Program, *, stream: BinaryIO, file_name: str, side: Side | None, by: Account) -> Import:
    """Keep a file and read its first lines; nothing of it is written anywhere else.

    Raises:
        TableError: It is no table, or none that can be read.
        Refusal: The program takes nobody in.
    """
    ensure_lets_in(program, way=Way.COORDINATOR, today=clock.today(program.time_zone))
    with read_table(stream, name=file_name, most_bytes=rules.MOST_BYTES) as table:
        found = _found(table)
    stream.seek(0)
    one = Import(program=program, by=by, file_name=file_name[:200], side=side, found=found)
    one.columns = _guessed(program, side, [heading for heading in table.headings if heading])
    one.stored_as = storage.keep(stream)
    db.session.add(one)
    db.session.flush()  # the trail needs the id
    write_down("import.received", one, by=by)
    return one


def _found(table: Table) -> list[dict[str, Any]]:
    samples: dict[str, list[str]] = {folded(heading): [] for heading in table.headings if heading}
    for row in islice(table, LOOKED_AT):
        for key, seen in samples.items():
            text = " ".join(row.cells.get(key, "").split())[:LONGEST_SAMPLE]
            if text and text not in seen and len(seen) < MOST_SAMPLES:
                seen.append(text)
    return [
        {"key": folded(heading), "heading": heading, "samples": samples[folded(heading)]}
        for heading in table.headings
        if heading
    ]


def _guessed(program: Program, side: Side | None, headings: list[str]) -> dict[str, str]:
    memory = queries.find_memory(program.id)
    remembered = memory.columns if memory else {}
    return rules.guess_columns(headings, remembered, rules.choosable(program.questions, side))


@dataclass(frozen=True, slots=True)
class Opened:
    """A kept file, open as a table."""

    table: Table
    stream: BinaryIO
    size: int

    @property
    def share(self) -> float:
        """How much of the file was read, of 1; of a workbook about."""
        return min(1.0, self.stream.tell() / max(self.size, 1))


@contextmanager
def opened(one: Import) -> Iterator[Opened]:
    """Open the kept file of an import as a table."""
    path = storage.path_of(one.stored_as)
    with (
        path.open("rb") as stream,
        read_table(stream, name=one.file_name, most_bytes=rules.MOST_BYTES) as table,
    ):
        yield Opened(table, stream, path.stat().st_size)


def write_down(action: str, one: Import, *, by: Account | None, **details: object) -> None:
    """Put what happens to an import into the trail; never what its file says."""
    record(
        action,
        by=by,
        subject_type="import",
        subject_id=one.id,
        program_id=one.program_id,
        file=one.file_name,
        **details,
    )
