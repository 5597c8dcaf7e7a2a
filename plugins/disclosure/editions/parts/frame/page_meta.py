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

ABOUT = {
    "公告公示": "通知公告、政策文件、办事指南、工作动态和制度规定。",
    "变更记录": "公布以后改过、停过、撤下的，最近的在前；新公布的见各个目录。",
    "我要办事": "按主题、按地点找要办的事：找谁、带什么、多久、到哪投诉。",
    "四重一大决策": (
        "重大问题、重大投资项目、重大资金使用、重要干部任免和大额度资金使用，一事一页，六步全程公开。"
    ),
    "机构": "公布职权的机构，各机构的职权、流程、风险岗位和决策。",
    "职权目录": "每一项权力都有自己的页面：依据是什么、由谁行使、按什么流程、多长时间办完、谁来监督。",
    "风险岗位": (
        "岗位按权力大小和出问题的可能分三级，一级最高；每个岗位都写明风险在哪里、怎样防、谁负责。"
    ),
}
"""What a column is for whose pages each say something of their own; elsewhere they say this."""


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
    """The column as all its pages describe it, and the page as it describes itself."""
    about = ABOUT.get(column) or page.description or f"{county.portal.site}的“{column}”"
    words = dict.fromkeys((column, TYPES.get(page.section, column), county.name))
    return {
        "ContentSource": page.source,
        "ColumnDescription": about,
        "ColumnKeywords": "，".join(words),
        "Description": page.description or about,
    }
