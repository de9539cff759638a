"""Does a process that only shows pages stay light? numpy and scipy cost a second and 60 MB; the worker pays for them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
VISIT = """
import sys
from pathlib import Path
from tests.support.applications import in_context, make_app
from tests.support.cast import browser_of, make_cast
from tests.support.pairs import ada_for_ben

app = make_app("", Path(sys.argv[1]))
with in_context(app):
    cast = make_cast()
    proposal = ada_for_ben(cast)
    proposal_id, round_id = proposal.id, proposal.round_id
pages = {
    cast.ben.id: ["/", "/people", "/profile", "/notices", f"/proposals/{proposal_id}"],
    cast.cora.id: [
        "/programs/night-shift",
        "/programs/night-shift/members",
        "/programs/night-shift/rounds",
        f"/rounds/{round_id}",
        f"/rounds/{round_id}/answers",
        f"/rounds/{round_id}/proof",
    ],
    None: ["/", "/ladder", "/catalogue", "/events", "/sign-in"],
}
for reader, paths in pages.items():
    for path in paths:
        answer = browser_of(app, reader).get(path)
        assert answer.status_code in (200, 302), f"{path}: {answer.status_code}"
print(*sorted({name.split(".")[0] for name in sys.modules}))
"""


def test_showing_pages_loads_neither_numpy_nor_scipy(scratch):
    visited = subprocess.run(
        [sys.executable, "-c", VISIT, str(scratch)], capture_output=True, text=True, cwd=ROOT, check=False
    )
    assert visited.returncode == 0, visited.stderr[-2000:]
    assert not {"numpy", "scipy"} & set(visited.stdout.split())
