"""The content security policy as the pages carry it and as the server snippets repeat it."""

from __future__ import annotations

import re

from counties import ROOT

_META = re.search(
    r'Content-Security-Policy" content="([^"]+)"',
    (ROOT / "theme/templates/base.html").read_text("utf-8"),
)
assert _META, "base.html has lost its policy"
POLICY = _META[1]


def snippet_policy(name: str) -> str:
    """The one policy that a snippet of docs/deploy/ sends."""
    text = (ROOT / "docs" / "deploy" / name).read_text("utf-8")
    (policy,) = set(re.findall(r"\"(default-src [^\"]+)\"", text))
    return policy
