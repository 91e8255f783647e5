"""A report set into a document of one's own, as somebody orders it."""

from __future__ import annotations

import zipfile
from importlib.util import find_spec
from pathlib import Path

import docx
import pytest
from pypdf import PdfReader

from tests.cli.promises import nothing_recorded, refused
from tests.support.runner import Runner


@pytest.fixture
def own(ctrack: Runner, tmp_path: Path) -> Path:
    """The document to begin with."""
    ctrack.ok("report", "template", str(tmp_path / "own"))
    return tmp_path / "own" / "ministry.docx"


@pytest.mark.slow
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


@pytest.mark.slow
@pytest.mark.skipif(not find_spec("typst"), reason="typst is not installed")
def test_the_look_of_a_pdf(ctrack: Runner, own: Path, tmp_path: Path) -> None:
    """Margins and a letterhead of one's own are on the paper, which can be checked by that look and by no other."""
    style, paper = own.parent / "style.typ", tmp_path / "x.pdf"
    plain = style.read_text("utf-8")
    style.write_text(
        plain.replace("side-margin = 20mm", "side-margin = 40mm").replace(
            "= none", '= said.at("ministry", default: "")'
        )
    )
    words = ("report", "--template", str(own.parent), "--head", "ministry=Sea and Sky", "--output", str(paper))
    ctrack.ok(*words)
    pages = PdfReader(paper).pages
    assert pages[0].extract_text().startswith("Sea and Sky")
    refused(ctrack("verify", str(paper)), 2, "--template FOLDER")
    assert "nothing in it was changed" in ctrack.ok("verify", str(paper), "--template", str(own.parent)).out
    style.write_text(plain)
    refused(ctrack("verify", str(paper), "--template", str(own.parent)), 4, "was changed since")


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("style.typ", "#let (", "unclosed delimiter"),
        ("style.typ", '#import "@preview/cetz:0.3.0"', "asks for a package"),
        ("style.typ", '#let letterhead(said) = read("/etc/hostname")', "not found"),
        ("logo.png", None, "leads elsewhere"),
        ("other.typ", "", "there is no style.typ"),
    ],
)
@pytest.mark.skipif(not find_spec("typst"), reason="typst is not installed")
def test_a_look_that_cannot_be(ctrack: Runner, tmp_path: Path, name: str, content: str | None, said: str) -> None:
    """What is broken, reaches out of its folder or has no style is refused in one sentence, without a paper."""
    folder = tmp_path / "look"
    folder.mkdir()
    if name == "logo.png":
        (folder / "style.typ").write_text("")
    if content is None:
        (folder / name).symlink_to("/etc/hostname")
    else:
        (folder / name).write_text(content)
    with nothing_recorded(ctrack):
        refused(ctrack("report", "--template", str(folder), "--output", str(tmp_path / "x.pdf")), 4, said)
    assert not (tmp_path / "x.pdf").exists()


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
        for path, said in ((broken, "no whole document"), (tmp_path / "none.docx", "No such")):
            refused(ctrack("report", "--template", str(path), "--output", str(paper)), 4, str(path), said)
        refused(ctrack("report", "--template", str(own), "--format", "html"), 2, "add --format docx")
        refused(ctrack("report", "--template", str(tmp_path), "--output", str(paper)), 2, "add --format pdf")
        refused(ctrack("report", "template"), 2, "report template FOLDER")
        refused(ctrack("report", "template", str(own.parent)), 4, "ministry.docx", "--force")
    assert not paper.exists()


@pytest.mark.parametrize(
    ("part", "how"), [("word/styles.xml", "cut"), ("word/styles.xml", "other"), ("_rels/.rels", "gone")]
)
def test_a_damaged_template(ctrack: Runner, own: Path, tmp_path: Path, part: str, how: str) -> None:
    """A part that is cut off, is missing or is another is refused with the name of the template; no paper is kept."""
    broken = tmp_path / "broken.docx"
    with zipfile.ZipFile(own) as source, zipfile.ZipFile(broken, "w") as target:
        for name in source.namelist():
            text = source.read(name)
            if name != part or how != "gone":
                target.writestr(name, text if name != part else text[:-40] if how == "cut" else b"<x/>")
    with nothing_recorded(ctrack):
        outcome = ctrack("report", "--template", str(broken), "--output", str(tmp_path / "x.docx"))
    refused(outcome, 4, "broken.docx")
    assert not (tmp_path / "x.docx").exists()
