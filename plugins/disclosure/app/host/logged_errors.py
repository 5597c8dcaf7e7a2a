"""What is logged as an error, which Pelican reports and goes on.

Enters: a list.  Leaves: the same, with every message that was logged meanwhile.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager


class _Collector(logging.Handler):
    def __init__(self, errors: list[str]) -> None:
        super().__init__(logging.ERROR)
        self.errors = errors

    def emit(self, record: logging.LogRecord) -> None:
        self.errors.append(record.getMessage())


@contextmanager
def logged_as_errors(errors: list[str]) -> Iterator[list[str]]:
    """Everything that Pelican and its plugins log as an error meanwhile."""
    collector = _Collector(errors)
    logger = logging.getLogger()
    logger.addHandler(collector)
    try:
        yield collector.errors
    finally:
        logger.removeHandler(collector)
