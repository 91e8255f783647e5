"""`ctrack list`: rows, orders, limits and formats."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest

from ctrack.store.code_order import fill_numbers
from tests.cli.promises import FORMATS, ROW_FIELDS, nothing_recorded, refused, refused_in_json
from tests.support.runner import Runner
from tests.support.shipped import COMMITMENTS, HOME


def test_every_commitment_is_listed(ctrack: Runner) -> None:
    """Without a filter a listing holds the whole catalogue, and its footer says as of which day."""
    outcome = ctrack.ok("list")
    assert len(outcome.out.splitlines()) == COMMITMENTS + 1
    told = f"{COMMITMENTS} commitments (NFP: {HOME} · others: {COMMITMENTS - HOME}) · home: NFP"
    assert outcome.err == f"{told} · as of 21 November 2026\n"


def test_rows_for_programs(ctrack: Runner) -> None:
    """JSON holds rows and their total, each row with the fields that are promised."""
    data = ctrack.data("list")
    assert data["total"] == len(data["rows"]) == COMMITMENTS
    assert all(row.keys() >= ROW_FIELDS for row in data["rows"])
    assert len({(row["code"], row["party"]) for row in data["rows"]}) == COMMITMENTS


def test_the_new_york_conference(ctrack: Runner) -> None:
    """The row of KWT-21 says what the text says, in words of the vocabulary and ISO dates."""
    (row,) = ctrack.data("list", "code:KWT-21")["rows"]
    assert {key: row[key] for key in ROW_FIELDS} == {
        "code": "KWT-21",
        "instrument": "kuwait-2024",
        "section": "followup",
        "party": "NFP",
        "title": "High-level border security conference in New York",
        "status": "not_reported",
        "progress": 0,
        "deadline": "2026-06",
        "due_state": "not_looked_up",
        "addressee": "participants",
        "kind": "event",
        "verification": "secondary",
    }


@pytest.mark.parametrize("name", FORMATS)
def test_every_format(ctrack: Runner, name: str) -> None:
    """A listing is written in each format, and holds the same commitments."""
    outcome = ctrack.ok("list", "instrument:kuwait-2024", "--format", name, "--all")
    codes = [row["code"] for row in ctrack.data("list", "instrument:kuwait-2024")["rows"]]
    assert len(codes) == 28
    assert all(code in outcome.out for code in codes)


@pytest.mark.parametrize(("name", "delimiter"), [("csv", ","), ("tsv", "\t")])
def test_columns_for_programs(ctrack: Runner, name: str, delimiter: str) -> None:
    """CSV and TSV hold every field of a row, raw, and none of the words that JSON does not have."""
    rows = list(csv.DictReader(io.StringIO(ctrack.ok("list", "--format", name).out, newline=""), delimiter=delimiter))
    assert rows[0].keys() >= ROW_FIELDS
    data = ctrack.data("list")["rows"]
    assert [row["status"] for row in rows] == [row["status"] for row in data]
    assert [row["deadline"] for row in rows] == [row["deadline"] or "" for row in data]


def test_columns_stay_without_rows(ctrack: Runner) -> None:
    """A script that reads CSV gets its header also where nothing fits."""
    outcome = ctrack.ok("list", "title:nothing-has-it", "--format", "csv")
    assert outcome.out.startswith("code,instrument,section,party,title,status,")
    assert outcome.out.count("\r\n") == 1


def test_a_terminal_gets_the_first_rows(ctrack: Runner) -> None:
    """On a terminal 25 rows are shown and the rest is announced; --all and --limit change that."""
    short = ctrack.ok("list", "--sort", "code", terminal=True, COLUMNS="80")
    assert f"25 of {COMMITMENTS} shown; --all shows the rest" in short.err
    assert f"25 of {COMMITMENTS}" not in ctrack.ok("list", "--all", terminal=True, COLUMNS="80").err
    assert f"3 of {COMMITMENTS} shown" in ctrack.ok("list", "--limit", "3", terminal=True, COLUMNS="80").err


def test_a_pipe_gets_every_row(ctrack: Runner) -> None:
    """Piped, nothing is left out and nothing is cut off, however narrow the terminal was."""
    wide, narrow = ctrack.ok("list"), ctrack.ok("list", COLUMNS="20")
    assert wide.out == narrow.out
    longest = max(ctrack.data("list")["rows"], key=lambda row: len(row["title"]))
    assert longest["title"] in narrow.out
    assert "\x1b" not in wide.out
    assert "…" not in wide.out


def test_a_limit_counts_the_rest(ctrack: Runner) -> None:
    """`total` counts all that fit, also where a limit shows fewer."""
    data = ctrack.data("list", "status:implemented", "--limit", "2")
    assert (len(data["rows"]), data["total"]) == (2, 27)


def test_orders(ctrack: Runner) -> None:
    """Each order is what its name says; what has no date comes last."""
    ctrack.ok("update", "KWT-25", "--progress", "40", "--on", "2026-11-20")

    def listed(sort: str) -> list[dict[str, Any]]:
        rows: list[dict[str, Any]] = ctrack.data("list", "--sort", sort)["rows"]
        return rows

    codes = [row["code"] for row in listed("code")]
    assert codes == sorted(codes, key=fill_numbers)
    dates = [row["due_on"] for row in listed("due")]
    known = [date for date in dates if date]
    assert dates[: len(known)] == sorted(known)
    assert listed("progress")[0]["progress"] == 100
    assert listed("progress")[-1]["progress"] == 0
    days = [row["updated_on"] for row in listed("updated")]
    said = [day for day in days if day]
    assert days[: len(said)] == sorted(said, reverse=True)
    assert listed("register")[0]["instrument"] == "sc-1373"


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("--sort", "age"), 2, "'register', 'due', 'code', 'status', 'progress', 'updated'"),
        (("--limit", "0"), 2, "--limit"),
        (("--limit", "many"), 2, "--limit"),
        (("--sortt", "due"), 2, "Did you mean '--sort'?"),
        (("--fromat=json",), 2, "Did you mean '--format'?"),
        (("stauts:overdue",), 2, "status"),
        (("status:overdeu",), 2, "overdue"),
        (("party:XX",), 3, "party add"),
        (("instrument:kuwiat",), 3, "kuwait-2024"),
        (("section:yuoth",), 3, "youth"),
        (("due.before:12/07/2026",), 2, "2026-07-12"),
        (("due.before:someday",), 2, "eom"),
        (("progress.over:101",), 2, "0 to 100"),
    ],
)
def test_refusals(ctrack: Runner, words: tuple[str, ...], code: int, said: str) -> None:
    """What is not understood is refused with what may have been meant, never searched for."""
    with nothing_recorded(ctrack):
        refused(ctrack("list", *words), code, said)
    refused_in_json(ctrack("--format", "json", "list", *words), code, said)


def test_an_option_that_looks_like_a_tag(ctrack: Runner) -> None:
    """`-tag` is a filter where something has the tag; any other word with a hyphen is an option or an error."""
    ctrack.ok("update", "KWT-25", "--tag", "closed")
    assert ctrack.data("list", "-closed")["total"] == COMMITMENTS - 1
    refused(ctrack("list", "-clsed"), 3, "clsed", "closed")
    assert ctrack("list", "status:overdue", "--sort", "-closed").code == 2
    refused(ctrack("list", "--closed"), 2, "'--closed'")


def test_short_help(ctrack: Runner) -> None:
    """`-h` is `--help` wherever it stands, and stops being it behind `--`."""
    assert ctrack.ok("list", "-h").out == ctrack.ok("list", "--help").out
    refused(ctrack("list", "--", "-h"), 3, "tag h")


def test_nothing_says_why(ctrack: Runner) -> None:
    """An empty list says which part of the filter fits nothing, how a name is written, or that no two agree."""
    ctrack.ok("agency", "add", "moi", "--name", "Ministry of Interior")
    assert "Nothing fits xyzzy." in ctrack.ok("list", "xyzzy", "border").err
    named = ctrack.ok("list", "Interior").err
    assert "Nothing holds the text Interior; as a name it is written agency:moi." in named
    apart = ctrack.ok("list", "instrument:kuwait", "code:PVE-54-4").err
    assert "nothing fits all of them: instrument:kuwait-2024 (" in apart
    assert "code:PVE-54-4 (1)" in apart
    assert "Nothing fits" not in ctrack.ok("list", "border").err


@pytest.mark.parametrize("word", ["victims", "الضحايا", "victim"])
def test_by_theme(ctrack: Runner, word: str) -> None:
    """A theme is filtered by its key, its name in either language or a part of it, and rows tell their themes."""
    rows = ctrack.data("list", f"theme:{word}")["rows"]
    assert len(rows) == 8
    assert all("victims" in row["themes"] for row in rows)


def test_a_theme_that_does_not_exist(ctrack: Runner) -> None:
    """A theme that nobody knows is refused, with the nearest."""
    refused(ctrack("list", "theme:yuoth"), 3, "There is no theme yuoth. Did you mean youth?")


def test_chosen_columns(ctrack: Runner) -> None:
    """The columns that are asked for are shown alone and in that order, in every format, themes by their names."""
    outcome = ctrack.ok("list", "code:KWT-13", "--columns", "theme,code")
    assert outcome.out.split("\n")[1].split("  ") == ["Border and travel · Weapons · Financing of terrorism", "KWT-13"]
    assert ctrack.ok("list", "code:KWT-13", "--columns", "theme,code", "-f", "csv").out == (
        "themes,code\r\nborder weapons financing,KWT-13\r\n"
    )
    (row,) = ctrack.data("list", "code:KWT-13", "--columns", "الموضوع,code")["rows"]
    assert row == {"themes": ["border", "weapons", "financing"], "code": "KWT-13"}
    refused(ctrack("list", "--columns", "thme"), 2, "A listing has no column thme. Did you mean themes?")


MISTYPED = {
    "overdeu": "overdue",
    "implmented": "implemented",
    "in_progres": "in_progress",
    "tomorow": "tomorrow",
    "nxt": "next",
    "novmber": "november",
}


@pytest.mark.parametrize("word", MISTYPED)
def test_a_mistyped_word_is_offered_its_own(ctrack: Runner, word: str) -> None:
    """A text that nothing holds and that is nearly a word of the grammar: the word is offered, and is one."""
    assert f"Nothing fits {word}. Did you mean {MISTYPED[word]}?" in ctrack.ok("list", word).err


def test_what_is_far_from_all_is_offered_nothing(ctrack: Runner) -> None:
    """Neither a text, a quoted one, nor the value of a field."""
    for word in ("zzqxk", '"overdeu border"', "title:overdeu"):
        assert "Did you mean" not in ctrack.ok("list", word).err


def test_in_arabic_the_word_is_offered_too(ctrack: Runner) -> None:
    """An Arabic word by a letter too few."""
    told = ctrack.ok("list", "متاخة", "--lang", "ar").err
    assert "هل المقصود" in told
    assert "متأخرة" in told
