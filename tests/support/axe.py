"""axe-core in a page that is open: WCAG 2.2 A and AA, and what its makers call best practice.

Enters: an open page.  Leaves: a sentence for each finding.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files

from playwright.sync_api import Page

TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice")
LOOKS = {
    "通常": ("light", "none", False),
    "大字": ("light", "none", True),
    "深色": ("dark", "none", False),
    "强制配色": ("light", "active", False),
}
"""Colours that a reader prefers, colours that a reader forces, and large type."""
UNFOLDED = "document.querySelectorAll('details').forEach(one => { one.open = true; })"
FOUND = """tags => {
  const told = (rule, node) =>
    `${rule.id}: ${node.target.join(" ")}: ${node.failureSummary.split("\\n").slice(1).join(" ")}`;
  return axe.run(document, {resultTypes: ["violations"], runOnly: tags}).then(
    found => found.violations.flatMap(rule => rule.nodes.map(node => told(rule, node))));
}"""


def source() -> str:
    """The program, as the package of the lock file brings it."""
    return (files("axe_playwright_python") / "axe.min.js").read_text("utf-8")


def found(page: Page, looks: tuple[str, ...] = tuple(LOOKS)) -> Iterator[str]:
    """What axe finds in each look, with all that is folded open."""
    page.evaluate(source())
    page.evaluate(UNFOLDED)
    for look in looks:
        scheme, forced, large = LOOKS[look]
        page.emulate_media(color_scheme=scheme, forced_colors=forced)  # type: ignore[arg-type]
        page.evaluate("on => document.documentElement.classList.toggle('large', on)", large)
        for told in page.evaluate(FOUND, TAGS):
            yield f"{look}: {told}"
