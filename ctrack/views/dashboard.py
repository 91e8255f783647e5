"""What needs the user now, as a document for one screen."""

from __future__ import annotations

from ctrack.domain.records.overviews import Overview
from ctrack.domain.records.reports import Report
from ctrack.render.document import Align, Block, Column, Document, Fact, Facts, Heading, Paragraph, Table, Tone
from ctrack.text.language import choose_words, current_language
from ctrack.text.language import translate as _
from ctrack.views import words
from ctrack.views.cuts import cut_blocks
from ctrack.views.date_lists import MISSED, group_facts, list_blocks
from ctrack.views.groups import count_tone, rate_share, rate_tone, rate_words, raw_rate, show_count, status_bars
from ctrack.views.listings import (
    code_field,
    due_field,
    left_field,
    machine_fields,
    make_table,
    status_field,
    title_field,
)
from ctrack.views.whose import say_body


def view_dashboard(found: Overview, *, for_machines: bool = False) -> Document:
    """What needs the user now, on one screen; for machines the rows that press."""
    if for_machines:
        table = make_table("pressing", found.pressing.rows, machine_fields())
        return Document(_("What needs you"), current_language(), (table,))
    fields = [code_field(), due_field(), left_field(), status_field(), title_field()]
    blocks: list[Block] = [
        Heading(f"{say_body(found.whose[0])} · {words.say_day(found.today)}", 1),
        Facts((
            Fact("rate", _("Implementation rate"), rate_words(found.whole), Tone.STRONG),
            Fact("overdue", _("Overdue"), str(found.whole.overdue), count_tone(Tone.ALARM)(found.whole.overdue)),
            Fact("due_soon", _("Due soon"), str(found.whole.due_soon)),
            *group_facts(found.whole),
        )),
        status_bars(found.whole),
    ]  # fmt: skip
    if found.pressing:
        blocks += [Heading(_("What needs you")), make_table("pressing", found.pressing.rows, fields)]
        blocks += cut_blocks(found.pressing)
    else:
        blocks.append(Paragraph(_("Nothing is overdue or due soon."), Tone.GOOD))
    blocks += list_blocks(MISSED, found.missed)
    columns = (
        Column("title", _("Instrument"), wraps=True),
        Column("total", _("All"), align=Align.END),
        Column("rate", _("Rate"), show=words.say_rate, raw=raw_rate, align=Align.END, bar=rate_share, tone=rate_tone),
        Column("overdue", _("Late"), show=show_count, align=Align.END, tone=count_tone(Tone.ALARM)),
    )
    rows = [(choose_words(group.title), group.total, group.rate, group.overdue) for group in found.groups]
    blocks.append(Table("instruments", columns, rows))
    return Document(
        title=_("What needs you"),
        language=current_language(),
        blocks=tuple(blocks),
        main="pressing",
        notes=(say_more(),),
    )


def view_figures(report: Report) -> Document:
    """The same for a program: every figure of the report."""
    from ctrack.views.report_data import report_data

    return Document(_("What needs you"), current_language(), (), report_data(report), notes=(say_more(),))


def say_more() -> str:
    """What to go on with."""
    return _("'ctrack show CODE' tells more, 'ctrack update CODE --status ...' records, 'ctrack help' helps.")
