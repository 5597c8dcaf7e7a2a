"""Rules on 要素, names and codes: what a county has declared is given, and nothing else.

Enters: a ``Site``.  Leaves: problems.  How each is written was judged as the county was linked.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...basics.problem import Code, Problem, Severity
from ...county.site import Site
from ...schema.declare import nearest
from ...schema.records.county import BASE_FIRST, BASE_LAST, BASE_WITHIN
from ...schema.records.element_kind import CHOSEN, COUNTED, ElementKind
from ...schema.records.powers.item import Item
from ...schema.records.powers.power import Power
from ..registry import rule
from .service_terms import items

TAKEN = Code("R154", "子项的编码、实施编码用在了两处", "子项的编码、实施编码全县唯一：请改其中一个")
OWN_CODE = Code(
    "R207",
    "实施编码和基本编码对不上",
    "请核对两个编码；本县的实施编码不是这样编的，改 county.yaml 的“实施编码写法”",
)
BASE_CODE = Code(
    "R208",
    "同一个基本编码，类别不一样",
    "基本编码在全国只指一项：请核对基本编码和类别",
    Severity.REMINDER,
)
IDLE_ALIAS = Code("R155", "别名没有用处", "别名写群众平常的叫法，与名称不同，各写一次：请改写或删去")
UNDECLARED = Code("R156", "没有登记的要素", "请改成 county.yaml 的“要素”里登记的名称，或者先在那里登记")
LACKING = Code("R157", "缺少本县要求的要素", "请在“要素”下面补上这一项")
BADLY_DECLARED = Code(
    "R158", "要素登记得不对", "选项只有写法是“选项”的要写，单位只有“数量”可以写，名称不与别的键相同"
)

_PARTED = str.maketrans("", "", "-._")
_IN_FORM = {BASE_FIRST: str.startswith, BASE_LAST: str.endswith, BASE_WITHIN: str.__contains__}


@rule(TAKEN)
def codes_are_taken_once(site: Site) -> Iterator[Problem]:
    """No two powers or 子项 of the county go by one code."""
    codes: dict[str, Item] = dict(site.powers)
    own: dict[str, Item] = {}
    for _, item in items(site):
        yield from _taken(item, "code", item.code, codes)
        yield from _taken(item, "own_code", item.own_code, own)


def _taken(item: Item, attribute: str, code: str, by: dict[str, Item]) -> Iterator[Problem]:
    if code and by.setdefault(code, item) is not item:
        what = f"“{item.name}”的“{code}”，“{by[code].name}”已经用了"
        yield Problem(item.at(attribute), TAKEN, what)


@rule(OWN_CODE)
def own_codes_are_made_of_base_codes(site: Site) -> Iterator[Problem]:
    """As the county has declared: which base code an own code is made of can be seen."""
    form = site.county.own_codes
    for _, item in items(site) if form else ():
        own, base = _plain(item.own_code), _plain(item.base_code)
        if own and base and not _IN_FORM[form](own, base):
            what = f"“{item.name}”的实施编码是“{item.own_code}”，基本编码是“{item.base_code}”"
            yield Problem(item.at("own_code"), OWN_CODE, f"{what}，本县的写法是{form}")


def _plain(code: str) -> str:
    """A code without what only parts it."""
    return code.translate(_PARTED)


@rule(BASE_CODE)
def one_base_code_is_of_one_category(site: Site) -> Iterator[Problem]:
    """A base code stands for one power in every catalogue, whoever exercises it."""
    first: dict[str, Power] = {}
    for power in site.powers.values():
        other = first.setdefault(power.base_code, power) if power.base_code else power
        if other.category.code != power.category.code:
            what = f"“{power.name}”是{power.category.code}，同一个基本编码的“{other.name}”"
            what += f"是{other.category.code}"
            yield Problem(power.at("base_code"), BASE_CODE, what)


@rule(IDLE_ALIAS)
def aliases_are_other_words(site: Site) -> Iterator[Problem]:
    """A power goes by each of its names once."""
    for _, item in items(site):
        names = [item.name, *item.aliases]
        idle = "、".join(dict.fromkeys(name for name in names if names.count(name) > 1))
        if idle:
            yield Problem(item.at("aliases"), IDLE_ALIAS, f"“{item.name}”又写了“{idle}”")


@rule(UNDECLARED, LACKING)
def what_is_declared_is_given(site: Site) -> Iterator[Problem]:
    """No power gives what its county has not declared, or leaves out what its category asks for."""
    known = [element.name for element in site.county.elements]
    for power, item in items(site):
        for name in (given.name for given in item.elements if given.name.text not in known):
            what = f"没有登记“{name.text[:30]}”这个要素{nearest(name.text, known)}"
            yield Problem(name.place, UNDECLARED, what)
        if item is power:
            yield from _lacking(site, power)


def _lacking(site: Site, power: Power) -> Iterator[Problem]:
    given = {given.name.text for given in power.elements}
    for element in site.county.elements:
        asked = power.category.code in {ref.code for ref in element.asked}
        if asked and element.name not in given:
            what = f"“{power.name}”是{power.category.code}，要写“{element.name}”"
            yield Problem(power.at("elements"), LACKING, what)


@rule(BADLY_DECLARED)
def elements_are_soundly_declared(site: Site) -> Iterator[Problem]:
    """Each is declared once, under a name that no key has, with what belongs to its form."""
    keys = {key.name for key in Power.keys().values()}
    names: set[str] = set()
    for element in site.county.elements:
        for attribute, what in _faults(element, keys, names):
            yield Problem(element.at(attribute), BADLY_DECLARED, f"“{element.name}”{what}")
        names.add(element.name)


def _faults(element: ElementKind, keys: set[str], names: set[str]) -> Iterator[tuple[str, str]]:
    if element.name in keys:
        yield "name", "已经是职权的键，直接写在职权里"
    if element.name in names:
        yield "name", "登记了两次"
    if (element.form == CHOSEN) is not bool(element.choices):
        yield "form", f"写法是{element.form}，{'写了' if element.choices else '没有写'}选项"
    if element.unit and element.form != COUNTED:
        yield "unit", f"写法是{element.form}，写了单位"
