"""OSCAL documents, read back by compliance-trestle, which knows nothing of ctrack."""

from __future__ import annotations

import json
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from ctrack.exchange.oscal_parts import name_token
from tests.cli.promises import refused
from tests.support.lives import live
from tests.support.runner import Runner

KINDS = {
    "oscal-catalog": ("trestle.oscal.catalog", "Catalog", "catalog"),
    "oscal-results": ("trestle.oscal.assessment_results", "AssessmentResults", "assessment-results"),
    "oscal-poam": ("trestle.oscal.poam", "PlanOfActionAndMilestones", "plan-of-action-and-milestones"),
}


def export(runner: Runner, kind: str, *words: str) -> dict[str, Any]:
    """The document of a kind."""
    found = json.loads(runner.ok("export", *words, "--format", kind).out)
    assert list(found) == [KINDS[kind][2]]
    return found[KINDS[kind][2]]  # type: ignore[no-any-return]


@pytest.mark.slow
def test_another_program_reads_it(ctrack: Runner, tmp_path: Path) -> None:
    """Each kind of document is one for an independent reader, in any language and whatever its texts are."""
    pytest.importorskip("trestle", reason="the extra oscal is not installed")
    live(ctrack)
    ctrack.ok("add", "67.1", "--instrument", "2030-agenda", "--title", " A\u2028line  \u202e", "--deadline", "2027")
    path = tmp_path / "document.json"
    for kind, (module, name, _key) in KINDS.items():
        for language in ("en", "ar"):
            words = ("--lang", language, "export", "--format", kind)
            ctrack.ok(*words, "--output", str(path), "--force")
            read = getattr(import_module(module), name).oscal_read(path)
            assert "1.1.3" in repr(read.metadata.oscal_version)
            assert path.read_text("utf-8") == ctrack.ok(*words).out


def test_a_catalog_has_groups_and_controls(ctrack: Runner) -> None:
    """Instruments and sections are groups, commitments are controls with their text as a statement, `oscal` is that."""
    (whole,) = export(ctrack, "oscal-catalog", "instrument:kuwait-2024")["groups"]
    assert (whole["id"], whole["class"]) == ("kuwait-2024", "instrument")
    controls = {control["id"]: control for part in whole["groups"] for control in part["controls"]}
    assert len(controls) == 28
    statement, *_others = controls["KWT-25"]["parts"]
    shown = ctrack.data("show", "KWT-25")
    assert (statement["name"], statement["prose"]) == ("statement", shown["title"])
    assert {part["class"] for part in controls["KWT-25"]["parts"] if part["name"] == "title"} == {"ar", "fr"}
    assert export(ctrack, "oscal-catalog") == json.loads(ctrack.ok("export", "-f", "oscal").out)["catalog"]


def test_nothing_is_found_where_nobody_looked(ctrack: Runner) -> None:
    """A finding is of what was reported and counts: met or not, and what does not apply is neither."""
    for code, status in (("KWT-25", "implemented"), ("KWT-26", "in_progress"), ("KWT-21", "not_applicable")):
        ctrack.ok("update", code, "--status", status)
    (result,) = export(ctrack, "oscal-results", "KWT-25,KWT-26,KWT-21,KWT-20")["results"]
    found = {item["target"]["target-id"]: item["target"]["status"]["state"] for item in result["findings"]}
    assert found == {"KWT-25_smt": "satisfied", "KWT-26_smt": "not-satisfied"}
    (selection,) = result["reviewed-controls"]["control-selections"]
    assert {item["control-id"] for item in selection["include-controls"]} == {"KWT-25", "KWT-26", "KWT-21"}
    refused(ctrack("export", "KWT-20", "--format", "oscal-results"), 3, "oscal-catalog")


def test_a_plan_keeps_the_deadline_of_the_text(ctrack: Runner) -> None:
    """A target of one's own is a milestone, and the date that counts stays the deadline; what is done is no item."""
    ctrack.ok("add", "NAT-1", "--instrument", "national", "--title", "A law", "--deadline", "2026-06")
    ctrack.ok("update", "NAT-1", "--target", "2027-03")
    ctrack.ok("update", "KWT-25", "--status", "implemented")
    plan = export(ctrack, "oscal-poam", "NAT-1,KWT-25")
    (item,), (risk,) = plan["poam-items"], plan["risks"]
    assert item["title"] == "NAT-1 A law"
    assert risk["deadline"] == "2026-06-30T23:59:59+00:00"
    (milestone,) = risk["remediations"][0]["tasks"]
    assert milestone["timing"]["on-date"]["date"] == "2027-03-31T23:59:59+00:00"
    refused(ctrack("export", "KWT-25", "--format", "oscal-poam"), 3, "nothing is still to be done")


@pytest.mark.parametrize(("text", "token"), [("KWT-25", "KWT-25"), ("67.1", "c-67.1"), ("A (b)", "A_20__28_b_29_")])
def test_names_are_tokens(text: str, token: str) -> None:
    """A code is an identifier of OSCAL as it is, or in a form that no other code has."""
    assert name_token(text) == token
