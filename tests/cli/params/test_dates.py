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
