"""七分权图 of a unit or a kind of power: who signs, who decides, who carries out, who watches.

Enters: a ``Site`` that needs to hold nothing but bodies, powers, and whose they are: a unit's, or of a
kind that the county splits (分权事项: 人事, 财务, 工程 …).
Leaves: ``Network``s, as few as are readable.  Only duties (职能) that
the flows declare are shown, never guessed.  The practice: 副职分管、正职监管、集体领导、民主决策; 审查
与批准、定事与办理、承办与监督相分离.  ≠ stands between two columns only where in no power shown the
same post is in both.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise, product

from ...basics.values import dataclass
from ...county.site import Site
from ...schema.records.county import SplitPower
from ...schema.records.powers.flow import steps_of
from ...schema.records.powers.flow_terms import BODY, CITIZENS, StepKind
from ...schema.records.powers.power import Power
from ...schema.records.unit import Unit
from ..model.network import NOWHERE, PLAIN, WATCH, Band, ItemLink, Network, NetworkItem, Target, network

MOST = 26
ROLES = (
    ("谁审签", ("审查",)),
    ("谁决定", ("批准", "定事")),
    ("谁经办", ("承办", "办理", "发放")),
    ("谁监督", ("监督",)),
)
WATCHING = len(ROLES) - 1
_FEWEST, _DECIDING = 2, 1
_APART = "“≠”表示左右两栏在每一项职权里都由不同岗位担任。"


@dataclass(frozen=True, slots=True)
class _Holder:
    """Who holds a duty: a post of the catalogue, or a body or post that only the flow names."""

    key: str
    label: str
    look: StepKind
    notes: tuple[str, ...]
    target: Target


@dataclass(frozen=True, slots=True)
class _Split:
    """A power and its holders by role."""

    power: Power
    roles: tuple[tuple[_Holder, ...], ...]
    keys: frozenset[tuple[int, str]]


def of_unit(bodies: Site, unit: Unit, powers: Iterable[Power]) -> tuple[Network, ...]:
    """One picture of a unit's powers, or several where one would hold more than ``MOST`` boxes."""
    return _networks(unit.label, [_split(bodies, power) for power in powers])


def of_kind(bodies: Site, kind: SplitPower, powers: Iterable[Power]) -> tuple[Network, ...]:
    """Pictures of the powers of a kind, whichever unit holds them."""
    return _networks(kind.name, [_split(bodies, power, afar=True) for power in powers])


def _networks(whose: str, splits: list[_Split]) -> tuple[Network, ...]:
    parts = tuple(_parts([s for s in splits if sum(map(bool, s.roles)) >= _FEWEST]))
    return tuple(_network(whose, part, n, len(parts)) for n, part in enumerate(parts, 1))


def _parts(splits: list[_Split]) -> Iterator[tuple[_Split, ...]]:
    """Powers in their order; a new picture begins where the next power would overfill it."""
    part, boxes = list[_Split](), set[tuple[int, str]]()
    for split in splits:
        if part and len(boxes | split.keys) > MOST:
            yield tuple(part)
            part, boxes = [], set()
        part.append(split)
        boxes |= split.keys
    if part:
        yield tuple(part)


def _split(bodies: Site, power: Power, *, afar: bool = False) -> _Split:
    """``afar`` where powers of several units stand together, so that each post names its own."""
    flow = power.flow
    steps = tuple(steps_of(flow))
    # whoever sits in and listens decides nothing, though a step names him
    listening = {name for name, actor in flow.actors if actor.kind == CITIZENS} if flow else set()
    names = [
        [post for step in steps if step.duty in duties for post in step.posts if post not in listening]
        for _, duties in ROLES
    ]
    if flow and power.supervision:
        names[WATCHING].append(power.supervision.post)
    collective = {name for name, actor in flow.actors if actor.kind == BODY} if flow else set()
    roles = tuple(
        tuple(
            dict.fromkeys(
                _holder(
                    _Named(
                        bodies=bodies,
                        power=power,
                        name=name,
                        joint=name in collective,
                        afar=afar,
                    ),
                    role,
                )
                for name in held
            )
        )
        for role, held in enumerate(names)
    )
    keys = ((role, holder.key) for role, held in enumerate(roles) for holder in held)
    return _Split(power, roles, frozenset(keys))


@dataclass(frozen=True, slots=True)
class _Named:
    """A name in a power's flow: ``joint`` for a body, ``afar`` where units stand together."""

    bodies: Site
    power: Power
    name: str
    joint: bool
    afar: bool


def _holder(of: _Named, role: int) -> _Holder:
    """A post by the catalogue's name for it; what only a flow names is ``_unlisted``."""
    bodies, post = of.bodies, of.bodies.post_named(of.power, of.name)
    if post is None:
        return _unlisted(of, of.afar and role != WATCHING)
    if of.joint:
        return _Holder(
            key=f"{post.code} {of.name}",
            label=of.name,
            look=StepKind.REVIEW,
            notes=("集体",),
            target=NOWHERE,
        )
    home = bodies.unit_of_post[post.code]
    near = home.code == of.power.unit.code and not of.afar
    label = post.name if near or post.name.startswith(home.label) else f"{home.label}{post.name}"
    target = Target("岗位", post.code) if post.grade else NOWHERE
    return _Holder(key=post.code, label=label, look=StepKind.ACTION, notes=(post.rank,), target=target)


def _unlisted(of: _Named, own: bool) -> _Holder:  # noqa: FBT001
    """The unit's ``own`` where it stands among those of others; who watches may watch many."""
    unit = of.bodies.units[of.power.unit.code]
    notes = (*((unit.label,) if own else ()), *(("集体",) if of.joint else ()))
    key = f"{unit.code} {of.name}" if own else of.name
    return _Holder(
        key=key,
        label=of.name,
        look=StepKind.REVIEW if of.joint else StepKind.ACTION,
        notes=notes,
        target=NOWHERE,
    )


def _network(whose: str, part: tuple[_Split, ...], number: int, count: int) -> Network:
    held: dict[tuple[int, str], list[_Split]] = {}
    for split in part:
        for key in split.keys:
            held.setdefault(key, []).append(split)
    which = f"（第{number}张，共{count}张）" if count > 1 else ""
    bands = tuple(_bands(part, held))
    told = (
        f"{whose}{which}：{len(part)}项职权的流程里，谁审签、谁决定、谁经办、谁监督；连线表示在同一项职权里"
        f"一环接一环，虚线表示监督。{_APART if any(band.apart for band in bands) else ''}"
        "与下面的文字说明内容相同。"
    )
    name = f"{whose}：七分权图{which}"
    return network(name, told, bands, _items(part, held), _links(part))


def _present(held: Mapping[tuple[int, str], list[_Split]]) -> list[int]:
    return sorted({role for role, _ in held})


def _bands(part: tuple[_Split, ...], held: Mapping[tuple[int, str], list[_Split]]) -> Iterator[Band]:
    """One column a role that anybody holds; ≠ to the next where nobody holds both in one power."""
    present = _present(held)
    for rank, (role, beside) in enumerate(zip(present, [*present[1:], None], strict=True)):
        yield Band(
            name=ROLES[role][0],
            first=rank,
            last=rank,
            apart=beside is not None and _apart(part, role, beside),
        )


def _apart(part: tuple[_Split, ...], role: int, other: int) -> bool:
    both = ({h.key for h in s.roles[role]} & {h.key for h in s.roles[other]} for s in part)
    return not any(both)


def _items(
    part: tuple[_Split, ...], held: Mapping[tuple[int, str], list[_Split]]
) -> Iterator[NetworkItem]:
    present = _present(held)
    for split in part:
        for role, holders in enumerate(split.roles):
            for holder in holders:
                powers = tuple(s.power for s in held[role, holder.key])
                lone = holder.look == StepKind.ACTION
                yield NetworkItem(
                    f"{role} {holder.key}",
                    present.index(role),
                    holder.label,
                    look=StepKind.DECISION if role == _DECIDING and lone else holder.look,
                    notes=(*holder.notes, f"{len(powers)}项职权"),
                    target=holder.target,
                    more=tuple((power.name, Target("职权", power.code)) for power in powers),
                )


def _links(part: tuple[_Split, ...]) -> Iterator[ItemLink]:
    """Within a power, everyone of a role with everyone of the next role that somebody holds."""
    for split in part:
        filled = [role for role, held in enumerate(split.roles) if held]
        for role, other in pairwise(filled):
            kind = WATCH if other == WATCHING else PLAIN
            for a, b in product(split.roles[role], split.roles[other]):
                yield f"{role} {a.key}", f"{other} {b.key}", kind
