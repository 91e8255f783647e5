"""`ctrack import`: tables that others wrote."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from tests.cli.promises import nothing_recorded, refused
from tests.support.runner import Runner

TABLES = Path(__file__).parents[2] / "data" / "tables"
HEAD = "Ref,Title,Deadline\n"
PLAN = HEAD + "1.1,Adopt the plan,30/06/2027\n1.2,اعتماد الاستراتيجية الوطنية,حزيران/يونيه 2027\n"
UTF_8 = "اعتماد الخطة الوطنية للعمل"


def write(folder: Path, content: str | bytes, name: str = "plan.csv") -> str:
    """A file with that content."""
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return str(path)


def counts(runner: Runner, *words: str) -> dict[str, Any]:
    """How many rows were created, updated, unchanged and refused, where there are any."""
    found = runner.data("import", *words)["counts"]
    return {outcome: count for outcome, count in found.items() if count}


@pytest.mark.parametrize(
    ("name", "rows"),
    [
        ("upr-matrix.csv", 3),
        pytest.param("SDG_Target_Indicator_UNSD_2023.csv", 249, marks=pytest.mark.slow),
        pytest.param("ca_2021-mandate-commitments.csv", 760, marks=pytest.mark.slow),
    ],
)
def test_real_tables(anywhere: Runner, name: str, rows: int) -> None:
    """A real table comes in with no option but the instrument, a second time as unchanged, and undo takes it back."""
    words = (str(TABLES / name), "--instrument", "theirs")
    assert counts(anywhere, *words) == {"created": rows}
    with nothing_recorded(anywhere):
        assert counts(anywhere, *words) == {"unchanged": rows}
    anywhere.ok("undo")
    assert anywhere("list", "instrument:theirs").code == 3


def test_what_a_row_says(ctrack: Runner) -> None:
    """A reference is taken off its text, and what no field takes is in the note, each after its column."""
    ctrack.ok("import", str(TABLES / "upr-matrix.csv"), "--instrument", "upr")
    shown = ctrack.data("show", "UPR-67.10")
    assert shown["titles"] == {"en": "Continue its efforts (Syldavia)"}
    assert shown["note"]["en"] == "see 67.2\nto: atlantis\ndecision: reject\nFrom: Syldavia\nyear: 2010"


def test_a_target_over_several_rows(ctrack: Runner, tmp_path: Path) -> None:
    """Rows that go on with what the one before began are one commitment, and no line of any of them is lost."""
    table = "Target number;Target;Indicator\n1.1;End poverty;First\n1.1;End poverty;Second\n"
    assert counts(ctrack, write(tmp_path, table), "--instrument", "goals") == {"created": 2}
    assert ctrack.data("list", "instrument:goals")["total"] == 1
    assert ctrack.data("show", "GOALS-1.1")["note"]["en"] == "Indicator: First\nIndicator: Second"


def test_more_than_an_entry_holds(ctrack: Runner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is more than SQLite takes in one entry is refused before all of it was read, also by a dry run."""
    monkeypatch.setattr("ctrack.store.units.LONGEST_VALUE", 10_000)
    table = write(tmp_path, "Ref,Title\n" + "".join(f"{row}.1,Measure {row}\n" for row in range(1, 9)))
    with nothing_recorded(ctrack):
        for words in ((), ("--dry-run",)):
            refused(ctrack("import", table, "--instrument", "plan", *words), 4, "more than the database")
    monkeypatch.setattr("ctrack.store.units.LONGEST_VALUE", 100_000)
    assert counts(ctrack, table, "--instrument", "plan") == {"created": 8}


def test_encodings_and_dates(ctrack: Runner, tmp_path: Path) -> None:
    """Whatever its encoding, Arabic is read as Arabic, and dates in each style as dates."""
    path = write(tmp_path, PLAN)
    ctrack.ok("import", path, "--instrument", "plan")
    rows = ctrack.data("list", "instrument:plan")["rows"]
    assert [(row["code"], row["deadline"]) for row in rows] == [("PLAN-1.1", "2027-06-30"), ("PLAN-1.2", "2027-06")]
    assert rows[1]["titles"] == {"ar": "اعتماد الاستراتيجية الوطنية"}
    for encoding in ("utf-8-sig", "utf-16", "utf-16-le", "cp1256"):
        write(tmp_path, PLAN.encode(encoding))
        assert counts(ctrack, path, "--instrument", "plan") == {"unchanged": 2}, encoding


def test_titles_totals_and_footnotes(ctrack: Runner, tmp_path: Path) -> None:
    """What stands around a table is no entry, and is named; a second column of a name goes into the note."""
    table = (
        "Report 2026,,,\n,,,\nRéf,Engagement,Date,Date\n1.1,Créer une autorité,45292,x\nTotal,1,,\n* sans doute,,,\n"
    )
    done = ctrack.ok("import", write(tmp_path, table.encode("mac_roman")), "--instrument", "plan")
    assert done.err == (
        "3 rows are titles, totals or footnotes, and were left out. 1: Report 2026; 5: Total; 6: * sans doute\n"
    )
    shown = ctrack.data("show", "PLAN-1.1")
    assert (shown["deadline"], shown["note"]) == ("2024-01-01", {"en": "Date (2): x"})


def test_conflicts(ctrack: Runner, tmp_path: Path) -> None:
    """Where the register says otherwise a row is refused, left or taken, as is asked; before and after are told."""
    path = write(tmp_path, PLAN)
    ctrack.ok("import", path, "--instrument", "plan")
    write(tmp_path, PLAN.replace("30/06/2027", "2027-12-31"))
    with nothing_recorded(ctrack):
        refused(ctrack("import", path, "--instrument", "plan"), 4, "PLAN-1.1", "deadline", "--on-conflict update")
        assert counts(ctrack, path, "--instrument", "plan", "--on-conflict", "skip") == {"unchanged": 2}
    (row, _other) = ctrack.data("import", path, "--instrument", "plan", "--on-conflict", "update")["rows"]
    assert (row["before"], row["after"]) == ({"deadline": "2027-06-30"}, {"deadline": "2027-12-31"})
    assert ctrack.data("show", "PLAN-1.1")["due_on"] == "2027-12-31"


def test_partial(ctrack: Runner, tmp_path: Path) -> None:
    """With --partial the other rows are recorded, and those refused are in a file like it, each with its reason."""
    path = write(tmp_path, PLAN + "1.3,=Impossible,30 February 2027\n")
    assert ctrack("import", path, "--instrument", "plan", "--partial").code == 6
    assert ctrack.data("list", "instrument:plan")["total"] == 2
    kept = (tmp_path / "plan-refused.csv").read_text("utf-8-sig")
    assert kept == (
        "Ref,Title,Deadline,Reason\n1.3,'=Impossible,30 February 2027,\"There is no day 30 in month 2 of 2027, which "
        '""30 February 2027"" names."\n'
    )


def test_columns_that_are_named(ctrack: Runner, tmp_path: Path) -> None:
    """--columns names those of a table without a head, --map puts one into another field."""
    path = write(tmp_path, "7,Do this,2027\n8,Do that,2028\n")
    refused(ctrack("import", path, "--instrument", "plan"), 4, "--columns")
    assert counts(ctrack, path, "--instrument", "plan", "--columns", "code,title,deadline") == {"created": 2}
    other = write(tmp_path, "Ref,Was,Text\n1,now,then\n", "other.csv")
    refused(ctrack("import", other, "--instrument", "plan", "--map", "Wass=title"), 2, "Ref", "Was")
    ctrack.ok("import", other, "--instrument", "other", "--map", "Was=title", "--map", "Text=-")
    shown = ctrack.data("show", "OTHER-1")
    assert (shown["titles"], shown["note"]) == ({"en": "now"}, None)


def test_saved_maps(ctrack: Runner, tmp_path: Path) -> None:
    """What columns were taken for is kept under a name, listed, and holds for the next table of that form."""
    path = write(tmp_path, "Zahl,Satz,Ref\n1,now,then\n")
    words = (path, "--instrument", "plan", "--map", "Zahl=code", "--map", "Satz=title_fr", "--map", "Ref=-")
    done = ctrack.ok("import", *words, "--save-map", "their-form")
    assert "maps/their-form.toml" in done.err
    assert ctrack.data("show", "PLAN-1")["titles"] == {"fr": "now"}
    (kept,) = ctrack.data("import", "--list-maps")["maps"]
    assert kept == {"name": "their-form", "columns": {"Zahl": "code", "Satz": "title_fr", "Ref": "-"}}
    assert "their-form  Zahl: Reference; Satz: title_fr; Ref: left out" in ctrack.ok("import", "--list-maps").out
    later = write(tmp_path, "Satz,Zahl\nsoon,2\n", "later.csv")
    assert counts(ctrack, later, "--instrument", "plan", "--map", "their-form") == {"created": 1}
    assert ctrack.data("show", "PLAN-2")["titles"] == {"fr": "soon"}
    with nothing_recorded(ctrack):
        refused(ctrack("import", later, "--instrument", "plan", "--map", "their-from"), 3, "their-form")
        refused(ctrack("import", later, "--instrument", "plan", "--save-map", "../evil"), 2, "../evil")
        other = write(tmp_path, "Ref,Title\n1,x\n", "other.csv")
        refused(ctrack("import", other, "--instrument", "plan", "--map", "later=code"), 2, "later")
        assert ctrack("import").code == 2


def test_preview(ctrack: Runner, tmp_path: Path) -> None:
    """--preview shows what each column is taken for, and records nothing where nobody can be asked."""
    with nothing_recorded(ctrack):
        shown = ctrack.ok("import", write(tmp_path, PLAN), "--instrument", "plan", "--preview")
    assert "Ref       Reference\n" in shown.out
    assert shown.err == "Nothing was recorded.\n"


BAD: tuple[tuple[str | bytes, tuple[str, ...]], ...] = (
    (HEAD + "1.1,A thing,30 February 2027\n", ("row 2, column Deadline", "30")),
    (HEAD + "1.1,A thing,07/12/2027\n", ("row 2, column Deadline", "2027-12-07", "2027-07-12")),
    (HEAD + "1.1,A th\0ing,\n", ("row 2", "U+0000")),
    (HEAD + "1.1,#REF!,\n", ("row 2, column Title", "#REF!")),
    (HEAD + "А1.1,Thing,\n", ("row 2, column Ref", "U+0410")),
    (HEAD + "A1\u200b.1,Thing,\n", ("row 2, column Ref", "U+200B")),
    (HEAD + "A1.1,Th\u202eing,\n", ("row 2, column Title", "U+202E")),
    (HEAD + "a-1,Thing,\nA-1,Other,\n", ("row 3", "row 2", "A-1")),
    (HEAD + "1.1,,2027\n1.2,fine,\n", ("row 2, column Title",)),
    (HEAD.encode() + f"1.1,{UTF_8},\n1.2,".encode() + b"\xff,\n", ("row 3", "byte")),
    (HEAD.encode() + b"1.1,\xed\xa0\x80,\n", ("row 2", "byte")),
    (HEAD + f"1.1,{UTF_8.encode('cp1256').decode('cp1252')},\n", ("column Title", "Windows-1252")),
    (HEAD + f"1.1,{'Créer été'.encode().decode('cp1252')},\n", ("column Title", "Windows-1252")),
    (HEAD + '1.1,"never closed\n' + "x,y,z\n" * 20_000, ("row 2", "quotation mark")),
    (b"PK\x03\x04", ("plan.csv", "zip")),
    (b"", ("plan.csv", "is empty")),
    (b"\xef\xbb\xbf\n", ("plan.csv", "is empty")),
    (HEAD, ("plan.csv", "no row")),
    (HEAD + "1.1,Créer une autorit\ufffd,\n", ("row 2, column Title", "U+FFFD")),
    (HEAD + "1.1,????? ??????,\n", ("row 2, column Title", "????")),
    (HEAD + f"1.1,{'Créer'.encode().decode('mac_roman')},\n", ("row 2, column Title", "Mac Roman")),
    (HEAD.replace("Ref", "الرقم".encode().decode("cp1252")) + "1.1,x,\n", ("row 1, column 1", "Windows-1252")),
    (HEAD + "ſ-1,Thing,\n", ("row 2, column Ref", "U+017F")),
    (HEAD + "A‑1,Thing,\n", ("row 2, column Ref", "U+2011")),
    (HEAD + "1.1,#NOMBRE!,\n", ("row 2, column Title", "#NOMBRE!")),
    (b"{\\rtf1 Ref}", ("plan.csv", "rtf")),
)


def test_bad_tables(ctrack: Runner, tmp_path: Path) -> None:
    """What cannot be taken is refused in one sentence with file, row and column, and nothing is recorded."""
    with nothing_recorded(ctrack):
        for content, words in BAD:
            refused(ctrack("import", write(tmp_path, content), "--instrument", "plan"), 4, *words)
        os.mkfifo(tmp_path / "pipe.csv")
        refused(ctrack("import", str(tmp_path / "pipe.csv"), "--instrument", "plan"), 4, "pipe.csv", "pipe")
        (tmp_path / "folder.csv").mkdir()
        refused(ctrack("import", str(tmp_path / "folder.csv"), "--instrument", "plan"), 4, "folder.csv", "folder")
    assert [path.name for path in tmp_path.glob("plan*")] == ["plan.csv"]
