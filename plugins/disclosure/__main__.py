"""The command line: ``disclosure COMMAND``, or ``python -m disclosure COMMAND``.

Enters: arguments.  Leaves: results on stdout, everything else on stderr, and an exit status:
0 fine, 1 problems, 2 usage, 75 another build is running, 130 and 143 stopped from outside.
Nothing ends in a traceback: what nobody foresaw is one sentence, and a file with the details.
"""

from __future__ import annotations

import atexit
import codecs
import gc
import io
import os
import signal
import sys
import tempfile
import traceback
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import NoReturn

from . import __version__
from .basics.files.os_errors import said

PROBLEMS, INTERRUPTED, TERMINATED = 1, 130, 143
_WHOLE = "读者看到的仍是完整的一版网站。"
"""What is so whatever ends a command; those that touch no site say something else (``intact``)."""


class Terminated(BaseException):
    """The system asked this program to end."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status."""
    intact = _WHOLE
    try:
        from .app.arguments import parser  # noqa: PLC0415  half a second in which one may press Ctrl+C

        options = parser().parse_args(arguments)
        intact = getattr(options, "intact", _WHOLE)
        status: int = options.run(options)
        sys.stdout.flush()
    except BrokenPipeError:  # whoever read our words has left
        _close_stdout()
        return PROBLEMS
    except KeyboardInterrupt:
        return _say(f"已停止（Ctrl+C）。{intact}", INTERRUPTED)
    except Terminated:
        return _say(f"已停止（系统要求结束）。{intact}", TERMINATED)
    except Exception as error:  # noqa: BLE001  the last resort
        return _say(_unforeseen(error, intact), PROBLEMS)
    return status


def run() -> None:
    """Entry point of the installed ``disclosure`` command.

    A command lives for seconds and keeps nearly all that it makes: to look for what it could throw away
    would take a third of its time.  What stays for hours (``serve``) collects again.
    """
    gc.disable()
    for stream in (sys.stdout, sys.stderr):
        _let_speak_chinese(stream)
    signal.signal(signal.SIGTERM, _terminate)
    _end(main())


def _end(status: int) -> NoReturn:
    """At once: to take apart what a county was made of, value by value, takes half a second."""
    atexit._run_exitfuncs()  # noqa: SLF001  what others asked for is done
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):  # whoever read our words has left
            stream.flush()
    os._exit(status)


def _terminate(*_: object) -> NoReturn:
    raise Terminated


def _unforeseen(error: Exception, intact: str) -> str:
    """One sentence; the details lie in a file, for they may quote what is not for everybody."""
    if isinstance(error, OSError) and error.errno and error.filename:
        return f"没有做完：{said(error)}。{intact}"
    try:
        place = _written(error)
    except OSError as failure:
        place = f"写不出来：{said(failure)}"
    what = f"程序出了没有料到的错（{type(error).__name__}）"
    return f"没有做完：{what}。{intact}详情请交给维护本程序的人：{place}"


def _written(error: Exception) -> str:
    """The file that says where an error came from; only this user can read it."""
    handle, name = tempfile.mkstemp(prefix="disclosure-", suffix=".txt")
    details = "".join(traceback.format_exception(error))
    with os.fdopen(handle, "w", encoding="utf-8", errors="backslashreplace") as file:
        file.write(f"disclosure {__version__}\nPython {sys.version}\n{sys.argv}\n\n{details}")
    return name


def _close_stdout() -> None:
    """Nothing is left to be flushed at the end into a pipe that nobody reads."""
    with Path(os.devnull).open("w", encoding="utf-8") as nowhere:
        os.dup2(nowhere.fileno(), sys.stdout.fileno())


def _say(text: str, status: int) -> int:
    sys.stderr.write(f"{text}\n")
    return status


def _let_speak_chinese(stream: object) -> None:
    """A terminal that can only do ASCII is given UTF-8; what one cannot show never stops a build."""
    if isinstance(stream, io.TextIOWrapper):
        plain = codecs.lookup(stream.encoding).name == "ascii"
        stream.reconfigure(encoding="utf-8" if plain else None, errors="backslashreplace")


if __name__ == "__main__":
    run()
