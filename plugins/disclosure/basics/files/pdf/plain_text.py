"""All words of a PDF as plain text, for whoever looks for words and not for numbers.

Enters: bytes.  Leaves: texts, as the two libraries that read for ``document`` read them, and what no one
read.  A sentence may go on in the next line: the words of a page are also given without any gap.
"""

from __future__ import annotations

import io
from collections.abc import Iterator

import pypdf

from ..pieces import Unread
from . import layout, letters, parts
from .drawing import MOST_PAGES, MOST_STREAM


def texts(data: bytes) -> Iterator[str | Unread]:
    """The words of all pages, then those of everything else that is a string.

    Raises whatever pypdf and PDFium do over a file that is damaged.
    """
    document = pypdf.PdfReader(io.BytesIO(data))
    if document.is_encrypted:
        yield Unread("加了密")
    elif len(document.pages) > MOST_PAGES:
        yield Unread(f"超过 {MOST_PAGES} 页")
    else:
        yield from _pages(document, data)
        yield from parts.strings(document)


def _pages(document: pypdf.PdfReader, data: bytes) -> Iterator[str | Unread]:
    simple = [_is_simple(page) for page in document.pages]
    placed = letters.pages(data) if all(simple) else iter(())
    for number, page in enumerate(document.pages, 1):
        if not simple[number - 1]:
            yield Unread(f"第 {number} 页太复杂")
            continue
        letter_page = next(placed, None)
        turns = letter_page.turns if letter_page else ()
        for text in (page.extract_text(), *map(layout.as_written, turns)):
            yield text
            yield "".join(text.split())
        if letter_page and not letter_page.is_whole:
            yield Unread(f"第 {number} 页字太多")


def _is_simple(page: pypdf.PageObject) -> bool:
    contents = page.get_contents()
    return contents is None or len(contents.get_data()) <= MOST_STREAM
