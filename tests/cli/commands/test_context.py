"""`ctrack context`: what it stands in the place of, what it narrows, and that it is always said."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.cli.promises import nothing_recorded, refused
from tests.support.registers import copy_kept, keep_register
from tests.support.runner import Runner


def give_to_agency(ctrack: Runner) -> None:
    """Let KWT-25 lie with an agency."""
    ctrack.ok("agency", "add", "moi", "--name", "Ministry of Interior")
    ctrack.ok("assign", "KWT-25", "--lead", "moi")


kept = keep_register(give_to_agency)


@pytest.fixture
def minister(kept: Path, ctrack: Runner) -> Runner:
    """A register in which KWT-25 lies with an agency, and a context that looks at what lies there."""
    copy_kept(kept, ctrack)
    ctrack.ok("context", "add", "minister", "--filter", "agency:moi")
    ctrack.ok("context", "use", "minister")
    return ctrack


def codes(runner: Runner, *words: str, **environ: Any) -> list[str]:
    """The codes that a listing has."""
    return [row["code"] for row in runner.data("list", *words, **environ)["rows"]]


@pytest.mark.parametrize("words", [("list",), ("due",), ("report",), ("changes", "--since", "1"), ("calendar",), ()])
def test_its_filter_narrows_what_is_read_and_is_said(words: tuple[str, ...], minister: Runner) -> None:
    """Whatever is narrowed says by what, on stderr."""
    outcome = minister.ok(*words)
    assert "Context minister: only agency:moi." in outcome.err
    assert "KWT-26" not in outcome.out


def test_the_figures_say_their_filter(minister: Runner) -> None:
    """Papers and data have the filter of the context in their own, so that no figure stands without it."""
    assert codes(minister) == ["KWT-25"]
    assert codes(minister, "KWT-26") == []
    assert minister.data("list")["filter"] == "agency:moi"
    assert minister.data("report")["filter"] == "agency:moi"
    assert minister.data("report")["whole"]["total"] == 1
    assert minister.data()["whole"]["total"] == 1


def test_a_paper_is_made_again_whatever_context_is_used_then(minister: Runner, tmp_path: Path) -> None:
    """The filter is part of how the paper was ordered."""
    path = tmp_path / "paper.json"
    minister.ok("report", "--output", str(path))
    minister.ok("context", "use", "none")
    assert "it says the same" in minister.ok("verify", str(path)).out


def test_nothing_that_is_written_is_narrowed(minister: Runner) -> None:
    """A command that records takes what it is given, and one commitment is shown whatever it lies with."""
    assert minister.data("update", "instrument:kuwait-2024", "--tag", "x")["total"] > 1
    assert "KWT-26" in minister.ok("show", "KWT-26").out
    assert minister.data("report", "one", "KWT-26")["code"] == "KWT-26"


def test_reminders_are_narrowed_by_the_environment_alone(minister: Runner) -> None:
    """What somebody chose for a screen changes nothing that cron sends."""
    minister.ok("person", "add", "Salem", "--email", "salem@example.org")
    for code in ("KWT-25", "KWT-26"):
        minister.ok("assign", code, "--person", "Salem")
        minister.ok("update", code, "--target", "2026-11-22")
    for environ in ({}, {"CTRACK_CONTEXT": ""}, {"CTRACK_CONTEXT": "none"}):
        assert "KWT-26" in minister("remind", "--dry-run", **environ).out
    narrowed = minister("remind", "--dry-run", CTRACK_CONTEXT="minister")
    assert "KWT-25" in narrowed.out
    assert "KWT-26" not in narrowed.out


def test_what_comes_before_a_context(minister: Runner, tmp_path: Path) -> None:
    """An option and the environment come before its register and language, and a party on the line before its own."""
    minister.ok("context", "add", "away", "--register", str(tmp_path / "away.db"), "--party", "UN", "--language", "ar")
    away = {"CTRACK_CONTEXT": "away"}
    assert "السياق away" in minister.ok("list", **away).err
    assert {row["party"] for row in minister.data("list", **away)["rows"]} == {"UN"}
    assert {row["party"] for row in minister.data("list", "party:NFP", **away)["rows"]} == {"NFP"}

    assert minister.ok("list", "--lang", "en", **away).err.startswith("Context away")


def test_its_register_and_language(minister: Runner, tmp_path: Path) -> None:
    """Without an option or a variable they count; `db info` names the context."""
    place = minister.database
    minister.ok("context", "add", "here", "--register", place, "--language", "ar")
    outcome = minister.ok("db", "info", CTRACK_DB="", CTRACK_CONTEXT="here")
    assert "السياق" in outcome.out
    assert "here" in outcome.out
    assert place in outcome.out
    assert minister.data("db", "info")["context"] == "minister"
    assert minister.data("db", "info", CTRACK_CONTEXT="none")["context"] is None


def test_the_file_keeps_its_other_lines(minister: Runner) -> None:
    """Contexts are added and taken away, the one in use with its choice, and all else stays."""
    path = minister.home / "config" / "ctrack" / "config.toml"
    path.write_text("# ours\ndue_soon_days = 20\n" + path.read_text())
    minister.ok("context", "remove", "minister")
    assert minister.data("context", "list") == {"rows": [], "total": 0, "used": None}
    assert path.read_text().startswith("# ours\ndue_soon_days = 20\n")
    assert "minister" not in path.read_text()
    assert len(codes(minister)) > 1


def test_refusals(minister: Runner) -> None:
    """What there is not, what is there, names that cannot be, a filter that is none: one sentence each."""
    with nothing_recorded(minister):
        refused(minister("list", CTRACK_CONTEXT="nosuch"), 3, "no context nosuch", "There are: minister")
        refused(minister("context", "use", "nosuch"), 3, "no context nosuch")
        refused(minister("context", "remove", "nosuch"), 3, "no context nosuch")
        refused(minister("context", "add", "minister", "--party", "UN"), 4, "minister")
        refused(minister("context", "add", "a b", "--party", "UN"), 4, "one word")
        refused(minister("context", "add", "none", "--party", "UN"), 4, "none")
        refused(minister("context", "add", "empty"), 2, "--filter")
        refused(minister("context", "add", "wrong", "--filter", "nosuchfield:x"), 2, "nosuchfield")
        refused(minister("context", "add", "wrong", "--language", "tlh"), 2, "tlh")
    assert [row["name"] for row in minister.data("context", "list")["rows"]] == ["minister"]


def test_reminders_stay_with_their_register(minister: Runner, tmp_path: Path) -> None:
    """A context with another register is none of cron's, unless it names it."""
    minister.ok("context", "add", "away", "--register", str(tmp_path / "away.db"))
    minister.ok("context", "use", "away")
    own = {"CTRACK_DB": ""}
    assert "away.db" in minister("list", **own).err
    minister.ok("config", "set", "alias.morning", "remind --dry-run")
    for words in (("remind", "--dry-run"), ("--user", "review", "remind", "--dry-run"), ("morning",)):
        assert "away.db" not in minister(*words, **own).err
    assert "away.db" in minister("remind", "--dry-run", CTRACK_CONTEXT="away", **own).err


def test_a_choice_that_is_gone(minister: Runner) -> None:
    """Where the file chooses a context that it has not, the commands of contexts mend that."""
    path = minister.home / "config" / "ctrack" / "config.toml"
    path.write_text(path.read_text().replace('context = "minister"', 'context = "gone"'))
    refused(minister("list"), 3, "no context gone")
    refused(minister("--user", "context", "list"), 3, "no context gone")
    for words in (("--version",), ("--help",), ("list", "--help")):
        minister.ok(*words, CTRACK_CONTEXT="nosuch")
    assert minister.data("context", "list")["used"] is None
    minister.ok("context", "use", "none")
    assert len(codes(minister)) > 1
