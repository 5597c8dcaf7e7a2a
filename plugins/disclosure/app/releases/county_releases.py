"""The counties of a province: a folder of output folders, each with the release that is in force.

Enters: the folder.  Leaves: by its name there, a release that was found; and its data, held against the
release's own manifest, and that against its name and, where there is one, against the county's public
key (``<folder>.pub`` beside it).  What cannot be read or is not what it says is refused, never left out.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

from ... import release as publish
from ...basics.files.os_errors import said
from ...basics.media import FRONT
from ...basics.values import dataclass
from ...county.audience import SOCIETY
from ...editions import open_data
from ...editions.open_data.province.county_data import BadData, CountyData, read
from ...release import manifest, signing, tree
from .release_commands import AUDIENCE

DATA = f"{FRONT.folder}/{open_data.PATH}"


class NotFit(Exception):
    """A county's release cannot be taken into the index; the message says why."""


@dataclass(frozen=True, slots=True)
class CountyRelease:
    """A county's release in force, in ``folder``; ``public_key`` is its text, or nothing."""

    name: str
    folder: Path
    public_key: str

    @property
    def token(self) -> str:
        """Another one where anything that is read would be another."""
        return hashlib.sha256(f"{self.folder.name}\n{self.public_key}".encode()).hexdigest()

    def data(self) -> CountyData:
        """Raises ``NotFit``."""
        try:
            text = manifest.read(self.folder)
            if self.folder.name.partition("-")[0] != next(manifest.names(text)):
                raise NotFit("清单和这一版的名称对不上，可能被改过，或没有拷全")
            self._check_signature(text)
            data = (self.folder / DATA).read_bytes()
            if manifest.digests(text).get(DATA) != hashlib.sha256(data).hexdigest():
                raise NotFit(f"{DATA} 和清单不一致，可能被改过，或没有拷全")
            return read(data)
        except FileNotFoundError:
            raise NotFit(f"没有 {DATA}：请用这一版程序重新生成") from None
        except (OSError, manifest.Unreadable, BadData, signing.BadSignature, signing.BadKey) as error:
            raise NotFit(said(error)) from error

    def _check_signature(self, text: bytes) -> None:
        if not self.public_key:
            return
        signature = self.folder / publish.SIGNATURE
        if not signature.is_file():
            raise NotFit("给了公钥，这一版却没有签名")
        told = tree.plain(signature, signing.MOST_BYTES)
        signing.check(signing.read_public(self.public_key), text, told)


def found(folder: Path) -> list[Path]:
    """The counties' output folders.  Raises ``OSError``."""
    return sorted(path for path in folder.iterdir() if path.is_dir() and not path.name.startswith("."))


def in_force(out: Path) -> CountyRelease:
    """Raises ``NotFit``."""
    try:
        folder = publish.in_force(out)
        mark, key = out / AUDIENCE, out.with_name(f"{out.name}.pub")
        audience = mark.read_text("utf-8").strip() if mark.is_file() else ""
        if audience != SOCIETY:
            raise NotFit(f"是给“{audience or '不知道谁'}”看的，不是给社会看的")
        return CountyRelease(out.name, folder, key.read_text("utf-8") if key.is_file() else "")
    except (publish.NoRelease, OSError, UnicodeDecodeError) as error:
        raise NotFit(said(error)) from error
