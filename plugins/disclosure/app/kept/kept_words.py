"""Which of the words that may not be said each record of a county says: heard once.

Enters: what the gates heard (``gates.WordsHeard``).  Leaves: the same for the next build into that
folder, by the same program.  A record is known by its print, so one that was changed is looked through
again.
Kept is one file an output folder in the user's cache; it may be deleted at any time.
"""

from __future__ import annotations

import json
from pathlib import Path

from ...gates import WordsHeard
from . import kept_store


def load(out: Path, by: str) -> WordsHeard:
    """What the last build heard; nothing where another program did."""
    data = kept_store.read(kept_store.place("words", out), by)
    return WordsHeard(*json.loads(data)) if data else WordsHeard()


def save(out: Path, by: str, heard: WordsHeard) -> None:
    """Keep what was heard."""
    told = (heard.sought, heard.said, heard.usual)
    kept_store.write(kept_store.place("words", out), by, json.dumps(told).encode())
