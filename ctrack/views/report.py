"""The progress report as a document; with two of them, what came of one day by another."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ctrack.domain.frozen import replace
from ctrack.domain.messages import join_words
from ctrack.domain.progress import points_between
from ctrack.domain.records.link_records import CountedOnce
from ctrack.domain.records.reports import Group, Others, Report, Trend
from ctrack.render.document import (
    Align,
    Block,
    Column,
    Document,
    Fact,
    Facts,
    Heading,
    Paragraph,
    Table,
    Tone,
)
from ctrack.text.language import current_language, translate_count
from ctrack.text.language import translate as _
from ctrack.views import words
from ctrack.views.charts import burn_up, group_bars
from ctrack.views.cuts import first_heading
from ctrack.views.date_lists import group_facts
from ctrack.views.date_lists import report_blocks as date_blocks
from ctrack.views.groups import (
    GROUP_HEADINGS,
    group_table,
    group_title,
    heat_blocks,
    part_blocks,
    rate_words,
    raw_rate,
    show_count,
    status_bars,
)
from ctrack.views.report_data import group_data, report_data, trend_data
from ctrack.views.report_lists import change_blocks, press_blocks
from ctrack.views.whose import count_words, nothing_found, say_bodies, whose_data, whose_fact
from ctrack.views.withheld_notes import withheld_blocks


def view_report(report: Report, trend: Trend | None = None, *, has_pictures: bool = False) -> Document:
    """A progress report: the whole, the groups and their parts, what presses, what changed, how it came.

    All of that is of the parties in its head; what others owe stands below it, apart. With pictures the groups are
    bars above their table.
    """
    blocks: list[Block] = [Heading(_("Progress report"), 1), head_facts(report)]
    later = later_blocks(report, trend) if report.whole.total else []
    blocks += first_blocks(report, has_pictures=has_pictures) if report.whole.total else [nothing_found(report.whose)]
    blocks += later
    blocks += others_blocks(report)
    blocks += withheld_blocks(report.level, report.withheld)
    data = {**report_data(report), **({"trend": trend_data(trend)} if trend else {})}
    title, rest = _("Progress report"), first_heading(later)
    return Document(title, current_language(), tuple(blocks), data, main="groups", rest=rest)


def first_blocks(report: Report, *, has_pictures: bool = False) -> list[Block]:
    """What the parties of the report have to tell first: the marks, the groups, and what presses."""
    drawn = [replace(group_bars.draw(report, report.by), table=None)] if has_pictures and len(report.groups) > 1 else []
    blocks: list[Block] = [status_bars(report.whole), *drawn, *group_blocks(report)]
    return blocks + press_blocks(report.pressing, report.met_late, has_parties=len(report.whose) > 1)


def later_blocks(report: Report, trend: Trend | None) -> list[Block]:
    """What they have to tell besides: other dates, what changed, how it came, and the parts of groups."""
    blocks = [*once_blocks(report.once), *date_blocks(report.dates)]
    blocks += change_blocks(report.since, report.events, has_parties=len(report.whose) > 1)
    if trend is not None:
        blocks += [Heading(_("The last twelve months")), burn_up.draw(trend)]
    if report.within:
        blocks += heat_blocks(report)
    return [*blocks, *part_blocks(report)]


def others_blocks(report: Report) -> list[Block]:
    """What other bodies owe, with their own totals: none of it is in a figure above."""
    others = report.others
    if others is None or not others.parties:
        return []
    text = _("Each of these bodies answers for itself; none of it is in a figure of {party}.")
    whole = others.whole if len(others.parties) > 1 else None
    return [
        Heading(_("What others owe")),
        Paragraph(text.format(party=say_bodies(report.whose)), Tone.FAINT),
        group_table("others", "party", others.parties, whole),
        *press_blocks(others.pressing, others.met_late, has_parties=True, of_others=True),
        *date_blocks(others.dates, of_others=True),
        *(change_blocks(report.since, others.events, has_parties=True, of_others=True) if others.events.total else ()),
    ]


def once_blocks(once: list[CountedOnce] | None) -> list[Block]:
    """What was counted once, and for what it stands; nothing where that was not asked for."""
    if once is None:
        return []
    count = sum(len(item.others) for item in once)
    if not count:
        return [Paragraph(_("Nothing is linked as asking the same: everything is counted for itself."), Tone.FAINT)]
    told = translate_count(
        "Counted once: {count} commitment that asks the same as another, by a link, is counted with that one, and of "
        "both the one that stands furthest.",
        "Counted once: {count} commitments that ask the same as another, by a link, are counted with that one, and of "
        "each group the one that stands furthest.",
        count,
    )
    columns = (
        Column("party", _("Party")),
        Column("code", _("Counted"), tone=lambda value: Tone.STRONG),
        Column("others", _("With it"), wraps=True),
    )
    rows = [(item.party, item.code, join_words(item.others, _)) for item in once]
    return [Paragraph(told), Table("once", columns, rows)]


def head_facts(report: Report) -> Facts:
    """Whose the report is, as of when, and the figures that a minister asks for."""
    whole = report.whole
    facts = [
        whose_fact(report.whose),
        Fact("as_of", _("As of"), words.say_day(report.today)),
        Fact("filter", _("Filter"), report.filter),
        Fact("commitments", _("Commitments"), commitment_words(report)),
        Fact("rate", _("Implementation rate"), rate_words(whole), Tone.STRONG),
        Fact("overdue", _("Overdue"), str(whole.overdue), Tone.ALARM if whole.overdue else Tone.PLAIN),
        Fact("due_soon", _("Due soon"), str(whole.due_soon), Tone.WARNING if whole.due_soon else Tone.PLAIN),
        *group_facts(whole),
        Fact("verification", _("Verification"), verification_words(report.verifications)),
    ]
    return Facts(tuple(fact for fact in facts if fact.text))


def commitment_words(report: Report) -> str:
    """How many commitments, and in how many groups."""
    count = count_words(report.whole.total, len(report.whose))
    if report.by == "instrument":
        return f"{count} · " + translate_count("{count} instrument", "{count} instruments", len(report.groups))
    return count


def verification_words(counts: dict[str, int]) -> str:
    """How many texts were read, told of, or not checked."""
    return " · ".join(f"{words.say(words.VERIFICATION_WORDS, key)} {counts[key]}"
                      for key in words.VERIFICATION_WORDS if counts.get(key))  # fmt: skip


def group_blocks(report: Report) -> list[Block]:
    """The table of groups, and what its figures mean."""
    blocks: list[Block] = [group_table("groups", report.by, report.groups, report.whole)]
    if report.by != "party" and len(report.parties) > 1:
        blocks += [Heading(_("By party")), group_table("parties", "party", report.parties)]
    if "theme" in (report.by, report.within):
        blocks.append(
            Paragraph(_("What has several themes is counted under each of them, and once in all."), Tone.FAINT)
        )
    text = _(
        "Rate: implemented of all but not applicable and overtaken by events. New: said something of since {date}."
    )
    blocks.append(Paragraph(text.format(date=words.say_day(report.since)), Tone.FAINT))
    return blocks


def view_comparison(before: Report, after: Report) -> Document:
    """Two days side by side: each group's rate and arrears then and now, and the difference."""
    period = _("{since} to {today}").format(since=words.say_day(before.today), today=words.say_day(after.today))
    facts = (
        Fact("period", _("Compared"), period),
        whose_fact(after.whose),
        Fact("filter", _("Filter"), after.filter),
        Fact("rate", _("Implementation rate"), f"{rate_words(before.whole)} -> {rate_words(after.whole)}", Tone.STRONG),
        Fact("overdue", _("Overdue"), f"{before.whole.overdue} -> {after.whole.overdue}"),
    )
    blocks: tuple[Block, ...] = (
        Heading(_("Progress compared"), 1),
        Facts(tuple(fact for fact in facts if fact.text)),
        comparison_table("comparison", after.by, (before.groups, after.groups), (before.whole, after.whole)),
        *others_compared(before.others, after.others),
    )
    data = {
        "since": before.today.isoformat(),
        "as_of": after.today.isoformat(),
        "home": after.home,
        "whose": whose_data(after.whose),
        "filter": after.filter,
        "by": after.by,
        "rows": pairs_data(before.groups, after.groups),
        "whole": pair_data(before.whole, after.whole),
    }
    if before.others and after.others:
        data["others"] = {
            "rows": pairs_data(before.others.parties, after.others.parties),
            "whole": pair_data(before.others.whole, after.others.whole),
        }
    return Document(_("Progress compared"), current_language(), blocks, data, main="comparison")


def others_compared(before: Others | None, after: Others | None) -> list[Block]:
    """What others owed and owe, party by party."""
    if before is None or after is None or not after.parties:
        return []
    groups, wholes = (before.parties, after.parties), (before.whole, after.whole)
    return [Heading(_("What others owe")), comparison_table("others", "party", groups, wholes)]


def pairs_data(before: list[Group], after: list[Group]) -> list[dict[str, Any]]:
    """The groups then and now, as JSON holds them."""
    return [pair_data(then, now) for then, now in pair_groups(before, after)]


def pair_data(before: Group | None, after: Group | None) -> dict[str, Any]:
    """A group then and now, and by how many points of per cent its rate moved; null where there was none."""
    return {
        "before": group_data(before) if before else None,
        "after": group_data(after) if after else None,
        "difference": difference(before, after),
    }


def pair_groups(before: list[Group], after: list[Group]) -> list[tuple[Group | None, Group | None]]:
    """Every group of either day, each beside itself; one that was not there yet, or is no more, beside nothing."""
    then = {(group.parent, group.key): group for group in before}
    now = {(group.parent, group.key): group for group in after}
    return [(then.get(key), now.get(key)) for key in dict.fromkeys((*now, *then))]


def comparison_table(key: str, by: str, groups: tuple[list[Group], list[Group]], wholes: tuple[Group, Group]) -> Table:
    """A line a group then and now, and the whole."""
    columns = (
        Column("title", _(GROUP_HEADINGS[by]), wraps=True, min_width=18),
        Column("total", _("All"), show=if_there(str), align=Align.END),
        Column("rate_before", _("Rate then"), show=if_there(words.say_rate), raw=raw_rate, align=Align.END),
        Column("rate_after", _("Rate now"), show=if_there(words.say_rate), raw=raw_rate, align=Align.END),
        Column("difference", _("Diff."), show=say_difference, align=Align.END, tone=difference_tone),
        Column("overdue_before", _("Late then"), show=if_there(show_count), align=Align.END),
        Column("overdue_after", _("Late now"), show=if_there(show_count), align=Align.END),
    )
    pairs = [(title_of(by, then, now), then, now) for then, now in pair_groups(*groups)]
    rows = [compare(title, then, now) for title, then, now in pairs]
    rows.append(compare(_("Total"), *wholes))
    return Table(key, columns, rows, emphasis=frozenset({len(rows) - 1}))


def title_of(by: str, then: Group | None, now: Group | None) -> str:
    """What the group is called now, or was called."""
    group = now or then
    return group_title(by, group) if group else ""


def compare(title: str, then: Group | None, now: Group | None) -> tuple[Any, ...]:
    """A line of the comparison; of a day on which there was no such group it is blank."""
    return (
        title,
        now.total if now else None,
        then.rate if then else None,
        now.rate if now else None,
        difference(then, now),
        then.overdue if then else None,
        now.overdue if now else None,
    )


def if_there(show: Callable[[Any], str]) -> Callable[[Any], str]:
    """A value as it is shown, and a blank where there is none."""
    return lambda value: "" if value is None else show(value)


def difference(before: Group | None, after: Group | None) -> float | None:
    """By how many points of per cent the rate moved."""
    if before is None or after is None:
        return None
    return points_between(before.rate, after.rate)


def say_difference(points: float | None) -> str:
    """A difference with its sign."""
    return words.NO_RATE if points is None else "0" if not points else f"{points:+.1f}"


def difference_tone(points: Any) -> Tone:
    """A rise is good, a fall is not."""
    return Tone.PLAIN if not points else Tone.GOOD if points > 0 else Tone.ALARM
