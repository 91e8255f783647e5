"""What leaves the house withholds internal notes, says so, and carries its classification on every page."""

from __future__ import annotations

import io
import re
import shutil
import zipfile
from pathlib import Path

import pytest

from tests.cli.promises import refused
from tests.support.papers import run_tool
from tests.support.runner import Runner

NOTES = {"public": "OPENWORDS", "restricted": "CLOSEDWORDS", "internal": "INNERWORDS"}
REPORTS = (("progress",), ("assessment",), ("one", "KWT-25"), ("agency",), ("changes", "--since", "2026-01-01"))
TEXTS = ("plain", "md", "html", "json", "csv", "tsv", "table")
# The others are written as one of these is; their turn comes with the long suites.
QUICK = ("md", "json", "csv")


@pytest.fixture(scope="module")
def noted(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Runner:
    """A register with a note of each level, of which KWT-26 has the internal one alone, that no test writes to."""
    path = tmp_path_factory.mktemp("levels") / "noted.db"
    shutil.copyfile(template, path)
    runner = Runner(str(path), path.parent)
    for level, words in NOTES.items():
        runner.ok("note", "KWT-25", words, "--level", level)
    runner.ok("note", "KWT-26", "INNERALONE", "--level", "internal")
    runner.ok("person", "add", "Salem")
    runner.ok("person", "add", "Noura")
    runner.ok("assign", "KWT-25", "--person", "Salem")
    return runner


@pytest.fixture(params=[name if name in QUICK else pytest.param(name, marks=pytest.mark.slow) for name in TEXTS])
def form(request: pytest.FixtureRequest) -> str:
    """Each format of text in turn."""
    return str(request.param)


@pytest.mark.parametrize("words", [*(("report", *words) for words in REPORTS), ("show", "KWT-25"), ("log",),
                                   ("handover", "--from", "Salem", "--to", "Noura", "--dry-run")],
                         ids=" ".join)  # fmt: skip
def test_a_file_holds_no_internal_note(words: tuple[str, ...], form: str, noted: Runner, tmp_path: Path) -> None:
    """--output leaves internal notes out unless --redact none is asked for, whatever the command and the format."""
    told, whole = tmp_path / "told", tmp_path / "whole"
    noted.ok(*words, "--format", form, "--output", str(told))
    noted.ok(*words, "--format", form, "--output", str(whole), "--redact", "none")
    assert "INNER" not in told.read_text("utf-8")
    if words[0] in ("show", "handover") or words[:2] == ("report", "one"):
        has_no_notes = {"show": ("csv", "tsv"), "handover": ("csv", "tsv", "json")}.get(words[0], ())
        assert form in has_no_notes or "INNERWORDS" in whole.read_text("utf-8")


def test_the_screen_shows_all_with_their_levels(noted: Runner) -> None:
    """What is not sent anywhere shows every note behind its level."""
    for words in (("show", "KWT-25"), ("report",), ("report", "one", "KWT-25")):
        out = noted.ok(*words).out
        for level, note in NOTES.items():
            assert f"[{level}] {note}" in out, words


def test_a_national_report_is_public(noted: Runner) -> None:
    """`report country` tells public notes alone unless it is asked for more, also on the screen."""
    out = noted.ok("report", "country", "instrument:kuwait-2024").out
    assert "OPENWORDS" in out
    assert "[public]" not in out
    assert "CLOSEDWORDS" not in out
    assert "INNER" not in out
    assert "INNERALONE" in noted.ok("report", "country", "--redact", "none").out


def test_what_is_withheld_is_not_nothing(noted: Runner) -> None:
    """A commitment whose only note is withheld says so; it is not to be written, and nothing was not said of it."""
    out = noted.ok("report", "country", "code:KWT-26").out
    assert "[1 note withheld]" in out
    assert "Not reported yet" not in out
    draft = noted.ok("report", "country", "code:KWT-26", "--blanks").out
    assert "nothing has been said" not in draft
    assert re.search("To be written +0", draft)
    assert "1 note withheld, above the level public: KWT-26." in out
    progress = noted.ok("report", "--redact", "public", "code:KWT-26").out
    assert "[1 note withheld]" in progress


@pytest.mark.parametrize(
    "words",
    [("list",), ("report",), pytest.param(("report", "country"), marks=pytest.mark.slow), ("due",)],
    ids=" ".join,
)
def test_a_filter_confirms_nothing(words: tuple[str, ...], noted: Runner) -> None:
    """`note:` looks only into what may be told, so that nobody guesses at the rest word by word."""

    def count(*more: str) -> int:
        data = noted.data(*words, *more)
        chapters = [part for chapter in data.get("instruments", []) for part in chapter["sections"]]
        return int(data.get("total", 0)) + sum(len(section["passages"]) for section in chapters)

    if words == ("due",):
        assert count("note:INNERALONE", "--redact", "public") == 0
        return
    assert count("note:INNERALONE", "--redact", "none") == 1
    for level in ("public", "restricted"):
        assert count("note:INNERALONE", "--redact", level) == 0
        both = ("note:any", "code:KWT-25,KWT-26", "party:NFP")
        assert count(*both, "--redact", level) == 1
    assert count("note:CLOSEDWORDS", "--redact", "restricted") == 1
    assert count("note:CLOSEDWORDS", "--redact", "public") == 0
    assert count("note:none", "--redact", "public") > count("note:none", "--redact", "none")


def test_a_filter_for_a_file_confirms_nothing(noted: Runner, tmp_path: Path) -> None:
    """A listing that goes to a file does not find by an internal note either."""
    noted.ok("list", "note:INNERALONE", "--output", str(tmp_path / "x.csv"))
    assert "KWT-26" not in (tmp_path / "x.csv").read_text("utf-8-sig")
    assert "KWT-26" in noted.ok("list", "note:INNERALONE").out


@pytest.mark.parametrize(("asked", "word"), [
    ((), "restricted"),
    pytest.param(("--redact", "public"), "public", marks=pytest.mark.slow),
    pytest.param(("--redact", "none"), "internal", marks=pytest.mark.slow),
])  # fmt: skip
def test_every_page_has_its_classification(asked: tuple[str, ...], word: str, noted: Runner, tmp_path: Path) -> None:
    """PDF, Word, Excel and HTML name the level at the head or the foot of every page, texts at their end."""
    said = f"Classification: {word}"
    for words in (("report", "instrument:kuwait-2024"), ("show", "KWT-25"), ("list", "instrument:kuwait-2024")):
        for name in ("pdf", "docx", "xlsx", "html", "md", "plain"):
            path = tmp_path / f"{'-'.join(words)}.{name}".replace(":", "-")
            noted.ok(*words, *asked, "--format", name, "--output", str(path))
            assert find_on_pages(path, name, said), (words, name)


def find_on_pages(path: Path, name: str, said: str) -> bool:
    """Whether a paper says it at the head or the foot of each of its pages, or sheets."""
    if name == "docx":
        parts = zipfile.ZipFile(path)
        feet = [parts.read(part).decode() for part in parts.namelist() if "footer" in part]
        return bool(feet) and all(said in re.sub("<[^>]+>", "", foot) for foot in feet)
    if name == "xlsx":
        openpyxl = pytest.importorskip("openpyxl")
        sheets = openpyxl.load_workbook(io.BytesIO(path.read_bytes())).worksheets
        return all(said in f"{sheet.oddFooter.left.text}{sheet.oddFooter.right.text}" for sheet in sheets)
    if name == "pdf":
        pages = run_tool("pdftotext", "-layout", str(path), "-").removesuffix("\f").split("\f")
        return all(said in " ".join(page.split()) for page in pages)
    return said in path.read_text("utf-8")


def test_a_paper_in_arabic_is_classified_in_arabic(noted: Runner, tmp_path: Path) -> None:
    """The classification is in the language of the paper."""
    noted.ok("report", "--lang", "ar", "--format", "html", "--output", str(tmp_path / "x.html"))
    assert "درجة التصنيف: مقيدة" in (tmp_path / "x.html").read_text("utf-8")


def test_a_profile_takes_a_level(noted: Runner) -> None:
    """A profile may say up to which level notes are told; an option goes before it, and a wrong one is refused."""
    folder = noted.home / "config" / "ctrack" / "profiles"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "open.toml").write_text('redact = "public"\nfilter = "code:KWT-25"\n', "utf-8")
    (folder / "wrong.toml").write_text('redact = "pubic"\n', "utf-8")
    assert "CLOSEDWORDS" not in noted.ok("report", "--profile", "open").out
    assert "CLOSEDWORDS" in noted.ok("report", "--profile", "open", "--redact", "restricted").out
    refused(noted("report", "--profile", "wrong"), 2, "pubic", "public")


def test_the_level_of_a_note_is_told(ctrack: Runner) -> None:
    """`note` and `update` answer with the level, and their help says which one goes without saying."""
    assert "[restricted] x" in ctrack.ok("note", "KWT-25", "x").out
    assert "[internal] y" in ctrack.ok("update", "KWT-25", "--note", "y", "--level", "internal").out
    assert ctrack.data("note", "KWT-25", "z")["moves"][0]["level"] == "restricted"
    for command in ("note", "update"):
        assert "restricted (the default)" in " ".join(ctrack.ok(command, "--help").out.split())


@pytest.mark.slow
def test_the_site_is_public(noted: Runner, tmp_path: Path) -> None:
    """Every page of a published site is classified as public and holds public notes alone."""
    noted.ok("publish", str(tmp_path / "site"))
    pages = list((tmp_path / "site").rglob("*.html"))
    assert pages
    texts = {page: page.read_text("utf-8") for page in pages}
    assert not [page for page, text in texts.items() if "INNER" in text or "CLOSEDWORDS" in text]
    assert any("[public] OPENWORDS" in text for text in texts.values())
    one = next(text for page, text in texts.items() if page.name.startswith("KWT-25") and 'lang="en"' in text)
    assert "Classification: public" in one
