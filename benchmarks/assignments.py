"""Do known optima come out? For whoever has the assignment files of J. E. Beasley's OR-Library.

python -m benchmarks.assignments FOLDER      each file named assign100 … assign800, with what is found and what is known
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

from mentornet.matching.engine.others.costs import assign_costs, faults
from mentornet.matching.sheets.costs import read_costs

KNOWN = {100: 305, 200: 475, 300: 626, 400: 804, 500: 991, 600: 1176, 700: 1362, 800: 1552}


def main() -> int:
    """Print a line for each file, and return how many did not come out."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("folder", type=Path)
    failed = 0
    for path in sorted(asked.parse_args().folder.glob("assign*")):
        costs = read_costs(path)
        begun = time.process_time()
        found = assign_costs(costs)
        spent = time.process_time() - begun
        is_proved = not faults(costs, found.columns, found.row_prices, found.column_prices)
        known = KNOWN.get(len(costs))
        failed += not is_proved or found.total != known
        print(
            f"{path.name}: found {found.total}, known {known}, proved {is_proved}, {spent:.3f} processor seconds"
        )
    return failed


if __name__ == "__main__":
    sys.exit(main())
