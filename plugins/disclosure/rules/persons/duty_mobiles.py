"""Mobiles in fields for office telephones: they are published, so somebody must know that they are.

Enters: the records of a county.  Leaves: reminders.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from ...basics.problem import Code, Problem, Severity
from ...county.read import Sources
from ...county.reviewed import phones_held
from ...schema.declare import Record
from ...schema.phones import is_mobile
from ..registry import source_rule

DUTY_MOBILE = Code(
    "P18",
    "“电话”项里是手机号码",
    "请确认是单位的值班手机；个人的手机请改成办公电话",
    Severity.REMINDER,
    "《政府信息公开条例》第十五条，国办发〔2017〕47号",
)


@source_rule(DUTY_MOBILE)
def mobiles_are_of_offices(
    sources: Sources,  # noqa: ARG001  as every rule on sources
    records: Sequence[Record],
    as_of: date,  # noqa: ARG001  likewise
) -> Iterator[Problem]:
    """Each mobile that is published as the telephone of an office."""
    for record, field, number in phones_held(records):
        if is_mobile(number):
            yield Problem(record.at(field), DUTY_MOBILE, f"“{number[:3]}…（11 位）”会原样公开")
