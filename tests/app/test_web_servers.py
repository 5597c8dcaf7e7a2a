"""The server snippets, on real servers: every kind of file at the root and below a portal's path.

What needs no server is tried always: which kinds the snippets name, and how web.config is written.
"""

from __future__ import annotations

import gzip
import http.client
import os
import re
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import golden
import pytest
from counties import ROOT
from lxml import etree, html
from policy import POLICY

from disclosure.app.host.static_files import static_files
from disclosure.schema.records.notices.notice import ATTACHABLE

DEPLOY = ROOT / "docs" / "deploy"
TEXTS = {
    "html": "text/html", "css": "text/css", "js": "text/javascript", "svg": "image/svg+xml",
    "xml": "application/xml", "atom": "application/atom+xml", "ics": "text/calendar", "csv": "text/csv",
    "dot": "text/vnd.graphviz", "txt": "text/plain", "opml": "text/x-opml",
}  # fmt: skip
OTHERS = {
    "json": "application/json", "jsonld": "application/ld+json",
    "pdf": "application/pdf", "ofd": "application/ofd",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "xls": "application/vnd.ms-excel", "png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg",
}  # fmt: skip
TYPES = {**{ending: f"{kind}; charset=utf-8" for ending, kind in TEXTS.items()}, **OTHERS}
SQUEEZED = {*TEXTS, "json", "jsonld"}
LOST = ("/none.html", "/no/such/place/at.all", "/charts/", "/powers/none/index.html", "/.hidden",
        "/units/.disclosure.lock", "/attachments/none.pdf")  # fmt: skip
"""What is not there, not listed, or not to be seen."""
WAIT = 100


def files(address: str) -> golden.Tree:
    """The portal of the golden county as if declared at another address, and a file of every kind."""
    kept = golden.tree_of(golden.GOLDEN / "society" / "public")
    public = {name: data.replace(b"/quanli/", address.encode()) for name, data in kept.items()}
    public |= {f"static/{name}": data for name, data in static_files(golden.THEME).items()}
    return public | {f"attachments/Z-1.{ending}": b"%" * 2000 for ending in ATTACHABLE}


@contextmanager
def released(address: str) -> Iterator[tuple[Path, golden.Tree]]:
    """A folder that anybody may read, laid out as a build lays it out."""
    made = files(address)
    folder = Path(tempfile.mkdtemp(prefix="disclosure-"))
    try:
        folder.chmod(0o755)
        release = folder / "out" / "releases" / "0123456789abcdef" / "public"
        for name, data in {**made, ".hidden": b"1", "units/.disclosure.lock": b"1"}.items():
            (release / name).parent.mkdir(parents=True, exist_ok=True)
            (release / name).write_bytes(data)
        (folder / "out" / "current").symlink_to("releases/0123456789abcdef")
        (folder / "out" / "public").symlink_to("current/public")
        (folder / "empty").mkdir()
        shutil.copytree(DEPLOY, folder / "deploy")
        yield folder, made
    finally:
        shutil.rmtree(folder)


def example(server: str, mount: str, folder: Path, port: int) -> str:
    """What docs/install.md says to write, with this machine's folders and port."""
    text = (ROOT / "docs" / "install.md").read_text("utf-8")
    blocks = re.findall(rf"```{server}\n(.*?)```", text, re.DOTALL)
    (block,) = [block for block in blocks if ("/zwgk/lq" in block) == (mount != "/")]
    for told, here in (
        ("listen 80;", f"listen 127.0.0.1:{port};"),
        ("*:80", f"127.0.0.1:{port}"),
        ("/srv/liangquan/docs/deploy", str(folder / "deploy")),
        ("/srv/liangquan/out", str(folder / "out")),
    ):
        block = block.replace(told, here)
    return block


def nginx(folder: Path, mount: str, port: int) -> list[str]:
    """The command that runs the example, and nothing else, on a port."""
    program = found("nginx", "apt-get install nginx-light")
    within = example("nginx", mount, folder, port)
    if mount != "/":
        within = f"server {{ listen 127.0.0.1:{port}; root {folder}/empty;\n{within}}}"
    kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    kept = "".join(f"{kind}_temp_path {folder}/{kind};\n" for kind in kinds)
    user = "user root;\n" if os.geteuid() == 0 else ""
    (folder / "conf").write_text(
        f"daemon off;\n{user}pid {folder}/pid;\nerror_log {folder}/log;\n"
        f"events {{}}\nhttp {{\naccess_log off;\n{kept}{within}}}\n"
    )
    return [program, "-c", f"{folder}/conf"]


def apache(folder: Path, mount: str, port: int) -> list[str]:
    """The same; what Debian enables by itself, and what the snippet says to enable, is loaded."""
    program = found("apache2", "apt-get install apache2")
    modules = Path("/usr/lib/apache2/modules")
    told = re.search(r"a2enmod ([a-z ]+)", (DEPLOY / "apache.conf").read_text("utf-8"))
    assert told
    names = ("mpm_event", "authz_core", "autoindex", "negotiation", *told[1].split())
    loaded = "".join(f"LoadModule {name}_module {modules}/mod_{name}.so\n" for name in names)
    within = example("apache", mount, folder, port)
    if mount != "/":
        within = f"<VirtualHost *>\nDocumentRoot {folder}/empty\n{within}</VirtualHost>\n"
    user = "User #65534\nGroup #65534\n" if os.geteuid() == 0 else ""
    (folder / "conf").write_text(
        f"{loaded}ServerRoot {folder}\nServerName localhost\nListen 127.0.0.1:{port}\n"
        f"PidFile {folder}/pid\nErrorLog {folder}/log\nTypesConfig /dev/null\n{user}"
        f"<Directory />\nRequire all denied\n</Directory>\n{within}"
    )
    return [program, "-DFOREGROUND", "-f", f"{folder}/conf"]


def found(server: str, how: str) -> str:
    program = shutil.which(server, path=f"{os.environ['PATH']}:/usr/sbin")
    if not program:
        pytest.skip(f"这台机器没有 {server}，docs/deploy 里它的写法没有运行（{how}）")
    return program


@dataclass
class Site:
    """A server that runs, what it serves, and how it is asked."""

    port: int
    mount: str
    files: golden.Tree

    def ask(self, path: str, **headers: str) -> tuple[int, Mapping[str, str], bytes]:
        asked = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        asked.request("GET", path, headers=sent)
        answer = asked.getresponse()
        body = answer.read()
        asked.close()
        return answer.status, answer.headers, body


RUNNING = [(server, mount) for server in (nginx, apache) for mount in ("/", "/zwgk/lq/")]


@pytest.fixture(scope="module", params=RUNNING, ids=lambda given: f"{given[0].__name__} {given[1]}")
def site(request: pytest.FixtureRequest) -> Iterator[Site]:
    command, mount = request.param
    with released(mount) as (folder, made):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        server = subprocess.Popen(command(folder, mount, port), stderr=subprocess.PIPE)
        try:
            yield wait(Site(port, mount, made), server)
        finally:
            server.terminate()
            server.wait(30)


def wait(site: Site, server: subprocess.Popen[bytes]) -> Site:
    """The site once its server answers."""
    for _ in range(WAIT):
        if server.poll() is not None:
            break
        with suppress(OSError), socket.create_connection(("127.0.0.1", site.port), 1):
            return site
        time.sleep(0.1)
    server.kill()
    pytest.fail(f"没有起来：{server.stderr.read().decode() if server.stderr else ''}", pytrace=False)


def test_every_file_is_served_as_what_it_is(site: Site) -> None:
    seen = set()
    for name, data in site.files.items():
        ending = name.rpartition(".")[2]
        status, headers, body = site.ask(site.mount + name)
        assert (status, body, headers["Content-Type"]) == (200, data, TYPES[ending]), name
        assert headers["ETag"], name
        assert headers["Cache-Control"] == f"max-age={3600 if name.startswith('static/') else 60}"
        attached = name.startswith("attachments/")
        assert headers["Content-Disposition"] == ("attachment" if attached else None)
        assert headers["Content-Security-Policy"] == f"{POLICY}; frame-ancestors 'self'"
        assert headers["X-Content-Type-Options"] == "nosniff"
        seen.add(ending)
    assert seen >= TYPES.keys() - {"opml"}


def test_what_is_text_is_squeezed_and_asked_for_only_once(site: Site) -> None:
    for name, data in site.files.items():
        plain = site.ask(site.mount + name)[1]["ETag"]
        status, headers, body = site.ask(site.mount + name, Accept_Encoding="gzip")
        squeezed = name.rpartition(".")[2] in SQUEEZED and len(data) > 1000
        if squeezed:
            assert (headers["Content-Encoding"], gzip.decompress(body)) == ("gzip", data), name
            assert "Accept-Encoding" in headers["Vary"]
        for tag in (plain, headers["ETag"]):
            status, _, body = site.ask(site.mount + name, Accept_Encoding="gzip", If_None_Match=tag)
            assert (status, body) == (304, b""), name


def test_what_is_not_there_is_answered_by_our_own_page(site: Site) -> None:
    for lost in LOST:
        address = site.mount.rstrip("/") + lost
        status, headers, body = site.ask(address)
        assert status == 404 or (status, lost[-1]) == (403, "/"), lost
        assert body == site.files["404.html"], lost
        assert headers["Content-Type"] == "text/html; charset=utf-8"
        assert headers["Content-Disposition"] is None
        assert headers["Content-Security-Policy"] == f"{POLICY}; frame-ancestors 'self'"
        for link in html.fromstring(body.decode()).xpath("//@href[. != '#main'] | //@src"):
            leads = urlsplit(urljoin(address, link)).path
            assert site.ask(leads)[0] == 200, f"{lost} → {link}"


def test_a_folder_shows_its_page(site: Site) -> None:
    for folder in ("", "powers/", "about/"):
        status, _, body = site.ask(site.mount + folder)
        assert (status, body) == (200, site.files[f"{folder}index.html"])
    if site.mount != "/":
        status, headers, _ = site.ask(site.mount.rstrip("/"))
        assert (status, urlsplit(headers["Location"]).path) == (301, site.mount)


def test_who_is_told_of_a_weakness_is_not_hidden(site: Site) -> None:
    name = ".well-known/security.txt"
    assert site.ask(site.mount + name)[2] == site.files[name]


def kinds(name: str) -> dict[str, str]:
    """The types that a snippet gives, by ending."""
    text = (DEPLOY / name).read_text("utf-8")
    patterns = {
        "nginx.conf": r"^    (\S+) +(\w[\w ]*);$",
        "apache.conf": r"^AddType (\S+) +\.(\w[\w .]*)$",
        "web.config": r"<mimeMap fileExtension=\"\.(?P<ending>\w+)\" mimeType=\"([^\";]+)",
    }
    found = re.findall(patterns[name], text, re.MULTILINE)
    if name == "web.config":
        found = [(kind, ending) for ending, kind in found]
    return {ending.lstrip("."): kind for kind, endings in found for ending in endings.split()}


@pytest.mark.parametrize("name", ["nginx.conf", "apache.conf", "web.config"])
def test_a_snippet_knows_every_kind_that_is_published(name: str) -> None:
    published = {path.rpartition(".")[2] for path in files("/")}
    assert kinds(name) == {**TEXTS, **OTHERS}
    assert published <= kinds(name).keys()


def test_the_snippet_for_iis_is_sound() -> None:
    root = etree.parse(DEPLOY / "web.config").getroot()
    mapped = root.xpath("//staticContent/mimeMap")
    removed = root.xpath("//staticContent/remove/@fileExtension")
    assert removed == [kind.get("fileExtension") for kind in mapped], "IIS refuses a kind given twice"
    told = {kind.get("fileExtension")[1:]: kind.get("mimeType") for kind in mapped}
    assert told == TYPES
    for headers in root.iter("customHeaders"):
        added = [header.get("name") for header in headers.iter("add")]
        gone = [header.get("name") for header in headers.iter("remove")]
        assert set(added) <= set(gone), "IIS refuses a header that the portal above has added"
    assert root.xpath("//httpErrors/error/@statusCode") == ["403", "404"]
    assert set(root.xpath("//httpErrors/error/@path")) <= files("/").keys()
    assert {path.get("path") for path in root.findall("location")} == {"static", "attachments"}
    assert root.xpath("//directoryBrowse/@enabled") == ["false"]
