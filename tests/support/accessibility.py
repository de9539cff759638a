"""Can everybody use this page? axe-core in both colour schemes, and nothing wider than the screen."""

from __future__ import annotations

from typing import Any, Literal

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

Scheme = Literal["light", "dark"]
AXE = Axe().axe_script
RUN = "options => axe.run(options).then(found => found.violations)"
TWO_FRAMES = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
EVERY_RULE = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RULES_OF_COLOUR = ["color-contrast", "link-in-text-block"]
"""What a scheme can break: names, structure and sizes are the same in both, and are looked at in the light one."""
SCHEMES: tuple[tuple[Scheme, dict[str, Any]], ...] = (
    ("light", {"type": "tag", "values": EVERY_RULE}),
    ("dark", {"type": "rule", "values": RULES_OF_COLOUR}),
)


def assert_accessible(page: Page) -> None:
    """Fail where axe-core finds a violation on `page`, light or dark, or where it scrolls sideways."""
    page.evaluate(AXE)
    for scheme, rules in SCHEMES:
        page.emulate_media(color_scheme=scheme)
        page.evaluate(TWO_FRAMES)
        found: list[dict[str, Any]] = page.evaluate(RUN, {"runOnly": rules, "resultTypes": ["violations"]})
        told = [
            f"{one['id']}: {one['help']} at {[(node['target'], node['failureSummary']) for node in one['nodes'][:3]]}"
            for one in found
        ]
        assert not told, f"{page.url} ({scheme}): {told}"
    wide = page.evaluate("document.scrollingElement.scrollWidth - window.innerWidth")
    assert wide <= 0, f"{page.url} is {wide} pixels wider than the screen"
