"""Dates that people type: a word that is none is answered with how people write dates, and by what was typed."""

from __future__ import annotations

import pytest

from tests.cli.promises import nothing_recorded, refused
from tests.support.runner import Runner

LINES = (
    ("postpone", "KWT-25", "soon", "why"),
    ("update", "KWT-25", "--target", "soon"),
    ("update", "KWT-25", "--status", "implemented", "--on", "soon"),
    ("snooze", "KWT-25", "--until", "soon"),
    ("recur", "KWT-25", "--every", "1y", "--anchor", "soon"),
    ("edit", "KWT-25", "--deadline", "soon", "--source", "x"),
)


@pytest.mark.parametrize("words", LINES, ids=" ".join)
def test_a_word_that_is_no_date(words: tuple[str, ...], ctrack: Runner) -> None:
    """Nobody who types a date is told of texts of instruments, or of an option that the command has not."""
    with nothing_recorded(ctrack):
        outcome = ctrack(*words)
        refused(outcome, 2, "soon", "2026-06-30")
    assert "words" not in outcome.err
    assert words[0] != "postpone" or "--target" not in outcome.err


def test_a_season_is_that_of_the_home_state(ctrack: Runner) -> None:
    """Without a home State it is refused and told why; with one it is a date, in targets, deadlines and filters."""
    refused(ctrack("update", "KWT-21", "--target", "summer 2027"), 2, "hemisphere")
    ctrack.ok("party", "home", "ZA")
    ctrack.ok("update", "KWT-21", "--target", "صيف 2027-2028")
    assert ctrack.data("list", "KWT-21")["rows"][0]["target"] == "2027-30"
    ctrack.ok("add", "Q-1", "--title", "Q", "--deadline", "by the end of winter 2027")
    assert ctrack.data("list", "Q-1")["rows"][0]["due"] == "2027-32"
    assert [row["code"] for row in ctrack.data("list", 'due:"winter 2027"')["rows"]] == ["Q-1"]
    assert "فصل الشتاء من عام 2027 (حزيران/يونيه – آب/أغسطس)" in ctrack.ok("--lang", "ar", "show", "Q-1").out
    ctrack.ok("party", "home", "KE")
    refused(ctrack("update", "KWT-21", "--target", "winter 2027"), 2, "hemisphere")
