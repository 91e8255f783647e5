"""The JSON Schema of instrument files: it takes all that ships, knows every key that is read, and refuses others."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from ctrack.exchange.instrument_schema import make_schema
from tests.support.runner import Runner

ROOT = Path(__file__).resolve().parents[2] / "ctrack"
FILES = sorted(path for path in (ROOT / "catalogue").glob("*.toml") if path.name != "states.toml")


def list_keys(schema: object) -> set[str]:
    """Every key that a schema knows, at whatever depth."""
    if isinstance(schema, list):
        return {key for item in schema for key in list_keys(item)}
    if not isinstance(schema, dict):
        return set()
    properties = schema.get("properties", {})
    return {*properties} | {key for value in (*schema.values(), *properties.values()) for key in list_keys(value)}


@pytest.mark.slow
def test_every_shipped_file_fits_and_a_slip_does_not() -> None:
    """A validator of the standard takes the catalogue, and refuses a wrong word, a second scale and an unknown key."""
    validators = pytest.importorskip("jsonschema")
    validator = validators.Draft202012Validator(make_schema())
    validator.check_schema(make_schema())
    for path in FILES:
        assert [error.message for error in validator.iter_errors(tomllib.loads(path.read_text("utf-8")))] == [], path
    good = {"schema": 1, "slug": "a", "kind": "other", "title": {"en": "A"}}
    assert validator.is_valid(good)
    scale = {"title": {"en": "S"}, "word": [{"key": "a", "name": {"en": "A"}}]}
    for slip in ({"kind": "law"}, {"scale": "ogp", "own_scale": scale}, {"tittle": "A"}, {"title": {"xx": "A"}}):
        assert not validator.is_valid(good | slip), slip


def test_the_schema_knows_every_key_that_is_read() -> None:
    """A key that the reader takes is in the schema, or an editor would mark as wrong what is right."""
    files = ("instrument_file", "commitment_table", "instrument_values", "scale_table")
    sources = "".join((ROOT / "exchange" / f"{name}.py").read_text("utf-8") for name in files)
    allowed = {key for group in re.findall(r"\.allow\(([^)]*)\)", sources) for key in re.findall(r'"(\w+)"', group)}
    assert len(allowed) > 40
    assert allowed - list_keys(make_schema()) == set()


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_skeleton_is_in_order_once_it_is_filled(ctrack: Runner, tmp_path: Path, language: str) -> None:
    """What is empty is named line by line; filled, and with every line that may be left out, it is taken in."""
    file = tmp_path / "atlantis.toml"
    assert ctrack("instrument", "new", "atlantis-2027", str(file), CTRACK_LANG=language).code == 0
    assert ctrack("instrument", "new", "atlantis-2027", str(file)).code == 4
    assert ctrack("instrument", "check", str(file)).err.count("line ") == 6
    text = re.sub(r"^# (?=[a-z_.]+ = )", "", file.read_text("utf-8"), flags=re.MULTILINE)
    kinds = iter(("other", "action"))
    text = re.sub(r'^kind = ""', lambda _found: f'kind = "{next(kinds)}"', text, flags=re.MULTILINE)
    file.write_text(text.replace('= ""', '= "A"').replace('"https://"', '"https://example.org"'), encoding="utf-8")
    assert ctrack("instrument", "add", str(file)).code == 0
    ctrack("party", "home", "KW")
    row = ctrack.data("show", "ATLANTIS-1", "--party", "KW")
    assert (row["position"], row["binding"], row["scale"]) == ("supported", False, "ogp")


def test_a_wrong_position_is_refused_with_its_line(ctrack: Runner, tmp_path: Path) -> None:
    """A stance that there is not, and a party that is no code, are told with the line."""
    file = tmp_path / "own.toml"
    ctrack("instrument", "new", "own", str(file))
    text = file.read_text("utf-8").replace(
        '# position = { KW = "supported" }', 'position = { KW = "liked", kw = "noted" }'
    )
    file.write_text(text, encoding="utf-8")
    told = ctrack("instrument", "check", str(file)).err
    assert "KW must be one of" in told
    assert "kw does not" in told
