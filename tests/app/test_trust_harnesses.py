"""The harnesses of ``make trust``, each for a few seconds, and each against a sabotaged program."""

from __future__ import annotations

import importlib.metadata
import json
import re
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import audit
import bombs
import bounds
import faults
import kills
import powercut
import pytest
import repeat
import sbom
import supply
import targets
import typed
from counties import SOUND

from disclosure.release import StagedRelease, manifest

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="这些试验要 Linux")


def test_a_publisher_killed_at_any_moment_leaves_the_old_release_or_the_new() -> None:
    tally = kills.run(20)
    assert (tally.torn, tally.torn_reads) == (0, 0), tally.notes
    assert tally.both
    assert tally.reads > 0


def test_the_kills_tell_a_publisher_that_writes_in_place() -> None:
    assert any(kills.run(4, "in-place", seed).torn for seed in range(15))


def test_any_failing_call_leaves_the_old_release_and_says_so_or_the_new_one() -> None:
    tally = faults.run(most=12)
    assert (tally.torn, tally.silent, tally.late) == (0, 0, 0), tally.notes
    assert tally.old > 0


def test_the_failures_tell_a_publisher_that_does_not_look_at_errors() -> None:
    assert faults.run("careless", most=4).silent > 0


@pytest.mark.parametrize("publisher", ["sound", "filewise"])
def test_a_power_cut_leaves_the_old_release_or_the_new_and_nothing_acknowledged_is_lost(
    publisher: str,
) -> None:
    try:
        tally = powercut.run(8, publisher)
    except powercut.NotHere as error:
        pytest.skip(f"这台机器不能模拟断电：{error}")
    assert (tally.torn, tally.lost) == (0, 0), tally.notes


def test_the_power_cuts_tell_a_publisher_that_does_not_sync() -> None:
    try:
        tallies = (powercut.run(4, "unsynced", seed) for seed in range(5))
        assert any(tally.torn + tally.lost for tally in tallies)
    except powercut.NotHere as error:
        pytest.skip(f"这台机器不能模拟断电：{error}")


def test_the_same_input_gives_the_same_bytes_at_another_time_and_place(
    sound: Path, tmp_path: Path
) -> None:
    names = ("路径", "时区", "散列种子", "文件次序", "将来的时钟")
    told = {word: to for name in names for word, to in repeat.VARIATIONS[name].environment.items()}
    place, *_, clock = (repeat.VARIATIONS[name] for name in names)
    all_of_them = repeat.Variation(place.below, told, leap=clock.leap)
    other = repeat.build(SOUND, tmp_path, all_of_them)
    assert repeat.differing((sound / "current").resolve(), other) == []


def test_the_comparison_of_builds_tells_a_single_byte_or_name(tmp_path: Path) -> None:
    def release(name: str, **pages: str) -> Path:
        for page, text in pages.items():
            StagedRelease(tmp_path / name).write(f"public/{page}.html", text.encode())
        StagedRelease(tmp_path / name).write(manifest.MANIFEST, manifest.of_folder(tmp_path / name))
        return tmp_path / name

    plain = release("plain", a="一", b="二")
    assert repeat.differing(plain, release("same", b="二", a="一")) == []
    assert repeat.differing(plain, release("byte", a="一", b="三")) == ["public/b.html"]
    assert repeat.differing(plain, release("name", a="一", c="二")) == ["public/b.html", "public/c.html"]


# Known supply


def test_every_locked_package_is_held_to_a_hash() -> None:
    total, held = supply.hashed()
    assert total == held > 20


def test_the_bill_of_materials_names_every_locked_package_and_is_always_the_same() -> None:
    packages = sbom.locked()
    text = sbom.bill(packages)
    assert text == sbom.bill(sbom.locked())
    document = json.loads(text)
    assert [c["name"] for c in document["components"]] == [package.name for package in packages]
    assert all(component["hashes"] for component in document["components"])


def test_the_bill_of_materials_tells_licences_and_what_needs_what() -> None:
    document = json.loads(sbom.bill(sbom.locked()))
    refs = {component["bom-ref"]: component["name"] for component in document["components"]}
    graph = {row["ref"]: row["dependsOn"] for row in document["dependencies"]}
    assert graph.keys() == {"pelican-disclosure", *refs}
    assert {need for needs in graph.values() for need in needs} <= refs.keys()
    assert {refs[need] for need in graph["pelican-disclosure"]} >= {"pelican", "pyyaml", "pygraphviz"}
    reached, waiting = set[str](), ["pelican-disclosure"]
    while waiting:
        reached.add(here := waiting.pop())
        waiting += [need for need in graph[here] if need not in reached]
    for component in document["components"]:
        (licence,) = component["licenses"]
        assert licence.get("expression") or licence["license"]["name"], component["name"]
        assert (component["scope"] == "required") == (component["bom-ref"] in reached), component["name"]


def test_the_bill_of_materials_agrees_with_what_is_installed() -> None:
    facts = sbom.known(packages := sbom.locked())
    held = {dist.name.lower().replace("_", "-"): dist for dist in importlib.metadata.distributions()}
    seen = [package for package in packages if package.name in held]
    assert len(seen) > 50
    for package in seen:
        said = held[package.name]
        never = re.compile(r"""extra ==|python_version ?< ?['"]3\.(?:\d|1[01])['"]""")
        lines = (line for line in said.requires or () if not never.search(line))
        names = {re.split(r"[^\w.-]", line)[0].lower().replace("_", "-") for line in lines}
        assert set(facts[package.name].requires) == names & facts.keys(), package.name
        expression = said.metadata.get("License-Expression")
        assert expression in (None, facts[package.name].licence), package.name


def test_facts_about_other_versions_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "packages.json"
    path.write_text(sbom.FACTS.read_text("utf-8").replace("4.12.0", "4.11.0", 1), encoding="utf-8")
    with pytest.raises(ValueError, match="make lock"):
        sbom.known(sbom.locked(), path)


def advisories(folder: Path, number: int, modified: datetime, **first: object) -> Path:
    for n in range(number):
        one = {"id": f"X-{n}", "modified": modified.isoformat(), "affected": []}
        (folder / f"{n}.json").write_text(json.dumps(one | (first if n == 0 else {})), encoding="utf-8")
    return folder


NOW = datetime(2026, 11, 22, tzinfo=UTC)


def test_an_audit_without_data_is_a_failure(tmp_path: Path) -> None:
    with pytest.raises(audit.NoData):
        list(audit.read(None))
    with pytest.raises(audit.NoData):
        list(audit.read(tmp_path))
    (tmp_path / "x.json").write_text("不是", encoding="utf-8")
    with pytest.raises(audit.NoData):
        list(audit.read(tmp_path, 1))


def test_an_audit_with_little_or_old_data_is_a_failure(tmp_path: Path) -> None:
    advisories(tmp_path, 3, NOW)
    assert len(list(audit.read(tmp_path, 3, NOW))) == 3
    with pytest.raises(audit.NoData):
        list(audit.read(tmp_path, 4, NOW))
    with pytest.raises(audit.NoData):
        list(audit.read(tmp_path, 3, NOW + timedelta(days=30)))


def test_an_audit_of_other_packages_alone_is_a_failure(tmp_path: Path) -> None:
    other = {"package": {"ecosystem": "PyPI", "name": "no-package-of-ours"}, "versions": ["1.0"]}
    advisories(tmp_path, 5, datetime.now(UTC), affected=[other])
    status, told = supply.audited(tmp_path)
    assert (status, "没有一条说到" in told) == (1, True)
    ours = {"package": {"ecosystem": "PyPI", "name": "Jinja2"}, "versions": ["0.0.1"]}
    advisories(tmp_path, 5, datetime.now(UTC), affected=[ours])
    status, told = supply.audited(tmp_path)
    assert (status, "其中 1 个有通报" in told) == (0, True)


def test_an_audit_finds_a_vulnerable_package_by_any_way_to_write_its_name(tmp_path: Path) -> None:
    package = next(package for package in sbom.locked() if "-" in package.name)
    hit = {"package": {"ecosystem": "PyPI", "name": package.name.replace("-", "_").upper()}}
    advisories(tmp_path, 2, NOW, affected=[hit | {"versions": [package.version]}])
    found = list(audit.known(package, list(audit.read(tmp_path, 2, NOW))))
    assert [line.split("：")[0] for line in found] == [f"{package.name} {package.version}"]
    other = [{"id": "X", "affected": [hit | {"versions": ["0.0.1"]}]}]
    assert list(audit.known(package, other)) == []


@pytest.mark.parametrize(
    ("version", "events", "inside"),
    [
        ("1.5", [{"introduced": "1.0"}, {"fixed": "2.0"}], True),
        ("2.0", [{"introduced": "1.0"}, {"fixed": "2.0"}], False),
        ("0.9", [{"introduced": "1.0"}, {"fixed": "2.0"}], False),
        ("1.10", [{"introduced": "1.9"}, {"fixed": "1.11"}], True),
        ("2.0rc1", [{"introduced": "0"}, {"fixed": "2.0"}], True),
        ("2.0.post1", [{"introduced": "0"}, {"last_affected": "2.0"}], False),
        ("2.0", [{"introduced": "0"}, {"last_affected": "2.0.0"}], True),
        ("3.5", [{"introduced": "0"}, {"fixed": "1.0"}, {"introduced": "3.0"}], True),
        ("2.5", [{"fixed": "1.0"}, {"introduced": "3.0"}, {"introduced": "0"}], False),
        ("1!1.0", [{"introduced": "0"}, {"fixed": "9.0"}], False),
        ("1.0", [{"introduced": "no version"}], True),
    ],
)
def test_a_range_is_evaluated_as_the_osv_schema_says(
    version: str, events: list[dict[str, str]], *, inside: bool
) -> None:
    assert audit.within(version, events) is inside


PLANTED = Path(supply.ROOT) / "tests" / "trust" / "osv"


def test_an_audit_finds_planted_advisories_and_no_innocent_one() -> None:
    advisories = list(audit.read(PLANTED, 4, NOW))
    found = [line for package in sbom.locked() for line in audit.known(package, advisories)]
    assert sorted(line.split("：")[0].split(" ")[0] for line in found) == [
        "markupsafe",
        "python-dateutil",
    ]


@pytest.mark.parametrize("name", ["YAML 控制", "Markdown '&'", "附件 环.xls", "流程 向前 6 个岗位"])
def test_a_bomb_is_read_to_its_end_within_the_limits_of_the_system(name: str) -> None:
    assert bounds.one(name).finished


def test_a_bomb_that_does_not_end_is_stopped_and_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def endless(_: bytes) -> None:
        raise MemoryError

    monkeypatch.setitem(bombs.BOMBS, "X", bombs.Bomb(lambda: b"x", endless))
    assert bounds.one("X").over


@pytest.mark.parametrize("target", targets.TARGETS)
def test_every_good_input_of_a_fuzzer_keeps_its_promises(target: str) -> None:
    for seed in list(targets.seeds(target))[:3]:
        targets.TARGETS[target](seed)


def test_a_fuzzer_is_told_of_output_that_is_not_well_formed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(targets, "prose", lambda *_: "<p><b>x</p>")
    with pytest.raises(targets.Broken):
        targets.markdown(b"x")


def test_what_is_typed_is_read_or_refused_by_name() -> None:
    outcomes, changed = typed.run(80)
    assert not changed
    assert outcomes["same"] > 60
