"""`ctrack show`: one commitment whole."""

from __future__ import annotations

import csv
import io

import pytest

from tests.cli.promises import FORMATS, ROW_FIELDS, nothing_recorded, refused, refused_in_json
from tests.support.runner import Runner


def test_the_expert_team(ctrack: Runner) -> None:
    """A commitment is shown with its text, its instrument and how sure we are of it."""
    out = ctrack.ok("show", "KWT-25").out
    for words in ("KWT-25  Set up a team of border management experts", "kuwait-2024", "secondary source", "Source"):
        assert words in out


def test_fields_for_programs(ctrack: Runner) -> None:
    """JSON holds the row of the home party at its top, and everything else beside it."""
    data = ctrack.data("show", "KWT-21")
    assert data.keys() >= {*ROW_FIELDS, "sources", "links", "history", "parties", "summary"}
    found = {key: data[key] for key in ("code", "status", "progress", "deadline", "due_state", "party")}
    assert found == {
        "code": "KWT-21",
        "status": "not_reported",
        "progress": 0,
        "deadline": "2026-06",
        "due_state": "not_looked_up",
        "party": "NFP",
    }


@pytest.mark.parametrize("word", ["KWT-21", "kwt-21", "Kwt-21", "t-21", "WT-21"])
def test_codes_in_any_case_and_by_their_ending(ctrack: Runner, word: str) -> None:
    """Any case and any ending that fits only one is accepted, and the full code is printed back."""
    assert ctrack.ok("show", word).out.startswith("KWT-21  ")


def test_an_ending_that_fits_several(ctrack: Runner) -> None:
    """An ending that fits more than one is refused with what it fits."""
    refused(ctrack("show", "25"), 3, "HLC-2396-25", "KWT-25", "Write more of the code")


def test_unknown_code(ctrack: Runner) -> None:
    """An unknown code is refused with the nearest ones, in words and in JSON, and nothing is recorded."""
    with nothing_recorded(ctrack):
        refused(ctrack("show", "KWT-99"), 3, "KWT-99", "Did you mean")
        refused_in_json(ctrack("show", "KWT-99", "--format", "json"), 3, "KWT-99")


def test_no_code(ctrack: Runner) -> None:
    """Without a code the mistake is named, and where to read on."""
    refused(ctrack("show"), 2, "'CODE...'", "Try 'ctrack show --help'.")


def test_the_side_of_another_party(ctrack: Runner) -> None:
    """--party shows another side; one that is not bound is refused, and so is one that is not there."""
    assert ctrack.data("show", "KWT-21", "--party", "un")["party"] == "UN"
    refused(ctrack("show", "GCTS-R9", "--party", "KW"), 3, "KW", "GCTS-R9")
    refused(ctrack("show", "KWT-21", "--party", "XX"), 3, "XX", "party add")


def test_history_of_a_commitment(ctrack: Runner) -> None:
    """--history adds the journal entries that touched it, and only those."""
    ctrack.ok("note", "KWT-25", "Two experts named")
    ctrack.ok("note", "KWT-26", "Nothing yet")
    data = ctrack.data("show", "KWT-25", "--history")
    assert [entry["command"] for entry in data["entries"]] == ["note"]
    assert "Two experts named" in ctrack.ok("show", "KWT-25").out


@pytest.mark.parametrize("name", FORMATS)
def test_every_format(ctrack: Runner, name: str) -> None:
    """A commitment is shown in each format."""
    out = ctrack.ok("show", "KWT-21", "--format", name, COLUMNS="200").out
    assert "KWT-21" in out
    assert "High-level border security conference in New York" in out


def test_one_row_for_spreadsheets(ctrack: Runner) -> None:
    """CSV gives the row that a listing would, whatever was said of the commitment."""
    shown = ctrack.ok("show", "KWT-21", "--format", "csv").out
    assert shown == ctrack.ok("list", "code:KWT-21", "--format", "csv").out
    (row,) = csv.DictReader(io.StringIO(shown, newline=""))
    assert row["due_state"] == "not_looked_up"


def test_the_body_that_leads_stands_for_what_does_not_bind_home(ctrack: Runner) -> None:
    """Of several parties, none of them home, the one that the text names first is shown."""
    ctrack.ok("add", "NAT-1", "--title", "x", "--party", "UNGA", "--party", "JO")
    assert ctrack.data("show", "NAT-1")["party"] == "UNGA"
    ctrack.ok("add", "NAT-2", "--title", "x", "--party", "JO", "--party", "UNGA")
    assert ctrack.data("show", "NAT-2")["party"] == "JO"
