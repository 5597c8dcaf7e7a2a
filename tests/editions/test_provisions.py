"""Legal bases on pages: the article stands beside its citation, and only if a library was given."""

from __future__ import annotations

import re
from html import unescape

import pytest
from edition_counties import AS_OF, SOUND, build, files

from disclosure import pipeline
from disclosure.basics.law.library import LawText
from disclosure.county.read import SourceFile

POWER = "catalogues/powers/MZ-JF-001.yaml"
DECISION = "catalogues/decisions/JC-2026-001.yaml"
CITED = "《社会救助暂行办法》第四十七条"
LAW = """# 临时救助法

<!-- INFO END -->

第一条 开头。

第二条 有下列情形之一的，应当救助：

（一）遭遇<火灾>的；

（二）突发重病的。

第三条 结尾。
"""


def pages(cited: str, *laws: LawText) -> dict[str, str]:
    """The power's and the decision's page of a county whose power and decision cite ``cited``."""
    texts = {file.path: file.data for file in files(SOUND)}
    texts[POWER] = texts[POWER].replace(CITED.encode(), cited.encode())
    texts[DECISION] += f"依据: {cited}\n".encode()
    sources = [SourceFile(path, data) for path, data in texts.items()]
    county, problems = pipeline.load(sources, AS_OF, lambda _: (laws, ()))
    assert county
    assert not any(problem.is_error for problem in problems)
    built = build(county, "门户").pages
    return {name: built[f"public/{name}.html"] for name in ("powers/MZ-JF-001", "decisions/JC-2026-001")}


def details(page: str) -> str:
    """What unfolds beside the citation, as text."""
    found = re.findall(r'<details class="statute">(.*?)</details>', page, re.DOTALL)
    return unescape(re.sub(r"<[^>]+>", "", "".join(found)))


@pytest.mark.parametrize("name", ["powers/MZ-JF-001", "decisions/JC-2026-001"])
def test_the_cited_article_unfolds_beside_its_citation(name: str) -> None:
    page = pages("《临时救助法》第二条第（一）项", LawText("临时救助法(2019-06-01).md", LAW))[name]
    shown = details(page)
    assert "《临时救助法》第二条" in shown
    assert "有下列情形之一的，应当救助：" in shown
    assert "2019-06-01" in shown
    assert "开头" not in shown
    assert "结尾" not in shown
    assert re.findall(r"<mark[^>]*>(.*?)</mark>", page) == ["（一）遭遇&lt;火灾&gt;的；"]


@pytest.mark.parametrize("cited", ["《临时救助法》", "《救助管理规定》第二条", "有关规定"])
def test_nothing_unfolds_where_there_is_no_article_to_show(cited: str) -> None:
    for page in pages(cited, LawText("临时救助法(2019-06-01).md", LAW)).values():
        assert cited in page
        assert 'class="statute"' not in page


def test_without_a_library_nothing_is_claimed() -> None:
    for page in pages("《临时救助法》第九十九条").values():
        assert 'class="statute"' not in page


def test_the_article_a_step_rests_on_unfolds_in_the_list_of_steps() -> None:
    texts = {file.path: file.data for file in files(SOUND)}
    step = "      岗位: 救助股股长\n"
    texts[POWER] = texts[POWER].replace(CITED.encode(), "《临时救助法》".encode())
    texts[POWER] = texts[POWER].replace(
        step.encode(), f"{step}      依据: 《临时救助法》第二条\n      材料: [住院清单]\n".encode(), 1
    )
    sources = [SourceFile(path, data) for path, data in texts.items()]
    county, problems = pipeline.load(
        sources, AS_OF, lambda _: ([LawText("临时救助法(2019-06-01).md", LAW)], ())
    )
    assert county
    assert not any(problem.is_error for problem in problems)
    page = build(county, "门户", charted=True).pages["public/powers/MZ-JF-001.html"]
    row = page[page.index('id="step-4"') : page.index('id="step-5"')]
    assert "依据：《临时救助法》第二条" in row
    assert "遭遇<火灾>的" in details(row)
    assert "材料：住院清单" in row
