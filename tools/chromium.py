"""Finds a Chromium for the tests, or gets one.

Enters: the machine.  Leaves: the path of a browser that starts (``find``), or, when none can be
had, the reason in ``.venv/chromium.txt`` for the tests to show.  In order: ``$CHROMIUM``; a
browser that is here; Debian's package, where we may install packages; Playwright's own build.
One that has no windows comes first and is what is installed: it opens a page for half the work.
With it come Chinese fonts, without which a screenshot shows boxes, and libatomic, which the
Node.js inside Playwright is linked to and a bare Debian lacks.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

REASON = Path(__file__).resolve().parent.parent / ".venv" / "chromium.txt"
WINDOWLESS = "chromium-headless-shell"
NAMES = (
    WINDOWLESS, "chromium", "chromium-browser", "google-chrome", "google-chrome-stable",
    "microsoft-edge", "microsoft-edge-stable", "msedge", "chrome",
)  # fmt: skip
APPLICATIONS = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
    r"C:\Program Files\Microsoft\Edge\Application\msedge.exe",
)
PLAYWRIGHT_FOLDERS = (
    os.environ.get("PLAYWRIGHT_BROWSERS_PATH", ""),
    "~/.cache/ms-playwright",
    "~/Library/Caches/ms-playwright",
    "~/AppData/Local/ms-playwright",
)
FONT = "fonts-wqy-zenhei"
UNSEEN = (
    "WebUIOmniboxPopup", "WebUIOmniboxAimPopup", "WebUIOmniboxFullPopup", "PreloadTopChromeWebUI",
    "SpareRendererForSitePerProcess",
    "AimEnabled", "HttpsUpgrades", "LensOverlay", "MediaRouter", "NetworkTimeServiceQuerying",
    "OptimizationHints", "PaintHolding", "PreconnectToSearch",
)  # fmt: skip
"""What a browser without a window makes ready for each new page though nobody sees it: three renderers,
for a second.  Then what Playwright turns off: the last list that a browser is given counts."""
QUIET = (
    "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-quic",
    "--disable-gpu", "--disable-gpu-compositing", "--disable-software-rasterizer",
    "--no-first-run", "--no-default-browser-check", f"--disable-features={','.join(UNSEEN)}",
)  # fmt: skip
"""A browser opens our own pages only: nothing that it does by itself may reach the network, and what it
draws is drawn by the processor, once."""


def sandbox() -> list[str]:
    """Chromium refuses to run as root with its sandbox on."""
    return ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []


def main() -> int:
    """Provide a browser; not having one is for the tests to judge, so the exit status is 0."""
    if missing_packages():
        install_packages(missing_packages())
    if find() is None and not why_driver_fails():
        install_playwright_build()
    report(find())
    return 0


def find() -> str | None:
    """Where a browser that starts is, or nothing."""
    return next(filter(is_sound, candidates()), None)


def candidates() -> Iterator[str]:
    """Where a browser may be, best first."""
    if os.environ.get("CHROMIUM"):
        yield os.environ["CHROMIUM"]
    yield from filter(None, map(shutil.which, NAMES))
    yield from filter(os.path.isfile, APPLICATIONS)
    for folder in filter(None, PLAYWRIGHT_FOLDERS):
        yield from playwright_builds(Path(folder).expanduser())


def playwright_builds(folder: Path) -> list[str]:
    """Headless builds that Playwright downloaded, newest first."""
    found = folder.glob("chromium_headless_shell-*/*/*headless*shell*")
    return sorted((str(file) for file in found if os.access(file, os.X_OK)), reverse=True)


def is_sound(browser: str | None) -> bool:
    """Whether it starts, and is no snap: those cannot read our files."""
    if browser is None or "/snap/" in os.path.realpath(browser):
        return False
    if os.name == "nt":  # there --version opens a window
        return Path(browser).is_file()
    done = run(browser, "--version")
    return done.returncode == 0 and "snap" not in done.stdout


def has_chinese_font() -> bool:
    """Whether Chinese text can be drawn; only Linux comes without such fonts."""
    if sys.platform != "linux":
        return True
    return shutil.which("fc-list") is not None and bool(run("fc-list", ":lang=zh").stdout.strip())


def why_driver_fails() -> str:
    """What Playwright's driver says when it does not start, else nothing."""
    done = run(sys.executable, "-m", "playwright", "--version")
    return last_words(done) if done.returncode else ""


def missing_packages() -> list[str]:
    """What Debian should add.  Ubuntu's ``chromium`` is a stub for a snap, so not that one there."""
    missing = [] if find() or is_ubuntu() else [WINDOWLESS]
    missing += [] if has_chinese_font() else ["fontconfig", FONT]
    return missing + (["libatomic1"] if "libatomic" in why_driver_fails() else [])


def install_packages(packages: list[str]) -> None:
    """Install them where this is a Debian or its kin and we may."""
    administrator = administrator_prefix()
    if administrator is None or shutil.which("apt-get") is None:
        return
    say(f"正在安装测试用的系统软件包：{' '.join(packages)}……")
    apt = (*administrator, "apt-get", "-o", "DPkg::Lock::Timeout=300", "-q")
    run(*apt, "update")  # one dead source must not stand in the way of the others
    explain(run(*apt, "install", "-y", "--no-install-recommends", *packages))


def administrator_prefix() -> tuple[str, ...] | None:
    """What to put before a command that installs packages; nothing where we may not."""
    if os.name == "nt":
        return None
    if os.geteuid() == 0:
        return ()
    return ("sudo", "-n") if run("sudo", "-n", "true").returncode == 0 else None


def is_ubuntu() -> bool:
    """Whether ``chromium`` is a snap here."""
    release = Path("/etc/os-release")
    return release.is_file() and "ID=ubuntu" in release.read_text("utf-8").splitlines()


def install_playwright_build() -> None:
    """The browser that Playwright brings, with the libraries it needs where we may install them."""
    say("正在下载 Playwright 的无界面 Chromium（约 100 MB）……")
    libraries = () if administrator_prefix() is None else ("--with-deps",)
    explain(run(sys.executable, "-m", "playwright", "install", *libraries, WINDOWLESS))


def report(browser: str | None) -> None:
    """Say what was found, and keep the reason where nothing was."""
    if browser is not None:
        REASON.unlink(missing_ok=True)
        say(f"测试用的浏览器：{browser}")
    if reason():
        say(reason())
    if not has_chinese_font():
        say(f"没有中文字体，截图里的汉字会是方框：请安装 {FONT} 或别的中文字体。")


def explain(done: subprocess.CompletedProcess[str]) -> None:
    """Keep what a failed installation said last: it is the reason the tests will show."""
    if done.returncode:
        REASON.write_text(last_words(done), "utf-8")


def last_words(done: subprocess.CompletedProcess[str]) -> str:
    """The end of what a command said, on one line."""
    lines = [line.strip() for line in done.stdout.splitlines() if line.strip()]
    telling = [line for line in lines if not line.startswith(("at ", "}"))]  # no stack of Node.js
    return " / ".join(telling[-3:]) or f"返回 {done.returncode}"


def reason() -> str:
    """Why no browser can be driven here, in one line; nothing where one can."""
    fault = why_driver_fails()
    if find() and not fault:
        return ""
    tried = fault or (
        REASON.read_text("utf-8") if REASON.is_file() else "还没有装过：请运行 make browser"
    )
    wanted = [*(["Chrome"] if is_ubuntu() and not find() else []), *missing_packages()]
    advice = f"请安装 {' '.join(wanted)}，或用环境变量 CHROMIUM 指出浏览器"
    return f"没有能用的无界面 Chromium（{tried}）。{advice}"


def run(*command: str) -> subprocess.CompletedProcess[str]:
    """Run a command without input, its words kept; a missing command is a failed one."""
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    try:
        return subprocess.run(
            command, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT, encoding="utf-8", errors="replace", timeout=900, check=False,
        )  # fmt: skip
    except (OSError, subprocess.TimeoutExpired) as error:
        return subprocess.CompletedProcess(command, 127, str(error))


def say(sentence: str) -> None:
    """Tell the person at the keyboard."""
    print(sentence, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
