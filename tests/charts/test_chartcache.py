"""Drawings kept between builds: unchanged ones cost nothing, and nothing foreign is ever believed."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from counties import AS_OF, SOUND
from drawings import graph_of, random_flow

from disclosure.app.kept import drawing_cache
from disclosure.app.kept.drawing_cache import FILE, Cache
from disclosure.app.load import load_county
from disclosure.charts import stage
from disclosure.charts.column.screen_board import BoardsJob
from disclosure.charts.graphviz import dot
from disclosure.charts.power_charts import FlowJob, flow_jobs
from disclosure.charts.relations.all_relations import network_jobs
from disclosure.charts.stage import Wanted
from disclosure.county.site import Site
from disclosure.editions.parts import urls

JOBS = [FlowJob(graph_of(random_flow(seed)), ()) for seed in (1, 2)]


def drawn(folder: Path, jobs: list[FlowJob]) -> tuple[list[str], list[FlowJob]]:
    """What the cache hands out, and the jobs it had to draw."""
    asked: list[FlowJob] = []

    def draw(job: FlowJob) -> str:
        asked.append(job)
        return f"drawing of {job.graph.name}"

    made = Cache(folder, map).each(draw, {repr(job): job for job in jobs})
    return [made[repr(job)] for job in jobs], asked


def test_an_unchanged_chart_is_not_drawn_again_and_a_changed_one_is(tmp_path: Path) -> None:
    first, asked = drawn(tmp_path, [*JOBS, JOBS[0]])
    assert asked == JOBS
    assert drawn(tmp_path, [*JOBS, JOBS[0]]) == (first, [])
    renamed = replace(JOBS[1], graph=replace(JOBS[1].graph, name="另一个名称"))
    assert drawn(tmp_path, [JOBS[0], renamed]) == ([first[0], "drawing of 另一个名称"], [renamed])


def test_who_answers_is_part_of_a_drawing_and_the_place_of_a_line_is_not(tmp_path: Path) -> None:
    drawn(tmp_path, JOBS)
    assert drawn(tmp_path, [replace(JOBS[0], leaders=((("n1", "一"), "乙"),))])[1]
    moved = graph_of("\n\n" + random_flow(1), "elsewhere.yaml")
    assert moved.nodes[0].place != JOBS[0].graph.nodes[0].place
    assert drawn(tmp_path, [FlowJob(moved, ())])[1] == []


def change(words: str) -> Callable[[Path], None]:
    def spoil(folder: Path) -> None:
        with closing(sqlite3.connect(folder / FILE)) as rows, rows:
            (first,) = rows.execute("SELECT min(name) FROM drawn").fetchone()
            rows.execute(f"UPDATE drawn SET {words} WHERE name = ?", [first])  # noqa: S608  our own words

    return spoil


@pytest.mark.parametrize("words", [
    "body = (SELECT body FROM drawn ORDER BY name DESC)",
    "(digest, body) = (SELECT digest, body FROM drawn ORDER BY name DESC)",
    "body = substr(body, 1, length(body) - 3)",
    "body = x''", "body = 'text'", "body = NULL", "digest = NULL",
])  # fmt: skip
def test_an_entry_that_is_not_what_was_written_is_drawn_anew(words: str, tmp_path: Path) -> None:
    right, _ = drawn(tmp_path, JOBS)
    change(words)(tmp_path)
    again, asked = drawn(tmp_path, JOBS)
    assert again == right
    assert len(asked) == 1
    assert drawn(tmp_path, JOBS) == (right, [])


@pytest.mark.parametrize("data", [b"", b"\xff" * 4096, b"SQLite format 3\0" + b"\1" * 4096])
def test_a_file_that_is_no_cache_is_replaced(data: bytes, tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(data)
    assert drawn(tmp_path, JOBS)[1] == JOBS
    drawn(tmp_path, JOBS)
    assert drawn(tmp_path, JOBS)[1] == []


def test_the_latest_used_are_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drawing_cache, "MOST", 1)
    drawn(tmp_path, [JOBS[0]])
    drawn(tmp_path, [JOBS[1]])
    assert drawn(tmp_path, [JOBS[1]])[1] == []
    assert drawn(tmp_path, [JOBS[0]])[1] == [JOBS[0]]


def test_another_graphviz_draws_anew_and_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert dot.version() == dot.LOCKED
    assert dot.another_version() == ""
    assert dot.colophon() == "Graphviz 14.1.5"
    drawn(tmp_path, JOBS)
    other = replace(dot.engine(), version="2.43.0")
    monkeypatch.setattr(dot, "engine", lambda: other)
    assert drawn(tmp_path, JOBS)[1] == JOBS
    assert "2.43.0" in dot.another_version()
    assert dot.colophon() == "Graphviz 2.43.0（锁定的是 14.1.5，位置可能与别处生成的不同）"


def test_a_folder_that_cannot_be_written_to_keeps_nothing_and_draws_all(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert drawn(tmp_path / "file" / "below", JOBS)[1] == JOBS


def test_charts_from_the_cache_are_those_that_were_drawn(tmp_path: Path) -> None:
    site, _ = load_county(SOUND, AS_OF)
    assert site
    wanted = [every_drawing(site)]
    fresh = stage.draw(wanted, dot.lay_out)
    assert fresh[0].flows
    assert fresh[0].networks
    assert fresh[0].boards
    assert stage.draw(wanted, dot.lay_out, Cache(tmp_path, map).each) == fresh
    assert stage.draw(wanted, dot.lay_out, Cache(tmp_path, refuse).each) == fresh


def every_drawing(site: Site) -> Wanted:
    """Drawings of all kinds: whatever is drawn goes through the cache."""
    flows = dict(flow_jobs(site))
    networks = {job.stem: job for job in network_jobs(site, flows, urls.of_graph)}
    boards = {("hall", code): BoardsJob(job.graph, job.told, 1920, 1080) for code, job in flows.items()}
    return Wanted(flows, networks, boards)


def test_a_version_that_reads_nothing_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="charts"):
        drawing_cache._version(tmp_path)  # noqa: SLF001


@pytest.mark.parametrize("room", ["charts", "county", "schema", "basics"])
def test_a_change_in_any_room_that_a_drawing_may_know_draws_anew(room: str, tmp_path: Path) -> None:
    package = tmp_path / "disclosure"
    source = Path(drawing_cache.__file__).parent.parent.parent
    for name in ("charts", "county", "schema", "basics"):
        shutil.copytree(source / name, package / name, ignore=shutil.ignore_patterns("__pycache__"))
    before = drawing_cache._version(package)  # noqa: SLF001
    with (package / room / "__init__.py").open("a") as file:
        file.write("# changed")
    assert drawing_cache._version(package) != before  # noqa: SLF001


def refuse(_: object, jobs: list[FlowJob]) -> list[bytes]:
    assert jobs == []
    return []
