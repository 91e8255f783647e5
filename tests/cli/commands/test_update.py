"""`ctrack update`: what was, what is, and what is refused."""

from __future__ import annotations

import csv
import io

import pytest

from tests.cli.promises import FORMATS, nothing_recorded, refused, refused_in_json
from tests.support.runner import Runner


def test_before_and_after(anywhere: Runner) -> None:
    """An update prints the full code, what was and what is, and it is so from then on."""
    outcome = anywhere.ok("update", "kwt-25", "--status", "in_progress", "--progress", "40", "--note", "Two named")
    assert outcome.out == (
        "KWT-25 NFP  Set up a team of border management experts\n"
        "\n"
        "Status  not reported 0% -> in progress 40%\n"
        "Note    [restricted] Two named\n"
    )
    data = anywhere.data("show", "KWT-25")
    assert (data["status"], data["progress"]) == ("in_progress", 40)
    assert data["history"][-1]["note"] == {"en": "Two named"}


def test_dry_run(anywhere: Runner) -> None:
    """--dry-run prints the very same and records nothing; it says so on stderr."""
    words = ("update", "KWT-21", "--status", "implemented", "--note", "It was held", "--tag", "border")
    with nothing_recorded(anywhere):
        tried = anywhere.ok(*words, "--dry-run")
    assert tried.err == "Dry run: nothing was recorded.\n"
    assert anywhere.ok(*words).out == tried.out


def test_an_update_for_programs(ctrack: Runner) -> None:
    """JSON says of each undertaking what was and what is."""
    data = ctrack.data("update", "KWT-25", "KWT-26", "--progress", "20")
    assert data["total"] == 2
    move = data["moves"][0]
    assert (move["code"], move["party"]) == ("KWT-25", "NFP")
    assert (move["before"]["status"], move["after"]["status"]) == ("not_reported", "in_progress")
    assert (move["before"]["progress"], move["after"]["progress"]) == (0, 20)


def test_one_row_an_undertaking(ctrack: Runner) -> None:
    """CSV has a row for each undertaking, with every thing before and after."""
    out = ctrack.ok("update", "KWT-25", "KWT-26", "--progress", "20", "--tag", "border", "--format", "csv").out
    rows = list(csv.DictReader(io.StringIO(out, newline="")))
    assert [row["code"] for row in rows] == ["KWT-25", "KWT-26"]
    assert {(row["progress_before"], row["progress_after"], row["tags_after"]) for row in rows} == {
        ("0", "20", "border")
    }


@pytest.mark.parametrize("name", FORMATS)
def test_every_format(ctrack: Runner, name: str) -> None:
    """What was recorded is said in each format."""
    assert "KWT-25" in ctrack.ok("update", "KWT-25", "--progress", "20", "--format", name).out


@pytest.mark.parametrize(
    ("word", "resolved"),
    [
        ("yesterday", "2026-11-20 (Friday)"),
        ("today", "2026-11-21 (Saturday)"),
        ("-2w", "2026-11-07 (Saturday)"),
        ("20 November 2026", "2026-11-20 (Friday)"),
        ("يونيو ٢٠٢٦", "2026-06 (June 2026)"),
        ("June 2026", "2026-06 (June 2026)"),
    ],
)
def test_date_words_are_said_back(ctrack: Runner, word: str, resolved: str) -> None:
    """A date word is resolved and said back; the update holds the date and not the word."""
    outcome = ctrack.ok("update", "KWT-25", "--progress", "20", "--on", word)
    assert outcome.err == f"on {resolved}\n"
    assert ctrack.data("show", "KWT-25")["history"][-1]["effective"] == resolved.split()[0]


@pytest.mark.parametrize(
    ("word", "resolved"),
    [
        ("tomorrow", "2026-11-22 (Sunday)"),
        ("friday", "2026-11-27 (Friday)"),
        ("eow", "2026-11-26 (Thursday)"),
        ("eom", "2026-11-30 (Monday)"),
        ("eoq", "2026-12-31 (Thursday)"),
        ("eoy", "2026-12-31 (Thursday)"),
        ("+10d", "2026-12-01 (Tuesday)"),
        ("+2w", "2026-12-05 (Saturday)"),
        ("+3m", "2027-02-21 (Sunday)"),
        ("حزيران/يونيه 2027", "2027-06 (June 2027)"),
    ],
)
def test_targets_are_said_back(ctrack: Runner, word: str, resolved: str) -> None:
    """A target may be a date word as well, and is said back."""
    outcome = ctrack.ok("update", "KWT-25", "--target", word)
    assert outcome.err == f"target {resolved}\n"
    assert ctrack.data("show", "KWT-25")["target"] == resolved.split()[0]


def test_a_written_date_needs_no_echo(ctrack: Runner) -> None:
    """A date in ISO form is what it says, and --quiet silences the echo of the others."""
    assert ctrack.ok("update", "KWT-25", "--progress", "20", "--on", "2026-11-20").err == ""
    assert ctrack.ok("update", "KWT-25", "--progress", "30", "--on", "yesterday", "--quiet").err == ""


def test_the_echo_in_json(ctrack: Runner) -> None:
    """In JSON the echo stands among the messages."""
    outcome = ctrack.ok("update", "KWT-25", "--progress", "20", "--on", "yesterday", "--format", "json")
    assert outcome.json["messages"] == ["on 2026-11-20 (Friday)"]


def test_a_target_is_taken_away(ctrack: Runner) -> None:
    """A target moves no deadline of the text, and `--target none` leaves that alone."""
    ctrack.ok("update", "KWT-21", "--target", "2027-03")
    (row,) = ctrack.data("list", "code:KWT-21")["rows"]
    assert (row["due"], row["target"], row["postponed"]) == ("2026-06", "2027-03", 1)
    out = ctrack.ok("update", "KWT-21", "--target", "none").out
    assert "Target  March 2027 -> –" in out
    assert ctrack.data("show", "KWT-21")["target"] is None


def test_filing(ctrack: Runner) -> None:
    """Position, priority and tags are set, found by filters, and taken away again."""
    ctrack.ok("update", "KWT-25", "--position", "supported", "--priority", "high", "--tag", "border", "--tag", "2027")
    found = ctrack.data("list", "position:supported", "priority:high", "+border", "+2027")
    assert [row["code"] for row in found["rows"]] == ["KWT-25"]
    ctrack.ok("update", "KWT-25", "--position", "none", "--priority", "none", "--untag", "border")
    data = ctrack.data("show", "KWT-25")
    assert (data["position"], data["priority"], data["tags"]) == (None, None, ["2027"])


def test_all_that_fit_a_filter(anywhere: Runner) -> None:
    """A filter updates the home party's side of all that fit, in one entry, and undo takes them all back."""
    outcome = anywhere.ok("update", "instrument:kuwait-2024", "kind:event,review", "--target", "2027-06")
    assert outcome.out.count("Target  – -> June 2027") == 3
    assert sum(row["target"] == "2027-06" for row in anywhere.data("list")["rows"]) == 3
    anywhere.ok("undo")
    assert not any(row["target"] for row in anywhere.data("list")["rows"])


def test_a_long_list_is_cut_on_a_terminal_only(ctrack: Runner) -> None:
    """After twenty undertakings a terminal says how many there are; a pipe, JSON and --all hold them all."""
    words = ("update", "instrument:kuwait-2024", "party:NFP", "--priority", "low", "--dry-run")
    total = ctrack.data(*words)["total"]
    assert total > 20
    shown = ctrack.ok(*words, terminal=True, COLUMNS="80").out
    assert shown.count("Priority") == 20
    assert f"20 of {total} shown; --all shows the rest" in shown
    for every in (ctrack.ok(*words), ctrack.ok(*words, "--all", terminal=True, COLUMNS="80")):
        assert every.out.count("Priority") == total
        assert "shown" not in every.out


def test_one_code_in_two_spellings(ctrack: Runner) -> None:
    """One undertaking is updated once, however often it is named."""
    assert ctrack.data("update", "KWT-25", "kwt-25", "--progress", "20")["total"] == 1


def test_another_party(ctrack: Runner) -> None:
    """--party records what another body has done; what does not bind the home party says whom it binds."""
    assert ctrack.data("update", "KWT-21", "--party", "UN", "--progress", "20")["moves"][0]["party"] == "UN"
    with nothing_recorded(ctrack):
        refused(ctrack("update", "GCTS-R9", "--progress", "20"), 3, "GCTS-R9", "UNGA", "--party")


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("KWT-99", "--progress", "5"), 3, "KWT-99"),
        (("KWT-25", "--status", "donee"), 2, "not_started, in_progress"),
        (("KWT-25", "--status", "implementd"), 2, "Did you mean implemented"),
        (("KWT-25", "--status", "not_reported"), 4, "not_reported"),
        (("KWT-25", "--progress", "101"), 4, "0 to 100; 101 is not"),
        (("KWT-25", "--progress", "-1"), 4, "0 to 100; -1 is not"),
        (("KWT-25", "--progress", "half"), 4, "0 to 100; half is not"),
        (("KWT-25", "--status", "implemented", "--progress", "50"), 4, "contradicts"),
        (("KWT-25", "--progress", "5", "--on", "someday"), 2, '--on: "someday" is not a date'),
        (("KWT-25", "--progress", "5", "--on", "12/07/2026"), 2, "2026-07-12"),
        (("KWT-25", "--progress", "5", "--on", "12/07/2026"), 2, "2026-12-07"),
        (("KWT-25", "--progress", "5", "--on", "tomorrow"), 4, "lies in the future"),
        (("KWT-25", "--target", "2026-13"), 2, "--target"),
        (("KWT-25", "--progress", "5", "--party", "XX"), 3, "party add"),
        (("KWT-25", "--voice", "press"), 2, "agency, coordinator, external"),
        (("KWT-25", "--position", "against"), 2, "supported"),
        (("KWT-25", "--priority", "urgent"), 2, "high, medium, low"),
        (("KWT-25", "--tag", "two words"), 2, "one word"),
        (("KWT-25", "--tag", ""), 2, "empty"),
        (("KWT-25",), 2, "nothing to record"),
        (("KWT-25", "--progres", "5"), 2, "Did you mean '--progress'?"),
        (("stauts:overdue", "--progress", "5"), 2, "status"),
        (("status:overdue", "kind:capacity", "--progress", "5"), 3, "No undertaking fits"),
        ((), 2, "by --all"),
    ],
)
def test_refusals(ctrack: Runner, words: tuple[str, ...], code: int, said: str) -> None:
    """What cannot be recorded is refused in one sentence with its exit code, and nothing is recorded."""
    with nothing_recorded(ctrack):
        refused(ctrack("update", *words), code, said)
        refused_in_json(ctrack("update", *words, "--format", "json"), code, said)


@pytest.mark.parametrize(("word", "said"), [("implmented", "Did you mean implemented"), ("substantial", "It takes:")])
def test_a_word_behind_a_code_is_taken_for_a_status(ctrack: Runner, word: str, said: str) -> None:
    """Where nothing else is said, a word that is no status is answered with the statuses that there are."""
    with nothing_recorded(ctrack):
        refused(ctrack("update", "KWT-25", word), 2, f"status cannot be {word}. {said}", "'ctrack update --help'")
        refused(ctrack("update", "KWT-25", word, "--note", "x"), 3, "No undertaking fits the filter")


def test_half_of_a_list_is_nothing(ctrack: Runner) -> None:
    """Where one of several codes is unknown, none is updated."""
    with nothing_recorded(ctrack):
        refused(ctrack("update", "KWT-25", "KWT-99", "--progress", "5"), 3, "KWT-99")


@pytest.mark.parametrize("word", ["in_progress", "In-Progress", "in progress", "قيد_التنفيذ", "قيد التنفيذ"])
def test_statuses_in_any_spelling(ctrack: Runner, word: str) -> None:
    """A status is taken in any case, with hyphens or blanks, and in Arabic."""
    assert ctrack.data("update", "KWT-25", "--status", word)["moves"][0]["after"]["status"] == "in_progress"


@pytest.mark.parametrize("word", ["40", "40%", "٤٠", "٤٠٪"])
def test_progress_in_any_digits(ctrack: Runner, word: str) -> None:
    """Progress is taken with its sign and in Arabic-Indic digits."""
    assert ctrack.data("update", "KWT-25", "--progress", word)["moves"][0]["after"]["progress"] == 40


def test_a_note_that_crossed_another(ctrack: Runner) -> None:
    """Where somebody else wrote minutes ago, that is said."""
    ctrack.ok("update", "KWT-25", "--progress", "20", "--user", "amal")
    assert "was updated minutes ago by amal" in ctrack.ok("update", "KWT-25", "--progress", "30").err
    data = ctrack.ok("update", "KWT-25", "--progress", "35", "--user", "amal", "--format", "json").json
    assert "was updated minutes ago by tester" in data["messages"][0]


def test_an_earlier_word_says_that_it_is_stored(ctrack: Runner) -> None:
    """What is recorded of an earlier day is shown as stored, with why the present does not move."""
    ctrack.ok("update", "KWT-25", "--progress", "20", "--on", "2026-11-01")
    told = ctrack.ok("update", "KWT-25", "--progress", "80", "--on", "2026-05-01")
    assert told.out.splitlines()[2] == "Stored  in progress 80% on 1 May 2026"
    assert "KWT-25 stands as before: what was said of 1 November 2026 is later than 1 May 2026." in told.err
    moves = ctrack.data("update", "KWT-25", "--status", "done", "--on", "2026-06", "--dry-run")["moves"]
    assert moves[0]["earlier"] == {
        "status": "implemented",
        "progress": 100,
        "effective": "2026-06",
        "told_on": "2026-11-01",
    }


def test_a_hundred_per_cent_offers_the_status(ctrack: Runner) -> None:
    """100 % alone implements nothing, and says once what does; of many, three are named."""
    told = ctrack.ok("update", "KWT-25", "--progress", "100")
    assert "'ctrack update KWT-25 --status implemented' says that it is" in told.err
    assert "not implemented" not in ctrack.ok("update", "KWT-25", "--status", "implemented").err
    many = ctrack.ok("update", "section:border", "--progress", "100")
    assert many.err.count("--status implemented'") == 3
    assert "The same holds for" in many.err


def test_dates_are_said_in_words(ctrack: Runner) -> None:
    """A quarter is shown in words wherever people read it, and as EDTF to programs."""
    told = ctrack.ok("update", "KWT-25", "--target", "2027-Q3")
    assert told.err == "target third quarter of 2027\n"
    listed = ctrack.ok("list", "KWT-25").out
    assert "third quarter of 2027" in listed
    assert "2027-35" not in told.out + listed + ctrack.ok("show", "KWT-25").out
    assert ctrack.data("list", "KWT-25")["rows"][0]["target"] == "2027-35"
