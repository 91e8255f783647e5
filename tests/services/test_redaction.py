"""Notes above a level are left out of every report in every format, and it is said of which commitments."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from ctrack.domain.records.undertakings import EntryRecord, UpdateRecord
from ctrack.domain.vocabulary import Level
from ctrack.services.redaction import redact_entry, redact_update
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


@pytest.mark.slow
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
    assert re.search(r"\[internal\]\s+INNERNOTE", whole)
    assert "withheld" not in whole
    assert words == ("progress",) or "PUBLICNOTE" in out


def test_figures_stay(lived: Runner) -> None:
    """Only words are left out: every count and every status is as without it."""
    redacted, whole = lived.data("report", "--redact", "public"), lived.data("report")
    assert redacted["whole"] == whole["whole"]
    assert redacted["rows"] == whole["rows"]
    assert [event["status"] for event in redacted["events"]] == [event["status"] for event in whole["events"]]


def withheld(**fields: object) -> UpdateRecord:
    """A status update of the level internal."""
    update = UpdateRecord(
        id=1, number=2, party="NFP", status=None, progress=None, effective="2026-11-21",
        recorded_at="2026-11-21T09:00:00.000000Z", author="tester", voice="agency", note={"en": "INNERNOTE"},
        level="internal", target=None, sources=[{"en": "INNERSOURCE"}], verification=None, retracts=None,
        is_retracted=False,
    )  # fmt: skip
    return replace(update, **fields)  # type: ignore[arg-type]


@pytest.mark.parametrize("note", [{"en": "INNERNOTE"}, None])
def test_a_note_is_withheld_with_its_sources(note: dict[str, str] | None) -> None:
    """What a withheld note cites goes with it, and is withheld where it stands without a note too."""
    told = redact_update(withheld(note=note), "public")
    assert (told.note, told.sources) == (None, [])


@pytest.mark.parametrize(("level", "reader"), [("internal", None), ("internal", "internal"), ("public", "public")])
def test_who_may_be_told_is_told_all(level: str, reader: str | None) -> None:
    """A reader of the level, and one without any level, reads the note with its sources."""
    update = withheld(level=level)
    assert redact_update(update, reader) == update


def test_an_update_without_words_is_nothing_withheld() -> None:
    """A status update that has neither note nor sources is told as it is, whatever its level."""
    update = withheld(note=None, sources=[])
    assert redact_update(update, Level.PUBLIC.value) is update


def entry(level: str) -> EntryRecord:
    """The entry of a command that recorded a note with a source."""
    after = {"level": level, "status": "in_progress", "note": {"en": "INNERNOTE"}, "note_folded": "innernote",
             "sources": [{"en": "INNERSOURCE"}]}  # fmt: skip
    changes = [{"table": "status_update", "id": 1, "label": "KWT-25 NFP", "before": None, "after": after}]
    return EntryRecord(2, str(date(2026, 11, 21)), "tester", "note", "note KWT-25 INNERNOTE", None, None, changes, "")


def test_the_journal_withholds_a_note_its_search_words_and_its_sources() -> None:
    """An entry keeps what is no word of the note; the command is named without what was typed after it."""
    told = redact_entry(entry("internal"), "restricted")
    assert told.detail == "note"
    assert told.changes[0]["after"] == {
        "level": "internal", "status": "in_progress", "note": None, "note_folded": None, "sources": None,
    }  # fmt: skip
    assert redact_entry(entry("restricted"), "restricted") == entry("restricted")


def test_what_is_undone_is_told_without_its_notes(ctrack: Runner) -> None:
    """An undo for other readers tells the figures, and no words that are not for them."""
    ctrack.ok("update", "KWT-25", "--progress", "40", "--note", "INNERNOTE", "--level", "internal")
    out = ctrack.ok("undo", "--redact", "public").out
    assert "40%" in out
    assert "INNERNOTE" not in out
