"""What people may write in a table for the code of a record: the code, or a name that only one has.

Enters: records.  Leaves: codes by the title of a kind and by the word.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from ...schema.declare import Record
from ...schema.records.unit import Post, Unit


def codes_by_word(items: Iterable[Record]) -> Mapping[str, Mapping[str, str]]:
    """Words that mean one record of a kind; a code means its own record, whatever else is called so."""
    found: dict[str, dict[str, set[str]]] = {}
    codes: dict[str, dict[str, str]] = {}
    for title, code, words in _called(items):
        codes.setdefault(title, {})[code] = code
        for word in words:
            found.setdefault(title, {}).setdefault(word, set()).add(code)
    return {
        title: {word: next(iter(meant)) for word, meant in words.items() if len(meant) == 1}
        | codes[title]
        for title, words in found.items()
    }


def _called(items: Iterable[Record]) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """The title, code and names of each record, and of the posts of a unit."""
    for item in items:
        code, name = getattr(item, "code", ""), getattr(item, "name", "")
        if code and name:
            yield item.title, code, tuple(filter(None, (name, getattr(item, "short", ""))))
        for post in item.posts if isinstance(item, Unit) else ():
            yield Post.title, post.code, (post.name,)
