"""Where do the pairs, the report and the scores go? All of them whole, or none of them."""

from __future__ import annotations

import io
import json
import os
import time
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, fields
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from ..engine import Result
    from ..sheets.rounds import SheetRound

SCORES = ("mentee_id", "mentor_id", "score")


@dataclass(frozen=True, slots=True, kw_only=True)
class Outputs:
    """The files that were asked for."""

    matches: Path | None = None
    report: Path | None = None
    scores: Path | None = None
    certificate: Path | None = None

    def paths(self) -> list[Path]:
        """List those that were asked for."""
        return [path for one in fields(self) if (path := getattr(self, one.name))]

    def write(self, round_: SheetRound, result: Result) -> None:
        """Write every file; where one cannot be written, none is changed.

        Raises:
            ClickException: The disk refuses.
        """
        from ...foundation.tables.writing import replacing  # noqa: PLC0415 - only once there is something to write

        begun = time.perf_counter()
        try:
            with ExitStack() as opened:
                files = {
                    one.name: opened.enter_context(replacing(path))
                    for one in fields(self)
                    if (path := getattr(self, one.name))
                }
                _fill(files, round_, result, begun)
        except OSError as trouble:
            raise click.ClickException(f"The files could not be written: {trouble}.") from trouble


def _fill(files: dict[str, IO[bytes]], round_: SheetRound, result: Result, begun: float) -> None:
    from ...foundation.tables import stream_csv  # noqa: PLC0415 - as above
    from ..engine import eligible_pairs  # noqa: PLC0415 - as above
    from ..sheets.certificates import certificate_of  # noqa: PLC0415 - as above
    from ..sheets.report import make_report  # noqa: PLC0415 - as above
    from ..sheets.writing import MATCHES, match_rows, written_score  # noqa: PLC0415 - as above

    if "matches" in files:
        files["matches"].writelines(stream_csv(MATCHES, match_rows(result), is_marked=False))
    if "scores" in files:
        pairs = eligible_pairs(round_.people.pool, round_.rules, round_.wanted.settings)
        rows = ((mentee, mentor, written_score(score)) for mentee, mentor, score in pairs)
        files["scores"].writelines(stream_csv(SCORES, rows, is_marked=False))
    if "certificate" in files:
        write_json(files["certificate"], certificate_of(result, seed=round_.wanted.settings.seed))
    if "report" in files:
        written = time.perf_counter() - begun
        seconds = {"read": round_.seconds, **result.seconds, "write": written}
        write_json(files["report"], make_report(round_, result, {**seconds, "total": sum(seconds.values())}))


def write_json(file: IO[bytes], content: dict[str, Any]) -> None:
    """Write plain values as JSON."""
    text = io.TextIOWrapper(file, encoding="utf-8", newline="\n")
    json.dump(content, text, indent=2, ensure_ascii=False)
    text.write("\n")
    text.flush()
    text.detach()


def ensure_writable(outputs: Outputs, inputs: Sequence[Path]) -> None:
    """Refuse a place that cannot be written, or that is one of the files brought, before any work.

    Raises:
        ClickException: Naming the file.
    """
    taken = {path.resolve() for path in inputs}
    for path in outputs.paths():
        if path.resolve() in taken and not _is_device(path):
            raise click.ClickException(
                f"{path} is named twice. Give each file that is written a name of its own."
            )
        taken.add(path.resolve())
        folder = path.resolve().parent
        if not folder.is_dir():
            raise click.ClickException(
                f"{path} cannot be written: there is no folder {folder}. Make it first."
            )
        if not _is_device(path) and not os.access(folder, os.W_OK):
            raise click.ClickException(
                f"{path} cannot be written: the folder {folder} may not be written to."
            )


def _is_device(path: Path) -> bool:
    return path.exists() and not path.resolve().is_file()
