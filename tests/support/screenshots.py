"""Draw the principal pages of the demo into docs/images, as a phone and a desk show them: `make screenshots`."""

from __future__ import annotations

import tempfile
from pathlib import Path

import sqlalchemy as sa
from flask import Flask
from playwright.sync_api import Browser, sync_playwright

from mentornet.accounts.models import Account
from mentornet.foundation.database import db
from mentornet.matching import services
from mentornet.matching.models import MatchingRound, Proposal, ProposalState, RoundState
from mentornet.seeds import log_ins
from mentornet.seeds.demo import seed_demo

from .applications import make_app
from .browser import launch, opened_page, served, sign_in

FOLDER = Path(__file__).parents[2] / "docs" / "images"
SIZES = {"": {"width": 1200, "height": 660}, "-phone": {"width": 390, "height": 780}}
LARGEST = 150_000  # bytes: a README should open on a slow line too


def main() -> None:
    """Build the demo, solve the round that is ready, and draw every page."""
    with tempfile.TemporaryDirectory(prefix="mentornet-screenshots-") as folder:
        app = make_app("", Path(folder))
        with app.app_context():
            seed_demo()
            pages = _pages()
        with served(app) as address, sync_playwright() as playwright:
            browser = launch(playwright)
            for name, (account_id, path) in pages.items():
                for suffix, size in SIZES.items():
                    _draw(app, browser, address, name + suffix, account_id, path, size)
            browser.close()
        with app.app_context():
            db.session.remove()
            db.engine.dispose()


def _pages() -> dict[str, tuple[int, str]]:
    """Return the pages to draw: their names, who reads them and where they are."""
    mentee, mentor, coordinator = (
        db.session.scalars(sa.select(Account).where(Account.email_key == address)).one()
        for address in (log_ins.MENTEE, log_ins.MENTOR, log_ins.COORDINATOR)
    )
    proposed = sa.select(Proposal.id).where(
        Proposal.mentee_id == mentee.id, Proposal.state == ProposalState.OPEN
    )
    proposal_id = db.session.scalars(proposed.limit(1)).one()
    ready = sa.select(MatchingRound).where(MatchingRound.state == RoundState.GATHERING)
    matching_round = db.session.scalars(ready.order_by(MatchingRound.id).limit(1)).one()
    services.start_solving(matching_round, by=coordinator)
    db.session.commit()
    pages = {
        "proposal": (mentee.id, f"/proposals/{proposal_id}"),
        "review": (coordinator.id, f"/rounds/{matching_round.id}/review"),
        "today": (mentor.id, "/"),
    }
    db.session.remove()
    return pages


def _draw(
    app: Flask, browser: Browser, address: str, name: str, account_id: int, path: str, size: dict[str, int]
) -> None:
    with opened_page(browser, address, viewport=size, color_scheme="light") as page:
        sign_in(page, app, account_id)
        page.goto(path)
        FOLDER.mkdir(exist_ok=True)
        picture = page.screenshot(path=FOLDER / f"{name}.png")
    if len(picture) > LARGEST:
        raise SystemExit(f"{name}.png has {len(picture):,} bytes; {LARGEST:,} are the most.")


if __name__ == "__main__":
    main()
