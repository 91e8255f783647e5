"""`ctrack import` of records in JSON and of tables in documents."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

from docx import Document

from tests.cli.commands.test_import_file import counts, write
from tests.cli.promises import nothing_recorded, refused
from tests.support.runner import Runner

RECORDS = [
    {
        "ref": "1.1",
        "title": {"en": "Adopt the plan", "ar": "اعتماد الخطة"},
        "deadline": "2027-06",
        "lead": ["moi", "mfa"],
    },
    {"ref": 1.2, "title": {"en": "Train the guards [all {of them}]"}, "deadline": None, "done": True},
]
INTO = ("--instrument", "plan")


def test_json(ctrack: Runner, tmp_path: Path) -> None:
    """A list of objects is read wherever it stands, and so is an object a line; languages and lists have a place."""
    path = write(tmp_path, json.dumps({"version": [1, 2], "rows": RECORDS}), "plan.json")
    assert counts(ctrack, path, *INTO) == {"created": 2}
    shown = ctrack.data("show", "PLAN-1.1")
    assert shown["titles"] == {"en": "Adopt the plan", "ar": "اعتماد الخطة"}
    assert (shown["deadline"], shown["note"]) == ("2027-06", {"en": "lead: moi; mfa"})
    assert ctrack.data("show", "PLAN-1.2")["titles"] == {"en": "Train the guards [all {of them}]"}
    lines = write(tmp_path, "\n".join(map(json.dumps, RECORDS)), "plan.jsonl")
    with nothing_recorded(ctrack):
        assert counts(ctrack, lines, *INTO) == {"unchanged": 2}


def test_refused_records_come_back(ctrack: Runner, tmp_path: Path) -> None:
    """A record that is refused comes back as it was, with its reason, in a file of its form."""
    bad = {**RECORDS[0], "ref": "1.3", "deadline": "30 February 2027"}
    path = write(tmp_path, json.dumps([*RECORDS, bad]), "plan.json")
    assert ctrack("import", path, *INTO, "--partial").code == 6
    (kept,) = json.loads((tmp_path / "plan-refused.json").read_text("utf-8"))
    assert "30" in kept.pop("Reason")
    assert kept == bad


def test_lines_of_records(ctrack: Runner, tmp_path: Path) -> None:
    """Records a line each are read whatever ends the lines, and under the name of the other form."""
    text = '{"ref": "1.1", "title": "First"}\r{"ref": "1.2", "title": "Second"}\r'
    assert counts(ctrack, write(tmp_path, text, "plan.jsonl"), *INTO) == {"created": 2}
    assert counts(ctrack, write(tmp_path, text.replace("\r", "\n"), "plan.json"), *INTO) == {"unchanged": 2}


def make_document(path: Path) -> str:
    """A document with a table for its letterhead, and one with merged cells."""
    document = Document()
    document.add_table(1, 1).cell(0, 0).text = "Ministry of the Interior"
    document.add_paragraph("National plan")
    table = document.add_table(4, 3)
    texts = (("القسم", "Ref", "Title"), ("Borders", "1.1", "Adopt the plan"), ("", "1.2", "Train\nall"), ("", "", ""))
    for row, cells in zip(table.rows, texts, strict=True):
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = text
    table.cell(1, 0).merge(table.cell(2, 0))
    table.cell(3, 0).merge(table.cell(3, 2)).text = "Total"
    document.save(str(path))
    return str(path)


def test_a_document(ctrack: Runner, tmp_path: Path) -> None:
    """The first table with a head is read, merged cells hold for each row, and its number is the sheet."""
    path = make_document(tmp_path / "plan.docx")
    rows = ctrack.data("import", path, *INTO)["rows"]
    assert [(row["sheet"], row["row"], row["outcome"]) for row in rows] == [("2", 2, "created"), ("2", 3, "created")]
    assert {row["section"] for row in ctrack.data("list", "instrument:plan")["rows"]} == {"borders"}
    with nothing_recorded(ctrack):
        assert counts(ctrack, path, *INTO, "--sheet", "2") == {"unchanged": 2}
        refused(ctrack("import", path, *INTO, "--sheet", "7"), 4, "plan.docx", "7", "1")


def test_refused_rows_of_a_document(ctrack: Runner, tmp_path: Path) -> None:
    """Refused rows of a document come back in one, each with its reason."""
    path = make_document(tmp_path / "plan.docx")
    document = Document(path)
    document.tables[1].cell(1, 1).text = "А1"
    document.save(path)
    assert ctrack("import", path, *INTO, "--partial").code == 6
    (kept,) = Document(str(tmp_path / "plan-refused.docx")).tables
    assert [cell.text for cell in kept.rows[0].cells] == ["القسم", "Ref", "Title", "Reason"]
    assert [cell.text for cell in kept.rows[1].cells][:3] == ["Borders", "А1", "Adopt the plan"]
    assert "U+0410" in kept.cell(1, 3).text


BAD: tuple[tuple[str, str | bytes, tuple[str, ...]], ...] = (
    ("a.json", "", ("a.json",)),
    ("a.json", "{}", ("a.json", '[{"code": "A-1"}]')),
    ("a.json", "[" * 100_000, ("a.json", "50")),
    ("a.json", '[{"a":' * 100_000, ("a.json", "50")),
    ("a.json", '[{"ref": "1.1", "title": "x"}', ("a.json",)),
    ("a.json", '[{"ref": "1.1", "title": x}]', ("a.json, row 1", "character")),
    ("a.json", '[{"ref": "1.1", "ref": "1.2", "title": "x"}]', ("a.json, row 1", "ref")),
    ("a.json", '[{"ref": "1.1", "title": NaN}]', ("a.json, row 1",)),
    ("a.json", '[{"ref": "1.1", "title": "\\ud800"}]', ("a.json, row 1, column title", "U+D800")),
    ("a.json", '[{"ref": "1.1", "title": "' + "x" * 1_000_001 + '"}]', ("a.json, row 1", "1000000")),
    ("a.jsonl", '{"ref": "1.1", "title": "x"}\n7\n', ("a.jsonl, row 2",)),
    ("a.jsonl", '{"ref": ' + "[" * 400_000 + "\n", ("a.jsonl, row 1",)),
    ("a.json", '[{"ref": "1.1", "title": 1e999}]', ("a.json, row 1",)),
    ("a.json", '[{"ref": "1.1", "title": "x"}] more', ("a.json", "character 31")),
    ("a.json", '[{"ref": "1.1", "title": "x"}, 7]', ("a.json", "JSON")),
    ("a.json", '[{"ref": "1.1", "title": "x"},]', ("a.json", "JSON")),
    ("a.json", '{"data": [{"ref": "1.1", "title": "x"}]]', ("a.json", "JSON")),
    ("a.json", '{"data": [{"ref": "1.1", "title": "x"}]', ("a.json", "ends within")),
    ("a.json", b"PK\x03\x04", ("a.json", "zip")),
    ("a.docx", b"PK\x03\x04", ("a.docx",)),
    ("a.docx", b"words", ("a.docx",)),
)


def test_bad_documents(ctrack: Runner, tmp_path: Path) -> None:
    """A table that is nested without end, or wider than any, is refused."""
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    wide = f"<w:tr>{'<w:tc/>' * 1001}</w:tr>"
    for inner, word in (("<w:tbl>" * 60 + "</w:tbl>" * 60, "50"), (wide, "1000")):
        with zipfile.ZipFile(tmp_path / "a.docx", "w") as package:
            package.writestr("word/document.xml", f'<w:document xmlns:w="{space}"><w:tbl>{inner}</w:tbl></w:document>')
        refused(ctrack("import", str(tmp_path / "a.docx"), *INTO), 4, "a.docx", word)


def test_bad_records(ctrack: Runner, tmp_path: Path) -> None:
    """What is no JSON or document, or would do harm, is refused in one sentence, and nothing is recorded."""
    with nothing_recorded(ctrack):
        for name, content, words in BAD:
            refused(ctrack("import", write(tmp_path, content, name), *INTO), 4, *words)
