"""A county below a portal's path, in the portal's own frame, walked by a browser."""

from __future__ import annotations

import functools
import http.client
import os
import socket
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urldefrag, urlsplit

import pytest
import test_web_servers as servers
from counties import AS_OF, lay_out_case
from PIL import Image
from playwright.sync_api import Browser

from disclosure.__main__ import main

MOUNT = "/zwgk/lq/"
FRAME = """\
  外框:
    页头: <a href="/"><img src="/images/logo.png" alt="梯田县人民政府" width="40" height="40"></a>
    页脚包含: /include/foot.html
    样式表: /css/top.css
  配色: {主色: "#7a1f1f", 标题字体: 方正小标宋简体}
"""
INCLUDED = "梯田县人民政府主办"
LINKS = """[...document.querySelectorAll("a, link, img")]
    .map(one => one.getAttribute("href") || one.getAttribute("src"))
    .filter(Boolean).map(link => new URL(link, document.baseURI).href)"""


@pytest.fixture(scope="module")
def portal(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A portal's folder with the site at its place in it, as a plain file server shows both."""
    folder = tmp_path_factory.mktemp("门户")
    county = lay_out_case("", folder / "county")
    told = county / "catalogues" / "county.yaml"
    text = told.read_text("utf-8").replace("/quanli/", MOUNT)
    told.write_text(text.replace("做法规则:", f"{FRAME}做法规则:"), "utf-8")
    assert main(["build", str(county), "--output", str(folder / "out"), "--as-of", str(AS_OF)]) == 0
    www = folder / "www"
    for name, data in {"include/foot.html": INCLUDED, "css/top.css": "", "index.html": "门户"}.items():
        (www / name).parent.mkdir(parents=True, exist_ok=True)
        (www / name).write_text(data, "utf-8")
    (www / "images").mkdir()
    Image.new("RGB", (40, 40)).save(www / "images" / "logo.png")
    (www / "zwgk").mkdir()
    (www / "zwgk" / "lq").symlink_to(folder / "out" / "public")
    return folder


@contextmanager
def plain(portal: Path) -> Iterator[int]:
    """Python's file server, which knows nothing."""
    handler = functools.partial(Quiet, directory=str(portal / "www"))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_port
        server.shutdown()


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing of requests that went well."""


@contextmanager
def nginx(portal: Path) -> Iterator[int]:
    """The example of docs/install.md, with server-side includes switched on."""
    program = servers.found("nginx", "apt-get install nginx-light")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    servers.shutil.copytree(servers.DEPLOY, portal / "deploy", dirs_exist_ok=True)
    within = servers.example("nginx", MOUNT, portal, port).replace("alias", "ssi on;\nalias")
    user = "user root;\n" if os.geteuid() == 0 else ""
    (portal / "conf").write_text(
        f'daemon off;\n{user}pid "{portal}/pid";\nerror_log "{portal}/log";\nevents {{}}\n'
        f"http {{\naccess_log off;\ntypes {{ text/html html; text/css css; image/png png; }}\n"
        f'server {{ listen 127.0.0.1:{port}; charset utf-8; root "{portal}/www";\n{within}}}}}\n'
    )
    server = subprocess.Popen([program, "-c", f"{portal}/conf"], stderr=subprocess.PIPE)
    try:
        servers.wait(servers.Site(port, MOUNT, {}), server)
        yield port
    finally:
        server.terminate()
        server.wait(30)


def one_of_each_folder(public: Path) -> list[str]:
    """The pages of one record, or of one list, of each kind."""
    names = sorted(path.relative_to(public).as_posix() for path in public.rglob("*.html"))
    kept = {(name.partition("/")[0], name.endswith("index.html")): name for name in names}
    return list(kept.values())


@pytest.mark.parametrize("serve", [plain, nginx], ids=lambda serve: serve.__name__)
def test_a_browser_finds_no_broken_link_and_no_error(  # type: ignore[no-untyped-def]
    serve,  # noqa: ANN001
    portal: Path,
    browser: Browser,
    *,
    whole: bool,
) -> None:
    with serve(portal) as port:
        home, page, faults, links = f"http://127.0.0.1:{port}{MOUNT}", browser.new_page(), [], set()
        page.on("console", lambda said: faults.append(said.text))
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("response", lambda got: got.status >= 400 and faults.append(got.url))
        page.on("request", lambda sent: sent.url.startswith(home[:-9]) or faults.append(sent.url))
        for name in one_of_each_folder(portal / "out" / "public")[:: 1 if whole else 4]:
            page.goto(home + name)
            links.update(urldefrag(link)[0] for link in page.evaluate(LINKS))
            assert page.locator(".portalframe img").evaluate("one => one.naturalWidth") == 40, name
        assert page.evaluate("getComputedStyle(document.querySelector('.nav')).backgroundColor") == (
            "rgb(122, 31, 31)"
        )
        assert (INCLUDED in page.content()) == (serve is nginx)
        page.close()
        asked = http.client.HTTPConnection("127.0.0.1", port)
        for link in sorted(links):
            parts = urlsplit(link)
            if parts.port == port:
                asked.request("HEAD", parts.path)
                answer = asked.getresponse()
                answer.read()
                if answer.status >= 400:
                    faults.append(link)
        asked.close()
    assert faults == []
    assert len(links) > (100 if whole else 60)
