"""No word leaves its box, whichever font the reader has: measured in a real browser."""

from __future__ import annotations

import pytest
from drawings import DRAWINGS, graph_of, random_flow, samples
from playwright.sync_api import Browser

STACKS = (
    "'Noto Sans CJK SC'", "'Noto Serif CJK SC'", "'WenQuanYi Zen Hei'",
    "'DejaVu Sans','Noto Sans CJK SC'", "'DejaVu Sans Mono','WenQuanYi Zen Hei'",
    "'Liberation Sans','Noto Sans CJK SC'", "serif",
)  # fmt: skip
RANDOM = 4
# a text keeps within the rectangle before it, within the outline of its step, and on the sheet
MEASURE = """([stack, grow]) => {
  const found = [];
  for (const svg of document.querySelectorAll('svg')) {
    svg.style.fontFamily = stack;
    for (const text of svg.querySelectorAll('text')) {
      if (grow !== 1) text.setAttribute('font-size', text.getAttribute('font-size') * grow);
      const words = text.textContent, is = text.getBoundingClientRect();
      const told = (what) => found.push(svg.classList[1] + ' ' + what + ': ' + words);
      const sheet = svg.getBoundingClientRect();
      if (is.left < sheet.left - 1 || is.right > sheet.right + 1) told('sheet');
      if (/^(\\d+|[一二三])$/.test(words)) continue;
      const before = text.previousElementSibling;
      if (before && before.tagName === 'rect') {
        const box = before.getBoundingClientRect();
        const beside = is.left >= box.right;  // a sign of the legend and its name
        if (!beside && (is.left < box.left - .5 || is.right > box.right + .5)) told('rect');
      }
      const node = text.closest('.chart-node');
      if (!node) continue;
      const shape = node.querySelector('rect, polygon, path').getBoundingClientRect();
      const diamond = node.querySelector('rect, polygon, path').tagName === 'polygon';
      const middle = (shape.top + shape.bottom) / 2, half = shape.height / 2;
      const y = (is.top + is.bottom) / 2, size = text.getAttribute('font-size') * 1;
      const off = diamond ? (Math.abs(y - middle) + size * .3) / half * shape.width / 2 : 0;
      if (is.left < shape.left + off - .5 || is.right > shape.right - off + .5) told('step');
    }
  }
  return found;
}"""


def overflowing(browser: Browser, svgs: list[str], stack: str, grow: float = 1) -> list[str]:
    """Texts outside their boxes; ``grow`` makes every text larger than it was measured."""
    page = browser.new_page(viewport={"width": 2000, "height": 1200})
    page.set_content("<!doctype html><body>" + "".join(svgs))
    found: list[str] = page.evaluate(MEASURE, [stack, grow])
    page.close()
    return found


@pytest.fixture(scope="module")
def drawn() -> dict[str, list[str]]:
    """Every drawing of the eight flows and of some random ones."""
    graphs = [graph for _, graph in samples()] + [graph_of(random_flow(n)) for n in range(RANDOM)]
    return {kind: [draw(graph).svg for graph in graphs] for kind, draw in DRAWINGS.items()}


@pytest.mark.parametrize("stack", STACKS)
def test_no_text_leaves_its_box_in_any_font(
    stack: str, drawn: dict[str, list[str]], browser: Browser
) -> None:
    assert [t for svgs in drawn.values() for t in overflowing(browser, svgs, stack)] == []


def test_the_measure_sees_text_that_is_too_large(drawn: dict[str, list[str]], browser: Browser) -> None:
    for kind, svgs in drawn.items():
        assert overflowing(browser, svgs, STACKS[0], 1.6), kind
