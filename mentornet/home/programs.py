"""How do somebody's programs stand, and what is the one next act in each?"""

from __future__ import annotations

from dataclasses import dataclass

from ..accounts.models import Account
from ..foundation.templating import counted
from ..matching.models import ProposalState, RoundState
from ..matching.queries import RoundLine, rounds_of
from ..programs.models import Program
from ..programs.queries import coordinated_programs

NEXT_ACTS = {
    RoundState.GATHERING: "Look at what will limit the round, then solve it.",
    RoundState.SOLVING: "The round is being solved.",
    RoundState.REVIEW: "The drafts await your review.",
    RoundState.CLOSED: "The last round is closed. Open the next when you are ready.",
    RoundState.CANCELLED: "The last round was called off. Open the next when you are ready.",
}


@dataclass(frozen=True, slots=True)
class Standing:
    """A program that one coordinates, with where its latest round stands."""

    name: str
    url: str
    state: str
    sentence: str


def standings_for(account: Account) -> list[Standing]:
    """List the programs that `account` coordinates, each with its one next act."""
    return [_standing(program) for program in coordinated_programs(account) if program.closed_at is None]


def _standing(program: Program) -> Standing:
    lines = rounds_of(program)
    if not lines:
        url = f"/programs/{program.slug}/rounds"
        return Standing(program.name, url, "no round yet", "Open the first round when people have enrolled.")
    latest = lines[0]
    state = latest.matching_round.state
    sentence = _answers(latest) if state is RoundState.PUBLISHED else NEXT_ACTS[state]
    is_over = state in {RoundState.CLOSED, RoundState.CANCELLED}
    url = f"/programs/{program.slug}/rounds" if is_over else f"/rounds/{latest.matching_round.id}"
    return Standing(program.name, url, str(state), f"{latest.matching_round.name}: {sentence}")


def _answers(line: RoundLine) -> str:
    count = line.counts.get
    freed = count(ProposalState.DECLINED, 0) + count(ProposalState.LAPSED, 0)
    said = (
        f"{counted(count(ProposalState.ACCEPTED, 0), 'pair')} begun, "
        f"{counted(count(ProposalState.OPEN, 0), 'proposal')} waiting"
    )
    return f"{said}, {counted(freed, 'seat')} to backfill." if freed else f"{said}."
