"""No word leaves its box, whichever font the reader has: measured in a real browser."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from drawings import DRAWINGS, graph_of, random_flow, samples
from playwright.sync_api import Browser, Page

STACKS = (
    "'Noto Sans CJK SC'", "'Noto Serif CJK SC'", "'WenQuanYi Zen Hei'",
    "'DejaVu Sans','Noto Sans CJK SC'", "'DejaVu Sans Mono','WenQuanYi Zen Hei'",
    "'Liberation Sans','Noto Sans CJK SC'", "serif",
)  # fmt: skip
RANDOM = 4
# a text keeps within the rectangle before it, within the outline of its step, and on the sheet
MEASURE = """([stack, grow]) => {
  const sheet = document.createElement('style');
  sheet.textContent = `svg { font-family: ${stack} !important; }`;
  document.head.append(sheet);
  const grown = (times) => {
    for (const text of grow === 1 ? [] : document.querySelectorAll('text')) {
      text.setAttribute('font-size', parseFloat(getComputedStyle(text).fontSize) * times);
    }
  };
  grown(grow);
  const found = [];
  for (const svg of document.querySelectorAll('svg')) {
    const whole = svg.getBoundingClientRect();
    for (const text of svg.querySelectorAll('text')) for (const line of text.childNodes) {
      const words = line.textContent, here = document.createRange();
      here.selectNodeContents(line);
      const is = here.getBoundingClientRect();
      const told = (what) => found.push(svg.classList[1] + ' ' + what + ': ' + words);
      if (is.left < whole.left - 1 || is.right > whole.right + 1) told('sheet');
      if (/^(\\d+|[一二三])$/.test(words)) continue;
      const before = text.previousElementSibling;
      if (before && before.tagName === 'rect') {
        const box = before.getBoundingClientRect();
        const beside = is.left >= box.right;  // a sign of the legend and its name
        if (!beside && (is.left < box.left - .5 || is.right > box.right + .5)) told('rect');
      }
      const node = text.closest('a, g[id]');
      if (!node) continue;
      const outline = node.querySelector('rect, polygon, path'), shape = outline.getBoundingClientRect();
      const middle = (shape.top + shape.bottom) / 2, half = shape.height / 2;
      const y = (is.top + is.bottom) / 2, size = parseFloat(getComputedStyle(text).fontSize);
      const slant = (Math.abs(y - middle) + size * .3) / half * shape.width / 2;
      const off = outline.tagName === 'polygon' ? slant : 0;
      if (is.left < shape.left + off - .5 || is.right > shape.right - off + .5) told('step');
    }
  }
  sheet.remove();
  grown(1 / grow);
  return found;
}"""


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    """Every drawing of the eight flows and of some random ones, on one page."""
    graphs = [graph for _, graph in samples()] + [graph_of(random_flow(n)) for n in range(RANDOM)]
    svgs = [draw(graph).svg for graph in graphs for draw in DRAWINGS.values()]
    opened = browser.new_page(viewport={"width": 2000, "height": 1200})
    opened.set_content("<!doctype html><body>" + "".join(svgs))
    yield opened
    opened.close()


@pytest.mark.parametrize("stack", STACKS)
def test_no_text_leaves_its_box_in_any_font(stack: str, page: Page) -> None:
    assert page.evaluate(MEASURE, [stack, 1]) == []


def test_the_measure_sees_text_that_is_too_large(page: Page) -> None:
    seen = {told.split(" ")[0] for told in page.evaluate(MEASURE, [STACKS[0], 1.6])}
    assert seen == {f"chart-{kind.split('-')[0]}" for kind in DRAWINGS}
