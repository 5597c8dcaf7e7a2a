"""Signed feeds for screens: written for whoever carries them, checked where they are played.

Enters: parsed options.  Leaves: for each screen of the site in force a folder with its files, manifest
and signature; or the word that such a folder may be played.
"""

from __future__ import annotations

import shutil
import sys
from argparse import Namespace
from datetime import date, timedelta
from pathlib import Path

from ... import release
from ...basics.files.os_errors import said
from ...basics.media import SCREENS
from ...release import manifest, signing, tree
from ..load import today
from . import feed_labels, keys
from .feed_labels import Accepted, FeedLabel, Refused

FINE, PROBLEMS = 0, 1
SEEN = "已收.txt"
"""What a player accepted last, beside the feed's folder."""
_AMISS = (
    Refused, release.NoRelease, manifest.Unreadable, signing.BadKey, signing.BadSignature, OSError,
)  # fmt: skip


def led_feed(options: Namespace) -> int:
    """Write the signed feed of every screen of the site in force."""
    try:
        secret = keys.needed(options)
        now = release.in_force(options.output)
        for folder in sorted(screen for of in SCREENS for screen in (now / of).iterdir()):
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
        key = keys.public(options.public_key)
        before = Accepted.read(seen.read_text("utf-8", "replace")) if seen.exists() else None
        given = feed_labels.checked(options.feed, key, options.screen, options.as_of or today(), before)
        tree.replace(seen, str(given).encode())
    except _AMISS as error:
        sys.stderr.write(f"不能播：{said(error)}\n")
        return PROBLEMS
    sys.stdout.write(f"可以播：第 {given.label.sequence} 号，播到 {given.label.not_after}\n")
    return FINE
