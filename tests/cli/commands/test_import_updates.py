"""`ctrack import --into updates`: where commitments stand, from a table that somebody filled in."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.commands.test_import_file import counts, write
from tests.cli.promises import nothing_recorded, refused
from tests.support.runner import Runner

HEAD = "Code,Status,Progress,Date,Note\n"
TABLE = HEAD + "KWT-25,In progress,40%,1 October 2026,Two experts are named\nKWT-21,,,,\n"
UPDATES = ("--into", "updates")


def test_rows_are_recorded_once(anywhere: Runner, tmp_path: Path) -> None:
    """A row tells before and after, has its place in the file as source, and is recorded once; undo takes it back."""
    path = write(tmp_path, TABLE, "moi.csv")
    told, empty = anywhere.data("import", path, *UPDATES)["rows"]
    assert (told["outcome"], empty["outcome"]) == ("updated", "unchanged")
    assert told["before"] == {"status": "not_reported", "progress": "0", "note": ""}
    assert told["after"] == {"status": "in_progress", "progress": "40", "note": "Two experts are named"}
    shown = anywhere.data("show", "KWT-25")
    assert shown["history"][0]["sources"] == [{"en": "moi.csv, row 2"}]
    assert shown["history"][0]["effective"] == "2026-10-01"
    with nothing_recorded(anywhere):
        assert counts(anywhere, path, *UPDATES) == {"unchanged": 2}
    anywhere.ok("undo")
    assert anywhere.data("show", "KWT-25")["status"] == "not_reported"
    assert counts(anywhere, path, *UPDATES) == {"updated": 1, "unchanged": 1}


def test_the_answer_for_people(ctrack: Runner, tmp_path: Path) -> None:
    """People read what was and what is in words."""
    done = ctrack.ok("import", write(tmp_path, TABLE), *UPDATES, "--dry-run")
    assert "Status: not reported -> in progress" in " ".join(done.out.split())


@pytest.mark.parametrize(
    "table",
    [
        "الرمز;الحالة;نسبة الإنجاز\nKWT-25;قيد التنفيذ;٤٠٪\n",
        "Réf;État;Taux d'avancement\nKWT-25;En cours;40 %\n",
        "Ref\tImplementation status\t% complete\tOther\nKWT-25\tOngoing\t40\tx\n",
    ],
)
def test_words_in_three_languages(table: str, ctrack: Runner, tmp_path: Path) -> None:
    """Columns and statuses are known in Arabic, French and English, and a column that no field takes is left alone."""
    ctrack.ok("import", write(tmp_path, table), *UPDATES)
    shown = ctrack.data("show", "KWT-25")
    assert (shown["status"], shown["progress"]) == ("in_progress", 40)
    assert shown["history"][0]["note"] is None


def test_a_step_back(ctrack: Runner, tmp_path: Path) -> None:
    """What would move a status backwards is refused, left or taken, as is asked."""
    ctrack.ok("update", "KWT-25", "--status", "implemented")
    path = write(tmp_path, "Code,Status\nKWT-25,in progress\n")
    with nothing_recorded(ctrack):
        refused(ctrack("import", path, *UPDATES), 4, "KWT-25", "implemented", "--on-conflict update")
        assert counts(ctrack, path, *UPDATES, "--on-conflict", "skip") == {"unchanged": 1}
    assert counts(ctrack, path, *UPDATES, "--on-conflict", "update") == {"updated": 1}


def test_what_is_said_of_an_earlier_day(ctrack: Runner, tmp_path: Path) -> None:
    """A row of a day before what is known is kept, moves nothing, and is not recorded again."""
    ctrack.ok("update", "KWT-25", "--status", "implemented", "--on", "2026-11-01")
    path = write(tmp_path, "Code,Status,Date\nKWT-25,in progress,2026-03-01\n")
    (row,) = ctrack.data("import", path, *UPDATES)["rows"]
    assert (row["before"], row["after"]) == ({"earlier": ""}, {"earlier": "in_progress 2026-03-01"})
    assert ctrack.data("show", "KWT-25")["status"] == "implemented"
    assert counts(ctrack, path, *UPDATES) == {"unchanged": 1}


BAD = (
    ("KWT-99999,done,,,", ("row 2", "KWT-99999")),
    ("25,done,,,", ("row 2, column Code", "--instrument")),
    ("KWT-25,sometimes,,,", ("row 2", "sometimes", "in_progress")),
    ("KWT-25,in progress,140,,", ("row 2, column Progress", "140")),
    ("KWT-25,done,40,,", ("row 2", "40")),
    ("KWT-25,,,2026-10-01,", ("row 2, column Date",)),
    ("KWT-25,done,,2031-10-01,", ("row 2", "2031-10-01")),
    ("KWT-25,done,,next to never,", ("row 2, column Date", "next to never")),
)


def test_bad_rows(ctrack: Runner, tmp_path: Path) -> None:
    """What cannot be recorded is refused with its place and the reason, and nothing is recorded."""
    with nothing_recorded(ctrack):
        for row, words in BAD:
            refused(ctrack("import", write(tmp_path, f"{HEAD}{row}\n"), *UPDATES), 4, *words)
