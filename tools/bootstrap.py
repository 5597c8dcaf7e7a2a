"""Makes a machine with nothing but Python ready: a virtual environment from the lock files.

Enters: the lock files beside pyproject.toml and the pip wheel in this folder, both held to their
hashes.  Leaves: ``.venv``, with a stamp for each lock file installed, so that a second run does
nothing.  ``--dev`` adds what the tests need, ``--cluster`` Dask, ``--print`` type-setting, ``--fuzz``
the fuzzer.  The same pip is used everywhere, because Debian splits both pip and ensurepip off Python.
Only the standard library; and nothing that Python 3.6 cannot parse, so that an old Python gets as far
as the sentence that says what to install.
"""

import contextlib
import hashlib
import os
import platform
import shutil
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

TOOLS = Path(__file__).resolve().parent
ROOT = TOOLS.parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
COMMAND = VENV / ("Scripts/disclosure.cmd" if os.name == "nt" else "bin/disclosure")
COMMAND_TEXT = (
    '@"%~dp0python.exe" -P -m disclosure %*\r\n'
    if os.name == "nt"
    else '#!/bin/sh\nexec "$(dirname "$0")/python" -P -m disclosure "$@"\n'
)
IDENTITY = VENV / ".identity"
PIP = TOOLS / "pip-26.3-py3-none-any.whl"
PIP_SHA256 = "f3b60b20ffaadd4415ed7957212a38ac63fa4c5fa375bd0f4a797777940fad13"
GRAPHVIZ_LOCK, DEV_LOCK = "requirements-graphviz.txt", "requirements-dev.txt"
FUZZ_LOCK, CLUSTER_LOCK = "requirements-fuzz.txt", "requirements-cluster.txt"
PRINT_LOCK = "requirements-print.txt"
LOCKS = ("requirements.txt", GRAPHVIZ_LOCK)
EVERY_LOCK = (*LOCKS, DEV_LOCK, CLUSTER_LOCK, PRINT_LOCK, FUZZ_LOCK)
OLDEST = (3, 11)
NEWER = ("python3.14", "python3.13", "python3.12", "python3.11")

NEED_PYTHON = (
    "需要 Python 3.11 或更新的版本，这里是 {}。请安装："
    "Debian 12、Ubuntu 24.04 用 apt-get install python3，"
    "Ubuntu 22.04 用 apt-get install python3.11，macOS 用 brew install python，"
    "Windows 用 winget install Python.Python.3.13；装好后再运行一次。"
)
NEED_VENV = "这个 Python 缺少标准库（{}）。Debian、Ubuntu 请安装：apt-get install python3"
NEED_DOT = (
    "没有 Graphviz，流程图画不出来。请安装它：Debian、Ubuntu 用 apt-get install graphviz，"
    "macOS 用 brew install graphviz，Windows 用 winget install Graphviz.Graphviz。"
)
NEED_NETWORK = (
    "没有装成 {}，原因见上。连不上软件源的，请让 pip 使用单位的镜像或离线的包"
    "（docs/install.md 第 3 节）；磁盘满的，请清出 500 MB 后再运行一次。"
)
LEADS_OUT = (
    ".venv 是一个链接，通向项目外面的 {}：准备环境要先清空它，那里的东西就没有了，所以什么都没有动。"
    "请删去这个链接（rm .venv，Windows 用 rmdir .venv；只删链接，那里一个文件都不少），再运行一次。"
)


class Refusal(Exception):
    """Why the machine cannot be made ready, in one sentence."""


def main(arguments: "list[str]") -> int:
    """Make the environment ready; the exit status is 0, or 1 after a sentence that says why not."""
    try:
        if sys.version_info < OLDEST:
            return run_with_newer_python(arguments)
        wanted = {
            "--dev": DEV_LOCK, "--cluster": CLUSTER_LOCK, "--print": PRINT_LOCK, "--fuzz": FUZZ_LOCK,
        }  # fmt: skip
        locks = [*LOCKS, *(lock for option, lock in wanted.items() if option in arguments)]
        if not (is_sound() and COMMAND.is_file() and all(map(is_installed, locks))):
            with one_at_a_time():
                make_ready(locks)
    except Refusal as refusal:
        say(str(refusal))
        return 1
    except OSError as error:
        say(f"写不进 {VENV}：{error}。请检查磁盘空间和文件夹的属主，或删除 .venv 后再运行一次。")
        return 1
    return 0


def make_ready(locks: "list[str]") -> None:
    """Create what is missing, in order."""
    if ROOT not in VENV.resolve().parents:
        raise Refusal(LEADS_OUT.format(VENV.resolve()))
    create_environment()
    write_command()
    for lock in locks:
        (install_graphviz if lock == GRAPHVIZ_LOCK else install)(lock)
    compile_all()


def say(sentence: str) -> None:
    """Tell the person at the keyboard; results alone go to standard output."""
    print(sentence, file=sys.stderr, flush=True)


def run_with_newer_python(arguments: "list[str]") -> int:
    """Hand over to a newer Python on the path (macOS and old Ubuntu keep one beside ``python3``)."""
    newer = next(filter(None, map(shutil.which, NEWER)), None)
    if newer is None:
        raise Refusal(NEED_PYTHON.format(platform.python_version()))
    return subprocess.call([newer, str(TOOLS / "bootstrap.py"), *arguments])


@contextlib.contextmanager
def one_at_a_time():  # type: ignore[no-untyped-def] # noqa: ANN201 -- Python 3.6 must still parse this file
    """Two windows may start the set-up at once: the second waits for the first."""
    with (ROOT / ".venv.lock").open("w") as handle:
        with contextlib.suppress(ImportError):  # Windows has no fcntl, and a clerk has one window
            import fcntl  # noqa: PLC0415

            fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def identity() -> str:
    """What an environment depends on and cannot survive the change of."""
    return "\n".join((str(sys.implementation.cache_tag), platform.machine(), sys.base_prefix, str(VENV)))


def is_sound() -> bool:
    """Whether the environment is there, whole, and of this Python, place and lock files."""
    # pip takes nothing away: what a lock file no longer lists would stay, and hide that it is needed
    whole = PYTHON.exists() and IDENTITY.is_file() and IDENTITY.read_text("utf-8") == identity()
    return whole and not any(stamp(lock).is_file() and not is_installed(lock) for lock in EVERY_LOCK)


def create_environment() -> None:
    """Create ``.venv``, or anew when Python, the folder or a lock file has changed since."""
    if is_sound():
        return
    say(f"正在建立虚拟环境 .venv（Python {platform.python_version()}）……")
    try:
        import venv  # noqa: PLC0415 -- some distributions leave it out
    except ImportError as error:
        raise Refusal(NEED_VENV.format(error.name)) from error
    venv.EnvBuilder(clear=True, symlinks=os.name != "nt", with_pip=False).create(VENV)
    unpack_pip()
    link_plugins()
    IDENTITY.write_text(identity(), "utf-8")


def unpack_pip() -> None:
    """Put the pip of this folder into the environment, after checking that it is the one we know."""
    if sha256(PIP) != PIP_SHA256:
        raise Refusal(f"tools/{PIP.name} 与登记的散列不符，请重新取得项目文件（git checkout tools）。")
    with zipfile.ZipFile(PIP) as wheel:
        wheel.extractall(site_packages())


def link_plugins() -> None:
    """Let the environment import the program where it lies; a relative path is always ASCII."""
    line = os.path.relpath(str(ROOT / "plugins"), str(site_packages()))
    (site_packages() / "disclosure.pth").write_text(line + "\n", "ascii")


def write_command() -> None:
    """``disclosure``, wherever one stands: no file there is taken for a module (``-P``)."""
    COMMAND.write_bytes(COMMAND_TEXT.encode("ascii"))
    COMMAND.chmod(0o755)


def site_packages() -> Path:
    """Where the environment keeps its packages."""
    places = {"base": str(VENV), "platbase": str(VENV)}
    return Path(sysconfig.get_path("purelib", scheme="venv", vars=places))


def compile_all() -> None:
    """What was installed, and the program, by all processors; pip, which is done, would take one.

    What is not compiled now, Python compiles when it is needed.
    """
    words = ("-m", "compileall", "-qq", "-j", "0", "-x", r"[\\/]pip[\\/]")
    subprocess.run(
        [str(PYTHON), *words, str(site_packages()), str(ROOT / "plugins")],
        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False,
    )  # fmt: skip


def install(lock: str) -> None:
    """Install what must be there, or show what pip said and refuse."""
    complaint = installed(lock)
    if complaint:
        say(complaint)
        raise Refusal(NEED_NETWORK.format(lock))


def install_graphviz(lock: str) -> None:
    """Graphviz inside pygraphviz where there is a wheel, else the system's ``dot``, else a hint."""
    if not installed(lock):
        return
    if shutil.which("dot"):
        say("没有适合这台机器的 pygraphviz，流程图改由系统的 dot 画。")
        remember(lock)
    else:
        say(NEED_DOT)


def installed(lock: str) -> str:
    """Install a lock file's packages, each held to its hash; empty, or the end of what pip said."""
    if is_installed(lock):
        return ""
    say(f"正在安装 {lock}（{count(lock)} 个包，逐个核对散列；网速慢时要几分钟）……")
    held = ("--require-hashes", "--only-binary", ":all:", "--no-compile")
    done = pip("install", *held, "-r", str(ROOT / lock))
    if done.returncode:
        return "\n".join(done.stdout.strip().splitlines()[-12:]) or f"pip 返回 {done.returncode}"
    remember(lock)
    return ""


def is_installed(lock: str) -> bool:
    """Whether the environment holds this very lock file."""
    return stamp(lock).is_file() and stamp(lock).read_text("ascii") == sha256(ROOT / lock)


def pip(*arguments: str) -> "subprocess.CompletedProcess[str]":
    """Run the environment's pip without questions, its words kept."""
    options = ("--no-input", "--disable-pip-version-check", "--progress-bar", "off")
    elsewhere = ("PYTHONPATH", "PIP_TARGET", "PIP_PREFIX", "PIP_ROOT")
    environment = {name: value for name, value in os.environ.items() if name not in elsewhere}
    environment.update(PIP_USER="0", PYTHONIOENCODING="utf-8")
    return subprocess.run(
        [str(PYTHON), "-m", "pip", *arguments, *options],
        env=environment, encoding="utf-8", errors="replace",
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False,
    )  # fmt: skip


def stamp(lock: str) -> Path:
    """Where the environment remembers which version of a lock file it holds."""
    return VENV / f".{lock}.sha256"


def remember(lock: str) -> None:
    """Leave the stamp that makes the next run skip this lock file."""
    stamp(lock).write_text(sha256(ROOT / lock), "ascii")


def count(lock: str) -> int:
    """How many packages a lock file names."""
    return sum("==" in line for line in (ROOT / lock).read_text("utf-8").splitlines())


def sha256(file: Path) -> str:
    """A file's fingerprint."""
    return hashlib.sha256(file.read_bytes()).hexdigest()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
