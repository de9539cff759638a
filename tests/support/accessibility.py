"""Can everybody use this page? axe-core in both colour schemes, and nothing wider than the screen."""

from __future__ import annotations

from typing import Any, Literal

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
TWO_FRAMES = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}


def assert_accessible(page: Page) -> None:
    """Fail where axe-core finds a violation on `page`, light or dark, or where it scrolls sideways."""
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme)
        page.evaluate(TWO_FRAMES)
        found: list[dict[str, Any]] = Axe().run(page, options=RULES).response["violations"]
        told = [
            f"{one['id']}: {one['help']} at {[(node['target'], node['failureSummary']) for node in one['nodes'][:3]]}"
            for one in found
        ]
        assert not told, f"{page.url} ({scheme}): {told}"
    wide = page.evaluate("document.scrollingElement.scrollWidth - window.innerWidth")
    assert wide <= 0, f"{page.url} is {wide} pixels wider than the screen"
