"""Values that nobody changes: dataclasses that are frozen to whoever checks types.

Enters: nothing.  Leaves: ``dataclass``.  mypy takes it for that of the standard library, so that nothing
which would change a value passes.  While the program runs nobody looks for that: to fill a frozen value
takes four times as long as to fill any other, and the pages of a county are made of millions of them.
"""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any

__all__ = ["dataclass"]

if TYPE_CHECKING:
    from dataclasses import dataclass
else:

    def dataclass(kind: type | None = None, /, *, frozen: bool = False, **how: Any) -> Any:
        """Equal and hashed by what it holds, where it is frozen; any other is that of the library."""
        return dataclasses.dataclass(kind, unsafe_hash=frozen, **how)
