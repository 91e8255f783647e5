"""A report set into a document of one's own, as somebody orders it."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest

from tests.cli.promises import nothing_recorded, refused
from tests.support.runner import Runner


@pytest.fixture
def own(ctrack: Runner, tmp_path: Path) -> Path:
    """The document to begin with."""
    ctrack.ok("report", "template", str(tmp_path / "own"))
    return tmp_path / "own" / "ministry.docx"


def test_from_the_first_line_to_the_check(ctrack: Runner, own: Path, tmp_path: Path) -> None:
    """Somebody changes what was written to begin with; the report stands in it, is kept, and can be checked."""
    word = docx.Document(str(own))
    word.paragraphs[0].text = "Ministry of the Sea, {{country}}"
    word.save(str(own))
    paper = tmp_path / "x.docx"
    ctrack.ok("report", "--template", str(own), "--head", "country=Atlantis", "--output", str(paper))
    found = docx.Document(str(paper))
    assert found.paragraphs[0].text == "Ministry of the Sea, Atlantis"
    assert any("Kuwait Declaration 2024" in cell.text for cell in found.element.body.iter() if cell.text)
    assert "nothing in it was changed" in ctrack.ok("verify", str(paper)).out


def test_a_profile_names_it(ctrack: Runner, own: Path, tmp_path: Path) -> None:
    """From the profile's own folder; in another format the profile's template is left aside."""
    folder = ctrack.home / "config" / "ctrack" / "profiles"
    folder.mkdir(parents=True)
    (folder / "sea.toml").write_text('template = "ministry.docx"\n')
    (folder / "ministry.docx").write_bytes(own.read_bytes())
    ctrack.ok("report", "--profile", "sea", "--output", str(tmp_path / "x.docx"))
    assert "template for reports" in docx.Document(str(tmp_path / "x.docx")).paragraphs[0].text
    ctrack.ok("report", "--profile", "sea", "--format", "html")


def test_refusals(ctrack: Runner, own: Path, tmp_path: Path) -> None:
    """What is no template, or goes with no other format, is refused in one sentence, and no paper is made or kept."""
    paper, broken = tmp_path / "x.docx", tmp_path / "broken.docx"
    broken.write_bytes(own.read_bytes()[:-40])
    with nothing_recorded(ctrack):
        for path, said in ((broken, "no whole document"), (tmp_path, "directory"), (tmp_path / "none.docx", "No such")):
            refused(ctrack("report", "--template", str(path), "--output", str(paper)), 4, str(path), said)
        refused(ctrack("report", "--template", str(own), "--format", "html"), 2, "add --format docx")
        refused(ctrack("report", "template"), 2, "report template FOLDER")
        refused(ctrack("report", "template", str(own.parent)), 4, "ministry.docx", "--force")
    assert not paper.exists()
