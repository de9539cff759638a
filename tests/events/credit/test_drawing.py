"""The sheet: every name on it or said why not, nothing hostile in it, and the letters as they were shipped."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime

import pytest

from mentornet.events.credit import drawing, rules
from mentornet.events.models import Certificate, CreditUnit

ADDRESS = "https://mentornet.example/certificates/7K2M-QX4T-9B0D"


def certificate(**values):
    plain = {
        "code": "7K2MQX4T9B0D",
        "holder": "Ben",
        "title": "Calm on the unit",
        "host": "The Association",
        "starts_at": datetime(2026, 11, 3, 18, tzinfo=UTC),
        "ends_at": datetime(2026, 11, 3, 20, tzinfo=UTC),
        "time_zone": "America/Chicago",
        "minutes": 90,
        "unit": CreditUnit.CONTACT_HOUR_60,
        "approved_by": "",
        "approval_number": "",
        "issued_at": datetime(2026, 11, 4, tzinfo=UTC),
    }
    return Certificate(**plain | values)


@pytest.mark.parametrize(
    "name", ["Nguyễn Thị Ánh Tuyết", "Łukasz Œuvre", "Ωμέγα Ἀθηνᾶ", "Жуков Ґалаґан", "Ö"]
)
def test_latin_with_its_marks_greek_and_cyrillic_are_drawn(name):
    assert drawing.can_draw(name)


@pytest.mark.parametrize("name", ["李小龍", "محمد", "דוד", "देवी", "🌈", "한글"])
def test_other_scripts_are_said_not_to_be_drawn_and_break_nothing(name):
    assert not drawing.can_draw(name)
    sheet = drawing.draw(certificate(holder=name, title=name, host=name), address=ADDRESS, issued="today")
    assert sheet.startswith(b"%PDF-")


@pytest.mark.parametrize(
    "text", ["x" * 200, "word " * 40, "**bold** --u--", "</text><script>", "a\nb", "'); DROP TABLE", ""]
)
def test_long_and_hostile_texts_are_words_on_one_sheet(text):
    sheet = drawing.draw(
        certificate(holder=text or "x", title=text, host=text, approved_by=text),
        address=ADDRESS,
        issued="today",
    )
    assert sheet.count(b"/Type /Page\n") == 1
    assert b"/JavaScript" not in sheet


def test_a_code_is_read_however_it_is_typed():
    assert rules.shown_code("7K2MQX4T9B0D") == "7K2M-QX4T-9B0D"
    assert rules.tidy_code(" 7k2m qx4t-9bod ") == "7K2MQX4T9B0D"
    assert rules.tidy_code("7K2M") == ""
    assert rules.tidy_code("7K2MQX4T9B0U"[:11] + "é") == ""
    assert len({rules.new_code() for _ in range(1000)}) == 1000


def test_the_days_are_those_there():
    late = certificate(
        starts_at=datetime(2026, 11, 4, 1, tzinfo=UTC), ends_at=datetime(2026, 11, 4, 6, tzinfo=UTC)
    )
    assert rules.period_words(late) == "November 3, 2026"
    days = certificate(ends_at=datetime(2026, 11, 6, 6, tzinfo=UTC))
    assert rules.period_words(days) == "November 3, 2026 to November 5, 2026"


def test_the_file_has_a_plain_name():
    assert rules.file_name(certificate(title="Née: ünd/../so?")) == "certificate-nee-und-so-7k2m.pdf"
    assert rules.file_name(certificate(title="李")) == "certificate-event-7k2m.pdf"


def test_the_letters_are_as_they_were_shipped():
    for line in (drawing.FONTS / "SHA256SUMS").read_text().splitlines():
        digest, name = line.split()
        assert hashlib.sha256((drawing.FONTS / name).read_bytes()).hexdigest() == digest
