"""Which way up? The ladder as a graph of plain values: next steps, and the shortest path by usual months."""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Step:
    """One step from a role to another, with what it takes; months are whole and usual, not promised."""

    slug: str
    from_slug: str
    to_slug: str
    from_title: str
    to_title: str
    kind: str
    months_min: int
    months_max: int
    track: str = ""  # the branch that the step leads to
    degree: str = ""
    credentials: tuple[str, ...] = ()
    supervised_hours: int | None = None
    what_it_takes: str = ""
    obstacle: str = ""
    confidence: str = "unverified"

    @property
    def months(self) -> float:
        """The middle of the usual months."""
        return (self.months_min + self.months_max) / 2


@dataclass(frozen=True, slots=True)
class Ladder:
    """Every live step, by the role it leaves and by the role it reaches."""

    up: dict[str, list[Step]] = field(default_factory=dict)
    into: dict[str, list[Step]] = field(default_factory=dict)

    @classmethod
    def of(cls, steps: Iterable[Step]) -> Ladder:
        """Build the ladder from its steps, each list the quickest first."""
        up: defaultdict[str, list[Step]] = defaultdict(list)
        into: defaultdict[str, list[Step]] = defaultdict(list)
        for step in sorted(steps, key=lambda s: (s.months, s.to_title)):
            up[step.from_slug].append(step)
            into[step.to_slug].append(step)
        return cls(dict(up), dict(into))

    def shortest_path(self, start: str, target: str) -> list[Step]:
        """Return the steps from `start` to `target` that take the fewest usual months; [] where none lead there.

        Dijkstra's algorithm with a heap. Of equally long paths the one with fewer steps is taken, and of
        those the first by its slugs, so that the answer never depends on the order of rows.
        """
        came_by: dict[str, Step | None] = {}
        frontier: list[tuple[float, int, str, str, Step | None]] = [(0.0, 0, "", start, None)]
        while frontier:
            months, count, slug, here, step = heapq.heappop(frontier)
            if here in came_by:
                continue
            came_by[here] = step
            if here == target:
                return _traced(came_by, target)
            for onward in self.up.get(here, ()):
                if onward.to_slug not in came_by:
                    further = (months + onward.months, count + 1, f"{slug}/{onward.slug}")
                    heapq.heappush(frontier, (*further, onward.to_slug, onward))
        return []


def _traced(came_by: dict[str, Step | None], target: str) -> list[Step]:
    steps: list[Step] = []
    step = came_by[target]
    while step is not None:
        steps.append(step)
        step = came_by[step.from_slug]
    return steps[::-1]


@dataclass(frozen=True, slots=True)
class Totals:
    """What a whole path takes: usual months, hours under supervision, degrees and papers on the way."""

    months_min: int
    months_max: int
    supervised_hours: int
    degrees: tuple[str, ...]
    credentials: tuple[str, ...]


def totals(path: list[Step]) -> Totals:
    """Add up a path. Hours are the sum of those steps that name them, so they are the least to expect."""
    return Totals(
        sum(step.months_min for step in path),
        sum(step.months_max for step in path),
        sum(step.supervised_hours or 0 for step in path),
        tuple(dict.fromkeys(step.degree for step in path if step.degree)),
        tuple(dict.fromkeys(slug for step in path for slug in step.credentials)),
    )
