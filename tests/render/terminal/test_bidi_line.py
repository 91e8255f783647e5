"""Lines of cells: rows of marks, and where they begin."""

from __future__ import annotations

import pytest

from ctrack.domain.statuswords import STATUS_MARKS
from ctrack.render.terminal.bidi_line import is_to_be_mirrored, lay_out
from ctrack.text.controls import LRO, PDF


def test_every_mark_runs_as_the_screen_does() -> None:
    """A row of counts begins on the right where reading does, whichever statuses it has; in English on the left."""
    marks = list(STATUS_MARKS.values())
    for first in marks:
        for second in marks:
            row = f"{first}12 {second}3"
            assert lay_out(row, 20, "visual", "rtl") == ([f"{LRO}3{second} 12{first}{PDF}"], 1)
            assert lay_out(row, 20, "visual", "ltr") == ([row], 0)


@pytest.mark.parametrize("text", ["", "–", "·", "-144", "2026-06-30", "A/RES/1 2", "نص 2", "9/24 38%", "– 0%"])
def test_figures_and_words_are_left_alone(text: str) -> None:
    """A fraction and its rate line up with those below them, and words bring an order of their own."""
    assert not is_to_be_mirrored(text, "rtl")
