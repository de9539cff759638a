"""What stands in this table of costs? A number n, then n x n whole costs, broken over lines anywhere.

The form of the assignment files of J. E. Beasley's OR-Library.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from ..engine.scoring.looks import Array
from .reading import SheetError

LARGEST = 8_000
"""Rows; twice as many would need gigabytes."""

_WHOLE = re.compile(r"[+-]?[0-9]{1,15}", re.ASCII)
_SHOWN = 20


def read_costs(path: Path) -> Array:
    """Return the costs, rows by columns.

    Raises:
        SheetError: Something is no whole number, or there are too many or too few; it names the line.
    """
    numbers = _numbers(path)
    line, size = next(numbers, (1, None))
    if size is None:
        raise SheetError(f"{path.name} is empty. Write the number of rows first, then the costs.")
    if not 1 <= size <= LARGEST:
        raise SheetError(
            f"{path.name}, line {line}: the first number, {size}, is the number of rows. It may be 1 to {LARGEST:,}."
        )
    costs, wanted = array("q"), size * size
    for line, cost in numbers:
        if len(costs) == wanted:
            raise SheetError(
                f"{path.name}, line {line}: after {wanted} costs ({size} rows of {size}) there stands {cost}. "
                "Mend the first number, or take the rest out."
            )
        costs.append(cost)
    if len(costs) < wanted:
        raise SheetError(
            f"{path.name}, line {line}: the file ends after {len(costs)} of {wanted} costs ({size} rows of {size}). "
            "Mend the first number, or add the rest."
        )
    return np.frombuffer(costs, dtype=np.int64).reshape(size, size)


def _numbers(path: Path) -> Iterator[tuple[int, int]]:
    with path.open(encoding="utf-8-sig", errors="replace") as file:
        for line, text in enumerate(file, start=1):
            for word in text.split():
                if not _WHOLE.fullmatch(word):
                    raise SheetError(
                        f'{path.name}, line {line}: "{word[:_SHOWN]}" is not a whole number of at most 15 digits.'
                    )
                yield line, int(word)
