"""Runs the command on texts, for the tests of this folder."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from click.testing import CliRunner, Result

from mentornet.matching.cli import match
from tests.support.sheets import Line, read_lines


class Command:
    """The command in a folder of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.told: Result | None = None

    def run(
        self, mentees: str, mentors: str, constraints: str = "", settings: str = "", *options: str
    ) -> Result:
        arguments = [f"--{name}={self.folder / name}" for name in ("out", "report", "scores")]
        texts = {
            "mentees.csv": mentees,
            "mentors.csv": mentors,
            "constraints.csv": constraints,
            "settings.toml": settings,
        }
        for name, text in texts.items():
            if text:
                (self.folder / name).write_text(text, encoding="utf-8", newline="")
                arguments.append(f"--{name.partition('.')[0]}={self.folder / name}")
        self.told = CliRunner().invoke(match, [*arguments, *options])
        return self.told

    def matched(self, *texts: str) -> list[tuple[str, str]]:
        """Run and return the pairs."""
        told = self.run(*texts)
        assert told.exit_code == 0, told.output
        return [(row["mentee_id"], row["mentor_id"]) for row in self.rows()]

    def refused(self, *texts: str) -> str:
        """Run and return the refusal; nothing may have been written."""
        told = self.run(*texts)
        assert told.exit_code == 1, told.output
        assert not {"out", "report", "scores"} & {path.name for path in self.folder.iterdir()}
        return told.output

    def rows(self) -> list[Line]:
        return read_lines(self.folder / "out")

    @property
    def report(self) -> dict[str, Any]:
        content: dict[str, Any] = json.loads((self.folder / "report").read_text(encoding="utf-8"))
        return content
