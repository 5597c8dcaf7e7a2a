"""Documentation is a tested surface: generated pages are fresh, commands and codes documented."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path

import docs
import pytest
import yaml
from jsonschema import Draft7Validator

from disclosure.schema.catalogue import ALL, Shelf
from disclosure.schema.compound import Reference
from disclosure.schema.derived.editor import kinds_in, records_below, schema_text
from disclosure.schema.derived.starter import starter_text
from disclosure.schema.yaml_source import decode, parse

ROOT = Path(__file__).parent.parent.parent


def test_generated_pages_are_up_to_date() -> None:
    texts = dict(docs.generated())
    assert len(texts) > len(ALL)
    stale = [path.name for path, text in texts.items() if path.read_text(encoding="utf-8") != text]
    assert stale == [], "请运行 make docs"


@pytest.mark.parametrize("shelf", ALL, ids=lambda shelf: shelf.schema)
def test_every_key_is_explained_to_the_editor(shelf: Shelf) -> None:
    schema = json.loads(schema_text(shelf))
    Draft7Validator.check_schema(schema)
    records = [schema["$defs"][record.title] for record in records_below(shelf.written)]
    for record in records:
        assert all(re.search(r"\w", key["description"]) for key in record["properties"].values())


@pytest.mark.parametrize("shelf", ALL, ids=lambda shelf: shelf.schema)
def test_the_editor_knows_every_record_that_a_file_can_hold(shelf: Shelf) -> None:
    text = schema_text(shelf)
    asked = set(re.findall(r"#/\$defs/([^\"]+)", text))
    assert asked == set(json.loads(text)["$defs"])
    assert asked >= {record.title for record in records_below(shelf.written)}


@pytest.mark.parametrize("shelf", ALL, ids=lambda shelf: shelf.schema)
def test_a_form_told_once_is_the_form_that_the_key_declares(shelf: Shelf) -> None:
    text = schema_text(shelf)
    told = json.loads(text)["$defs"]
    records = list(records_below(shelf.written))
    asked = {kind.name for r in records for k in r.keys().values() for kind in kinds_in(k.kind)
             if isinstance(kind, Reference)}  # fmt: skip

    def whole(schema: object) -> object:
        """A schema with every form in place of its name."""
        if isinstance(schema, list):
            return [whole(part) for part in schema]
        if not isinstance(schema, dict):
            return schema
        called = schema.get("$ref", "").removeprefix("#/$defs/")
        if called and called not in asked and "properties" not in told[called]:
            return {**told[called], **{key: part for key, part in schema.items() if key != "$ref"}}
        return {key: whole(part) for key, part in schema.items()}

    for record in records:
        for key in record.keys().values():
            found = whole(told[record.title]["properties"][key.name])
            assert isinstance(found, dict)
            del found["description"], found["markdownDescription"]
            assert found == key.kind.json_schema()
    forms = {
        str(form) for form in told.values() if "properties" not in form and "'pattern'" in str(form)
    }
    assert text.count('"pattern": ') == len(forms)


@cache
def validator(schema: Path) -> Draft7Validator:
    return Draft7Validator(json.loads(schema.read_text(encoding="utf-8")))


def test_the_sample_county_satisfies_the_editor() -> None:
    checked = 0
    for path in sorted((ROOT / "catalogues").rglob("*.yaml")):
        first, _, text = path.read_text(encoding="utf-8").partition("\n")
        named = re.fullmatch(r"# yaml-language-server: \$schema=(\S+)", first)
        assert named, f"{path} 的第一行没有写明 Schema"
        read = yaml.load(text, Loader=yaml.CBaseLoader)  # noqa: S506  strings only
        errors = list(validator((path.parent / named[1]).resolve()).iter_errors(read))
        assert [f"{path}: {error.message}" for error in errors] == []
        checked += 1
    assert checked > 100


@pytest.mark.parametrize("shelf", ALL[:-1], ids=lambda shelf: shelf.schema)
def test_a_starting_file_explains_every_required_key(shelf: Shelf) -> None:
    text = starter_text(shelf)
    parse("new.yaml", decode("new.yaml", text.encode()))
    for key in shelf.written.keys().values():
        assert re.search(rf"^(# )?{re.escape(key.name)}:", text, re.MULTILINE)
        assert key.doc in text


def test_a_starting_file_explains_a_key_of_two_records_once() -> None:
    """A 子项 is written like the power around it; only what it must say stands in both."""
    (power,) = (starter_text(shelf) for shelf in ALL if shelf.schema == "power")
    assert power.count("# 办件类型:") == 1
    assert len(re.findall(r"^[# ]*编码:", power, re.MULTILINE)) == 2
    assert "其余各项，与职权的写法相同" in power


def test_every_command_is_in_the_readme() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for command in ("check", "build", "serve", "new", "schema"):
        assert f"disclosure {command}" in readme


def test_every_library_we_import_is_accounted_for() -> None:
    text = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8").lower()
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    block = re.search(r"\ndependencies = \[(.*?)\n\]", project, re.DOTALL)
    assert block
    for name in re.findall(r'"([A-Za-z0-9-]+)', block[1]):
        assert name.lower() in text, name
