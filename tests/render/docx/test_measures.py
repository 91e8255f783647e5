"""How columns share the width of a page in Word."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ctrack.render.docx.fewest_lines import settle
from ctrack.render.docx.measures import ROOM, Face, Want, share, want_of, width_of

FACE = Face(180, 200, 180)
CODE, DATE, STATUS = Want(900, 1300, False), Want(1300, 2700, False), Want(1000, 1800, False)
NOTE = Want(1500, 30_000, True)
IN_DEJAVU_BOLD = {
    "المتأخر": 3515,
    "الكل": 2192,
    "جديد": 2251,
    "قريبا": 2436,
    "الحالات": 3564,
    "المعدل": 3398,
    "القسم": 3240,
    "الصك": 2635,
    "الطرف": 3476,
    "الالتزام": 3569,
    "الموعد": 3276,
    "المتبقي": 3937,
    "الحالة": 2796,
    "الرمز": 2582,
    "التاريخ": 3174,
    "حزيران/يونيه": 6294,
    "الثاني/نوفمبر": 6612,
    "الاستراتيجية": 5963,
    "المستضعفين": 6392,
    "خطط": 2766,
    "طرف": 2726,
    "حقل": 2333,
    "Implemented": 7455,
    "Commitment": 7236,
    "GCTS-A2A": 5616,
    "2026-11-21": 6396,
    "0/10": 2453,
}
"""Words of headings and cells as wide as DejaVu Sans Bold sets them, in thousandths of an em."""
wants = st.builds(
    lambda least, more, runs: Want(least, least + more, runs),
    st.integers(200, 1400), st.integers(0, 20_000), st.booleans(),
)  # fmt: skip


@given(st.lists(wants, min_size=1, max_size=6))
def test_no_column_is_narrower_than_its_longest_word(columns: list[Want]) -> None:
    """Where the longest words fit side by side, each column has room for its own, and all fit the page."""
    widths = share(columns)
    assert sum(widths) <= ROOM
    assert all(width >= min(want.least, ROOM * 4 // 10) for width, want in zip(widths, columns, strict=True))


@pytest.mark.parametrize("order", [(CODE, DATE, STATUS, NOTE), (NOTE, STATUS, DATE, CODE), (CODE, NOTE, DATE, DATE)])
def test_what_runs_on_is_widest(order: tuple[Want, ...]) -> None:
    """The note has nearly half of the page, and a code or a status stands on one line."""
    widths = dict(zip(order, share(order), strict=True))
    assert widths[NOTE] == max(widths.values())
    assert widths[NOTE] >= ROOM * 40 // 100
    assert widths[CODE] >= CODE.most
    assert widths[DATE] >= DATE.least


def test_nothing_that_runs_on_leaves_no_hole() -> None:
    """Columns of figures share the whole width, each by what it wants."""
    widths = share([Want(500, 500, False), Want(500, 1500, False)])
    assert ROOM - 2 <= sum(widths) <= ROOM
    assert widths[1] == pytest.approx(3 * widths[0], rel=0.01)


def test_too_many_words_share_what_there_is() -> None:
    """Where the longest words do not fit side by side, nothing leaves the page."""
    widths = share([Want(3000, 5000, False)] * 8)
    assert sum(widths) <= ROOM
    assert len(set(widths)) == 1


def test_a_heading_may_stand_on_two_lines() -> None:
    """A column is as wide as the longest word of its heading, and as the longest line of its cells."""
    short = want_of("Date of the last report", ("1",), FACE, is_running=False)
    assert short.least == short.most == want_of("report", (), FACE, is_running=False).least
    assert (
        want_of("A", ("two words",), FACE, is_running=True).least
        < want_of("A", ("two words",), FACE, is_running=True).most
    )


@pytest.mark.parametrize(
    ("wide", "narrow"), [("MMM", "iii"), ("سسس", "ااا"), ("نُفِّذ", "نفد"), ("漢字", "ab"), ("الطرف", "الط")]
)
def test_letters_differ(wide: str, narrow: str) -> None:
    """Letters are as wide as their kind; marks above letters take nothing away."""
    assert width_of(wide, FACE) >= width_of(narrow, FACE) > 0


@pytest.mark.parametrize(("word", "width"), IN_DEJAVU_BOLD.items())
def test_a_heading_has_room_in_the_widest_face(word: str, width: int) -> None:
    """A bold word comes out within what its column allows for beside its padding, in the widest face that is about."""
    allowed = want_of(word, (), Face(1000, 1000, 1000), is_running=False).least
    assert width * 0.97 <= allowed <= width * 1.6


def test_what_runs_on_has_the_room_that_nothing_else_needs() -> None:
    """Beside long notes the date takes two lines or three; beside short ones it stands on one."""
    wants = [CODE, DATE, NOTE]
    notes, words = ([1000] * 9, [2500] * 9), ([24_000] * 9, [3_000] * 9)
    among_notes, among_words = (settle(wants, (*notes, said), ROOM) for said in words)
    assert among_notes[1] < DATE.most <= among_words[1]
    assert among_notes[2] > among_words[2] >= NOTE.least
    assert ROOM - 2 <= sum(among_notes) <= ROOM
