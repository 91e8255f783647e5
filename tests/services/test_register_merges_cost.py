"""A merge or an undo of many rows asks for each of them so often, and not for all of them at each."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import Engine, event
from sqlalchemy.orm import Session

from tests.support.runner import Runner


@contextmanager
def counting() -> Iterator[list[str]]:
    """The statements that SQLAlchemy sends meanwhile."""
    sent: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_others: object) -> None:
        sent.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(Engine, "before_cursor_execute", note)


def count_for(template: Path, folder: Path, rows: int, *, undone: bool) -> int:
    """How many statements it takes to merge an import of so many rows, or that it was undone in the other register."""
    paths = [folder / f"{name}-{rows}.db" for name in ("ours", "theirs")]
    ours, theirs = (Runner(str(path), folder) for path in paths)
    shutil.copyfile(template, paths[1])
    table = folder / "table.csv"
    table.write_text("Ref,Title\n" + "".join(f"{row}.1,Measure {row}\n" for row in range(1, rows + 1)))
    if not undone:
        shutil.copyfile(template, paths[0])
    theirs.ok("import", str(table), "--instrument", "quarry")
    if undone:
        shutil.copyfile(paths[1], paths[0])
        theirs.ok("undo")
    with counting() as sent:
        ours.ok("merge", theirs.database)
    assert ours("list", "instrument:quarry").code == (3 if undone else 0)
    return len(sent)


@pytest.mark.slow
@pytest.mark.parametrize("undone", [False, True])
def test_twice_as_many_rows_are_asked_for_twice_as_often(template: Path, tmp_path: Path, undone: bool) -> None:
    """What each row adds is the same however many there are, also where an import was undone on the other side."""
    few, more, most = (count_for(template, tmp_path, rows, undone=undone) for rows in (4, 8, 16))
    assert most - more <= 2 * (more - few) + 4


def test_what_a_session_deletes_is_asked_for_once_a_flush(
    template: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An undo of many rows goes through those that it deletes as often as one of few."""
    asked: list[int] = []
    deleted = Session.deleted.fget  # type: ignore[attr-defined]

    def note(session: Session) -> object:
        found = deleted(session)
        asked.append(len(found))
        return found

    shutil.copyfile(template, tmp_path / "register.db")
    runner, times = Runner(str(tmp_path / "register.db"), tmp_path), []
    monkeypatch.setattr(Session, "deleted", property(note))
    for rows in (2, 9):
        table = tmp_path / "table.csv"
        table.write_text("Ref,Title\n" + "".join(f"{row}.1,Measure {row}\n" for row in range(1, rows + 1)))
        runner.ok("import", str(table), "--instrument", "quarry")
        asked.clear()
        runner.ok("undo")
        # A commitment and an undertaking of each row, the instrument and its section.
        assert max(asked) == 2 * rows + 2
        times.append(len(asked))
    assert times[0] == times[1]
