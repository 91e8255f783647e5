"""Lines as stretches that each run one way."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ctrack.render.docx.stretches import Stretch, stretches_of
from ctrack.text.bidi import resolve_levels
from ctrack.text.controls import LRI, LRM, PDI, RLM
from ctrack.text.direction import Direction

CONTROLS = dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F))
letters = st.text(st.sampled_from("abc نصي 12/:()[]- " + LRI + PDI))
ways = st.sampled_from(("ltr", "rtl"))

CASES: dict[str, tuple[str, Direction, list[Stretch]]] = {
    "nothing": ("", "rtl", []),
    "English": ("Due 2026-06-30", "ltr", [("Due 2026-06-30", "ltr")]),
    "a code in Arabic": (
        "القرار A/RES/60/288 نافذ", "rtl", [("القرار ", "rtl"), ("A/RES/60/288", "ltr"), (" نافذ", "rtl")],
    ),
    "figures stay with the Arabic around them": (
        "See القرار 12 لسنة 2026 now", "ltr", [("See ", "ltr"), ("القرار 12 لسنة 2026", "rtl"), (" now", "ltr")],
    ),
    "an English day before Arabic": (
        "20 November 2026: [ar] نص", "rtl",
        [(f"{LRM}20 November 2026:{LRM}", "ltr"), (" [", "rtl"), (f"{LRM}ar{LRM}", "ltr"), ("] نص", "rtl")],
    ),
    "an Arabic day before English": (
        "20 نيسان/أبريل 2026: [en] Text", "ltr",
        [(f"{RLM}20 نيسان/أبريل 2026:{RLM}", "rtl"), (" [en] Text", "ltr")],
    ),
    "an isolate": (f"نص {LRI}3-4 b{PDI}", "rtl", [("نص ", "rtl"), (f"{LRM}3-4 b{LRM}", "ltr")]),
}  # fmt: skip


@pytest.mark.parametrize(("line", "way", "stretches"), CASES.values(), ids=CASES)
def test_stretches(line: str, way: Direction, stretches: list[Stretch]) -> None:
    """Each stretch has one direction, and marks stand only where a reader's program would turn it otherwise."""
    assert stretches_of(line, way) == stretches


@given(letters, ways)
def test_nothing_is_lost(line: str, way: Direction) -> None:
    """The stretches hold every character but what directs, in the order in which it was written."""
    assert "".join(piece for piece, _ in stretches_of(line, way)).translate(CONTROLS) == line.translate(CONTROLS)


@pytest.mark.parametrize("line", ["20 November 2026: [ar] نص", "20 نيسان/أبريل 2026: [en] Text", "(3) [ar] نص 4 b"])
@pytest.mark.parametrize("way", ["ltr", "rtl"])
def test_the_plain_algorithm_agrees(line: str, way: Direction) -> None:
    """A program that knows UAX #9 alone finds the letters and figures of each stretch at its direction."""
    stretches = stretches_of(line, way)
    levels, _ = resolve_levels("".join(piece for piece, _ in stretches), 1 if way == "rtl" else 0)
    wanted = [turn for piece, turn in stretches for _ in piece]
    text = "".join(piece for piece, _ in stretches)
    found = ["ltr" if (level or 0) % 2 == 0 else "rtl" for level in levels]
    strong = [at for at, sign in enumerate(text) if sign.isalpha()]
    assert [found[at] for at in strong] == [wanted[at] for at in strong]
