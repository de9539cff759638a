"""Would two people of a program suit, and may they be a pair? The rules of a round, asked of these two alone."""

from __future__ import annotations

from dataclasses import dataclass

from ...accounts.models import Account
from ...catalogue.ladder import current_ladder
from ...foundation import clock
from ...programs.models import Program, Side
from ...programs.rules import whole_weights
from ...programs.wishes import wishes_of
from ..engine import Auditor, Mentee, Mentor, Rules, Settings
from ..models import MatchingRound, RoundState
from .barred import read_barred, read_managers
from .circles import ONE_TO_ONE
from .people import Translator
from .rows import read_facts, read_people


@dataclass(frozen=True, slots=True)
class GatheredPair:
    """Two people as the engine takes them, and what forbids the pair."""

    mentee: Mentee | None
    """None where they take no part as a mentee now, or have not begun that side of their profile."""
    mentor: Mentor | None
    """None likewise."""
    is_mentor_paused: bool
    """Whether the mentor asked to be left alone for a while, which only they may overlook."""
    broken: tuple[str, ...]
    """The hard rules that the pair breaks."""
    settings: Settings


def gather_pair(program: Program, *, mentee: Account, mentor: Account) -> GatheredPair:
    """Read the two as a round of the whole program would that began now; a constant number of statements."""
    today = clock.today(program.time_zone)
    never_opened = MatchingRound(
        program_id=program.id, state=RoundState.GATHERING, seed=0, weights=program.weights
    )
    pair = {mentee.id, mentor.id}
    facts = read_facts(never_opened, read_people(never_opened, only=pair), about=pair)
    wishes = {one.id: [wish.for_id for wish in wishes_of(one, program=program)] for one in (mentee, mentor)}
    translator = Translator(
        facts,
        current_ladder(),
        on=today,
        allows_same_employer=program.allows_same_employer,
        wishes=wishes,
        managers=read_managers(facts, today=today),
        places=ONE_TO_ONE,
    )
    rows = {(row.side, row.account_id): row for row in facts.people}
    seeks, offers = rows.get((Side.MENTEE, mentee.id)), rows.get((Side.MENTOR, mentor.id))
    one = translator.mentee(seeks, frozenset({mentor.id})) if seeks and seeks.mentee_profile_id else None
    other = translator.mentor(offers, frozenset({mentee.id})) if offers and offers.mentor_profile_id else None
    is_paused = bool(offers and offers.paused_until and offers.paused_until > today)
    settings = Settings(
        weights={name: float(number) for name, number in whole_weights(program.weights).items()}
    )
    if one is None or other is None:
        return GatheredPair(one, other, is_paused, (), settings)
    rules = Rules(forbidden=read_barred(never_opened, [mentee.id], [mentor.id], wishes=wishes))
    broken = tuple(Auditor(rules, settings).broken_by(one, other))
    return GatheredPair(one, other, is_paused, broken, settings)
