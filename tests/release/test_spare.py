"""A folder at hand for the next release: quicker, and never another release than without it."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from disclosure import release as publish
from disclosure.release import manifest, spare, staged_release, tree

Texts = Mapping[str, str]


def put_in_force(out: Path, texts: Texts) -> Path:
    """As the host does: what is as it was noted is kept, the rest is written."""
    with publish.staging(out) as stage:
        for name, text in texts.items():
            if stage.before is None or stage.known.get(name) != digest_of(text) or not stage.keep(name):
                stage.write(name, text.encode())
        return out / "releases" / publish.commit(out, stage)


def digest_of(text: str) -> str:
    return staged_release.hashlib.sha256(text.encode()).hexdigest()


def names(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def the_spare(out: Path) -> Path:
    [found] = out.glob(f"{spare.SPARE}*")
    return found


def another(texts: Texts, chance: random.Random) -> Texts:
    """Some come, some go, some change; a folder becomes a file, a file a folder."""
    left = {name: text for name, text in texts.items() if chance.random() > 0.2}
    come = {f"public/{chance.randrange(9)}/{chance.randrange(5)}.html": str(chance.random())
            for _ in range(4)}  # fmt: skip
    folder, file = chance.sample([f"public/x{number}" for number in range(4)], 2)
    apart = {name: text for name, text in left.items() if not name.startswith((folder, file))}
    return {**apart, **come, f"{folder}/{chance.randrange(3)}/a.html": "甲", file: "乙"}


def differing(out: Path, sequence: int) -> list[int]:
    """Which releases of a random history are not what was to be put in force."""
    chance, texts, wrong = random.Random(sequence), {"public/index.html": "一"}, []  # noqa: S311
    for number in range(12):
        if chance.random() < 0.2 and number > 1:
            publish.rollback(out)
        texts = another(texts, chance)
        there = put_in_force(out, texts)
        own = {manifest.MANIFEST, manifest.SUMS}
        whole = {name: (there / name).read_text("utf-8") for name in names(there) - own} == texts
        if not whole or manifest.compare(there) or any_empty(there):
            wrong.append(number)
    return wrong


def any_empty(folder: Path) -> bool:
    return any(path.is_dir() and not any(path.iterdir()) for path in folder.rglob("*"))


def test_a_random_history_is_what_was_to_be_put_in_force(tmp_path: Path) -> None:
    for sequence in range(8):
        assert differing(tmp_path / str(sequence), sequence) == []


def test_several_processes_write_into_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another one makes the folder, and a file in it, just when it was seen that there is none."""
    real, others, written = Path.is_dir, tmp_path / "public" / "others.html", {"public/own.html"}

    def a_moment_ago(path: Path) -> bool:
        was = real(path)
        if path == others.parent and not was:
            path.mkdir()
            others.write_bytes(b"")
            written.add("public/others.html")
        return was

    monkeypatch.setattr(Path, "is_dir", a_moment_ago)
    publish.StagedRelease(tmp_path, at_hand=True).write("public/own.html", b"")
    assert names(tmp_path) == written


SHED = spare.shed


def left_in(folder: Path, is_wanted: Callable[[str, int], bool]) -> None:
    if not folder.name.startswith(tree.STAGE):
        SHED(folder, is_wanted)


def test_what_is_left_in_a_spare_folder_is_noticed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(spare, "shed", left_in)
    assert differing(tmp_path, 1)


def test_it_holds_what_is_in_force_and_nothing_that_was_withdrawn(tmp_path: Path) -> None:
    out = tmp_path / "out"
    put_in_force(out, {"public/same.html": "同", "public/withdrawn.html": "撤回"})
    put_in_force(out, {"public/same.html": "同", "public/more.html": "一"})
    there = put_in_force(out, {"public/same.html": "同", "public/more.html": "二"})
    kept = the_spare(out)
    assert kept.name == f"{spare.SPARE}{there.name}"
    assert names(kept) == {"public/same.html"}
    assert (kept / "public/same.html").samefile(there / "public/same.html")
    assert "撤回" not in "".join(p.read_text("utf-8") for p in out.rglob("*.html"))


def exchanged(path: Path) -> None:
    path.unlink()
    path.write_text("换过", "utf-8")


def more(path: Path) -> None:
    path.with_name("more.html").write_text("多出", "utf-8")


def folder(path: Path) -> None:
    path.unlink()
    path.mkdir()
    (path / "in.html").write_text("多出", "utf-8")


def elsewhere(path: Path) -> None:
    path.parent.rename(path.parent.with_name("moved"))
    path.parent.symlink_to(path.parent.with_name("moved"))


@pytest.mark.parametrize("harm", [exchanged, more, folder, elsewhere, Path.unlink])
def test_whatever_befalls_it_the_release_is_what_was_written(
    tmp_path: Path, harm: Callable[[Path], None]
) -> None:
    out, texts = tmp_path / "out", {"public/same.html": "同"}
    for number in range(3):
        there = put_in_force(out, {**texts, "public/a.html": str(number)})
    harm(the_spare(out) / "public" / "same.html")
    there = put_in_force(out, {**texts, "public/a.html": "9"})
    assert names(there / "public") == {"same.html", "a.html"}
    assert (there / "public" / "same.html").read_text("utf-8") == "同"
    assert not manifest.compare(there)


def test_one_of_another_release_is_not_taken(tmp_path: Path) -> None:
    out = tmp_path / "out"
    for number in range(3):
        put_in_force(out, {"public/a.html": str(number)})
    publish.rollback(out)
    with publish.staging(out) as stage:
        assert not stage.at_hand
        assert not list(out.glob(f"{spare.SPARE}*"))


def test_a_build_that_fails_puts_it_back(tmp_path: Path) -> None:
    out = tmp_path / "out"
    for number in range(3):
        put_in_force(out, {"public/same.html": "同", "public/a.html": str(number)})
    before = sorted(out.rglob("*"))
    with pytest.raises(ValueError, match="走出"):
        put_in_force(out, {"public/b.html": "", "../b.html": ""})
    assert sorted(out.rglob("*")) == before


def test_a_noted_file_is_not_read_and_a_changed_one_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    with publish.staging(out) as stage:
        stage.write("public/a.html", b"1")
        publish.commit(out, stage)
        noted = stage.identities
    read: list[str] = []
    real = staged_release._read  # noqa: SLF001  where published files are read
    monkeypatch.setattr(staged_release, "_read", lambda path: (read.append(path), real(path))[1])
    for again in (False, True):
        if again:
            shutil.copyfile(out / "public/a.html", tmp_path / "a")
            (tmp_path / "a").replace(out / "current/public/a.html")
        with publish.staging(out) as stage:
            stage.noted = noted
            assert stage.keep("public/a.html")
        assert bool(read) == again


def test_a_noted_file_at_hand_is_in_place_and_a_changed_one_is_made_good(tmp_path: Path) -> None:
    """What a copy of the process kept, the process knows without being told file by file."""
    out, names = tmp_path / "out", ("public/a.html", "public/b.html")
    for number in range(3):
        with publish.staging(out) as stage:
            for name, text in {**dict.fromkeys(names, "同"), "public/c.html": str(number)}.items():
                stage.write(name, text.encode())
            publish.commit(out, stage)
            noted = stage.identities
    with publish.staging(out) as stage:
        assert stage.at_hand
        (stage.root / names[1]).unlink()
        (stage.root / names[1]).write_text("改过", "utf-8")
        stage.noted = noted
        assert all(map(stage.keep, names))
        work = stage.work()
        assert (work.kept, *work.taken) == ([names[0]], names[1])
        files, taken = {**stage.files}, stage.untouched()
        stage.files.clear()
        stage.add(work)
        assert (stage.files, stage.untouched()) == (files, taken)
        assert (stage.root / names[1]).read_text("utf-8") == "同"


def untouched(_path: Path) -> None:
    pass


def closed_to_readers(path: Path) -> None:
    path.parent.chmod(0o700)


def test_what_is_coming_is_left_where_it_lies_while_others_look(tmp_path: Path) -> None:
    out = tmp_path / "out"
    for number in range(3):
        with publish.staging(out) as stage:
            for name in ("dates.json", "gone.json", "public/a.html"):
                stage.write(name, str(number % 2 if name == "public/a.html" else 0).encode())
            publish.commit(out, stage)
    with publish.staging(out) as stage:
        assert names(stage.root) == {"dates.json", "gone.json", "public/a.html"}
        stage.write("public/a.html", b"a")
        found = stage.look(["dates.json"])
        assert names(stage.root) == {"dates.json", "public/a.html"}
        stage.write("dates.json", b"new")
        stage.finish(found)
        assert stage.identities.keys() == {"dates.json", "public/a.html"}


def written_into(path: Path) -> None:
    path.write_text("改过", "utf-8")


HARMS = [untouched, exchanged, more, folder, elsewhere, Path.unlink, written_into]


@pytest.mark.parametrize(
    ("harm", "is_before"),
    [*((harm, is_before) for harm in HARMS for is_before in (True, False)), (closed_to_readers, True)],
)
def test_whatever_befalls_it_around_the_look_is_made_good_or_read(
    tmp_path: Path, harm: Callable[[Path], None], *, is_before: bool
) -> None:
    """Somebody looks before there is a stage; whoever keeps files believes it."""
    out, name = tmp_path / "out", "public/a/same.html"
    for number in range(3):
        with publish.staging(out) as stage:
            stage.write(name, "同".encode())
            stage.write("public/b.html", str(number).encode())
            publish.commit(out, stage)
            noted = stage.identities
    if is_before:
        harm(the_spare(out) / name)
    found = publish.astray(out, noted)
    if not is_before:
        harm(the_spare(out) / name)
    with publish.staging(out) as stage:
        stage.noted, stage.found_astray = noted, found
        assert stage.keep("public/b.html")
        if not stage.keep(name):
            stage.write(name, "同".encode())
        stage.finish()
        file = stage.root / name
        is_sound = file.is_file() and file.read_text("utf-8") == "同"
        assert is_sound or (not is_before and name not in stage.untouched())
        assert names(stage.root) - {name} == {"public/b.html"}
        assert not is_sound or file.parent.stat().st_mode & 0o777 == 0o755
        assert harm is not untouched or (name in stage.untouched() and name not in found[stage.before])
