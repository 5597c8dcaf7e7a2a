"""The real library: the sample county's citations, and hundreds drawn from the texts themselves.

What a citation should lead to is read here from the lines of the file by other means than the
program's, so that the two can disagree.
"""

from __future__ import annotations

import random
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from counties import ROOT
from lawtexts import AS_OF, NEEDS_REAL, REAL, real

from disclosure import pipeline
from disclosure.app import disk
from disclosure.app.commands import codes
from disclosure.basics.law.library import library
from disclosure.basics.law.resolve import FaultKind, resolve
from disclosure.basics.problem import Problem
from disclosure.county.facts.citations import mentions
from disclosure.county.site import Site
from disclosure.schema.catalogue import ALL
from disclosure.schema.derived.editor import records_below
from disclosure.schema.records.ledgers import ready_made

pytestmark = NEEDS_REAL

DRAWN = 450
ORDINALS = "一二三四五六七八九"
CITED = re.compile(
    r"(?:《([^》]+)》|、)(?:第([一二三四五六七八九十百]+)条)?(?:第([一二三四五六七八九]+)款)?(?:第[（(](.+?)[）)]项)?"
)
ABOUT = {name: str(node) for name, node in ready_made.definitions().items()}
SPELLINGS = (
    "《{full}》{place}",
    "《{short}》{place}",
    "《{short}》（{year}年修正）{place}",
    "《{short}({year})》 {place}",
)

# national texts that the sample county cites and this library does not hold, checked by hand
KNOWN_GAPS = {"民法典", "国务院对确需保留的行政审批项目设定行政许可的决定"}
KNOWN_NEWER = {"治安管理处罚法"}


@dataclass(frozen=True)
class Drawn:
    """A place in a law as its file spells it, and the words that the file has there."""

    path: Path
    place: str
    expected: str


@cache
def sample() -> tuple[Site, list[Problem]]:
    files, unread = disk.read_county(ROOT)
    laws, missing = disk.read_laws(ROOT, REAL, None)
    site, problems = pipeline.load(files, AS_OF, lambda _: (laws, ()))
    assert site
    return site, [*unread, *missing, *problems]


def test_every_citation_of_the_sample_county_resolves_or_is_a_known_document() -> None:
    site, _ = sample()
    counts = dict.fromkeys(FaultKind, 0)
    resolved = 0
    for mention in mentions(site):
        reading = site.provisions.of(mention.words, mention.day)
        resolved += bool(reading.provisions)
        for fault in reading.faults:
            counts[fault.kind] += 1
            assert _is_known(fault.kind, mention.words), f"{mention.place}: {fault.what}"
    sys.stdout.write(f"示例县：有条文的 {resolved} 处，人工核对的文件 {counts[FaultKind.DOCUMENT]} 处\n")
    assert resolved > 500


def _is_known(kind: FaultKind, words: str) -> bool:
    titles = set(re.findall(r"《([^》]+)》", words))
    known = {FaultKind.NOT_HELD: KNOWN_GAPS, FaultKind.NO_SUCH_VERSION: KNOWN_NEWER}
    return kind is FaultKind.DOCUMENT or bool(titles & known.get(kind, set()))


def test_the_sample_county_quotes_the_law_word_for_word() -> None:
    _, problems = sample()
    assert [str(p) for p in problems if p.code.id in ("G01", "G02", "G07", "G08", "G09")] == []


def test_every_law_that_a_rule_or_a_field_names_says_what_it_is_named_for() -> None:
    fields = [
        key.source for shelf in ALL for r in records_below(shelf.written) for key in r.keys().values()
    ]
    sources = {code.law for code in codes()} | set(fields)
    readings = [resolve(real(), source, AS_OF) for source in sources]
    wrong = [fault.what for r in readings for fault in r.faults if fault.kind is not FaultKind.DOCUMENT]
    assert wrong == []
    assert sum(bool(reading.provisions) for reading in readings) > 10


def test_hundreds_of_citations_drawn_from_the_library_lead_to_their_words() -> None:
    chance = random.Random(4)  # noqa: S311  a fixed draw, not a secret
    paths = chance.sample(newest_texts(), 200)
    pool = [drawn for path in paths for drawn in places(path)]
    drawn = [*chance.sample(pool, 150), *_of_kind(chance, pool, "款"), *_of_kind(chance, pool, "项")]
    wrong = [words for d in drawn if _cited(words := _spelled(chance, d)) != [d.expected]]
    assert wrong == []
    assert len(drawn) == DRAWN


def _of_kind(chance: random.Random, pool: list[Drawn], kind: str) -> list[Drawn]:
    return chance.sample([drawn for drawn in pool if drawn.place.endswith(kind)], 150)


def _spelled(chance: random.Random, drawn: Drawn) -> str:
    short, day = drawn.path.stem.rsplit("(", 1)
    full = drawn.path.read_text("utf-8").split("\n", 1)[0].removeprefix("# ")
    return chance.choice(SPELLINGS).format(full=full, short=short, year=day[:4], place=drawn.place)


def _cited(words: str) -> list[str]:
    reading = resolve(real(), words, AS_OF)
    wrong = [fault.what for fault in reading.faults if fault.kind is not FaultKind.REPEALED]
    return wrong or [provision.cited for provision in reading.provisions]


def newest_texts() -> list[Path]:
    """The file of the newest version of each title."""
    paths = sorted(REAL.rglob("*(*).md"), key=lambda path: path.stem.rsplit("(", 1)[1])
    return sorted({path.stem.rsplit("(", 1)[0]: path for path in paths}.values())


def places(path: Path) -> Iterator[Drawn]:
    """Every article, paragraph and item of a text but the last article, which may have an annex."""
    for label, lines in _articles(path)[:-1]:
        if not any(line[0].isdigit() for line in lines):
            yield Drawn(path, label, "\n".join(lines))
            yield from _parts(path, label, lines)


def _articles(path: Path) -> list[tuple[str, list[str]]]:
    """Label and lines of each article."""
    found: list[tuple[str, list[str]]] = []
    reading = False
    for line in path.read_text("utf-8").split("<!-- INFO END -->")[1].splitlines():
        label, _, rest = line.partition(" ")
        if re.fullmatch("第[一二三四五六七八九十百零]+条(之[一二三四五六七八九十]+)?", label):
            found.append((label, [rest.strip()]))
            reading = True
        elif line.startswith(("#", "!")):
            reading = False
        elif reading and line.strip():
            found[-1][1].append(line.strip())
    return [(label, lines) for label, lines in found if lines[0]]


def _parts(path: Path, label: str, lines: list[str]) -> Iterator[Drawn]:
    starts = [place for place, line in enumerate(lines) if not _item(line)]
    for ordinal, start, end in zip(ORDINALS, starts, [*starts[1:], len(lines)], strict=False):
        yield Drawn(path, f"{label}第{ordinal}款", "\n".join(lines[start:end]))
    items = [_item(line) for line in lines]
    for item, line in zip(items, lines, strict=True):
        if item and items.count(item) == 1:
            yield Drawn(path, f"{label}第{item}项", line)


def _item(line: str) -> str:
    """The bracketed number that a line begins with, as it stands."""
    match = re.match("[（(][一二三四五六七八九十]+[）)]", line)
    return match[0] if match else ""


def test_the_whole_library_is_read() -> None:
    texts, problems = disk.read_laws(Path(), REAL, None)
    held = library(texts)
    count = sum(len(v.articles) for versions in held.titles.values() for v in versions)
    assert not problems
    assert count > 40_000


def test_only_titles_that_later_laws_name_count_as_repealed() -> None:
    kinds = {t: [f.kind for f in resolve(real(), f"《{t}》", AS_OF).faults] for t in real().titles}
    repealed = {title for title, found in kinds.items() if FaultKind.REPEALED in found}
    assert {"公司登记管理条例", "学位条例", "环境噪声污染防治法"} <= repealed
    assert not {"国家安全法", "行政许可法", "土地管理法"} & repealed
    assert len(repealed) < 50


def test_every_article_that_a_ready_made_ledger_cites_is_in_the_library() -> None:
    """By the lines of the files alone: the article, and its paragraphs and items."""
    cited = 0
    for words in (*ready_made.laws().values(), *ABOUT.values()):
        law = ""
        for title, article, paragraph, item in CITED.findall(words):
            law = title or law
            if not article:
                continue
            (text,) = (path.read_text("utf-8") for path in REAL.rglob(f"{law}(*.md"))
            own = re.search(
                rf"^第{article}条[ \u3000](.+?)(?=^第|^#|\Z)", text, re.MULTILINE | re.DOTALL
            )
            assert own, words
            lines = [line for line in own[1].split("\n") if line.strip()]
            items = [line for line in lines if re.match("[(（]", line)]
            assert len(lines) - len(items) >= ORDINALS.find(paragraph[:1] or "一") + 1, words
            assert not item or any(line[1:].startswith(item) for line in items), words
            cited += 1
    assert cited >= 12
