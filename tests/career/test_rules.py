"""Minutes in the issuer's own unit: exactly, and never as another's."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentornet.career import rules
from mentornet.career.models import CreditEntry, CreditUnit
from mentornet.foundation import clock
from mentornet.foundation.errors import Refusal

HOUR, SHORT, IACET, BACB = CreditUnit


@pytest.mark.parametrize(
    ("minutes", "unit", "words"),
    [
        (60, HOUR, "1 contact hour"),
        (90, HOUR, "1.5 contact hours"),
        (50, HOUR, "about 0.833 contact hours"),
        (50, SHORT, "1 contact hour of 50 minutes"),
        (600, IACET, "1 IACET CEU"),
        (90, IACET, "0.15 IACET CEUs"),
        (50, BACB, "1 BACB CEU"),
        (25, BACB, "0.5 BACB CEUs"),
        (600, BACB, "12 BACB CEUs"),
    ],
)
def test_the_same_minutes_are_told_in_the_issuers_unit(minutes, unit, words):
    assert rules.amount_words(minutes, unit) == words


def test_ten_contact_hours_are_one_iacet_ceu_and_not_one_bacb_ceu():
    assert rules.amount(600, HOUR) == 10
    assert rules.amount(600, IACET) == 1
    assert rules.amount(50, BACB) == 1
    assert rules.amount(600, BACB) != 1


@given(st.integers(1, rules.MOST_MINUTES), st.sampled_from(CreditUnit))
def test_minutes_come_back_from_their_figure_where_it_has_an_end(minutes, unit):
    exact = rules.amount(minutes, unit)
    text = rules.amount_text(minutes, unit)
    if not text.startswith("about"):
        assert rules.minutes_of(Decimal(text), unit) == minutes
    assert exact * rules.MINUTES_IN[unit] == minutes


@pytest.mark.parametrize(
    ("figure", "unit", "words"),
    [
        ("1.25", SHORT, "62.5 minutes"),
        ("0", HOUR, "more than nothing"),
        ("-1", HOUR, "more than nothing"),
        ("1001", HOUR, "a thousand hours"),
        ("1e-9", HOUR, "as the certificate shows it"),
        ("1e999999", HOUR, "as the certificate shows it"),
        ("1e-999999", HOUR, "as the certificate shows it"),
        ("NaN", HOUR, "as the certificate shows it"),
        ("Infinity", HOUR, "as the certificate shows it"),
    ],
)
def test_a_figure_that_cannot_be_is_refused(figure, unit, words):
    with pytest.raises(Refusal, match=words):
        rules.minutes_of(Decimal(figure), unit)


def test_units_are_never_added_to_one_another_and_what_is_withdrawn_does_not_count():
    entries = [
        CreditEntry(minutes=60, unit=HOUR),
        CreditEntry(minutes=30, unit=HOUR),
        CreditEntry(minutes=50, unit=BACB),
        CreditEntry(minutes=600, unit=IACET, withdrawn_at=clock.now()),
    ]
    assert [(total.words, total.entries) for total in rules.totals(entries)] == [
        ("1.5 contact hours", 2),
        ("1 BACB CEU", 1),
    ]


def test_what_came_by_itself_is_not_changed_by_hand():
    rules.ensure_own_hand(CreditEntry(source=None))
    with pytest.raises(Refusal, match="came with its certificate"):
        rules.ensure_own_hand(CreditEntry(source="event:1:registration:1"))


def test_a_day_to_come_is_refused():
    rules.ensure_day(date(2026, 1, 1), today=date(2026, 1, 1))
    with pytest.raises(Refusal, match="still to come"):
        rules.ensure_day(date(2026, 1, 2), today=date(2026, 1, 1))


def test_minutes_are_written_as_hours_and_minutes():
    assert [rules.minutes_words(n) for n in (0, 45, 60, 90)] == ["0 min", "45 min", "1 h", "1 h 30 min"]
