"""What was made of an unchanged file is not made again, and is what would have been made."""

from __future__ import annotations

import dataclasses
import errno
import os
import pickle
import random
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from functools import wraps
from itertools import product
from pathlib import Path

import pytest
from counties import AS_OF, SOUND, lay_out_case
from golden import GOLDEN

from disclosure import pipeline
from disclosure.__main__ import main
from disclosure.app import disk
from disclosure.app.executors import processes
from disclosure.app.executors.processes import Processes
from disclosure.app.kept import kept_records, kept_store, kept_words, program
from disclosure.app.kept.kept_records import HeldRecords, KeptRecords
from disclosure.app.load import linked, load_county
from disclosure.county import read
from disclosure.county.read import SourceFile, read_file
from disclosure.gates import WordsHeard
from disclosure.rules.persons import personal_numbers
from disclosure.rules.powers import power_flows
from disclosure.schema.declare import Origin

FILES = tuple(disk.read_county(GOLDEN / "county")[0])
SIGNS = ("\t", " #", "：", "- ", "13800138000", "甲", "\n", '"', "\u202e", "编码: MZ-JF-001\n", "<b>")


def whole(value: object) -> object:
    """A value in plain tuples, places and all, which equality passes over."""
    if isinstance(value, tuple | list):
        return tuple(map(whole, value))
    if isinstance(value, dict):
        return tuple((key, whole(inner)) for key, inner in value.items())
    if isinstance(value, Origin):
        return value.place, tuple(value.fields.items())
    if dataclasses.is_dataclass(value):
        return tuple(whole(getattr(value, part.name)) for part in dataclasses.fields(value))
    return value


def loaded(files: Sequence[SourceFile], kept: KeptRecords | None = None) -> object:
    """The county and its problems."""
    remember = {"remember": kept} if kept else {}
    site, problems = pipeline.load(files, AS_OF, **remember)
    return site and whole(site.records), problems


def edited(files: tuple[SourceFile, ...], chance: random.Random) -> tuple[SourceFile, ...]:
    """One file changed, damaged, moved, copied under another name, emptied or taken away."""
    place = chance.randrange(len(files))
    before, file, after = files[:place], files[place], files[place + 1 :]
    at = chance.randrange(len(file.data) + 1)
    sign = chance.choice(SIGNS)
    moved = file.path.replace("/", f"/{chance.choice('xyz')}", file.path.count("/") - 1 or 1)
    ways: tuple[Callable[[], tuple[SourceFile, ...]], ...] = (
        lambda: (SourceFile(file.path, file.data[:at] + sign.encode() + file.data[at:]),),
        lambda: (SourceFile(file.path, file.data[:at] + file.data[at + 1 :]),),
        lambda: (SourceFile(moved, file.data),),
        lambda: (file, SourceFile(file.path.replace(".", "-2."), file.data)),
        lambda: (SourceFile(file.path, b""),),
        lambda: (),
    )
    return (*before, *chance.choice(ways)(), *after)


def differences(edits: int) -> Iterator[int]:
    """The steps of a random history after which a county that remembers differs from one that does not.

    What was kept goes to a store and comes back from it at every step, as between two commands.
    """
    chance = random.Random(5)  # noqa: S311  no secret
    files, stored = FILES, None
    for step in range(edits):
        kept = KeptRecords(kept_records._entries(stored))  # noqa: SLF001  as a command does
        if loaded(files, kept) != loaded(files):
            yield step
        stored = kept_records._stored(kept.now)  # noqa: SLF001
        files = edited(files if step % 8 else FILES, chance)


def test_after_any_edit_what_is_kept_is_what_would_be_read(*, whole: bool) -> None:
    assert list(differences(64 if whole else 24)) == []


def test_a_name_that_forgets_the_path_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    told = kept_records._name  # noqa: SLF001
    monkeypatch.setattr(
        kept_records, "_name", lambda function, file: told(function, SourceFile("", file.data))
    )
    assert next(differences(24), None) is not None


def test_a_name_that_forgets_the_function_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    told = kept_records._name  # noqa: SLF001
    monkeypatch.setattr(kept_records, "_name", lambda _, file: told(read_file, file))
    with pytest.raises((AttributeError, TypeError)):
        list(differences(2))


def is_judged_again(old: str, new: str) -> bool:
    """Whether a county in which the words of a file change has the problems that it has by itself."""
    kept = KeptRecords({})
    loaded(FILES, kept)
    files = [SourceFile(of.path, of.data.replace(old.encode(), new.encode())) for of in FILES]
    assert loaded(files) != loaded(FILES)
    return loaded(files, KeptRecords(kept.now)) == loaded(files)


SOONER = ("承诺时限: 8个工作日（", "承诺时限: 1个工作日（")
"""A promise that the longest way through the flow does not keep."""


def test_a_flow_is_judged_again_with_what_stands_beside_it_in_the_power() -> None:
    assert is_judged_again(*SOONER)


def test_a_name_that_forgets_the_flow_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(power_flows, "_file_of", lambda *_: b"alone")
    assert not is_judged_again(*SOONER)


def test_a_name_that_a_list_holds_now_is_found_where_nothing_changed(tmp_path: Path) -> None:
    folder = lay_out_case("privacy/name-of-a-list-elsewhere", tmp_path)
    files, kept = disk.read_county(folder)[0], KeptRecords({})
    assert "P17" in str(loaded(files))
    name = "样例甲".encode()
    before = [
        SourceFile(of.path, of.data.replace(name, "样例丙".encode())) if of.path.endswith(".csv") else of
        for of in files
    ]
    loaded(before, kept)
    assert loaded(files, KeptRecords(kept.now)) == loaded(files)


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The paths of the files of which something is made, and not taken out of store."""
    paths: list[str] = []

    def noted(function: Callable[[SourceFile], object]) -> Callable[[SourceFile], object]:
        @wraps(function)
        def made_of(file: SourceFile) -> object:
            paths.append(file.path)
            return function(file)

        return made_of

    monkeypatch.setattr(read, "read_file", noted(read.read_file))
    monkeypatch.setattr(personal_numbers, "told_in", noted(personal_numbers.told_in))
    return paths


def test_only_a_changed_file_is_read_again(made: list[str]) -> None:
    """Whatever is kept of any file can be taken out again."""
    first = KeptRecords({})
    loaded(FILES, first)
    assert set(made) >= {file.path for file in FILES if file.path.endswith(".yaml")}
    made.clear()
    second = KeptRecords(first.now)
    loaded(FILES, second)
    assert made == []
    assert not second.is_new
    third = KeptRecords(first.now)
    loaded((SourceFile(FILES[0].path, FILES[0].data + b"\n"), *FILES[1:]), third)
    assert set(made) == {FILES[0].path}
    assert third.is_new


def test_half_of_what_is_new_may_be_made_by_a_copy_of_this_process(
    made: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept_records, "MUCH", 2)
    monkeypatch.setattr(processes, "workers", lambda: 2)
    alone, shared = KeptRecords({}), KeptRecords({})
    found = loaded(FILES, alone)
    everything = len(made)
    on_shelves = [file for file in FILES if read.shelf_of(file.path)]
    made.clear()
    shared.ahead(product((read.read_file, personal_numbers.told_in), on_shelves), Processes(2).beside)
    assert loaded(FILES, shared) == found
    assert shared.now == alone.now
    assert len(made) == everything - len(on_shelves)


def no_fork() -> int:
    raise BlockingIOError(errno.EAGAIN, os.strerror(errno.EAGAIN))


@pytest.mark.parametrize(
    "lost",
    [(kept_records, "_made", lambda _: os.kill(os.getpid(), signal.SIGKILL)), (os, "fork", no_fork)],
    ids=["killed", "not begun"],
)
def test_a_copy_that_is_lost_costs_time_only(
    lost: tuple[object, str, object], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr(kept_records, "MUCH", 2)
    monkeypatch.setattr(processes, "workers", lambda: 2)
    monkeypatch.setattr(*lost)
    heeded = signal.pthread_sigmask(signal.SIG_BLOCK, ())
    site, problems = load_county(SOUND, AS_OF, here=Processes(2))
    assert site
    assert problems == []
    assert signal.pthread_sigmask(signal.SIG_BLOCK, ()) == heeded


def test_every_command_remembers(
    tmp_path: Path, made: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    county = lay_out_case("", tmp_path)
    asked = ["check", str(county), "--as-of", str(AS_OF)]
    assert main(asked) == 0
    told = capsys.readouterr()
    assert made
    made.clear()
    assert main(asked) == 0
    assert capsys.readouterr() == told
    assert made == []


def test_what_rules_learn_in_a_copy_of_the_process_is_kept(
    tmp_path: Path, made: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr(processes, "workers", lambda: 2)
    held = HeldRecords()
    county = linked(SOUND, AS_OF, held=held)
    with county.asked(county.judged, Processes(2)) as judged:
        assert judged() == []
    alone = KeptRecords({})
    loaded(disk.read_county(SOUND)[0], alone)
    assert held.last.now == alone.now
    made.clear()
    load_county(SOUND, AS_OF)
    assert made == []


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, made: list[str]) -> Path:
    """The file in which a sound county is kept."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    load_county(SOUND, AS_OF)
    made.clear()
    [path] = (tmp_path / "cache" / "disclosure" / "records").iterdir()
    return path


def test_a_store_is_its_owners_alone(store: Path, made: list[str]) -> None:
    load_county(SOUND, AS_OF)
    assert made == []
    assert store.stat().st_mode & 0o777 == 0o600
    assert store.parent.stat().st_mode & 0o777 == 0o700


def of_another_program(path: Path) -> None:
    kept = kept_store.read(path, kept_records._program())  # noqa: SLF001
    assert kept
    kept_store.write(path, "another", kept)


SPOILT: dict[str, Callable[[Path], object]] = {
    "others write the file": lambda path: path.chmod(0o622),
    "others write the folder": lambda path: path.parent.chmod(0o777),
    "a link to a file": lambda path: path.symlink_to(path.rename(path.with_suffix(".moved"))),
    "a byte changed": lambda path: path.write_bytes(path.read_bytes()[:-1] + b"x"),
    "cut off": lambda path: path.write_bytes(path.read_bytes()[:-100]),
    "empty": lambda path: path.write_bytes(b""),
    "another program": of_another_program,
    "a program that wrote otherwise": lambda path: kept_store.write(path, "", b"\xff{}"),
}


@pytest.mark.parametrize("way", SPOILT)
def test_a_spoilt_store_counts_as_absent(store: Path, made: list[str], way: str) -> None:
    SPOILT[way](store)
    site, problems = load_county(SOUND, AS_OF)
    assert site
    assert problems == []
    assert set(made) >= {"catalogues/county.yaml"}


@pytest.mark.skipif(os.geteuid() != 0, reason="只有管理员能把文件给别人")
def test_a_store_of_another_user_counts_as_absent(store: Path, made: list[str]) -> None:
    os.chown(store, 65534, -1)
    load_county(SOUND, AS_OF)
    assert made


class Hostile:
    """Runs a command where it is unpickled."""

    def __init__(self, command: str) -> None:
        self.command = command

    def __reduce__(self) -> tuple[Callable[[str], int], tuple[str]]:
        return os.system, (self.command,)


def test_nothing_runs_that_is_kept(tmp_path: Path) -> None:
    """Not even where the store itself were forged: nothing but our own plain values is made of it."""
    told = tmp_path / "told"
    for forged in (Hostile(f"touch {told}"), [Hostile(f"touch {told}")]):
        name = kept_records._name(read_file, FILES[0])  # noqa: SLF001
        kept = KeptRecords({name: pickle.dumps(forged)})
        assert whole(kept(read_file, FILES[0])) == whole(read_file(FILES[0]))
    assert not told.exists()
    for name in ("by_path", "Protocol", "re", "re.sys.exit"):
        with pytest.raises((pickle.UnpicklingError, AttributeError)):
            kept_records._named("disclosure.county.read", name)  # noqa: SLF001


def test_a_change_of_any_room_that_reads_changes_the_program(tmp_path: Path) -> None:
    package = tmp_path / "disclosure"
    for room in kept_records.READ_BY:
        (package / room).mkdir(parents=True)
        (package / room / "it.py").write_text("")
    seen = {program.of_rooms(kept_records.READ_BY, package)}
    for room in kept_records.READ_BY:
        (package / room / "it.py").write_text("changed = True")
        seen.add(program.of_rooms(kept_records.READ_BY, package))
    assert len(seen) == 1 + len(kept_records.READ_BY)


def test_another_version_of_any_library_changes_the_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It may read otherwise."""
    monkeypatch.setattr(sys, "path", [str(tmp_path)])
    seen = {kept_records._program()}  # noqa: SLF001
    for name in ("one-1.dist-info", "other-2.dist-info"):
        (tmp_path / name).mkdir()
        seen.add(kept_records._program())  # noqa: SLF001
    (tmp_path / "one-1.dist-info").rename(tmp_path / "one-1.1.dist-info")
    assert len({*seen, kept_records._program()}) == 4  # noqa: SLF001


def test_what_cannot_be_kept_is_made_all_the_same() -> None:
    kept = KeptRecords({})
    assert kept(lambda file: lambda: file.path, SourceFile("a.yaml", b""))() == "a.yaml"
    assert not kept.is_new


def test_the_latest_counties_stay(tmp_path: Path) -> None:
    for age in range(5):
        path = tmp_path / str(age)
        path.write_bytes(b"x" * 10)
        os.utime(path, (100 - age, 100 - age))
    kept_store.prune(tmp_path, 29)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["0", "1"]
    kept_store.prune(tmp_path, 1)
    assert [path.name for path in tmp_path.iterdir()] == ["0"]


def test_what_is_about_something_else_counts_as_absent(tmp_path: Path) -> None:
    """However it is written: another version of the program may keep another thing there."""
    path = tmp_path / "kept"
    kept_store.write(path, "this", b"[]")
    assert kept_store.read(path, "this") == b"[]"
    assert kept_store.read(path, "that") is None
    kept_store.write(kept_store.place("words", tmp_path), "that", b"\xff{}")
    assert kept_words.load(tmp_path, "this") == WordsHeard()
    kept_words.save(tmp_path, "this", WordsHeard("甲", {"乙": ["丙"]}, "丁"))
    assert kept_words.load(tmp_path, "this") == WordsHeard("甲", {"乙": ["丙"]}, "丁")


def test_on_a_full_disk_nothing_half_written_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A preview would leave as much at every change."""

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "")

    monkeypatch.setattr(Path, "replace", full)
    kept_store.write(tmp_path / "records" / "name", "", b"data")
    assert not list((tmp_path / "records").iterdir())
