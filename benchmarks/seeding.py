"""How many members are invented a second? `python -m benchmarks.seeding [members]`."""

from __future__ import annotations

import statistics
import sys
import time

from benchmarks.sites import site
from mentornet.foundation.database import db
from mentornet.seeds.trial import add_trial_community

TRIALS = 3


def main(members: int) -> None:
    """Invent `members` people three times and print the median rate."""
    rates = []
    with site() as (app, _none), app.app_context():
        for seed in range(TRIALS):
            begun = time.perf_counter()
            add_trial_community(members=members, seed=seed)
            db.session.commit()
            rates.append(members / (time.perf_counter() - begun))
    print(
        f"   {members:,} members: median {statistics.median(rates):,.0f} a second (of {TRIALS}: {min(rates):,.0f} to {max(rates):,.0f})"
    )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 20_000)
