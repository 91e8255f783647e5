"""An assessment as a document: progress by area, shortfalls, priorities, needs for assistance."""

from __future__ import annotations

from ctrack.domain.records.reports import Report
from ctrack.domain.records.undertakings import Row
from ctrack.domain.vocabulary import Kind, Priority, Status
from ctrack.render.document import Block, Document, Fact, Facts, Heading, Paragraph, Tone
from ctrack.text.language import current_language
from ctrack.text.language import translate as _
from ctrack.views import words
from ctrack.views.cuts import cut_lines
from ctrack.views.date_lists import report_blocks as date_blocks
from ctrack.views.groups import group_table, part_blocks, rate_words, status_bars
from ctrack.views.listings import (
    code_field,
    due_field,
    left_field,
    make_table,
    party_field,
    status_field,
    title_field,
)
from ctrack.views.report_data import report_data
from ctrack.views.row_parts import row_data
from ctrack.views.whose import whose_fact

TOP = 5
ASSISTANCE_TAG = "assistance"
# A shortfall is worse the more firmly the text binds.
FIRM = ("decides", "must", "commits", "resolves", "recommits", "requests", "urges")


def view_assessment(report: Report, rows: list[Row], *, is_cut: bool = False, has_parts: bool = False) -> Document:
    """The assessment of the home party's own undertakings, or those of the parties that the filter names."""
    open_rows = [row for row in rows if row.is_open]
    shortfalls = sorted(open_rows, key=shortfall)
    priorities = [row for row in open_rows if row.filed["priority"] == Priority.HIGH]
    needs = [row for row in open_rows if needs_assistance(row)]
    blocks: list[Block] = [
        Heading(_("Assessment"), 1),
        Facts(tuple(fact for fact in (
            whose_fact(report.whose),
            Fact("as_of", _("As of"), words.say_day(report.today)),
            Fact("filter", _("Filter"), report.filter),
            Fact("rate", _("Implementation rate"), rate_words(report.whole), Tone.STRONG),
        ) if fact.text)),
        status_bars(report.whole),
        Heading(_("Progress by area")),
        group_table("areas", report.by, report.groups, report.whole),
        *(part_blocks(report) if has_parts else ()),
    ]  # fmt: skip
    blocks += date_blocks(report.dates)
    for key, title, listed in (
        ("shortfalls", _("Main shortfalls"), shortfalls),
        ("priorities", _("Priorities"), priorities),
        ("assistance", _("Needs for assistance"), needs),
    ):
        blocks += [Heading(title), *rows_or_none(key, listed, TOP if is_cut else None)]
    note = _(
        "Shortfalls: the longest overdue first, then what binds most firmly and has not begun. Priorities: open and of "
        "high priority. Assistance: open and tagged 'assistance', or about capacity."
    )
    blocks.append(Paragraph(note, Tone.FAINT))
    lists = {"shortfalls": shortfalls, "priorities": priorities, "assistance": needs}
    data = {**report_data(report), **{key: [row_data(row) for row in listed] for key, listed in lists.items()}}
    return Document(_("Assessment"), current_language(), tuple(blocks), data, main="areas")


def rows_or_none(key: str, rows: list[Row], most: int | None) -> list[Block]:
    """A table of undertakings, at most so many of them, or a word that there are none."""
    if not rows:
        return [Paragraph(_("None is recorded."), Tone.FAINT)]
    named = [party_field()] if len({row.party for row in rows}) > 1 else []
    fields = [code_field(), *named, due_field(), left_field(), status_field(), title_field()]
    return [make_table(key, rows[:most], fields), *cut_lines(len(rows[:most]), len(rows))]


def shortfall(row: Row) -> tuple[int, int, int]:
    """How badly an open undertaking falls short; the worst sorts first."""
    late = min(row.days_left, 0) if row.days_left is not None else 0
    begun = row.status not in (Status.NOT_REPORTED, Status.NOT_STARTED)
    return late, 0 if row.force in FIRM else 1, 1 if begun else 0


def needs_assistance(row: Row) -> bool:
    """Tagged so, or about capacity and not begun."""
    unbegun = row.status in (Status.NOT_REPORTED, Status.NOT_STARTED)
    return ASSISTANCE_TAG in row.tags or (row.kind == Kind.CAPACITY and unbegun)
