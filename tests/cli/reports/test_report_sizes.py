"""Every report over nothing, over one commitment and over thousands, in every format."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from ctrack.render.format_names import FORMATS
from tests.cli.reports.test_report_files import multiply, skip_without
from tests.support.runner import Runner

REPORTS = (
    ("progress",), ("progress", "--by", "kind"), ("progress", "--by", "section,kind"),
    ("progress", "--compare", "2026-01-01"), ("deadlines",), ("changes", "--since", "2026-01-01"), ("country",),
    ("agency",), ("parties",), ("assessment",),
)  # fmt: skip
HEAVY = ("pdf", "docx", "xlsx")
# Pages and tables; the others' turn comes with the long suites.
QUICK = ("html", "csv")
SOME = [name if name in QUICK else pytest.param(name, marks=pytest.mark.slow) for name in FORMATS]
NOTHING = ("code:KWT-25", "not", "code:KWT-25")
SIZES = {"nothing": NOTHING, "one": ("code:KWT-25",)}


@pytest.mark.slow
@pytest.mark.parametrize("name", SOME)
@pytest.mark.parametrize("size", SIZES)
def test_of_nothing_and_of_one(size: str, name: str, ctrack: Runner, tmp_path: Path) -> None:
    """An empty filter and a single commitment make a report of each kind, in each format."""
    skip_without(name)
    for place, words in enumerate(REPORTS):
        path = tmp_path / f"{place}.{name}"
        ctrack.ok("report", *words, *SIZES[size], "--format", name, "--output", str(path))
        assert path.read_bytes(), words


@pytest.mark.slow
@pytest.mark.parametrize("words", REPORTS, ids=" ".join)
def test_nothing_says_so(words: tuple[str, ...], ctrack: Runner) -> None:
    """A report of nothing has no table of noughts, but a sentence."""
    out = ctrack.ok("report", *words, *NOTHING).out
    assert "No commitment of" in out or "Nothing" in out or "none" in out.lower() or "compared" in out
    assert "Where the work is" not in out


@pytest.fixture(scope="module")
def many(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Runner:
    """A register with two thousand undertakings of one plan, overdue and done late, that no test writes to."""
    path = tmp_path_factory.mktemp("many") / "many.db"
    shutil.copyfile(template, path)
    runner = Runner(str(path), path.parent)
    runner.ok("add", "OWN-1", "--title", "x" * 80, "--deadline", "2026-10-30")
    runner.ok("update", "OWN-1", "--progress", "10", "--note", "Begun", "--priority", "high")
    multiply(path, "commitment", "id", "code", most=2000)
    multiply(path, "undertaking", "id", "commitment_id", most=2000)
    return runner


@pytest.mark.slow
@pytest.mark.parametrize("name", FORMATS)
def test_of_thousands(name: str, many: Runner, tmp_path: Path) -> None:
    """Two thousand commitments make a report of each kind, in each format, and none of them is lost in a file."""
    skip_without(name)
    for place, words in enumerate(REPORTS):
        path = tmp_path / f"{place}.{name}"
        many.ok("report", *words, "instrument:own", "--format", name, "--output", str(path))
        assert path.read_bytes(), words
        if name in ("plain", "csv", "html") and words[0] in ("deadlines", "country"):
            assert path.read_text("utf-8-sig").count("BIG-") >= 2000, words
