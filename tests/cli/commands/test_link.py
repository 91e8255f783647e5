"""`ctrack link` and `unlink`: what relates to what, tied, told from both sides and taken away."""

from __future__ import annotations

from typing import Any

import pytest

from tests.cli.promises import nothing_recorded, refused
from tests.support.runner import Runner


def links(ctrack: Runner, code: str) -> dict[str, dict[str, Any]]:
    """The links of a commitment, by what it is linked to."""
    return {link["to"]: link for link in ctrack.data("show", code)["links"]}


def test_a_link_is_told_from_both_sides(ctrack: Runner) -> None:
    """It bears its relation, its reason in both languages, what that rests on, and who confirmed it on which day."""
    reasons = ("--reason", "Part of it", "--reason", "جزء منه")
    said = ctrack.ok("link", "KWT-16", "part_of", "GCTS-P3", *reasons, "--basis", "press").out
    assert "– -> is part of (Part of it · known from the press)" in said
    assert links(ctrack, "KWT-16")["GCTS-P3"] == {
        "relation": "subset",
        "to": "GCTS-P3",
        "title": ctrack.data("show", "GCTS-P3")["titles"],
        "direction": "out",
        "reason": {"en": "Part of it", "ar": "جزء منه"},
        "basis": "press",
        "confirmed_by": "tester",
        "confirmed_on": "2026-11-21",
    }  # fmt: skip
    assert links(ctrack, "GCTS-P3")["KWT-16"]["direction"] == "in"
    shown = ctrack.ok("show", "GCTS-P3").out
    assert shown.index("includes (") < shown.index("KWT-16") < shown.index("overlaps with (")


def test_another_extent_takes_the_place_of_the_first(ctrack: Runner) -> None:
    """Of two commitments one extent holds, from whichever side it is told, and the old reason goes with the old one."""
    ctrack.ok("link", "GCTS-II-13", "equal", "KWT-12", "--reason", "The same")
    link = links(ctrack, "KWT-12")["GCTS-II-13"]
    assert (link["relation"], link["reason"], link["basis"]) == ("equal", {"en": "The same"}, "unchecked")
    ctrack.ok("link", "KWT-12", "implements", "GCTS-II-13")
    assert len([each for each in ctrack.data("show", "KWT-12")["links"] if each["to"] == "GCTS-II-13"]) == 2
    ctrack.ok("unlink", "KWT-12", "equal", "GCTS-II-13")
    assert links(ctrack, "KWT-12")["GCTS-II-13"]["relation"] == "implements"


def test_undo_and_the_past(ctrack: Runner) -> None:
    """A link that was taken away comes back with all that was said of it, and is there as of the days before."""
    before = links(ctrack, "KWT-12")["GCTS-II-13"]
    assert before["reason"]["ar"]
    ctrack.ok("unlink", "KWT-12", "GCTS-II-13", CTRACK_NOW="2026-12-01T08:00:00+00:00")
    assert "GCTS-II-13" not in links(ctrack, "KWT-12")
    past = ctrack.data("show", "KWT-12", "--known-at", "2026-11-25", CTRACK_NOW="2026-12-02T08:00:00+00:00")
    assert "GCTS-II-13" in {link["to"] for link in past["links"]}
    ctrack.ok("verify")
    ctrack.ok("undo")
    assert links(ctrack, "KWT-12")["GCTS-II-13"] == before
    ctrack.ok("redo")
    ctrack.ok("link", "KWT-12", "جزء_من", "gcts-2006", CTRACK_NOW="2026-12-03T08:00:00+00:00")
    then = ctrack.data("show", "KWT-12", "--as-of", "2026-11-25", CTRACK_NOW="2026-12-04T08:00:00+00:00")
    assert "gcts-2006" not in {link["to"] for link in then["links"]}
    ctrack.ok("verify")


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("KWT-12", "GCTS-II-13"), 2, "Write a code, how it relates, and another code"),
        (("KWT-12", "subst", "GCTS-II-13"), 2, "subst is no relation. Did you mean subset"),
        (("KWT-12", "subset", "GCTS-II-13"), 4, "KWT-12 and GCTS-II-13 are linked so already"),
        (("GCTS-II-13", "superset", "KWT-12"), 4, "GCTS-II-13 and KWT-12 are linked so already"),
        (("KWT-12", "equal", "kwt-12"), 4, "KWT-12 cannot be linked to itself"),
        (("KWT-12", "equal", "kuwait-2024"), 4, "KWT-12 cannot be linked to itself, nor to the instrument"),
        (("KWT-12", "equal", "NOWHERE-1"), 3, "NOWHERE-1 is neither a commitment nor an instrument"),
        (("KWT-12", "equal", "GCTS-II-16", "--basis", "rumour"), 2, "--basis cannot be rumour"),
    ],
)
def test_refusals(ctrack: Runner, words: tuple[str, ...], code: int, said: str) -> None:
    """What cannot be linked is refused in one sentence, and nothing is recorded."""
    with nothing_recorded(ctrack):
        refused(ctrack("link", *words), code, said)
        refused(ctrack("unlink", "KWT-12", "equal", "GCTS-II-13"), 3, "KWT-12 and GCTS-II-13 are not linked so")
        ctrack.ok("link", "KWT-12", "equal", "GCTS-II-16", "--dry-run")


@pytest.mark.slow
def test_a_report_counts_once_what_asks_the_same(ctrack: Runner) -> None:
    """Of commitments linked as equal the one that stands furthest is counted, which the paper says and verify finds."""
    plain = ctrack.data("report")
    assert "once" not in plain
    ctrack.ok("update", "GCTS-IV-2", "--status", "implemented")
    once = ctrack.data("report", "--once")
    assert once["whole"]["total"] == plain["whole"]["total"] - 1
    assert once["whole"]["counts"]["implemented"] == 1
    assert {"party": "NFP", "code": "GCTS-IV-2", "others": ["GCTS-A3"]} in once["once"]
    assert "Counted once: 3 commitments" in ctrack.ok("report", "--once").out
    path = ctrack.home / "once.html"
    ctrack.ok("report", "--once", "-o", str(path))
    assert "it says the same" in ctrack.ok("verify", str(path)).out
    refused(ctrack("report", "deadlines", "--once"), 2, "takes no --once")
    for link in once["once"]:
        for other in link["others"]:
            ctrack.ok("unlink", link["code"], other)
    assert "everything is counted for itself" in ctrack.ok("report", "--once").out
