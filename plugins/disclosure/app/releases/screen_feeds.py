"""Signed feeds for screens: written for whoever carries them, checked where they are played.

Enters: parsed options.  Leaves: for each screen of the site in force a folder with its files, manifest
and signature; or the word that such a folder may be played.
"""

from __future__ import annotations

import shutil
import sys
from argparse import ArgumentParser, Namespace, _SubParsersAction
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

from ... import release
from ...basics.files.os_errors import said
from ...basics.media import MEDIA
from ...release import manifest, signing, tree
from ..load import today
from . import feed_labels, keys
from .feed_labels import Accepted, FeedLabel, Refused

FINE, PROBLEMS = 0, 1
SEEN = "已收.txt"
"""What a player accepted last, beside the feed's folder."""
_SCREENS = next(medium.folder for medium in MEDIA if medium.screens)
_AMISS = (
    Refused, release.NoRelease, manifest.Unreadable, signing.BadKey, signing.BadSignature, OSError,
)  # fmt: skip


def led_feed(options: Namespace) -> int:
    """Write the signed feed of every screen of the site in force."""
    try:
        secret = keys.needed(options)
        screens = sorted((release.in_force(options.output) / _SCREENS).iterdir())
        for folder in screens:
            label = _fed(folder, options.target, secret, options.as_of or today(), options.days)
            sys.stdout.write(
                f"{options.target / folder.name}：第 {label.sequence} 号，播到 {label.not_after}\n"
            )
    except _AMISS as error:
        sys.stderr.write(f"没有写出节目：{said(error)}\n")
        return PROBLEMS
    return FINE


def _fed(folder: Path, target: Path, secret: bytes, day: date, days: int) -> FeedLabel:
    """Put the feed of a screen in place of the last one, whole."""
    feed, fresh = target / folder.name, target / f".{folder.name}.new"
    before = feed_labels.signed(feed, signing.public_of(secret)) if feed.exists() else None
    text = manifest.of_folder(folder)
    name = next(manifest.names(text))
    sequence = feed_labels.next_sequence(name, day, before)
    label = FeedLabel(folder.name, sequence, day + timedelta(days=days - 1))
    tree.remove(fresh)
    shutil.copytree(folder, fresh)
    tree.write(fresh / manifest.MANIFEST, text)
    tree.write(fresh / manifest.SIGNATURE, signing.sign(secret, text, str(label)))
    tree.remove(feed)
    fresh.rename(feed)
    return label


def led_verify(options: Namespace) -> int:
    """Whether a feed may be played on a screen today; what was accepted is noted beside it."""
    seen: Path = options.feed.parent / f"{options.screen}.{SEEN}"
    try:
        key = signing.read_public(options.public_key.read_text("utf-8", "replace"))
        before = Accepted.read(seen.read_text("utf-8", "replace")) if seen.exists() else None
        given = feed_labels.checked(options.feed, key, options.screen, options.as_of or today(), before)
        tree.replace(seen, str(given).encode())
    except _AMISS as error:
        sys.stderr.write(f"不能播：{said(error)}\n")
        return PROBLEMS
    sys.stdout.write(f"可以播：第 {given.label.sequence} 号，播到 {given.label.not_after}\n")
    return FINE


def add_commands(
    subparsers: _SubParsersAction[ArgumentParser],
    output: Callable[[ArgumentParser], None],
    day: Callable[[str], date],
) -> None:
    """``led-feed`` and ``led-verify``, with the options that others have too."""
    text = "写出每块显示屏签了名的节目，交给播放的机器"
    feed = subparsers.add_parser("led-feed", help=text, description=text)
    feed.add_argument("target", metavar="节目", type=Path, help="写到哪个文件夹，每块屏一个")
    output(feed)
    feed.add_argument("--as-of", metavar="日期", type=day, help="今天是哪天（默认照这台机器）")
    feed.add_argument(
        "--days",
        metavar="天",
        type=int,
        choices=range(1, 61),
        default=7,
        help="播几天，连同今天（默认 7）",
    )
    feed.add_argument("--key", metavar="文件", type=Path, help="私钥（或设环境变量 DISCLOSURE_KEY）")
    feed.set_defaults(run=led_feed)
    text = "一块显示屏的节目能不能播：别的屏的、过期的、以前的、改动过的都不播"
    verify = subparsers.add_parser("led-verify", help=text, description=text)
    verify.add_argument("feed", metavar="节目", type=Path, help="这块屏的节目文件夹")
    verify.add_argument("--screen", metavar="代码", required=True, help="这块屏的代码")
    verify.add_argument("--public-key", metavar="文件", type=Path, required=True, help="本县的公钥文件")
    verify.add_argument("--as-of", metavar="日期", type=day, help="今天是哪天（默认照这台机器）")
    verify.set_defaults(run=led_verify)
