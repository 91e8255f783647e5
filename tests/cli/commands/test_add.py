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


@pytest.mark.parametrize(
    "words",
    ["in the coming months", "خلال السنوات القادمة", "dans les prochains mois", "as soon as possible", "next mnoth",
     "within 60 days", "within 60 days of adoption"],
)  # fmt: skip
def test_no_reminder_follows_from_words(ctrack: Runner, words: str) -> None:
    """What gives no date is kept in words, and it is said at once that no reminder will follow."""
    done = ctrack.ok("add", "NAT-1", *TITLE, "--deadline", words)
    assert words in done.err
    assert done.err.endswith("It was kept as it is written, in words: no reminder will follow from it.\n")
    row = ctrack.data("show", "NAT-1")
    assert (row["deadline"], list(row["deadline_words"].values())) == (None, [words])


@pytest.mark.parametrize(
    "words", ["in the coming months", "next mnoth", "خلال السنوات القادمة", "dans les prochains mois"]
)
def test_a_target_in_words_is_refused(ctrack: Runner, words: str) -> None:
    """A target is a date: what is none is refused, and nothing is recorded."""
    with nothing_recorded(ctrack):
        assert ctrack("update", "KWT-25", "--target", words).code == 2


def test_a_length_counts_from_the_adoption_of_the_text(ctrack: Runner) -> None:
    """ "Of adoption" is the day of the instrument, which is said back with the date that follows."""
    words = ("--instrument", "kuwait-2024", "--deadline", "within 60 days of adoption")
    done = ctrack.ok("add", "KWT-99", *TITLE, *words)
    assert done.err == "The deadline counts from the adoption on 2024-11-05: 2025-01-04.\n"
    row = ctrack.data("show", "KWT-99")
    assert (row["deadline"], row["deadline_words"]) == ("2025-01-04", {"en": "within 60 days of adoption"})


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
        (("NAT 1", *TITLE), 4, "letters and figures"),
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


def test_own_named_out_loud(ctrack: Runner) -> None:
    """--instrument own is the instrument that is meant without it, under the same title."""
    ctrack.ok("add", "NAT-1", "--title", "x", "--instrument", "OWN".lower())
    assert ctrack.data("instrument", "show", "own")["title"] == "Commitments added here"


def test_a_double_date_counts_in_ours(ctrack: Runner) -> None:
    """The Gregorian one of two is the deadline, and both are kept as they were written."""
    text = "15 رمضان 1447 هـ الموافق 4 مارس 2026 م"
    ctrack.ok("add", "NAT-1", *TITLE, "--deadline", text)
    row = ctrack.data("show", "NAT-1")
    assert (row["deadline"], row["deadline_words"]) == ("2026-03-04", {"ar": text})


def test_a_double_date_that_contradicts_itself(ctrack: Runner) -> None:
    """Two dates more than two days apart are a slip of the pen: nothing is recorded."""
    with nothing_recorded(ctrack):
        done = ctrack("add", "NAT-1", *TITLE, "--deadline", "15 رمضان 1447 هـ الموافق 14 مارس 2026 م")
    assert done.code == 2
    assert "2026-03-14" in done.err
