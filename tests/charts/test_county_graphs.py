"""Units and levels, 七分权, provenance: complete, legible, apart, linked, the same bytes."""

from __future__ import annotations

import hashlib
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from itertools import pairwise

import corpora
from counties import ROOT, SOUND, load, sample
from hypothesis import given, settings
from playwright.sync_api import Browser
from webs import address, breaches, networks

from disclosure.charts.graphviz import dot
from disclosure.charts.ink.looks import plain
from disclosure.charts.model.geometry import Drawing
from disclosure.charts.model.network import Network
from disclosure.charts.model.network_in_words import outline
from disclosure.charts.relations import hierarchy, split_powers
from disclosure.charts.relations.all_relations import network_jobs
from disclosure.charts.relations.network_drawing import draw
from disclosure.county.site import Site
from disclosure.schema.records.powers.power import Power
from disclosure.schema.records.unit import Unit


@cache
def drawn() -> Mapping[str, Drawing]:
    """Every graph of the sample county, by its stem."""
    return dict(drawings(sample()))


def drawings(of: Site) -> Iterator[tuple[str, Drawing]]:
    """Every graph, with the geometry that is not kept."""
    for job in network_jobs(of, of.powers, address):
        yield job.stem, draw(job.network, dot.lay_out, address, prefix=f"{job.stem}-")


def found(of: Site, known: Mapping[str, Drawing]) -> Iterator[tuple[str, list[str]]]:
    """Whatever is wrong with a graph of a county whose drawings are known."""
    for job in network_jobs(of, of.powers, address):
        wrong = breaches(job.network, known[job.stem], outline(job.network, address, f"{job.stem}-"))
        if wrong:
            yield job.stem, wrong


def test_no_graph_of_the_sample_county_has_a_defect() -> None:
    stems = set(drawn())
    assert {"units", "level-bumen", "unit-MZJ", "decision-JC-XW-2026-003"} <= stems
    assert list(found(sample(), drawn())) == []


def test_no_graph_of_random_counties_has_a_defect() -> None:
    for seed in range(3000, 3004):
        site = corpora.corpus(seed).visible
        assert list(found(site, dict(drawings(site)))) == [], seed


@settings(max_examples=40)
@given(networks())
def test_no_random_graph_has_a_defect(net: Network) -> None:
    drawing = draw(net, dot.lay_out, address, prefix="g1-")
    assert breaches(net, drawing, outline(net, address, "g1-")) == []
    assert not re.search(r"<(?!/?(svg|title|desc|g|a|rect|path|polygon|text|tspan)\b)", drawing.svg)
    assert not re.search(r"\son\w+=", drawing.svg)


STACKS = (
    "'Noto Sans CJK SC'", "'Noto Serif CJK SC'", "'WenQuanYi Zen Hei'",
    "'DejaVu Sans','Noto Sans CJK SC'", "'DejaVu Sans Mono','WenQuanYi Zen Hei'", "serif",
)  # fmt: skip
MEASURE = """([stacks, grow]) => {
  const found = [];
  for (const stack of stacks) for (const svg of document.querySelectorAll('svg')) {
    svg.style.fontFamily = stack;
    const sheet = svg.getBoundingClientRect();
    for (const text of svg.querySelectorAll('text')) {
      if (grow !== 1) text.setAttribute('font-size', parseFloat(getComputedStyle(text).fontSize) * grow);
      const node = text.closest('a, g[id]');
      const box = node ? node.firstElementChild.getBoundingClientRect() : sheet;
      for (const line of text.childNodes) {
        const here = document.createRange();
        here.selectNodeContents(line);
        const is = here.getBoundingClientRect();
        if (is.left < box.left || is.right > box.right || is.top < box.top || is.bottom > box.bottom)
          found.push(stack + ': ' + line.textContent);
      }
    }
  }
  return found;
}"""


def overflowing(browser: Browser, grow: float = 1) -> list[str]:
    page = browser.new_page(viewport={"width": 1400, "height": 1000})
    svgs = "".join(plain(drawing.svg) for drawing in [*drawn().values()][::12])
    page.set_content(f"<!doctype html><body>{svgs}")
    found: list[str] = page.evaluate(MEASURE, [STACKS, grow])
    page.close()
    return found


def test_no_text_leaves_its_box_in_any_font(browser: Browser) -> None:
    assert overflowing(browser) == []
    assert overflowing(browser, 1.6), "the measure must see text that is too large"


def test_only_geometry_enters_graphviz() -> None:
    for drawing in drawn().values():
        text = drawing.dot
        assert text.isascii()
        assert "font" not in text
        assert set(re.findall(r'label="([^"]*)"', text)) == {""}


def fingerprint(site: Site) -> str:
    """Of every byte of every graph of a county."""
    made = (drawing for _, drawing in drawings(site))
    return hashlib.sha256("".join(d.svg + d.dot for d in made).encode()).hexdigest()


def test_bytes_do_not_hang_on_the_hash_seed() -> None:
    code = (
        "import sys; sys.path[:0] = ['plugins', 'tests/trust', 'tests/support', 'tests/charts']\n"
        "from counties import SOUND, load\n"
        "from test_county_graphs import fingerprint\n"
        "print(fingerprint(load(SOUND)[0]))"
    )
    site, _ = load(SOUND)
    assert site
    told = subprocess.run(
        [sys.executable, "-c", code],
        env={"PYTHONHASHSEED": "1"},
        capture_output=True,
        check=True,
        text=True,
        cwd=ROOT,
    ).stdout.strip()
    assert told == fingerprint(site), "this process has a hash seed of its own"


def crowded(count: int) -> Site:
    """The sample county with so many villages under its first town."""
    site = sample()
    village = site.units["LHZ-BJSQ"]
    more = {f"C{n}": replace(village, code=f"C{n}", short=f"第{n}村") for n in range(count)}
    return site.having(Unit, {**site.units, **more})


def test_a_county_too_large_for_one_picture_folds_and_says_how_many() -> None:
    net = hierarchy.whole(crowded(500))
    assert net
    assert len(net.nodes) <= hierarchy.MOST
    folded = next(node.item for node in net.nodes if node.item.key == "+LHZ+村和社区")
    assert folded.label == "502个村和社区机构"
    assert folded.target.code == "LHZ"


def test_every_unit_is_shown_where_there_is_room() -> None:
    net = hierarchy.whole(sample())
    assert net
    assert {node.item.key for node in net.nodes} == set(sample().units)


def test_units_without_a_superior_make_no_graph() -> None:
    alone = {code: replace(unit, parent=None) for code, unit in sample().units.items()}
    assert hierarchy.whole(sample().having(Unit, alone)) is None


def test_duties_are_shown_only_as_declared_and_apart_only_where_they_are() -> None:
    (net,) = split_powers.of_unit(sample(), sample().units["MZJ"], sample().powers_of["MZJ"])
    shown = {(net.bands[node.rank].name, node.item.label) for node in net.nodes}
    assert ("谁审签", "社会救助股股长") in shown
    assert ("谁决定", "分管救助副局长") in shown
    assert ("谁监督", "派驻第一纪检监察组") in shown
    assert [band.apart for band in net.bands] == [True, True, True, False]


def test_a_post_in_two_columns_of_one_power_takes_the_sign_away() -> None:
    site = sample()
    power = next(p for p in site.powers_of["MZJ"] if p.flow and not p.standard)
    flow = power.flow
    assert flow
    chief = "分管救助副局长"
    steps = tuple(replace(s, posts=(chief,)) if s.duty in ("审查", "批准") else s for s in flow.steps)
    joined = replace(power, flow=replace(flow, steps=steps))
    changed = site.having(Power, {**site.powers, power.code: joined})
    (net,) = split_powers.of_unit(changed, changed.units["MZJ"], changed.powers_of["MZJ"])
    assert net.bands[0].apart is False


def test_a_unit_with_many_powers_has_several_pictures_that_show_all_of_them() -> None:
    site = sample()
    busy = site.units["MZJ"]
    ref = site.powers_of["MZJ"][0].unit
    moved = {code: replace(power, unit=ref) for code, power in site.powers.items()}
    nets = split_powers.of_unit(site, busy, moved.values())
    assert len(nets) > 2
    assert all(len(net.nodes) <= split_powers.MOST for net in nets)
    told = {target.code for net in nets for node in net.nodes for _, target in node.item.more}
    alone = {
        target.code
        for unit in site.units.values()
        for net in split_powers.of_unit(site, unit, site.powers_of[unit.code])
        for node in net.nodes
        for _, target in node.item.more
    }
    assert told == alone


def test_a_kind_of_power_is_shown_across_the_units_that_hold_it() -> None:
    site = sample()
    kind = site.county.splits[0]
    held = [p for p in site.powers.values() if p.split and p.split.code == kind.name]
    net, *_ = split_powers.of_kind(site, kind, held)
    labels = [node.item.label for node in net.nodes if net.bands[node.rank].name == "谁决定"]
    assert labels.count("县委全委会") == 1, "one body, though the flows of three units name it"
    assert "县委组织部分管干部副部长" in labels, "a post names its unit"
    shown = {target.code for node in net.nodes for _, target in node.item.more}
    assert shown == {p.code for p in site.powers.values() if p.split and p.split.code == "人事权"}


def test_a_decision_is_traced_from_its_powers_to_its_state() -> None:
    jobs = network_jobs(sample(), sample().powers, address)
    net = next(job.network for job in jobs if job.stem == "decision-JC-HBJ-2026-001")
    by_kind = {node.item.kind or node.item.label: node.id for node in net.nodes}
    ways = {(edge.source, edge.target) for edge in net.edges}
    trail = ["运行流程", "重大问题", "一个责任人", "执行进展", "目前状态"]
    for one, other in pairwise(trail):
        assert (by_kind[one], by_kind[other]) in ways
    assert any((node.id, by_kind["运行流程"]) in ways for node in net.nodes if node.item.kind == "职权")
