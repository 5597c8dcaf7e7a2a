"""Publishing: the old release or the new one, never a mixture, and nothing foreign touched."""

from __future__ import annotations

import errno
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from disclosure import release as publish
from disclosure.app import disk
from disclosure.release import StagedRelease, manifest
from disclosure.release.manifest import FileEntry


def release(out: Path, **files: str) -> str:
    with publish.staging(out) as stage:
        for name, text in files.items():
            stage.write(f"public/{name}.html", text.encode())
        return publish.commit(out, stage)


def test_the_name_consumers_point_at_leads_to_the_new_release(tmp_path: Path) -> None:
    release(tmp_path / "out", index="一")
    release(tmp_path / "out", index="二")
    assert (tmp_path / "out" / "public" / "index.html").read_text(encoding="utf-8") == "二"


def test_the_release_before_is_kept_and_older_ones_go(tmp_path: Path) -> None:
    out = tmp_path / "out"
    names = [release(out, index=str(number)) for number in range(4)]
    assert {path.name for path in (out / "releases").iterdir()} == set(names[-2:])
    assert (out / "previous" / "public" / "index.html").read_text(encoding="utf-8") == "2"


def test_the_same_content_makes_no_new_release(tmp_path: Path) -> None:
    out = tmp_path / "out"
    first, second, third = release(out, a="1"), release(out, a="2"), release(out, a="2")
    assert first != second == third
    assert (out / "previous").readlink().name == first


@pytest.mark.parametrize("name", ["../b", "a/../b", "a/..", "./b", "a//b", "/b", "/a/b", "a/", ""])
def test_no_name_leads_out_of_the_folder(tmp_path: Path, name: str) -> None:
    with publish.staging(tmp_path / "out") as stage:
        stage.write("index.html", b"")
        stage.write("a/index.html", b"")
        with pytest.raises(ValueError, match="走出"):
            stage.write(name, b"")
        assert not list(tmp_path.rglob("b"))


def test_a_page_withdrawn_is_gone(tmp_path: Path) -> None:
    out = tmp_path / "out"
    release(out, index="首页", withdrawn="撤回")
    release(out, index="首页")
    assert not (out / "public" / "withdrawn.html").exists()


def test_the_manifest_names_every_file_by_hash(tmp_path: Path) -> None:
    out = tmp_path / "out"
    release(out, index="首页", other="别页")
    manifest = json.loads((out / "current" / publish.MANIFEST).read_bytes())
    assert set(manifest["files"]) == {"public/index.html", "public/other.html"}
    assert all(len(entry["sha256"]) == 64 for entry in manifest["files"].values())


def test_an_error_half_way_leaves_everything_as_it_was(tmp_path: Path) -> None:
    out = tmp_path / "out"
    release(out, index="旧")
    before = sorted(str(path) for path in out.rglob("*"))
    with pytest.raises(FileExistsError):
        fail_half_way(out)
    assert sorted(str(path) for path in out.rglob("*")) == before
    assert (out / "public" / "index.html").read_text(encoding="utf-8") == "旧"


def fail_half_way(out: Path) -> None:
    with publish.staging(out) as stage:
        for _ in range(2):
            stage.write("public/index.html", "新".encode())


def test_a_foreign_folder_is_refused_and_untouched(tmp_path: Path) -> None:
    (tmp_path / "homework.doc").write_text("不要删我", encoding="utf-8")
    with pytest.raises(publish.Foreign, match="homework"), publish.staging(tmp_path):
        pass
    assert [path.name for path in tmp_path.iterdir()] == ["homework.doc"]


def test_a_second_writer_is_refused_at_once(tmp_path: Path) -> None:
    out = tmp_path / "out"
    with publish.staging(out):
        code = (
            "import sys; from pathlib import Path; from disclosure import release as publish\n"
            "try:\n    publish.staging(Path(sys.argv[1])).__enter__()\n"
            "except publish.Busy:\n    sys.exit(75)\n"
        )
        environment = {**os.environ, "PYTHONPATH": str(Path(disk.__file__).parent.parent.parent)}
        done = subprocess.run([sys.executable, "-c", code, str(out)], env=environment, check=False)
    assert done.returncode == 75


def test_two_outputs_for_one_path_are_an_error(tmp_path: Path) -> None:
    StagedRelease(tmp_path).write("a/b.html", b"1")
    with pytest.raises(FileExistsError):
        StagedRelease(tmp_path).write("a/b.html", b"2")


def test_without_symbolic_links_the_names_are_folders(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(errno.EPERM, "no right to make links")

    monkeypatch.setattr(Path, "symlink_to", refuse)
    out = tmp_path / "out"
    first = release(out, index="一", withdrawn="撤回")
    release(out, index="二")
    assert not (out / "public").is_symlink()
    assert (out / "public" / "index.html").read_text(encoding="utf-8") == "二"
    assert not (out / "public" / "withdrawn.html").exists()
    assert (out / "previous").read_text(encoding="ascii") == first


@pytest.mark.parametrize("links", [True, False], ids=["links", "copies"])
def test_only_what_differs_gets_a_new_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, links: bool
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(errno.EPERM, "no right to make links")

    if not links:
        monkeypatch.setattr(Path, "symlink_to", refuse)
    out = tmp_path / "out"
    old = release(out, same="一", changed="一", withdrawn="撤")
    for path in (out / "releases" / old / "public").iterdir():
        os.utime(path, (1_000_000_000, 1_000_000_000))
    new = release(out, same="一", changed="二", fresh="新")
    seen = {
        path.name: path.stat().st_mtime == 1_000_000_000
        for path in (out / "releases" / new / "public").iterdir()
    }
    assert seen == {"same.html": True, "changed.html": False, "fresh.html": False}
    assert (out / "public" / "same.html").stat().st_mtime == 1_000_000_000
    back = release(out, same="一", changed="一")
    assert (out / "releases" / back / "public" / "changed.html").stat().st_mtime != 1_000_000_000


def test_an_unchanged_file_is_the_same_file_and_a_changed_one_another(tmp_path: Path) -> None:
    out = tmp_path / "out"
    old = out / "releases" / release(out, same="一", changed="一") / "public"
    new = out / "releases" / release(out, same="一", changed="二") / "public"
    assert (new / "same.html").samefile(old / "same.html")
    assert (old / "changed.html").read_text(encoding="utf-8") == "一"


def test_going_back_reads_only_what_the_releases_do_not_share(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out, read, real = tmp_path / "out", list[str](), manifest.file_digest

    def noted(path: Path) -> str:
        read.append(path.name)
        return real(path)

    monkeypatch.setattr(manifest, "file_digest", noted)
    old = release(out, same="一", changed="一")
    release(out, same="一", changed="二")
    assert release(out, same="一", changed="一") == old
    assert read == ["changed.html"]
    (out / "releases" / old / "public" / "changed.html").write_text("三", encoding="utf-8")
    release(out, same="一", changed="二")
    assert release(out, same="一", changed="一") != old


@pytest.mark.parametrize("harm", ["改动", "截断", "换成链接", "别人不能读"])
def test_a_published_file_that_was_harmed_is_not_taken_over(tmp_path: Path, harm: str) -> None:
    out = tmp_path / "out"
    page = out / "releases" / release(out, same="一二三", changed="一") / "public" / "same.html"
    if harm == "换成链接":
        (tmp_path / "elsewhere").write_bytes(page.read_bytes())
        page.unlink()
        page.symlink_to(tmp_path / "elsewhere")
    elif harm == "别人不能读":
        page.chmod(0o600)
    else:
        page.write_text("一二四" if harm == "改动" else "一二", encoding="utf-8")
    release(out, same="一二三", changed="二")
    now = out / "public" / "same.html"
    assert now.read_text(encoding="utf-8") == "一二三"
    assert now.lstat().st_mode == 0o100644


def test_where_the_disk_has_no_hard_links_files_are_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(errno.EPERM, "no hard links here")

    monkeypatch.setattr(os, "link", refuse)
    out = tmp_path / "out"
    old = out / "releases" / release(out, same="一", changed="一") / "public" / "same.html"
    os.utime(old, (1_000_000_000, 1_000_000_000))
    release(out, same="一", changed="二")
    now = out / "public" / "same.html"
    assert not now.samefile(old)
    assert (now.read_text(encoding="utf-8"), now.stat().st_mtime) == ("一", 1_000_000_000)


def test_the_manifest_of_a_stage_is_that_of_what_lies_in_it(tmp_path: Path) -> None:
    with publish.staging(tmp_path / "out") as stage:
        stage.write("public/首页.html", "首页".encode())
        stage.write("dates.json", b"{}")
        assert stage.manifest() == manifest.of_folder(stage.root)


def test_what_was_printed_is_told_and_not_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    release(out, z="", index="首页", other='“别"页')
    text = manifest.read(publish.in_force(out))
    told = manifest.digests(bytes(bytearray(text)))
    manifest.printed({})
    manifest.digests.cache_clear()
    assert [*manifest.digests(text).items()] == [*told.items()]
    manifest.digests.cache_clear()
    publish.recall(out)
    monkeypatch.setattr(json, "loads", None)
    assert manifest.digests(manifest.read(publish.in_force(out))) == told
    with pytest.raises(manifest.Unreadable):  # a byte more is another manifest
        manifest.digests(text + b" ")


def test_a_manifest_is_printed_once_and_of_other_files_anew() -> None:
    files = {"b": FileEntry("1" * 64, 1), "a": FileEntry("2" * 64, 2)}
    text = manifest.printed(files)
    assert manifest.printed({**files}) is text
    files["a"] = FileEntry("3" * 64, 2)
    assert manifest.printed(files) == text.replace(b"2" * 64, b"3" * 64)


def test_two_processes_may_make_a_folder_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = Path.mkdir

    def a_moment_late(path: Path, *arguments: int, **options: bool) -> None:
        real(path)
        real(path, *arguments, **options)

    monkeypatch.setattr(Path, "mkdir", a_moment_late)
    publish.StagedRelease(tmp_path).write("public/by/a.html", b"1")
    assert (tmp_path / "public" / "by" / "a.html").read_bytes() == b"1"
