"""The lists of a report as they are written for programs: quickly, and as JSON writes what they tell."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from ctrack.domain import remembered, told_lists
from ctrack.domain.json_signs import escape_suspects
from ctrack.domain.long_lists import ColumnList
from ctrack.domain.records.reports import Change, Event
from ctrack.domain.records.undertakings import Row
from ctrack.domain.told_lists import ToldList
from ctrack.domain.vocabulary import Status
from ctrack.services.fingerprints import sum_up
from ctrack.store.queries import read_rows, select_every_row
from ctrack.text.language import choose_words, speaking
from ctrack.views import report_fields
from ctrack.views.report_fields import tell_changes, tell_events, tell_rows
from ctrack.views.row_parts import row_data
from tests.support.registers import HORIZON, read
from tests.support.runner import Runner

encode = json.JSONEncoder(ensure_ascii=False).encode
HOSTILE = {"en": 'a "b" \\ \n\t\u202e%s{0}', "ar": "نص", "fr": "\ud800"}
LANGUAGES = ("en", "ar", "fr")


@pytest.fixture(params=LANGUAGES)
def language(request: pytest.FixtureRequest) -> Iterator[str]:
    """A language that is spoken."""
    with speaking(request.param):
        yield request.param


def check(told: ToldList[Any]) -> None:
    """What is written quickly is what JSON makes of what is told."""
    data = list(told)
    assert data
    assert list(told.lines(encode)) == [escape_suspects(encode(each)) for each in data]
    assert list(told.contents(sum_up)) == list(map(sum_up, data))
    assert told.kept is None


def check_at_once(told: ToldList[Any]) -> None:
    """Lines that were made as the fingerprint was taken are those that are made for themselves."""
    lines, contents = list(told.lines(encode)), list(told.contents(sum_up))
    assert list(told.contents(sum_up, keeps_lines=True)) == contents
    assert told.kept is not None
    told.write = None
    assert list(told.lines(encode)) == lines
    assert list(told.lines(encode)) == lines


def test_rows_are_written_as_they_are_told(ctrack: Runner, language: str) -> None:
    """Every row of the shipped register, and one of which everything is known, is written as its data would be."""
    rows = read(ctrack, lambda connection: read_rows(connection, select_every_row(), HORIZON))
    full = rows[0]._replace(
        title_stored=encode(HOSTILE), own_status='"', postponed=2, updated_on=date(2026, 1, 2), tags=("a", "b"),
        person="%s", filed={**rows[0].filed, "position": "accepted"}, is_stale=True, binding=False,
    )  # fmt: skip
    told = tell_rows([*rows, full, full])
    check(told)
    check_at_once(told)
    assert list(told) == list(map(row_data, told.items))


def test_what_is_not_remembered_is_written_all_the_same(ctrack: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a field with more values than are remembered the others are written each time."""
    monkeypatch.setattr(remembered, "MOST", 1)
    report_fields.row_writer.cache_clear()
    check(tell_rows(read(ctrack, lambda connection: read_rows(connection, select_every_row(), HORIZON))))


def test_events_are_written_as_they_are_told(language: str) -> None:
    """What was said, with a note or none, is written as its data would be, the title in the language spoken."""
    events = [
        Event("A-1", "KW", HOSTILE, Status.IN_PROGRESS, "2026-01", "agency", HOSTILE, "public"),
        Event("A-2", "KW", {"ar": "نص"}, None, "2026", "world", None, "internal", is_withheld=True),
    ]
    told = tell_events(events)
    check(told)
    check_at_once(told)
    assert [event["title"] for event in told] == [choose_words(event.title) for event in events]


def test_texts_that_are_alike_are_written_each_in_its_own_order() -> None:
    """Two texts may hold the same in another order of languages, and each stands as it is."""
    titles = ({"en": "One", "ar": "نص"}, {"ar": "نص", "en": "One"})
    check(tell_events([Event("A-1", "KW", title, None, "2026", "agency", title, "public") for title in titles]))


@pytest.mark.parametrize("size", [1, 7, 1000])
def test_rows_by_columns_are_written_as_row_by_row(ctrack: Runner, language: str, size: int) -> None:
    """What is written a portion of columns at a time is what is written of each row, also where all are alike."""
    rows = read(ctrack, lambda connection: read_rows(connection, select_every_row(), HORIZON))
    rows += [rows[0]._replace(title_stored=encode(HOSTILE), tags=("a", "b"), binding=None, code='"')] * 9
    portions = [list(zip(*rows[at : at + size], strict=True)) for at in range(0, len(rows), size)]
    told = tell_rows(ColumnList(len(rows), lambda: iter(portions), Row._make))
    check(told)
    check_at_once(tell_rows(ColumnList(len(rows), lambda: iter(portions), Row._make)))
    assert list(told.lines(encode)) == list(tell_rows(rows).lines(encode))


@pytest.mark.parametrize("portion", [1, 2, 7])
def test_rows_are_written_alike_in_whatever_portions(
    ctrack: Runner, portion: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What all of a portion have alike is put in once, which nobody sees."""
    rows = read(ctrack, lambda connection: read_rows(connection, select_every_row(), HORIZON))[:60]
    monkeypatch.setattr(report_fields, "PORTION", portion)
    monkeypatch.setattr(told_lists, "PORTION", portion)
    check(tell_rows(rows))
    check_at_once(tell_rows(rows))


def test_a_list_that_was_not_gone_through_keeps_nothing(ctrack: Runner) -> None:
    """Whoever stops half-way leaves no half of a list behind."""
    told = tell_rows(read(ctrack, lambda connection: read_rows(connection, select_every_row(), HORIZON)))
    next(told.contents(sum_up, keeps_lines=True))
    assert told.kept is None
    check(told)


def test_a_list_speaks_the_language_in_which_it_was_made(language: str) -> None:
    """A list that is written later, in another language, still has the titles of its own."""
    told = tell_events([Event("A-1", "KW", HOSTILE, None, "2026", "agency", None, "public")])
    with speaking("ar" if language == "en" else "en"):
        assert next(iter(told))["title"] == HOSTILE[language]
        check(told)


def test_changes_are_written_as_they_are_told(ctrack: Runner, language: str) -> None:
    """A change is its row, and behind that how it stood before."""
    rows = read(ctrack, lambda connection: read_rows(connection, select_every_row(), HORIZON))[:9]
    told = tell_changes([Change(row, Status.IN_PROGRESS, 40, '2026-"06') for row in rows])
    check(told)
    assert next(iter(told))["before"] == {"status": "in_progress", "progress": 40, "target": '2026-"06'}
