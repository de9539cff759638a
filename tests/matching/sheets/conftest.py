"""The command, and a folder for a round's files, ready to be used."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.matching.sheets.command import Command
from tests.matching.sheets.proved import Files


@pytest.fixture
def command(tmp_path: Path) -> Command:
    return Command(tmp_path)


@pytest.fixture
def files(tmp_path: Path) -> Files:
    return Files(tmp_path)
