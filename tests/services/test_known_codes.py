"""Codes as people write them, and commitments by their paragraph."""

from __future__ import annotations

import pytest

from tests.cli.promises import nothing_recorded, refused
from tests.support.runner import Runner


@pytest.mark.parametrize("said", ["KWT-25", "kwt25", "KWT 25", "kwt.25", "T25"])
def test_without_hyphens(untouched: Runner, said: str) -> None:
    """A code is found without what stands between its parts, whole or by its ending."""
    assert untouched.data("show", said)["code"] == "KWT-25"


def test_in_an_instrument(untouched: Runner) -> None:
    """A paragraph within an instrument is found by both, and by itself where no other has it."""
    assert untouched.data("show", "gcts", "sect. I, para. 3")["code"] == "GCTS-I-3"
    assert untouched.data("show", "Kuwait", "25")["code"] == "KWT-25"
    assert untouched.data("show", "annex, sect. I, para. 4")["code"] == "GCTS-I-4"
    refused(untouched("show", "(a)"), 3, "fits more than one")


@pytest.mark.parametrize("code", ["R.1", "IO.1", "H01", "140.7", "FR0067", "1.4.1"])
def test_codes_of_other_bodies(ctrack: Runner, code: str) -> None:
    """Codes may have dots, begin with a figure and need no hyphen; every command takes them."""
    ctrack.ok("add", code, "--title", "A recommendation")
    ctrack.ok("update", code.lower(), "--status", "in_progress")
    assert ctrack.data("show", code)["status"] == "in_progress"
    assert [row["code"] for row in ctrack.data("list", code)["rows"]] == [code]


@pytest.mark.parametrize("code", ["OVERDUE", "25", "2026-06", "2026-Q3", "A..B", "A-", "É1"])
def test_no_codes(ctrack: Runner, code: str) -> None:
    """A word, a number and a date cannot be codes: they mean something else on the command line."""
    with nothing_recorded(ctrack):
        refused(ctrack("add", code, "--title", "A recommendation"), 4, "cannot be a code")
