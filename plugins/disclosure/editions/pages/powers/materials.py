"""申请材料 of a power, or of a 子项, as its page lists them: those always needed, then case by case.

Enters: an ``Edition`` and either.  Leaves: ``MaterialList`` values.
"""

from __future__ import annotations

from collections.abc import Iterator

from ....basics.values import dataclass
from ....schema.records.powers.item import Item
from ....schema.records.powers.material import Material
from ...edition import Edition
from ...parts import urls
from ...parts.blocks import Anchor


@dataclass(frozen=True, slots=True)
class MaterialRow:
    """One material: its name, what is to be known of it, and its forms."""

    name: str
    need: str = ""
    about: tuple[str, ...] = ()
    forms: tuple[Anchor, ...] = ()


@dataclass(frozen=True, slots=True)
class MaterialList:
    """The materials of one case, or, without a name, of every case."""

    case: str
    rows: tuple[MaterialRow, ...]


def lists(edition: Edition, item: Item) -> tuple[MaterialList, ...]:
    cases = ("", *dict.fromkeys(case for material in item.materials for case in material.cases))
    found = ((case, [m for m in item.materials if case in (m.cases or ("",))]) for case in cases)
    return tuple(
        MaterialList(case, tuple(_row(edition, material) for material in materials))
        for case, materials in found
        if materials
    )


def _row(edition: Edition, material: Material) -> MaterialRow:
    source = f"来源：{material.source}" if material.source else ""
    about = (material.form, material.copies, source, material.note)
    return MaterialRow(
        material.name, material.need, tuple(filter(None, about)), tuple(_forms(edition, material))
    )


def _forms(edition: Edition, material: Material) -> Iterator[Anchor]:
    for word, name in (("空白表", material.blank), ("样表", material.sample)):
        if name:
            yield to_take(edition, word, name)


def to_take(edition: Edition, word: str, name: str) -> Anchor:
    """A file, to be fetched where an edition lets its reader take files away."""
    return Anchor(f"{word}：{name}", "" if edition.medium.touch else _where(edition, name))


def _where(edition: Edition, name: str) -> str:
    """Where the first notice that has a file of that name publishes it; empty if none does."""
    for notice in edition.site.notices.values():
        for number, file in enumerate(notice.files, 1):
            if file.name == name:
                return urls.attachment(notice.code, number, file.ending)
    return ""
