"""Who takes part in a round, and under which rules? Everything the engine needs, read once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from ...catalogue.ladder import current_ladder
from ...foundation import clock
from ...programs.models import Side
from ...programs.rules import whole_weights
from ...programs.wishes import wishes_within
from ..engine import Lock, Mentee, Mentor, Pool, Rules, Settings
from ..engine.proof.audit import Auditor
from ..models import MatchingRound, PairRuleKind
from .barred import Pair, read_barred, read_managers, read_pair_rules
from .circles import read_places
from .left_out import LeftOut, read_standing, why_left_out
from .let_down import FIRST, LET_DOWN, read_let_down
from .people import Translator
from .rows import read_facts, read_people

A_PERCENT = 10_000


@dataclass(frozen=True, slots=True)
class Gathered:
    """A round as the engine takes it, with what a coordinator wants to know before it runs."""

    pool: Pool
    rules: Rules
    settings: Settings
    names: Mapping[str, str]
    """How the enrolled are called, by the engine's ids."""
    left_out: Mapping[tuple[Side, int], LeftOut]
    """Who is enrolled and takes no part in this run, by side and account id."""
    lock_faults: Mapping[Pair, str]
    """Locked pairs that cannot be kept, each with a sentence; the run refuses to start over them."""
    served: frozenset[str] = frozenset()
    """Mentees of the pool who have a mentor or a proposal of the program, and seek one more."""
    let_down: frozenset[str] = frozenset()
    """Mentees of the pool whom the last round left without a mentor."""

    @property
    def seats(self) -> int:
        """How many mentees there is a place for: free seats, or places of circles."""
        return sum(mentor.seats for mentor in self.pool.mentors)


def gather(matching_round: MatchingRound, *, only: Collection[int] = ()) -> Gathered:
    """Read everybody who takes part in the round now, with every rule about them; with `only`, of those accounts no more.

    Around a dozen statements, whatever the number of people. Mentees who have a mentor or a proposal of the
    program, or as many as the round gives each, people who paused, and mentors without a free seat are left out, and
    it is said why. Mentees whom the last round let down come a little before others; those without a mentor come well
    before those who seek one more.
    """
    today = clock.today(matching_round.program.time_zone)
    people, standing = read_people(matching_round, only=only), read_standing(matching_round)
    places = read_places(matching_round)
    wishes = wishes_within(matching_round.program_id)
    out = {
        (row.side, row.account_id): why
        for row in people
        if (why := why_left_out(row, standing, places, today=today))
    }
    taking = [row for row in people if (row.side, row.account_id) not in out]
    mentees = frozenset(row.account_id for row in taking if row.side is Side.MENTEE)
    mentors = frozenset(row.account_id for row in taking if row.side is Side.MENTOR)
    facts = read_facts(matching_round, people, about=mentees | mentors)
    translator = Translator(
        facts,
        current_ladder(),
        on=matching_round.created_at.date(),
        allows_same_employer=matching_round.program.allows_same_employer,
        wishes=wishes,
        managers=read_managers(facts, today=today),
        places=places,
    )
    served, let_down = mentees & standing.held.keys(), mentees & read_let_down(matching_round)
    pool = Pool(
        tuple(
            translator.mentee(
                row,
                mentors,
                priority=_priority(row.account_id, served, let_down),
                most_mentors=standing.wants(row.account_id),
            )
            for row in taking
            if row.side is Side.MENTEE
        ),
        tuple(translator.mentor(row, mentees) for row in taking if row.side is Side.MENTOR),
    )
    rules = Rules(forbidden=read_barred(matching_round, mentees, mentors, wishes=wishes))
    names = {str(row.account_id): row.name for row in people}
    gathered = Gathered(
        pool, rules, settings_of(matching_round), names, out, {}, _written(served), _written(let_down)
    )
    return _with_locks(matching_round, gathered)


def _priority(mentee_id: int, served: Collection[int], let_down: Collection[int]) -> int:
    """Return what is added to a mentee's scores when pairs are chosen, in parts per million."""
    first = FIRST if served and mentee_id not in served else 0
    return first + (LET_DOWN if mentee_id in let_down else 0)


def _written(ids: Collection[int]) -> frozenset[str]:
    return frozenset(map(str, ids))


def settings_of(matching_round: MatchingRound) -> Settings:
    """Return how the round wants its pairs: the weights in full, the minimum fit in parts per million, the seed."""
    return Settings(
        weights={name: float(weight) for name, weight in whole_weights(matching_round.weights).items()},
        minimum_score=matching_round.minimum_fit * A_PERCENT,
        objective=matching_round.objective,
        seed=matching_round.seed,
        unranked=matching_round.unranked,
    )


def _with_locks(matching_round: MatchingRound, gathered: Gathered) -> Gathered:
    """Add the locks that can be kept; those of mentees who take no part wait for them in silence."""
    mentees = {mentee.id: mentee for mentee in gathered.pool.mentees}
    mentors = {mentor.id: mentor for mentor in gathered.pool.mentors}
    auditor = Auditor(gathered.rules, gathered.settings)
    locked: list[Lock] = []
    faults: dict[Pair, str] = {}
    taken: Counter[str] = Counter()
    for pair in read_pair_rules(matching_round, PairRuleKind.LOCK):
        lock = Lock(str(pair[0]), str(pair[1]))
        if lock.mentee not in mentees:
            continue
        fault = _fault(auditor, mentees[lock.mentee], mentors.get(lock.mentor), taken)
        most = mentees[lock.mentee].most_mentors
        if fault is None and most <= sum(one.mentee == lock.mentee for one in locked):
            fault = "the mentee is locked to somebody else as well"
        if fault:
            faults[pair] = _fault_sentence(gathered.names, lock, fault)
            continue
        taken[lock.mentor] += 1
        locked.append(lock)
    return replace(gathered, rules=replace(gathered.rules, locked=tuple(locked)), lock_faults=faults)


def _fault(auditor: Auditor, mentee: Mentee, mentor: Mentor | None, taken: Counter[str]) -> str | None:
    if mentor is None or taken[mentor.id] >= mentor.seats:
        return "the mentor has no free seat for it, or takes no part any more"
    if auditor.broken_by(mentee, mentor):
        return "a hard rule forbids the pair now"
    return None


def _fault_sentence(names: Mapping[str, str], lock: Lock, fault: str) -> str:
    mentee, mentor = (names.get(one, "somebody who left") for one in (lock.mentee, lock.mentor))
    return f"{mentee} and {mentor} are locked as a pair, but {fault}. Unlock them first."
