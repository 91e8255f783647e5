"""Rates as they are told: 100 % is all, 0 % is none, and whatever is between is told as such."""

from __future__ import annotations

import io
import re
from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ctrack.domain.progress import Rate, percent_of, points_between, share_of
from ctrack.render.document import Bars, Column, Document, Share, Table, Tone
from ctrack.render.html.stacked_bars import per_cent
from ctrack.views import words
from ctrack.views.groups import rate_share
from tests.support.documents import rendered
from tests.support.papers import written

PARTS = st.integers(1, 10**9).flatmap(lambda whole: st.tuples(st.integers(0, whole), st.just(whole)))


@given(PARTS)
def test_per_cent_is_the_rounded_quotient_between_none_and_all(pair: tuple[int, int]) -> None:
    """The figure is the quotient with halves rounded up, but 100 for all alone and 0 for none alone."""
    part, whole = pair
    told = percent_of(part, whole)
    assert told is not None
    assert (told == 100) == (part == whole)
    assert (told == 0) == (part == 0)
    if 0 < part < whole:
        rounded = int((Decimal(100 * part) / whole).quantize(Decimal(1), ROUND_HALF_UP))
        assert told == min(max(rounded, 1), 99)


@pytest.mark.parametrize(
    ("part", "whole", "told"),
    [(299, 300, 99), (253, 254, 99), (1, 254, 1), (1, 8, 13), (3, 8, 38), (1, 200, 1), (0, 5, 0), (5, 5, 100)],
)
def test_the_cases_that_were_told_wrongly(part: int, whole: int, told: int) -> None:
    """299 of 300 is not all, 1 of 254 is not none, and a half is rounded up."""
    assert percent_of(part, whole) == Rate(part, whole).percent == told
    assert words.say_rate(Rate(part, whole)) == f"{part}/{whole} {told}%"


def test_nothing_counted_has_no_rate() -> None:
    """Where nothing counts there is no figure, and no bar."""
    assert percent_of(0, 0) is Rate(0, 0).percent is Rate(0, 0).exact is rate_share(Rate(0, 0)) is None
    assert points_between(Rate(0, 0), Rate(1, 2)) is None


@given(PARTS)
def test_a_bar_is_drawn_by_the_figure_beside_it(pair: tuple[int, int]) -> None:
    """A bar is full only for all and empty only for none, as the figure says."""
    assert share_of(*pair) * 100 == pytest.approx(percent_of(*pair))
    length = float(per_cent(100 * pair[0] / pair[1]).rstrip("%"))
    assert (length == 100) == (pair[0] == pair[1])
    assert (length == 0) == (pair[0] == 0)


@given(PARTS, PARTS)
def test_a_move_is_told_in_points_and_never_as_none(before: tuple[int, int], after: tuple[int, int]) -> None:
    """The difference has the sign of the move, is right to a decimal, and is 0 only where nothing moved."""
    then, now = Rate(*before), Rate(*after)
    points = points_between(then, now)
    assert points is not None
    exact = 100 * (after[0] / after[1] - before[0] / before[1])
    assert abs(points - exact) <= 0.1 + 1e-9
    assert (points == 0) == (after[0] * before[1] == before[0] * after[1])
    assert points_between(now, then) == -points


NEARLY = Rate(299, 300)
DOCUMENT = Document(
    "Rates",
    "en",
    (
        Bars("statuses", (("", (Share("a", "a 299", 299, Tone.GOOD), Share("b", "b 1", 1, Tone.FAINT)), "a 299"),)),
        Table(
            "rates",
            (Column("what", "What"), Column("rate", "Rate", show=words.say_rate, raw=str, bar=rate_share)),
            [("nearly all", NEARLY)],
        ),
    ),
)


@pytest.mark.parametrize("name", ["plain", "table", "md", "html"])
def test_no_format_rounds_what_is_less_than_all_to_all(name: str) -> None:
    """299 of 300 is told as 99 % in every format, and nowhere as 100 %."""
    out = rendered(name, DOCUMENT)
    body = re.sub(r'(?:width|height|x|y)="100%"|<style>.*?</style>', "", out, flags=re.DOTALL)
    assert "299/300 99%" in body
    assert "100%" not in body


def test_a_workbook_shows_what_is_less_than_all_as_less() -> None:
    """The cell of the share, which Excel shows without decimals, holds the figure that is told."""
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.load_workbook(io.BytesIO(written("xlsx", DOCUMENT)))
    cells = [cell.value for sheet in book for row in sheet.iter_rows() for cell in row]
    assert 0.99 in cells
    assert "299/300 99%" in cells
