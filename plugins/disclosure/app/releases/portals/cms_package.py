"""``disclosure cms 网站 包.zip``: the published articles for a portal that takes them in.

Enters: parsed options.  Leaves: a ZIP with one folder a column, in it one folder an article: its text,
its tags, its files; and a list of all.  It is made of the published pages alone: nothing is in it that
no gate has passed.  The same site gives the same bytes.
"""

from __future__ import annotations

import json
import re
import tempfile
import zipfile
from argparse import Namespace
from collections.abc import Iterator, Mapping
from html import unescape
from pathlib import Path
from urllib.parse import urljoin, urlsplit

from ....basics.files import tables
from ....basics.files.os_errors import said
from ....basics.values import dataclass
from ...report import FINE, PROBLEMS, say

_SITES = ("", "public", "current/public")
_LONG_AGO = (1980, 1, 1, 0, 0, 0)
_TAG = re.compile(r'<meta name="([A-Za-z]+)" content="([^"]*)">')
_MAIN = re.compile(r'<main id="main"[^>]*>\n(.*?)</main>', re.DOTALL)
_LINK = re.compile(r' (href|src)="([^"#][^"]*)"')
_BASE = re.compile(r"^Sitemap: (\S+)sitemap\.xml$", re.MULTILINE)
_FILES = "attachments/"
HEADS = ("栏目", "标题", "日期", "来源", "文件夹")


@dataclass(frozen=True, slots=True)
class PackagedArticle:
    """A page: where it lies in the package, its tags, its text, and the files that go with it."""

    folder: str
    tags: Mapping[str, str]
    body: str
    files: Mapping[str, Path]


def cms_package(options: Namespace) -> int:
    """Make it, whole or not at all."""
    found = (options.site / below for below in _SITES)
    public = next((folder for folder in found if (folder / "robots.txt").is_file()), None)
    if public is None:
        return say(f"{options.site} 里没有网站：请写输出文件夹，或者里面的 public", PROBLEMS)
    try:
        articles = list(_articles(public))
        with tempfile.TemporaryDirectory(prefix=".cms-", dir=options.package.parent) as staged:
            _write(Path(staged, "cms.zip"), articles)
            Path(staged, "cms.zip").replace(options.package)
    except (OSError, ValueError) as error:
        return say(said(error) if isinstance(error, OSError) else str(error), PROBLEMS)
    columns = {article.tags["ColumnName"] for article in articles}
    return say(f"写了 {options.package}：{len(columns)} 个栏目，{len(articles)} 篇", FINE)


def _articles(public: Path) -> Iterator[PackagedArticle]:
    base = _BASE.search((public / "robots.txt").read_text("utf-8"))
    if base is None:
        raise ValueError(f"{public / 'robots.txt'} 里没有网站的地址：请重新生成网站")
    for path in sorted(public.rglob("*.html")):
        text = path.read_text("utf-8")
        head, _, _ = text.partition("</head>")
        tags = {name: unescape(told) for name, told in _TAG.findall(head)}
        main = _MAIN.search(text)
        if "ArticleTitle" in tags and "robots" not in tags and main:
            yield _article(public, path, base[1], tags, main[1])


def _article(public: Path, path: Path, base: str, tags: Mapping[str, str], body: str) -> PackagedArticle:
    """The links of an article lead to the site; to its files, into its folder."""
    name, files = path.relative_to(public).as_posix(), dict[str, Path]()
    root = urlsplit(base).path

    def led(found: re.Match[str]) -> str:
        address = urljoin(base + name, unescape(found[2]))
        below = urlsplit(address).path.removeprefix(root)
        if address.startswith(base + _FILES):
            files[below.removeprefix(_FILES)] = public / below
            return f' {found[1]}="{below.removeprefix(_FILES)}"'
        return found[0] if found[2].startswith(("tel:", "mailto:")) else f' {found[1]}="{address}"'

    text = _LINK.sub(led, body)
    return PackagedArticle(
        f"{tags['ColumnName']}/{name.removesuffix('.html').replace('/', '-')}", tags, text, files
    )


def _write(to: Path, articles: list[PackagedArticle]) -> None:
    rows = [
        (
            of.tags["ColumnName"],
            of.tags["ArticleTitle"],
            of.tags["PubDate"],
            of.tags["ContentSource"],
            of.folder,
        )
        for of in articles
    ]
    with zipfile.ZipFile(to, "w") as package:
        _put(package, "articles.csv", tables.text(HEADS, rows))
        for article in articles:
            told = json.dumps(article.tags, ensure_ascii=False, indent=2)
            _put(package, f"{article.folder}/article.html", article.body.encode())
            _put(package, f"{article.folder}/article.json", f"{told}\n".encode())
            for name, path in article.files.items():
                _put(package, f"{article.folder}/{name}", path.read_bytes())


def _put(package: zipfile.ZipFile, name: str, data: bytes) -> None:
    part = zipfile.ZipInfo(name, _LONG_AGO)
    part.compress_type = zipfile.ZIP_DEFLATED
    part.external_attr = 0o644 << 16
    package.writestr(part, data)
