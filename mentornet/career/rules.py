"""How are minutes told in an issuer's unit? Exactly, and never as another's.

The same letters mean different sizes: an IACET CEU is ten contact hours, a BACB CEU fifty minutes.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from dateutil.relativedelta import relativedelta

from ..foundation import clock
from ..foundation.errors import Refusal
from .models import CreditEntry, CreditUnit

MINUTES_IN = {
    CreditUnit.CONTACT_HOUR_60: 60,
    CreditUnit.CONTACT_HOUR_50: 50,
    CreditUnit.IACET_CEU: 600,
    CreditUnit.BACB_CEU: 50,
}
NAMES = {
    CreditUnit.CONTACT_HOUR_60: ("contact hour", "contact hours"),
    CreditUnit.CONTACT_HOUR_50: ("contact hour of 50 minutes", "contact hours of 50 minutes"),
    CreditUnit.IACET_CEU: ("IACET CEU", "IACET CEUs"),
    CreditUnit.BACB_CEU: ("BACB CEU", "BACB CEUs"),
}
EXPLAINED = {
    CreditUnit.CONTACT_HOUR_60: "60 minutes each",
    CreditUnit.CONTACT_HOUR_50: "50 minutes each, as some boards count",
    CreditUnit.IACET_CEU: "10 contact hours each",
    CreditUnit.BACB_CEU: "50 minutes each; the same letters as an IACET CEU, another size",
}
MOST_MINUTES = 60_000
PLACES = 6
FIGURES = 3
"""As many places after the point as a certificate ever shows: 50 minutes are 0.083 IACET CEU."""


@dataclass(frozen=True, slots=True)
class Total:
    """What one unit comes to: its entries are added up in minutes and told in that unit alone."""

    unit: CreditUnit
    minutes: int
    entries: int

    @property
    def words(self) -> str:
        """The sum in its unit."""
        return amount_words(self.minutes, self.unit)


def amount(minutes: int, unit: CreditUnit) -> Fraction:
    """Return what `minutes` are in `unit`, exactly."""
    return Fraction(minutes, MINUTES_IN[unit])


def amount_text(minutes: int, unit: CreditUnit) -> str:
    """Write the figure: `1.5`, and `about 0.833` where it has no end."""
    exact = amount(minutes, unit)
    shown = round(exact, FIGURES)
    text = f"{float(shown):.{FIGURES}f}".rstrip("0").rstrip(".")
    return text if shown == exact else f"about {text}"


def amount_words(minutes: int, unit: CreditUnit) -> str:
    """Write the figure with its unit: `1.5 contact hours`, `0.15 IACET CEUs`."""
    one, many = NAMES[unit]
    return f"{amount_text(minutes, unit)} {one if minutes == MINUTES_IN[unit] else many}"


def minutes_words(minutes: int) -> str:
    """Write minutes as hours and minutes: `1 h 30 min`."""
    hours, rest = divmod(minutes, 60)
    return " ".join(([f"{hours:,} h"] if hours else []) + ([f"{rest} min"] if rest or not hours else []))


def minutes_of(figure: Decimal, unit: CreditUnit) -> int:
    """Return the minutes that a figure in `unit` stands for.

    Raises Refusal where it is not a whole number of them, nothing at all, or beyond what one course can be.
    """
    if not _is_plain(figure):
        raise Refusal("Enter the number as the certificate shows it, such as 1.5.")
    minutes = Fraction(figure) * MINUTES_IN[unit]
    if minutes.denominator != 1:
        told = f"{float(minutes):.2f}".rstrip("0")
        raise Refusal(
            f"{figure} {NAMES[unit][1]} come to {told} minutes. Minutes are kept whole: look at the certificate again."
        )
    if not 0 < minutes <= MOST_MINUTES:
        raise Refusal("Enter more than nothing, and no more than a thousand hours for one course.")
    return int(minutes)


def _is_plain(figure: Decimal) -> bool:
    """Say whether a figure is one that people write: a few digits before and after its point."""
    exponent = figure.as_tuple().exponent
    return isinstance(exponent, int) and exponent >= -PLACES and figure.adjusted() < PLACES


def heading(unit: CreditUnit) -> str:
    """Return the unit's name as a heading: `Contact hours`."""
    name = NAMES[unit][1]
    return name[0].upper() + name[1:]


def totals(entries: Iterable[CreditEntry]) -> list[Total]:
    """Add up what counts, unit by unit: units are never added to one another."""
    counting = [entry for entry in entries if entry.withdrawn_at is None]
    sums = {unit: [entry.minutes for entry in counting if entry.unit is unit] for unit in CreditUnit}
    return [Total(unit, sum(minutes), len(minutes)) for unit, minutes in sums.items() if minutes]


def renewal_period(months: int, *, began_on: date | None, today: date) -> tuple[date, date]:
    """Return the first and the last day of a renewal period of so many months.

    Where nobody said when it began, or said nonsense, it is the one that ends today.
    """
    length = relativedelta(months=months)
    if began_on is None or began_on.year not in clock.YEARS:
        return today - length + timedelta(days=1), today
    return began_on, began_on + length - timedelta(days=1)


def ensure_own_hand(entry: CreditEntry) -> None:
    """Refuse to change what came by itself: it says what its certificate says."""
    if entry.source is not None:
        raise Refusal(
            "This entry came with its certificate, so it is not changed by hand. "
            "If it is wrong, ask the organizer of the event."
        )


def ensure_day(completed_on: date, *, today: date) -> None:
    """Refuse a day that has not come."""
    if completed_on > today:
        raise Refusal("This day is still to come. Add the hours once they are done.")
