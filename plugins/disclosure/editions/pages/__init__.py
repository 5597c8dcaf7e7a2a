"""Every page of an edition: pure functions from the county to view models.

Enters: an ``Edition``.  Leaves: ``Html`` values, whose paths are relative to the edition's root
and whose ``page`` holds every word and address that the template prints.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import chain

from ...basics.output import Output
from ...charts.power_charts import FlowJob
from ...charts.relations.all_relations import network_jobs
from ...charts.stage import Wanted
from ...county.site import Site
from ..edition import Edition
from ..ledgers import ledger_index, ledger_pages
from ..parts import urls
from . import about, home, lists, moved
from .bodies import levels, posts, units
from .decisions import ahead, decision, execution, procedures, register, statistics
from .decisions.matters import matter_page
from .disclosed import (
    campaign,
    catalogues,
    in_charge,
    notices,
    platform,
    record_histories,
    shared_lists,
    withdrawn,
)
from .errands import topics, venue_pages
from .powers import power, seven_powers

KINDS = (
    power, decision, levels, units, seven_powers, lists, matter_page, ahead, register, execution,
    statistics, shared_lists, campaign, in_charge, withdrawn, record_histories,
    procedures, posts, notices, catalogues, platform, ledger_index, ledger_pages, topics, venue_pages,
    moved, about,
)  # fmt: skip
"""Those that somebody changes and waits for come first: whoever looks for one makes no list before."""


def wanted(site: Site, flows: Mapping[str, FlowJob]) -> Wanted:
    """Every flow, and the graphs of what the edition holds."""
    jobs = network_jobs(site, flows, urls.of_graph)
    return Wanted(flows, {job.stem: job for job in jobs})


def pages(edition: Edition) -> Iterator[Output]:
    """All pages, the front page first."""
    return chain(home.pages(edition), inner_pages(edition))


def inner_pages(edition: Edition) -> Iterator[Output]:
    """All pages but the front page."""
    return chain.from_iterable(kind.pages(edition) for kind in KINDS)
