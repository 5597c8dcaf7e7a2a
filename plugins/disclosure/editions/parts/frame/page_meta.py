"""What the head of a page says of itself, as 国办发〔2017〕47号 (网页标签) asks of government pages.

Enters: the county, and what a page knows of itself.  Leaves: ``MetaTag`` values, none of them
empty.  What has a date of its own is an article; anything else, a list or a column.
"""

from __future__ import annotations

from functools import cache
from urllib.parse import urlsplit

from ....basics.values import dataclass
from ....schema.records.county import County
from ..blocks import MetaTag

TYPES = {
    "home": "首页",
    "powers": "权责清单",
    "decisions": "重大决策",
    "topics": "办事服务",
    "units": "机构职能",
    "levels": "机构职能",
    "posts": "权力监督",
    "ledgers": "数据发布",
    "about": "网站说明",
    "search": "网站搜索",
    "sitemap": "网站地图",
}
"""栏目类别 by the section of the site; a notice is of the type of its column."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldPage:
    """A page as its head knows it; ``url`` is where its record lies, "" where it has none."""

    title: str
    section: str
    column: str
    description: str
    keywords: str
    published: str
    source: str
    url: str


def tags(county: County, page: ToldPage) -> tuple[MetaTag, ...]:
    """In the order of the directive: of the site, of the column, of the article."""
    column = page.column or page.title
    told = {
        "SiteName": county.portal.site,
        "SiteDomain": _domain(county.portal.url),
        "SiteIDCode": county.portal.site_id,
        "ColumnName": column,
        "ColumnType": TYPES.get(page.section, column),
        **(_article(county, page, column) if page.published else _listing(county, page, column)),
    }
    return tuple(MetaTag(name, content) for name, content in told.items() if content)


@cache
def _domain(url: str) -> str:
    return urlsplit(url).hostname or ""


def _article(county: County, page: ToldPage, column: str) -> dict[str, str]:
    source = page.source or county.portal.sponsor
    return {
        "ArticleTitle": page.title,
        "PubDate": page.published,
        "ContentSource": source,
        "Keywords": page.keywords or f"{column}，{source}",
        "Author": source,
        "Description": page.description or page.title,
        "Url": page.url,
    }


def _listing(county: County, page: ToldPage, column: str) -> dict[str, str]:
    about = page.description or f"{county.portal.site}的“{column}”"
    words = page.keywords or "，".join(dict.fromkeys((column, page.title, county.name)))
    return {
        "ContentSource": page.source,
        "ColumnDescription": about,
        "ColumnKeywords": words,
        "Description": about,
    }
