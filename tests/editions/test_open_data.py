"""Open data: what is published of the small county is judged here by readers that are not ours.

The rules of a data package (datapackage.org) and of JSON Schema are checked over the bytes that a
visitor would download; SQLite reads them back through the documented command.
"""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
import sqlite3
import subprocess
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from functools import cache, partial
from pathlib import Path
from typing import Any
from urllib.parse import quote

import jsonschema
import openpyxl
import pytest
from edition_counties import AS_OF, ROOT, edition_of, files, linked, render
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

from disclosure.__main__ import main
from disclosure.basics.output import File, Html
from disclosure.county import audience
from disclosure.county.site import Site
from disclosure.editions import view_of
from disclosure.editions.edition import KeptText, written_anew
from disclosure.editions.open_data import table_files
from disclosure.schema.records.powers.power import Power

FRICTIONLESS = shutil.which("frictionless")
BASE = "https://www.titian.example/quanli/"
GOLDEN = ROOT / "tests" / "golden" / "county"


@cache
def site() -> Mapping[str, bytes]:
    """The files of the portal that are no pages, and the page of open data."""
    county = audience.for_audience(linked(files(GOLDEN)), audience.Audience())
    edition = edition_of(county, "门户", charted=False)
    made = {output.path: output for output in view_of(edition.medium).view(edition)}
    page = made["data/index.html"]
    assert isinstance(page, Html)
    shown = render(Html(f"public/{page.path}", page.template, page.make), county).encode()
    kept = {path: output.data for path, output in made.items() if isinstance(output, File)}
    return {**kept, "data/index.html": shown}


def package() -> dict[str, Any]:
    told: dict[str, Any] = json.loads(site()["datapackage.json"])
    return told


def rows_of(path: str) -> list[list[str]]:
    """A CSV file as anybody reads it, without the apostrophes that guard spreadsheets."""
    read = csv.reader(io.StringIO(site()[path].decode("utf-8-sig"), newline=""))
    return [[re.sub(r"^'(?=[=+\-@'])", "", cell) for cell in row] for row in read]


def test_the_data_package_is_one() -> None:
    """https://datapackage.org/standard/data-package/ and table-schema/, by their own words."""
    told = package()
    assert re.fullmatch(r"[a-z0-9._-]+", told["name"])
    names = [resource["name"] for resource in told["resources"]]
    assert len(names) == len(set(names))
    assert {"units", "powers", "powers_duties", "decisions", "notices", "publicity"} <= set(names)
    for resource in told["resources"]:
        assert re.fullmatch(r"[a-z0-9._-]+", resource["name"])
        assert not resource["path"].startswith(("/", "."))
        heads, *rows = rows_of(resource["path"])
        fields = resource["schema"]["fields"]
        assert heads == [field["name"] for field in fields]
        assert rows, resource["name"]
        for field, column in zip(fields, zip(*rows, strict=True), strict=True):
            wrong = [cell for cell in column if not fits(field, cell)]
            assert wrong == [], (resource["name"], field["name"])


def fits(field: Mapping[str, Any], cell: str) -> bool:
    """Whether a cell is such as the package says."""
    limits = field.get("constraints", {})
    if not cell:
        return not limits.get("required")
    forms = {
        "integer": r"-?\d+",
        "number": r"-?\d+(\.\d+)?",
        "date": r"\d{4}-\d{2}-\d{2}",
        "string": r"(?s).+",
    }
    return bool(re.fullmatch(forms[field["type"]], cell)) and cell in limits.get("enum", [cell])


def test_keys_are_unique_and_lead_somewhere() -> None:
    tables = {resource["name"]: resource for resource in package()["resources"]}
    links = 0
    for resource in tables.values():
        schema = resource["schema"]
        if "primaryKey" in schema:
            (key,) = schema["primaryKey"]
            assert [c for c, n in Counter(column(resource, key)).items() if n > 1] == []
        for link in schema.get("foreignKeys", ()):
            (own,), to = link["fields"], link["reference"]
            there = set(column(tables[to["resource"]], to["fields"][0]))
            assert set(filter(None, column(resource, own))) <= there
            links += 1
    assert links > 10


def column(resource: Mapping[str, Any], head: str) -> list[str]:
    heads, *rows = rows_of(resource["path"])
    return [row[heads.index(head)] for row in rows]


def test_json_is_what_its_schema_says_and_a_schema_forbids_something() -> None:
    schemas = [path for path in site() if path.endswith(".schema.json") and path.startswith("data/")]
    assert len(schemas) >= 6
    for path in schemas:
        schema = json.loads(site()[path])
        jsonschema.Draft202012Validator.check_schema(schema)
        name = path.removeprefix("data/").removesuffix(".schema.json")
        of_ledger = name.startswith("ledger_")
        data = f"ledgers/{name.removeprefix('ledger_')}/all.json" if of_ledger else f"data/{name}.json"
        told = json.loads(site()[data])
        judge = jsonschema.Draft202012Validator(schema, format_checker=jsonschema.FormatChecker())
        assert [error.message for error in judge.iter_errors(told)] == []
        del told["rows" if of_ledger else "items"][0][
            "期" if of_ledger else next(iter(told["items"][0]))
        ]
        assert not judge.is_valid(told)


@pytest.mark.parametrize("name", ["units", "powers", "decisions", "notices", "publicity"])
def test_csv_xlsx_and_json_say_the_same(name: str) -> None:
    book = openpyxl.load_workbook(io.BytesIO(site()[f"data/{name}.xlsx"]))
    sheets = {sheet.title: sheet for sheet in book}
    for resource in package()["resources"]:
        if resource["name"].split("_")[0] == name:
            sheet = sheets.pop(resource["title"])
            shown = [
                ["" if v is None else str(v) for v in row] for row in sheet.iter_rows(values_only=True)
            ]
            assert shown == rows_of(resource["path"])
            assert sheet.freeze_panes == "A2"
    assert sheets == {}
    heads, *rows = rows_of(f"data/{name}.csv")
    items = json.loads(site()[f"data/{name}.json"])["items"]
    for row, item in zip(rows, items, strict=True):
        told = {head: cell for head, cell in zip(heads, row, strict=True) if cell}
        assert {head: said(item, head) for head in told} == told


@pytest.mark.parametrize("cells", [1, 60, 1 << 13])
def test_a_change_writes_some_rows_of_a_sheet_anew(cells: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(table_files, "_CELLS", cells)
    county = audience.for_audience(linked(files(GOLDEN)), audience.Audience())
    power, *_, last = county.powers.values()
    other = {**county.powers, power.code: replace(power, summary="另一句话")}
    (was, before), (now, after) = map(main_sheet, (county, county.having(Power, other)))
    assert (len(was) > 1) == (cells < 1 << 13)
    assert sum(of != changed for of, changed in zip(was, now, strict=True)) == 1
    assert after != before
    assert f">{last.code}<" in after
    numbers = [int(number) for number in re.findall(r'<row r="(\d+)">', before)]
    assert numbers == [*range(1, 2 + len(county.powers))]


def main_sheet(county: Site) -> tuple[list[tuple[object, ...]], str]:
    """What decides each part of the sheet of powers, and the sheet."""
    asked: list[list[tuple[object, ...]]] = []

    def noted(function: partial[KeptText], every: Iterable[tuple[object, ...]]) -> Iterable[KeptText]:
        asked.append(list(every))
        return written_anew(function, asked[-1])

    edition = replace(edition_of(county, "门户", charted=False), texts_of=noted)
    data = next(of for of in table_files.files(edition) if of.path == "data/powers.xlsx").data
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        return asked[0], book.read("xl/worksheets/sheet1.xml").decode()


def said(item: Any, head: str) -> str:
    """What JSON says under the head of a column."""
    for key in head.split("/"):
        item = item[key]
    return "\n".join(map(str, item)) if isinstance(item, list) else str(item)


def test_the_powers_are_those_of_units_json_and_of_the_index() -> None:
    items = json.loads(site()["data/powers.json"])["items"]
    index = json.loads(site()["catalogue.json"])
    assert [item["编码"] for item in items] == [power["code"] for power in index["powers"]]
    assert [item["网页"] for item in items] == [BASE + power["path"] for power in index["powers"]]
    of_units = [
        item
        for path, data in site().items()
        if re.fullmatch(r"units/[^/]+\.json", path)
        for item in json.loads(data)["items"]
    ]
    bare = [{key: value for key, value in item.items() if key != "网页"} for item in items]
    assert sorted(map(str, bare)) == sorted(
        str({key: value for key, value in item.items() if key != "网页"}) for item in of_units
    )


def test_what_is_for_one_unit_is_in_no_file() -> None:
    assert any(b"MZ-NB-001" in path.read_bytes() for path in GOLDEN.rglob("*.yaml"))
    assert [path for path, data in site().items() if b"MZ-NB-001" in data] == []


def test_dcat_lists_every_file_once_and_no_other() -> None:
    told = json.loads(site()["dcat.jsonld"])
    assert told["@type"] == "dcat:Catalog"
    terms = {key.split(":")[0] for data in told["dcat:dataset"] for key in data if ":" in key}
    assert terms <= set(told["@context"])
    given = [d["@id"] for data in told["dcat:dataset"] for d in data["dcat:distribution"]]
    assert len(given) == len(set(given))
    paths = {address.removeprefix(BASE) for address in given}
    whole = {
        path
        for path in site()
        if path.startswith("data/") and not path.endswith(("schema.json", "html"))
    }
    assert paths == whole | {path for path in site() if re.fullmatch(r"ledgers/[^/]+/all\..+", path)}
    page = site()["data/index.html"].decode()
    for data in told["dcat:dataset"]:
        assert f'id="{data["dcat:landingPage"]["@id"].split("#")[1]}"' in page
    issued = [
        date.fromisoformat(d["dct:issued"]["@value"]) for d in told["dcat:dataset"] if "dct:issued" in d
    ]
    assert issued
    assert max(issued) <= AS_OF


NEEDED = {
    "dcat:Catalog": "dct:title dct:description dct:publisher dcat:dataset",
    "dcat:Dataset": "dct:title dct:description dct:identifier dct:publisher dcat:distribution",
    "dcat:Distribution": "dcat:accessURL dcat:downloadURL dcat:mediaType",
    "foaf:Agent": "foaf:name",
}
"""What DCAT-AP 3 asks of each class, and what portals that gather catalogues ask besides."""


def test_dcat_says_what_portals_ask_for() -> None:
    told = json.loads(site()["dcat.jsonld"])
    things = [told, told["dct:publisher"], *told["dcat:dataset"]]
    things += [one for data in told["dcat:dataset"] for one in data["dcat:distribution"]]
    lacking = [(t["@id"], key) for t in things for key in NEEDED[t["@type"]].split() if not t.get(key)]
    assert lacking == []
    assert {data["dct:publisher"]["@id"] for data in told["dcat:dataset"]} == {
        told["dct:publisher"]["@id"]
    }


@pytest.mark.skipif(FRICTIONLESS is None, reason="没有装 frictionless：数据包没有用别人的程序核对")
def test_frictionless_finds_nothing_wrong_with_the_package(public: Path) -> None:
    command = [str(FRICTIONLESS), "validate", "--trusted", "--json", str(public / "datapackage.json")]
    done = subprocess.run(command, capture_output=True, check=False, timeout=120)
    report = json.loads(done.stdout)
    assert [(task["name"], task["errors"]) for task in report["tasks"] if not task["valid"]] == []
    assert len(report["tasks"]) == len(package()["resources"])


def test_the_page_links_to_all_of_it() -> None:
    linked_to = set(re.findall(r'href="\.\./([^"#]+)"', site()["data/index.html"].decode()))
    data = {path for path in site() if path.startswith("data/")} - {"data/index.html"}
    assert data | {"catalogue.json", "datapackage.json", "dcat.jsonld"} <= linked_to
    assert linked_to - site().keys() <= {
        path for path in linked_to if path.endswith((".html", ".css", ".js", ".svg"))
    }


@pytest.fixture
def public(tmp_path: Path) -> Path:
    """The site as somebody downloaded it."""
    folder = tmp_path / "下载 的网站"
    for path, data in site().items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    return folder


def test_it_opens_in_sqlite_with_one_command(public: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As docs/open-data.md says, with the questions that it asks."""
    text = (ROOT / "docs/open-data.md").read_text("utf-8")
    (command,) = re.findall(r"```sh\ndisclosure (.+)\n```", text)
    public.rename(public.parent / "output")
    monkeypatch.chdir(public.parent)
    assert main(command.split()) == 0
    with sqlite3.connect(command.split()[-1]) as opened:
        assert opened.execute("PRAGMA foreign_key_check").fetchall() == []
        (count, by_unit) = (
            opened.execute(q).fetchall() for q in re.findall(r"```sql\n(.+?)```", text, re.DOTALL)
        )
    items = json.loads(site()["data/powers.json"])["items"]
    units = {unit["编码"]: unit["名称"] for unit in json.loads(site()["data/units.json"])["items"]}
    assert count == [(len(items),)]
    led = Counter(units[item["主体"]] for item in items for _ in item.get("责任事项", ()))
    assert led
    assert dict(by_unit) == led


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        ("data/powers.csv", "编码", "代码"), ("datapackage.json", "data/powers.csv", "../powers.csv"),
        ("data/powers_duties.csv", "MZ-JF-001", "MZ-JF-00X"), ("datapackage.json", "{", "["),
    ],
)  # fmt: skip
def test_a_damaged_site_makes_no_database(path: str, old: str, new: str, public: Path) -> None:
    text = (public / path).read_text("utf-8")
    assert old in text
    (public / path).write_text(text.replace(old, new, 1), "utf-8")
    database = public.parent / "数据.db"
    assert main(["sqlite", str(public), str(database)]) == 1
    assert [file.name for file in public.parent.iterdir()] == [public.name]


def test_a_file_that_is_no_database_is_not_written_over(public: Path, tmp_path: Path) -> None:
    workbook = tmp_path / "要紧.xlsx"
    workbook.write_bytes(b"PK")
    assert main(["sqlite", str(public), str(workbook)]) == 1
    assert workbook.read_bytes() == b"PK"


FIELDS: dict[str, tuple[str, str]] = {
    "OpenAPI": (
        "openapi info",
        "jsonSchemaDialect servers paths webhooks components security tags externalDocs",
    ),
    "Info": ("title version", "summary description termsOfService contact license"),
    "Contact": ("", "name url email"),
    "Server": ("url", "description variables"),
    "Path Item": (
        "",
        "$ref summary description get put post delete options head patch trace servers parameters",
    ),
    "Operation": (
        "",
        (
            "tags summary description externalDocs operationId parameters requestBody responses"
            " callbacks deprecated security servers"
        ),
    ),
    "Parameter": (
        "name in",
        (
            "description required deprecated allowEmptyValue style explode allowReserved schema example"
            " examples content"
        ),
    ),
    "Response": ("description", "headers content links"),
    "Media Type": ("", "schema example examples encoding"),
    "Components": (
        "",
        (
            "schemas responses parameters examples requestBodies headers securitySchemes links callbacks"
            " pathItems"
        ),
    ),
}
"""What an object must hold, and what it may: the fixed fields of OpenAPI 3.1.0, section 4.8."""


def strange(kind: str, told: Mapping[str, Any]) -> list[str]:
    """What an object of the description lacks, or holds beyond its fixed fields."""
    needed, free = (set(names.split()) for names in FIELDS[kind])
    return [f"{kind} {name}" for name in (needed - told.keys()) | (told.keys() - needed - free)]


def objects(told: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Every object of the description but schemas, with its kind."""
    yield from (
        ("OpenAPI", told), ("Info", told["info"]), ("Contact", told["info"].get("contact", {})),
        ("Components", told["components"]),
    )  # fmt: skip
    yield from (("Server", server) for server in told["servers"])
    for item in told["paths"].values():
        yield "Path Item", item
        yield "Operation", item["get"]
        yield from (("Parameter", parameter) for parameter in item["get"]["parameters"])
        for response in item["get"]["responses"].values():
            yield "Response", response
            yield from (("Media Type", media) for media in response.get("content", {}).values())


def described() -> dict[str, Any]:
    told: dict[str, Any] = json.loads(site()["openapi.json"])
    return told


def family(path: str) -> re.Pattern[str]:
    """The files that an address of the description means."""
    return re.compile(re.sub(r"\\{\w+\\}", "[^/]+", re.escape(path.removeprefix("/"))))


def bodies() -> set[str]:
    """Every JSON document but the descriptions themselves."""
    found = {path for path in site() if path.endswith((".json", ".jsonld"))}
    return {path for path in found if not path.endswith(("schema.json", "openapi.json"))}


@cache
def registry() -> Registry[Any]:
    def fetched(address: str) -> Resource[Any]:
        data = json.loads(site()[address.removeprefix(BASE)])
        return Resource(contents=data, specification=DRAFT202012)

    return Registry(retrieve=fetched)


def shape_of(path: str) -> jsonschema.Draft202012Validator:
    """What the description says of the body at an address, followed from file to file."""
    (media,) = described()["paths"][path]["get"]["responses"]["200"]["content"]
    steps = ("paths", path, "get", "responses", "200", "content", media, "schema")
    pointer = "/".join(step.replace("~", "~0").replace("/", "~1") for step in steps)
    return jsonschema.Draft202012Validator(
        {"$ref": f"{BASE}openapi.json#/{quote(pointer, safe='/~')}"},
        registry=registry(),
        format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER,
    )


def test_the_description_is_openapi() -> None:
    assert [fault for kind, told in objects(described()) for fault in strange(kind, told)] == []
    assert described()["openapi"] == "3.1.0"
    for path, item in described()["paths"].items():
        given = [parameter["name"] for parameter in item["get"]["parameters"]]
        assert path.startswith("/")
        assert sorted(given) == sorted(set(re.findall(r"\{(\w+)\}", path)))
        assert all(p["in"] == "path" and p["required"] for p in item["get"]["parameters"])
        assert all(re.fullmatch(r"[1-5]\d\d|default", code) for code in item["get"]["responses"])
    for shape in described()["components"]["schemas"].values():
        jsonschema.Draft202012Validator.check_schema(shape)
    operations = [path["get"]["operationId"] for path in described()["paths"].values()]
    assert len(set(operations)) == len(operations)
    assert [server["url"] + "/" for server in described()["servers"]] == [BASE]


def test_every_address_is_there_and_no_document_is_left_out() -> None:
    families = {path: family(path) for path in described()["paths"]}
    fitting = {
        path: [body for body in bodies() if pattern.fullmatch(body)]
        for path, pattern in families.items()
    }
    assert all(fitting.values()), [path for path, found in fitting.items() if not found]
    assert Counter(body for found in fitting.values() for body in found).keys() == bodies()


def test_every_body_is_as_described_and_nothing_else_is() -> None:
    for path in described()["paths"]:
        shape = shape_of(path)
        for body in filter(family(path).fullmatch, sorted(bodies())):
            told = json.loads(site()[body])
            assert [error.message for error in shape.iter_errors(told)] == [], body
            without_last = dict(list(told.items())[:-1])
            assert shape.is_valid(without_last) is False, body
