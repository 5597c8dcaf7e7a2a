"""Which pages of a touch screen nobody can take home, because the portal does not have them.

Enters: the paths of a whole release.  Leaves: a script for every page: the address under which a page
offers itself leads somewhere unless it is told here.
"""

from __future__ import annotations

import json
from collections.abc import Collection

from ...basics.media import FRONT, Medium
from ...schema.records.county import County
from ..parts.addresses import base_of

SCRIPT = "static/portal.js"


def script(medium: Medium, county: County, paths: Collection[str]) -> bytes:
    """Addresses of pages of an edition that are not on the portal."""
    own, front = f"{medium.folder}/", f"{FRONT.folder}/"
    pages = (path.removeprefix(own) for path in paths if path.startswith(own))
    lacking = (page for page in pages if page.endswith(".html") and front + page not in paths)
    told = [base_of(county) + page for page in sorted(lacking)]
    return f"window.disclosureLacking = {json.dumps(told, indent=0)};\n".encode()
