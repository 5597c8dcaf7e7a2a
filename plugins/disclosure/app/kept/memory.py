"""What a process that builds again and again remembers from one build to the next.

Enters: nothing.  Leaves: a ``Memory``, empty in a process that builds once.  It says nothing that the
stores of the user's cache do not say as well: it saves reading them.
"""

from __future__ import annotations

from dataclasses import field

from ...basics.values import dataclass
from .kept_pages import HeldNotes
from .kept_records import HeldRecords


@dataclass
class Memory:
    """Of one county and one output folder, of one program."""

    records: HeldRecords = field(default_factory=HeldRecords)
    notes: HeldNotes = field(default_factory=HeldNotes)
