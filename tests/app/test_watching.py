"""What a preview watches: folders that come, go and are put in each other's place, and one file."""

from __future__ import annotations

import shutil
from itertools import islice
from pathlib import Path

import pytest
from outside import county_in

from disclosure.app.preview.watching import changes

COUNTY = "catalogues/county.yaml"
LAW = "某某办法(2019-04-23).md"


class Watching:
    """A county without settings, notices and a law library of its own, and what is told of it."""

    def __init__(self, folder: Path) -> None:
        self.county = county_in(folder)
        shutil.rmtree(self.county / "content")
        self._told = changes(self.county)

    def write(self, path: str, text: str) -> None:
        """A file, by its path from the county's folder."""
        (self.county / path).parent.mkdir(exist_ok=True)
        (self.county / path).write_text(text, "utf-8")

    def is_told(self, name: str) -> bool:
        """Whether something of that name changed, as is told soon."""
        return any(name in names for names in islice(self._told, 20))

    def is_still(self) -> bool:
        """Whether soon nothing is told any more."""
        return any(not names for names in islice(self._told, 1, 20))


@pytest.fixture
def watching(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Watching:
    monkeypatch.setattr("disclosure.app.preview.watching._LOOK", 20)
    watching = Watching(tmp_path)
    assert watching.is_still()
    return watching


def test_a_file_of_the_county_is_told_once(watching: Watching) -> None:
    watching.write("catalogues/powers/新.yaml", "")
    assert watching.is_told("新.yaml")
    assert watching.is_still()


def test_settings_of_the_county_that_come_change_and_go_are_told(watching: Watching) -> None:
    for text in ("SITENAME = '梯田'\n", "SITENAME = '田'\n"):
        watching.write("pelicanconf.py", text)
        assert watching.is_told("pelicanconf.py")
        assert watching.is_still()
    (watching.county / "pelicanconf.py").unlink()
    assert watching.is_told("pelicanconf.py")


def test_a_folder_that_comes_is_watched(watching: Watching) -> None:
    (watching.county / "content").mkdir()
    assert watching.is_told("content")
    watching.write("content/公告.md", "")
    assert watching.is_told("公告.md")


def test_a_folder_put_in_the_place_of_another_is_watched(watching: Watching) -> None:
    old, new = watching.county / "catalogues", watching.county / "new"
    new.mkdir()
    (new / "county.yaml").write_bytes((watching.county / COUNTY).read_bytes())
    old.rename(watching.county / "old")
    new.rename(old)
    assert watching.is_told("catalogues")
    watching.write("catalogues/新.yaml", "")
    assert watching.is_told("新.yaml")


def test_a_law_library_elsewhere_is_watched_as_soon_as_it_is_named_and_there(
    watching: Watching,
) -> None:
    text = (watching.county / COUNTY).read_text("utf-8")
    watching.write(COUNTY, f"{text}\n法规库: ../法规库\n")
    assert watching.is_told("county.yaml")
    watching.write(f"../法规库/{LAW}", "")
    assert watching.is_told("法规库")
    watching.write(f"../法规库/{LAW}", "第一条")
    assert watching.is_told(LAW)
