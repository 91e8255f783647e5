"""Notes above a level are left out of every report in every format, and it is said of which commitments."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from tests.support.lives import live
from tests.support.runner import Runner

# Each note that the life of the register knows, and the readers who may be told.
NOTES = {"PUBLICNOTE": ("public", "restricted"), "CLOSEDNOTE": ("restricted",), "INNERNOTE": ()}
REPORTS = (
    ("progress",),
    ("progress", "--by", "section,kind"),
    ("progress", "--as-of", "2026-11-20"),
    ("country",),
    ("assessment",),
    ("agency",),
    ("deadlines",),
    ("parties",),
    ("changes", "--since", "2026-01-01"),
    ("one", "KWT-25"),
    ("one", "KWT-26"),
)
FORMATS = ("plain", "json", "csv", "md", "html")


@pytest.fixture(scope="module")
def lived(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Runner:
    """A register with notes of each level, one of them retracted, that no test writes to."""
    path = tmp_path_factory.mktemp("redacting") / "kept.db"
    shutil.copyfile(template, path)
    runner = live(Runner(str(path), path.parent))
    runner.ok("note", "KWT-25", "INNERNOTE again", "--level", "internal")
    runner.ok("undo")
    return runner


@pytest.mark.parametrize("reader", ["public", pytest.param("restricted", marks=pytest.mark.slow)])
@pytest.mark.parametrize("words", REPORTS, ids=" ".join)
def test_nothing_above_the_level_in_any_report(words: tuple[str, ...], reader: str, lived: Runner) -> None:
    """No report in any format holds a word of a note that its reader may not be told."""
    for name in FORMATS:
        out = lived.ok("report", *words, "--redact", reader, "--format", name).out
        for note, readers in NOTES.items():
            assert reader in readers or note not in out, (words, name, note)


@pytest.mark.parametrize("words", [("progress",), ("country",), ("one", "KWT-25")], ids=" ".join)
def test_what_may_be_told_is_told_and_the_rest_is_listed(words: tuple[str, ...], lived: Runner) -> None:
    """The notes of the level stay, and of the others the codes are given, for people and for programs."""
    out = lived.ok("report", *words, "--redact", "public").out
    assert re.search(r"\d notes? withheld, above the level public: .*KWT-25", out)
    assert "KWT-25" in lived.data("report", *words, "--redact", "public")["withheld"]
    whole = lived.ok("report", *words, "--redact", "none").out
    assert "[internal] INNERNOTE" in whole
    assert "withheld" not in whole
    assert words == ("progress",) or "PUBLICNOTE" in out


def test_figures_stay(lived: Runner) -> None:
    """Only words are left out: every count and every status is as without it."""
    redacted, whole = lived.data("report", "--redact", "public"), lived.data("report")
    assert redacted["whole"] == whole["whole"]
    assert redacted["rows"] == whole["rows"]
    assert [event["status"] for event in redacted["events"]] == [event["status"] for event in whole["events"]]
