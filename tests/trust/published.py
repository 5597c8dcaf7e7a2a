"""What stands on a server: withdrawn means gone, and a copy that is not ours is not believed.

Enters: the small sound county.  Leaves: files that still hold words of a withdrawn notice, and
forgeries that ``disclosure verify`` believed (none is the promise).
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from functools import partial
from io import StringIO
from pathlib import Path

import press
from corpora import AS_OF, ROOT

from disclosure import release as publish
from disclosure.__main__ import main
from disclosure.app import disk
from disclosure.gates.reading import unwrap
from disclosure.release import manifest, signing

_COUNTY = ROOT / "tests" / "cases" / "_county"
_NOTICE = "content/TZ-2026-001.md"
_OWN = (publish.MANIFEST, publish.SIGNATURE)
_WORDS = ("临时救助办理流程的公告", "TZ-2026-001")


def withdrawn() -> tuple[int, list[str]]:
    """How many files tell of a notice while it is published, and which still do when it is gone."""
    with press.folder() as place:
        county, out = _laid_out(place), place / "out"
        _run("build", county, "--output", out)
        before = sum(1 for _ in _telling(out))
        (county / _NOTICE).unlink()
        _run("build", county, "--output", out, "--allow-withdrawal")
        return before, list(_telling(out))


def _telling(out: Path) -> Iterator[str]:
    """Files that consumers can reach and that hold the words, in whatever wrapping."""
    for name, path in disk.files_below((out / "current").resolve()).items():
        opened = unwrap.layers(path.read_bytes())
        read = (layer for layer in opened if isinstance(layer, bytes | str))
        texts = (name, *(text for layer in read for text in unwrap.readings(layer)))
        if any(word in text for text in texts for word in _WORDS):
            yield name


def believed() -> tuple[int, list[str]]:
    """How many forgeries were tried, and those that ``verify`` took for ours."""
    with press.folder() as place:
        county, out, key = _laid_out(place), place / "out", place / "key"
        _run("keygen", key)
        _run("build", county, "--output", out, "--key", key)
        (county / _NOTICE).unlink()
        _run("build", county, "--output", out, "--key", key, "--allow-withdrawal")
        sound = _signed(key, (out / "current").resolve())
        if sound(place / "nothing", lambda _: None):
            raise RuntimeError("a sound copy was refused: nothing is shown by refusing others")
        forgeries = enumerate(_forgeries(publish.before(out)).items())
        tried = {name: sound(place / f"copy{n}", forge) for n, (name, forge) in forgeries}
        tried["别的屏幕的内容"] = _wrong_screen(key, (out / "current").resolve(), place / "screen")
        return len(tried), [name for name, refused in tried.items() if not refused]


def _forgeries(older: Path) -> Mapping[str, Callable[[Path], object]]:
    page = "public/index.html"
    return {
        "改了一页": lambda copy: (copy / page).write_text("伪造", encoding="utf-8"),
        "少了一页": lambda copy: (copy / page).unlink(),
        "多了一页": lambda copy: (copy / "public" / "x.html").write_text("伪造", encoding="utf-8"),
        "清单跟着改": _listed,
        "没有签名": lambda copy: (copy / publish.SIGNATURE).unlink(),
        "别人的签名": _signed_by_another,
        "签名的说明改了": partial(_replaced, publish.SIGNATURE, b"release ", b"Release "),
        "签名截断": lambda copy: (copy / publish.SIGNATURE).write_bytes(b"untrusted comment: x\n"),
        "上一版的签名": lambda copy: shutil.copy(older / publish.SIGNATURE, copy),
        "上一版的清单和签名": lambda copy: [shutil.copy(older / name, copy) for name in _OWN],
        "清单截断": partial(_replaced, publish.MANIFEST, b"}\n", b"\n"),
        "显示屏换成链接": _linked,
    }


def _signed(key: Path, release: Path) -> Callable[[Path, Callable[[Path], object]], bool]:
    """Whether a copy that was tampered with is refused."""

    def refused(copy: Path, tamper: Callable[[Path], object]) -> bool:
        shutil.copytree(release, copy, symlinks=True)
        tamper(copy)
        return _status("verify", copy, "--public-key", f"{key}.pub") != 0

    return refused


def _wrong_screen(key: Path, release: Path, copy: Path) -> bool:
    """What is meant for one screen, copied to another."""
    shutil.copytree(release / "led" / "square", copy)
    checks = ("--manifest", release / publish.MANIFEST, "--public-key", f"{key}.pub")
    right = _status("verify", copy, "--part", "led/square", *checks)
    return right == 0 and _status("verify", copy, "--part", "led/hall", *checks) != 0


def _listed(copy: Path) -> None:
    (copy / "public" / "index.html").write_text("伪造", encoding="utf-8")
    (copy / publish.MANIFEST).write_bytes(manifest.of_folder(copy))


def _signed_by_another(copy: Path) -> None:
    text = (copy / publish.MANIFEST).read_bytes()
    (copy / publish.SIGNATURE).write_bytes(signing.sign(signing.new_key(), text, "release"))


def _replaced(name: str, old: bytes, new: bytes, copy: Path) -> None:
    (copy / name).write_bytes((copy / name).read_bytes().replace(old, new))


def _linked(copy: Path) -> None:
    screen = next(path for path in (copy / "led").rglob("*") if path.is_file())
    aside = copy.with_name(f"{copy.name}.aside")
    shutil.move(screen, aside)
    screen.symlink_to(aside)


def _laid_out(place: Path) -> Path:
    """The sound county with a second screen."""
    county = place / "county"
    shutil.copytree(_COUNTY, county)
    screens = county / "catalogues" / "screens"
    text = (screens / "square.yaml").read_text(encoding="utf-8")
    (screens / "hall.yaml").write_text(text.replace("代码: square", "代码: hall"), encoding="utf-8")
    return county


def _run(*arguments: object) -> None:
    status = _status(*arguments)
    if status:
        raise RuntimeError(f"disclosure {arguments[0]} failed with {status}")


def _status(*arguments: object) -> int:
    words = [str(argument) for argument in arguments]
    day = ["--as-of", str(AS_OF)] if words[0] == "build" else []
    with _silently():
        return main([*words, *day])


@contextmanager
def _silently() -> Iterator[None]:
    with redirect_stdout(StringIO()), redirect_stderr(StringIO()):
        yield
