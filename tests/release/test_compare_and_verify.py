"""Releases as people manage them: shown before publishing, checked after, taken back when wrong."""

from __future__ import annotations

import errno
import json
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from counties import AS_OF, lay_out_case

from disclosure import release as publish
from disclosure.__main__ import main
from disclosure.app.releases import release_commands
from disclosure.release import durable, first_dates, manifest, said_before, signing

pytestmark = pytest.mark.usefixtures("ungated")
POWER = "catalogues/powers/MZ-JF-001.yaml"
NOTICE = "content/TZ-2026-001.md"
Printed = pytest.CaptureFixture[str]


def run(*arguments: object) -> int:
    return main([str(argument) for argument in arguments])


def build(county: Path, out: Path, *more: object) -> int:
    return run("build", county, "--output", out, "--as-of", AS_OF, *more)


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def put(out: Path, **files: str) -> str:
    """Publish pages without building a county."""
    with publish.staging(out) as stage:
        for name, text in files.items():
            stage.write(f"public/{name}.html", text.encode())
        return publish.commit(out, stage)


def read(out: Path, name: str = "index") -> str:
    return (out / "public" / f"{name}.html").read_text(encoding="utf-8")


@pytest.fixture
def county(tmp_path: Path) -> Path:
    return lay_out_case("", tmp_path)


# What a build will change is said before it is published


def test_a_clerk_reads_what_comes_changes_and_goes(
    county: Path, tmp_path: Path, capsys: Printed
) -> None:
    assert build(county, tmp_path / "out") == 0
    assert "新增职权 1 项\n    临时救助审核确认（MZ-JF-001；" in capsys.readouterr().out
    notice = (county / NOTICE).read_text(encoding="utf-8")
    (county / NOTICE).unlink()
    new = notice.replace("TZ-2026-001", "TZ-2026-002").replace("关于公布", "关于再次公布")
    new = new.replace("公开范围", "急播至: 2099-12-31\n公开范围")
    (county / "content" / "TZ-2026-002.md").write_text(new, encoding="utf-8")
    edit(county / POWER, "承诺时限: 8个工作日", "承诺时限: 9个工作日")
    assert build(county, tmp_path / "out") == 0
    printed = capsys.readouterr().out
    assert "撤下公告 1 项\n    关于公布2026年临时救助办理流程的公告（TZ-2026-001；" in printed
    assert "新增公告 1 项\n    关于再次公布2026年临时救助办理流程的公告（TZ-2026-002；" in printed
    assert "改动职权 1 项\n    临时救助审核确认（MZ-JF-001；" in printed
    assert "显示屏 square：文字有变" in printed


def test_a_dry_run_shows_and_publishes_nothing(county: Path, tmp_path: Path, capsys: Printed) -> None:
    out = tmp_path / "out"
    assert build(county, out, "--dry-run") == 0
    assert "新增职权 1 项" in capsys.readouterr().out
    assert not (out / "public").exists()


def test_the_same_content_again_is_no_change(county: Path, tmp_path: Path, capsys: Printed) -> None:
    for _ in range(2):
        assert build(county, tmp_path / "out") == 0
    assert "没有变化" in capsys.readouterr().out


def test_two_releases_are_compared_by_name(tmp_path: Path, capsys: Printed) -> None:
    out = tmp_path / "out"
    old = put(out, index="一", gone="去")
    put(out, index="二", fresh="来")
    assert run("diff", out / "releases" / old, out, "--files") == 0
    printed = capsys.readouterr().out
    assert "改动：public/index.html" in printed
    assert "撤下：public/gone.html" in printed
    assert "新增：public/fresh.html" in printed
    assert run("diff", tmp_path, out) == 2


# Going back


def test_rollback_restores_the_release_before_and_once_more_returns(
    tmp_path: Path, capsys: Printed
) -> None:
    out = tmp_path / "out"
    put(out, index="旧", withdrawn="撤回")
    put(out, index="新")
    assert run("rollback", "--output", out) == 0
    assert (read(out), read(out, "withdrawn")) == ("旧", "撤回")
    assert "新增 1 个" in capsys.readouterr().out
    assert run("rollback", "--output", out) == 0
    assert read(out) == "新"


def test_rollback_finds_the_release_before_though_the_swap_was_cut_short(tmp_path: Path) -> None:
    out = tmp_path / "out"
    put(out, index="旧")
    put(out, index="新")
    (out / "previous").unlink()
    (out / "previous").symlink_to((out / "current").readlink())  # where a kill between the two leaves it
    assert run("rollback", "--output", out) == 0
    assert read(out) == "旧"


def test_rollback_refuses_what_it_cannot_do(tmp_path: Path, capsys: Printed) -> None:
    out = tmp_path / "out"
    assert run("rollback", "--output", out) == 1
    old = put(out, index="旧")
    assert run("rollback", "--output", out) == 1
    put(out, index="新")
    (out / "releases" / old / "public" / "index.html").write_text("被改", encoding="utf-8")
    assert run("rollback", "--output", out) == 1
    assert "改动：public/index.html" in capsys.readouterr().err
    assert read(out) == "新"
    with publish.staging(out):
        assert run("rollback", "--output", out) == 75


# Checking


def test_verify_names_every_differing_missing_and_extra_file(tmp_path: Path, capsys: Printed) -> None:
    out = tmp_path / "out"
    put(out, index="首页", other="别页", third="第三")
    assert run("verify", out) == 0
    public = (out / "public").resolve()
    (public / "index.html").write_text("首頁", encoding="utf-8")
    (public / "other.html").unlink()
    (public / "extra.html").write_text("多", encoding="utf-8")
    (public / "link").symlink_to("/etc")
    assert run("verify", out) == 1
    named = capsys.readouterr().out.splitlines()[1:]
    assert named == [
        "多出：public/extra.html",
        "改动：public/index.html",
        "多出：public/link",
        "缺少：public/other.html",
    ]


@pytest.mark.skipif(not shutil.which("sha256sum"), reason="这台机器没有 sha256sum")
def test_the_digests_are_checked_without_this_program(tmp_path: Path, capsys: Printed) -> None:
    out = tmp_path / "out"
    put(out, index="甲", other="乙")
    command, release = ["sha256sum", "--strict", "-c", "SHA256SUMS"], out / "current"
    told = subprocess.run(command, cwd=release, capture_output=True, check=True, text=True).stdout
    listed = [line.rpartition(": ")[0] for line in told.splitlines()]
    assert listed == sorted(json.loads((release / "manifest.json").read_bytes())["files"])
    assert run("verify", out) == 0
    sums = release / "SHA256SUMS"
    sums.write_bytes(sums.read_bytes().replace(b"public", b"Public", 1))
    assert run("verify", out) == 1
    assert "改动：SHA256SUMS" in capsys.readouterr().out
    (release / "public" / "index.html").write_text("丙", "utf-8")
    assert subprocess.run(command, cwd=release, capture_output=True, check=False).returncode == 1


def test_verify_checks_a_copy_on_another_machine(tmp_path: Path, capsys: Printed) -> None:
    out, copy = tmp_path / "out", tmp_path / "www"
    put(out, index="首页")
    shutil.copytree(out / "public", copy)
    given = ("--manifest", out / "current" / "manifest.json", "--part", "public")
    assert run("verify", copy, *given) == 0
    (copy / "index.html").write_text("被黑", encoding="utf-8")
    assert run("verify", copy, *given) == 1
    assert "改动：index.html" in capsys.readouterr().out


def test_verify_without_a_manifest_is_a_failure(tmp_path: Path, capsys: Printed) -> None:
    assert run("verify", tmp_path) == 1
    (tmp_path / "manifest.json").write_text('{"files": {}}', encoding="utf-8")
    assert run("verify", tmp_path) == 1  # nothing was checked: that is not a pass
    (tmp_path / "manifest.json").write_text("[]", encoding="utf-8")
    assert run("verify", tmp_path) == 1
    assert "不可信" in capsys.readouterr().err


@pytest.fixture(scope="module")
def signed_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a key, and a release that was signed with it."""
    folder = tmp_path_factory.mktemp("signed")
    assert run("keygen", folder / "key") == 0
    assert build(lay_out_case("", folder), folder / "out", "--key", folder / "key") == 0
    return folder


@pytest.fixture
def signed(signed_once: Path, tmp_path: Path) -> Path:
    """A copy to forge, with the key beside it."""
    shutil.copytree(signed_once, tmp_path, symlinks=True, dirs_exist_ok=True)
    return tmp_path / "out"


def test_a_signed_manifest_is_checked_with_the_public_key(
    signed: Path, tmp_path: Path, capsys: Printed
) -> None:
    assert run("verify", signed, "--public-key", tmp_path / "key.pub") == 0
    assert "签名有效" in capsys.readouterr().out
    assert (tmp_path / "key").stat().st_mode & 0o077 == 0


def rewritten_with_its_manifest(release: Path) -> None:
    (release / "public" / "index.html").write_text("伪造", encoding="utf-8")
    (release / "manifest.json").write_bytes(manifest.of_folder(release))


def without_signature(release: Path) -> None:
    (release / "manifest.json.minisig").unlink()


def signed_by_another(release: Path) -> None:
    text = (release / "manifest.json").read_bytes()
    (release / "manifest.json.minisig").write_bytes(signing.sign(signing.new_key(), text, "release"))


def comment_changed(release: Path) -> None:
    edit(release / "manifest.json.minisig", "release ", "Release ")


def signature_cut(release: Path) -> None:
    path = release / "manifest.json.minisig"
    path.write_bytes(path.read_bytes()[:60])


@pytest.mark.parametrize(
    "forge",
    [rewritten_with_its_manifest, without_signature, signed_by_another, comment_changed, signature_cut],
)
def test_a_forged_release_is_not_trusted(
    forge: Callable[[Path], None], signed: Path, tmp_path: Path, capsys: Printed
) -> None:
    forge((signed / "current").resolve())
    assert run("verify", signed, "--public-key", tmp_path / "key.pub") == 1
    assert "签名" in capsys.readouterr().err


def test_a_key_that_is_none_stops_the_build_before_anything_changes(
    county: Path, tmp_path: Path, capsys: Printed
) -> None:
    (tmp_path / "key").write_text("不是钥匙", encoding="utf-8")
    (tmp_path / "key").chmod(0o600)
    assert build(county, tmp_path / "out", "--key", tmp_path / "key") == 1
    assert "keygen" in capsys.readouterr().err
    assert not (tmp_path / "out" / "public").exists()


def test_an_existing_key_is_never_overwritten(tmp_path: Path) -> None:
    (tmp_path / "key").write_text("旧钥匙", encoding="utf-8")
    assert run("keygen", tmp_path / "key") == 1
    assert (tmp_path / "key").read_text(encoding="utf-8") == "旧钥匙"


# Honest dates


@pytest.mark.parametrize(("day", "status", "code"), [("2026-03-11", 1, "R62"), ("2026-03-09", 0, "R63")])
def test_a_date_that_moves_after_publication_is_a_problem(
    day: str, status: int, code: str, county: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    assert build(county, out) == 0
    before = read(out, "powers/MZ-JF-001")
    edit(county / POWER, "公布日期: 2026-03-10", f"公布日期: {day}")
    assert build(county, out) == status
    assert (read(out, "powers/MZ-JF-001") == before) is bool(status)
    found = list(release_commands.moved_dates(out, loaded(county)))
    assert [(p.code.id, p.place.path) for p in found] == [(code, POWER)]


def test_a_notice_that_changes_keeps_its_date_and_shows_the_change(county: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert build(county, out) == 0
    assert list(release_commands.moved_dates(out, loaded(county))) == []
    edit(county / NOTICE, "\n---\n\n", "\n---\n\n另外补充一句。\n\n")
    found = list(release_commands.moved_dates(out, loaded(county)))
    assert [(p.code.id, p.place.path, p.is_error) for p in found] == [("R65", NOTICE, False)]
    correction = "更正:\n  - {日期: 2026-03-20, 内容: 补充了一句}\n公开范围:"
    edit(county / NOTICE, "公开范围:", correction)
    assert list(release_commands.moved_dates(out, loaded(county))) == []
    assert build(county, out) == 0
    page = read(out, "notices/TZ-2026-001")
    assert "补充了一句" in page
    assert "2026-03-20" in page
    assert "2026-03-12" in page


def in_hexadecimal(path: Path) -> None:
    """A ledger as earlier versions wrote it."""
    old = str.maketrans("ghijklmnop", "0123456789")
    known = json.loads(path.read_text("utf-8"))
    entries = {
        k.translate(old): v if isinstance(v, str) else [v[0].translate(old), *v[1:]]
        for k, v in known.items()
    }
    assert entries != known
    path.write_text(json.dumps(entries), "utf-8")


def test_first_dates_of_earlier_versions_are_kept(county: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert build(county, out) == 0
    release = (out / "current").resolve()
    before = (release / first_dates.LEDGER).read_bytes()
    in_hexadecimal(release / first_dates.LEDGER)
    in_hexadecimal(release / said_before.CONTENTS)
    assert list(release_commands.moved_dates(out, loaded(county))) == []
    edit(county / POWER, "公布日期: 2026-03-10", "公布日期: 2026-03-11")
    edit(county / NOTICE, "\n---\n\n", "\n---\n\n另外补充一句。\n\n")
    found = list(release_commands.moved_dates(out, loaded(county)))
    assert sorted(p.code.id for p in found) == ["R62", "R65"]
    edit(county / POWER, "公布日期: 2026-03-11", "公布日期: 2026-03-10")
    assert build(county, out) == 0
    assert (out / "current" / first_dates.LEDGER).read_bytes() == before


def test_a_withdrawn_record_comes_back_with_its_first_date_only(county: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    notice = (county / NOTICE).read_text(encoding="utf-8")
    assert build(county, out) == 0
    (county / NOTICE).unlink()
    for promised in (9, 10, 11):  # until the release that held it is forgotten
        edit(county / POWER, f"承诺时限: {promised - 1}个工作日", f"承诺时限: {promised}个工作日")
        assert build(county, out, "--allow-withdrawal") == 0
    assert "TZ-2026-001" not in (out / "current" / first_dates.LEDGER).read_text(encoding="utf-8")
    (county / NOTICE).write_text(
        notice.replace("发布日期: 2026-03-12", "发布日期: 2026-04-01"), encoding="utf-8"
    )
    assert build(county, out) == 1
    (county / NOTICE).write_text(notice, encoding="utf-8")
    assert build(county, out) == 0


def test_a_ledger_that_cannot_be_read_stops_the_build(
    county: Path, tmp_path: Path, capsys: Printed
) -> None:
    out = tmp_path / "out"
    assert build(county, out) == 0
    (out / "current" / first_dates.LEDGER).write_text("[]", encoding="utf-8")
    assert build(county, out) == 1
    assert "台账" in capsys.readouterr().err


def loaded(county: Path) -> release_commands.Site:
    from counties import load  # noqa: PLC0415

    site, _ = load(county)
    assert site
    return site


# Nothing torn, nothing foreign touched


def test_another_audience_is_refused_the_folder_of_the_first(
    county: Path, tmp_path: Path, capsys: Printed
) -> None:
    out = tmp_path / "out"
    assert build(county, out) == 0
    assert build(county, out, "--audience", "全党") == 1
    assert "另一个输出文件夹" in capsys.readouterr().err
    assert build(county, tmp_path / "party", "--audience", "全党") == 0


def test_a_release_damaged_on_the_disk_is_not_taken_for_whole(tmp_path: Path) -> None:
    out = tmp_path / "out"
    old = put(out, index="一", other="一")
    put(out, index="二")
    (out / "releases" / old / "public" / "other.html").unlink()  # an old removal, cut short
    put(out, index="一", other="一")
    assert read(out, "other") == "一"
    assert manifest.compare((out / "current").resolve()) == []


def test_leftovers_of_builds_cut_short_are_swept(tmp_path: Path) -> None:
    out = tmp_path / "out"
    put(out, index="一")
    (out / ".stage-dead").mkdir()
    (out / "releases" / ".gone-dead").mkdir()
    put(out, index="二")
    assert not [path.name for path in out.rglob(".*-dead")]


def test_a_folder_of_someone_else_under_our_name_is_untouched(tmp_path: Path) -> None:
    out = tmp_path / "out"
    with publish.staging(out):
        pass
    (out / "public").mkdir()
    (out / "public" / "homework.doc").write_text("不要删我", encoding="utf-8")
    with pytest.raises(publish.Foreign, match="public"):
        put(out, index="一")
    (out / "photos").symlink_to(tmp_path)
    shutil.rmtree(out / "public")
    put(out, index="一")
    assert (out / "photos").is_symlink()


def test_a_swap_that_may_not_last_is_taken_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "out"
    put(out, index="旧")
    sync = durable.sync_folder

    def fail_after_the_swap(folder: Path) -> None:
        if folder == out and read(out) == "新":
            raise OSError(errno.EIO, "disk")
        sync(folder)

    monkeypatch.setattr(durable, "sync_folder", fail_after_the_swap)
    with pytest.raises(OSError, match="disk"):
        put(out, index="新")
    assert read(out) == "旧"


@pytest.mark.skipif(os.name == "nt", reason="Windows 没有这种权限位")
def test_pages_are_readable_by_the_web_server_whatever_the_umask(tmp_path: Path) -> None:
    before = os.umask(0o077)
    try:
        put(tmp_path / "out", index="一")
    finally:
        os.umask(before)
    page = (tmp_path / "out" / "public" / "index.html").resolve()
    assert page.stat().st_mode & 0o777 == 0o644
    assert page.parent.stat().st_mode & 0o777 == 0o755
