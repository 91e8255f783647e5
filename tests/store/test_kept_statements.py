"""Statements that are kept: what comes with the program is what SQLAlchemy makes, and no other file is trusted."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from ctrack.store import kept_statements as kept
from ctrack.store.chunks import CHUNK, pad
from ctrack.store.compilations import compile_sketch
from ctrack.store.sketches import Sketch, write_shape
from ctrack.store.sql import commitment, func, or_, select
from tests.support.runner import Runner
from tools import statements

KEY = kept.make_key("some shape")
STATEMENT = kept.Statement("SELECT 1", {"x": kept.Bind(0), "y": kept.Bind(None, 2)}, ("one",), ("",))


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache of one's own."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache"


def test_what_is_shipped_is_what_sqlalchemy_makes_now(ctrack: Runner) -> None:
    """What a few commands ask is in the file as SQLAlchemy makes it; `python -m tools.statements` writes it anew."""
    found = statements.collect(("list status:overdue", "show KWT-21"), Path(ctrack.database))
    assert found
    assert {*statements.list_lines(found)} <= {*kept.read_shipped().splitlines()}
    for_servers = statements.compile_for("postgresql", found)
    assert {*statements.list_lines(for_servers, "postgresql")} <= {
        *kept.read_shipped(kept.SHIPPED_FOR_SERVERS).splitlines()
    }


def test_what_writes_is_shipped_as_sqlalchemy_makes_it_now(ctrack: Runner) -> None:
    """So it is for what is written by the driver, which takes nothing else."""
    found = statements.collect(statements.WRITTEN[:1], Path(ctrack.database), writes=True)
    writing = statements.compile_writing()
    assert {shape for shape, (_sketch, made) in found.items() if made.sql.startswith(kept.WRITES)} < {*writing}
    assert {*statements.list_lines(found | writing)} <= {*kept.read_shipped().splitlines()}


@pytest.mark.slow
def test_all_that_is_shipped_is_what_sqlalchemy_makes() -> None:
    """All again from the commands gives the very files, with no statement more and none less."""
    for path, text in statements.write().items():
        assert path.read_text("utf-8") == text


def ask(*codes: str, most: int = 5) -> Sketch:
    """A statement of one shape with other values."""
    found = or_(commitment.c.code.in_(codes), commitment.c.themes.contains(codes[0], autoescape=True))
    statement: Sketch = select(commitment.c.code, func.count()).where(found).limit(most)  # type: ignore[assignment]
    return statement


def test_values_are_no_part_of_a_shape() -> None:
    """One statement serves other values, each in its place and guarded as LIKE needs it; a longer list is another."""
    (shape, values), (other, _values) = write_shape(ask("A", "B")), write_shape(ask("50%_", "B", most=9))
    assert shape == other != write_shape(ask("A", "B", "C"))[0]
    made = compile_sketch(ask("A", "B"))
    assert sorted(map(str, made.bind(["50%_", "B", "50%_", 9]).values())) == ["0", "50%_", "50/%/_", "9", "B"]
    assert values == ["A", "B", "A", 5]


def test_lists_of_about_one_length_are_one_shape() -> None:
    """A list is asked for as the next power of two, its last value repeated, so that 3 and 4 are one statement."""
    (shape, values), (other, others) = write_shape(ask("A", "B", "C")), write_shape(ask("A", "B", "C", "D"))
    assert shape == other
    assert (values[:4], others[:4]) == (["A", "B", "C", "C"], ["A", "B", "C", "D"])
    counts = {0: 0, 1: 1, 2: 2, 3: 4, 5: 8, 8: 8, 9: 16, 390: CHUNK, 10_000: 10_000}
    assert {count: len(pad(range(count))) for count in counts} == counts


def test_an_alias_that_is_used_twice_is_not_two() -> None:
    """Shapes tell one alias from two of the same name, which SQL has to name apart."""
    first, second = commitment.alias("x"), commitment.alias("x")
    one, two = select(first.c.id).where(first.c.id > 1), select(first.c.id).where(second.c.id > 1)
    assert write_shape(one)[0] != write_shape(two)[0]  # type: ignore[arg-type]


def test_what_was_kept_is_found_again(home: Path) -> None:
    """A statement is kept in a file of the user's alone, and comes back as it was."""
    kept.keep_statement(KEY, STATEMENT)
    folder = kept.find_folder()
    assert folder is not None
    assert folder.is_relative_to(home)
    assert (folder / KEY).stat().st_mode & 0o777 == 0o600
    assert folder.stat().st_mode & 0o777 == 0o700
    assert kept.find_statement(KEY) == STATEMENT


def spoil(path: Path, how: str) -> None:
    """Make of a file that is kept one that is not to be trusted."""
    text = path.read_text("utf-8")
    match how:
        case "cut":
            path.write_text(text[:-5])
        case "changed":
            path.write_text(text.replace("SELECT 1", "SELECT 2"))
        case "another key":
            path.write_text(kept.write_line("0" * 40, STATEMENT))
        case "no selection":
            path.write_text(kept.write_line(KEY, kept.Statement("DELETE FROM x", {}, (), ())))
        case "huge":
            path.write_text(text + " " * kept.MOST_BYTES)
        case "binary":
            path.write_bytes(b"\xff\xfe\x00")
        case "writable by others":
            path.chmod(0o666)
        case "folder writable by others":
            path.parent.chmod(0o777)
        case "link":
            path.rename(path.with_name("other"))
            path.symlink_to("other")
        case "pipe":
            path.unlink()
            os.mkfifo(path)


@pytest.mark.parametrize(
    "how",
    ["cut", "changed", "another key", "no selection", "huge", "binary", "writable by others",
     "folder writable by others", "link", "pipe"],
)  # fmt: skip
def test_no_other_file_is_trusted(how: str) -> None:
    """What is damaged, foreign, too large or open to others is passed over, and keeps nobody waiting."""
    kept.keep_statement(KEY, STATEMENT)
    folder = kept.find_folder()
    assert folder is not None
    spoil(folder / KEY, how)
    assert kept.find_statement(KEY) is None


def test_a_folder_of_somebody_else_is_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is read from another user's folder, and nothing is written into it."""
    kept.keep_statement(KEY, STATEMENT)
    monkeypatch.setattr(os, "geteuid", lambda: 4711)
    assert kept.find_statement(KEY) is None
    other = kept.make_key("another shape")
    kept.keep_statement(other, STATEMENT)
    folder = kept.find_folder()
    assert folder is not None
    assert os.listdir(folder) == [KEY]


def test_a_cache_that_cannot_be_written_keeps_nothing(home: Path) -> None:
    """Where the folder cannot be made, the next run makes the statement again."""
    home.write_text("a file stands where the folder should")
    kept.keep_statement(KEY, STATEMENT)
    assert kept.find_statement(KEY) is None


def test_the_cache_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    """Beyond so many statements the folder is emptied first."""
    monkeypatch.setattr(kept, "MOST_KEPT", 3)
    for number in range(5):
        kept.keep_statement(kept.make_key(str(number)), STATEMENT)
    folder = kept.find_folder()
    assert folder is not None
    assert len(os.listdir(folder)) <= 3


def test_a_file_for_other_tables_is_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    """What was made for other tables counts for nothing; layout and names are then those of the tables themselves."""
    told = kept.read_layout(), kept.read_names()
    for each in (kept.read_shipped, kept.read_names, kept.read_layout):
        monkeypatch.setattr(kept, each.__name__, each.__wrapped__)
    monkeypatch.setattr(kept, "mark_tables", lambda: "other")
    assert kept.read_shipped() == ""
    assert (kept.read_layout(), kept.read_names()) == told
