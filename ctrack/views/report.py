"""The progress report as a document; with two of them, what came of one day by another."""

from __future__ import annotations

from typing import Any

from ctrack.domain.progress import points_between
from ctrack.domain.records.reports import Event, Group, Report, Trend
from ctrack.render.document import (
    Align,
    Block,
    Column,
    Curve,
    Document,
    Fact,
    Facts,
    Heading,
    Line,
    Paragraph,
    Table,
    Tone,
)
from ctrack.text.language import choose_words, current_language, translate_count
from ctrack.text.language import translate as _
from ctrack.views import words
from ctrack.views.columns import code_column, status_column
from ctrack.views.groups import (
    GROUP_HEADINGS,
    group_table,
    group_title,
    heat_map,
    machine_table,
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
    party_field,
    status_field,
    title_field,
)
from ctrack.views.report_data import group_data, report_data, trend_data
from ctrack.views.withheld_notes import withheld_blocks


def view_report(report: Report, trend: Trend | None = None, *, for_machines: bool = False) -> Document:
    """A progress report: the whole, the groups and their parts, what presses, what changed, and how it came."""
    if for_machines:
        return Document(_("Progress report"), current_language(), (machine_table(report),), main="groups")
    blocks: list[Block] = [Heading(_("Progress report"), 1), head_facts(report), status_bars(report.whole)]
    blocks += group_blocks(report)
    blocks += press_blocks(report)
    blocks += change_blocks(report)
    if trend is not None:
        blocks += [Heading(_("The last twelve months")), trend_curve(trend)]
    if report.within:
        blocks += [Heading(_("Where the work is")), heat_map(report)]
    data = {**report_data(report), **({"trend": trend_data(trend)} if trend else {})}
    return Document(_("Progress report"), current_language(), tuple(blocks), data, main="groups")


def trend_curve(trend: Trend) -> Curve:
    """How much was implemented, and how much under way, at the end of each month."""
    dates = tuple((words.say_day(day), day.isoformat()) for day in trend.dates)
    lines = (
        Line("implemented", _("implemented"), tuple(trend.implemented), Tone.GOOD),
        Line("under_way", _("under way"), tuple(trend.under_way), Tone.BUSY),
    )
    return Curve("trend", dates, lines, trend.counted)


def head_facts(report: Report) -> Facts:
    """What the report is about, and the figures that a minister asks for."""
    whole = report.whole
    facts = [
        Fact("as_of", _("As of"), words.say_day(report.today)),
        Fact("home", _("Home party"), f"{choose_words(report.home_name)} ({report.home})"),
        Fact("filter", _("Filter"), report.filter),
        Fact("commitments", _("Commitments"), commitment_words(report)),
        Fact("rate", _("Implementation rate"), rate_words(whole), Tone.STRONG),
        Fact("overdue", _("Overdue"), by_side(report, "overdue"), Tone.ALARM if whole.overdue else Tone.PLAIN),
        Fact("due_soon", _("Due soon"), by_side(report, "due_soon"), Tone.WARNING if whole.due_soon else Tone.PLAIN),
        Fact("verification", _("Verification"), verification_words(report.verifications)),
    ]
    return Facts(tuple(fact for fact in facts if fact.text))


def by_side(report: Report, name: str) -> str:
    """A count, and how much of it is the home party's: what a body of the UN owes is no State's arrears."""
    count: int = getattr(report.whole, name)
    own = sum(getattr(group, name) for group in report.parties if group.key == report.home)
    if own == count or len(report.parties) < 2:
        return str(count)
    return _("{count} ({home}: {own} · other parties: {others})").format(
        count=count, home=report.home, own=own, others=count - own
    )


def commitment_words(report: Report) -> str:
    """How many commitments, and in how many groups."""
    count = translate_count("{count} commitment", "{count} commitments", report.whole.total)
    if report.by == "instrument":
        return f"{count} · " + translate_count("{count} instrument", "{count} instruments", len(report.groups))
    return count


def verification_words(counts: dict[str, int]) -> str:
    """How many texts were read, told of, or not checked."""
    return " · ".join(f"{words.say(words.VERIFICATION_WORDS, key)} {counts[key]}"
                      for key in words.VERIFICATION_WORDS if counts.get(key))  # fmt: skip


def group_blocks(report: Report) -> list[Block]:
    """The table of groups, and of each group the table of its parts."""
    blocks: list[Block] = [group_table("groups", report.by, report.groups, report.whole)]
    if report.by == "instrument" and len(report.parties) > 1:
        blocks += [Heading(_("By party")), group_table("parties", "party", report.parties)]
    for group in report.groups:
        parts = report.parts.get(group.key, [])
        if parts and report.within:
            blocks.append(Heading(group_title(report.by, group)))
            blocks.append(group_table(f"parts-{group.key}", report.within, parts))
    text = _(
        "Rate: implemented of all but not applicable and overtaken by events. New: said something of since {date}."
    )
    blocks.append(Paragraph(text.format(date=words.say_day(report.since)), Tone.FAINT))
    return blocks


def press_blocks(report: Report) -> list[Block]:
    """What is overdue or due soon, and what was done late."""
    blocks: list[Block] = []
    fields = [code_field(), party_field(), due_field(), left_field(), status_field(), title_field()]
    if report.pressing:
        blocks += [Heading(_("Overdue and due soon")), make_table("pressing", report.pressing, fields)]
    if report.met_late:
        late = [code_field(), party_field(), due_field(), done_field(), title_field()]
        blocks += [Heading(_("Done after the deadline")), make_table("met_late", report.met_late, late)]
    return blocks


def done_field() -> Any:
    """When a commitment was implemented."""
    column = Column("status_on", _("Done on"), show=lambda day: words.say_short(day.isoformat()) if day else "")
    return column, lambda row: row.status_on


def change_blocks(report: Report) -> list[Block]:
    """What was said since the beginning of the period."""
    title = Heading(_("What changed since {date}").format(date=words.say_day(report.since)))
    if not report.events:
        return [title, Paragraph(_("Nothing was reported in this period."), Tone.FAINT)]
    columns = (
        Column("effective", _("Date"), show=words.say_short),
        code_column(),
        Column("party", _("Party")),
        status_column(),
        Column("what", _("What was said"), wraps=True),
    )
    rows = [(event.effective, event.code, event.party, event.status, event_words(event)) for event in report.events]
    return [title, Table("events", columns, rows), *withheld_blocks(report.level, report.withheld)]


def event_words(event: Event) -> str:
    """What was said, or the title where only a status was given."""
    return choose_words(event.note) or choose_words(event.title)


def view_comparison(before: Report, after: Report) -> Document:
    """Two days side by side: each group's rate and arrears then and now, and the difference."""
    period = _("{since} to {today}").format(since=words.say_day(before.today), today=words.say_day(after.today))
    facts = (
        Fact("period", _("Compared"), period),
        Fact("home", _("Home party"), f"{choose_words(after.home_name)} ({after.home})"),
        Fact("filter", _("Filter"), after.filter),
        Fact("rate", _("Implementation rate"), f"{rate_words(before.whole)} -> {rate_words(after.whole)}", Tone.STRONG),
        Fact("overdue", _("Overdue"), f"{before.whole.overdue} -> {after.whole.overdue}"),
    )
    blocks: tuple[Block, ...] = (
        Heading(_("Progress compared"), 1),
        Facts(tuple(fact for fact in facts if fact.text)),
        comparison_table(before, after),
    )
    rows = [{"before": group_data(then), "after": group_data(now)} for then, now in pair_groups(before, after)]
    data = {
        "since": before.today.isoformat(),
        "as_of": after.today.isoformat(),
        "home": after.home,
        "filter": after.filter,
        "by": after.by,
        "rows": rows,
        "whole": {"before": group_data(before.whole), "after": group_data(after.whole)},
    }
    return Document(_("Progress compared"), current_language(), blocks, data, main="comparison")


def pair_groups(before: Report, after: Report) -> list[tuple[Group, Group]]:
    """The groups of today with what they were; one that is new stands beside itself, emptied."""
    then = {(group.parent, group.key): group for group in before.groups}
    return [(then[group.parent, group.key], group) for group in after.groups if (group.parent, group.key) in then]


def comparison_table(before: Report, after: Report) -> Table:
    """A line a group, and the whole."""
    columns = (
        Column("title", _(GROUP_HEADINGS[after.by]), wraps=True, min_width=18),
        Column("total", _("All"), align=Align.END),
        Column("rate_before", _("Rate then"), show=words.say_rate, raw=raw_rate, align=Align.END),
        Column("rate_after", _("Rate now"), show=words.say_rate, raw=raw_rate, align=Align.END),
        Column("difference", _("Diff."), show=say_difference, align=Align.END, tone=difference_tone),
        Column("overdue_before", _("Late then"), show=show_count, align=Align.END),
        Column("overdue_after", _("Late now"), show=show_count, align=Align.END),
    )
    pairs = [(group_title(after.by, now), then, now) for then, now in pair_groups(before, after)]
    pairs.append((_("Total"), before.whole, after.whole))
    rows = [
        (title, now.total, then.rate, now.rate, difference(then, now), then.overdue, now.overdue)
        for title, then, now in pairs
    ]
    return Table("comparison", columns, rows, emphasis=frozenset({len(rows) - 1}))


def difference(before: Group, after: Group) -> float | None:
    """By how many points of per cent the rate moved."""
    return points_between(before.rate, after.rate)


def say_difference(points: float | None) -> str:
    """A difference with its sign."""
    return words.NO_RATE if points is None else "0" if not points else f"{points:+.1f}"


def difference_tone(points: Any) -> Tone:
    """A rise is good, a fall is not."""
    return Tone.PLAIN if not points else Tone.GOOD if points > 0 else Tone.ALARM
