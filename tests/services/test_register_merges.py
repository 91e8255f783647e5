"""Two registers that grew apart: whichever takes in the other, both say the same, and nothing of either is lost."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.support.lives import tampering
from tests.support.offices import configure
from tests.support.registers import is_sound, read
from tests.support.runner import NOW, Runner
from tests.support.snapshots import take_snapshot

CODES = ("KWT-21", "KWT-22", "KWT-24", "KWT-26")
WORDS: tuple[tuple[str, ...], ...] = (
    *(("update", code, "--status", status) for code in CODES for status in ("in_progress", "implemented")),
    *(("update", code, "--progress", str(share), "--on", "2026-11-01") for code in CODES[:2] for share in (20, 70)),
    ("update", "KWT-21", "--priority", "high"),
    ("update", "KWT-21", "--priority", "low"),
    ("update", "KWT-22", "--tag", "border"),
    ("update", "KWT-22", "--tag", "youth"),
    ("update", "KWT-26", "--target", "2027-01-31"),
    ("update", "KWT-26", "--target", "2027-03-31"),
    ("note", "KWT-21", "seen"),
    ("retract", "KWT-21"),
    ("retract", "KWT-22"),
    ("done", "KWT-24", "--on", "2026-01-15"),
    ("recur", "KWT-24", "--every", "year", "--anchor", "2025-01-31"),
    ("recur", "KWT-24", "--every", "month", "--anchor", "2026-01-31"),
    ("agency", "add", "moi", "--name", "Ministry"),
    ("agency", "add", "moi", "--name", "Interior"),
    ("agency", "add", "police", "--name", "Police", "--parent", "moi"),
    ("agency", "edit", "moi", "--name-ar", "وزارة"),
    ("person", "add", "Salem"),
    ("person", "add", "Salem", "--email", "salem@example.org"),
    ("assign", "KWT-21", "--lead", "moi"),
    ("assign", "KWT-22", "--lead", "police", "--person", "Salem"),
    ("add", "OWN-1", "--title", "A commitment of our own"),
    ("add", "OWN-2", "--title", "Another", "--deadline", "2027-05-01"),
    ("update", "OWN-1", "--status", "in_progress"),
    ("edit", "OWN-1", "--title", "Reworded"),
    ("edit", "KWT-26", "--theme", "border"),
    ("link", "KWT-26", "subset", "KWT-25"),
    ("unlink", "KWT-26", "KWT-25"),
    ("withdraw", "KWT-27"),
    ("person", "edit", "Noura", "--email", "noura@example.org"),
    ("agency", "edit", "who", "--name", "Whoever"),
    ("assign", "KWT-26", "--lead", "who", "--person", "Noura"),
    *[("undo",)] * 4,
    ("redo",),
)
WALK = st.lists(st.tuples(st.sampled_from(WORDS), st.integers(0, 2)), max_size=6)


@pytest.fixture(scope="module")
def begun(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A register with a beginning that all share."""
    path = tmp_path_factory.mktemp("begun") / "begun.db"
    shutil.copyfile(template, path)
    walk(
        Runner(str(path), path.parent),
        [(WORDS[0], 1), (("person", "add", "Noura"), 1), (("agency", "add", "who", "--name", "Who"), 1)],
    )
    return path


def walk(runner: Runner, steps: list[tuple[tuple[str, ...], int]], minutes: int = 0) -> int:
    """Do one command after another, some in the same moment; those that are refused change nothing."""
    for words, later in steps:
        minutes += later
        runner(*words, CTRACK_NOW=(datetime.fromisoformat(NOW) + timedelta(minutes=minutes)).isoformat())
    return minutes


def copy(source: str | Path, folder: Path, name: str) -> Runner:
    """A copy of a register under another name, with its owner."""
    path = folder / f"{name}.db"
    shutil.copyfile(source, path)
    return Runner(str(path), folder, {"CTRACK_USER": name})


def snapshot(runner: Runner) -> dict[str, list[object]]:
    """What a register says."""
    return read(runner, take_snapshot)


@pytest.fixture
def folders(tmp_path_factory: pytest.TempPathFactory) -> Callable[[], Path]:
    """Makes a folder for each example of a property."""
    return lambda: tmp_path_factory.mktemp("merge")


def check_order(
    begun: Path, folder: Path, one: list[tuple[tuple[str, ...], int]], other: list[tuple[tuple[str, ...], int]]
) -> None:
    """Two walks, merged either way and back, where conflicts are settled for one of the two."""
    ours, theirs = copy(begun, folder, "ours"), copy(begun, folder, "theirs")
    walk(ours, one, 10)
    walk(theirs, other, 10)
    left, right = copy(ours.database, folder, "left"), copy(theirs.database, folder, "right")
    here = left("merge", theirs.database, CTRACK_NOW="2026-11-22T09:00:00+00:00")
    there = right("merge", ours.database, CTRACK_NOW="2026-11-22T09:00:00+00:00")
    assert here.code == there.code, (here.err, there.err)
    assert here.code in (0, 4), here.err
    if here.code == 4:
        if "two different things" in here.err:
            return
        assert snapshot(left) == snapshot(ours)
        left.ok("merge", theirs.database, "--ours")
        right.ok("merge", ours.database, "--theirs")
    assert snapshot(left) == snapshot(right)
    for runner in (left, right):
        runner.ok("verify")
    assert left.ok("merge", theirs.database, "-f", "json").data["unchanged"]
    right.ok("merge", left.database)
    assert snapshot(right) == snapshot(left)
    right.ok("verify")


@settings(max_examples=2, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(one=WALK, other=WALK)
def test_either_order_says_the_same(begun: Path, folders: Callable[[], Path], one: list, other: list) -> None:
    """A merges B and B merges A: every row that they state is the same, and merging back changes nothing."""
    check_order(begun, folders(), one, other)


@pytest.mark.slow
@settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck))
@given(one=WALK, other=WALK)
def test_any_order_says_the_same(begun: Path, folders: Callable[[], Path], one: list, other: list) -> None:
    """The same over many walks."""
    check_order(begun, folders(), one, other)


def part(begun: Path, folder: Path) -> tuple[Runner, Runner]:
    """Two copies of one register."""
    return copy(begun, folder, "ours"), copy(begun, folder, "theirs")


@pytest.mark.slow
def test_a_conflict_is_listed_and_settled(begun: Path, tmp_path: Path) -> None:
    """What both changed writes nothing until somebody says whose word holds; an undo takes it back as one step."""
    ours, theirs = part(begun, tmp_path)
    ours.ok("update", "KWT-26", "--priority", "high")
    theirs.ok("update", "KWT-26", "--priority", "low")
    refused = ours("merge", theirs.database, "-f", "json")
    (conflict,) = refused.json["data"]["conflicts"]
    assert refused.code == 4
    assert (conflict["field"], conflict["ours"], conflict["theirs"]) == ("priority", "high", "low")
    before = snapshot(ours)
    settled = ours.ok("merge", theirs.database, "--theirs", "-f", "json").data
    assert [each["side"] for each in settled["settled"]] == ["theirs"]
    ours.ok("undo")
    assert snapshot(ours) == before
    ours.ok("merge", theirs.database, "--theirs")
    ours.ok("verify")


def test_what_a_merge_rewords_is_found(begun: Path, tmp_path: Path) -> None:
    """Texts that came, changed and went with a merge are what the index of words has, and what it is made anew from."""
    here, there = copy(begun, tmp_path, "here"), copy(begun, tmp_path, "there")
    here.ok("add", "OWN-1", "--title", "Unheard of")
    there.ok("merge", here.database)
    here.ok("edit", "OWN-1", "--title", "Reworded")
    here.ok("add", "OWN-2", "--title", "Another")
    there.ok("merge", here.database)
    assert [row["code"] for row in there.data("list", "reworded")["rows"]] == ["OWN-1"]
    assert there.data("list", "unheard")["rows"] == []
    assert is_sound(there.database)
    there.ok("undo")
    assert [row["code"] for row in there.data("list", "unheard")["rows"]] == ["OWN-1"]
    assert is_sound(there.database)


@pytest.mark.slow
def test_a_dry_run_records_nothing_and_bad_files_are_refused(begun: Path, tmp_path: Path) -> None:
    """A look changes neither register; what is no register, the same or made apart, is refused in one sentence."""
    ours, theirs = part(begun, tmp_path)
    theirs.ok("update", "KWT-26", "--status", "in_progress")
    held, given = snapshot(ours), Path(theirs.database).read_bytes()
    assert ours.ok("merge", theirs.database, "--dry-run", "-f", "json").data["updates"] == 1
    assert snapshot(ours) == held
    assert Path(theirs.database).read_bytes() == given
    (tmp_path / "text.db").write_text("no register")
    (tmp_path / "cut.db").write_bytes(given[: len(given) // 2])
    Runner(str(tmp_path / "apart.db"), tmp_path).ok("init", CTRACK_NOW="2026-01-01T00:00:00+00:00")
    found = {name: ours("merge", str(tmp_path / f"{name}.db")) for name in ("ours", "text", "cut", "apart", "none")}
    assert {name: each.code for name, each in found.items()} == {"ours": 4, "text": 4, "cut": 7, "apart": 4, "none": 3}
    assert all(each.err.count("\n") == 1 for each in found.values())


def test_the_other_history_is_kept_and_checked(begun: Path, tmp_path: Path) -> None:
    """An entry that another register brought cannot be changed without `verify` saying so."""
    ours, theirs = part(begun, tmp_path)
    theirs.ok("update", "KWT-26", "--status", "in_progress")
    ours.ok("merge", theirs.database)
    assert ours.ok("verify", "-f", "json").data["foreign"] == 1
    with tampering(ours.database) as connection:
        connection.execute("UPDATE foreign_entry SET author = 'somebody'")
    assert ours("verify").code == 7


@pytest.mark.slow
def test_what_was_sent_there_is_not_sent_again(begun: Path, tmp_path: Path) -> None:
    """A reminder that the other register sent is one that was sent, also where it waits here."""
    both = copy(begun, tmp_path, "both")
    both.ok("person", "edit", "Noura", "--email", "noura@example.org")
    both.ok("update", "KWT-26", "--target", "2026-11-22")
    both.ok("assign", "KWT-26", "--person", "Noura")
    ours, theirs = part(Path(both.database), tmp_path)
    configure(theirs, "eml", {"folder": str(tmp_path / "mails")})
    (tmp_path / "mails").mkdir()
    told = theirs("remind")
    theirs.ok("note", "KWT-26", "reminded")
    sent = snapshot(theirs)["sent"]
    ours.ok("merge", theirs.database)
    assert sent, (told.err, told.out)
    assert snapshot(ours)["sent"] == sent
    planned = ours("remind", "--dry-run", "-f", "json").data["rows"]
    assert [row for row in planned if row.get("name") == "Noura"] == []
    assert ours.ok("merge", theirs.database, "-f", "json").data["unchanged"]


@pytest.mark.slow
def test_three_registers_say_the_same_in_any_order(begun: Path, tmp_path: Path) -> None:
    """A third laptop, and merging back: all of them come to say the same."""
    runners = [copy(begun, tmp_path, name) for name in ("first", "second", "third")]
    steps = [
        ("add", "OWN-3", "--title", "Ours"),
        ("update", "KWT-21", "--status", "implemented"),
        ("retract", "KWT-21"),
    ]
    for minute, (runner, words) in enumerate(zip(runners, steps, strict=True)):
        walk(runner, [(words, minute), (("add", f"OWN-{minute + 4}", "--title", "Own"), 0)], 20)
    first, second, third = runners
    other = copy(first.database, tmp_path, "other")
    for runner, names in ((first, (second, third)), (other, (third, second))):
        for each in names:
            runner.ok("merge", each.database)
    assert snapshot(first) == snapshot(other)
    for runner in (second, third):
        runner.ok("merge", first.database)
        assert snapshot(runner) == snapshot(first)
        assert first.ok("merge", runner.database, "-f", "json").data["unchanged"]
        runner.ok("verify")


def test_a_server_takes_in_a_file(begun: Path, tmp_path: Path, server: str) -> None:
    """A register on PostgreSQL takes one in as a file does, and says the same afterwards."""
    from tests.conftest import create_database
    from tests.support.postgres import make_address

    ours, theirs = part(begun, tmp_path)
    name = f"merged_{os.getpid()}"
    create_database(server, name)
    walk(ours, [(("add", "OWN-1", "--title", "Ours"), 1), (("update", "KWT-21", "--status", "implemented"), 1)], 10)
    walk(theirs, [(("retract", "KWT-21"), 1), (("agency", "add", "moi", "--name", "Interior"), 0)], 10)
    walk(theirs, [(("add", "OWN-2", "--title", "Theirs"), 0), (("assign", "KWT-21", "--lead", "moi"), 1)], 11)
    there = Runner(make_address(server, name), tmp_path)
    ours.ok("db", "move", there.database)
    there.ok("merge", theirs.database)
    ours.ok("merge", theirs.database)
    assert snapshot(there) == snapshot(ours)
    there.ok("verify")
    there.ok("undo")
    there.ok("verify")
    assert theirs.ok("merge", ours.database, "-f", "json").data["entries"]
    assert snapshot(theirs) == snapshot(ours)


def test_one_name_for_two_things_is_refused_by_both(begun: Path, tmp_path: Path) -> None:
    """Somebody called anew there as another one was added here: neither register takes the two for one."""
    ours, theirs = part(begun, tmp_path)
    ours.ok("person", "add", "Salem")
    theirs.ok("person", "edit", "Noura", "--name", "Salem")
    assert {ours("merge", theirs.database, "--ours").code, theirs("merge", ours.database, "--ours").code} == {4}


@pytest.mark.slow
def test_a_merge_that_was_undone_is_done_anew(begun: Path, tmp_path: Path) -> None:
    """What an undo took back comes again by another merge, and by `redo` as well."""
    ours, theirs = part(begun, tmp_path)
    walk(theirs, [(("add", "OWN-1", "--title", "Theirs"), 1), (("update", "OWN-1", "--status", "implemented"), 1)], 5)
    before = snapshot(ours)
    ours.ok("merge", theirs.database)
    merged = snapshot(ours)
    ours.ok("undo")
    assert snapshot(ours) == before
    ours.ok("merge", theirs.database)
    assert snapshot(ours) == merged == snapshot(theirs)
    ours.ok("undo")
    ours.ok("redo")
    assert snapshot(ours) == merged
    ours.ok("verify")
