"""Audience separation: two builds that must be equal, seeded leaks, and a gate that decodes."""

from __future__ import annotations

import base64
import gzip
import html
import io
import json
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from urllib.parse import quote

import corpora
import equality
import mutants
import pytest
from county import AS_OF, lay_out_case, load

from disclosure import dot, gates, pelican_adapter, pipeline
from disclosure.__main__ import main
from disclosure.audience import Audience, for_audience
from disclosure.gates import leaks

WORDS = "关于干部调整的内部请示"
HIDDEN = frozenset({WORDS})


def test_building_all_for_an_audience_equals_building_only_what_it_may_see() -> None:
    found = equality.compare(range(1000, 1016), rendered=1)
    assert found.differing == ()
    assert found.hidden > 50


@pytest.mark.parametrize("name", mutants.LEAKS)
def test_a_seeded_leak_is_caught(name: str) -> None:
    assert equality.caught(mutants.LEAKS[name])


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
    "JSON": json.dumps({"a": WORDS}).encode(),
    "URL": quote(WORDS).encode(),
    "HTML": "".join(f"&#{ord(char)};" for char in WORDS).encode(),
    "HTML hex": "".join(f"&#x{ord(char):x};" for char in WORDS).encode(),
    "tags between": f"关于<b>干部</b>{WORDS[4:]}".encode(),
    "JSON in HTML": html.escape(json.dumps(WORDS)).encode(),
}


@pytest.mark.parametrize("way", HIDING)
def test_hidden_words_are_found_however_they_are_wrapped(way: str) -> None:
    assert leaks.search("a.bin", HIDING[way], HIDDEN)


@pytest.mark.parametrize("way", HIDING)
def test_other_words_in_the_same_wrapping_are_not(way: str) -> None:
    assert not leaks.search("a.bin", HIDING[way], frozenset({"关于干部调动的内部请示"}))


def test_hidden_words_in_a_file_name_are_found() -> None:
    assert leaks.search(f"public/{WORDS}.html", b"", HIDDEN)


def test_words_that_everyone_may_see_are_no_secrets(tmp_path: Path) -> None:
    county = internal(tmp_path)
    site, _ = load(county)
    assert site
    words = leaks.hidden_words(site, for_audience(site, Audience()))
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


@pytest.mark.parametrize("seed", range(2003, 2006))
def test_the_gate_lets_a_sound_release_through(seed: int, tmp_path: Path) -> None:
    county = corpora.corpus(seed)
    job = pelican_adapter.Job(county.whole, county.audience)
    pelican_adapter.render(job, corpora.ROOT, tmp_path)
    files = {p.relative_to(tmp_path).as_posix(): p for p in tmp_path.rglob("*") if p.is_file()}
    seen = for_audience(county.whole, county.audience)
    assert list(leaks.check(files, county.whole, seen)) == []


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
    real = pipeline.outputs

    def leaking(site: pipeline.site.Site, *_: object) -> Iterator[pipeline.Output]:
        yield from real(site, Audience(), dot.lay_out)
        name = next(iter(site.powers.values())).name
        yield pipeline_file("public/search.gz", gzip.compress(json.dumps(name).encode()))

    monkeypatch.setattr(pipeline, "outputs", leaking)
    assert main(arguments) == 1
    assert "受众：public/search.gz 里有不该让这些读者看到的“临时救助审核确认”" in capsys.readouterr().err
    assert (tmp_path / "out" / "current").readlink() == before


def pipeline_file(path: str, data: bytes) -> pipeline.Output:
    from disclosure.output import File  # noqa: PLC0415

    return File(path, data)


# A gate that did not run is a failure


def broken(_: Mapping[str, Path]) -> Iterator[str]:
    raise KeyError("没有这一项")


def test_a_gate_that_did_not_run_to_its_end_is_a_finding(tmp_path: Path) -> None:
    page = tmp_path / "a.txt"
    page.write_text("", "utf-8")
    assert any("没有运行完" in finding for finding in gates.check({"a.txt": page}, ("坏", broken)))
    assert list(gates.check({})) == ["没有任何文件，什么也没有检查"]


@pytest.mark.parametrize("title", [title for title, _ in gates.GATES])
def test_every_gate_is_called(title: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    called: list[str] = []

    def noted(name: str) -> Callable[[Mapping[str, Path]], Iterator[str]]:
        return lambda _: iter(called.append(name) or ())

    monkeypatch.setattr(gates, "GATES", tuple((name, noted(name)) for name, _ in gates.GATES))
    page = tmp_path / "a.txt"
    page.write_text("", "utf-8")
    list(gates.check({"a.txt": page}))
    assert title in called
