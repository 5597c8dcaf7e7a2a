"""A method that is written when it is first called is the one that the library writes."""

import dataclasses
from collections.abc import Callable
from dataclasses import field
from typing import Any, ClassVar

import pytest

from disclosure.basics import values


def _kinds(dataclass: Callable[..., Any]) -> dict[str, Any]:
    @dataclass(frozen=True, slots=True, kw_only=True)
    class Base:
        origin: str = field(compare=False, repr=False)
        title: ClassVar[str] = "词"

    @dataclass(frozen=True, slots=True, kw_only=True)
    class Below(Base):
        name: str
        more: tuple[int, ...] = ()

    @dataclass
    class Filled:
        value: int
        items: list[int] = field(default_factory=list)
        twice: int = field(init=False, default=0)

        def __post_init__(self) -> None:
            self.twice = 2 * self.value

    @dataclass(frozen=True, slots=True)
    class Own:
        name: str

        def __eq__(self, other: object) -> bool:
            return isinstance(other, Own) and self.name.casefold() == other.name.casefold()

        def __hash__(self) -> int:
            return 1

        def __repr__(self) -> str:
            return self.name

    @dataclass(frozen=True, slots=True, order=True)
    class Sorted:
        first: int

    @dataclass(frozen=True, eq=False)
    class Itself:
        first: int

    return {of.__name__: of for of in (Below, Filled, Own, Sorted, Itself)}


LAZY, WRITTEN = _kinds(values.dataclass), _kinds(dataclasses.dataclass)
GIVEN: dict[str, list[dict[str, Any]]] = {
    "Below": [{"origin": "甲", "name": "乙"}, {"origin": "丙", "name": "乙"}, {"name": "乙"}],
    "Filled": [{"value": 1}, {"value": 1, "items": [2]}, {"value": 1, "twice": 2}],
    "Own": [{"name": "a"}, {"name": "A"}, {}],
    "Sorted": [{"first": 1}, {"first": 1}, {"first": 2, "second": 3}],
    "Itself": [{"first": 1}, {"first": 1}, {"value": 1}],
}


def _told(act: Callable[[], object]) -> object:
    try:
        return act()
    except TypeError as error:
        return str(error)


@pytest.mark.parametrize("name", GIVEN)
def test_as_the_library_writes_it(name: str) -> None:
    def told(kind: Any) -> list[object]:
        one, other, wrong = (lambda given=given: kind(**given) for given in GIVEN[name])
        return [
            repr(one()), repr(other()), one() == one(), one() == other(), one() == 1, _told(wrong),
            _told(lambda: len({one(), one(), other()})), _told(lambda: one() < other()),
            repr(_told(lambda: dataclasses.replace(one(), **GIVEN[name][1]))),
        ]  # fmt: skip

    assert told(LAZY[name]) == told(WRITTEN[name])


def test_each_method_is_written_once() -> None:
    kind = _kinds(values.dataclass)["Below"]
    before = kind.__init__
    assert kind(origin="甲", name="乙") == kind(origin="丙", name="乙")
    assert kind.__init__ is not before
    assert kind.__init__.__code__.co_varnames[:2] == ("self", "origin")
