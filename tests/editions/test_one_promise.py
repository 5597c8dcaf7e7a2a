"""A power's limits and its supervisor's telephone: the same in every medium that tells them.

The oracle reads the written release with patterns of its own and the catalogues with PyYAML; it
shares no code with the program.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from os.path import normpath
from pathlib import Path
from typing import Any

import pytest
import yaml
from cases import SOUND, lay_out_case
from counties import AS_OF, ROOT
from lxml import html as lxml_html

from disclosure.__main__ import main

Told = dict[str, set[str]]
"""What media say: by 法定时限, 承诺时限 and 监督电话, every answer found."""

LEGAL, PROMISED, PHONE = "法定时限", "承诺时限", "监督电话"
HEAD = re.compile(r'<g (?:text-anchor="middle"|class="B")>(.*?)</g>')
ASKED = {
    LEGAL: re.compile(r"法定时限 ([^　｜]+)"),
    PROMISED: re.compile(r"承诺时限 ([^　｜职廉]+)"),
    PHONE: re.compile(r"监督：\S+ ([\d-]+)"),
}


def page(text: str) -> Iterator[tuple[str, str]]:
    """The questions everybody asks, the facts and the supervision of a power's page, not of its 子项."""
    tree = lxml_html.document_fromstring(text)
    for term in tree.xpath("//dl[@class='facts'][not(ancestor::*[@class='subitem'])]//dt"):
        answer = "".join(term.getnext().itertext()).strip()
        yield (term.text or "").strip(), answer
    for answer in tree.xpath("//dl[@class='keys']//dt[.='多长时间']/following-sibling::dd"):
        notes = "；".join(note.text for note in answer.iterchildren()).split("；")
        own, *others = ((note[: len(LEGAL)], note[len(LEGAL) :]) for note in notes)
        yield own[0], (answer.text or "").strip() + own[1]
        yield from others
    for phone in tree.xpath("//dl[@class='keys']//dt[.='谁监督']/following-sibling::dd/b"):
        yield PHONE, "".join(phone.itertext()).strip()


def drawing(text: str) -> Iterator[tuple[str, str]]:
    """The line under the title of a poster or a board, however often it is broken."""
    found = HEAD.search(text)
    head = re.sub("<[^>]*>", "", found[1]) if found else ""
    for name, pattern in ASKED.items():
        yield from ((name, said.strip()) for said in pattern.findall(head))


def lists(release: Path) -> Iterator[tuple[str, tuple[str, str]]]:
    """The promise beside a power's name in the lists of powers and on the pages of units."""
    for path in (*release.glob("*/powers/**/*.html"), *release.glob("*/units/*.html")):
        for entry in lxml_html.fromstring(path.read_bytes()).xpath("//ul[@class='entries']/li"):
            (way,) = entry.xpath("./a/@href") or [""]
            if Path(normpath(path.parent / way)).parent.name != "powers":
                continue
            for note in entry.xpath("string(./p/text())").split("　"):
                if note.startswith("承诺"):
                    yield Path(way).stem, (PROMISED, note.removeprefix("承诺").strip())


def pieces_of(release: Path) -> Iterator[tuple[str, str, Iterable[tuple[str, str]]]]:
    """Every place that tells of a power: the power's code, the medium, what it answers."""
    for edition in ("public", "kiosk"):
        for path in (release / edition / "powers").glob("*.html"):
            text = path.read_text("utf-8")
            if path.stem != "index" and "（已撤下）</h1>" not in text:
                yield path.stem, edition, page(text)
    for kind in ("svg", "html"):
        for path in (release / "public" / "charts").glob(f"*-fengxian.{kind}"):
            code = path.stem.removesuffix("-fengxian")
            yield code, f"poster {kind}", drawing(path.read_text("utf-8"))
    for path in (release / "led").glob("*/charts/*-1.svg"):
        yield path.stem.removesuffix("-1"), "board", drawing(path.read_text("utf-8"))
    for code, answer in lists(release):
        yield code, "lists", [answer]


def media(release: Path) -> dict[str, dict[str, Told]]:
    """For every power, what each medium tells of it."""
    found: dict[str, dict[str, Told]] = {}
    for code, medium, answers in pieces_of(release):
        told = found.setdefault(code, {}).setdefault(medium, {})
        for name, answer in answers:
            if name in ASKED:
                told.setdefault(name, set()).add(answer)
    return found


def written(county: Path) -> dict[str, Told]:
    """What the catalogue says of each power that states all there is to say itself."""
    told: dict[str, Told] = {}
    for path in (county / "catalogues" / "powers").rglob("*.yaml"):
        read = read_yaml(path)
        for power in read if isinstance(read, list) else [read]:
            limits = {name: {power[name]} for name in (LEGAL, PROMISED) if name in power}
            told[power["编码"]] = {**limits, PHONE: {power["监督"]["电话"]}}
    return {**told, **dict(written_in_lists(county))}


def written_in_lists(county: Path) -> Iterator[tuple[str, Told]]:
    """What the lists of many bodies say of each item with each body: its own word before its town's."""
    units = [read_yaml(path) for path in sorted((county / "catalogues" / "units").glob("*.yaml"))]
    for listed in (read_yaml(path) for path in (county / "catalogues" / "lists").glob("*.yaml")):
        for unit in (unit for unit in units if unit["层级"] == listed["行使主体"]):
            for item in listed["事项"]:
                meant = {"事项": item["编号"], "主体": unit["编码"], "上级": unit["上级"]}
                said = [of for of in listed["各处差异"] if speaks_of(of, meant)]
                if not any("不适用" in of for of in said):
                    whole = {**listed, **item} | {key: of[key] for of in said for key in of}
                    limits = {name: {whole[name]} for name in (LEGAL, PROMISED) if name in whole}
                    yield f"{unit['编码']}-{item['编号']}", {**limits, PHONE: {whole["监督"]["电话"]}}


def speaks_of(difference: dict[str, Any], meant: dict[str, str]) -> bool:
    said = difference["主体"] in (meant["主体"], meant["上级"])
    return said and meant["事项"] in difference.get("事项", meant["事项"])


def read_yaml(path: Path) -> Any:
    return yaml.load(path.read_text("utf-8"), yaml.CBaseLoader)  # noqa: S506  texts only


def is_listed(code: str) -> bool:
    return "-XW" in code


def test_every_medium_of_the_sample_says_of_a_power_what_its_catalogue_says(sample: Path) -> None:
    expected, found = written(ROOT), media(sample / "current")
    count: dict[tuple[str, str], int] = {}
    for code, by_medium in found.items():
        for medium, told in by_medium.items():
            for name, answers in told.items():
                assert answers == expected[code][name], (code, medium, name)
                count[medium, name] = count.get((medium, name), 0) + 1
            whole = {name for name in expected[code] if medium != "lists" or name == PROMISED}
            if medium.startswith("poster") and is_listed(code):  # one for many, whoever watches
                whole -= {PHONE}
            assert medium == "board" or told.keys() == whole, (code, medium)
    least = {"public": 150, "kiosk": 150, "poster svg": 90, "poster html": 90, "lists": 150, "board": 10}
    for medium, number in least.items():
        assert count[medium, PROMISED] >= number, count
    assert count["board", PHONE] >= least["board"]
    assert count["public", LEGAL] >= 40
    assert sum(map(is_listed, found)) == sum(map(is_listed, expected)) > 250


POWER = (SOUND / "catalogues/powers/MZ-JF-001.yaml").read_text("utf-8")
LIMITS = "法定时限: 20个工作日\n承诺时限: 8个工作日\n"
WATCHED = "  监督: {岗位: 县纪委监委, 电话: 0000-5550101}\n"
RISK = "时限: 5, 风险: {级: 二, 类: 岗位职责, 表现: 人情保, 措施: 两人入户, 监督: 县纪委监委}"
SCREEN = "代码: hall\n名称: 大厅屏\n宽: 1920\n高: 1080\n色彩: 全彩\n行数: 12\n停留: 20\n内容: [流程]\n"
EVERYWHERE = {"public", "kiosk", "poster svg", "poster html", "board", "lists"}


def swapped(text: str, *swaps: tuple[str, str]) -> str:
    for old, new in swaps:
        assert old in text
        text = text.replace(old, new)
    return text


def powers(shared: str) -> dict[str, str]:
    """The limits and the supervision written in the power alone, in its flow alone, or in the power
    and otherwise in the standard flow that it follows."""
    shown = ("[门户网站, 触摸屏]", "[门户网站, 触摸屏, 显示屏]")
    watch = ("主题", "监督: {岗位: 派驻组, 电话: 0000-5550101}\n主题")
    inner = "流程:\n  法定时限: 20\n  承诺时限: 8\n"
    return {
        "OUTSIDE": swapped(POWER, shown, (WATCHED, ""), watch),
        "INSIDE": swapped(POWER, shown, (LIMITS, ""), ("流程:\n", inner)),
        "SHARED": swapped(shared, shown, watch),
    }


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Told]]:
    """What a release of the small county with these powers tells of each."""
    county = lay_out_case("flow/differences/pass-limit-of-its-own", tmp_path_factory.mktemp("promise"))
    catalogues = county / "catalogues"
    flow = (catalogues / "flows/LS-01.yaml").read_text("utf-8")
    made = powers((catalogues / "powers/MZ-JF-001.yaml").read_text("utf-8"))
    files = {f"powers/{code}": text.replace("MZ-JF-001", code) for code, text in made.items()}
    files |= {"screens/hall": SCREEN, "powers/MZ-JF-001": POWER}
    files["flows/LS-01"] = swapped(flow, ("时限: 5", RISK), ("5550101", "5550999"))
    for path, text in files.items():
        (catalogues / f"{path}.yaml").write_text(text, "utf-8")
    out = county.parent / "out"
    assert main(["build", str(county), "--output", str(out), "--as-of", str(AS_OF)]) == 0
    return media(out / "current")


@pytest.mark.parametrize(("code", "promised"), [("OUTSIDE", "8"), ("INSIDE", "8"), ("SHARED", "12")])
def test_one_place_to_write_is_enough_and_the_power_has_its_way(
    told: dict[str, dict[str, Told]], code: str, promised: str
) -> None:
    whole = {LEGAL: {"20个工作日"}, PROMISED: {f"{promised}个工作日"}, PHONE: {"0000-5550101"}}
    assert told[code].keys() == EVERYWHERE
    for medium, answers in told[code].items():
        assert answers == ({PROMISED: whole[PROMISED]} if medium == "lists" else whole), medium
