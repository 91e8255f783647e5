"""`ctrack import --into agencies` and `--into people`: who does the work, from a table that somebody else wrote."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.commands.test_import_file import counts, write
from tests.cli.promises import nothing_recorded, refused
from tests.support.runner import Runner

AGENCIES = "Code,Name,Name (Arabic),Part of\nborder,Border guard,حرس الحدود,moi\nmoi,Ministry of the Interior,,\n"
PEOPLE = "Focal point;Courriel;Agency;Langue;Phone\nNoura Ali;noura@moi.example;moi;arabe, français;5\n"


def test_agencies(anywhere: Runner, tmp_path: Path) -> None:
    """An agency may stand before the one that it is part of; again, nothing changes, and undo takes all back."""
    path = write(tmp_path, AGENCIES)
    assert counts(anywhere, path, "--into", "agencies") == {"created": 2}
    found = {row["code"]: row for row in anywhere.data("agency", "list")["rows"]}
    assert (found["border"]["parent"], found["moi"]["parent"]) == ("moi", None)
    with nothing_recorded(anywhere):
        assert counts(anywhere, path, "--into", "agencies") == {"unchanged": 2}
    anywhere.ok("undo")
    assert anywhere.data("agency", "list")["rows"] == []


def test_people(ctrack: Runner, tmp_path: Path) -> None:
    """A person comes with address, agency and languages; a column that nobody knows is left alone."""
    ctrack.ok("agency", "add", "moi", "--name", "Ministry of the Interior")
    path = write(tmp_path, PEOPLE)
    assert counts(ctrack, path, "--into", "people") == {"created": 1}
    (row,) = ctrack.data("person", "list")["rows"]
    assert (row["name"], row["email"], row["agency"], row["language"]) == (
        "Noura Ali", "noura@moi.example", "moi", "ar,fr",
    )  # fmt: skip
    assert counts(ctrack, path, "--into", "people") == {"unchanged": 1}


def test_what_differs(ctrack: Runner, tmp_path: Path) -> None:
    """Where the register says otherwise a row is refused, left or taken, and one refused half-way leaves nothing."""
    ctrack.ok("import", write(tmp_path, AGENCIES), "--into", "agencies")
    path = write(tmp_path, "Code,Name,Part of\nmoi,Interior,\nborder,Ministry of the Interior,none-such\n")
    with nothing_recorded(ctrack):
        refused(ctrack("import", write(tmp_path, "Code,Name\nmoi,Interior\n"), "--into", "agencies"), 4, "moi", "name")
    write(tmp_path, "Code,Name,Part of\nmoi,Interior,\nborder,Guard,none-such\n")
    assert ctrack("import", path, "--into", "agencies", "--partial", "--on-conflict", "update").code == 6
    found = {row["code"]: row for row in ctrack.data("agency", "list")["rows"]}
    assert (found["moi"]["name"], found["border"]["name"]) == ("Interior", "Border guard")
    ctrack.ok("db", "check")


def test_names_are_known_as_they_are_after_each_row(ctrack: Runner, tmp_path: Path) -> None:
    """A name is free once another row took it from its agency, not before, and what a refused row says is nobody's."""
    ctrack.ok("import", write(tmp_path, "Code,Name\na,Customs\nb,Guard\n"), "--into", "agencies")
    table = "Code,Name\nc,customs\na,Ports\nd,CUSTOMS\ne,Customs\nf,Coast\nf,guard\nh,Coast\n"
    result = ctrack("import", write(tmp_path, table), "--into", "agencies", "--partial", "--on-conflict", "update")
    assert result.code == 6
    found = {row["code"]: row["name"] for row in ctrack.data("agency", "list")["rows"]}
    assert found == {"a": "Ports", "b": "Guard", "d": "CUSTOMS", "f": "Coast"}


def test_what_all_are_called_is_read_once(ctrack: Runner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No row goes through all agencies or all people that there are."""
    for into, name in (("agencies", "read_agencies"), ("people", "read_people")):
        path = write(
            tmp_path, "Code,Name,Part of\na,A,\nb,B,A\nc,C,B\n" if into == "agencies" else "Name\nNoura\nHuda\n"
        )
        with monkeypatch.context() as patched:
            for module in ("agencies", "agency_edits"):
                patched.delattr(f"ctrack.services.{module}.{name}", raising=False)
            patched.delattr("ctrack.services.lookups.read_named")
            ctrack.ok("import", path, "--into", into)


def test_bad_rows(ctrack: Runner, tmp_path: Path) -> None:
    """What cannot be taken is refused with its place and the reason."""
    with nothing_recorded(ctrack):
        for into, table, words in (
            ("agencies", "Code,Name\nM O I,Interior\n", ("row 2", "M O I")),
            ("agencies", "Code,Name,Country\nmoi,,XA\n", ("row 2", "moi")),
            ("agencies", "Code,Name,Part of\na,A,b\nb,B,a\n", ("row 2",)),
            ("people", "Name,E-mail\nNoura,nowhere\n", ("row 2", "nowhere")),
            ("people", "Name,E-mail,Language\nNoura,,Latin\n", ("row 2, column Language", "Latin")),
        ):
            outcome = ctrack("import", write(tmp_path, table), "--into", into)
            assert outcome.code == 4, outcome
            assert all(word in outcome.err for word in words), outcome
    refused(ctrack("import", write(tmp_path, AGENCIES), "--into", "people", "--instrument", "x"), 2, "--instrument")
