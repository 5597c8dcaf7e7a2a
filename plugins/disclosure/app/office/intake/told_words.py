"""What the command line says of all rows (``--set``, ``--means``), and whether anything asks for it.

Enters: parsed options, and what was read.  Leaves: ``Asked``, or what is wrong with the words.
"""

from __future__ import annotations

from argparse import Namespace
from collections import Counter
from collections.abc import Iterable, Sequence

from ....schema.declare import nearest
from ....schema.records.ledgers.ledger import Ledger
from ....schema.records.notices.notice import Notice
from ....tables.grid import SheetGrid
from ....tables.ledgers.ledger_heads import LEDGER
from ....tables.ledgers.ledger_import import LedgerImport
from ....tables.sheets_read import Asked, Understood
from .word_notices import WordDrafts


def asked(options: Namespace) -> Asked | str:
    """What is said; or what is wrong with how it is said."""
    pairs = [(word, *word.partition("=")[::2]) for word in (*options.set, *options.means)]
    if odd := [word for word, key, value in pairs if not (key and value)]:
        return f"“{odd[0]}”要写成 键=值"
    for words in (options.set, options.means):
        times = Counter(word.partition("=")[0] for word in words)
        if twice := [key for key, count in times.items() if count > 1]:
            return f"“{twice[0]}”写了两次，不知道照哪一个：请只写一次"
    preset = dict(word.split("=", 1) for word in options.set)
    meant = dict(word.split("=", 1) for word in options.means)
    return Asked(preset, meant, options.number or "")


def no_such_ledger(told: Asked, ledgers: Sequence[Ledger]) -> str:
    """What to say where the ledger that is named is none of the county's."""
    name = told.preset.get(LEDGER, "")
    known = {word for ledger in ledgers for word in (ledger.code, ledger.name)}
    if not name or name in known:
        return ""
    listed = "、".join(f"{ledger.name}（{ledger.code}）" for ledger in ledgers[:20]) or "还没有"
    return f"没有编码或名称是“{name}”的台账{nearest(name, known) or '。'}县里的台账：{listed}"


def unused(told: Asked, understood: Understood, ledgers: LedgerImport, notices: WordDrafts) -> str:
    """What to say of a key that no table has; nothing where no table is known at all."""
    known = [*understood.settable, *ledgers.settable]
    known += [key.name for key in Notice.keys().values()] if notices.drafts else []
    for key in told.preset if known else ():
        if key not in known:
            listed = "、".join(dict.fromkeys(known))
            return (
                f"没有写：--set 的“{key}”不是这些表的一项{nearest(key, known) or '。'}可以写：{listed}"
            )
    return ""


def not_there(told: Asked, grids: Iterable[SheetGrid]) -> list[str]:
    """Words of ``--means`` that stand in no cell."""
    cells = {"".join(c.text.split()) for grid in grids for row in grid.rows for c in row.cells}
    return [word for word in told.meant if not any("".join(word.split()) in cell for cell in cells)]
