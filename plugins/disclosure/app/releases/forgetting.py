"""``disclosure forget``: what had to leave is not kept in older releases and bundles either.

Enters: parsed options.  Leaves: the names of the releases that are kept and of the bundles that may hold
what was withdrawn because it may not be public; removed where that is asked for.
"""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Iterable
from pathlib import Path

from ... import release as publish
from ...basics.files.os_errors import said
from ...release import withdrawals
from ...schema.derived.references import Name
from .kiosk_manifest import BUNDLE

FINE, PROBLEMS, BUSY = 0, 1, 75
HOW = "要删去：disclosure forget --remove；更新包的文件夹写在 --bundles 后面"


def forget(options: Namespace) -> int:
    """Name them; remove them where told to."""
    out: Path = options.output
    try:
        held = still_held(out, options.bundles)
        for line in held.values():
            sys.stdout.write(f"{line}\n")
        if options.remove:
            publish.forget(out, [path for path in held if path.is_dir()])
            for bundle in (path for path in held if path.is_file()):
                bundle.unlink()
    except publish.Busy as error:
        return _fail(str(error), BUSY)
    except (*UNREADABLE, OSError) as error:
        return _fail(f"没有删去：{said(error)}", PROBLEMS)
    came = "已全部删去" if options.remove else HOW
    sys.stdout.write(f"{came if held else '旧版和更新包里没有不该公开而撤下的'}。现在的网站没有改动。\n")
    return PROBLEMS if held and not options.remove else FINE


UNREADABLE = (publish.NoRelease, ValueError)


def still_held(out: Path, bundles: Path | None = None) -> dict[Path, str]:
    """Releases that are kept, and bundles, that may hold what had to leave; a line on each.

    Raises what ``UNREADABLE`` is, and ``OSError``.
    """
    now, kept = publish.in_force(out), publish.kept(out)
    gone = withdrawals.left(now)
    found = withdrawals.holding((path for path in kept if path != now), gone)
    told = {path: f"旧版 {path.name} 里还有不该公开而撤下的：{_named(of)}" for path, of in found.items()}
    fit = {path.name.partition("-")[0] for path in kept if path not in found}
    for path in sorted(bundles.iterdir()) if bundles and gone else ():
        name = BUNDLE.fullmatch(path.name)
        if name and name[1] not in fit:
            told[path] = f"更新包 {path} 是旧版的，里面可能还有不该公开而撤下的"
    return told


def warn(out: Path, bundles: Path | None = None) -> None:
    """Say so after a build or an update."""
    held = still_held(out, bundles)
    for line in (*held.values(), HOW) if held else ():
        sys.stderr.write(f"{line}。\n")


def _named(names: Iterable[Name]) -> str:
    return "、".join(f"{kind} {code}" for kind, code in sorted(names))


def _fail(text: str, status: int) -> int:
    sys.stderr.write(f"{text}\n")
    return status
