"""What a county has registered: the words and codes that its other files may name.

Enters: the records of a county, sound or not.  Leaves: them by the title of the record, each with
a few words on what it is, for editors to complete.
"""

from __future__ import annotations

from ...schema.derived.editor import Registered
from ...schema.records.county import Carrier, Category, County, Level, SplitPower, Topic
from ...schema.records.decisions.procedure import Procedure
from ...schema.records.powers.flow import StandardFlow
from ...schema.records.unit import Post, Unit
from ..read import Records


def registered(records: Records) -> Registered:
    """The vocabularies of county.yaml, bodies, posts, standard flows and procedures."""
    units = records.of(Unit)
    found = {
        Unit.title: [(unit.code, unit.name) for unit in units],
        Post.title: [(post.code, f"{u.label}{post.name}") for u in units for post in u.posts],
        StandardFlow.title: [(flow.code, flow.name) for flow in records.of(StandardFlow)],
        Procedure.title: [(way.code, way.name) for way in records.of(Procedure)],
    }
    for county in records.of(County):
        found[Level.title] = [(word.name, word.note) for word in county.levels]
        found[Category.title] = [(word.name, word.note) for word in county.categories]
        found[Topic.title] = [(word.name, word.note) for word in county.topics]
        found[SplitPower.title] = [(word.name, word.note) for word in county.splits]
        found[Carrier.title] = [(word.name, word.edition) for word in county.carriers]
    return {title: tuple(dict(words).items()) for title, words in found.items()}
