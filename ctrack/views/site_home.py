"""The first page of a site: six figures, what presses, what moved, and how themes and instruments stand.

Its lists show the first few rows and lead to the page that has all of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ctrack.domain.failures import marked
from ctrack.domain.frozen import replace
from ctrack.domain.records.publications import Publication
from ctrack.domain.records.reports import Change, Changes, Extract, Group, Report
from ctrack.domain.records.undertakings import Listing, Row
from ctrack.domain.vocabulary import UNDER_WAY_STATUSES
from ctrack.render.document import Align, Block, Column, Document, Fact, Facts, Heading, Paragraph, Table, Tone
from ctrack.text.labels import label_value
from ctrack.text.language import current_language
from ctrack.text.language import translate as _
from ctrack.views import words
from ctrack.views.changes import standing
from ctrack.views.columns import code_column, title_column
from ctrack.views.groups import (
    GROUP_HEADINGS,
    count_tone,
    group_title,
    rate_share,
    rate_tone,
    rate_words,
    raw_rate,
    show_count,
    status_bars,
)
from ctrack.views.listings import (
    code_field,
    due_field,
    left_field,
    make_table,
    status_field,
    title_field,
    view_listing,
)
from ctrack.views.report import verification_words
from ctrack.views.whose import nothing_found, say_bodies

MOST_ROWS = 10
# How a change is called, in the order in which a reader wants to know of it.
MOVES = {
    "newly_met": (marked("Newly implemented"), Tone.GOOD),
    "backwards": (marked("Moved backwards"), Tone.ALARM),
    "newly_late": (marked("Newly overdue"), Tone.ALARM),
    "newly_missed": (marked("Newly missed"), Tone.ALARM),
    "forwards": (marked("Moved forwards"), Tone.BUSY),
    "reopened": (marked("Taken up again"), Tone.BUSY),
    "closed_otherwise": (marked("Closed otherwise"), Tone.PLAIN),
    "postponed": (marked("Postponed"), Tone.WARNING),
    "moved_dates": (marked("Own targets set"), Tone.BUSY),
}
TARGETS = ("postponed", "moved_dates")

Pages = Mapping[tuple[str, str], str]
Move = tuple[str, Change]


def view_home(title: str, publication: Publication, pages: Pages) -> Document:
    """The first page; `pages` says where the page of a theme or an instrument is, and of a list as a whole."""
    report = publication.report
    moves = list_moves(publication.changes)
    blocks: list[Block] = [Heading(title, 1), *whose_blocks(report), six_figures(report, len(moves))]
    if report.whole.total:
        blocks += [status_bars(report.whole), *press_blocks(report.pressing, pages)]
        blocks += move_blocks(publication.changes, moves, pages)
        blocks += [*group_blocks(publication, pages), *footing(report)]
    else:
        blocks.append(nothing_found(report.whose))
    return Document(title, current_language(), tuple(blocks))


def whose_blocks(report: Report) -> list[Block]:
    """Of whom and of which day all figures of the page are."""
    day = words.say_day(report.today)
    return [Paragraph(_("{party}, as of {date}").format(party=say_bodies(report.whose), date=day), Tone.FAINT)]


def six_figures(report: Report, moved: int) -> Facts:
    """What a minister asks for first."""
    whole = report.whole
    under_way = sum(whole.counts[status] for status in UNDER_WAY_STATUSES)
    since = _("Moved since {date}").format(date=words.say_day(report.since))
    return Facts((
        Fact("commitments", _("Commitments"), str(whole.total), Tone.STRONG),
        Fact("rate", _("Implementation rate"), rate_words(whole), Tone.STRONG),
        Fact("under_way", _("Under way"), str(under_way), Tone.STRONG),
        Fact("overdue", _("Overdue"), str(whole.overdue), Tone.ALARM if whole.overdue else Tone.STRONG),
        Fact("due_soon", _("Due soon"), str(whole.due_soon), Tone.WARNING if whole.due_soon else Tone.STRONG),
        Fact("moved", since, str(moved), Tone.STRONG),
    ))  # fmt: skip


def press_blocks(pressing: Extract[Row], pages: Pages) -> list[Block]:
    """What is overdue or due soon, the longest overdue first."""
    heading = Heading(_("What presses"))
    if not pressing.rows:
        return [heading, Paragraph(_("Nothing is overdue, and nothing is due soon."), Tone.GOOD)]
    fields = [code_field(), due_field(), left_field(), status_field(), title_field()]
    shown = pressing.rows[:MOST_ROWS]
    return [heading, make_table("pressing", shown, fields), *lead_on(len(shown), pressing.total, "report", pages)]


def list_moves(changes: Changes) -> list[Move]:
    """Every change with the list that it stands in."""
    return [(key, change) for key in MOVES for change in getattr(changes, key)]


def move_blocks(changes: Changes, moves: list[Move], pages: Pages) -> list[Block]:
    """What moved since the period began: how, and from where to where."""
    heading = Heading(_("What moved since {date}").format(date=words.say_day(changes.since)))
    if not moves:
        return [heading, Paragraph(_("Nothing moved in this period."), Tone.FAINT)]
    columns = (
        code_column(),
        Column("move", _("How"), show=lambda key: _(MOVES[key][0]), tone=lambda key: MOVES[key][1]),
        Column("before", _("Then")),
        Column("after", _("Now")),
        title_column(_("Commitment")),
    )
    rows = [(change.row.code, key, *sides(key, change), change.row.title) for key, change in moves[:MOST_ROWS]]
    return [heading, Table("moves", columns, rows), *lead_on(len(rows), len(moves), "changes", pages)]


def sides(key: str, change: Change) -> tuple[str, str]:
    """Then and now: the date of one's own where that moved, else the status."""
    if key in TARGETS:
        return words.say_short(change.target_before), words.say_short(change.row.target)
    return standing(change.status_before, change.progress_before), standing(change.row.status, change.row.progress)


def lead_on(shown: int, total: int, page: str, pages: Pages) -> list[Block]:
    """How many of how many are shown, and where all are."""
    text = _("{shown} of {total} shown here: all of them").format(shown=shown, total=total)
    path = pages.get(("page", page), "")
    return [Paragraph(text, Tone.FAINT, leads_to=path)] if shown < total else []


def group_blocks(publication: Publication, pages: Pages) -> list[Block]:
    """How the themes and the instruments stand, and apart what other bodies owe."""
    report, others = publication.report, publication.report.others
    blocks: list[Block] = [
        Heading(_("By theme")),
        standing_table("theme", publication.themes, pages),
        Paragraph(_("What has several themes is counted under each of them, and once in all."), Tone.FAINT),
        Heading(_("By instrument")),
        standing_table("instrument", report.groups, pages, report.whole),
    ]
    if others is not None and others.parties:
        text = _("Each of these bodies answers for itself; none of it is in a figure of {party}.")
        blocks += [
            Heading(_("What others owe")),
            Paragraph(text.format(party=say_bodies(report.whose)), Tone.FAINT),
            standing_table("party", others.parties, pages),
        ]
    return blocks


def standing_table(by: str, groups: list[Group], pages: Pages, whole: Group | None = None) -> Table:
    """How groups stand, each leading to its page; with their sum where it is given."""
    names = {pages.get((by, group.key), group.key): group_title(by, group) for group in groups}
    rows = [standing_row(pages.get((by, group.key), group.key), group) for group in groups]
    if whole is not None:
        rows.append(standing_row("", whole))
    columns = (
        Column("code", _(GROUP_HEADINGS[by]), show=lambda path: names.get(path, _("Total")), wraps=True),
        Column("total", _("All"), align=Align.END),
        Column("rate", _("Rate"), show=words.say_rate, raw=raw_rate, align=Align.END, bar=rate_share, tone=rate_tone),
        Column("under_way", _("Under way"), show=show_count, align=Align.END),
        Column("overdue", _("Overdue"), show=show_count, align=Align.END, tone=count_tone(Tone.ALARM)),
        Column("due_soon", _("Due soon"), show=show_count, align=Align.END, tone=count_tone(Tone.WARNING)),
    )
    emphasis = frozenset({len(rows) - 1}) if whole is not None else frozenset()
    return replace(Table(f"by-{by}", columns, rows), emphasis=emphasis)


def standing_row(path: str, group: Group) -> tuple[Any, ...]:
    """A group with the figures of the first page."""
    under_way = sum(group.counts[status] for status in UNDER_WAY_STATUSES)
    return (path, group.total, group.rate, under_way, group.overdue, group.due_soon)


def footing(report: Report) -> list[Block]:
    """What the rate means, and how far the texts were checked."""
    rate = _("Rate: implemented of all but not applicable and overtaken by events.")
    checked = label_value(_("Verification"), verification_words(report.verifications))
    return [Paragraph(rate, Tone.FAINT), Paragraph(checked, Tone.FAINT)]


def view_theme(title: str, listing: Listing) -> Document:
    """The commitments of a theme, of whatever instrument."""
    rows = view_listing(listing)
    return replace(rows, title=title, blocks=(Heading(title, 1), *rows.blocks))
