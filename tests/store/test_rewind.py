"""The past holds nothing of the future: what is read back is what a copy of the register held on that day."""

from __future__ import annotations

import csv
import io
import shutil
import tempfile
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection

from ctrack.store.moments import Moment
from ctrack.store.rewind import NothingInForce, NothingKnown, turn_back
from tests.support.registers import read, read_content
from tests.support.runner import Runner

FIRST = date(2026, 11, 22).toordinal()
PLAN = """schema = 1
slug = "{slug}"
kind = "plan_of_action"
title = {{ en = "Plan {slug}" }}
{adopted}
[source.own]
en = "Own"
[[section]]
slug = "all"
title = {{ en = "All" }}
[[commitment]]
code = "{code}-1"
section = "all"
kind = "action"
addressee = "member_states"
title = {{ en = "Do {slug}" }}
sources = ["own"]
verification = "unchecked"
"""
PLANS = {
    "dated": PLAN.format(slug="dated-plan", code="DAT", adopted='adopted_on = "2026-03-10"'),
    "undated": PLAN.format(slug="undated-plan", code="UND", adopted=""),
}
LIFE: tuple[tuple[str, ...], ...] = (
    ("agency", "add", "moi", "--name", "Interior"),
    ("person", "add", "Salem", "--agency", "moi"),
    ("assign", "KWT-25", "--lead", "moi", "--person", "Salem"),
    ("update", "KWT-25", "--status", "in_progress", "--on", "2026-10-15", "--priority", "high", "--tag", "urgent"),
    ("party", "add", "KW"),
    ("party", "home", "KW"),
    ("instrument", "add", "dated.toml"),
    ("add", "OWN-1", "--title", "Something of ours", "--deadline", "2027-01"),
    ("update", "KWT-25", "--party", "NFP", "--target", "2027-06", "--priority", "low"),
    ("assign", "OWN-1", "--person", "Salem"),
    ("instrument", "add", "undated.toml"),
    ("undo",),
    ("recur", "KWT-26", "--every", "1y", "--anchor", "2026-12-01"),
    ("undo", "4"),
    ("update", "DAT-1", "--status", "implemented"),
    ("person", "edit", "Salem", "--rename", "Noura"),
)
WORDS = st.sampled_from((*LIFE, ("undo", "2"), ("undo", "5"), ("undo", "8"), ("party", "home", "NFP")))


def day_of(place: int) -> date:
    """The day of a step."""
    return date.fromordinal(FIRST + place)


class Lived:
    """A register, one command a day, with a copy of it as it was at the end of each day."""

    def __init__(self, template: Path, folder: Path, life: list[tuple[str, ...]]) -> None:
        for name, text in PLANS.items():
            (folder / f"{name}.toml").write_text(text)
        self.folder, self.path = folder, folder / "commitments.db"
        shutil.copyfile(template, self.path)
        self.copies = [self.copy(0)]
        for place, words in enumerate(life, 1):
            given = [str(folder / word) if word.endswith(".toml") else word for word in words]
            outcome = self.at(place)(*given)
            assert outcome.code in (0, 2, 3, 4), outcome
            self.copies.append(self.copy(place))

    def at(self, place: int, path: Path | None = None) -> Runner:
        """A runner of that day."""
        environ = {"CTRACK_NOW": f"{day_of(place).isoformat()}T09:00:00+00:00"}
        return Runner(str(path or self.path), self.folder, environ)

    def copy(self, place: int) -> Path:
        """The register as it is now, in a file of its own."""
        path = self.folder / f"day-{place}.db"
        shutil.copyfile(self.path, path)
        return path


@pytest.fixture(scope="module")
def lived(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Lived:
    """A register after a whole life, that no test writes to."""
    return Lived(template, tmp_path_factory.mktemp("past"), list(LIFE))


def stated(connection: Connection) -> dict[str, list[tuple[Any, ...]]]:
    """Every row that the register states."""
    return read_content(connection, "mail", "reminder", "report")


def turned(moment: Moment) -> Callable[[Connection], dict[str, list[tuple[Any, ...]]]]:
    """Every row after the register was turned back."""

    def look(connection: Connection) -> dict[str, list[tuple[Any, ...]]]:
        turn_back(connection, moment)
        return stated(connection)

    return look


def check_known(lived: Lived) -> None:
    """By what was known at any entry every row is as a copy of that day holds it."""
    for place, copy in enumerate(lived.copies):
        then = read(lived.at(place, copy), stated)
        entry = then["journal"][-1][0]
        assert read(lived.at(99), turned(Moment(date.max, entry=entry))) == then, place
        known_at = f"{day_of(place).isoformat()}T23:59:59.999999Z"
        assert read(lived.at(99), turned(Moment(date.max, known_at))) == then, place


@pytest.mark.slow
def test_what_was_known_is_what_a_copy_of_then_holds(lived: Lived) -> None:
    """Turned back to any entry, every table holds the very rows of a copy that was made then, and no other."""
    check_known(lived)


def figures(data: dict[str, Any]) -> dict[str, Any]:
    """What a report counts and names, without what proves it."""
    left_out = ("journal", "fingerprint", "entry", "seal", "known_at")
    return {key: value for key, value in data.items() if key not in left_out}


@pytest.mark.slow
def test_a_report_by_what_was_known_is_the_report_of_then(lived: Lived) -> None:
    """`report --known-at DAY` counts what the report of that day counted, whatever was recorded, undone or renamed."""
    for place in (0, 4, 7, 9, 12, 15):
        day = day_of(place).isoformat()
        for words in (
            ("report",),
            ("report", "--by", "agency,priority"),
            ("report", "agency"),
            ("report", "deadlines"),
        ):
            then = lived.at(place, lived.copies[place]).data(*words)
            now = lived.at(99).data(*words, "--known-at", day)
            assert figures(now) == figures(then), (place, words)
            assert now["known_at"] == day


@pytest.mark.slow
def test_as_of_a_day_who_did_what_is_as_it_was_then(lived: Lived) -> None:
    """Assignments, priorities, tags, names and the home party are those of the day, also of what is told only later."""

    def row(*words: str) -> dict[str, Any]:
        found: dict[str, Any] = lived.at(99).data("show", "KWT-25", "--party", "NFP", *words)
        return {name: found[name] for name in ("agency", "person", "priority", "tags", "target")}

    nothing = {"agency": None, "person": None, "priority": None, "tags": [], "target": None}
    assigned = {**nothing, "agency": "moi", "person": "Salem"}
    assert row("--as-of", "2026-11-24") == nothing
    assert row("--as-of", "2026-11-25") == assigned
    assert row("--as-of", "2026-11-26") == {**assigned, "priority": "high", "tags": ["urgent"]}
    assert row("--as-of", "2026-12-01") == {**assigned, "priority": "low", "tags": ["urgent"], "target": "2027-06"}
    homes = {day: lived.at(99).data("report", "--as-of", day)["home"] for day in ("2026-11-27", "2026-11-28")}
    assert homes == {"2026-11-27": "NFP", "2026-11-28": "KW"}


@pytest.mark.slow
def test_as_of_a_day_no_entry_of_later_days(lived: Lived) -> None:
    """The journal entries that stand beside a commitment are those of the day, and what was undone later is not yet."""
    shown = ("report", "one", "KWT-25", "--as-of")
    numbers = {day: [row["number"] for row in lived.at(99).data(*shown, day)["entries"]] for day in ("2026-11-25",)}
    assert numbers == {"2026-11-25": [4]}
    now = {row["number"]: row["undone_by"] for row in lived.at(99).data("log")["rows"]}
    then = lived.at(99).data("report", "one", "OWN-1", "--as-of", "2026-12-01")["entries"]
    assert {row["undone_by"] for row in then} == {None}
    assert any(now.values())


@pytest.mark.slow
def test_as_of_a_day_only_what_was_in_force(lived: Lived) -> None:
    """A plan counts from its adoption, one without a date from when it was recorded, with all that is in it."""

    def slugs(day: str) -> set[str]:
        rows = lived.at(99).data("report", "--as-of", day)["rows"]
        return {row["key"] for row in rows} & {"dated-plan", "own", "undated-plan"}

    assert slugs("2026-03-09") == set()
    assert slugs("2026-03-10") == {"dated-plan"}
    assert slugs("2026-11-29") == {"dated-plan"}
    assert slugs("2026-11-30") == {"dated-plan", "own"}
    assert lived.at(99)("show", "DAT-1", "--as-of", "2026-03-09").code == 3
    assert lived.at(99)("show", "OWN-1", "--as-of", "2026-11-29").code == 3


@pytest.mark.slow
def test_today_before_the_newest_entry_is_as_of_that_day(lived: Lived) -> None:
    """With --today in the past, what was recorded since is not there; with a later one nothing is left out."""
    for words in (("list",), ("report",), ("due",)):
        then = lived.at(99).data(*words, "--today", "2026-11-25")
        assert figures(then) == figures(lived.at(99).data(*words, "--as-of", "2026-11-25")), words
    assert lived.at(99).data("report", "--today", "2026-11-25")["home"] == "NFP"
    assert lived.at(99).data("report", "--today", "2027-03-01")["home"] == "KW"


def test_a_comparison_adds_up(lived: Lived) -> None:
    """Groups of either day stay, blank on a day on which they were not there, and the lines add up to the whole."""
    data = lived.at(99).data("report", "--compare", "2026-03-09")
    for side in ("before", "after"):
        assert sum(row[side]["total"] for row in data["rows"] if row[side]) == data["whole"][side]["total"]
    blank = {row["after"]["key"] for row in data["rows"] if row["before"] is None}
    assert blank == {"dated-plan", "own"}
    text = lived.at(99).ok("report", "--compare", "2026-03-09", "--format", "csv").out
    (line,) = (line for line in csv.DictReader(io.StringIO(text)) if line["after_title"] == "Plan dated-plan")
    assert (line["after_total"], line["before_total"], line["after_rate_percent"]) == ("1", "", "100.0")
    assert (line["before_rate_percent"], line["before_overdue"], line["after_overdue"]) == ("", "", "0")


@pytest.mark.parametrize(
    ("moment", "failure"),
    [
        (Moment(date(2001, 9, 27)), NothingInForce),
        (Moment(date.max, "2026-11-20T23:59:59.999999Z"), NothingKnown),
        (Moment(date.max, entry=0), NothingKnown),
    ],
)
def test_before_everything_there_is_nothing(lived: Lived, moment: Moment, failure: type[Exception]) -> None:
    """A day before the first instrument, and a time before the first entry, are refused."""
    with pytest.raises(failure):
        read(lived.at(99), turned(moment))


def test_text_is_found_as_it_was(lived: Lived) -> None:
    """What is searched for is the text of then: an undone plan is found while it was known."""
    assert lived.at(99).data("list", "undated", "--known-at", day_of(11).isoformat())["total"] == 1
    assert lived.at(99).data("list", "undated")["total"] == 0


@pytest.mark.slow
@given(life=st.lists(WORDS, min_size=4, max_size=12))
@settings(max_examples=6, deadline=None)
def test_any_life_is_read_back(life: list[tuple[str, ...]], template: Path) -> None:
    """Whatever was done, undone and done again, the past is what a copy of then holds, and reports count the same."""
    with tempfile.TemporaryDirectory() as folder, suppress(NothingInForce):
        lived = Lived(template, Path(folder), life)
        check_known(lived)
        for place in range(0, len(life) + 1, 3):
            then = lived.at(place, lived.copies[place]).data("report")
            assert figures(lived.at(99).data("report", "--known-at", day_of(place).isoformat())) == figures(then)


@pytest.mark.slow
def test_a_server_reads_back_the_same(on_server: Runner, tmp_path: Path) -> None:
    """On PostgreSQL what was known at each entry is what the tables held then."""
    for name, text in PLANS.items():
        (tmp_path / f"{name}.toml").write_text(text)
    held = []
    for place, words in enumerate(LIFE, 1):
        given = [str(tmp_path / word) if word.endswith(".toml") else word for word in words]
        outcome = on_server(*given, CTRACK_NOW=f"{day_of(place).isoformat()}T09:00:00+00:00")
        assert outcome.code in (0, 2, 3, 4), outcome
        held.append(read(on_server, stated))
    for then in held:
        assert read(on_server, turned(Moment(date.max, entry=then["journal"][-1][0]))) == then
