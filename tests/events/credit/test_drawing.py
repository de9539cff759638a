"""The sheet: every name on it or said why not, nothing hostile in it, and the letters as they were shipped."""

from __future__ import annotations

import hashlib
from contextlib import closing
from datetime import UTC, datetime

import pytest

from mentornet.events.credit import drawing, lettering, rules
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
    assert lettering.can_draw(name)


IN_MANY_SCRIPTS = {
    "Cjk": "李小龍 山田太郎 김민준",
    "Arabic": "محمد الفارسی",
    "Hebrew": "דוד כהן-לוי",
    "Devanagari": "प्रिया क्षत्रिय",
    "Bengali": "শ্রীলেখা",
    "Tamil": "தமிழ்ச்செல்வி",
    "Telugu": "శ్రీనివాస్",
    "Thai": "สมชาย ใจดี",
    "Khmer": "សុខា",
}


@pytest.mark.parametrize("family", IN_MANY_SCRIPTS)
def test_a_name_in_another_script_is_drawn_with_its_own_letters(family):
    name = IN_MANY_SCRIPTS[family]
    sheet = drawing.draw(
        certificate(holder=name, title=f"Calm: {name}", host=name), address=ADDRESS, issued="today"
    )
    assert lettering.can_draw(name)
    assert [face.family for face in lettering.faces_for(f"Ben {name}")] == [family]
    assert sheet.count(b"/Type /Page\n") == 1
    assert sheet.count(b"/FontFile") == 2 + (family != "Cjk") + (family == "Cjk")
    assert len(sheet) < 200_000


def test_several_scripts_stand_in_one_text():
    families = [face.family for face in lettering.faces_for("Ben محمد 李 प्रिया")]
    assert families == ["Arabic", "Cjk", "Devanagari"]
    assert drawing.draw(certificate(holder="Ben محمد 李 प्रिया"), address=ADDRESS, issued="today")


@pytest.mark.parametrize("name", ["क्षत्रिय", "محمد", "শ্রীলেখা"])
def test_letters_that_join_take_another_room_than_alone(name):
    sheet = drawing._Sheet(unit="mm", format="letter")
    with closing(sheet):
        sheet.bring_letters()
        sheet.add_page()
        sheet.take(name, 24, "")
        together = sheet.get_string_width(name)
        sheet.set_text_shaping(use_shaping_engine=False)
        assert together != pytest.approx(sheet.get_string_width(name), rel=0.02)


@pytest.mark.parametrize("name", ["🌈", "ᏣᎳᎩ", "አበበ"])
def test_scripts_that_no_font_has_are_said_not_to_be_drawn_and_break_nothing(name):
    assert not lettering.can_draw(name)
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
    for line in (lettering.FONTS / "SHA256SUMS").read_text().splitlines():
        digest, name = line.split()
        assert hashlib.sha256((lettering.FONTS / name).read_bytes()).hexdigest() == digest


AS_THEIR_MAKERS_PUBLISH_THEM = {
    "Arabic": "63111b5b2e074dd48cc67692e0a2726d86ee94c1c37fe8598257b7b4e87e869e",
    "Hebrew": "18f930b583fa8fe6b40b2f8263b7ac6afbac07adc91a12467874e7467d3ace30",
    "Devanagari": "14ec4af41f27482216d1c2229f417ff9b1425e1babb014e57d1d40d03229853e",
    "Bengali": "45071a7da902a74877f432722f525d00502d61aef71fca4cab3da8a23156c33d",
    "Tamil": "aa3a9b321f4b0bb2c40203ffbde9af89713227866e0e13f76e5b9eeea727cf88",
    "Telugu": "e618af7bf999df192ed4f388eba2e563f2b5015034e9cbb317b5bd793bd7334d",
    "Thai": "5a1c559bb539583c8a1fd99d1c5b9491e5e14478c9cd2bd0970d5c3096cc9ef8",
    "Khmer": "f37a8431a0c5d5ed2f81a767417546aca576a81fb7eff9c924d46aecf828f2ca",
    "Cjk": "68a3fc98800b2a27b371f2fb79991daf3633bd89309d4ffaa6946fd587f375b5",
}


def test_the_fonts_of_packages_are_those_that_were_looked_at():
    found = {face.family: hashlib.sha256(face.path.read_bytes()).hexdigest() for face in lettering.FACES}
    assert found == AS_THEIR_MAKERS_PUBLISH_THEM
