"""The colours of the charts: the page's tokens by name, with the literal for a lone SVG file.

Enters: nothing.  Leaves: palettes.  The literals repeat theme/static/tokens.css, so that a chart
taken out of its page (a download, a poster) looks the same; a test compares the two.
"""

from __future__ import annotations

import re

from ...basics.values import dataclass
from ...schema.records.powers.flow_terms import StepKind

PLAIN = "step"
LOOKS = {
    StepKind.DECISION: "decide", StepKind.REVIEW: "review", StepKind.PARALLEL: "review",
    StepKind.SUBFLOW: "sub", StepKind.PUBLICITY: "public",
}  # fmt: skip
"""The name of the look of a kind of step, on pages and on paper too; of all others it is ``PLAIN``."""
_OF_A_THEME = re.compile(r"var\(--[a-z0-9-]+,([^()]*)\)")
FONT = (
    "var(--font,'PingFang SC','Microsoft YaHei','Noto Sans CJK SC','Noto Sans SC',"
    "'WenQuanYi Micro Hei',sans-serif)"
)


@dataclass(frozen=True, slots=True)
class Look:
    """Fill and line of one kind of box."""

    fill: str
    line: str


@dataclass(frozen=True, slots=True)
class Palette:
    """Every colour a drawing uses."""

    ink: str
    soft: str
    ground: str
    rule: str
    edge: str
    back: str
    guard: str
    number: str
    on_number: str
    done: str
    on_done: str
    bad: str
    band: str
    step: Look
    decide: Look
    review: Look
    sub: Look
    public: Look
    grades: tuple[str, str, str]
    on_grade: str

    def look(self, kind: StepKind) -> Look:
        """Colours by kind of step; a kind without colours of its own looks like a 步骤."""
        look: Look = getattr(self, LOOKS.get(kind, PLAIN))
        return look

    def grade(self, grade: str) -> str:
        return self.grades["一二三".index(grade)]


LIGHT = Palette(
    ink="var(--ink,#1a2330)",
    soft="var(--ink-soft,#4c5866)",
    ground="var(--paper,#ffffff)",
    rule="var(--line-strong,#8492a4)",
    edge="var(--flow-edge,#465264)",
    back="var(--flow-back,#6b3fa0)",
    guard="var(--flow-guard,#0b6450)",
    number="var(--brand,#173a66)",
    on_number="var(--on-brand,#ffffff)",
    done="var(--flow-done,#1d6b43)",
    on_done="var(--on-brand,#ffffff)",
    bad="var(--flow-bad,#8c1d18)",
    band="var(--tint,#eef3f9)",
    step=Look("var(--flow-step,#ffffff)", "var(--flow-step-line,#2f5d8c)"),
    decide=Look("var(--flow-decide,#fff6dc)", "var(--flow-decide-line,#8a5a00)"),
    review=Look("var(--flow-review,#eef7f1)", "var(--flow-review-line,#1f6b4a)"),
    sub=Look("var(--flow-sub,#f1eefb)", "var(--flow-sub-line,#5b4a9c)"),
    public=Look("var(--flow-public,#eaf3fc)", "var(--flow-step-line,#2f5d8c)"),
    grades=("var(--grade-1,#b3001b)", "var(--grade-2,#9a4d00)", "var(--grade-3,#1f5a99)"),
    on_grade="var(--on-grade,#ffffff)",
)

# A screen seen from afar is always dark, whatever the page around it prefers.
DARK = Palette(
    ink="#f2f5f9",
    soft="#b9c4d2",
    ground="#0b111b",
    rule="#75839a",
    edge="#c3ccd8",
    back="#cfa8ff",
    guard="#7fd3c4",
    number="#9cc6f5",
    on_number="#0b111b",
    done="#7fd3a4",
    on_done="#0b111b",
    bad="#ff9f99",
    band="#152131",
    step=Look("#18263a", "#8fbdf5"),
    decide=Look("#33290f", "#f2c566"),
    review=Look("#142c20", "#7fd3a4"),
    sub=Look("#231f3b", "#c3b5f5"),
    public=Look("#173049", "#8fbdf5"),
    grades=("#ff8f8f", "#f0ad5c", "#8fbdf5"),
    on_grade="#0b111b",
)


def unthemed(svg: str) -> str:
    """A drawing to take away: outside a page there is no theme, and other programs know no ``var``."""
    return _OF_A_THEME.sub(lambda found: found[1], svg)
