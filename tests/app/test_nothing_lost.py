"""A program that loses what it rendered publishes nothing: each way of losing, tried on a build."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from counties import AS_OF, lay_out_case
from outside import tree

from disclosure import pipeline
from disclosure.__main__ import main
from disclosure.app.host import pelican_adapter
from disclosure.app.kept import kept_pages
from disclosure.basics.output import Output
from disclosure.release import StagedRelease

Printed = pytest.CaptureFixture[str]
Writer = Callable[[StagedRelease, str, bytes], None]
WRITE, KEEP, FILES_OF = StagedRelease.write, StagedRelease.keep, pipeline.files_of
PAGE = "public/powers/MZ-JF-001.html"


def build(county: Path, out: Path) -> int:
    return main(["build", str(county), "--output", str(out), "--as-of", str(AS_OF)])


def losing(lost: str) -> Writer:
    """Says that it wrote, and did not."""

    def write(stage: StagedRelease, name: str, data: bytes) -> None:
        WRITE(stage, name, data)
        if name.startswith(lost):
            (stage.root / name).unlink()

    return write


def garbled(stage: StagedRelease, name: str, data: bytes) -> None:
    """One byte too few."""
    WRITE(stage, name, data)
    if name == PAGE:
        (stage.root / name).unlink()  # it may be the very file in force
        (stage.root / name).write_bytes(data[:-1])


def elsewhere(stage: StagedRelease, name: str, data: bytes) -> None:
    """Pages lie beside the stage, as with a host that resolves folders by itself."""
    other = StagedRelease(stage.root.parent / ".stage-elsewhere")
    WRITE(other, name, data)
    stage.files[name] = other.files[name]


def without(folder: str) -> Callable[..., Iterator[Output]]:
    """A pipeline that forgets an edition."""
    return lambda *given: (one for one in FILES_OF(*given) if not one.path.startswith(folder))


FAULTS = {
    "one page lost": ((StagedRelease, "write", losing(PAGE)), f"{PAGE}:1:1: C13"),
    "one screen's text lost": ((StagedRelease, "write", losing("led/square/text.txt")), "C13"),
    "all lost": ((StagedRelease, "write", losing("")), "C01"),
    "written elsewhere": ((StagedRelease, "write", elsewhere), "C01"),
    "one page garbled": ((StagedRelease, "write", garbled), f"{PAGE}:1:1: C12"),
    "kiosk forgotten": ((pipeline, "files_of", without("kiosk/")), "C14"),
    "portal forgotten": ((pipeline, "files_of", without("public/")), "C14"),
    "screens forgotten": ((pipeline, "files_of", without("led/")), "led/square/text.txt:1:1: C14"),
    "nothing rendered": ((pipeline, "files_of", without("")), "插件没有运行"),
}  # fmt: skip


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A county and its site; nothing below may change it."""
    folder = tmp_path_factory.mktemp("lost")
    county = lay_out_case("", folder)
    assert build(county, folder / "out") == 0
    return county, folder / "out"


@pytest.fixture
def _nothing_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every file is made and written, as in a first build."""
    monkeypatch.setattr(kept_pages, "load", lambda *_: kept_pages.Notes())


@pytest.mark.usefixtures("_nothing_kept")
@pytest.mark.parametrize("fault", FAULTS)
def test_what_was_lost_is_never_published(
    fault: str, published: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch, capsys: Printed
) -> None:
    county, out = published
    before, release = tree(out), (out / "current").readlink()
    sabotage, said = FAULTS[fault]
    monkeypatch.setattr(*sabotage)
    assert build(county, out) == 1
    told = capsys.readouterr().err
    assert said in told
    assert "原来的网站没有改动" in told
    left = {path for path in tree(out) - before if not path.startswith(".stage-elsewhere")}
    assert ((out / "current").readlink(), left) == (release, set())


def lost_again(stage: StagedRelease, name: str, *noted: Sequence[int]) -> bool:
    """Says that it took a page over, and did not."""
    taken = KEEP(stage, name, *noted)
    if name == PAGE:
        (stage.root / name).unlink()
    return taken


def test_a_kept_page_that_was_lost_is_never_published(
    published: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch, capsys: Printed
) -> None:
    monkeypatch.setattr(StagedRelease, "keep", lost_again)
    assert build(*published) == 1
    assert f"{PAGE}:1:1: C13" in capsys.readouterr().err


def test_the_sound_program_publishes_the_same_county(published: tuple[Path, Path]) -> None:
    county, out = published
    assert build(county, out) == 0


def test_the_host_is_given_no_folder_to_resolve_by_itself() -> None:
    given = pelican_adapter.overrides(Path("县"), StagedRelease(Path("output") / ".stage-x"))
    folders = {name: Path(value) for name, value in given.items() if isinstance(value, str)}
    assert [name for name, folder in folders.items() if not folder.is_absolute()] == []
    assert {"PATH", "OUTPUT_PATH", "THEME"} == set(folders)
