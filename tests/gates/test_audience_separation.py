"""Audience separation: two builds that must be equal, seeded leaks, and a gate that decodes."""

from __future__ import annotations

import base64
import bz2
import gzip
import hashlib
import html
import io
import json
import lzma
import struct
import zipfile
import zlib
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote

import corpora
import equality
import mutants
import personal
import press
import pypdf
import pytest
from counties import AS_OF, lay_out_case, load
from playwright.sync_api import Browser

from disclosure import gates, pipeline
from disclosure.__main__ import main
from disclosure.app.host import pelican_adapter, render_job
from disclosure.basics.digests import digest, in_letters
from disclosure.basics.media import MEDIA
from disclosure.basics.problem import Problem
from disclosure.county.audience import Audience, for_audience
from disclosure.county.site import Site
from disclosure.editions.edition import Edition
from disclosure.gates import leaks, secret_words
from disclosure.gates.complete import Complete
from disclosure.gates.file_names import Names
from disclosure.gates.pages.links import Links
from disclosure.gates.reading import unwrap
from disclosure.release import StagedRelease

WORDS = "关于干部调整的内部请示"
HIDDEN = frozenset({WORDS})


def test_building_all_for_an_audience_equals_building_only_what_it_may_see() -> None:
    """``make trust`` compares far more, and larger ones."""
    found = equality.compare(range(1003, 1004))
    assert found.differing == ()
    assert found.hidden > 5


def test_the_quick_way_to_write_a_release_gives_the_bytes_of_a_whole_run() -> None:
    county = corpora.corpus(1000, corpora.SMALL)
    wholly = press.wholly(county.whole, county.audience)
    assert press.quickly(county.whole, county.audience) == wholly


@pytest.mark.parametrize("name", mutants.LEAKS)
def test_a_seeded_leak_is_caught(name: str) -> None:
    assert equality.caught(name)


def test_there_are_enough_seeded_leaks() -> None:
    assert len(mutants.LEAKS) >= 16


# The gate that decodes


def png(kind: bytes, chunk: bytes) -> bytes:
    crc = struct.pack(">I", zlib.crc32(kind + chunk))
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I", len(chunk)) + kind + chunk + crc


def zipped(data: bytes, name: str = "a.txt") -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, data)
    return file.getvalue()


def pdf(data: bytes) -> bytes:
    return b"%PDF-1.7\n1 0 obj <</Filter/FlateDecode>> stream\n" + zlib.compress(data) + b"\nendstream"


RAW = WORDS.encode()
HIDING: Mapping[str, bytes] = {
    "plain": b"\x00\x01 " + RAW,
    "GBK": WORDS.encode("gbk"),
    "UTF-16": WORDS.encode("utf-16-be"),
    "gzip": gzip.compress(RAW),
    "gzip in gzip": gzip.compress(gzip.compress(RAW)),
    "zip": zipped(RAW),
    "name in a zip": zipped(b"", f"{WORDS}.txt"),
    "zlib": zlib.compress(RAW),
    "base64": b"data:text/plain;base64," + base64.b64encode(RAW),
    "base64 for addresses": base64.urlsafe_b64encode(RAW).rstrip(b"="),
    "gzip in base64": b'"' + base64.b64encode(gzip.compress(RAW)) + b'"',
    "PNG tEXt": png(b"tEXt", b"Comment\0" + RAW),
    "PNG zTXt": png(b"zTXt", b"Comment\0\0" + zlib.compress(RAW)),
    "PNG iTXt": png(b"iTXt", b"Comment\0\1\0\0\0" + zlib.compress(RAW)),
    "PDF": pdf(RAW),
    "PDF with a font of its own": personal.pdf_of([[WORDS]]),
    "JSON": json.dumps({"a": WORDS}).encode(),
    "URL": quote(WORDS).encode(),
    "HTML": "".join(f"&#{ord(char)};" for char in WORDS).encode(),
    "HTML hex": "".join(f"&#x{ord(char):x};" for char in WORDS).encode(),
    "tags between": f"关于<b>干部</b>{WORDS[4:]}".encode(),
    "JSON in HTML": html.escape(json.dumps(WORDS)).encode(),
}


def held_back(name: str, data: bytes, secrets: Collection[str]) -> bool:
    file = gates.WrittenFile(name, Path(name))
    vars(file)["data"] = data
    return any(problem.code is leaks.HIDDEN for problem in leaks.Leaks(secrets).look(file))


@pytest.mark.parametrize("way", HIDING)
def test_hidden_words_are_found_however_they_are_wrapped(way: str) -> None:
    assert held_back("a.bin", HIDING[way], HIDDEN)


@pytest.mark.parametrize("way", HIDING)
def test_other_words_in_the_same_wrapping_are_not(way: str) -> None:
    assert not held_back("a.bin", HIDING[way], {"关于干部调动的内部请示"})


@pytest.mark.parametrize(
    "style", ["width:4em", "letter-spacing:.4em", "margin:9em;width:12em;transform:rotate(90deg)"]
)
def test_hidden_words_of_a_printed_page_are_found(style: str, browser: Browser) -> None:
    page = browser.new_page()
    page.set_content(f"<meta charset=utf-8><p style='{style};font-size:20px'>为了{WORDS}一事")
    data = page.pdf()
    page.close()
    assert held_back("a.pdf", data, HIDDEN)


def test_hidden_words_in_the_notes_of_a_document_are_found() -> None:
    document, file = pypdf.PdfWriter(), io.BytesIO()
    document.add_blank_page(100, 100)
    document.add_metadata({"/Title": WORDS})
    document.write(file)
    assert held_back("a.pdf", file.getvalue(), HIDDEN)


def test_hidden_words_in_a_file_name_are_found() -> None:
    assert held_back(f"public/{WORDS}.html", b"", HIDDEN)


def test_words_that_everyone_may_see_are_no_secrets(tmp_path: Path) -> None:
    county = internal(tmp_path)
    words = gates.said_in(loaded(county), Audience()).hidden
    assert "临时救助审核确认" in words
    assert not words & {
        "MZJ",
        "社会救助",
        "梯田县民政局",
        "窗口工作人员",
        "向社会公开",
        "行政给付",
        "审查",
    }


def test_a_record_is_looked_through_again_when_it_says_something_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    county = internal(tmp_path)
    first = gates.said_in(loaded(county), Audience())
    notice = county / "content" / "TZ-2026-001.md"
    notice.write_text(notice.read_text("utf-8") + "\n临时救助审核确认。\n", "utf-8")
    site, looked = loaded(county), list[Any]()
    real = secret_words._texts  # noqa: SLF001  to see what is looked through
    monkeypatch.setattr(secret_words, "_texts", lambda record: (looked.append(record), real(record))[1])
    then = gates.said_in(site, Audience(), first.heard)
    assert {record.code for record in looked} == {"TZ-2026-001", "MZ-JF-001"}
    assert first.hidden - then.hidden == {"临时救助审核确认"}
    assert then == gates.said_in(site, Audience(), gates.WordsHeard(usual=then.heard.usual))


def test_the_gate_lets_a_sound_release_through(tmp_path: Path, *, whole: bool) -> None:
    for seed in range(2003, 2008 if whole else 2004):
        county, out = corpora.corpus(seed, corpora.SMALL), tmp_path / str(seed)
        out.mkdir()
        stage = StagedRelease(out)
        seen = for_audience(county.whole, county.audience)
        pelican_adapter.render(render_job.job_of(seen, stage), corpora.ROOT)
        files = {p.relative_to(out).as_posix(): p for p in out.rglob("*") if p.is_file()}
        secrets = gates.said_in(county.whole, county.audience).hidden
        assert gates.check(files, [leaks.Leaks(secrets), Complete(stage.finish())]) == []


def loaded(county: Path) -> Site:
    site, _ = load(county)
    assert site
    return site


def internal(tmp_path: Path) -> Path:
    """The sound county with its only power for the unit itself."""
    county = lay_out_case("", tmp_path)
    power = county / "catalogues" / "powers" / "MZ-JF-001.yaml"
    text = power.read_text("utf-8").replace("公开范围: 向社会公开", "公开范围: 在本地区本部门本单位公开")
    power.write_text(text, "utf-8")
    return county


def test_a_release_with_a_leak_is_held_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    county = internal(tmp_path)
    arguments = ["build", str(county), "--output", str(tmp_path / "out"), "--as-of", str(AS_OF)]
    assert main(arguments) == 0
    before = (tmp_path / "out" / "current").readlink()
    real = pipeline.files_of
    site, _ = load(county)
    assert site
    name = next(iter(site.powers.values())).name

    def leaking(edition: Edition) -> Iterator[pipeline.Output]:
        yield from real(edition)
        folder = edition.medium.folder
        yield pipeline_file(f"{folder}/search.gz", gzip.compress(json.dumps(name).encode()))

    monkeypatch.setattr(pipeline, "files_of", leaking)
    assert main(arguments) == 1
    printed = capsys.readouterr().err
    assert "public/search.gz:1:1: C06 这里有不该让这些读者看到的“临时救助审核确认”" in printed
    assert (tmp_path / "out" / "current").readlink() == before


def pipeline_file(path: str, data: bytes) -> pipeline.Output:
    from disclosure.basics.output import File, ready  # noqa: PLC0415

    return File(path, ready(data))


# What cannot be opened


def encrypted(data: bytes) -> bytes:
    """A zip that says of its only member that it is encrypted."""
    whole = bytearray(zipped(data))
    for magic, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        whole[whole.index(magic) + at] |= 1
    return bytes(whole)


def nested(times: int) -> bytes:
    data = b"1"
    for _ in range(times):
        data = zipped(data)
    return data


SMALL = 10_000

SHUT: Mapping[str, bytes] = {
    "加密的 zip": encrypted(RAW),
    "太大的 zip": zipped(b"0" * (SMALL + 1)),
    "太大的 gzip": gzip.compress(b"0" * (SMALL + 1), 1),
    "断了的 gzip": gzip.compress(RAW)[:-9],
    "坏的 gzip": gzip.compress(RAW)[:30] + b"\xff" * 300,
    "坏的 zip": zipped(RAW)[:40],
    "zip 里的加密 zip": zipped(encrypted(RAW)),
    "套太多层": nested(unwrap.DEEPEST + 1),
    "坏的 PDF": b"%PDF-1.7 rubbish",
    "加密的 PDF": personal.locked_pdf(),
    "7z": b"7z\xbc\xaf\x27\x1c" + bytes(9),
    "xz": lzma.compress(RAW),
    "bzip2": bz2.compress(RAW),
    "rar": b"Rar!\x1a\x07\x00",
}


def shut(data: bytes, folder: Path, *signed: str) -> list[str]:
    (folder / "a.bin").write_bytes(data)
    gate = leaks.Leaks(HIDDEN, signed)
    return [problem.code.id for problem in gates.check({"a.bin": folder / "a.bin"}, [gate])]


@pytest.mark.parametrize("way", SHUT)
def test_what_cannot_be_opened_is_held_back_unless_someone_signed_for_it(
    way: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(unwrap, "MOST", SMALL)
    digest = in_letters(hashlib.sha256(SHUT[way]).hexdigest())
    assert "C07" in shut(SHUT[way], tmp_path)
    assert "C07" not in shut(SHUT[way], tmp_path, digest[:16])
    assert "C07" in shut(SHUT[way], tmp_path, digest[1:17])


@pytest.mark.parametrize("way", sorted(set(HIDING) - {"PDF"}))
def test_what_can_be_opened_is_not_held_back_for_being_wrapped(way: str, tmp_path: Path) -> None:
    assert shut(HIDING[way], tmp_path) == ["C06"]


def test_every_member_of_an_archive_beside_a_closed_one_is_still_read(tmp_path: Path) -> None:
    file = io.BytesIO(encrypted(b"1"))
    with zipfile.ZipFile(file, "a") as archive:
        archive.writestr("b.txt", RAW)
    assert shut(file.getvalue(), tmp_path) == ["C06", "C07"]


# A gate that did not run is a failure


class Broken(gates.Gate):
    """A gate that stops in the middle."""

    def look(self, file: gates.WrittenFile) -> Iterator[Problem]:
        raise KeyError(file.name)


def test_a_gate_that_did_not_run_to_its_end_is_a_problem(tmp_path: Path) -> None:
    page = tmp_path / "a.txt"
    page.write_text("", "utf-8")
    assert [problem.code.id for problem in gates.check({"a.txt": page}, [Broken()])] == ["C02"]
    assert [problem.code.id for problem in gates.check({}, [])] == ["C01"]


def test_a_file_that_cannot_be_read_is_a_finding_of_each_gate(tmp_path: Path) -> None:
    found = gates.check({"public/a.html": tmp_path / "a.html"}, [Names(), Links()])
    assert [(problem.code.id, problem.place.path) for problem in found] == [("C02", "public/a.html")] * 2


def mutants_of_gates() -> Mapping[str, tuple[str, bytes]]:
    """For each gate a file that it alone must hold back."""
    return {
        "Complete": ("public/b.txt", b"not what was rendered"),
        "Names": ("public/CON.html", b""),
        "Links": ("public/a.html", b'<a href="b.html">'),
        "DeadEnds": ("kiosk/a.csv", b""),
        "Requests": ("public/a.svg", b'<image href="https://example.com/a.png"/>'),
        "PageMeta": ("public/a.html", b"<title></title>"),
        "LinkedData": ("public/a.html", b'<script type="application/ld+json">'),
        "Leaks": ("public/a.txt", "临时救助审核确认".encode()),
        "PersonalNumbers": ("public/a.txt", b"13000000000"),
    }


def test_every_gate_of_a_build_catches_its_mutant_and_no_other(tmp_path: Path) -> None:
    site, _ = load(internal(tmp_path))
    assert site
    for gate, (name, data) in mutants_of_gates().items():
        path, front = tmp_path / "mutant", tmp_path / "index.html"
        path.write_bytes(data)
        front.write_bytes(b"")
        pages = (f"{medium.folder}/index.html" for medium in MEDIA if medium.pages)
        screens = (f"led/{code}/text.txt" for code in site.screens)
        fronts = dict.fromkeys((*pages, *screens), front)
        rendered = {
            name: digest(b"" if gate == "Complete" else data),
            **dict.fromkeys(fronts, digest(b"")),
        }
        every = gates.all_gates(site, Audience(), rendered)
        caught = {type(one).__name__ for one in every if gates.check({name: path, **fronts}, [one])}
        assert caught == {gate}
    assert {type(one).__name__ for one in every} == set(mutants_of_gates())


def test_each_file_is_read_once_for_all_gates(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site, _ = load(internal(tmp_path))
    assert site
    page, opened = tmp_path / "a.html", list[Path]()
    page.write_text("<p>", "utf-8")
    real = Path.read_bytes
    monkeypatch.setattr(Path, "read_bytes", lambda path: (opened.append(path), real(path))[1])
    gates.check({"public/a.html": page}, gates.all_gates(site, Audience(), {}))
    assert opened.count(page) == 1
