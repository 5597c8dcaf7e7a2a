"""Gate: every page of a site says in its head what a government page must say of itself.

Source: 国办发〔2017〕47号附件 (网页标签): of the site, of the column, of the article.

Enters: the files of a release.  Leaves: a problem for each page that lacks a tag, has one
twice or empty, or names another site than county.yaml does.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from html import unescape

from ...basics.media import MEDIA
from ...basics.problem import Code, Problem
from ..written import Gate, WrittenFile

LACKING = Code(
    "D08", "网页缺政府网站的网页标签", "请把这一行告诉维护本程序的人", law="国办发〔2017〕47号附件"
)
COLUMN = ("ColumnName", "ColumnType")
LISTING = ("ColumnDescription", "ColumnKeywords")
ARTICLE = ("ArticleTitle", "PubDate", "ContentSource")
_FOLDERS = tuple(f"{medium.folder}/" for medium in MEDIA if medium.pages and not medium.touch)
_BEGINS, _ENDS = b"<title>", b"</head>"
_TAG = re.compile(r'<meta name="([A-Za-z]+)" content="([^"]*)">')
_DAY = re.compile(r"[12][0-9]{3}-[01][0-9]-[0-3][0-9]")


class PageMeta(Gate):
    """``site`` are the tags that every page has, with what they say."""

    def __init__(self, site: Mapping[str, str]) -> None:
        self._site = dict(site)

    @property
    def settings(self) -> object:
        return tuple(self._site.items())

    def look(self, file: WrittenFile) -> Iterator[Problem]:
        is_page = file.ending == "html" and file.name.startswith(_FOLDERS)
        _, begins, rest = file.data.partition(_BEGINS) if is_page else (b"", b"", b"")
        for fault in self._faults(rest.partition(_ENDS)[0].decode()) if begins else ():
            yield Problem(file.place, LACKING, fault)

    def _faults(self, head: str) -> Iterator[str]:
        found = [(name, unescape(said)) for name, said in _TAG.findall(head)]
        said = {name: told.strip() for name, told in found}
        for name, told in self._site.items():
            if said.get(name, "") != told:
                yield f"{name} 应是“{told}”，写的是“{said.get(name, '')}”"
        own = ARTICLE if ARTICLE[0] in said else LISTING
        for name in (*COLUMN, *own):
            if not said.get(name):
                yield f"没有 {name}"
        if "PubDate" in said and not _DAY.fullmatch(said["PubDate"]):
            yield f"PubDate“{said['PubDate']}”不是日期"
        often = Counter(name for name, _ in found) if len(said) < len(found) else {}
        yield from (f"{name} 写了 {times} 次" for name, times in often.items() if times > 1)
