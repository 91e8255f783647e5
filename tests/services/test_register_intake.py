"""A register in JSON: what is written comes back whole into an empty one, and nothing else does."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.cli.promises import nothing_recorded, refused
from tests.conftest import NUMBERS, create_database
from tests.support.lives import LIFE as LIVES
from tests.support.postgres import make_address
from tests.support.rich_year import LIFE
from tests.support.runner import Runner

# What may happen to a register, in any order; what fits none of its states is refused, which is no matter here.
DEEDS = (
    *LIVES,
    *LIFE,
    ("postpone", "KWT-04", "2027-06", "There is no money yet"),
    ("retract", "KWT-25", "--reason", "Not so"),
    ("link", "KWT-01", "equal", "KWT-02", "--reason", "The same"),
    ("edit", "KWT-01", "--title", "ar=نص آخر", "--source", "A paper"),
    ("person", "edit", "Noura", "--deputy", "Salem"),
    ("assign", "KWT-25", "--contributing", "customs", "--overseer", "Noura"),
    ("instrument", "add", "gcts-2006"),
    ("undo",),
    ("redo",),
)


def make_empty(folder: Path) -> Runner:
    """A new register of SQLite without any instrument."""
    runner = Runner(str(folder / f"empty-{next(NUMBERS)}.db"), folder)
    runner.ok("init", "--instruments", "none")
    return runner


def export(runner: Runner, *words: str) -> bytes:
    """The register in JSON, which fits its schema."""
    path = runner.home / "register.json"
    runner.ok("export", *words, "--output", str(path), "--force")
    return path.read_bytes()


def bring_over(runner: Runner, other: Runner) -> None:
    """Take what a register exports into another one, and compare."""
    content = export(runner)
    other.ok("import", str(runner.home / "register.json"))
    assert export(other) == content
    other.ok("verify")


@pytest.mark.slow
@settings(max_examples=4, deadline=None, suppress_health_check=list(HealthCheck))
@given(deeds=st.lists(st.sampled_from(DEEDS), min_size=4, max_size=10))
def test_any_life_comes_back(deeds: list[tuple[str, ...]], template: Path, tmp_path: Path) -> None:
    """Whatever happened to a register, its JSON gives the same JSON again from another register of SQLite."""
    compare(deeds, template, tmp_path, make_empty)


def compare(deeds: list[tuple[str, ...]], template: Path, folder: Path, make: Callable[[Path], Runner]) -> None:
    """Live through some deeds, and bring the register over into a new one."""
    path = folder / "lived.db"
    shutil.copyfile(template, path)
    runner = Runner(str(path), folder)
    for words in deeds:
        runner(*words)
    bring_over(runner, make(folder))


@pytest.mark.slow
def test_a_rich_year_comes_back_where_init_brought_another(ctrack: Runner, tmp_path: Path) -> None:
    """A register takes the place of what `init` brought, for another party too, and one undo takes it out again."""
    for words in (*LIVES, *LIFE):
        ctrack(*words)
    other = Runner(str(tmp_path / "other.db"), tmp_path)
    other.ok("init", "--party", "KW")
    before = other.data("list")["rows"]
    bring_over(ctrack, other)
    shown = [runner.data("show", "KWT-25") for runner in (ctrack, other)]
    assert [update["note"] for update in shown[0]["history"]] == [update["note"] for update in shown[1]["history"]]
    other.ok("undo")
    other.ok("verify")
    assert other.data("list")["rows"] == before


@pytest.mark.slow
def test_a_second_import_changes_nothing(ctrack: Runner, tmp_path: Path) -> None:
    """What the register holds already is unchanged, a dry run records nothing, and another register is not taken."""
    content = export(ctrack)
    path = str(tmp_path / "taken.json")
    shutil.copyfile(tmp_path / "register.json", path)
    other = make_empty(tmp_path)
    with nothing_recorded(other):
        other.ok("import", path, "--dry-run")
    other.ok("import", path)
    assert export(other) == content
    with nothing_recorded(other):
        assert other.data("import", path)["outcome"] == "unchanged"
    other.ok("update", "KWT-25", "--status", "in_progress")
    with nothing_recorded(other):
        refused(other("import", path), 4, "not empty", "init")
        refused(other("import", path, "--instrument", "kuwait-2024"), 2, "--instrument")


@pytest.mark.slow
def test_the_schema_is_that_of_what_is_written(ctrack: Runner) -> None:
    """Every export fits the schema that --schema prints, and a field that is not in it does not."""
    from jsonschema import Draft202012Validator

    schema = json.loads(ctrack.ok("export", "--schema").out)
    Draft202012Validator.check_schema(schema)
    for words in LIFE[:20]:
        ctrack(*words)
    validator = Draft202012Validator(schema)
    whole = json.loads(export(ctrack))
    assert not list(validator.iter_errors(whole))
    assert not list(validator.iter_errors(json.loads(export(ctrack, "KWT-25", "--redact", "public"))))
    assert list(validator.iter_errors({**whole, "updates": [{**whole["updates"][0], "status": "done"}]}))


def test_notes_above_a_level_stay_out(ctrack: Runner) -> None:
    """All notes are in the whole register, which says so; --redact leaves out those above a level."""
    ctrack.ok("note", "KWT-25", "INNERNOTE", "--level", "internal")
    assert "INNERNOTE" in ctrack.ok("export").out
    assert "1 internal note" in ctrack.ok("export").err
    assert "INNERNOTE" not in ctrack.ok("export", "--redact", "restricted").out


def spoil(content: bytes) -> Iterator[tuple[str, bytes, tuple[str, ...]]]:
    """Registers that somebody wrote by hand, each with what its refusal has to tell."""

    def change(*path: Any, to: Any) -> bytes:
        register = json.loads(content)
        part = register
        for step in path[:-1]:
            part = part[step]
        part[path[-1]] = to
        return json.dumps(register).encode("utf-8", "surrogatepass")

    commitment = json.loads(content)["commitments"][0]["code"]
    yield "version", change("version", to=2), ("version 2",)
    yield "no version", change("version", to="1"), ("version",)
    yield "status", change("updates", 0, "status", to="done"), ("updates, record 1", "status")
    yield "day", change("updates", 2, "effective", to="2026-02-30"), ("updates, record 3", "effective")
    yield "missing", change("commitments", 0, "title", to=None), ("commitments, record 1", "title")
    yield "unknown", change("parties", 0, "nom", to="x"), ("parties, record 1", "nom")
    yield "twice", change("commitments", 1, "code", to=commitment), ("commitments, record 2", commitment)
    yield "nobody", change("undertakings", 0, "party", to="XX"), ("undertakings, record 1", "XX")
    yield "nul", change("parties", 0, "name", "en", to="a\0b"), ("parties, record 1", "U+0000")
    yield "surrogate", change("parties", 0, "name", "en", to="a\ud800"), ("parties, record 1", "U+D800")
    yield "home", change("settings", 0, "value", to="XX"), ("home party",)
    yield "standing", change("undertakings", 0, "status", to="implemented"), ("does not follow",)
    yield "deep", content.replace(b'"settings": [', b'"settings": [' + b"[" * 100_000, 1), ("deep",)
    yield "cut", content[: content.index(b'", ', len(content) // 2)], ("character",)
    yield "no text", content.replace(b'"settings"', b'"s\xff"', 1), ("UTF-8",)
    yield "key twice", content.replace(b'{"code"', b'{"code": "A", "code"', 1), ("code", "twice")


@pytest.mark.slow
def test_what_is_no_register_is_refused(ctrack: Runner, tmp_path: Path) -> None:
    """Each kind of broken register is refused with 4 and the place of the fault, and leaves the register as it was."""
    content = export(ctrack)
    other = make_empty(tmp_path)
    path = tmp_path / "spoilt.json"
    with nothing_recorded(other):
        for name, spoilt, told in spoil(content):
            path.write_bytes(spoilt)
            refused(other("import", str(path)), 4, "spoilt.json", *told), name


@pytest.mark.slow
def test_the_order_of_lists_is_free(ctrack: Runner, tmp_path: Path) -> None:
    """A register that another program wrote anew, its keys sorted and its lines broken elsewhere, comes in as well."""
    content = export(ctrack)
    other = make_empty(tmp_path)
    path = tmp_path / "sorted.json"
    path.write_text(json.dumps(json.loads(content), sort_keys=True, indent=1), encoding="utf-8")
    other.ok("import", str(path))
    assert json.loads(export(other)) == json.loads(content)


@pytest.mark.slow
def test_a_life_comes_back_on_a_server(server: str, template: Path, tmp_path: Path) -> None:
    """Whatever happened to a register, a server takes it in, and what that exports is the same bytes."""

    def make(folder: Path) -> Runner:
        name = f"taken_{os.getpid()}_{next(NUMBERS)}"
        create_database(server, name)
        runner = Runner(make_address(server, name), folder)
        runner.ok("init", "--instruments", "none")
        return runner

    @settings(max_examples=4, deadline=None, suppress_health_check=list(HealthCheck))
    @given(deeds=st.lists(st.sampled_from(DEEDS), min_size=6, max_size=14))
    def check(deeds: list[tuple[str, ...]]) -> None:
        compare(deeds, template, tmp_path, make)

    check()
