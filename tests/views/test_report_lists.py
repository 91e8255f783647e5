"""The lists of a report: however long they are, and whenever they are drawn."""

from __future__ import annotations

from datetime import date

from ctrack.domain.long_lists import LongList
from ctrack.domain.records.reports import Event, Extract
from ctrack.render.document import Table
from ctrack.text.language import speaking
from ctrack.views.report_lists import change_blocks

TITLE = {"en": "A text", "ar": "نص", "fr": "Un texte"}


def test_a_long_list_is_drawn_in_the_language_in_which_it_was_made() -> None:
    """What was said is told in the language of its report, though another is spoken as the table is drawn."""
    event = Event("A-1", "KW", TITLE, None, "2026-01-02", "agency", None, "public")
    events = Extract(LongList(1, lambda: iter([event])), 1)
    with speaking("fr"):
        table = change_blocks(date(2026, 1, 1), events, has_parties=False)[1]
    assert isinstance(table, Table)
    with speaking("ar"):
        assert [list(row) for row in table.rows] == [["2026-01-02", "A-1", None, "Un texte"]]
