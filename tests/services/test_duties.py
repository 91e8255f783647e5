"""Duties: given by code, by codes or by filter, taken away by none, and handed over in one step."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from types import SimpleNamespace
from typing import Any, cast

import pytest

from ctrack.domain.records.undertakings import Row
from tests.cli.promises import nothing_recorded, refused
from tests.support.registers import content
from tests.support.runner import Runner
from tests.support.shipped import HOME


@pytest.fixture
def staffed(anywhere: Runner) -> Runner:
    """A register with two agencies and two people."""
    for words in (
        ("agency", "add", "moi", "--name", "Interior"),
        ("agency", "add", "customs", "--name", "Customs"),
        ("person", "add", "Salem"),
        ("person", "add", "Noura"),
    ):
        anywhere.ok(*words)
    return anywhere


def held(runner: Runner, name: str) -> set[str]:
    """What a person holds."""
    return {row["code"] for row in runner.data("list", f"person:{name}")["rows"]}


def test_by_code_by_codes_by_filter(staffed: Runner) -> None:
    """One commitment, several, or all that fit a filter; with `none` a duty is taken away."""
    (one,) = staffed.data("assign", "kwt-25", "--lead", "moi", "--contributing", "customs")["rows"]
    assert one["code"] == "KWT-25"
    assert (one["before"]["lead"], one["after"]["lead"], one["after"]["contributing"]) == ("", "moi", "customs")
    assert staffed.data("assign", "KWT-25", "KWT-26", "--person", "Salem")["total"] == 2
    assert staffed.data("assign", "instrument:dushanbe-2022", "--person", "Salem", "--overseer", "Noura")["total"] == 1
    assert held(staffed, "Salem") >= {"KWT-25", "KWT-26"}
    (after,) = staffed.data("assign", "KWT-25", "--person", "none", "--contributing", "none")["rows"]
    assert (after["after"]["person"], after["after"]["contributing"], after["after"]["lead"]) == ("", "", "moi")
    staffed.ok("verify")


def test_contributors_come_and_go(staffed: Runner) -> None:
    """--contributing adds to those that help, --not-contributing takes one away, and both of one are refused."""

    def contributing(*words: str) -> str:
        (row,) = staffed.data("assign", "KWT-25", *words)["rows"]
        return str(row["after"]["contributing"])

    assert contributing("--contributing", "customs") == "customs"
    assert contributing("--contributing", "Interior") == "customs, moi"
    assert contributing("--not-contributing", "customs") == "moi"
    assert contributing("--contributing", "none", "--contributing", "customs") == "customs"
    with nothing_recorded(staffed):
        refused(staffed("assign", "KWT-25", "--contributing", "moi", "--not-contributing", "moi"), 2, "moi")


def test_every_assignment_is_undone_whole(staffed: Runner) -> None:
    """Undo takes every duty of a command back, and redo gives them again."""
    before = content(staffed, "journal")
    staffed.ok("assign", "instrument:kuwait-2024", "--lead", "moi", "--contributing", "customs", "--person", "Salem")
    after = content(staffed, "journal")
    staffed.ok("undo")
    assert content(staffed, "journal") == before
    staffed.ok("redo")
    assert content(staffed, "journal")["undertaking"] == after["undertaking"]
    staffed.ok("verify")


def test_a_handover_is_one_step(staffed: Runner) -> None:
    """Everything open goes over with its notes, what is closed stays, and one undo takes it back."""
    staffed.ok("assign", "KWT-21", "KWT-25", "KWT-26", "--person", "Salem")
    staffed.ok("update", "KWT-26", "--status", "implemented")
    staffed.ok("note", "KWT-25", "Ask the ministry")
    dry = staffed.data("handover", "--from", "salem", "--to", "Noura", "--dry-run")
    assert held(staffed, "Noura") == set()
    done = staffed.ok("handover", "--from", "Salem", "--to", "Noura").out
    assert "Ask the ministry" in done
    assert [row["code"] for row in dry["rows"]] == ["KWT-21", "KWT-25"]
    assert held(staffed, "Noura") == {"KWT-21", "KWT-25"}
    assert held(staffed, "Salem") == {"KWT-26"}
    staffed.ok("undo")
    assert held(staffed, "Salem") == {"KWT-21", "KWT-25", "KWT-26"}
    staffed.ok("verify")


def test_the_agency_report(ctrack: Runner) -> None:
    """Each agency stands with what it is late with and silent on; the totals are the home party's."""
    ctrack.ok("agency", "add", "moi", "--name", "Interior")
    ctrack.ok("add", "NAT-1", "--title", "x", "--deadline", "2026-06")
    ctrack.ok("assign", "NAT-1", "KWT-25", "--lead", "moi")
    data = ctrack.data("report", "agency")
    rows = {row["key"]: row for row in data["rows"]}
    assert [row["code"] for row in rows["moi"]["late"]] == ["NAT-1"]
    assert [row["code"] for row in rows["moi"]["silent"]] == ["KWT-25"]
    assert sum(row["total"] for row in data["rows"]) == HOME + 1
    assert rows["none"]["silent"] == []


def test_parts_are_in_the_sum_of_what_they_belong_to(staffed: Runner) -> None:
    """An agency stands with its parts, and theirs, in one sum above them; the total counts each undertaking once."""
    staffed.ok("agency", "add", "police", "--name", "Police", "--parent", "moi")
    staffed.ok("agency", "add", "border", "--name", "Border Police", "--parent", "police")
    staffed.ok("assign", "KWT-25", "--lead", "police")
    staffed.ok("assign", "KWT-26", "--lead", "border")
    staffed.ok("assign", "KWT-21", "--lead", "customs")
    data = staffed.data("report", "agency")
    assert [(row["key"], row["top"], row["total"]) for row in data["rows"]] == [
        ("customs", "customs", 1), ("border", "moi", 1), ("police", "moi", 1), ("none", "none", HOME - 3),
    ]  # fmt: skip
    assert [(row["key"], row["total"]) for row in data["families"]] == [("moi", 2)]
    assert data["whole"]["total"] == HOME
    out = staffed.ok("report", "agency").out
    names = ("Customs", "Interior (moi), with its parts", "– Border", "– Police", "Total")
    places = [out.index(name) for name in names]
    assert places == sorted(places)


def test_refusals(staffed: Runner) -> None:
    """What is not said, not known or the same is refused, and nothing is recorded of a command half right."""
    with nothing_recorded(staffed):
        refused(staffed("assign", "KWT-25"), 2, "--lead")
        refused(staffed("assign", "KWT-25", "--lead", "mio"), 3, "Did you mean moi?")
        refused(staffed("assign", "KWT-25", "KWT-99", "--lead", "moi"), 3, "KWT-99")
        refused(staffed("assign", "+nothing", "--lead", "moi"), 3, "tag nothing")
        refused(staffed("assign", "KWT-25", "--contributing", "moi", "--contributing", "x"), 3, "agency")
        refused(staffed("handover", "--from", "Salem", "--to", "salem"), 2, "same person")
        refused(staffed("handover", "--from", "Salem", "--to", "Noura"), 3, "nothing that is open")
        refused(staffed("handover", "--from", "Salim", "--to", "Noura"), 3, "Did you mean Salem?")


@pytest.mark.slow
def test_a_handover_tells_who_answered_late(anywhere: Runner) -> None:
    """What was met after its date, and what is overdue, is told with its agency; what was overseen goes over too."""
    anywhere.ok("agency", "add", "moi", "--name", "Interior")
    for name in ("Salem", "Noura", "Hind"):
        anywhere.ok("person", "add", name)
    anywhere.ok("add", "NAT-1", "--title", "x", "--deadline", "2026-06")
    anywhere.ok("assign", "KWT-21", "NAT-1", "--person", "Salem", "--lead", "moi")
    anywhere.ok("assign", "KWT-25", "--person", "Hind", "--overseer", "Salem")
    anywhere.ok("update", "KWT-21", "--status", "implemented", "--on", "2026-09-01")
    data = anywhere.data("handover", "--from", "Salem", "--to", "Noura")
    assert [(row["code"], row["agency"], row["due_state"]) for row in data["late"]] == [
        ("KWT-21", "moi", "met_late"),
        ("NAT-1", "moi", "overdue"),
    ]
    assert [row["code"] for row in data["rows"]] == ["NAT-1"]
    assert [row["code"] for row in data["overseen"]] == ["KWT-25"]
    anywhere.ok("undo")
    text = anywhere.ok("handover", "--from", "Salem", "--to", "Noura").out
    assert "1 September 2026" in text
    assert "not yet" in text
    anywhere.ok("verify")


def test_who_only_oversees_can_hand_over(anywhere: Runner) -> None:
    """An overseer without commitments of their own hands over what they oversee; nothing at all is refused."""
    for name in ("Salem", "Noura"):
        anywhere.ok("person", "add", name)
    refused(anywhere("handover", "--from", "Salem", "--to", "Noura"), 3, "Salem")
    anywhere.ok("assign", "KWT-25", "--overseer", "Salem")
    data = anywhere.data("handover", "--from", "Salem", "--to", "Noura")
    assert (data["total"], [row["code"] for row in data["overseen"]]) == (0, ["KWT-25"])


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({}, True),
        ({"agency": None}, False),
        ({"is_open": False}, False),
        ({"updated_on": date(2026, 11, 20)}, False),
        ({"updated_on": date(2026, 1, 1), "is_stale": True}, True),
        ({"updated_on": date(2026, 1, 1), "is_stale": True, "agency": None}, False),
        ({"updated_on": date(2026, 1, 1), "is_stale": True, "is_open": False}, False),
    ],
)
def test_an_agency_is_silent_where_it_owes_a_word(facts: dict[str, Any], expected: bool) -> None:
    """Silent is what is open, led by an agency, and was never spoken of or not for long; all three are needed."""
    row = {"agency": "moi", "is_open": True, "is_stale": False, "updated_on": None} | facts
    told = cast("Callable[[object], bool]", Row.is_silent.fget)
    assert told(SimpleNamespace(**row)) is expected
