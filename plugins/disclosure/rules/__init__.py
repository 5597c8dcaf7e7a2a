"""The law and the county's own practice as checks over the linked county.

Enters: a ``Site``, or source files.  Leaves: problems.  A rule is a small function in the room of
the records it judges and registers itself (``registry``): every module of this package is imported
here, so that none is forgotten.  Adding a rule adds one function and one golden case.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Iterator, Sequence
from datetime import date
from importlib import import_module

from ..basics.problem import Problem
from ..county.read import Remember, Sources, called
from ..county.site import Site
from ..schema.declare import Record
from . import waivers
from .decisions import whom_it_binds
from .registry import (
    decision_rule,
    practice_rule,
    remembering_rule,
    review_rule,
    rule,
    source_rule,
)

for _name in sorted(module.name for module in pkgutil.walk_packages(__path__, f"{__name__}.")):
    import_module(_name)


def check(site: Site, remember: Remember = called) -> Iterator[Problem]:
    """Every problem that any rule finds, as the county's severities and waivers leave it."""
    always = (*rule.check(site), *decision_rule.check(site), *practice_rule.check(site))
    every = (*always, *remembering_rule.check(site, remember))
    found = list(whom_it_binds.cited(site, every))
    yield from waivers.judged(site, found)
    yield from review_rule.check(site, found)


def check_sources(sources: Sources, records: Sequence[Record], as_of: date) -> Iterator[Problem]:
    """Every problem of the source files as such."""
    yield from source_rule.check(sources, records, as_of)
