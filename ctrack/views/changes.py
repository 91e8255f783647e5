"""What moved between two days, as a document."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ctrack.domain.frozen import replace
from ctrack.domain.long_lists import make_each
from ctrack.domain.messages import join_words
from ctrack.domain.records.reports import Change, Changes
from ctrack.render.document import Block, Column, Document, Fact, Facts, Heading, Paragraph, Table, Tone
from ctrack.text.labels import say_share
from ctrack.text.language import current_language
from ctrack.text.language import translate as _
from ctrack.views import words
from ctrack.views.charts import movement
from ctrack.views.columns import code_column, due_column, title_column
from ctrack.views.cuts import cut_lines
from ctrack.views.report_fields import tell_changes
from ctrack.views.whose import whose_data, whose_fact

MOST_SILENT = 20
# The lists of what moved by its target alone.
TARGETS = ("postponed", "moved_dates")


def view_changes(
    changes: Changes, *, is_cut: bool = False, is_paper: bool = False, names_silent: bool = True
) -> Document:
    """Forwards, backwards, newly met, newly late; and who was silent, of whom a terminal names a few."""
    parts = movement.list_parts(changes)
    blocks: list[Block] = [Heading(_("What changed"), 1), head_facts(changes, parts)]
    if changes.is_empty:
        blocks.append(Paragraph(_("Nothing moved in this period."), Tone.FAINT))
    elif is_paper:
        # The facts above hold the same figures.
        blocks.append(replace(movement.draw(changes), table=None))
    for key, title, listed, _tone in parts:
        if listed:
            make = target_table if key in TARGETS else change_table
            table = make(key, listed, has_parties=len(changes.whose) > 1)
            blocks += [Heading(f"{title} ({len(listed)})"), table]
    if changes.silent and names_silent:
        blocks += silent_blocks(changes.silent, MOST_SILENT if is_cut else None)
    return Document(
        title=_("What changed"),
        language=current_language(),
        blocks=tuple(blocks),
        data=changes_data(changes),
    )


def head_facts(changes: Changes, parts: tuple[tuple[str, str, Sequence[Change], Tone], ...]) -> Facts:
    """The period, and how many of each sort."""
    period = _("{since} to {today}").format(since=words.say_day(changes.since), today=words.say_day(changes.today))
    facts = [
        Fact("period", _("Period"), period),
        Fact("since", _("Since"), since_words(changes)),
        whose_fact(changes.whose),
        Fact("filter", _("Filter"), changes.filter),
        *(Fact(key, title, str(len(listed)), tone if listed else Tone.FAINT) for key, title, listed, tone in parts),
        Fact("silent", _("Silent"), str(len(changes.silent))),
    ]
    return Facts(tuple(fact for fact in facts if fact.text))


def since_words(changes: Changes) -> str:
    """The report or the journal entry that is looked back to, where it is no day."""
    if changes.report is not None:
        return _("report {number}, journal entry {entry}").format(number=changes.report, entry=changes.entry)
    return _("journal entry {entry}").format(entry=changes.entry) if changes.entry is not None else ""


def change_table(key: str, changes: Sequence[Change], *, has_parties: bool) -> Table:
    """Each undertaking then and now."""
    columns = (
        code_column(),
        *([Column("party", _("Party"))] if has_parties else []),
        Column("before", _("Then"), wraps=True),
        Column("after", _("Now"), wraps=True),
        due_column(),
        title_column(_("Commitment")),
    )

    def cells(change: Change) -> tuple[Any, ...]:
        return (
            change.row.code,
            *([change.row.party] if has_parties else []),
            standing(change.status_before, change.progress_before),
            standing(change.row.status, change.row.progress),
            change.row.due,
            change.row.title,
        )

    return Table(key, columns, make_each(cells, changes))


def target_table(key: str, changes: Sequence[Change], *, has_parties: bool) -> Table:
    """Each target of one's own then and now, beside the date that counts."""
    columns = (
        code_column(),
        *([Column("party", _("Party"))] if has_parties else []),
        Column("before", _("Target then"), show=words.say_short),
        Column("after", _("Target now"), show=words.say_short),
        due_column(),
        title_column(_("Commitment")),
    )

    def cells(change: Change) -> tuple[Any, ...]:
        return (
            change.row.code,
            *([change.row.party] if has_parties else []),
            change.target_before,
            change.row.target,
            change.row.due,
            change.row.title,
        )

    return Table(key, columns, make_each(cells, changes))


def standing(status: Any, progress: int) -> str:
    """A status with its progress."""
    return f"{words.say_status_short(status)} {say_share(progress)}"


def silent_blocks(silent: Sequence[Change], most: int | None = None) -> list[Block]:
    """Open undertakings of which nothing was said in the period: their codes, at most so many."""
    shown = silent[:most]
    codes = join_words((change.row.code for change in shown), _)
    return [Heading(f"{_('Silent')} ({len(silent)})"), Paragraph(codes), *cut_lines(len(shown), len(silent))]


def changes_data(changes: Changes) -> dict[str, Any]:
    """All changes as JSON holds them."""
    names = (
        "newly_met", "forwards", "backwards", "newly_late", "closed_otherwise", "reopened", "newly_missed",
        "postponed", "moved_dates", "silent",
    )  # fmt: skip
    lists = {name: tell_changes(getattr(changes, name)) for name in names}
    return {
        "since": changes.since.isoformat(),
        "since_entry": changes.entry,
        "as_of": changes.today.isoformat(),
        "home": changes.home,
        "whose": whose_data(changes.whose),
        "filter": changes.filter,
        **lists,
        "total": sum(len(lists[name]) for name in names if name != "silent"),
    }
