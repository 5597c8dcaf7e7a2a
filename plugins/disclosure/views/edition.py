"""What a view is given: the part of the county addressed to it, and the charts already drawn.

Enters: nothing.  Leaves: ``Edition``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from ..charts import PowerChart
from ..output import Output
from ..site import Site


@dataclass(frozen=True, slots=True)
class Edition:
    """One edition: ``site`` holds only what its audience may see and its carriers must show.

    ``charts`` is by the code of the power and may hold powers that are not in ``site``.
    ``outside`` is false where no link may lead out of the site, as on a kiosk.
    """

    site: Site
    charts: Mapping[str, PowerChart]
    outside: bool = True


def below(folder: str, outputs: Iterable[Output]) -> Iterator[Output]:
    """The same outputs, one folder deeper in the release."""
    for output in outputs:
        yield replace(output, path=f"{folder}/{output.path}")
