"""What passed is not read again, and nothing is missed by that."""

from __future__ import annotations

import gzip
import random
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TypeVar

import pytest

from disclosure import gates
from disclosure.app.executors import processes
from disclosure.app.executors.processes import Processes
from disclosure.basics.digests import digest
from disclosure.basics.problem import Place, Problem
from disclosure.gates.complete import Complete
from disclosure.gates.file_names import Names
from disclosure.gates.leaks import Leaks
from disclosure.gates.pages.dead_ends import DeadEnds
from disclosure.gates.pages.links import Links
from disclosure.gates.pages.requests import Requests
from disclosure.gates.passed import PassedRelease
from disclosure.gates.personal_numbers import PersonalNumbers
from disclosure.gates.reading import link_targets
from disclosure.gates.written import Unchanged

Files = Mapping[str, bytes]
T = TypeVar("T")
R = TypeVar("R")


@dataclass(frozen=True)
class Release:
    """A folder with files, as it was written."""

    folder: Path
    files: Files

    @classmethod
    def at(cls, folder: Path, files: Files) -> Release:
        for name, data in files.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(data)
        return cls(folder, files)

    @property
    def paths(self) -> Mapping[str, Path]:
        return {name: self.folder / name for name in sorted(self.files)}

    @property
    def digests(self) -> Mapping[str, str]:
        return {name: digest(data) for name, data in self.files.items()}

    def passed(self, upon: Files) -> PassedRelease:
        """As the new release knows it that is made upon this one."""
        same = {name for name, data in self.files.items() if upon.get(name) == data}
        return PassedRelease(self.folder, self.digests, same)


def every(rendered: Mapping[str, str]) -> Sequence[gates.Gate]:
    numbers = PersonalNumbers()
    return Complete(rendered), Names(), Links(), DeadEnds(), Requests(), Leaks({"内部的请示"}), numbers


def found(release: Release, passed: PassedRelease | None = None) -> list[str]:
    return list(map(str, gates.check(release.paths, every(release.digests), passed)))


# A small site, edited at random

COUNT, SEED = 150, 7
ENOUGH = 400
"""Releases by which a hole is met."""
PAGES = [
    f"{folder}/{name}"
    for folder in ("public", "kiosk")
    for name in ("index.html", "a/b.html", "a/c.html")
]
DRAWINGS = ("kiosk/a/1.svg", "kiosk/a/2.svg", "public/3.svg")
TWIN = "public/a/C.html"
IDS = ("x", "y", "z")
FIRST = {"public/index.html": b"", "kiosk/index.html": b""}


WRITTEN = (  # the same way, as no page of this program has it
    *[("a/", "%61/"), ("/a/", "/./a/"), (".html", "&#46;html"), ("../", "../a/../")],
    *[(".html", ".ht\nml"), (".html", "\t.html"), ("/a/", "//a/")],
)


def way_to(chance: random.Random, page: str, to: str) -> str:
    """A link from a page to a file of its edition."""
    if "/a/" in page and "/a/" in to and chance.random() < 0.5:
        return to.rpartition("/")[2]
    way = "../" * (page.count("/") - 1) + to.partition("/")[2]
    return way.replace(*chance.choice(WRITTEN)) if chance.random() < 0.2 else way


def page(chance: random.Random, name: str, names: Sequence[str]) -> bytes:
    """A page that leads to others of its edition, and shows drawings."""
    edition = name.partition("/")[0]
    ids = chance.sample(IDS, chance.randrange(4))
    own = [other for other in names if other.startswith(edition)]
    tags = [f'<p id="{one}">' for one in ids]
    for _ in range(3):
        to, place = chance.choice(own), chance.choice(("", "", "#x", "#y"))
        way = way_to(chance, name, to)
        tags.append(f'<a href="{way}{place}">' if to.endswith("html") else f'<img src="{way}">')
    if chance.random() < 0.02:
        tags.append(
            chance.choice(("13812345678", "内部的请示", '<p style="a">', '<p id="x"><p id="x">'))
        )
    return "\n".join(tags).encode()


def edited(chance: random.Random, files: Files) -> dict[str, bytes]:
    """The same with one to three files written anew, or gone."""
    new = dict(files)
    for _ in range(chance.randrange(1, 4)):
        name = chance.choice((*PAGES, *PAGES, *DRAWINGS, TWIN))
        if name in new and chance.random() < 0.2:
            del new[name]
        elif name.endswith("html"):
            new[name] = page(chance, name, sorted(new))
        else:
            new[name] = b"<svg></svg>" + b" " * chance.randrange(3)
    return new


class Forgoes(gates.Gate):
    """Reads every file that is no more."""

    def __init__(self) -> None:
        self.forgone: list[str] = []

    def forgo(self, file: gates.WrittenFile) -> None:
        assert file.sieved
        self.forgone.append(file.name)


@pytest.mark.parametrize("share", [0.4, 0.6])
def test_a_release_of_which_most_is_new_is_looked_at_whole(tmp_path: Path, share: float) -> None:
    """To read what it was made upon as well would take longer than to judge what has not changed."""
    files = {f"public/{number}.html": b"<p>1</p>" for number in range(1000)}
    new = files | dict.fromkeys([*files][: int(len(files) * share)], b"<p>2</p>")
    before, after = Release.at(tmp_path / "before", files), Release.at(tmp_path / "after", new)
    gate, passed = Forgoes(), before.passed(new)
    assert gates.check(after.paths, [gate], passed) == []
    assert len(gate.forgone) == (400 if share < 0.5 else 0)


def test_what_is_read_of_a_file_that_is_no_more_is_dropped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A phone number of the county stands on every page: together they were 3 GB."""
    files = {f"public/{number}.html": b"<p>1</p>" for number in range(9)}
    before = Release.at(tmp_path / "before", files)
    after = Release.at(tmp_path / "after", dict.fromkeys(files, b"<p>2</p>"))
    held: list[gates.WrittenFile] = []
    forgone = PassedRelease.forgone

    def noted(passed: PassedRelease) -> Sequence[gates.WrittenFile] | None:
        held.extend(forgone(passed) or ())
        return held

    monkeypatch.setattr(PassedRelease, "forgone", noted)
    gate = Forgoes()
    assert gates.check(after.paths, [gate], before.passed(after.files)) == []
    assert gate.forgone == sorted(files)
    assert [file for file in held if "data" in vars(file)] == []


@dataclass
class Tally:
    faulty: int = 0
    sound: int = 0
    differing: int = 0


def compared(folder: Path, count: int, seed: int, *, until_differing: bool = False) -> Tally:
    """Releases, each upon the last one that passed: read whole, and read as far as they are new."""
    chance, tally = random.Random(seed), Tally()  # noqa: S311  the same edits again
    before = Release.at(folder / "0", FIRST)
    for number in range(1, count + 1):
        new = Release.at(folder / str(number), edited(chance, before.files))
        whole, quick = found(new), found(new, before.passed(new.files))
        tally.differing += whole != quick
        tally.faulty += bool(whole)
        tally.sound += not whole
        if tally.differing and until_differing:
            break
        before = before if whole else new
    return tally


def test_what_is_passed_over_hides_nothing(tmp_path: Path) -> None:
    tally = compared(tmp_path, COUNT, SEED)
    assert tally.differing == 0
    assert min(tally.faulty, tally.sound) > COUNT / 6


def nothing(*_: object) -> object:
    return iter(())


def every_name(gate: Names, unchanged: Unchanged) -> object:
    gate.names.update(unchanged.paths)
    gate.passed.update(unchanged.paths, (*PAGES, *DRAWINGS, TWIN) if unchanged.paths else ())
    return iter(())


HOLES: dict[str, tuple[object, str, object]] = {
    "names that are gone": (Links, "_gone", nothing),
    "pages that say a name only": (
        link_targets,
        "_end_of",
        lambda path, _: "/".join(path.split("/")[-2:]),
    ),
    "pages that say it otherwise": (link_targets, "_OTHERWISE", ()),
    "what a browser leaves out": (link_targets, "_UNSEEN", b""),
    "what no page shows any more": (DeadEnds, "forgo", nothing),
    "ids of pages that passed": (
        Links,
        "_ids",
        lambda gate, name: gate.pages[name].ids if name in gate.pages else None,
    ),
    "what lies there": (Complete, "pass_over", nothing),
    "names that are there": (Names, "pass_over", nothing),
    "names that are new": (Names, "pass_over", every_name),
}


@pytest.mark.parametrize("hole", HOLES)
def test_a_gate_that_forgets_what_passed_is_noticed(
    hole: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(*HOLES[hole])
    assert compared(tmp_path, ENOUGH, SEED, until_differing=True).differing


# Half of the files looked at by a copy of this process: were files drawn as a build draws them, one
# process might be through before another begins


class Lone(gates.Gate):
    """A gate that needs all files and does not say what it gathers."""

    def __init__(self) -> None:
        self.met = 0

    def look(self, _file: gates.WrittenFile) -> Iterator[Problem]:
        self.met += 1
        return iter(())

    def close(self) -> Iterator[Problem]:
        yield Problem(Place("."), gates.NOTHING, f"{self.met}")


def halves(look: Callable[[Iterable[T]], R], groups: Sequence[T]) -> list[R]:
    with Processes(2).beside(partial(look, groups[1::2])) as theirs:
        return [look(groups[::2]), theirs()]


def in_shares(release: Release, *more: gates.Gate) -> list[str]:
    every_one = (*every(release.digests), *more)
    return list(map(str, gates.check(release.paths, every_one, share=halves)))


def shared(folder: Path, count: int, *, until_differing: bool = False) -> Tally:
    chance, tally, files = random.Random(SEED), Tally(), FIRST  # noqa: S311  the same edits again
    for number in range(count):
        files = FIRST | edited(chance, files)
        release = Release.at(folder / str(number), files)
        whole, quick = found(release), in_shares(release)
        tally.differing += whole != quick
        tally.faulty += bool(whole)
        if tally.differing and until_differing:
            break
    return tally


@pytest.fixture
def two(monkeypatch: pytest.MonkeyPatch) -> None:
    """However few the files are and however many processors there are, two processes look at them."""
    monkeypatch.setattr(gates, "FEW", 0)
    monkeypatch.setattr(processes, "workers", lambda: 2)


@pytest.mark.usefixtures("two")
def test_two_processes_find_what_one_finds(tmp_path: Path) -> None:
    tally = shared(tmp_path, 16)
    assert tally.differing == 0
    assert tally.faulty > 8


@pytest.mark.usefixtures("two")
@pytest.mark.parametrize("gate", [Complete, Names, Links, DeadEnds])
def test_a_gate_that_does_not_tell_what_it_gathered_is_noticed(
    gate: type[gates.Gate], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gate, "gathered", lambda _: [set() for _ in gate.gathers])
    assert shared(tmp_path, ENOUGH, until_differing=True).differing


def test_files_that_stand_beside_each_other_are_judged_by_one_process() -> None:
    """They say much the same; dealt out one by one each process judged nearly all of it."""
    editions, count = ("kiosk", "public"), gates.FEW + gates.SHARES
    names = [f"{edition}/{number:04}.html" for edition in editions for number in range(count)]
    dealt: list[tuple[str, ...]] = []

    def noted(look: Callable[[Iterable[T]], R], groups: Sequence[T]) -> list[R]:
        dealt.extend(groups)  # type: ignore[arg-type]
        return [look(())]

    assert gates.check({name: Path(name) for name in names}, [], share=noted) == []
    assert sorted(chain.from_iterable(dealt)) == names
    assert gates.SHARES / 2 < len(dealt) <= gates.SHARES
    for group in dealt:
        for_fingers, for_all = ([n for n in group if n.startswith(of)] for of in editions)
        first = names.index(for_fingers[0])
        assert for_fingers == names[first : first + len(for_fingers)]
        assert for_all == [name.replace("kiosk", "public") for name in for_fingers]


@pytest.mark.usefixtures("two")
def test_beside_a_gate_that_does_not_say_what_it_gathers_one_process_looks(tmp_path: Path) -> None:
    files = {f"public/{number}.txt": b"" for number in range(6)}
    assert "C01 6。" in in_shares(Release.at(tmp_path, files), Lone())[-1]


# What decides besides the files

SHUT = gzip.compress(b"1")[:-9]


@dataclass(frozen=True)
class Case:
    """A file in which ``old`` finds nothing, and ``new``, told something else, does."""

    file: tuple[str, bytes]
    old: gates.Gate
    new: gates.Gate


CASES: Mapping[str, Callable[[], Case]] = {
    "hidden words": lambda: Case(("a.txt", b"abcdef"), Leaks({"other"}), Leaks({"abcdef"})),
    "covered names": lambda: Case(("a.txt", b"abcdef"), Leaks((), (), ()), Leaks((), (), {"abcdef"})),
    "files signed for": lambda: Case(("a.gz", SHUT), Leaks((), {digest(SHUT)}), Leaks(())),
    "numbers that may be shown": lambda: Case(
        ("a.txt", b"13812345678"), PersonalNumbers({"13812345678"}), PersonalNumbers()
    ),
    "scans signed for": lambda: Case(
        ("public/attachments/a.bin.pdf", b"%PDF-1.7"),
        PersonalNumbers((), {digest(b"%PDF-1.7")}),
        PersonalNumbers(),
    ),
    "the path of the site": lambda: Case(
        ("public/404.html", b'<a href="/lq/404.html">'), Links("/lq/"), Links("/other/")
    ),
}


def again(case: Case, folder: Path) -> list[str]:
    """What is found in a release that is made of the same file after others passed it."""
    name, data = case.file
    release = Release.at(folder, {name: data})
    assert gates.check(release.paths, [case.old]) == []
    is_known = told(case.old) == told(case.new)
    return list(
        map(
            str,
            gates.check(release.paths, [case.new], release.passed(release.files) if is_known else None),
        )
    )


def told(*every: gates.Gate, audience: str = "社会", program: str = "1") -> str | None:
    return gates.settings(every, audience, program)


@pytest.mark.parametrize("case", CASES)
def test_nothing_is_passed_over_that_others_passed(case: str, tmp_path: Path) -> None:
    assert again(CASES[case](), tmp_path)


@pytest.mark.parametrize("case", CASES)
def test_a_gate_that_does_not_tell_what_decides_is_noticed(
    case: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(type(CASES[case]().old), "settings", ())
    assert again(CASES[case](), tmp_path) == []


def test_readers_and_program_decide_too_and_office_telephones_do_not() -> None:
    assert told(Links()) == told(Links())
    assert told(Links()) != told(Links(), audience="全党")
    assert told(Links()) != told(Links(), program="2")
    assert told(PersonalNumbers()) == told(PersonalNumbers({"0000-5550101"}))
    assert told(Links(), Names()) != told(Links())


def test_of_a_gate_that_does_not_say_what_decides_nothing_is_kept() -> None:
    assert told(Links(), gates.Gate()) is None


def test_every_gate_of_a_build_says_what_decides() -> None:
    assert told(*every({})) is not None


def test_a_release_that_is_not_whole_tells_nothing(tmp_path: Path) -> None:
    files = {
        "public/index.html": b'<p id="x">',
        "kiosk/index.html": b"",
        "public/a.html": b'<a href="index.html#x">',
    }
    before = Release.at(tmp_path / "0", files)
    new = Release.at(tmp_path / "1", {**files, "public/index.html": b""})
    passed = before.passed(new.files)
    (before.folder / "public/index.html").write_bytes(b"")  # as if it had never had an id
    assert [line.partition(": ")[2][:3] for line in found(new, passed)] == ["C04"]
    (before.folder / "public/index.html").unlink()
    assert [line.partition(": ")[2][:3] for line in found(new, passed)] == ["C04"]
