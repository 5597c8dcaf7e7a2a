"""Where a build stands and where its time went: told on a terminal, in a table, and nowhere else."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from counties import AS_OF, SOUND
from rich.console import Console

from disclosure.__main__ import main
from disclosure.app.executors import processes
from disclosure.app.executors.stages import JUDGED, LOOKED, MADE, READ, WRITTEN, Spent, Stages, bar


def clock(*moments: tuple[float, float]) -> Iterator[Spent]:
    return (Spent(cpu, wall) for cpu, wall in moments)


def timed(*moments: tuple[float, float]) -> Stages:
    ticks = clock(*moments)
    return Stages(timed=True, clock=lambda: next(ticks))


def test_every_moment_belongs_to_one_stage() -> None:
    stages = timed((10, 100), (11, 103), (14, 104), (15, 106), (20, 116), (21, 120))
    stages.begin(JUDGED)
    stages.turn(MADE, "门户网站")
    stages.turn(WRITTEN, "门户网站")
    stages.turn(MADE, "门户网站")
    told = stages.since({})
    assert told == {
        (READ, ""): Spent(1, 3),
        (JUDGED, ""): Spent(3, 1),
        (MADE, "门户网站"): Spent(1 + 1, 2 + 4),
        (WRITTEN, "门户网站"): Spent(5, 10),
    }


def test_what_other_processes_did_is_charged_to_their_stages() -> None:
    stages = timed((0, 0), (1, 1), (9, 5))
    stages.begin(MADE)
    stages.elsewhere({(MADE, "触摸屏"): Spent(5, 4), (WRITTEN, "触摸屏"): Spent(2, 1)})
    told = stages.since({})
    assert told[MADE, ""] == Spent(8 - 7, 4)
    assert (told[MADE, "触摸屏"], told[WRITTEN, "触摸屏"]) == (Spent(5), Spent(2))
    assert sum(told.values(), Spent()) == Spent(9, 5)


def test_the_time_of_a_process_that_was_watched_is_charged_as_well() -> None:
    stages = timed((0, 0), (0, 0), (9, 5))
    stages.begin(MADE)
    stages.elsewhere({(WRITTEN, "触摸屏"): Spent(5, 4)}, watched=True)
    assert stages.since({}) == {
        (READ, ""): Spent(),
        (MADE, ""): Spent(4, 1),
        (WRITTEN, "触摸屏"): Spent(5, 4),
    }


def test_what_others_took_in_hand_is_shown_and_may_be_given_up() -> None:
    stages = Stages(bar(Console(file=io.StringIO(), force_terminal=True)))
    stages.begin(MADE, 30)
    stages.reached(0.5)
    (task,) = stages.shown.tasks
    assert (task.total, task.completed) == (30, 15)

    def given_up() -> None:
        raise InterruptedError

    stages.heed = given_up
    with pytest.raises(InterruptedError):
        stages.reached(0.6)
    assert stages.watching(9) is None, "of few this process does its share"
    assert stages.watching(30_000) == stages.reached


def test_a_terminal_shows_stage_done_of_total_and_time_left() -> None:
    words = io.StringIO()
    stages = Stages(bar(Console(file=words, force_terminal=True, width=100, color_system=None)))
    processors = processes.workers()
    with stages.shown:
        assert processes.workers() == processors, "a thread of the line leaves one process to work"
        files, names = stages.counted(Path("public"), ["a", "b", "c"], known=1), ("a", "c")
        assert [files[name] for name in names] == [Path("public", name) for name in names]
        stages.shown.refresh()
    assert re.search(rf"{LOOKED} ━+ 3/3 还要 +00:00", words.getvalue())


def test_a_pipe_shows_nothing() -> None:
    words = io.StringIO()
    stages = Stages(bar(Console(file=words)))
    with stages.shown:
        list(stages.counted(Path("public"), ["a.html"]).values())
        stages.shown.refresh()
    assert words.getvalue() == ""


def test_other_processes_do_as_much_meanwhile() -> None:
    stages = Stages(bar(Console(file=io.StringIO(), force_terminal=True)))
    with stages.drawing() as mapped:
        assert list(mapped(abs, [-1, -2, -3, -4])) == [1, 2, 3, 4]
    (task,) = stages.shown.tasks
    assert (task.total, task.completed) == (4, 4)


def test_build_tells_its_time_only_when_asked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["build", str(SOUND), "--output", str(tmp_path / "output"), "--as-of", str(AS_OF)]
    assert main([*words, "--profile"]) == 0
    told = capsys.readouterr().err
    rows = re.findall(r"^│ (\S+)(?: \S+)? +│ +([\d.]+) │ +([\d.]+) │$", told, re.MULTILINE)
    assert {name for name, _, _ in rows} == {
        "读", "判", "画", "沿用没有改的", "页面", "写", "查", "换上", "合计",
    }  # fmt: skip
    *stages, (_, cpu, wall) = rows
    assert sum(float(spent) for _, spent, _ in stages) == pytest.approx(float(cpu), abs=0.1)
    assert sum(float(spent) for _, _, spent in stages) == pytest.approx(float(wall), abs=0.1)
    assert main(words) == 0
    assert "墙钟" not in capsys.readouterr().err
