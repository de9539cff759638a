"""Seats, years and clocks as coordinators write them."""

from __future__ import annotations

import pytest

from mentornet.foundation.tables import Row, TableError
from mentornet.matching.sheets.numbers import decimal, hours_from_utc, rank, whole


def row(text: str) -> Row:
    return Row("mentors.csv", 7, {"cell": text})


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("", None),
        ("0", 0),
        ("3", 3),
        ("2.0", 2),
        ("2.", 2),
        ("007", 7),
        ("Two", 2),
        ("twelve", 12),
        ("zero", 0),
    ],
)
def test_a_whole_number_is_read(text, number):
    assert whole(row(text), "cell") == number


@pytest.mark.parametrize(
    "text",
    ["2.5", "-1", "thirteen", "two or three", "1e2", "٣", "0x2", "2,0", "1 000", "+2", "9" * 400, "½", "²"],
)
def test_what_is_no_whole_number_is_refused_with_its_place(text):
    with pytest.raises(TableError, match=r'^mentors\.csv, line 7, column "cell": '):
        whole(row(text), "cell")


@pytest.mark.parametrize(
    ("text", "number"), [("", None), ("2.5", 2.5), ("-3", -3), ("\u22123", -3), (".5", 0.5)]
)
def test_a_decimal_is_read(text, number):
    assert decimal(row(text), "cell") == number


@pytest.mark.parametrize("text", ["2,5", "nan", "inf", "1e400", "1_0", "five", "5 years"])
def test_what_is_no_decimal_is_refused(text):
    with pytest.raises(TableError, match="is not a number"):
        decimal(row(text), "cell")


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("", None),
        ("-8", -8),
        ("+5:30", 5.5),
        ("UTC-08:00", -8),
        ("GMT+1", 1),
        ("5.75", 5.75),
        ("utc", 0),
        ("Z", 0),
        ("\u22128", -8),
        ("-0330", -3.5),
    ],
)
def test_a_clock_is_read(text, hours):
    assert hours_from_utc(row(text), "cell") == hours


@pytest.mark.parametrize("text", ["Pacific", "-15", "+25:00", "8-", "5:75"])
def test_what_is_no_clock_is_refused(text):
    with pytest.raises(TableError, match="is no distance from UTC"):
        hours_from_utc(row(text), "cell")


def test_a_word_has_its_place_in_an_order():
    assert rank(row("seo"), "cell", ["EO", "SEO"]) == 1
    with pytest.raises(TableError, match="is not in the order"):
        rank(row("HEO"), "cell", ["EO", "SEO"])
