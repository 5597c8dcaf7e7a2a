"""Build the documents into a small site of the theme's make: ``docs_site.py FOLDER``.

Enters: README.md, CHANGELOG.md, docs/*.md, and the pictures and files of the repository to which they
link.  Leaves: a page for each, a page for each file, one style sheet; it opens from a disk, runs no
script and asks nobody for anything.  A link or a place that is not there ends it with exit status 1.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import pairwise
from pathlib import Path, PurePosixPath
from posixpath import dirname, join, normpath, relpath
from urllib.parse import quote, unquote, urlsplit

from jinja2 import Environment
from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup

ROOT = Path(__file__).resolve().parent.parent
THEME = ROOT / "theme" / "static"
SHEETS = (
    *(THEME / name for name in ("tokens.css", "base.css", "prose.css")),
    *(ROOT / f"theme/templates/components/frame/{name}/{name}.css" for name in ("header", "footer")),
    Path(__file__).with_suffix(".css"),
)
READERS = {
    "开始": ("README.md", "docs/tutorial.md", "docs/compare.md"),
    "写目录的人": (
        "docs/from-excel.md", "docs/tables.md", "docs/elements.md", "docs/lists.md", "docs/charts.md",
        "docs/decisions.md", "docs/ledgers.md", "docs/ready-ledgers.md", "docs/catalogues.md",
        "docs/practices.md", "docs/prose.md", "docs/privacy.md", "docs/history.md", "docs/laws.md",
        "docs/print.md", "docs/fields.md", "docs/problems.md",
    ),
    "管网站和屏的人": (
        "docs/install.md", "docs/portal.md", "docs/open-data.md", "docs/kiosk.md", "docs/led.md",
        "docs/scale.md", "docs/speed.md", "docs/trust.md",
    ),
    "写程序的人": (
        "docs/architecture.md", "docs/extending.md", "docs/dependencies.md", "CHANGELOG.md",
    ),
}  # fmt: skip
"""Every document once, by who reads it."""
COPIED = (".png", ".jpg", ".svg", ".pdf", ".xlsx", ".ofd")
"""Files that are taken as they are; any other is shown as text."""
SHOWN = Markup('<pre tabindex="0"><code>{}</code></pre>')
_TITLE = 3
"""Tokens of the heading with which a document begins."""
_CJK = re.compile(r"[\u2e80-\uffef“”‘’…—]")
_COMMENT = re.compile(r"\s*<!--(?:(?!-->).)*-->\s*", re.DOTALL)

PAGE = Environment(autoescape=True, trim_blocks=True).from_string("""<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{{ page.title }} - 亮权文档</title>
<link rel="stylesheet" href="{{ root }}docs.css">
<link rel="icon" href="{{ root }}icon.svg" type="image/svg+xml">
</head>
<body>
<a class="skip" href="#main">跳到正文</a>
<header class="masthead"><div class="width"><a class="brand" href="{{ root }}index.html"><b>亮权文档</b><small>把权力亮出来</small></a><a class="doc-all" href="#all">全部文档</a></div></header>
<div class="width doc-frame">
<main id="main" class="doc prose" tabindex="-1">
<h1>{{ page.title }}</h1>
{% if page.contents | length > 2 %}
<details class="doc-contents"><summary>本页内容</summary>
<ul>
{% for place, words in page.contents %}
<li><a href="#{{ place }}">{{ words }}</a></li>
{% endfor %}
</ul>
</details>
{% endif %}
{{ page.body }}
{% if around %}
<p class="doc-around">
{% for words, document in around %}
<a href="{{ root }}{{ document.path }}">{{ words }}：{{ document.short }}</a>
{% endfor %}
</p>
{% endif %}
</main>
<nav class="doc-nav" id="all" aria-label="全部文档">
{% for reader, documents in navigation %}
<p>{{ reader }}</p>
<ul>
{% for document in documents %}
<li><a href="{{ root }}{{ document.path }}"{% if document is sameas page %} aria-current="page"{% endif %}>{{ document.short }}</a></li>
{% endfor %}
</ul>
{% endfor %}
</nav>
</div>
<footer class="footer"><div class="width"><p>由仓库里的 {{ page.source }} 生成</p></div></footer>
</body>
</html>
""")  # noqa: E501  a page as it is printed


class BrokenLink(Exception):
    """A link of a document leads nowhere."""


@dataclass(eq=False)
class DocPage:
    """A page: where it lies, what it was made of, its places and the files that it needs."""

    source: str
    path: str
    title: str
    body: Markup = Markup()  # noqa: RUF009  immutable
    contents: Sequence[tuple[str, str]] = ()
    places: frozenset[str] = frozenset()
    links: list[tuple[str, str]] = field(default_factory=list)

    @property
    def short(self) -> str:
        """What it is called where others are named too."""
        return re.split("[：　]", self.title)[0]


def main() -> int:
    """Build into the folder given."""
    folder = Path(sys.argv[1])
    try:
        made = built()
    except BrokenLink as fault:
        print(fault, file=sys.stderr)
        return 1
    for path, data in made.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    print(f"写好了 {sum(path.endswith('.html') for path in made)} 页：{folder / 'index.html'}")
    return 0


def built() -> dict[str, bytes]:
    """Every file of the site by its path.  Raises ``BrokenLink``."""
    documents = {name: _document(name) for names in READERS.values() for name in names}
    if left := {path.name for path in (ROOT / "docs").glob("*.md")} - {Path(n).name for n in documents}:
        raise BrokenLink(f"没有列进导航：{'、'.join(sorted(left))}（tools/docs_site.py 的 READERS）")
    shown = {name: _shown(name) for name in sorted(_linked(documents))}
    _check(documents)
    order = list(documents.values())
    files = {page.path: _printed(page, documents, order) for page in (*order, *shown.values())}
    copied = sorted({name for page in order for name, _ in page.links if name.endswith(COPIED)})
    files |= {_path(name): (ROOT / name).read_bytes() for name in copied}
    sheet = "\n".join(sheet.read_text("utf-8") for sheet in SHEETS)
    return {**files, "docs.css": sheet.encode(), "icon.svg": (THEME / "icon.svg").read_bytes()}


def _linked(documents: dict[str, DocPage]) -> set[str]:
    """Files of the repository that documents link to, to be shown as text."""
    named = {name for page in documents.values() for name, _ in page.links}
    return {name for name in named if name not in documents and not name.endswith(COPIED)}


def _check(documents: dict[str, DocPage]) -> None:
    for page in documents.values():
        for name, place in page.links:
            if place and (name not in documents or place not in documents[name].places):
                raise BrokenLink(f"{page.source}：{name} 里没有“{place}”这一处")


def _path(source: str) -> str:
    """Where a file lies, or the page that is made of it."""
    if source == "README.md":
        return "index.html"
    if source.endswith(".md"):
        return PurePosixPath(source).stem.lower() + ".html"
    if source.endswith(COPIED):
        return source.removeprefix("docs/")
    return f"files/{source}.html"


def _document(source: str) -> DocPage:
    reader = MarkdownIt("commonmark").enable("table")
    tokens = [t for t in reader.parse((ROOT / source).read_text("utf-8")) if not _is_comment(t)]
    page = DocPage(source, _path(source), "")
    headings = list(_headings(tokens))
    page.title = headings[0][2]
    page.contents = [(place, words) for tag, place, words in headings if tag == "h2"]
    page.places = frozenset(place for _, place, _ in headings)
    for token in tokens:
        if token.type == "inline":
            token.children = [_led(page, child) for child in _joined(token.children or [])]
    body = reader.renderer.render(tokens[_TITLE:], reader.options, {})
    for wide in ("pre", "table"):
        body = body.replace(f"<{wide}>", f'<{wide} tabindex="0">')
    page.body = Markup(body)  # noqa: S704  no HTML is let in
    return page


def _is_comment(token: Token) -> bool:
    """What tests are told in a document; no other HTML stands in any."""
    if token.type == "html_block" and not _COMMENT.fullmatch(token.content):
        raise BrokenLink(f"文档里有网页代码：{token.content}")
    return token.type == "html_block"


def _headings(tokens: Sequence[Token]) -> Iterator[tuple[str, str, str]]:
    """Tag, place and words of every heading, which is given its place."""
    used: dict[str, int] = {}
    for opening, inline in pairwise(tokens):
        if opening.type == "heading_open":
            words = "".join(child.content for child in inline.children or ())
            slug = re.sub(r"[^\w\- ]", "", words.lower()).strip().replace(" ", "-")
            used[slug] = used.get(slug, -1) + 1
            place = f"{slug}-{used[slug]}" if used[slug] else slug
            opening.attrSet("id", place)
            yield opening.tag, place, words


def _joined(children: Sequence[Token]) -> Iterator[Token]:
    """Lines that were broken between Chinese characters go on without a gap."""
    for before, token, after in zip((None, *children), children, (*children[1:], None), strict=False):
        if token.type != "softbreak" or not (before and after and _touch(before, after)):
            yield token


def _touch(before: Token, after: Token) -> bool:
    ends, begins = before.content[-1:], after.content[:1]
    return bool(_CJK.match(ends or "中") and _CJK.match(begins or "中"))


def _led(page: DocPage, token: Token) -> Token:
    """A link or a picture by where it lies in the site; HTML between words is words."""
    token.type = "text" if token.type == "html_inline" else token.type
    name = {"link_open": "href", "image": "src"}.get(token.type)
    if name:
        token.attrSet(name, _target(page, unquote(str(token.attrGet(name)))))
    return token


def _target(page: DocPage, link: str) -> str:
    parts = urlsplit(link)
    if parts.scheme:
        return link
    source = normpath(join(dirname(page.source), parts.path)) if parts.path else page.source
    if not (ROOT / source).is_file():
        raise BrokenLink(f"{page.source}：没有 {link}")
    page.links.append((source, parts.fragment))
    place = f"#{parts.fragment}" if parts.fragment else ""
    return quote(relpath(_path(source), dirname(page.path) or ".")) + place


def _shown(source: str) -> DocPage:
    """A file as it stands."""
    text = (ROOT / source).read_text("utf-8")
    return DocPage(source, _path(source), source, SHOWN.format(text))


def _printed(page: DocPage, documents: dict[str, DocPage], order: list[DocPage]) -> bytes:
    navigation = [(who, [documents[name] for name in names]) for who, names in READERS.items()]
    root = "../" * page.path.count("/")
    write = partial(PAGE.render, page=page, root=root, navigation=navigation)
    return (write(around=_around(page, order)) + "\n").encode()


def _around(page: DocPage, order: list[DocPage]) -> list[tuple[str, DocPage]]:
    """The documents before and behind one."""
    if page not in order:
        return []
    at = order.index(page)
    return [
        *([("上一篇", order[at - 1])] if at else []),
        *([("下一篇", order[at + 1])] if at + 1 < len(order) else []),
    ]


if __name__ == "__main__":
    sys.exit(main())
