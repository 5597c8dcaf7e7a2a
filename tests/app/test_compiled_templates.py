"""Templates compiled once: what is kept is believed only where it is what was written."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from jinja2 import DictLoader, Environment, FileSystemLoader

from disclosure.app.kept import compiled_templates
from disclosure.app.kept.compiled_templates import CompiledTemplates

SOURCE = {"a.html": "{{ words }}！"}


def compiled(folder: Path, source: dict[str, str] | Path, settings: str = "") -> tuple[str, int]:
    """What a template says, and how often it had to be compiled for that."""
    loader = FileSystemLoader(source) if isinstance(source, Path) else DictLoader(source)
    times = 0

    class Counting(Environment):
        def compile(self, *given: object, **named: object) -> object:  # type: ignore[override]
            nonlocal times
            times += 1
            return super().compile(*given, **named)  # type: ignore[call-overload]

    environment = Counting(
        loader=loader, bytecode_cache=CompiledTemplates(folder, settings), autoescape=True
    )
    return environment.get_template("a.html").render(words="说"), times


def test_a_template_is_compiled_once_and_anew_where_anything_differs(tmp_path: Path) -> None:
    assert compiled(tmp_path, SOURCE) == ("说！", 1)
    assert compiled(tmp_path, SOURCE) == ("说！", 0)
    assert compiled(tmp_path, {"a.html": "{{ words }}。"}) == ("说。", 1)
    assert compiled(tmp_path, SOURCE, "别的设置") == ("说！", 1)
    assert len(list(tmp_path.iterdir())) == 2


def test_a_copy_of_a_theme_is_not_compiled_again_and_names_its_own_file(tmp_path: Path) -> None:
    for copy in ("一", "二"):
        (tmp_path / copy).mkdir()
        (tmp_path / copy / "a.html").write_text("\n{{ 1 // (words != '说') }}", "utf-8")
        with pytest.raises(ZeroDivisionError) as fault:
            compiled(tmp_path / "kept", tmp_path / copy)
        assert (fault.traceback[-1].path, fault.traceback[-1].lineno) == (tmp_path / copy / "a.html", 1)
    assert len(list((tmp_path / "kept").iterdir())) == 1


def test_what_templates_said_before_is_kept_up_to_a_bound(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(compiled_templates, "MOST_BYTES", 1)
    for words in "甲乙丙":
        compiled(tmp_path, {"a.html": words})
    assert len(list(tmp_path.iterdir())) == 1


@pytest.mark.parametrize(
    "spoil",
    [
        lambda data: data[:-1], lambda data: data + b"\0", lambda _: b"",
        lambda data: data.replace("！".encode(), "？".encode()),
        lambda data: data[32:],
    ],
    ids=["short", "long", "empty", "changed", "without-digest"],
)  # fmt: skip
def test_an_entry_that_is_not_what_was_written_counts_as_absent(
    spoil: Callable[[bytes], bytes], tmp_path: Path
) -> None:
    compiled(tmp_path, SOURCE)
    (entry,) = tmp_path.iterdir()
    whole = entry.read_bytes()
    entry.write_bytes(spoil(whole))
    assert entry.read_bytes() != whole
    assert compiled(tmp_path, SOURCE) == ("说！", 1)
    assert entry.read_bytes() == whole


@pytest.mark.skipif(os.name == "nt", reason="Windows 没有这种权限位")
def test_a_folder_into_which_others_can_write_is_not_believed(tmp_path: Path) -> None:
    compiled(tmp_path, SOURCE)
    tmp_path.chmod(0o777)
    assert compiled(tmp_path, SOURCE) == ("说！", 1)


def test_where_nothing_can_be_kept_templates_still_run(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    for _ in range(2):
        assert compiled(tmp_path / "file", SOURCE) == ("说！", 1)
