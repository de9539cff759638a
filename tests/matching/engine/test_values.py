"""The engine's values: frozen, and silent about what nobody said."""

from dataclasses import FrozenInstanceError

import pytest

from mentornet.matching.engine.values import Mentee, Mentor


def test_a_value_cannot_be_changed() -> None:
    ben = Mentee(id="ben")
    with pytest.raises(FrozenInstanceError):
        ben.id = "drew"  # type: ignore[misc]  # the very thing tried


def test_a_mentor_has_one_seat_unless_told() -> None:
    assert Mentor(id="ada").seats == 1
