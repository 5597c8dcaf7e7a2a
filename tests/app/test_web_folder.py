"""``publish --web``: the portal for a web server, with every text in gzip beside it."""

from __future__ import annotations

import gzip
import http.client
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import test_web_servers as servers
from counties import AS_OF, lay_out_case

from disclosure.__main__ import main
from disclosure.app.releases.portals import web_folder


def build(county: Path, out: Path) -> int:
    return main(["build", str(county), "--output", str(out), "--as-of", str(AS_OF)])


def web(out: Path, folder: Path) -> int:
    return main(["publish", "--output", str(out), "--web", str(folder)])


@pytest.fixture(scope="module")
def made(sound: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The output of a small county, and the folder for the web server."""
    folder = tmp_path_factory.mktemp("网 站")
    shutil.copytree(sound, folder / "out", symlinks=True)
    assert web(folder / "out", folder / "web") == 0
    return folder


def names(folder: Path) -> Iterator[str]:
    root = folder.resolve()
    return (path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file())


def test_every_file_is_there_and_every_text_in_gzip_beside_it(made: Path) -> None:
    plain, there = made / "out" / "public", made / "web" / "public"
    wanted = set(names(plain))
    assert {name for name in names(there) if not name.endswith(".gz")} == wanted
    for name in wanted:
        data, twin = (plain / name).read_bytes(), there / f"{name}.gz"
        assert (there / name).read_bytes() == data
        is_text = name.rpartition(".")[2] in servers.SQUEEZED and len(data) >= 1000
        assert twin.is_file() == is_text, name
        if is_text:
            packed = twin.read_bytes()
            assert gzip.decompress(packed) == data
            assert (packed[4:8], packed[9]) == (b"\0\0\0\0", 255), "neither a time nor a machine"
            assert len(packed) < len(data)
    assert not (made / "web" / "kiosk").exists()


def test_what_others_hold_for_gzip_is_gzip(made: Path) -> None:
    program = shutil.which("gzip")
    if not program:
        pytest.skip("这台机器没有 gzip")
    found = [str(path) for path in (made / "web" / "public").resolve().rglob("*.gz")]
    subprocess.run([program, "--test", *found], check=True)


def test_it_is_the_same_anywhere_and_verifies(made: Path, tmp_path: Path) -> None:
    assert web(made / "out", tmp_path / "again") == 0
    first, again = (folder / "public" for folder in (made / "web", tmp_path / "again"))
    assert {n: (first / n).read_bytes() for n in names(first)} == {
        n: (again / n).read_bytes() for n in names(again)
    }
    assert main(["verify", str(tmp_path / "again")]) == 0
    next((tmp_path / "again" / "public").resolve().glob("*.gz")).write_bytes(b"1")
    assert main(["verify", str(tmp_path / "again")]) == 1


@pytest.mark.usefixtures("ungated")
def test_only_what_changed_is_squeezed_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    county = lay_out_case("", tmp_path / "county")
    out, folder = tmp_path / "out", tmp_path / "web"
    assert (build(county, out), web(out, folder)) == (0, 0)
    done: list[int] = []
    real = web_folder.squeezed
    monkeypatch.setattr(web_folder, "squeezed", lambda data: done.append(len(data)) or real(data))
    assert (web(out, folder), done) == (0, [])
    power = county / "catalogues" / "powers" / "MZ-JF-001.yaml"
    power.write_text(power.read_text("utf-8").replace("主题:", "别名: 救急钱\n主题:"), "utf-8")
    before = {name: (folder / "public" / name).read_bytes() for name in names(folder / "public")}
    assert (build(county, out), web(out, folder)) == (0, 0)
    now = {name: (folder / "public" / name).read_bytes() for name in names(folder / "public")}
    changed = {name for name in now if name.endswith(".gz") and before.get(name) != now[name]}
    assert 0 < len(done) == len(changed) < len(now) / 4
    assert main(["rollback", "--output", str(folder)]) == 0
    assert {n: (folder / "public" / n).read_bytes() for n in names(folder / "public")} == before


def test_a_file_that_is_no_more_what_was_published_stops_it(tmp_path: Path, made: Path) -> None:
    out, folder = tmp_path / "out", tmp_path / "web"
    shutil.copytree(made / "out", out, symlinks=True)
    page = (out / "public" / "index.html").resolve()
    page.write_bytes(page.read_bytes() + b" ")
    assert web(out, folder) == 1
    assert not (folder / "public").exists()


def test_one_audience_s_folder_never_becomes_another_s(tmp_path: Path, made: Path) -> None:
    out = tmp_path / "out"
    shutil.copytree(made / "out", out, symlinks=True)
    (out / ".disclosure.audience").write_text("全党\n", "utf-8")
    kept = set(names(made / "web" / "public"))
    assert web(out, made / "web") == 1
    assert set(names(made / "web" / "public")) == kept


def test_a_real_server_hands_out_the_squeezed_file_as_it_lies_there(made: Path) -> None:
    with servers.released("/") as (folder, _), socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
        free.close()
        shutil.rmtree(folder / "out")
        shutil.copytree(made / "web", folder / "out", symlinks=True)
        command = servers.nginx(folder, "/", port)
        conf = folder / "conf"
        conf.write_text(conf.read_text().replace("include ", "gzip_static on; include "))
        server = subprocess.Popen(command, stderr=subprocess.PIPE)
        try:
            headers, body = asked(port, "/powers/MZ-JF-001.html")
            lying = folder / "out" / "public" / "powers" / "MZ-JF-001.html.gz"
            assert (headers["Content-Encoding"], body) == ("gzip", lying.read_bytes())
            assert headers["Content-Type"] == "text/html; charset=utf-8"
            assert "Accept-Encoding" in headers["Vary"]
            assert "frame-ancestors" in headers["Content-Security-Policy"]
        finally:
            server.terminate()
            server.wait(30)


def asked(port: int, path: str) -> tuple[http.client.HTTPMessage, bytes]:
    for _ in range(servers.WAIT):
        line = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
        try:
            line.request("GET", path, headers={"Accept-Encoding": "gzip"})
        except OSError:
            time.sleep(0.1)
            continue
        answer = line.getresponse()
        return answer.headers, answer.read()
    pytest.fail("nginx 没有起来")
