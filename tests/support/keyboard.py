"""Can everybody use this page with the keyboard alone? Tab reaches everything, shows where it is, and gets out again."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from playwright.sync_api import Page

STOPS_OF_A_DATE = 7
"""Day, month, year, hour, minute, half of the day and the calendar are stops within one field."""
REMEMBER = """() => {
  const stop = () => {
    const element = document.activeElement;
    if (!element || element === document.body || element === document.documentElement) return null;
    const marked = one => {
      const style = getComputedStyle(one);
      return (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== 'none';
    };
    const radio = element.type === 'radio';
    const place = window.reachable.findIndex(
      one => one === element || (radio && one.type === 'radio' && one.name === element.name && one.form === element.form)
    );
    const box = element.getBoundingClientRect();
    const labels = [...(element.labels ?? [])];
    return {
      place,
      name: `${element.tagName.toLowerCase()} “${(element.innerText || element.name || '').trim().slice(0, 40)}”`,
      isMarked: [element, ...labels, element.nextElementSibling].filter(Boolean).some(marked),
      isOnScreen: box.bottom > 0 && box.top < innerHeight,
    };
  };
  const seen = element => element.checkVisibility({checkOpacity: false, visibilityProperty: true});
  const wanted = 'a[href], button, input, select, textarea, summary, [tabindex="0"], [contenteditable="true"]';
  const groups = new Set();
  window.reachable = [...document.querySelectorAll(wanted)].filter(element => {
    if (element.disabled || element.type === 'hidden' || element.tabIndex < 0 || !seen(element)) return false;
    if (element.type !== 'radio') return true;
    const group = element.form?.id + element.name;  // a group of radio buttons is one stop
    return groups.has(group) ? false : groups.add(group);
  });
  document.activeElement?.blur();
  window.scrollTo(0, 0);
  window.stops = [];
  window.addEventListener("keyup", () => window.stops.push(stop()), true);
  return window.reachable.length;
}"""


TAKE = "() => window.stops.splice(0)"
AT_A_TIME = 8
"""Presses between two looks: the page itself notes each stop as the key comes up."""


def assert_keyboard_alone_will_do(page: Page) -> None:
    """Fail where Tab leaves something out, is caught, or does not show where it is."""
    number: int = page.evaluate(REMEMBER)
    reached: list[int] = []
    for focused in _stops(page, most=STOPS_OF_A_DATE * number + 1):
        if focused["place"] in reached[:-1]:
            break
        assert focused["isMarked"], f"{page.url}: nothing shows that {focused['name']} has the focus"
        assert focused["isOnScreen"], f"{page.url}: {focused['name']} has the focus out of sight"
        if focused["place"] not in reached[-1:]:
            reached.append(focused["place"])
    missed = page.evaluate(
        "seen => window.reachable.filter((_, i) => !seen.includes(i)).map(one => one.outerHTML.slice(0, 120))",
        reached,
    )
    assert not missed, f"{page.url}: Tab does not reach {missed[:5]}"


def _stops(page: Page, *, most: int) -> Iterator[dict[str, Any]]:
    """Press Tab up to `most` times and yield where the focus is; out of the page, it comes in again at its head."""
    for _ in range(0, most, AT_A_TIME):
        for _ in range(AT_A_TIME):
            page.keyboard.press("Tab")
        found: list[dict[str, Any] | None] = page.evaluate(TAKE)
        yield from filter(None, found)
