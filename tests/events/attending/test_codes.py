"""Codes that can be read out, and cannot be made up."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentornet.events.attending import codes
from mentornet.events.models import RoomCode

NOW = datetime(2027, 3, 1, 12, 0, 30, tzinfo=UTC)
pytestmark = pytest.mark.parametrize("app", ["sqlite"], indirect=True)


def test_a_code_is_read_back_however_it_is_typed(session):
    for number in (1, 31, 32, 123_456, 2**31 - 1):
        code = codes.personal_code(number)
        assert codes.registration_of(code) == number
        sloppy = code.lower().replace("-", " ").replace("0", "o").replace("1", "l")
        assert codes.registration_of(sloppy) == number
        assert codes.registration_of(f"https://site.example/events/7/desk?code={code}") == number


def test_a_code_with_another_letter_is_nobodys(session):
    code = codes.personal_code(77)
    wrong = code[:-1] + ("A" if code[-1] != "A" else "B")
    assert codes.registration_of(wrong) is None
    assert codes.registration_of("78" + code[2:]) is None


def test_any_text_is_no_code_and_breaks_nothing(session):
    @given(st.text(max_size=60))
    def tried(text):
        codes.registration_of(text)
        assert not codes.is_room_code(text + "!", 1, RoomCode.NONE, NOW)

    tried()


def test_the_rooms_code_changes_and_the_last_ones_still_count(session):
    shown = codes.room_code(7, RoomCode.ROTATING, NOW)
    later = NOW + timedelta(minutes=2)
    assert codes.is_room_code(shown, 7, RoomCode.ROTATING, later)
    assert not codes.is_room_code(shown, 7, RoomCode.ROTATING, NOW + timedelta(minutes=3))
    assert not codes.is_room_code(shown, 8, RoomCode.ROTATING, NOW)
    assert codes.room_code(7, RoomCode.ROTATING, later) != shown
    fixed = codes.room_code(7, RoomCode.FIXED, NOW)
    assert codes.is_room_code(fixed, 7, RoomCode.FIXED, NOW + timedelta(days=9))
    assert not codes.is_room_code(fixed, 7, RoomCode.ROTATING, NOW)
