"""LED screens: GBK text with CRLF, a message a line, and no name cut."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from dataclasses import replace
from io import BytesIO

import pytest
from edition_counties import SOUND, build, built, small
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from disclosure.basics.output import Chart, File
from disclosure.charts.column import screen_board
from disclosure.charts.power_charts import flow_jobs
from disclosure.editions.printed.by_carrier import each_record_once
from disclosure.editions.told import breaking, glyphs
from disclosure.editions.told.messages import Message, WhatToTell, messages
from disclosure.schema.records.shown.screen import AHEAD, CONSULTED, DECIDED, Screen

SCREEN, NOTICE = "catalogues/screens/square.yaml", "content/TZ-2026-001.md"
UNIT = "catalogues/units/XW.yaml"
DECISION = "catalogues/decisions/JC-2026-001.yaml"
NAME = "关于云坪镇上渠村、下湾村饮水安全巩固提升工程初步设计和概算，以及配套管网改造资金安排方案的决定"


def texts(name: str = "text.txt") -> dict[str, bytes]:
    outputs = built("显示屏").outputs
    return {o.path: o.data for o in outputs if isinstance(o, File) and o.path.endswith(f"/{name}")}


def test_text_is_gbk_with_crlf_and_without_a_mark() -> None:
    assert texts()
    for data in texts().values():
        assert data.decode("gbk").endswith("\r\n")
        assert data.count(b"\n") == data.count(b"\r\n") > 0
        assert not data.startswith(b"\xef\xbb\xbf")


def test_the_utf8_text_says_the_same() -> None:
    for path, data in texts("text.utf8.txt").items():
        assert texts()[path.replace(".utf8", "")].decode("gbk") == data.decode("utf-8")


def test_no_line_is_longer_than_its_screen_takes_and_no_title_is_cut() -> None:
    site = built("显示屏").edition.site
    for screen in site.screens.values():
        text = texts()[f"led/{screen.code}/text.txt"].decode("gbk")
        lines = text.split("\r\n")
        assert all(len(line) <= screen.most for line in lines)
        for message in filter(lambda told: told.runs(site.as_of), messages(site, WhatToTell.of(screen))):
            assert message.record.name in text.replace("\r\n", "")


def said(screen: str = "", notice: str = "", decision: tuple[str, str] = ("", "")) -> list[str]:
    """What the small county's screen tells on 2026-11-22."""
    texts = {path: (SOUND / path).read_text("utf-8") for path in (SCREEN, NOTICE, DECISION, UNIT)}
    texts[SCREEN] += screen
    texts[UNIT] = texts[UNIT].replace("层级:", "电话: 0000-5550101\n层级:", 1)
    texts[NOTICE] = texts[NOTICE].replace("公开范围", f"{notice}公开范围")
    texts[DECISION] = texts[DECISION].replace(*decision).replace("触摸屏]", "触摸屏, 显示屏]")
    site = small(texts)
    told = messages(site, WhatToTell.of(site.of(Screen)["square"]))
    return [message.text for message in told if message.runs(site.as_of)]


def test_a_sheet_tells_once_what_is_open_and_then_ahead() -> None:
    before = small()
    told = Message(
        before.decisions["JC-2026-001"], CONSULTED, "征求意见", unit="县委",
        facts=("11月22日止", "电话0000-5550101"), until=before.as_of, start=before.as_of,
    )  # fmt: skip
    ahead = replace(told, group=AHEAD, label="决策预告", facts=("拟11月26日决定", "电话0000-5550101"))
    (once,) = each_record_once([told, ahead])
    assert (once.label, once.group) == ("征求意见、决策预告", CONSULTED)
    assert once.text.endswith("（11月22日止，拟11月26日决定，电话0000-5550101）")
    (decided,) = each_record_once([told, replace(ahead, group=DECIDED)])
    assert decided.group == DECIDED


def test_what_is_neither_open_nor_fresh_is_not_told() -> None:
    assert said() == []
    assert len(said("近几天: 366\n")) == 2


def test_a_consultation_carries_its_last_day_and_a_telephone_and_goes_when_it_is_over() -> None:
    (told,) = said(decision=("截止: 2026-02-13", "截止: 2026-11-22"))
    assert told.startswith("【征求意见】")
    assert told.endswith("（11月22日止，电话0000-5550101）")
    assert said(decision=("截止: 2026-02-13", "截止: 2026-11-21")) == []


def test_a_day_of_another_year_has_its_year() -> None:
    (told,) = said(decision=("截止: 2026-02-13", "截止: 2027-01-05"))
    assert told.endswith("（2027年1月5日止，电话0000-5550101）")


def test_what_is_urgent_comes_first_and_only_until_its_day() -> None:
    first, _ = said("近几天: 366\n", "急播至: 2026-11-22\n")
    assert first.startswith("【紧急】")
    assert "【紧急】" not in "".join(said("近几天: 366\n", "急播至: 2026-11-21\n"))


def test_a_notice_with_a_last_day_is_told_until_then() -> None:
    assert said(notice="截止日期: 2026-11-22\n")[0].find("11月22日止") > 0
    assert said("近几天: 366\n", "截止日期: 2026-11-21\n", ("已决定", "已决定"))[0].startswith(
        "【决策公告】"
    )


def test_what_must_be_told_is_told_however_old() -> None:
    assert said("必播公告: TZ-2026-001\n")[0].startswith("【通知公告】")


def test_what_must_be_told_is_told_as_open_only_until_its_last_day() -> None:
    over = ("截止: 2026-02-13", "截止: 2026-11-21")
    (told,) = said("必播决策: JC-2026-001\n", decision=over)
    assert told.startswith("【决策公告】")


def test_what_is_urgent_comes_before_what_must_be_told() -> None:
    first, _ = said("必播公告: TZ-2026-001\n近几天: 366\n", "急播至: 2026-11-22\n")
    assert first.startswith("【紧急】")


@pytest.mark.parametrize(
    "narrow", ["栏目: [政策文件]\n", "层级: [县委]\n", "决策类别: [重大问题]\n决策状态: [办结]\n"]
)
def test_each_screen_narrows_what_it_tells(narrow: str) -> None:
    assert len(said(f"近几天: 366\n{narrow}")) < 2


def test_no_two_screens_of_the_sample_tell_the_same() -> None:
    assert len(set(texts().values())) == len(texts()) == 3


@given(st.text(alphabet="甲乙丙，。；（）17", min_size=1, max_size=200), st.integers(5, 60))
def test_a_message_is_broken_but_loses_no_character(text: str, most: int) -> None:
    lines = breaking.lines(text, most, wide=len)
    assert "".join(lines) == text
    assert all(0 < len(line) <= most for line in lines)


@given(st.text(alphabet="甲乙丙丁戊己庚", min_size=1, max_size=4), st.integers(5, 60))
def test_no_line_begins_with_a_stop_or_breaks_a_number(word: str, most: int) -> None:
    lines = breaking.lines(f"（{word}2026年，{word}1,500户）{word}。" * 6, 2 * most)
    assert not any(line[0] in "，。）" or line[-1] == "（" for line in lines)
    assert not any(line[-1].isdigit() for line in lines[:-1])


def test_a_message_breaks_behind_its_clauses() -> None:
    first, second = breaking.lines(f"【决策公告】县政府：{NAME}（2026-03-10）", 60, wide=len)
    assert first.endswith("，")
    assert second.startswith("以及配套")


def test_no_name_is_broken() -> None:
    assert breaking.lines("关于表彰云坪镇上渠村的决定", 16, ["云坪镇上渠村"])[0] == "关于表彰"


def test_the_font_has_every_character_that_a_controller_knows() -> None:
    pairs = (bytes((high, low)) for high in range(0x81, 0xFF) for low in range(0x40, 0xFF))
    known = {pair.decode("gbk", "ignore") for pair in pairs} - {"", "\x7f"}
    assert [
        char for char in known | set(map(chr, range(32, 127))) if not all(map(glyphs.has, char))
    ] == []


USUAL = re.compile("[一-龥【】（）《》“”，：、。；0-9A-Za-ik-z()-]")


@pytest.mark.parametrize("cell", [16, 24, 32])
def test_lines_above_one_another_never_touch(cell: int) -> None:
    known = [char for char in map(chr, range(0x20, 0xFF60)) if glyphs.has(char)]
    usual = list(filter(USUAL.fullmatch, known))
    assert len(usual) > 20_900
    drawn = [glyphs.glyph(char, cell, is_low=True).getbbox() for char in usual]
    assert min(box[1] for box in drawn if box) == 1
    assert glyphs.glyph("国", cell, is_low=True).height == cell


@pytest.mark.parametrize(
    ("wide", "high", "count", "cell", "smallest"),
    [
        (192, 32, 2, 16, 15),
        (192, 36, 2, 16, 16),
        (256, 16, 1, 16, 16),
        (384, 48, 2, 24, 24),
        (384, 64, 2, 32, 32),
        (192, 64, 2, 16, 16),
        (1000, 100, 1, 72, 72),
        (1200, 100, 1, 96, 96),
    ],
)
def test_characters_are_as_large_as_lines_have_room_for(
    wide: int, high: int, count: int, cell: int, smallest: int
) -> None:
    text = (SOUND / SCREEN).read_text("utf-8").replace("宽: 192\n高: 32", f"宽: {wide}\n高: {high}")
    screen = small({SCREEN: re.sub("行数: .*", f"行数: {count}", text)}).screens["square"]
    assert (screen.cell, screen.smallest) == (cell, smallest)


def small_board(screen: str = "") -> dict[str, bytes]:
    """The files of the small county's screen on 2026-11-22, by their path below it."""
    texts = {path: (SOUND / path).read_text("utf-8") for path in (SCREEN, DECISION)}
    texts[SCREEN] += f"近几天: 366\n{screen}"
    texts[DECISION] = texts[DECISION].replace("触摸屏]", "触摸屏, 显示屏]")
    texts[DECISION] = texts[DECISION].replace("截止: 2026-02-13", "截止: 2026-11-24")
    outputs = build(small(texts), "显示屏").outputs
    return {o.path.removeprefix("led/square/"): o.data for o in outputs if isinstance(o, File)}


def test_a_board_gets_pictures_of_its_own_size_alike_in_both_formats() -> None:
    files = small_board()
    names = [name.removesuffix(".png") for name in files if name.endswith(".png")]
    assert len(names) > 2
    for name in names:
        png, bmp = (Image.open(BytesIO(files[f"{name}.{kind}"])) for kind in ("png", "bmp"))
        assert png.size == bmp.size == (192, 32)
        assert png.convert("RGB").tobytes() == bmp.tobytes()
        assert len(png.convert("RGB").getcolors() or ()) == 2  # dark and red
        assert files[f"{name}.bmp"][28] == 24  # bits a dot, where the format has them
        assert png.convert("L").crop((0, 16, 192, 17)).getbbox() is None  # between its two lines


def test_the_playlist_knows_each_picture_by_its_bytes() -> None:
    files = small_board("时段: 06:30-22:00\n")
    playlist = json.loads(files["playlist.json"])
    assert playlist["hours"] == ["06:30-22:00"]
    assert playlist["not_after"] == "2026-11-28"
    for page in playlist["pages"]:
        for kind in ("png", "bmp"):
            data, said = files[page[kind]["file"]], page[kind]
            assert said["md5"] == hashlib.md5(data, usedforsecurity=False).hexdigest()
            assert (said["size"], said["sha256"]) == (len(data), hashlib.sha256(data).hexdigest())


def test_a_page_that_plays_a_board_needs_no_other_file() -> None:
    texts = {SCREEN: (SOUND / SCREEN).read_text("utf-8") + "近几天: 366\n"}
    made = build(small(texts), "显示屏")
    page = made.pages["led/square/screen.html"]
    assert not re.findall(r' (?:href|src)="(?!data:image/png;base64,)', page)
    held = [base64.b64decode(data) for data in re.findall(r'src="data:image/png;base64,([^"]*)"', page)]
    pictures = [o.data for o in made.outputs if isinstance(o, File) and o.path.endswith(".png")]
    assert held == pictures
    assert f"<script>{made.pages['led/square/player.js']}</script>" in page


def test_a_consultation_leaves_the_playlist_at_its_end_and_what_was_decided_follows() -> None:
    pages = json.loads(small_board()["playlist.json"])["pages"]
    spans = [(p["group"], p["valid_from"], p["valid_until"]) for p in pages if "JC" in p["record"]]
    assert list(dict.fromkeys(spans)) == [
        ("征求意见", "2026-11-22", "2026-11-24"),
        ("决定", "2026-11-25", "2026-11-28"),
    ]


def test_the_last_line_of_a_board_is_always_its_facts() -> None:
    pages = json.loads(small_board()["playlist.json"])["pages"]
    assert {page["text"][-1] for page in pages if "JC" in page["record"]} >= {"11月24日止"}
    assert all(len(page["text"]) == 2 for page in pages)


@pytest.mark.parametrize(("wide", "high", "count"), [(1920, 1080, 2), (960, 540, 2), (1080, 1920, 2)])
def test_a_screen_gets_its_flows_in_its_own_pixels_at_24_px_with_their_dot(
    wide: int, high: int, count: int
) -> None:
    power, screen = "catalogues/powers/MZ-JF-001.yaml", "catalogues/screens/square.yaml"
    texts = {path: (SOUND / path).read_text("utf-8") for path in (power, screen)}
    texts[power] = texts[power].replace("触摸屏]", "触摸屏, 显示屏]")
    texts[screen] = texts[screen].replace("宽: 192\n高: 32", f"宽: {wide}\n高: {high}")
    texts[screen] = re.sub("内容: .*", "内容: [流程]", texts[screen])
    county = small(texts)
    made = {
        o.path: o.text for o in build(county, "显示屏", charted=True).outputs if isinstance(o, Chart)
    }
    stems = [f"led/square/charts/MZ-JF-001-{n}" for n in range(1, count + 1)]
    assert sorted(made) == sorted(f"{stem}.{ending}" for stem in stems for ending in ("svg", "dot"))
    for stem in stems:
        assert f'width="{wide}" height="{high}"' in made[f"{stem}.svg"]
        sizes = re.findall(r'<text [^>]*?font-size="([\d.]+)"', made[f"{stem}.svg"])
        assert min(map(float, sizes)) >= 24
        assert " href=" not in made[f"{stem}.svg"]
    graph = dict(flow_jobs(county))["MZ-JF-001"].graph
    boards = [one.plan.boxes for one in screen_board.frames(graph, wide=wide, high=high)]
    assert max(map(len, boards)) <= 6
    assert [box.id for boxes in boards for box in boxes] == [
        node.id for node in graph.nodes if node.step
    ]


def test_a_screen_that_does_not_ask_for_flows_gets_none() -> None:
    county = small()
    outputs = build(county, "显示屏", charted=True).outputs
    assert not [o for o in outputs if isinstance(o, Chart)]


def wall(wide: int = 1920, high: int = 1080, name: str = "") -> tuple[str, str]:
    """The small county's big screen, with a decision called so: its page and its style."""
    texts = {path: (SOUND / path).read_text("utf-8") for path in (SCREEN, DECISION)}
    texts[SCREEN] = texts[SCREEN].replace("192", str(wide)).replace("32", str(high), 1) + "近几天: 366\n"
    texts[DECISION] = texts[DECISION].replace("触摸屏]", "触摸屏, 显示屏]")
    texts[DECISION] = re.sub(
        "^标题: .*", f"标题: {name}" if name else r"\g<0>", texts[DECISION], flags=re.MULTILINE
    )
    pages = build(small(texts), "显示屏").pages
    return pages.get("led/square/wall.html", ""), pages.get("led/square/wall.css", "")


@pytest.mark.parametrize(("wide", "high"), [(1920, 1080), (3840, 1080), (1080, 1920), (1280, 720)])
def test_no_text_of_a_big_screen_is_smaller_than_44_px(wide: int, high: int) -> None:
    sizes = [int(size) for size in re.findall(r"font-size: (\d+)px", wall(wide, high)[1])]
    assert len(sizes) > 3
    assert min(sizes) >= 44


@pytest.mark.parametrize(
    ("wide", "name", "size"),
    [
        (1920, "甲" * 24, "huge"),
        (1920, "甲" * 25, "larger"),
        (1920, "甲" * 60, ""),
        (3840, "甲" * 52, "huge"),
    ],
)
def test_a_title_is_as_large_as_it_has_room_above_the_vote(wide: int, name: str, size: str) -> None:
    page, style = wall(wide, name=name)
    told = re.search(rf'<h1(?: class="(\w*)")?>{name}</h1>', page)
    assert told
    assert (told[1] or "") == size
    assert f"\n.{size or 'huge'} " in style


def test_a_big_screen_draws_the_vote_as_seats_and_a_code_to_take_home() -> None:
    page, _ = wall()
    votes = re.search(r"<figcaption>赞成 (\d+) 票", page)
    assert votes
    assert page.count('class="aye"') == int(votes[1]) > 0
    assert page.count("<h1") == page.count('<p class="code"><svg')


def test_a_screen_without_room_for_a_title_gets_no_page_of_its_own() -> None:
    assert wall(640, 360) == ("", "")
