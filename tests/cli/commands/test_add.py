"""`ctrack add`: a commitment of one's own."""

from __future__ import annotations

import pytest

from tests.cli.promises import FORMATS, nothing_recorded, refused, refused_in_json
from tests.support.runner import Runner

TITLE = ("--title", "Adopt the national plan", "--title-ar", "اعتماد الخطة الوطنية")


def test_a_commitment_is_added(anywhere: Runner) -> None:
    """It is in the listing from then on, in both languages, with its deadline; undo takes it back whole."""
    assert anywhere.ok("add", "nat-1", *TITLE, "--deadline", "2027-06").out.startswith(
        "NAT-1  Adopt the national plan\n"
    )
    (row,) = anywhere.data("list", "instrument:own")["rows"]
    assert (row["code"], row["deadline"], row["titles"]["ar"]) == ("NAT-1", "2027-06", "اعتماد الخطة الوطنية")
    anywhere.ok("undo")
    assert anywhere("show", "NAT-1").code == 3


def test_dry_run(ctrack: Runner) -> None:
    """--dry-run shows the commitment as it would be and adds nothing."""
    with nothing_recorded(ctrack):
        tried = ctrack.ok("add", "NAT-1", *TITLE, "--dry-run")
    assert tried.err == "Dry run: nothing was recorded.\n"
    assert ctrack.ok("add", "NAT-1", *TITLE).out == tried.out


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("2027-06", "2027-06"),
        ("eoy", "2026-12-31"),
        ("+3m", "2027-02-21"),
        ("June 2027", "2027-06"),
        ("يونيو ٢٠٢٧", "2027-06"),
        ("by the end of 2027", "2027"),
    ],
)
def test_deadlines_as_they_are_written(ctrack: Runner, typed: str, kept: str) -> None:
    """A deadline is read as a text says it or as a date word, and kept at its precision."""
    assert ctrack.data("add", "NAT-1", *TITLE, "--deadline", typed)["deadline"] == kept


def test_a_deadline_without_a_date(ctrack: Runner) -> None:
    """Words that name no date are kept as written, and there is no date."""
    data = ctrack.data("add", "NAT-1", *TITLE, "--deadline", "in the second quarter")
    assert (data["deadline"], data["deadline_words"]) == (None, {"en": "in the second quarter"})


def test_a_named_party(ctrack: Runner) -> None:
    """--party names whom it binds, and only those are bound."""
    data = ctrack.data("add", "NAT-1", *TITLE, "--party", "un")
    assert (data["addressee"], data["addressee_parties"], data["party"]) == ("named", ["UN"], "UN")


@pytest.mark.parametrize("name", FORMATS)
def test_every_format(ctrack: Runner, name: str) -> None:
    """What was added is shown in each format."""
    assert "NAT-1" in ctrack.ok("add", "NAT-1", *TITLE, "--format", name).out


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("KWT-21", *TITLE), 4, "KWT-21 is in this register already"),
        (("NAT-1",), 2, "--title"),
        (("NAT 1", *TITLE), 4, "letters, figures and hyphens"),
        (("NAT-1", *TITLE, "--instrument", "My Plan"), 4, "national-plan"),
        (("NAT-1", *TITLE, "--section", "A B"), 4, "national-plan"),
        (("NAT-1", *TITLE, "--kind", "evnt"), 2, "Did you mean event?"),
        (("NAT-1", *TITLE, "--addressee", "all"), 2, "member_states"),
        (("NAT-1", *TITLE, "--verification", "sure"), 2, "verified, secondary, unchecked"),
        (("NAT-1", *TITLE, "--deadline", "12/07/2027"), 2, "2027-07-12"),
        (("NAT-1", *TITLE, "--deadline", "2027-02-30"), 2, "no day 30"),
        (("NAT-1", *TITLE, "--party", "ZZ"), 3, "ISO 3166"),
        (("NAT-1", *TITLE, "--titel", "x"), 2, "--title"),
    ],
)
def test_refusals(ctrack: Runner, words: tuple[str, ...], code: int, said: str) -> None:
    """What is no commitment is refused, and nothing is added."""
    with nothing_recorded(ctrack):
        refused(ctrack("add", *words), code, said)
        refused_in_json(ctrack("add", *words, "--format", "json"), code, said)


def test_an_instrument_of_ones_own_has_a_name(ctrack: Runner) -> None:
    """What is added without an instrument goes to the one of one's own, under general; another is called as typed."""
    ctrack.ok("add", "NAT-1", *TITLE)
    ctrack.ok("add", "PLAN-1", *TITLE, "--instrument", "plan-2030", "--section", "borders")
    own, other = ctrack.data("show", "NAT-1"), ctrack.data("show", "PLAN-1")
    assert (own["instrument_title"]["en"], own["section_title"]["en"]) == ("Commitments added here", "General")
    assert (other["instrument_title"]["en"], other["section_title"]["en"]) == ("plan-2030", "borders")
