"""Codes by names: of the catalogue, and of the sheets already read; and the next numbers.

Enters: the catalogue, what was read.  Leaves: codes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import count

from ...schema.declare import Record
from ...schema.source.nodes import Text
from ..declared import TableLayout, code_key
from ..sourced import Catalogue
from ..trees import entries
from .entered import Entered


class KnownCodes:
    """Codes by names: of the catalogue, and of the sheets already read; and the next numbers."""

    def __init__(self, catalogue: Catalogue, prefix: str) -> None:
        self._codes: dict[tuple[str, str], set[str]] = {}
        self._known: dict[str, set[str]] = {}
        self._prefix = prefix
        self._numbers: dict[str, Iterator[int]] = {}
        self.beside: set[tuple[TableLayout | None, str]] = set()
        """Lists that have sheets of their own, by the table to which they belong."""
        for kept in catalogue.records:
            name = entries(kept.node).get("名称")
            self._add(kept.shelf.written, name.value if isinstance(name, Text) else "", kept.code)
        self._before = {title: set(codes) for title, codes in self._known.items()}

    def has(self, layout: TableLayout, code: str) -> bool:
        """Whether the catalogue has a record of this code already."""
        return code in self._before.get(layout.record.title, ())

    def keep(self, record: type[Record], rows: Iterable[tuple[str, str]]) -> None:
        """Rows of before, with their names and codes, of the record into which a sheet's are put."""
        for name, code in rows:
            self._add(record, name, code)
        self._before[record.title] = set(self._known.get(record.title, ()))

    def learn(self, layout: TableLayout, entered: Iterable[Entered]) -> None:
        """The records of a sheet, for the sheets behind it."""
        for entry in entered:
            name = entry.fields.get(("名称",))
            if layout.owner is None:
                self._add(layout.record, name.value if isinstance(name, Text) else "", entry.code)

    def of_name(self, record: type[Record], name: str) -> str:
        """The one code of a name."""
        codes = self._codes.get((record.title, name), set())
        return next(iter(codes)) if len(codes) == 1 else ""

    def given(self, record: type[Record], name: str) -> str:
        """The code that a name has already, or the next number behind the prefix."""
        if code := self.of_name(record, name):
            return code
        if not self._prefix or not code_key(record):
            return ""
        taken = self._known.setdefault(record.title, set())
        numbers = self._numbers.setdefault(record.title, count(1))
        code = next(code for n in numbers if (code := f"{self._prefix}{n:03d}") not in taken)
        taken.add(code)
        return code

    def _add(self, record: type[Record], name: str, code: str) -> None:
        self._known.setdefault(record.title, set()).add(code)
        if name:
            self._codes.setdefault((record.title, name), set()).add(code)
