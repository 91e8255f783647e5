"""Words of an instrument's own: taken for its undertakings, kept as they were said, shown with what is lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.promises import refused
from tests.support.runner import Runner

OWN_FILE = """\
schema = 1
slug = "peer-review"
kind = "other"
title.en = "Peer review"
{scale}
[[section]]
slug = "all"
title.en = "All"

[[commitment]]
code = "PR-1"
section = "all"
kind = "action"
title.en = "Do it"
verification = "unchecked"
"""
OWN_SCALE = """\
[own_scale]
title.en = "Lights"
[[own_scale.word]]
key = "green"
name = {{ en = "Green", fr = "Vert" }}
status = "{status}"
[[own_scale.word]]
key = "amber"
name.en = "Amber"
loss.en = "Says nothing of ours."
[[own_scale.back]]
status = "implemented"
word = "{back}"
"""


def test_a_word_of_the_scale_is_recorded_with_its_status_and_its_loss(ctrack: Runner) -> None:
    """The word is kept, the status follows by the crosswalk, and what that loses is said; undo takes both back."""
    ctrack("edit", "kuwait-2024", "--scale", "ogp")
    said = ctrack("update", "KWT-25", "--status", "Substantial").out
    assert "-> partially implemented" in said
    assert "partially implemented may also be a little" in said
    ctrack("update", "KWT-25", "--progress", "70")
    row = ctrack("--format", "json", "show", "KWT-25").data
    assert (row["status"], row["own_status"], row["progress"]) == ("partially_implemented", "substantial", 70)
    assert [item["code"] for item in ctrack("--format", "json", "list", "rating:substantial").data["rows"]] == [
        "KWT-25"
    ]
    ctrack("update", "KWT-25", "--status", "implemented")
    assert "≈ Complete" in ctrack("list", "--scale", "KWT-25").out
    ctrack("undo")
    assert ctrack("--format", "json", "show", "KWT-25").data["own_status"] == "substantial"
    assert "Substantial" in ctrack("report", "--scale", "instrument:kuwait-2024").out
    assert ctrack("verify").code == 0


def test_a_word_without_a_counterpart_leaves_the_status(ctrack: Runner) -> None:
    """What stands for no status is recorded, and nothing else moves; one of the position sets the position."""
    ctrack("edit", "kuwait-2024", "--scale", "ogp")
    ctrack("start", "KWT-25")
    ctrack("update", "KWT-25", "--status", "no evidence available")
    row = ctrack("--format", "json", "show", "KWT-25").data
    assert (row["status"], row["own_status"]) == ("in_progress", "no_evidence_available")
    ctrack("edit", "kuwait-2024", "--scale", "upr")
    ctrack("update", "KWT-26", "--status", "noted")
    row = ctrack("--format", "json", "show", "KWT-26").data
    assert (row["status"], row["position"], row["own_status"]) == ("not_reported", "noted", None)


def test_other_words_are_refused_with_those_of_the_scale(ctrack: Runner) -> None:
    """Without a scale the refusal is that of before; with one its words are told."""
    refused(ctrack("update", "KWT-25", "--status", "substantial"), 2, "--status", "in_progress")
    ctrack("edit", "kuwait-2024", "--scale", "ogp")
    refused(ctrack("update", "KWT-25", "--status", "supported"), 2, "ogp", "substantial", "in_progress")
    refused(ctrack("edit", "kuwait-2024", "--scale", "unheard-of"), 3, "ccpr", "fatf")


def test_a_file_has_a_scale_of_its_own(ctrack: Runner, tmp_path: Path) -> None:
    """[own_scale] is taken in with its words, in languages beyond two."""
    file = tmp_path / "own.toml"
    file.write_text(OWN_FILE.format(scale=OWN_SCALE.format(status="implemented", back="green")), encoding="utf-8")
    assert ctrack("instrument", "add", str(file)).code == 0
    ctrack("update", "PR-1", "--status", "vert")
    row = ctrack("--format", "json", "show", "PR-1").data
    assert (row["status"], row["own_status"], row["scale"]) == ("implemented", "green", "own")


@pytest.mark.parametrize(
    ("scale", "line", "reason"),
    [
        ('scale = "fatf"\n' + OWN_SCALE.format(status="implemented", back="green"), 5, "two scales"),
        ('scale = "fatv"\n', 5, "there is no scale fatv"),
        (OWN_SCALE.format(status="finished", back="green"), 10, "must be one of"),
        (OWN_SCALE.format(status="implemented", back="red"), 17, "there is no word red"),
    ],
)
def test_a_wrong_scale_is_refused_with_its_line(
    ctrack: Runner, tmp_path: Path, scale: str, line: int, reason: str
) -> None:
    """Two scales, an unknown one, a status or a word that is not there: the line and the reason are told."""
    file = tmp_path / "own.toml"
    file.write_text(OWN_FILE.format(scale=scale), encoding="utf-8")
    refused(ctrack("instrument", "check", str(file)), 4, f"line {line}", reason)
