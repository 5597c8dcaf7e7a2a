"""外框 and 配色: what the site takes over of the portal under whose roof it stands.

Sources: 国办公开办函〔2019〕61号 (不得设立专门网站); 国办发〔2017〕47号 (页面风格统一).
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field
from html import escape
from html.parser import HTMLParser

from markupsafe import Markup

from ....basics.problem import Code
from ....basics.values import dataclass, regex
from ...compound import Many
from ...declare import Record, key, record
from ...forms import ANY, BLANK, SOLID, Form
from ...kinds import IN_LINK, Word

BAD_FRAGMENT = Code(
    "N13", "页头、页脚里有不能用的写法",
    "只留文字、链接和站内的图片：样式写进“样式表”，脚本、表单、别处的图片不能用，见 docs/portal.md",
)  # fmt: skip
BAD_PATH = Code("N14", "站内路径不对", "请写门户上从“/”起的路径，例如 /include/top.html")
BAD_COLOUR = Code("N15", "颜色写法不对", '请写 "#173a66" 这样六位的颜色，加引号')
BAD_FONT = Code("N16", "字体名称不对", "只写字体的名称，例如 方正小标宋简体；不写引号、逗号、分号")

_PATH = r"/(?:[A-Za-z0-9_-][A-Za-z0-9._-]*/)*[A-Za-z0-9_-][A-Za-z0-9._-]*"
_WITHIN = regex(rf"{_PATH}")
_LEADS = regex(rf"/(?:{IN_LINK}{{0,300}})|https?://{IN_LINK}{{3,300}}")
_PLAIN = ("class", "title", "aria-label")
TAGS: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(("div", "span", "p", "ul", "ol", "li", "b", "strong", "em", "small", "br"), _PLAIN),
    "a": ("href", *_PLAIN),
    "img": ("src", "alt", "width", "height", *_PLAIN),
}
"""What a fragment is made of; nothing in it runs, loads from elsewhere, or breaks the page's outline."""
VOID = ("br", "img")
_LINES = ("p", "span", "b", "strong", "em", "small")
_LISTS = ("ul", "ol")
_BLOCKS = ("div", "p", *_LISTS)


@dataclass
class _Fragment(HTMLParser):
    """Reads a fragment and writes it anew in the way of our own pages; stops at the first fault."""

    out: list[str] = field(default_factory=list)
    open: list[str] = field(default_factory=list)
    fault: str = ""

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in TAGS:
            return self._stop(f"<{tag}> 不能用")
        if tag == "img" and not dict(attrs).get("alt"):
            return self._stop("图片没有写 alt")
        self._stop(_misplaced(tag, self.open))
        if len({name for name, _ in attrs}) < len(attrs):
            self._stop(f"<{tag}> 有属性写了两次")
        for name, value in attrs:
            self._stop(_fault(tag, name, value or ""))
        said = "".join(f' {name}="{escape(value or "")}"' for name, value in attrs)
        self.out.append(f"<{tag}{said}>")
        if tag not in VOID:
            self.open.append(tag)
        return None

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self._stop(f"<{tag}/> 不能这样结束：写 </{tag}>")

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID or not self.open or self.open.pop() != tag:
            self._stop(f"</{tag}> 和前面的对不上")
        self.out.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        if data.strip() and self.open and self.open[-1] in _LISTS:
            self._stop(f"<{self.open[-1]}> 里的文字要放在 <li> 里")
        self.out.append(escape(data))

    def handle_comment(self, _: str) -> None:
        self._stop("注释不能用：包含别的文件请写“页头包含”“页脚包含”")

    def handle_decl(self, _: str) -> None:
        self._stop("这里应是网页的一段，不是整个网页")

    def handle_pi(self, _: str) -> None:
        self._stop("<? 不能用")

    def unknown_decl(self, _: str) -> None:
        self._stop("<![ 不能用")

    def _stop(self, fault: str) -> None:
        self.fault = self.fault or fault


def _misplaced(tag: str, within: Sequence[str]) -> str:
    """Where browsers would end an outer tag early, and the page would come apart (HTML 标准 13.2.6)."""
    outer = within[-1] if within else ""
    if tag == "a" and "a" in within:
        return "链接里不能再有链接"
    if (tag == "li") != (outer in _LISTS):
        return "<li> 和 <ul>、<ol> 要成对：列表里只写 <li>，<li> 只写在列表里"
    closed = next((name for name in within if name in _LINES), "") if tag in _BLOCKS else ""
    return f"<{closed}> 里不能有 <{tag}>" if closed else ""


def _fault(tag: str, name: str, value: str) -> str:
    """What is wrong with an attribute."""
    if name not in TAGS[tag]:
        return f"<{tag}> 的 {name} 不能用"
    if name == "src" and not _WITHIN.fullmatch(value):
        return f"图片要在门户自己的路径下（/…），写的是“{value[:60]}”"
    if name == "href" and (not _LEADS.fullmatch(value) or value.startswith("//")):
        return f"链接写 /… 或 https://…，写的是“{value[:60]}”"
    return ""


@dataclass(frozen=True)
class HtmlFragment(Word):
    """A piece of a page: words, links and pictures of the portal itself; ``fault`` judges it."""

    most: int = 20_000

    def declared(self) -> Form:
        pattern, good = rf"{BLANK}*{SOLID}[\s\S]*", ('<a href="/">梯田县人民政府</a>',)
        return Form(pattern, BAD_FRAGMENT, "网页的一段", ANY, most=self.most, examples=good)

    def label(self) -> str:
        return "网页的一段（写法见 docs/portal.md）"


def fault(text: str) -> str:
    """What cannot stand in a fragment, "" where all can."""
    return _read(text).fault


@functools.cache
def markup(text: str) -> Markup:
    """A fragment without a fault, written anew tag by tag."""
    return Markup("".join(_read(text).out).strip())  # noqa: S704  every tag is one of ours


def _read(text: str) -> _Fragment:
    read = _Fragment()
    read.feed(text)
    read.close()
    if read.open:
        read.fault = read.fault or f"<{read.open[-1]}> 没有结束"
    return read


@dataclass(frozen=True, slots=True)
class SitePath(Word):
    """A path of the portal's own server."""

    def declared(self) -> Form:
        bad = ("include/top.html", "//a.example/top.html", "https://a.example/top.html", "/../top.html")
        return Form(_PATH, BAD_PATH, "站内路径", examples=("/include/top.html",), misfits=bad)

    def label(self) -> str:
        return "站内路径（/include/top.html）"


@dataclass(frozen=True, slots=True)
class Colour(Word):
    """A colour as style sheets write it, in six figures."""

    def declared(self) -> Form:
        bad = ("#123", "173a66", "红", "rgb(1,2,3)")
        return Form("#[0-9a-fA-F]{6}", BAD_COLOUR, "颜色", examples=("#173a66",), misfits=bad)

    def label(self) -> str:
        return '颜色（"#173a66"）'


@dataclass(frozen=True, slots=True)
class FontName(Word):
    """The name of a font that visitors may have; none is loaded."""

    def declared(self) -> Form:
        pattern = r"[A-Za-z\u4e00-\u9fff][A-Za-z0-9\u4e00-\u9fff_ -]{0,60}"
        good, bad = ("方正小标宋简体", "Source Han Serif SC"), ('"宋体"', "宋体,黑体", "a;}", "-a")
        return Form(pattern, BAD_FONT, "字体名称", examples=good, misfits=bad)

    def label(self) -> str:
        return "字体名称"


@record
class PortalFrame(Record):
    """外框: the portal's own header and footer around every page of the site."""

    title = "外框"
    header: str = key("页头", HtmlFragment(), "门户的页头，网页的一段", default="")
    footer: str = key("页脚", HtmlFragment(), "门户的页脚，网页的一段", default="")
    header_from: str = key(
        "页头包含", SitePath(), "由服务器包含进来的页头（SSI）；写了它就不写页头", default=""
    )
    footer_from: str = key(
        "页脚包含", SitePath(), "由服务器包含进来的页脚（SSI）；写了它就不写页脚", default=""
    )
    sheets: tuple[str, ...] = key(
        "样式表", Many(SitePath(), lone=True), "页头、页脚要用的门户自己的样式表", default=()
    )

    @property
    def above(self) -> Markup:
        """The header as pages show it."""
        return markup(self.header)

    @property
    def below(self) -> Markup:
        """The footer as pages show it."""
        return markup(self.footer)

    def addresses(self) -> Iterator[str]:
        """Where it leads and what it loads, outside of this site."""
        yield from self.sheets
        yield from re.findall(r' (?:href|src)="([^"]*)"', self.above + self.below)


BRAND, ACCENT = "#173a66", "#b2191f"
"""The colours of the theme itself."""


@record
class PortalLook(Record):
    """配色: colours and fonts of the portal, on a light screen."""

    title = "配色"
    brand: str = key("主色", Colour(), "导航、页脚、按钮的底色，上面是白字", default=BRAND)
    accent: str = key("强调色", Colour(), "强调的线条和文字", default=ACCENT)
    link: str = key("链接色", Colour(), "链接的颜色", default="#1a4f8f")
    fonts: tuple[str, ...] = key(
        "正文字体", Many(FontName(), lone=True), "写在我们自己的字体前面，网站不带字体文件", default=()
    )
    title_fonts: tuple[str, ...] = key("标题字体", Many(FontName(), lone=True), "大标题用的", default=())
