"""Charts in formats that draw no picture."""

from __future__ import annotations

import pytest

from ctrack.render.document import Curve, Document, HeatMap, Line, Tone
from ctrack.render.screen import Screen
from tests.support.documents import rendered

MAP = HeatMap("map", (("done", "Done", Tone.GOOD), ("open", "Open", Tone.FAINT)), (("Kuwait", (9, 15)),), "By status")
CURVE = Curve("curve", (("May", "2026-05"), ("June", "2026-06")), (Line("done", "Done", (8, 9), Tone.GOOD),), 24)


@pytest.mark.parametrize("name", ["table", "plain", "md"])
def test_every_count_is_told(name: str) -> None:
    """The words and figures of a chart are there, in a table."""
    out = rendered(name, Document("", "en", (MAP, CURVE)), Screen(80))
    lines = [line.replace("|", " ").split() for line in out.splitlines()]
    # A terminal shows a curve as blocks between its first value and its last.
    sparks = [["Kuwait", "9", "15"]] if name == "table" else [["May", "8/24"], ["June", "9/24"]]
    for line in (["Done", "Open"], ["Kuwait", "9", "15"], *sparks):
        assert line in lines
    assert "9/24" in out
    assert "By status" in out
