"""States side by side, as a document."""

from __future__ import annotations

from datetime import date

from ctrack.domain.progress import Rate
from ctrack.domain.records.reports import Group
from ctrack.render.document import Align, Block, Column, Document, Fact, Facts, Heading, Paragraph, Table, Tone
from ctrack.text.language import choose_words, current_language
from ctrack.text.language import translate as _
from ctrack.views import words
from ctrack.views.columns import strong
from ctrack.views.groups import group_table, rate_tone, raw_rate
from ctrack.views.report_data import group_data


def view_parties_compared(tracked: int, states: list[Group], groups: list[Group], today: date, text: str) -> Document:
    """Each State by its name with its own total; then a row an instrument, a column a State: the rate of each."""
    parties = list(dict.fromkeys(str(group.parent) for group in groups))
    instruments = {group.key: group.title for group in groups}
    rates = {(group.key, group.parent): group.rate for group in groups}
    columns = (
        Column("instrument", _("Instrument"), wraps=True, min_width=18, tone=strong),
        *(Column(code, code, show=say_rate, raw=raw_rate, tone=tone_of, align=Align.END) for code in parties),
    )
    rows = [
        (choose_words(title) or key, *(rates.get((key, code)) for code in parties))
        for key, title in instruments.items()
    ]
    facts = [Fact("as_of", _("As of"), words.say_day(today)), Fact("filter", _("Filter"), text)]
    blocks: list[Block] = [Heading(_("States side by side"), 1), Facts(tuple(fact for fact in facts if fact.text))]
    if states:
        blocks += [group_table("states", "party", states), Table("parties", columns, rows)]
    else:
        blocks.append(Paragraph(_("No commitment of a State fits."), Tone.WARNING))
    if tracked < 2:
        hint = _("There is one State in this register; 'ctrack party add CODE' adds others to compare it with.")
        blocks.append(Paragraph(hint, Tone.WARNING))
    data = {
        "as_of": today.isoformat(),
        "filter": text,
        "rows": [{**group_data(group), "party": group.parent, "instrument": group.key} for group in groups],
        "total": len(groups),
        "states": [group_data(group) for group in states],
    }
    return Document(_("States side by side"), current_language(), tuple(blocks), data)


def say_rate(rate: Rate | None) -> str:
    """A rate, or a dash where nothing binds the State."""
    return words.say_rate(rate) if rate else words.NO_RATE


def tone_of(rate: Rate | None) -> Tone:
    """The tone of a rate."""
    return rate_tone(rate) if rate else Tone.FAINT
