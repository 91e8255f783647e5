"""Profiles: a report described once; what an option says goes before what the profile says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.cli.promises import refused
from tests.support.runner import Runner


def describe(runner: Runner, text: str, name: str = "minister") -> Path:
    """Write a profile."""
    path = runner.home / "config" / "ctrack" / "profiles" / f"{name}.toml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def test_all_of_it(ctrack: Runner) -> None:
    """Filter, grouping, language, format and title are used, and what is given narrows on."""
    describe(ctrack, 'filter = "instrument:kuwait-2024 or instrument:pve-plan"\nby = "kind"\nlang = "ar"\n'
             'format = "md"\ntitle = "للوزير"\n')  # fmt: skip
    out = ctrack.ok("report", "--profile", "minister").out
    assert out.startswith("# للوزير")
    data = ctrack.data("report", "kind:event", "--profile", "minister")
    assert (data["by"], data["total"]) == ("kind", 3)


def test_options_go_first(ctrack: Runner, tmp_path: Path) -> None:
    """--by, --lang, --format and the ending of --output count more than the profile."""
    describe(ctrack, 'by = "kind"\nlang = "ar"\nformat = "md"\n')
    assert ctrack.data("report", "--profile", "minister", "--by", "party")["by"] == "party"
    assert "# Progress report" in ctrack.ok("report", "--profile", "minister", "--lang", "en").out
    ctrack.ok("report", "--profile", "minister", "--output", str(tmp_path / "x.json"))
    assert (tmp_path / "x.json").read_text().startswith("{")


def test_columns(ctrack: Runner) -> None:
    """Tables that have all the columns keep only these, in this order; in CSV the block stands before them."""
    describe(ctrack, 'report = "deadlines"\ncolumns = "title, code"\nformat = "csv"\n')
    assert ctrack.ok("report", "--profile", "minister").out.splitlines()[0] == "block,title,code"


def test_a_grouping_that_the_report_ignores(ctrack: Runner) -> None:
    """A profile that groups what is not grouped is refused with the reports that are."""
    describe(ctrack, 'report = "deadlines"\nby = "kind"\n')
    refused(ctrack("report", "--profile", "minister"), 2, "--by", "progress, assessment")


def test_a_paper_says_what_it_is(ctrack: Runner) -> None:
    """A profile, and before it an option, names country, period, place and reference, and who clears and signs."""
    describe(ctrack, 'country = "State of Kuwait"\nperiod = "2025"\nplace = "Kuwait City"\nclearance = "MOI; MOFA"\n')
    words = ("report", "country", "--profile", "minister", "--head", "period=2026", "--head", "reference=KW/7")
    out = ctrack.ok(*words).out
    assert re.search(r"Country +State of Kuwait\nPeriod +2026\nPlace and date +Kuwait City, 21 November 2026\n", out)
    assert re.search(r"Reference +KW/7\n", out)
    assert [line.split()[2] for line in out.splitlines() if line.startswith("Cleared by")] == ["MOI", "MOFA"]
    assert "Signed by" not in out
    assert "Cleared by" not in ctrack.ok(*words, "--head", "clearance=").out


@pytest.mark.slow
def test_what_a_paper_says_is_checked_with_it(ctrack: Runner, tmp_path: Path) -> None:
    """A file with a head verifies, and one whose head somebody changed does not."""
    path, shown = tmp_path / "x.html", '<dd class="strong">{}<'
    ctrack.ok("report", "country", "--by", "theme", "--blanks", "--head", "country=Kuwait", "--output", str(path))
    ctrack.ok("verify", str(path))
    path.write_text(path.read_text("utf-8").replace(shown.format("Kuwait"), shown.format("Qatar")), "utf-8")
    refused(ctrack("verify", str(path)), 7, "Qatar")


@pytest.mark.parametrize(
    ("head", "said"), [("perod=2026", "Did you mean"), ("2026", "KEY=TEXT"), ("title=" + "x" * 501, "501 characters")]
)
def test_heads_that_are_none(ctrack: Runner, head: str, said: str) -> None:
    """A key that a paper does not have, a text without one and a text that no line holds are refused."""
    refused(ctrack("report", "--head", head), 2, said)


def test_any_report(ctrack: Runner) -> None:
    """A profile may name any report."""
    describe(ctrack, 'report = "country"\nfilter = "instrument:kuwait-2024"\n')
    assert ctrack.ok("report", "--profile", "minister").out.startswith("National report")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("fliter = 'x'", ("fliter", "filter")),
        ("report = 'contry'", ("contry", "country")),
        ("format = 'pfd'", ("pfd", "pdf")),
        ("by = 3", ("by must be a text",)),
        ("by = 'colour'", ("colour", "instrument, section")),
        ("lang = 'xx'", ("xx", "en, ar")),
        ("filter = 'kind:evnt'", ("event",)),
        ("columns = 'ttile'", ("ttile", "title")),
        ("= broken", ("minister.toml",)),
    ],
)
def test_faults_name_what_was_meant(ctrack: Runner, text: str, words: tuple[str, ...]) -> None:
    """A key, a report, a format or a column that is none is refused with the nearest ones."""
    describe(ctrack, text)
    refused(ctrack("report", "--profile", "minister"), 2, *words)


@pytest.mark.parametrize("name", ["ministre", "../minister", "no/such", "minister.toml"])
def test_unknown_profiles(ctrack: Runner, name: str) -> None:
    """A profile that is not there is refused with the nearest; no path leads out of the folder."""
    describe(ctrack, "by = 'kind'")
    refused(ctrack("report", "--profile", name), 3, "minister")
