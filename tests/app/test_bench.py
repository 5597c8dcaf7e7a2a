"""What speed is measured on: counties of given sizes, the same each time, sound, and not too alike."""

from __future__ import annotations

import json
import subprocess
import sys
import zlib
from datetime import date
from pathlib import Path

import pytest
from counties import ROOT

from disclosure.app.load import load_county
from disclosure.basics.problem import Severity
from disclosure.county.audience import Audience, for_audience
from disclosure.county.flows.graph import build
from disclosure.county.site import Site

DAY = date(2026, 11, 28)
"""The day as of which the counties are sound."""


def write(size: str, folder: Path) -> Path:
    """A county of that size in ``folder``, as `make bench` writes it."""
    subprocess.run([sys.executable, ROOT / "tests" / "bench" / "county", size, folder], check=True)
    return folder


def contents(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write("S", tmp_path_factory.mktemp("small") / "county")


@pytest.fixture(scope="module")
def site(small: Path) -> Site:
    site, problems = load_county(small, DAY)
    assert [str(problem) for problem in problems if problem.severity is Severity.ERROR] == []
    assert len(problems) < 5
    assert site is not None
    return site


def test_a_county_is_the_same_each_time(small: Path, tmp_path: Path) -> None:
    assert contents(write("S", tmp_path / "again")) == contents(small)


AS_ONE_OF_MANY = """
import runpy, sys
from dataclasses import replace
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from size import SIZES
write = runpy.run_path(sys.argv[1] + "/__main__.py")["write"]
write(replace(SIZES["XS"], name="1 "), Path(sys.argv[2]))
"""


def test_what_a_province_is_measured_on_is_what_its_counties_would_publish(tmp_path: Path) -> None:
    bench, county, many = ROOT / "tests" / "bench", tmp_path / "county", tmp_path / "many"
    subprocess.run([sys.executable, "-c", AS_ONE_OF_MANY, bench / "county", county], check=True)
    whole, _ = load_county(county, DAY)
    assert whole
    seen = for_audience(whole, Audience())
    words = ["--counties", "1", "--size", "XS"]
    subprocess.run([sys.executable, bench / "province.py", many, *words], check=True)
    told = json.loads((many / "001" / "current" / "public" / "catalogue.json").read_bytes())
    for part, records in (("units", seen.units), ("powers", seen.powers)):
        names = {record["code"]: record["name"] for record in told[part]}
        assert names == {code: record.name for code, record in records.items()}
    assert len(told["decisions"]) == len(seen.decisions)


def test_a_small_county_holds_what_it_promises(site: Site) -> None:
    graphs = [build(power.flow)[0] for power in site.powers.values() if power.flow]
    boxes = [len(graph.nodes) for graph in graphs if graph]
    assert (len(site.powers), len(boxes)) == (200, 60)
    assert 8 <= min(boxes) <= 9
    assert 13 <= max(boxes) <= 14
    assert {"XK-000660", "X01-C01-XQ-001"} <= set(site.powers)
    assert any(code.endswith("-2026-1578") for code in site.notices)


def test_its_text_repeats_itself_hardly_more_than_what_people_wrote(small: Path) -> None:
    """Else sizes and times would flatter whoever compresses or remembers."""
    written, made = squeezed(ROOT / "catalogues" / "powers"), squeezed(small / "catalogues" / "powers")
    assert made > 0.9 * written


def squeezed(folder: Path) -> float:
    """How small the files of a folder become together."""
    data = b"".join(data for _, data in sorted(contents(folder).items()))
    return len(zlib.compress(data, 9)) / len(data)


def test_the_bench_runs_in_its_smallest_form(tmp_path: Path) -> None:
    words = ["XS", "--rounds", "1", "--cold", "--no-peers", "--disk", tmp_path]
    command = [sys.executable, ROOT / "tests" / "bench" / "run.py", *words]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=True)
    rows = [[cell.strip() for cell in line.split("|")[1:-1]] for line in done.stdout.splitlines()]
    costs = {(row[0], row[1]): row[2:] for row in rows if len(row) == 6}
    pages = {row[0]: int(row[1]) for row in rows if len(row) == 5 and row[1].isdigit()}
    editions = {row[0]: int(row[1]) for row in rows if len(row) == 4 and row[1].isdigit()}
    assert {("亮权，全部", "全新"), ("亮权，只要门户的页面", "全新")} <= costs.keys()
    assert pages["亮权，全部"] == sum(editions.values()) > pages["亮权，只要门户的页面"] > 0
    stages = {row[0].split()[0]: float(row[1]) for row in rows if len(row) == 3 and row[1][0].isdigit()}
    assert {"读", "判", "画", "页面", "写", "查", "换上"} < stages.keys()
    assert "没有量" not in done.stdout
    assert list(tmp_path.iterdir()) == []
