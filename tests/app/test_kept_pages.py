"""What did not change is not made again, and what is kept is what would have been made."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import wraps
from pathlib import Path
from typing import Any

import incremental
import pytest
from counties import AS_OF, SOUND, lay_out_case
from edition_counties import changed, edition_of, small

from disclosure.__main__ import main
from disclosure.app.host import pelican_adapter
from disclosure.app.kept import kept_pages, kept_store, program
from disclosure.app.kept.kept_pages import KeptPages, NotedPages, Notes
from disclosure.app.kept.kept_texts import KeptTexts
from disclosure.app.kept.question_numbers import numbers, packed
from disclosure.basics.media import MEDIA
from disclosure.basics.output import File, Html, ready
from disclosure.basics.paths.where import theme_folder
from disclosure.charts.graphviz import dot
from disclosure.charts.stage import Drawn
from disclosure.county.lookups.prints import Prints
from disclosure.county.lookups.watched import KEYS, Read, Reads, Watched, WatchedSite
from disclosure.county.site import code_of
from disclosure.editions.edition import Edition
from disclosure.editions.pages.bodies import posts
from disclosure.editions.pages.powers import power, power_drawings
from disclosure.release import StagedRelease, manifest
from disclosure.schema.declare import Record

pytestmark = pytest.mark.usefixtures("ungated")
POWER = "catalogues/powers/MZ-JF-001.yaml"


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The paths of all files that are made, and not kept."""
    paths: list[str] = []
    real = pelican_adapter.DisclosureGenerator._bytes  # noqa: SLF001  where every file is made

    def noted(host: pelican_adapter.DisclosureGenerator, output: pelican_adapter.Output) -> bytes:
        paths.append(output.path)
        return real(host, output)

    monkeypatch.setattr(pelican_adapter.DisclosureGenerator, "_bytes", noted)
    return paths


@pytest.fixture
def county(tmp_path: Path) -> Path:
    return lay_out_case("", tmp_path)


def build(county: Path) -> Path:
    """In this process: what others make is not noted here."""
    out = county.parent / "out"
    asked = ["build", str(county), "--output", str(out), "--as-of", str(AS_OF), "--processes", "1"]
    assert main(asked) == 0
    return out


def edit(county: Path, path: str, old: str, new: str) -> None:
    text = (county / path).read_text("utf-8")
    assert old in text
    (county / path).write_text(text.replace(old, new, 1), "utf-8")


def test_what_did_not_change_is_not_made_again(
    county: Path, made: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing the second time, then what shows a changed power, and all where the program is another."""
    build(county)
    page, table = map(made.index, ("public/powers/MZ-JF-001.html", "public/data/powers.xlsx"))
    assert table < page, "whoever is left with the table when the pages are made is waited for"
    every = {*made}
    made.clear()
    build(county)
    assert made == []
    edit(county, POWER, "0000-5550101", "0000-5550199")
    out = build(county)
    assert "public/powers/MZ-JF-001.html" in made
    assert "kiosk/powers/MZ-JF-001.html" in made
    assert len(made) < len(every) / 2
    assert "0000-5550199" in (out / "public" / "powers" / "MZ-JF-001.html").read_text("utf-8")
    made.clear()
    monkeypatch.setattr(kept_pages, "made_by", lambda _: "another")
    build(county)
    assert {*made} >= every


HARMS: dict[str, Callable[[Path, Path], object]] = {
    "notes lost": lambda _, notes: notes.unlink(),
    "notes damaged": lambda _, notes: notes.write_bytes(notes.read_bytes()[:-7]),
    "rolled back": lambda out, _: main(["rollback", "--output", str(out)]),
    "page changed by hand": lambda out, _: (out / "public" / "index.html").write_text("改过", "utf-8"),
}
"""What befalls an output folder and its notes; after the next build it is as it was."""


def test_what_is_not_as_it_was_noted_is_made(county: Path, made: list[str]) -> None:
    out = build(county)
    edit(county, POWER, "0000-5550101", "0000-5550199")
    build(county)
    right = manifest.of_folder((out / "current").resolve())
    for harm, befall in HARMS.items():
        befall(out, kept_store.place("pages", out))
        made.clear()
        build(county)
        assert "public/index.html" in made, harm
        assert manifest.of_folder((out / "current").resolve()) == right, harm


def test_a_template_is_part_of_the_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    theme = tmp_path / "theme"
    shutil.copytree(program.theme_folder(), theme)
    monkeypatch.setattr(program, "theme_folder", lambda: theme)
    settings = pelican_adapter.settings_file(tmp_path)
    before = kept_pages.made_by(settings)
    with (theme / "templates" / "base.html").open("a", encoding="utf-8") as template:
        template.write("<!-- 改 -->")
    changed = kept_pages.made_by(settings)
    (theme / "static" / "another.woff2").write_bytes(b"")
    assert len({before, changed, kept_pages.made_by(settings)}) == 3


def test_everything_in_the_program_and_the_theme_is_part_of_the_program() -> None:
    for folder, told in zip((program.PACKAGE, theme_folder()), program.stamp()[:2], strict=True):
        files = (path for path in folder.rglob("*.*") if path.is_file() and path.suffix != ".pyc")
        names = {path.relative_to(folder).as_posix() for path in files}
        assert names == {name for name, *_ in told}


def test_graphviz_is_part_of_the_program(
    county: Path, made: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    out = build(county)
    every = sorted(made)
    assert "Graphviz 14.1.5" in (out / "public" / "about" / "index.html").read_text("utf-8")
    made.clear()
    other = replace(dot.engine(), version="2.43.0")
    monkeypatch.setattr(dot, "engine", lambda: other)
    build(county)
    assert sorted(made) == every
    assert "Graphviz 2.43.0（" in (out / "public" / "about" / "index.html").read_text("utf-8")


def test_a_build_upon_a_build_is_a_build_from_nothing() -> None:
    tally = incremental.run(range(2))
    assert tally.differing == []
    assert tally.kept > tally.files * 3 / 4


def test_pages_are_listed_again_where_what_that_asked_has_changed(
    county: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of a body of which no page of a post changes not even the list is made; above MZJ stands XW."""
    listed, real = list[str](), posts._of_unit  # noqa: SLF001  it lists the posts of a body

    @wraps(real)
    def noted(edition: Edition, code: str) -> Iterator[Html]:
        listed.append(f"{edition.medium.folder} {code}")
        return real(edition, code)

    monkeypatch.setattr(posts, "_of_unit", noted)
    unit = "catalogues/units/MZJ.yaml"
    post = "  - {代码: MZJ-XF, 名称: 信访员, 职务: 工作人员, 上级岗位: MZJ-GZ, 风险等级: 三}\n"
    out = build(county)
    assert sorted(listed) == ["kiosk MZJ", "kiosk XW", "public MZJ", "public XW"]
    page = out / "public" / "posts" / "MZJ-XF.html"
    for path, old, new, bodies, there in (
        ("content/TZ-2026-001.md", "\n\n", "\n\n又及。\n\n", set(), False),
        (POWER, "人情保、关系保", "人情保", {"MZJ"}, False),
        (unit, "风险点:", f"{post}风险点:", {"MZJ", "XW"}, True),
        (unit, f"{post}风险点:", "风险点:", {"MZJ", "XW"}, False),
    ):
        listed.clear()
        edit(county, path, old, new)
        build(county)
        assert {code.split()[1] for code in listed} == bodies, path
        assert page.is_file() is there


def test_what_a_power_says_is_not_asked_to_list_its_files() -> None:
    """Each file asks it: all are listed again only where a power or a flow comes or goes."""
    edition = edition_of(small(), "门户")
    for listed, question in (
        (power.each, ("powers", KEYS)), (power_drawings.posters, ("which flows are shown", None)),
        (power_drawings.files, ("which flows are shown", None)),
    ):  # fmt: skip
        with edition.reads.noted() as asked:
            assert [*listed(edition)]
        assert asked == {question}
    with edition.reads.noted() as asked:
        assert next(power.each(edition)).page
    assert ("powers", "MZ-JF-001") in asked


def test_a_list_in_a_list_is_refused() -> None:
    """Nobody would know what it asked."""
    edition = Edition.watched(MEDIA[0], small(), Drawn(), "", {})
    with edition.reads.noted(), pytest.raises(ValueError, match="is listed while"):
        edition.listed(posts.pages)


def test_who_goes_through_keys_asks_which_there_are() -> None:
    site = small()
    edition = Edition.watched(MEDIA[0], site, Drawn(), "", {})
    with edition.reads.noted() as asked:
        assert [*edition.site.units] == [*edition.site.units.keys()] == [*site.units]
        assert len(edition.site.units) == len(site.units)
    assert asked == {("units", KEYS)}
    assert edition.answer(("units", KEYS)) == (*site.units,)
    with edition.reads.noted() as asked:
        assert [*edition.site.units.values()] == [*site.units.values()]
    assert asked == {("units", None)}


def test_what_is_made_once_is_asked_by_everyone() -> None:
    reads = Reads()
    powers = Watched("职权", {"甲": "审批"}, reads)
    asked, made = list[set[Read]](), list[str]()

    def make() -> str:
        made.append(powers["甲"])
        return made[-1]

    for _ in range(2):
        with reads.noted() as noted:
            powers.get("乙")
            assert reads.once("职权甲", make) == "审批"
        asked.append(noted)
    assert asked == [{("职权", "甲"), ("职权", "乙")}] * 2
    assert made == ["审批"]


def test_what_two_editions_answer_alike_is_noted_once(tmp_path: Path) -> None:
    """Of one site or of two; what an edition is published as each answers for itself."""
    renamed = changed("catalogues/units/MZJ.yaml", ("名称: 梯田县民政局", "名称: 梯田县民政和救助局"))
    site, (front, touch, _) = small(), MEDIA
    for other, name, key, noted in (
        (site, "units", "MZJ", 1), (renamed, "units", "MZJ", 2), (renamed, "units", "XW", 1),
        (site, "what it is published as", None, 2),
    ):  # fmt: skip
        kept = KeptPages(site)
        for medium, own in ((front, site), (touch, other)):
            edition = Edition.watched(medium, own, Drawn(), "", {})
            kept.made(edition, File(f"{medium.folder}/a", ready(b"")), {(name, key)})
        notes = kept.notes(StagedRelease(tmp_path))
        assert len({asked for _, asked in notes.files.values()}) == len(notes.asked) == noted, name


def test_posts_of_one_file_are_told_from_each_other() -> None:
    """By where they stand; whoever is cut for readers is told by what is left of it."""
    site = small()
    prints = Prints(replace(site, sources={unit.origin.path: "0" * 64 for unit in site.units.values()}))
    posts = [*site.posts.values(), *(risk for post in site.posts.values() for risk in post.risks)]
    assert len({prints.of(post) for post in posts}) == len(posts) > len(site.units)
    cut = [replace(post, promise="另写的") for post in site.posts.values()]
    assert not {prints.of(post) for post in cut} & {prints.of(post) for post in posts}


@pytest.mark.parametrize(("left", "numbered"), [(95, 100), (94, 94)])
def test_numbers_stay_while_little_is_out_of_use(left: int, numbered: int, tmp_path: Path) -> None:
    asked = [("units", str(number), "") for number in range(100)]
    before = Notes([*asked], {str(number): ("", packed([number])) for number in range(100)})
    kept, rest = KeptPages(small(), before), [str(number) for number in range(100 - left, 100)]
    kept.take_over(NotedPages({}, {}, rest, {}))
    notes = kept.notes(StagedRelease(tmp_path))
    assert len(notes.asked) == numbered
    assert {path: notes.asked[numbers(of)[0]][1] for path, (_, of) in notes.files.items()} == {
        path: path for path in rest
    }


def unnoted(of: Watched[object, object], key: object) -> object:
    return of._of[key]  # noqa: SLF001  this and the following are the sabotage


def unnoted_keys(of: Watched[object, object]) -> object:
    return of._of.keys()  # noqa: SLF001


def unnoted_walk(of: Watched[object, object]) -> object:
    return of._of  # noqa: SLF001


def file_alone(of: Prints, record: Record) -> object:
    return of._sources[record.origin.place.path]  # noqa: SLF001


def path_alone(_: object, __: object, output: pelican_adapter.Output) -> str:
    return output.path


def code_alone(_: object, given: tuple[Any, ...]) -> str:
    """Also where rows of several records follow each other."""
    told = [of for of in given if isinstance(of, tuple) and of and isinstance(of[0], Record)] or [given]
    return " ".join(code_of(of[0]) for of in told)


def unnoted_posts(of: Edition, unit: str) -> object:
    return of._beside[unit]  # noqa: SLF001


def table_grows(_: object, state: incremental.State) -> tuple[str, incremental.State]:
    path = "content/收支.csv"
    return path, replace(state, texts={**state.texts, path: state.texts[path] + b"\n"})


def power_renamed(_: object, state: incremental.State) -> tuple[str, incremental.State]:
    text = state.texts[POWER].replace("审核确认\n".encode(), "审核确认甲\n".encode())
    return POWER, replace(state, texts={**state.texts, POWER: text})


MUTANTS: dict[str, tuple[Path, incremental.Edit, type, str, object]] = {
    "a look-up is not noted": (SOUND, incremental.another_value, Watched, "__getitem__", unnoted),
    "a walk is not noted": (SOUND, incremental.another_value, Watched, "_whole", unnoted_walk),
    "which keys there are is not noted": (SOUND, incremental.one_more, Watched, "keys", unnoted_keys),
    "the day is not noted": (
        SOUND, incremental.another_day, WatchedSite, "as_of", property(lambda of: of.plain.as_of)
    ),
    "an attachment is forgotten": (incremental.COUNTY, table_grows, Prints, "_record", file_alone),
    "what is said beside posts is not noted": (
        SOUND, power_renamed, Edition, "beside_posts", unnoted_posts
    ),
    "what a page is given is forgotten": (
        SOUND, incremental.another_value, kept_pages.KeptPages, "given", path_alone
    ),
    "what a record says is forgotten": (
        SOUND, incremental.another_value, KeptTexts, "told_by", code_alone
    ),
}  # fmt: skip
"""Each with the kind of edit that tells it, and a county that has what is edited."""


@pytest.mark.parametrize("mutant", MUTANTS)
def test_a_dependency_left_out_is_told(mutant: str, monkeypatch: pytest.MonkeyPatch) -> None:
    county, edit, *sabotage = MUTANTS[mutant]
    monkeypatch.setattr(*sabotage)
    assert incremental.run(range(8), county=county, edits=[edit], until_told=True).differing
