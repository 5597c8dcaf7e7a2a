"""Arithmetic of the numbers that name people and bodies.

Enters: digits.  Leaves: whether they are what they look like.

Sources: GB 11643 (公民身份号码, 18 digits, MOD 11-2), its 15-digit predecessor, GB 32100
(统一社会信用代码), ISO/IEC 7812 (bank cards, Luhn).
"""

from __future__ import annotations

from datetime import date

# the first two digits of GB/T 2260, residence permits of Hong Kong, Macao and Taiwan (81-83),
# permanent residence of foreigners (91), and 99, which no person has: samples and tests use it
_REGIONS = (
    (11, 15),
    (21, 23),
    (31, 37),
    (41, 46),
    (50, 54),
    (61, 65),
    (71, 71),
    (81, 83),
    (91, 91),
    (99, 99),
)
PROVINCES = frozenset(str(n) for first, last in _REGIONS for n in range(first, last + 1))
FIRST_YEAR, LAST_YEAR = 1900, 2099

_ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_ID_CHECKS = "10X98765432"
_CREDIT = "0123456789ABCDEFGHJKLMNPQRTUWXY"
CREDIT_LENGTH = 18


def id_check(seventeen: str) -> str:
    """The check character of the first 17 digits of a resident ID."""
    total = sum(int(digit) * weight for digit, weight in zip(seventeen, _ID_WEIGHTS, strict=True))
    return _ID_CHECKS[total % 11]


def looks_like_id(number: str) -> bool:
    """18 characters with a province and a real date of birth."""
    return number[:2] in PROVINCES and is_date(number[6:14])


def is_id(number: str) -> bool:
    """A valid 18-digit resident ID."""
    return looks_like_id(number) and id_check(number[:17]) == number[17]


def looks_like_old_id(number: str) -> bool:
    """15 digits with a province and a date of birth of the twentieth century."""
    return number[:2] in PROVINCES and is_date("19" + number[6:12])


def is_date(eight: str) -> bool:
    """Whether eight digits are a day, YYYYMMDD, on which someone may have been born."""
    try:
        day = date(int(eight[:4]), int(eight[4:6]), int(eight[6:]))
    except ValueError:
        return False
    return FIRST_YEAR <= day.year <= LAST_YEAR


def is_credit_code(number: str) -> bool:
    """A valid 统一社会信用代码."""
    if len(number) != CREDIT_LENGTH or any(char not in _CREDIT for char in number):
        return False
    return credit_check(number[:17]) == number[17]


def credit_check(seventeen: str) -> str:
    """The check character of a 统一社会信用代码."""
    total = sum(_CREDIT.index(char) * pow(3, place, 31) for place, char in enumerate(seventeen))
    return _CREDIT[-total % 31]


def passes_luhn(number: str) -> bool:
    """The check digit of a bank card."""
    odd, even = number[-1::-2], number[-2::-2]
    return (sum(map(int, odd)) + sum(sum(divmod(2 * int(digit), 10)) for digit in even)) % 10 == 0
