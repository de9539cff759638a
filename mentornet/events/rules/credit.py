"""How much credit does an event carry, in the unit that its approving body counts in?"""

from __future__ import annotations

from fractions import Fraction

from ..models import CreditUnit

MINUTES = {
    CreditUnit.CONTACT_HOUR_60: 60,
    CreditUnit.CONTACT_HOUR_50: 50,
    CreditUnit.IACET_CEU: 600,
    CreditUnit.BACB_CEU: 50,
}
WORDS = {
    CreditUnit.CONTACT_HOUR_60: ("contact hour of 60 minutes", "contact hours of 60 minutes"),
    CreditUnit.CONTACT_HOUR_50: ("contact hour of 50 minutes", "contact hours of 50 minutes"),
    CreditUnit.IACET_CEU: ("IACET CEU of 10 contact hours", "IACET CEU of 10 contact hours"),
    CreditUnit.BACB_CEU: ("BACB CEU of 50 minutes", "BACB CEU of 50 minutes"),
}


def amount(minutes: int, unit: CreditUnit) -> str:
    """Write minutes in `unit` as a number: exactly where three figures hold it, else rounded down."""
    thousandths = int(Fraction(minutes, MINUTES[unit]) * 1000)
    whole, rest = divmod(thousandths, 1000)
    return f"{whole:,}.{rest:03}".rstrip("0").rstrip(".")


def credit_text(minutes: int, unit: CreditUnit) -> str:
    """Write the credit with its minutes: `2 contact hours of 60 minutes (120 minutes)`; nothing for none."""
    if not minutes:
        return ""
    number = amount(minutes, unit)
    return f"{number} {WORDS[unit][number != '1']} ({minutes:,} minutes in all)"
