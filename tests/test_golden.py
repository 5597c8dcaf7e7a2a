"""Golden outputs: a small county's whole output for society and for one unit, byte for byte.

``tests/golden/county`` is the county; ``society`` and ``unit`` hold what it became.  A change of a
template, a chart or a feed is a diff that a reviewer reads.  ``--accept`` renews.
"""

from __future__ import annotations

import re
from pathlib import Path

import golden
import jinja2
import pytest
from counties import AS_OF, ROOT

from disclosure.__main__ import main
from disclosure.charts.graphviz import dot

TREES = {"society": ("社会", ""), "unit": ("单位:MZJ", "society")}
TEMPLATES = ROOT / "theme" / "templates"
OF_LARGE_COUNTIES = "lists/directory.html"
"""A page for more bodies than a reviewer would read through; tests/editions/test_growth.py makes it."""


@pytest.fixture(scope="module", autouse=True)
def _charts_are_those_of_the_locked_graphviz() -> None:
    if reason := dot.another_version():
        pytest.skip(reason)


@pytest.mark.parametrize("name", TREES)
def test_the_whole_output_is_as_it_was_reviewed(
    name: str, tmp_path: Path, request: pytest.FixtureRequest, capsys: pytest.CaptureFixture[str]
) -> None:
    audience, beside = TREES[name]
    files = golden.to_keep(built(audience, tmp_path / "out"), beside=beside)
    capsys.readouterr()
    if request.config.getoption("--accept"):
        golden.accept(name, files)
    if found := golden.difference(name, files):
        pytest.fail(found, pytrace=False)


def built(audience: str, out: Path) -> golden.Tree:
    county = str(golden.GOLDEN / "county")
    assert (
        main(["build", county, "--output", str(out), "--as-of", str(AS_OF), "--audience", audience]) == 0
    )
    return golden.tree_of((out / "current").resolve())


def test_every_page_template_is_in_the_tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    loaded = set()
    real = jinja2.FileSystemLoader.get_source

    def noted(loader: jinja2.FileSystemLoader, environment: jinja2.Environment, name: str) -> object:
        loaded.add(name)
        return real(loader, environment, name)

    monkeypatch.setattr(jinja2.FileSystemLoader, "get_source", noted)
    monkeypatch.setattr(
        "disclosure.app.executors.processes.workers", lambda: 1
    )  # all are loaded in this process
    built("社会", tmp_path / "counties" / "titian")
    assert main(["province", str(tmp_path / "counties"), "--output", str(tmp_path / "out")]) == 0
    county = str(golden.GOLDEN / "county")
    assert main(["self-audit", county, "--output", str(tmp_path / "own"), "--as-of", str(AS_OF)]) == 0
    every = {path.relative_to(TEMPLATES).as_posix() for path in TEMPLATES.rglob("*.html")}
    assert every - loaded == {OF_LARGE_COUNTIES}


def test_what_only_the_unit_may_see_is_in_its_tree_alone() -> None:
    society, unit = (
        {path: data for path, data in golden.tree_of(golden.GOLDEN / name).items() if "NB-" in path}
        for name in TREES
    )
    assert society == {}
    assert {"public/powers/MZ-NB-001.html", "public/decisions/JC-NB-001.html"} <= set(unit)


def test_the_tree_is_small_enough_to_be_read() -> None:
    files = [data for name in TREES for data in golden.tree_of(golden.GOLDEN / name).values()]
    assert len(files) <= 378
    assert sum(map(len, files)) <= 4_000_000


def test_a_difference_is_told_by_file_and_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(golden, "GOLDEN", tmp_path)
    kept = {"a.html": "一\n二\n".encode(), "b.svg": b"<svg/>", "list/by/x.html": b"1"}
    golden.accept("t", golden.to_keep(kept))
    assert golden.difference("t", golden.to_keep(kept)) == ""
    now = {"a.html": "一\n三\n".encode(), "c.svg": b"<svg/>", "list/by/x.html": b"2"}
    told = golden.difference("t", golden.to_keep(now))
    for line in (
        "改动 a.html",
        "少了 b.svg",
        "多出 c.svg",
        "改动 _others.txt",
        "-二",
        "+三",
        golden.RENEW,
    ):
        assert line in told
    assert re.search(r"^-list/by/x.html [0-9a-f]{64}$", told, re.MULTILINE)
