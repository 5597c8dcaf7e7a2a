"""Every page of an edition: pure functions from the county to view models.

Enters: an ``Edition``.  Leaves: ``Html`` values, whose paths are relative to the edition's root
and whose ``page`` holds every word and address that the template prints.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from ...output import Html
from ..edition import Edition
from . import (
    about,
    ahead,
    decisions,
    execution,
    home,
    levels,
    lists,
    notices,
    posts,
    powers,
    procedures,
    register,
    separation,
    statistics,
    topics,
    units,
)

KINDS = (
    home, levels, units, separation, lists, powers, decisions, ahead, register, execution, statistics,
    procedures, posts, notices, topics, about,
)  # fmt: skip


def pages(edition: Edition) -> Iterator[Html]:
    """All pages, the front page first."""
    return chain.from_iterable(kind.pages(edition) for kind in KINDS)
