"""The smallest change that would place somebody does place them, and no smaller one would."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace

import numpy as np
import pytest
from scipy.optimize import linear_sum_assignment

from mentornet.matching.engine import (
    Auditor,
    Forbidden,
    Lock,
    Mentee,
    Mentor,
    Objective,
    Pool,
    Result,
    Rule,
    Rules,
    Settings,
    score_pair,
    solve,
)
from mentornet.matching.engine.again.advice import LIFTED_BY_BOTH, Advice, Change
from mentornet.matching.engine.again.advising import advise

from . import pools

SEEDS = range(50)
ORDER = list(Change)


@dataclass
class Table:
    """A round as a plain table, solved by nothing of the engine."""

    pool: Pool
    rules: Rules
    settings: Settings

    def best(
        self,
        *,
        seat: str = "",
        unlock: Lock | None = None,
        let: tuple[str, str] = ("", ""),
        without: str = "",
        minimum: int | None = None,
    ) -> int:
        """Return what the best pairs are worth after a change: people first by a bonus, or scores first."""
        locked = [lock for lock in self.rules.locked if lock != unlock]
        least = self.settings.minimum_score if minimum is None else minimum
        auditor = Auditor(self.rules, self.settings)
        bound = {lock.mentee for lock in locked}
        mentees = [one for one in self.pool.mentees if one.id not in bound | {without}]
        owners: list[Mentor] = []
        for one in self.pool.mentors:
            taken = sum(lock.mentor == one.id for lock in locked)
            owners += [one] * (one.seats - taken + (one.id == seat))
        most = self.settings.objective is Objective.MOST
        factor, bonus = (1, 10**8) if most else (1000, 1)
        gains = np.zeros((len(mentees), len(owners)))
        for row, mentee in enumerate(mentees):
            for column, mentor in enumerate(owners):
                pair = mentee.id, mentor.id
                score = score_pair(mentee, mentor, self.settings)
                if score >= least and (pair == let or not auditor.broken_by(mentee, mentor)):
                    gains[row, column] = factor * (score + mentee.priority) + bonus
        rows, columns = linear_sum_assignment(gains, maximize=True)
        fixed = sum(
            factor * score_pair(self.person(lock.mentee), self.mentor(lock.mentor), self.settings)
            for lock in locked
        )
        return int(gains[rows, columns].sum()) + int(fixed) + len(locked) * bonus

    def person(self, name: str) -> Mentee:
        return next(one for one in self.pool.mentees if one.id == name)

    def mentor(self, name: str) -> Mentor:
        return next(one for one in self.pool.mentors if one.id == name)

    def surely_places(self, name: str, **change: object) -> bool:
        """Say whether every best answer after a change has a place for this mentee."""
        return self.best(**change) > self.best(**change, without=name)  # type: ignore[arg-type]  # named above

    def smallest(self, name: str) -> list[Change]:
        """Return every kind of change that would do, the smallest first."""
        mentee, found = self.person(name), set()
        auditor = Auditor(self.rules, self.settings)
        for mentor in self.pool.mentors:
            broken = auditor.broken_by(mentee, mentor)
            if not broken:
                found.add(Change.KEEP)
            if mentor.seats > sum(lock.mentor == mentor.id for lock in self.rules.locked):
                if self.surely_places(name, seat=mentor.id):
                    found.add(Change.SEAT)
                if broken == [Rule.FORBIDDEN] and self.surely_places(name, let=(name, mentor.id)):
                    found.add(Change.ALLOW)
                if (
                    len(broken) == 1
                    and broken[0] in LIFTED_BY_BOTH
                    and self.surely_places(name, let=(name, mentor.id))
                ):
                    found.add(Change.EXCEPT)
        return sorted(found, key=ORDER.index)


def drawn(seed: int) -> tuple[Pool, Rules, Settings]:
    draw = random.Random(seed)
    people = pools.pool(draw, draw.randint(4, 9), draw.randint(1, 4), most_seats=2)
    rules = pools.rules(draw, people, forbidden=draw.choice((0.1, 0.4)))
    objective = draw.choice((Objective.MOST, Objective.MOST, Objective.TOTAL))
    minimum = draw.choice((0, 0, 400_000))
    return people, rules, Settings(objective=objective, minimum_score=minimum, seed=seed)


def changed(people: Pool, rules: Rules, settings: Settings, advice: Advice) -> Result | None:
    """Solve the round with the change that was advised, where rules and settings can say it."""
    small = advice.smallest
    assert small is not None
    mentors = tuple(
        replace(one, seats=one.seats + 1) if one.id == small.mentor else one for one in people.mentors
    )
    if small.change is Change.SEAT:
        return solve(replace(people, mentors=mentors), rules, settings)
    if small.change is Change.KEEP:
        kept = replace(rules, locked=(*rules.locked, Lock(advice.mentee, str(small.mentor))))
        return solve(replace(people, mentors=mentors), kept, settings)
    if small.change is Change.MINIMUM:
        return solve(people, rules, replace(settings, minimum_score=int(small.minimum or 0)))
    if small.change is Change.UNLOCK:
        left = tuple(
            one for one in rules.locked if (one.mentee, one.mentor) != (small.unlocked, small.mentor)
        )
        return solve(people, replace(rules, locked=left), settings)
    if small.rule in {Rule.FORBIDDEN, Rule.ENDED, Rule.DECLINED}:
        let = Forbidden(advice.mentee, str(small.mentor), Rule(small.rule))
        barred = tuple(one for one in rules.forbidden if one != let)
        return solve(people, replace(rules, forbidden=barred), settings)
    return None


@pytest.mark.parametrize("seed", SEEDS)
def test_the_smallest_change_places_them_in_every_best_answer_and_no_smaller_one_does(seed: int) -> None:
    people, rules, settings = drawn(seed)
    result = solve(people, rules, settings)
    told = advise(people, rules, settings, result)
    assert [one.mentee for one in told] == [one.mentee for one in result.unplaced]
    table = Table(people, rules, settings)
    for advice in told:
        would = table.smallest(advice.mentee)
        if advice.smallest is None:
            assert not would
            continue
        anew = changed(people, rules, settings, advice)
        if anew:
            assert advice.mentee in {pair.mentee for pair in anew.pairs}
            assert anew.total - result.total == advice.smallest.delta
        if advice.smallest.change in {Change.ALLOW, Change.EXCEPT}:
            pair = advice.mentee, str(advice.smallest.mentor)
            assert table.surely_places(advice.mentee, let=pair)
        if would:
            assert ORDER.index(advice.smallest.change) <= ORDER.index(would[0])


@pytest.mark.parametrize("seed", SEEDS)
def test_the_seat_to_free_costs_the_others_as_little_as_can_be(seed: int) -> None:
    people, rules, settings = drawn(seed)
    if settings.minimum_score:
        settings = replace(settings, minimum_score=0)
    result = solve(people, rules, settings)
    table = Table(people, rules, settings)
    auditor = Auditor(rules, settings)
    for advice in advise(people, rules, settings, result):
        mentee = table.person(advice.mentee)
        totals = []
        for mentor in people.mentors:
            taken = sum(lock.mentor == mentor.id for lock in rules.locked)
            if taken < mentor.seats and not auditor.broken_by(mentee, mentor):
                forced = replace(rules, locked=(*rules.locked, Lock(mentee.id, mentor.id)))
                anew = solve(people, forced, settings)
                totals.append((len({pair.mentee for pair in anew.pairs}), anew.total))
        if advice.instead is None:
            assert not totals
            continue
        placed = len({pair.mentee for pair in result.pairs}) + (advice.instead.left_out is None)
        if settings.objective is Objective.MOST:
            assert max(totals) == (placed, result.total + advice.instead.delta)
        else:
            assert max(total for _, total in totals) == result.total + advice.instead.delta
