"""Where the pages of a touch screen are on the portal, and which nobody can take home, as it lacks them.

Enters: the paths of a whole release.  Leaves: a script for every page: its path below the address of the
portal leads somewhere unless it is told here.
"""

from __future__ import annotations

import json
from collections.abc import Collection

from ...basics.media import FRONT, Medium
from ...schema.records.county import County
from ..parts.addresses import base_of

SCRIPT = "static/portal.js"


def script(medium: Medium, county: County, paths: Collection[str]) -> bytes:
    """The address of the portal, and the paths of pages of an edition that it lacks."""
    own, front = f"{medium.folder}/", f"{FRONT.folder}/"
    pages = (path.removeprefix(own) for path in paths if path.startswith(own))
    lacking = (page for page in pages if page.endswith(".html") and front + page not in paths)
    told = {"address": base_of(county), "lacking": sorted(lacking)}
    return f"window.disclosurePortal = {json.dumps(told, indent=0)};\n".encode()
