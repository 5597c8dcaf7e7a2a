"""A build that somebody gives up for another one leaves nothing behind, and the next one is whole."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from counties import AS_OF, lay_out_case

from disclosure.app import build as build_module
from disclosure.app.arguments import parser
from disclosure.app.build import build
from disclosure.app.executors import processes
from disclosure.app.executors.stages import DRAWN, KEPT, LOOKED, MADE, GivenUp, Stages
from disclosure.app.host.render_job import Early
from disclosure.app.kept.memory import Memory

STAGES = (KEPT, MADE, LOOKED)
POWER, SHOWN = "catalogues/powers/MZ-JF-001.yaml", "public/powers/MZ-JF-001.html"


@pytest.fixture
def stage_now(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The stage that a build is in, last."""
    begun, begin = [DRAWN], Stages.begin

    def noted(self: Stages, stage: str, total: int | None = None, at_once: int = 1) -> None:
        begun.append(stage)
        begin(self, stage, total, at_once)

    monkeypatch.setattr(Stages, "begin", noted)
    return begun


def children() -> str:
    place = Path(f"/proc/self/task/{os.getpid()}/children")
    return place.read_text("ascii") if place.exists() else ""


@pytest.mark.usefixtures("ungated")
def test_wherever_it_is_given_up_nothing_is_left_and_the_next_release_is_whole(
    tmp_path: Path, kept_in: Callable[..., Path], stage_now: list[str]
) -> None:
    county, out, memory = lay_out_case("", tmp_path), tmp_path / "out", Memory()
    words = ["build", str(county), "--output", str(out), "--as-of", str(AS_OF)]
    asked = parser().parse_args(words)
    kept_in("kept", "templates", "charts")
    assert build(asked, memory) == 0
    names, living = {path.name for path in out.iterdir()}, children()
    current, text = (out / "current").readlink(), (county / POWER).read_text("utf-8")
    for first in range(len(STAGES)):
        days = 9 + first
        (county / POWER).write_text(text.replace("承诺时限: 8个", f"承诺时限: {days}个"), "utf-8")
        seen: dict[str, bytes] = {}

        def heed(wanted: Sequence[str] = STAGES[first:]) -> None:
            if stage_now[-1] in wanted:
                raise GivenUp

        with pytest.raises(GivenUp):
            build(asked, memory, Early((SHOWN,), seen.__setitem__, heed))
        assert f"{days}个工作日" in seen[SHOWN].decode()
        assert {path.name for path in out.iterdir()} <= {*names, f".spare-{current.name}"}
        assert (out / "current").readlink() == current
        assert children() == living
    assert build(asked, memory) == 0
    release = (out / "current").readlink()
    assert release != current
    assert (out / SHOWN).read_bytes() == seen[SHOWN]
    kept_in("empty", "templates", "charts")
    assert build(asked) == 0
    assert (out / "current").readlink() == release


def test_nothing_more_is_drawn_once_there_are_errors(
    tmp_path: Path, kept_in: Callable[..., Path], monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    county, drawn = lay_out_case("", tmp_path), list[str]()
    text = (county / POWER).read_text("utf-8")
    (county / POWER).write_text(text.replace("承诺时限: 8个", "承诺时限: 99个"), "utf-8")
    kept_in("kept", "templates")
    done, here = Stages.done, os.getpid()

    def judged_meanwhile(self: Stages) -> None:
        """A drawing ends when the rules have been held against everything; a copy draws only one."""
        sound = getattr(self.heed, "__self__", None)
        while isinstance(sound, build_module._Sound) and not sound.amiss.is_there():  # noqa: SLF001
            time.sleep(0.01)
        time.sleep(0 if os.getpid() == here else 1)
        done(self)
        drawn.append("more")

    monkeypatch.setattr(processes, "workers", lambda: 2)
    monkeypatch.setattr(Stages, "done", judged_meanwhile)
    words = ["build", str(county), "--output", str(tmp_path / "out"), "--as-of", str(AS_OF)]
    assert build(parser().parse_args(words)) == 1
    assert "没有生成：请先改正上面的错误" in capsys.readouterr().err
    assert drawn == []
