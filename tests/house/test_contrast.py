"""Can every pair of colours be told apart, by day and by night?"""

from __future__ import annotations

import re

import pytest

from mentornet.foundation.assets import FOLDER

TEXT, CONTROL = 4.5, 3.0  # WCAG 2.2, 1.4.3 and 1.4.11
GROUNDS = ("paper", "surface", "sunken")
PAIRS = [
    *[
        (ink, ground, TEXT)
        for ink in ("ink", "ink-soft", "accent", "accent-deep", "harm")
        for ground in GROUNDS
    ],
    *[("wait", ground, TEXT) for ground in ("paper", "surface")],
    *[(state, f"{state}-wash", TEXT) for state in ("wait", "done", "harm")],
    *[("ink", f"{state}-wash", TEXT) for state in ("accent", "wait", "done", "harm")],
    *[("ink-soft", wash, TEXT) for wash in ("accent-wash", "wait-wash")],
    *[(f"tone-{tone}", f"tone-{tone}-wash", TEXT) for tone in range(8)],
    ("done", "surface", TEXT),
    ("accent", "accent-wash", TEXT),
    ("accent-deep", "accent-wash", TEXT),
    ("accent-deep", "wait-wash", TEXT),
    ("on-accent", "accent", TEXT),
    ("on-accent", "accent-deep", TEXT),
    ("on-harm", "harm", TEXT),
    ("paper", "ink", TEXT),
    *[(line, ground, CONTROL) for line in ("line-strong", "accent", "wait-line") for ground in GROUNDS],
    ("accent", "line", CONTROL),
]


def colours_of(style: str) -> dict[str, str]:
    return {name: value.lstrip("#") for name, value in re.findall(r"--([\w-]+):\s*(#[0-9a-f]{6})\b", style)}


def schemes() -> dict[str, dict[str, str]]:
    style = (FOLDER / "house.css").read_text()
    day, night = style.split("@media (prefers-color-scheme: dark)", 1)
    by_day = colours_of(day)
    return {"light": by_day, "dark": by_day | colours_of(night.split("@layer", 1)[0])}


def brightness(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    red, green, blue = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((brightness(one), brightness(other)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("ink", "ground", "least"), PAIRS)
def test_two_colours_that_meet_can_be_told_apart(scheme, ink, ground, least):
    colours = schemes()[scheme]

    assert contrast(colours[ink], colours[ground]) >= least


def test_every_colour_of_the_day_has_one_for_the_night():
    both = schemes()
    night = (FOLDER / "house.css").read_text().split("@media (prefers-color-scheme: dark)", 1)[1]

    assert set(both["light"]) == set(colours_of(night.split("@layer", 1)[0]))


def test_black_on_white_is_the_greatest_contrast():
    assert contrast("000000", "ffffff") == pytest.approx(21)
