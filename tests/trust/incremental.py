"""Keeping what is unchanged: a build upon a build equals a build from nothing, byte for byte.

Enters: how many sequences of edits.  Leaves: the edits after which the two differ (none is the
promise), and how many files were kept.  A sequence begins with the small county that has something of
everything; each edit changes what a clerk changes: a value, a record, a file, an attachment, the scope
of a record, the policy on personal data, or the day.  An edit that the checks refuse is taken back.
"""

from __future__ import annotations

import random
import re
import shutil
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import timedelta
from itertools import count, islice
from pathlib import Path
from unittest.mock import patch

import press
from counties import AS_OF, ROOT
from edition_counties import drawn_once, files

from disclosure import pipeline
from disclosure.app.host.render_job import job_of
from disclosure.app.kept.kept_pages import KeptPages, Notes
from disclosure.app.kept.kept_texts import KeptTexts
from disclosure.charts.graphviz import dot
from disclosure.county.audience import Audience, for_audience
from disclosure.county.read import SourceFile
from disclosure.county.site import Site
from disclosure.editions.edition import written_anew
from disclosure.release import StagedRelease, first_dates, manifest

COUNTY = ROOT / "tests" / "golden" / "county"
EDITS = 4
"""Edits in a sequence."""
_VALUE = re.compile(r"^( *(?:- )?)([\u4e00-\u9fff]+): (\S.*)$", re.MULTILINE)
_CODE = re.compile(r"^编码: (\S+)$", re.MULTILINE)


@dataclass
class Tally:
    """``differing``: edits not taken up; ``kept`` of ``files`` were not made again."""

    edits: int = 0
    kept: int = 0
    files: int = 0
    differing: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class State:
    """A county as files, and the day."""

    texts: dict[str, bytes]
    day: timedelta = timedelta()

    def site(self) -> Site | None:
        """The county, if nothing is wrong with it."""
        sources = [SourceFile(path, data) for path, data in sorted(self.texts.items())]
        site, problems = pipeline.load(sources, AS_OF + self.day)
        return None if any(problem.is_error for problem in problems) else site


Edit = Callable[[random.Random, State], "tuple[str, State] | None"]


def run(
    sequences: Iterable[int], *, county: Path = COUNTY, edits: Sequence[Edit] = (),
    length: int = EDITS, until_told: bool = False,
) -> Tally:  # fmt: skip
    """Every sequence of so many edits, by its seed.

    ``edits``: of these kinds alone; ``until_told``: no further than the first difference.
    """
    tally = Tally()
    for seed in sequences:
        chance = random.Random(seed)  # noqa: S311  the same edits again
        made = _sequence(chance, f"sequence {seed}", tally, county, edits or EVERY_EDIT)
        with closing(made):
            for _ in islice(made, length):
                if until_told and tally.differing:
                    return tally
    return tally


def _sequence(
    chance: random.Random, name: str, tally: Tally, county: Path, edits: Sequence[Edit]
) -> Generator[None]:
    """Stops after each edit."""
    with press.folder() as place, patch.object(dot, "lay_out", press.laid_out):
        state = State({file.path: file.data for file in files(county)})
        site = state.site()
        assert site
        before, notes = place / "0", _built(site, place / "0", None, None)
        for number in count(1):
            what, state, site = _edited(chance, state, edits)
            notes = _built(site, place / str(number), before, notes)
            clean = place / "clean"
            _built(site, clean, None, None)
            tally.edits += 1
            tally.files += len(manifest.paths(clean))
            tally.kept += _shared(before, place / str(number))
            if manifest.of_folder(clean) != manifest.of_folder(place / str(number)):
                tally.differing.append(f"{name}, edit {number}: {what}")
            shutil.rmtree(clean)
            before = place / str(number)
            yield


def _built(site: Site, out: Path, before: Path | None, notes: Notes | None) -> Notes:
    """A release, upon another one or from nothing, as the host makes one."""
    out.mkdir()
    host, seen = press.generator(), for_audience(site, Audience())
    identities = notes.identities if notes else {}
    stage, kept = StagedRelease(out, before=before, noted=identities), KeptPages(site, notes)
    texts_of = KeptTexts(out.parent, "", kept.prints) if before else written_anew
    host.job = job_of(seen, stage, drawn_once, kept=kept, texts_of=texts_of)
    host.generate_output(None)
    stage.write(first_dates.LEDGER, first_dates.updated({}, seen))
    (out / manifest.MANIFEST).write_bytes(stage.manifest())
    stage.finish()
    return kept.notes(stage)


def _shared(one: Path, other: Path) -> int:
    return sum(
        (one / path).is_file() and (one / path).samefile(other / path) for path in manifest.paths(other)
    )


def _edited(chance: random.Random, state: State, edits: Sequence[Edit]) -> tuple[str, State, Site]:
    """A county after one edit that the checks accept."""
    while True:
        edit = chance.choice(edits)
        if found := edit(chance, state):
            what, new = found
            if new.texts != state.texts or new.day != state.day:
                site = new.site()
                if site:
                    return what, new, site


def another_value(chance: random.Random, state: State) -> tuple[str, State]:
    """A value becomes what stands under the same key elsewhere, or says more."""
    path = chance.choice(_texts(state))
    text = state.texts[path].decode()
    match = chance.choice(list(_VALUE.finditer(text)))
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


def _another_name(chance: random.Random, state: State) -> tuple[str, State]:
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


EVERY_EDIT: tuple[Edit, ...] = (
    another_value, another_value, another_value, another_value, _line_less, _line_less,
    _no_more, one_more, _another_name, other_bytes, another_day,
)  # fmt: skip


def _texts(state: State) -> list[str]:
    return [path for path in sorted(state.texts) if path.endswith((".yaml", ".md"))]


def _values(state: State, key: str) -> Iterator[str]:
    for path in _texts(state):
        yield from (m[3] for m in _VALUE.finditer(state.texts[path].decode()) if m[2] == key)


def _with(state: State, path: str, data: bytes) -> State:
    return replace(state, texts={**state.texts, path: data})
