"""How does a proof look in a file? Prices by id, the bound and the total, in the unit of the scores: 0 to 1, six decimals.

A pair is worth `factor` x score + `bonus` (see docs/matching.md); these terms, and what the open pairs are worth with them,
are whole parts per million. No set of pairs the objective allows has a larger sum of scores than `bound`; where that is
`total`, the pairs are proved the best.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from hashlib import sha256
from pathlib import Path
from typing import Any

from ..engine import FULL, Certificate, Fairness, Objective, Result
from .reading import SheetError

SEAL = "seal"


def certificate_of(result: Result, *, seed: int) -> dict[str, Any]:
    """Return what proves a result, ready to be written as JSON; its seal tells whether the file was changed since."""
    paper = result.certificate
    told: dict[str, Any] = {
        "objective": paper.objective.value,
        "seed": seed,
        "optimal": result.optimal,
        "total": _shown(result.total),
        "bound": _shown(bound_of(result)),
        "gap": result.gap,
        "terms": {
            "factor": paper.factor,
            "bonus": paper.bonus,
            "care": paper.care,
            "worth": paper.value,
            "bound": paper.bound,
        },
        "prices": {name: _shown(price) for name, price in sorted(paper.prices.items())},
    }
    if paper.fairness is not None:
        told["fairness"] = {**asdict(paper.fairness), "threshold": _shown(paper.fairness.threshold)}
    if paper.blocking is not None:
        told["blocking"] = paper.blocking
    return {**told, SEAL: _sealed(told)}


def bound_of(result: Result) -> int:
    """Return what no sum of scores can pass, in parts per million, given what the objective puts before it."""
    paper = result.certificate
    return result.total + -(-(paper.bound - paper.value) // max(paper.factor, 1))


def _shown(number: int) -> float:
    return number / FULL


def _sealed(told: Mapping[str, Any]) -> str:
    written = json.dumps({key: told[key] for key in told if key != SEAL}, sort_keys=True)
    return sha256(written.encode()).hexdigest()


class Claim:
    """A certificate as it was read, before anybody believes it."""

    def __init__(self, file: str, told: Mapping[str, Any]) -> None:
        self.file = file
        self._told = told
        self.objective = self._objective()
        self.seed = int(self._number(told, "seed", 1))
        self.is_optimal = told.get("optimal") is True
        self.total = self._number(told, "total")
        self.bound = self._number(told, "bound")

    @property
    def is_sealed(self) -> bool:
        """Whether the file is as it was written."""
        return self._told.get(SEAL) == _sealed(self._told)

    def certificate(self) -> Certificate:
        """Return the prices and terms; whether value and bound are so is for the checker to find."""
        terms, prices = self._table(self._told, "terms"), self._table(self._told, "prices")
        return Certificate(
            objective=self.objective,
            factor=self._number(terms, "factor", 1),
            bonus=self._number(terms, "bonus", 1),
            care=self._number(terms, "care", 1),
            prices={name: self._number(prices, name) for name in prices},
            value=self._number(terms, "worth", 1),
            bound=self._number(terms, "bound" if "bound" in terms else "worth", 1),
            fairness=self._fairness(),
            blocking=0 if "blocking" in self._told else None,
        )

    def _objective(self) -> Objective:
        name = self._told.get("objective")
        if name not in list(Objective):
            raise self._refuse(f"the objective {name!r} is not one of {', '.join(Objective)}")
        return Objective(name)

    def _fairness(self) -> Fairness | None:
        if "fairness" not in self._told:
            return None
        told = self._table(self._told, "fairness")
        names = [told.get(key) for key in ("full_at_minimum", "full_above")]
        if not all(isinstance(one, list) and all(isinstance(name, str) for name in one) for one in names):
            raise self._refuse("fairness names no mentors")
        return Fairness(
            threshold=self._number(told, "threshold"),
            placed=self._number(told, "placed", 1),
            full_at_minimum=tuple(names[0] or ()),
            full_above=tuple(names[1] or ()),
        )

    def _table(self, told: Mapping[str, Any], key: str) -> Mapping[str, Any]:
        table = told.get(key)
        if not isinstance(table, dict):
            raise self._refuse(f"{key} is missing")
        return table

    def _number(self, told: Mapping[str, Any], key: str, unit: int = FULL) -> int:
        number = told.get(key)
        if isinstance(number, bool) or not isinstance(number, int | float) or not abs(number) < 2**62:
            raise self._refuse(f"{key} is {number!r}, and no number")
        return number if unit == 1 and isinstance(number, int) else round(number * unit)

    def _refuse(self, trouble: str) -> SheetError:
        return SheetError(f"{self.file} is no certificate of ours: {trouble}. Write it again with the pairs.")


def read_certificate(path: Path) -> Claim:
    """Read a certificate.

    Raises:
        SheetError: It is none.
    """
    try:
        told = json.loads(path.read_text(encoding="utf-8-sig"))
    except (ValueError, RecursionError) as trouble:
        raise SheetError(
            f"{path.name} is no certificate of ours: it cannot be read as JSON. Write it again with the pairs."
        ) from trouble
    if not isinstance(told, dict):
        raise SheetError(f"{path.name} is no certificate of ours. Write it again with the pairs.")
    return Claim(path.name, told)
