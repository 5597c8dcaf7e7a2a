"""Commands on releases: going back, checking, comparing; and the last steps of a build.

Enters: parsed options, or a staged release.  Leaves: an exit status, and what people should know.
"""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from ... import release as publish
from ...basics.files.os_errors import said
from ...basics.media import TITLES
from ...basics.problem import Problem
from ...county.site import Site
from ...release import changed_codes as codes
from ...release import compare as releases
from ...release import first_dates, manifest, said_before, signing, tree, withdrawals
from ...release.compare import Release
from . import forgetting, keys

FINE, PROBLEMS, USAGE, BUSY = 0, 1, 2, 75
AUDIENCE = ".disclosure.audience"


_UNTRUSTED = (manifest.Unreadable, publish.NoRelease, signing.BadSignature, signing.BadKey)


def moved_dates(out: Path, seen: Site) -> Iterator[Problem]:
    """Dates that differ from those first published in this output folder, and silent changes."""
    yield from first_dates.moved(_ledger(out), seen)
    yield from _changed(out, seen)


def lost_codes(out: Path, seen: Site) -> Iterator[Problem]:
    """Codes that the release in force shows, and that lead nowhere any more."""
    try:
        before = _release(out)
    except (publish.NoRelease, manifest.Unreadable):  # which is told when the releases are compared
        return
    yield from codes.lost_codes(before, seen)


def claim(out: Path, audience: str) -> None:
    """Make an output folder that of one audience for good; only while the lock is held.

    Raises:
        Foreign: it is that of another, whose readers would suddenly see this one's pages.
    """
    mark = out / AUDIENCE
    if not mark.exists() and not publish.kept(out):
        tree.replace(mark, f"{audience}\n".encode())
        return
    owner = mark.read_text("utf-8", "replace").strip() if mark.is_file() else ""
    if not owner:
        raise publish.Foreign(
            f"{mark} 不在或是空的，不知道 {out} 是给谁看的网站：请换一个输出文件夹，或写上受众"
        )
    if owner != audience:
        raise publish.Foreign(f"{out} 是给“{owner}”看的网站，“{audience}”请用另一个输出文件夹")


DATES_AND_WORDS: Mapping[str, Callable[[Path, Site], bytes]] = {
    first_dates.LEDGER: lambda out, seen: first_dates.updated(_ledger(out), seen),
    said_before.CONTENTS: lambda _, seen: said_before.contents(seen),
    withdrawals.LEFT: lambda _, seen: withdrawals.leaving(seen),
}
"""The ledger of first dates, what notices say, and what had to leave, by path in a release: how each is
made of what readers may see, upon the release in a folder."""


def announced(out: Path, stage: publish.StagedRelease, percent: int) -> tuple[list[str], str]:
    """What readers will find changed, in lines; what to say where much would be withdrawn."""
    coming, told = releases.staged(stage), "这一版与现在的网站相比："
    try:
        before = _release(out)
    except publish.NoRelease:
        before, told = Release(out, {}), "第一次发布："
    except manifest.Unreadable as error:
        before, told = Release(out, {}), f"没法与现在的网站比较（{error}）："
    lines = [told, *(f"  {line}" for line in releases.told(before, coming, TITLES))]
    large = "、".join(map(str, withdrawals.large(before, coming, percent)))
    return lines, large and (
        f"这一版要撤下{large}，超过了 {percent}%，或一项不剩。多半是文件夹没有挂上、文件被误删；"
        "确实要撤下，请加 --allow-withdrawal"
    )


def commit(out: Path, stage: publish.StagedRelease, secret: bytes) -> str:
    """Sign, where there is a key, and swap in.  Raises what ``publish.commit`` does."""

    def signed(text: bytes) -> bytes:
        return signing.sign(secret, text, f"release {next(manifest.names(text))}")

    return publish.commit(out, stage, signed) if secret else publish.commit(out, stage)


def rollback(options: Namespace) -> int:
    """Put the release before in force again."""
    out: Path = options.output
    try:
        before = publish.before(out)
        if held := forgetting.still_held(out).get(before):
            return _fail(f"没有退回：{held}。现在的网站没有改动。", PROBLEMS)
        told = list(releases.told(_release(out), releases.published(before), TITLES))
        name = publish.rollback(out)
    except publish.Busy as error:
        return _fail(str(error), BUSY)
    except (*forgetting.UNREADABLE, publish.Damaged, manifest.Unreadable, OSError) as error:
        return _fail(f"没有退回：{said(error)}。现在的网站没有改动。", PROBLEMS)
    _print("\n".join([f"已退回上一版（{name}）。与退回前相比：", *(f"  {line}" for line in told)]))
    _print("要回到退回前的那一版，再运行一次 disclosure rollback；下一次生成会照目录重新来。")
    return FINE


def diff(options: Namespace) -> int:
    """What the second release adds, changes and withdraws against the first."""
    try:
        old, new = _release(options.old), _release(options.new)
    except (manifest.Unreadable, publish.NoRelease) as error:
        return _fail(str(error), USAGE)
    for line in releases.told(old, new, TITLES):
        _print(line)
    if options.files:
        for what, path in releases.differences(old, new):
            _print(f"{what}：{path}")
    return FINE


def verify(options: Namespace) -> int:
    """Re-hash a published tree against its manifest; name every file that differs."""
    try:
        folder = _folder(options.tree)
        home, part = _home_of(folder, options)
        text = options.manifest.read_bytes() if options.manifest else manifest.read(home)
        expected = _part(manifest.digests(text), part)
        signed = _signed(options, home, text)
    except (*_UNTRUSTED, OSError) as error:
        return _fail(f"不可信：{said(error)}", PROBLEMS)
    differences = manifest.compare(folder, expected)
    for difference in differences:
        _print(str(difference))
    if differences or not expected:
        return _fail(
            f"不一致：{len(differences)} 个文件与清单不同（清单共 {len(expected)} 个）", PROBLEMS
        )
    _print(f"一致：{len(expected)} 个文件与清单逐字节相同。{signed}")
    return FINE


def _ledger(out: Path) -> first_dates.FirstDates:
    """First dates, as the kept releases tell them.  Raises ``publish.Damaged`` where one cannot."""
    paths = (release / first_dates.LEDGER for release in publish.kept(out))
    try:
        return first_dates.read(path.read_bytes() for path in paths if path.is_file())
    except (ValueError, AttributeError, TypeError):
        raise publish.Damaged(f"{out} 里首次公布日期的台账 {first_dates.LEDGER} 读不懂") from None


def _changed(out: Path, seen: Site) -> Iterator[Problem]:
    """Notices that differ from the release in force.  Raises ``publish.Damaged``."""
    try:
        before = (publish.in_force(out) / said_before.CONTENTS).read_bytes()
    except (publish.NoRelease, FileNotFoundError):
        return
    try:
        yield from said_before.changed(before, seen)
    except (ValueError, AttributeError, TypeError):
        raise publish.Damaged(f"{out} 里的 {said_before.CONTENTS} 读不懂") from None


def _home_of(folder: Path, options: Namespace) -> tuple[Path, str]:
    """Where the manifest of a folder lies, and which part of the release the folder is."""
    if options.manifest:
        return options.manifest.parent, options.part
    real = folder.resolve()
    for home in (real, *real.parents) if not options.part else ():
        release = _folder(home)
        if (release / publish.MANIFEST).is_file():
            part = real.relative_to(home).as_posix()
            return release, "" if part == "." else part
    return folder, options.part


def _folder(path: Path) -> Path:
    """The release in force where an output folder is named.  Raises ``NoRelease``."""
    return publish.in_force(path) if (path / publish.LOCK).is_file() else path


def _release(path: Path) -> Release:
    return releases.published(_folder(path))


def _part(expected: Mapping[str, str], part: str) -> Mapping[str, str]:
    """The files of one edition, as they are named where that edition stands alone."""
    head = f"{part}/" if part else ""
    return {p.removeprefix(head): digest for p, digest in expected.items() if p.startswith(head)}


def _signed(options: Namespace, home: Path, text: bytes) -> str:
    """What is known of the signature.  Raises ``BadSignature`` where a key was given for nothing."""
    if options.public_key is None:
        return "没有核对签名：给出 --public-key 才知道清单本身有没有被换过。"
    key = keys.public(options.public_key)
    signature = home / publish.SIGNATURE
    if not signature.is_file():
        raise signing.BadSignature(f"没有签名文件 {signature.name}")
    comment = signing.check(key, text, tree.plain(signature, signing.MOST_BYTES))
    return f"签名有效（{comment}）。"


def _print(text: str) -> None:
    sys.stdout.write(f"{text}\n")


def _fail(text: str, status: int) -> int:
    sys.stderr.write(f"{text}\n")
    return status
