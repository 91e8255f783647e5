"""`ctrack verify` of a paper: each third of its fingerprint, and every figure of its file."""

from __future__ import annotations

import io
import json
import re
import zipfile
from importlib.util import find_spec
from pathlib import Path

import pytest

from ctrack.exchange.paper_files import read_content
from tests.cli.promises import refused
from tests.support.runner import Runner

FILES = ("html", "docx", "xlsx", "json", "pdf")
LATER = {"CTRACK_NOW": "2027-03-01T09:00:00+00:00"}


@pytest.fixture
def spoken(ctrack: Runner) -> Runner:
    """A register in which something was said."""
    ctrack.ok("update", "KWT-21", "--status", "implemented", "--note", "Held in Kuwait")
    return ctrack


def go_on(runner: Runner) -> None:
    """Let the register go on, so that what it says now is something else."""
    runner.ok("update", "KWT-21", "--status", "in_progress", "--priority", "high", **LATER)
    runner.ok("add", "OWN-1", "--title", "Something of ours", **LATER)
    runner.ok("party", "add", "KW", **LATER)
    runner.ok("party", "home", "KW", **LATER)


@pytest.mark.slow
def test_the_last_third_is_checked(spoken: Runner, tmp_path: Path) -> None:
    """A paper that was kept is made again; of another content nothing is said to be unchanged."""
    spoken.ok("report", "--output", str(tmp_path / "a.html"))
    mark = spoken.data("report", "--redact", "restricted")["fingerprint"]
    go_on(spoken)
    done = spoken.ok("verify", mark, **LATER)
    assert "it says the same" in done.out
    assert "It is report 1." in done.out
    false = spoken("verify", f"{mark[:-8]}DEADBEEF", **LATER)
    assert false.code == 6
    assert "Only this part could be checked" in false.out
    assert "says the same" not in false.out
    assert spoken("verify", mark.rpartition("-")[0], **LATER).code == 6


@pytest.mark.slow
@pytest.mark.parametrize(
    "words",
    [
        (), ("country", "--redact", "public"), ("one", "KWT-21"), ("--compare", "2026-01-01"),
        ("--as-of", "2026-06-30"), ("--known-at", "2026-11-21"),
        *(
            pytest.param(words, marks=pytest.mark.slow)
            for words in (("deadlines",), ("kind:event", "--by", "section,kind"), ("agency",), ("parties",),
                          ("assessment",), ("changes", "--since", "1"))
        ),
    ],
    ids=" ".join,
)  # fmt: skip
def test_a_report_that_was_not_kept(spoken: Runner, words: tuple[str, ...]) -> None:
    """With the words that it was ordered with every report is made again, whatever was recorded since."""
    mark = spoken.data("report", *words)["fingerprint"]
    go_on(spoken)
    day = () if {"--as-of", "--known-at"} & set(words) else ("--as-of", "2026-11-21")
    assert "it says the same" in spoken.ok("verify", mark, "--report", *words, *day, **LATER).out
    outcome = spoken("verify", f"{mark[:-8]}DEADBEEF", "--report", *words, *day, **LATER)
    refused(outcome, 7, f"has the fingerprint {mark}")


def spoil(path: Path, kind: str) -> None:
    """Let the paper say 9 of so many where it says 1 of them, as somebody would who edits the file."""
    content = path.read_bytes()
    if kind in ("html", "json"):
        old, new = (
            (rb"\(1 of (\d+)\)", rb"(9 of \1)") if kind == "html" else (b'"implemented": 1,', b'"implemented": 9,')
        )
        changed, times = re.subn(old, new, content, count=1)
        assert times == 1
        path.write_bytes(changed)
        return
    out = io.BytesIO()
    found = 0
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(out, "w") as target:
        for item in source.infolist():
            part = source.read(item)
            if item.filename in ("word/document.xml", "xl/worksheets/sheet2.xml"):
                part, times = re.subn(rb"\b1 of (\d+)", rb"9 of \1", part)
                found += times
            target.writestr(item, part)
    assert found
    path.write_bytes(out.getvalue())


@pytest.mark.parametrize(
    "kind", [kind if kind == "html" else pytest.param(kind, marks=pytest.mark.slow) for kind in FILES]
)
def test_a_file_is_checked_whole(spoken: Runner, tmp_path: Path, kind: str) -> None:
    """What a file says of its making is enough to make it again; a figure that was changed is found and named."""
    if kind == "pdf" and not (find_spec("typst") and find_spec("pypdf")):
        pytest.skip("typst is not installed")
    path = tmp_path / f"a.{kind}"
    spoken.ok("report", "instrument:kuwait-2024", "--output", str(path))
    go_on(spoken)
    done = spoken.ok("verify", str(path), **LATER)
    assert "it says the same" in done.out
    assert "It is the very file of report 1." in done.out
    if kind != "pdf":
        spoil(path, kind)
        refused(spoken("verify", str(path), **LATER), 7, "at entry 2", "9", "1")


@pytest.mark.slow
def test_a_figure_of_a_pdf(spoken: Runner, tmp_path: Path) -> None:
    """The lines of a PDF are compared with those of the paper made again, and the first that differs is named."""
    pytest.importorskip("typst")
    path, other = tmp_path / "a.pdf", tmp_path / "b.pdf"
    spoken.ok("add", "NAT-1", "--title", "x", "--deadline", "2026-06")
    spoken.ok("report", "deadlines", "--output", str(path))
    spoken.ok("update", "NAT-1", "--status", "implemented")
    spoken.ok("report", "deadlines", "--output", str(other))
    from ctrack.exchange.paper_files import pdf_paper

    seal = json.dumps(pdf_paper.read(path.read_bytes()).seal)
    real = pdf_paper.read

    def forged(content: bytes) -> object:
        found = real(content)
        return type(found)(json.loads(seal), found.lines)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(pdf_paper, "read", forged)
        refused(spoken("verify", str(other)), 7, "at entry 3. Overdue:", "Overdue 0", "Overdue 1")


def test_a_commitment_is_named_by_its_code(spoken: Runner, tmp_path: Path) -> None:
    """Where a row says something else, the sentence names the commitment, and both sayings."""
    path = tmp_path / "a.json"
    spoken.ok("report", "deadlines", "party:NFP", "--output", str(path))
    envelope = json.loads(path.read_text("utf-8"))
    (row,) = (row for row in envelope["data"]["rows"] if row["code"] == "KWT-22")
    row["status"] = "implemented"
    path.write_text(json.dumps(envelope), "utf-8")
    refused(spoken("verify", str(path)), 7, "KWT-22: the paper says", "implemented", "not_reported")


def test_a_seal_that_was_changed(spoken: Runner, tmp_path: Path) -> None:
    """Who changes how the paper says that it was ordered changes what it is held against."""
    path = tmp_path / "a.html"
    spoken.ok("report", "kind:event", "--output", str(path))
    page = path.read_text("utf-8")
    path.write_text(page.replace("kind:event&quot;", "kind:norm&quot;"), "utf-8")
    assert spoken("verify", str(path)).code == 7
    path.write_text(page.replace("ctrack-seal", "other"), "utf-8")
    refused(spoken("verify", str(path)), 3, "does not say how this report was ordered")


@pytest.mark.slow
def test_what_is_no_paper(spoken: Runner, tmp_path: Path) -> None:
    """A file that is missing, or is something else, is refused with its name."""
    refused(spoken("verify", str(tmp_path / "a.pdf")), 1, "a.pdf")
    for kind in FILES:
        path = tmp_path / f"b.{kind}"
        path.write_bytes(b"nothing of ours")
        assert spoken("verify", str(path)).code in (3, 4), kind
    refused(spoken("verify", "--report", "deadlines"), 3, "looks like")
    assert spoken("verify", "--report").code == 2


@pytest.mark.slow
def test_two_languages_in_one_file(spoken: Runner, tmp_path: Path) -> None:
    """A paper in two languages is made again in both."""
    pytest.importorskip("typst")
    path = tmp_path / "a.pdf"
    spoken.ok("report", "deadlines", "--bilingual", "--output", str(path))
    assert "the very file" in spoken.ok("verify", str(path)).out
    assert spoken.data("report", "history")["rows"][0]["language"] == "en+ar"


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["docx", "html", "xlsx"])
def test_two_languages_in_other_papers(spoken: Runner, tmp_path: Path, kind: str) -> None:
    """Word, a page and a workbook hold both languages, whichever two, and are made again from their seal."""
    path = tmp_path / f"a.{kind}"
    spoken.ok("report", "deadlines", "--bilingual", "--lang", "ar,es", "--output", str(path))
    assert "the very file" in spoken.ok("verify", str(path)).out
    assert spoken.data("report", "history")["rows"][0]["language"] == "ar+es"
    text = "\n".join(" ".join(line) for line in read_content(kind, path.read_bytes(), kind).lines)
    assert "الالتزام" in text
    assert "Compromiso" in text


def test_known_at_stands_on_the_paper(spoken: Runner, tmp_path: Path) -> None:
    """A paper by what was known on another day says so, in its text, its data, its foot and its fingerprint."""
    plain, known = spoken.data("report", **LATER), spoken.data("report", "--known-at", "2026-12-31", **LATER)
    assert known["known_at"] == "2026-12-31"
    assert "known_at" not in plain
    assert known["fingerprint"] != plain["fingerprint"]
    assert "By what was known at" in spoken.ok("report", "--known-at", "2026-12-31", **LATER).out
    path = tmp_path / "a.html"
    spoken.ok("report", "--as-of", "2026-12-01", "--known-at", "2026-12-31", "--output", str(path), **LATER)
    assert "31 December 2026" in path.read_text("utf-8")
    assert "By what was known at" in path.read_text("utf-8")
