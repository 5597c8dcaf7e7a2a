"""What a screen's player must know before it plays what it was given: for which screen, until when.

Enters: the folder of a screen with its manifest and signature, what was accepted last, and today.
Leaves: the ``FeedLabel`` that was signed with the manifest, or ``Refused``.  The label is minisign's
trusted comment, so that minisign itself shows and checks it; the key says of which county it is.
"""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

from ...basics.values import dataclass
from ...release import manifest, signing, tree

_LABEL = re.compile(r"screen ([A-Za-z0-9._-]+) sequence (\d{1,12}) not-after (\d{4}-\d\d-\d\d)")


class Refused(Exception):
    """The feed must not be played; the message says why."""


@dataclass(frozen=True, slots=True)
class FeedLabel:
    """For which screen a feed is, which one it is, and the last day on which it may be played."""

    screen: str
    sequence: int
    not_after: date

    def __str__(self) -> str:
        return f"screen {self.screen} sequence {self.sequence} not-after {self.not_after}"

    @classmethod
    def read(cls, comment: str) -> FeedLabel:
        """Raises ``Refused`` where the comment is of something else."""
        found = _LABEL.fullmatch(comment)
        try:
            screen, sequence, day = found.groups() if found else ("", "", "")
            return cls(screen, int(sequence), date.fromisoformat(day))
        except ValueError:
            raise Refused("签名有效，但签的不是显示屏的节目") from None


@dataclass(frozen=True, slots=True)
class Accepted:
    """What a player accepted last: its label, and the name of its manifest."""

    label: FeedLabel
    name: str

    def __str__(self) -> str:
        return f"{self.label}\n{self.name}\n"

    @classmethod
    def read(cls, text: str) -> Accepted:
        """Raises ``Refused``."""
        label, _, name = text.strip().partition("\n")
        return cls(FeedLabel.read(label), name)


def signed(folder: Path, key: signing.PublicKey) -> Accepted:
    """What a feed says of itself.  Raises ``Refused``, ``BadSignature``, ``Unreadable``, ``OSError``."""
    text = manifest.read(folder)
    comment = signing.check(key, text, tree.plain(folder / manifest.SIGNATURE, signing.MOST_BYTES))
    return Accepted(FeedLabel.read(comment), next(manifest.names(text)))


def checked(
    folder: Path, key: signing.PublicKey, screen: str, today: date, before: Accepted | None
) -> Accepted:
    """A feed that may be played on a screen today.  Raises as ``signed`` does."""
    given = signed(folder, key)
    label = given.label
    if label.screen != screen:
        raise Refused(f"这是 {label.screen} 屏的节目，不是 {screen} 屏的")
    if label.not_after < today:
        raise Refused(f"过期了：只能播到 {label.not_after}")
    _not_played_before(given, before)
    differences = manifest.compare(folder)
    if differences:
        raise Refused(f"与签过名的清单不同：{'、'.join(map(str, differences[:5]))}")
    return given


def _not_played_before(given: Accepted, before: Accepted | None) -> None:
    """The same feed may come again with a later last day; none may come after a later one."""
    if before is None or given.label.sequence > before.label.sequence:
        return
    last = before.label
    if given.label.sequence < last.sequence or given.name != before.name:
        raise Refused(f"是以前的节目（第 {given.label.sequence} 号），已经收过第 {last.sequence} 号")
    if given.label.not_after < last.not_after:
        raise Refused(f"是以前的节目（播到 {given.label.not_after}），已经收过播到 {last.not_after} 的")


def next_sequence(name: str, today: date, before: Accepted | None) -> int:
    """Of a feed with this manifest: a new one where it differs, above those of earlier days."""
    if before and before.name == name:
        return before.label.sequence
    return max(int(f"{today:%Y%m%d}01"), before.label.sequence + 1 if before else 0)
