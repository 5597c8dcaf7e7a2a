"""Rules on security.txt: a contact that has lapsed is worse than none.

Source: RFC 9116, section 2.5.5 (Expires: required; less than a year ahead is recommended).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from ...basics.problem import Code, Problem, Severity
from ...county.site import Site
from ..registry import rule

RFC = "RFC 9116 第 2.5.5 条"
SOON = timedelta(days=30)
FAR = timedelta(days=366)

LAPSED = Code("R170", "安全联系方式已过期", "核对联系方式后，把“有效期至”改到一年以内", law=RFC)
LAPSING = Code(
    "R171", "安全联系方式快过期了", "核对联系方式后，把“有效期至”往后改", Severity.REMINDER, RFC
)
TOO_FAR = Code("R172", "安全联系方式的有效期太长", "请写一年以内的日期", law=RFC)


@rule(LAPSED, LAPSING, TOO_FAR)
def contact_is_in_force(site: Site) -> Iterator[Problem]:
    """The expiry lies after the as-of date, and within a year of it."""
    security = site.county.portal.security
    if security is None:
        return
    left = security.expires - site.as_of
    code = LAPSED if left.days <= 0 else LAPSING if left < SOON else TOO_FAR if left > FAR else None
    if code:
        what = f"有效期至 {security.expires}，本次以 {site.as_of} 为准"
        yield Problem(security.at("expires"), code, what)
