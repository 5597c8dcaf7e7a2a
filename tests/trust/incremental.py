"""Keeping what is unchanged: a build upon a build equals a build from nothing, byte for byte.

Enters: how many sequences of edits.  Leaves: the sequences after which the two differ (none is the
promise), and how many files were kept.  A sequence begins with the small county that has something of
everything; each edit changes what a clerk changes: a value, a record, a file, an attachment, the scope
of a record, the name of a body, the policy on personal data, or the day; or for whom it is built, or the
program.  An edit that the checks refuse is taken back.
"""

from __future__ import annotations

import random
import re
import shutil
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import astuple, dataclass, field, replace
from datetime import timedelta
from functools import cached_property, lru_cache
from pathlib import Path
from unittest.mock import patch

import press
from counties import AS_OF, ROOT
from edition_counties import files

from disclosure import pipeline
from disclosure.app.kept.kept_pages import KeptPages, Notes
from disclosure.app.kept.kept_texts import KeptTexts
from disclosure.charts.graphviz import dot
from disclosure.county.audience import Audience, for_audience
from disclosure.county.read import SourceFile, called
from disclosure.county.site import Site
from disclosure.editions.edition import written_anew
from disclosure.release import StagedRelease, manifest

COUNTY = ROOT / "tests" / "golden" / "county"
EDITS = 3
"""Edits in a sequence, at the most."""
_READERS = ("社会", "全党", "单位:MZJ")
_VALUE = re.compile(r"^( *(?:- )?)([\u4e00-\u9fff]+): (\S.*)$", re.MULTILINE)
_CODE = re.compile(r"^编码: (\S+)$", re.MULTILINE)
_LEFT = "名称: 撤下的一项, 主体: MZJ, 日期: 2026-11-01, 原因: 取消, 公开范围: 向社会公开"
_POWER = re.compile(r"^catalogues/powers/.*\.yaml$")


@dataclass
class Tally:
    """``differing``: sequences not taken up; ``kept`` of ``files`` were not made again."""

    sequences: int = 0
    edits: int = 0
    kept: int = 0
    files: int = 0
    differing: list[str] = field(default_factory=list)

    def and_of(self, other: Tally) -> Tally:
        """Both together."""
        both = zip(astuple(self), astuple(other), strict=True)
        return Tally(*(mine + more for mine, more in both))


@dataclass(frozen=True)
class State:
    """A county as files, the day, for whom it is built, and by the how manieth program."""

    texts: dict[str, bytes]
    day: timedelta = timedelta()
    readers: str = _READERS[0]
    program: int = 0

    @cached_property
    def site(self) -> Site | None:
        """The county, if nothing is wrong with it."""
        sources = [SourceFile(path, data) for path, data in sorted(self.texts.items())]
        site, problems = pipeline.load(sources, AS_OF + self.day, remember=_remember)
        return None if any(problem.is_error for problem in problems) else site


Edit = Callable[[random.Random, State], "tuple[str, State] | None"]
_remember = lru_cache(maxsize=10_000)(called)
"""What is made of a file is a matter of its path and bytes alone."""


def run(
    sequences: Iterable[int], *, county: Path = COUNTY, edits: Sequence[Edit] = (),
    until_told: bool = False, seconds: float = float("inf"),
) -> Tally:  # fmt: skip
    """Every sequence by its seed, as many as there is time for; what each ends with is compared.

    ``edits``: of these kinds alone; ``until_told``: after each edit, and no further than the first
    difference.
    """
    tally, end = Tally(), time.monotonic() + seconds
    with press.folder() as place, patch.object(dot, "lay_out", press.laid_out):
        first = State({file.path: file.data for file in files(county)})
        begun = _built(first, place / "first", None, None)
        for seed in sequences:
            if time.monotonic() > end or (until_told and tally.differing):
                break
            _follow(seed, tally, edits or EVERY_EDIT, begun, each=until_told)
            tally.sequences += 1
    return tally


@dataclass(frozen=True)
class _Release:
    """What was built, where, and what was noted for the next."""

    state: State
    out: Path
    notes: Notes


def _follow(seed: int, tally: Tally, edits: Sequence[Edit], before: _Release, *, each: bool) -> None:
    """A sequence from a release on."""
    chance, told = random.Random(seed), list[str]()  # noqa: S311  the same edits again
    place = before.out.parent / "sequence"
    place.mkdir()
    length = chance.randint(1, EDITS)
    for number in range(1, length + 1):
        what, state = _edited(chance, before.state, edits)
        told.append(what)
        after = _built(state, place / str(number), before.out, _noted(before, state))
        tally.edits += 1
        if each or number == length:
            clean = _built(state, place / "clean", None, None).out
            tally.files += len(manifest.paths(clean))
            tally.kept += _shared(before.out, after.out)
            if manifest.of_folder(clean) != manifest.of_folder(after.out):
                tally.differing.append(f"sequence {seed}: {'; '.join(told)}")
                break
            shutil.rmtree(clean)
        before = after
    shutil.rmtree(place)


def _noted(before: _Release, now: State) -> Notes | None:
    """What a program may know of the last release: nothing where another one made it."""
    return before.notes if before.state.program == now.program else None


def _built(state: State, out: Path, before: Path | None, notes: Notes | None) -> _Release:
    """A release, upon another one or from nothing, as the host makes one."""
    site = state.site
    assert site
    out.mkdir()
    identities = notes.identities if notes else {}
    stage, kept = StagedRelease(out, before=before, noted=identities), KeptPages(site, notes)
    texts_of = KeptTexts(out.parent, "", kept.prints) if before else written_anew
    press.make(for_audience(site, Audience.parse(state.readers)), stage, kept, texts_of)
    (out / manifest.MANIFEST).write_bytes(stage.manifest())
    stage.finish()
    return _Release(state, out, kept.notes(stage))


def _shared(one: Path, other: Path) -> int:
    return sum(
        (one / path).is_file() and (one / path).samefile(other / path) for path in manifest.paths(other)
    )


def _edited(chance: random.Random, state: State, edits: Sequence[Edit]) -> tuple[str, State]:
    """A county after one edit that the checks accept."""
    while True:
        found = chance.choice(edits)(chance, state)
        if found and found[1] != state and found[1].site:
            return found


def another_value(chance: random.Random, state: State) -> tuple[str, State] | None:
    """A value becomes what stands under the same key elsewhere, or says more."""
    path = chance.choice(_texts(state))
    text = state.texts[path].decode()
    if not (values := list(_VALUE.finditer(text))):
        return None
    match = chance.choice(values)
    key, old = match[2], match[3]
    pool = sorted(set(_values(state, key)) | {f"{old}（改）", f"{old}乙"})
    new = chance.choice(pool)
    changed = f"{text[: match.start()]}{match[1]}{key}: {new}{text[match.end() :]}"
    return f"{path}: {key}: {old} -> {new}", _with(state, path, changed.encode())


def _no_more(chance: random.Random, state: State) -> tuple[str, State]:
    """A file goes."""
    path = chance.choice(sorted(state.texts))
    return f"{path} gone", replace(state, texts={p: d for p, d in state.texts.items() if p != path})


def _line_less(chance: random.Random, state: State) -> tuple[str, State]:
    """A line goes."""
    path = chance.choice(_texts(state))
    lines = state.texts[path].decode().splitlines(keepends=True)
    number = chance.randrange(len(lines))
    gone = "".join(lines[:number] + lines[number + 1 :])
    return f"{path}:{number + 1} {lines[number].strip()} gone", _with(state, path, gone.encode())


def one_more(chance: random.Random, state: State) -> tuple[str, State] | None:
    """A record comes: another one under a code of its own."""
    path = chance.choice(_texts(state))
    match = _CODE.search(state.texts[path].decode())
    if not match:
        return None
    code = f"{match[1]}-{chance.randrange(100, 999)}"
    text = state.texts[path].decode().replace(f"编码: {match[1]}", f"编码: {code}", 1)
    other = path.replace(path.rsplit("/", 1)[1], f"x{code}.{path.rsplit('.', 1)[1]}")
    return f"{other} comes", _with(state, other, text.encode())


def _another_file(chance: random.Random, state: State) -> tuple[str, State]:
    """A file is called otherwise; its records stay."""
    path = chance.choice(_texts(state))
    new = path.replace(path.rsplit("/", 1)[1], f"y{chance.randrange(1000)}.{path.rsplit('.', 1)[1]}")
    texts = {new if p == path else p: data for p, data in state.texts.items()}
    return f"{path} -> {new}", replace(state, texts=texts)


def other_bytes(chance: random.Random, state: State) -> tuple[str, State] | None:
    """An attachment says something else."""
    tables = [path for path in sorted(state.texts) if path.endswith(".csv")]
    path = chance.choice(tables) if tables else ""
    return (f"{path} grows", _with(state, path, state.texts[path] + b"\n")) if path else None


def another_day(chance: random.Random, state: State) -> tuple[str, State]:
    """Time goes by."""
    days = chance.choice((1, 7, 40))
    return f"{days} days later", replace(state, day=state.day + timedelta(days))


def another_name(chance: random.Random, state: State) -> tuple[str, State]:
    """A body is called otherwise."""
    path = chance.choice([path for path in _texts(state) if path.startswith("catalogues/units/")])
    text = state.texts[path].decode()
    return f"{path} is renamed", _with(state, path, text.replace("\n名称: ", "\n名称: 新", 1).encode())


def withdrawn(chance: random.Random, state: State) -> tuple[str, State] | None:
    """A power is withdrawn, and says so."""
    paths = [path for path in _texts(state) if _POWER.match(path)]
    match = _CODE.search(state.texts[path].decode()) if (path := chance.choice(paths or [""])) else None
    if not match:
        return None
    left = {of: data for of, data in state.texts.items() if of != path}
    told = f"- {{种类: 职权, 编码: {match[1]}, {_LEFT}}}\n".encode()
    return f"{path} withdrawn", replace(
        state, texts={**left, f"catalogues/withdrawn/{match[1]}.yaml": told}
    )


def _other_readers(chance: random.Random, state: State) -> tuple[str, State]:
    """It is built for others; a folder is for one audience, yet what is kept has to tell them apart."""
    readers = chance.choice(_READERS)
    return f"for {readers}", replace(state, readers=readers)


def _other_program(_: random.Random, state: State) -> tuple[str, State]:
    """A template is another one, or a module."""
    return "another program", replace(state, program=state.program + 1)


EVERY_EDIT: tuple[Edit, ...] = (
    another_value, another_value, another_value, another_value, _line_less, _line_less,
    _no_more, one_more, _another_file, other_bytes, another_day, another_name, withdrawn,
    _other_readers, _other_program,
)  # fmt: skip


def _texts(state: State) -> list[str]:
    return [path for path in sorted(state.texts) if path.endswith((".yaml", ".md"))]


def _values(state: State, key: str) -> Iterator[str]:
    for path in _texts(state):
        yield from (m[3] for m in _VALUE.finditer(state.texts[path].decode()) if m[2] == key)


def _with(state: State, path: str, data: bytes) -> State:
    return replace(state, texts={**state.texts, path: data})
