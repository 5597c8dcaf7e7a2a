"""Changes the clock and the order of files for the program that is started after it.

Enters: the environment variables ``TRUST_CLOCK`` (a moment, as ISO 8601) and ``TRUST_ORDER``
(``reversed``).  Leaves: the standard library with another answer.
"""

from __future__ import annotations

import datetime as dt
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


def set_clock(moment: dt.datetime) -> None:
    """From here on it is ``moment``, and time passes from there."""
    begun, real = time.time(), time.time
    ahead = moment.timestamp() - begun
    real_date: Any = dt.date
    real_datetime: Any = dt.datetime

    class _Like(type):
        """Values made by C code are still instances of what stands in their class's place."""

        def __instancecheck__(cls, value: object) -> bool:
            return isinstance(value, cls.__mro__[1])

    class Date(real_date, metaclass=_Like):  # type: ignore[misc]
        @classmethod
        def today(cls) -> Any:
            return real_date.fromtimestamp(real() + ahead)

    class Datetime(real_datetime, metaclass=_Like):  # type: ignore[misc]
        @classmethod
        def now(cls, tz: Any = None) -> Any:
            return real_datetime.fromtimestamp(real() + ahead, tz)

        @classmethod
        def utcnow(cls) -> Any:
            return real_datetime.fromtimestamp(real() + ahead, dt.UTC).replace(tzinfo=None)

    time.time = lambda: real() + ahead
    time.time_ns = lambda: int((real() + ahead) * 1e9)
    for name in ("localtime", "gmtime"):
        setattr(time, name, _with_default(getattr(time, name)))
    dt.date, dt.datetime = Date, Datetime  # type: ignore[misc]


def _with_default(real: Any) -> Any:
    return lambda seconds=None: real(time.time() if seconds is None else seconds)


def reverse_folders() -> None:
    """Folders list their names in the opposite of whatever order the disk has."""
    listed, scanned = os.listdir, os.scandir

    @contextmanager
    def entries(path: Any = ".") -> Iterator[Any]:
        with scanned(path) as found:
            yield iter(list(found)[::-1])

    class Scan:
        def __init__(self, path: Any = ".") -> None:
            with entries(path) as found:
                self.found = found

        def __iter__(self) -> Iterator[Any]:
            return self

        def __next__(self) -> Any:
            return next(self.found)

        def __enter__(self) -> Iterator[Any]:
            return self

        def __exit__(self, *_: object) -> None: ...

        def close(self) -> None: ...

    setattr(os, "listdir", lambda path=".": listed(path)[::-1])  # noqa: B010  types cannot tell
    os.scandir = Scan  # type: ignore[assignment]


if "TRUST_CLOCK" in os.environ:
    set_clock(dt.datetime.fromisoformat(os.environ["TRUST_CLOCK"]))
if os.environ.get("TRUST_ORDER") == "reversed":
    reverse_folders()
