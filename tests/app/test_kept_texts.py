"""What tables and searches said of each record, kept for the next build."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from counties import AS_OF, SOUND

from disclosure.__main__ import main
from disclosure.app.kept import kept_store, kept_texts


@pytest.mark.usefixtures("ungated")
def test_a_build_leaves_no_more_than_the_bound(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kept_in: Callable[..., Path]
) -> None:
    kept_in("cache", "charts", "templates")
    monkeypatch.setattr(kept_texts, "MOST_BYTES", 1)
    assert main(["build", str(SOUND), "--output", str(tmp_path / "out"), "--as-of", str(AS_OF)]) == 0
    assert len(list(kept_store.folder(kept_texts.STORE).iterdir())) == 1
