"""Which time zones can be chosen? Those of the United States first, the rest of the world after."""

from __future__ import annotations

from functools import cache
from zoneinfo import available_timezones

DEFAULT = "America/New_York"

USUAL = {
    "America/New_York": "Eastern",
    "America/Chicago": "Central",
    "America/Denver": "Mountain",
    "America/Phoenix": "Mountain, Arizona (no daylight time)",
    "America/Los_Angeles": "Pacific",
    "America/Anchorage": "Alaska",
    "America/Adak": "Aleutian Islands",
    "Pacific/Honolulu": "Hawaii",
    "America/Puerto_Rico": "Puerto Rico",
    "America/St_Thomas": "U.S. Virgin Islands",
    "Pacific/Guam": "Guam",
    "Pacific/Saipan": "Northern Mariana Islands",
    "Pacific/Pago_Pago": "American Samoa",
}
OF_SOME_COUNTIES = (
    "America/Boise",
    "America/Detroit",
    "America/Indiana/Indianapolis",
    "America/Indiana/Knox",
    "America/Indiana/Marengo",
    "America/Indiana/Petersburg",
    "America/Indiana/Tell_City",
    "America/Indiana/Vevay",
    "America/Indiana/Vincennes",
    "America/Indiana/Winamac",
    "America/Juneau",
    "America/Kentucky/Louisville",
    "America/Kentucky/Monticello",
    "America/Menominee",
    "America/Metlakatla",
    "America/Nome",
    "America/North_Dakota/Beulah",
    "America/North_Dakota/Center",
    "America/North_Dakota/New_Salem",
    "America/Sitka",
    "America/Yakutat",
)
AREAS = ("Africa", "America", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific")


def city(zone: str) -> str:
    """Return a zone's name as people read it: `America/Indiana/Knox` → `Knox, Indiana`."""
    return ", ".join(reversed(zone.replace("_", " ").split("/")[1:])) or zone


def name_of(zone: str) -> str:
    """Return a zone as one says it in a sentence: `Pacific time`, `the time of Knox, Indiana`."""
    usual = USUAL.get(zone)
    return f"{usual.partition(',')[0]} time" if usual else f"the time of {city(zone)}"


def domestic_choices() -> dict[str, list[tuple[str, str]]]:
    """Return the zones of the United States, grouped: the usual ones, then those of some counties."""
    return {
        "United States": list(USUAL.items()),
        "Parts of states": [(zone, city(zone)) for zone in OF_SOME_COUNTIES],
    }


@cache
def _elsewhere() -> tuple[tuple[str, str], ...]:
    known = {*USUAL, *OF_SOME_COUNTIES}
    zones = [z for z in available_timezones() if z.partition("/")[0] in AREAS and z not in known]
    return tuple((zone, zone.replace("_", " ")) for zone in sorted(zones))


def all_choices() -> dict[str, list[tuple[str, str]]]:
    """Return every zone, grouped, those of the United States first."""
    return domestic_choices() | {"Elsewhere": [*_elsewhere(), ("UTC", "UTC")]}


def is_offered(zone: str | None) -> bool:
    """Say whether `zone` is one that can be chosen somewhere."""
    return zone in USUAL or zone in OF_SOME_COUNTIES or zone == "UTC" or zone in dict(_elsewhere())
