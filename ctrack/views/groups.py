"""Groups of undertakings as rows of a document: what they are called, how they stand, and the bar of the marks."""

from __future__ import annotations

from typing import Any

from ctrack.domain.failures import marked
from ctrack.domain.progress import Rate, share_of
from ctrack.domain.records.reports import Group, Report
from ctrack.domain.vocabulary import Status
from ctrack.render.document import Align, Bars, Block, Column, Heading, HeatMap, Paragraph, Share, Table, Tone
from ctrack.text.language import choose_words, translate_count
from ctrack.text.language import translate as _
from ctrack.views import words

GROUP_WORDS = {
    "addressee": words.ADDRESSEE_WORDS,
    "kind": words.KIND_WORDS,
    "force": words.FORCE_WORDS,
    "verification": words.VERIFICATION_WORDS,
    "priority": words.PRIORITY_WORDS,
}
GROUP_HEADINGS = {
    "instrument": marked("Instrument"),
    "section": marked("Section"),
    "agency": marked("Agency"),
    "addressee": marked("Addressee"),
    "kind": marked("Kind"),
    "force": marked("Force"),
    "party": marked("Party"),
    "theme": marked("Theme"),
    "verification": marked("Verification"),
    "priority": marked("Priority"),
}
RATED = (Status.NOT_REPORTED, Status.NOT_STARTED, Status.IN_PROGRESS, Status.PARTIALLY_IMPLEMENTED, Status.IMPLEMENTED)
# So many rows of a heat map, of two lines each, fit a page below its heading.
MOST_HEAT = 20
ALL_STATUSES = (*reversed(RATED), *(status for status in Status if status not in RATED))


def group_title(by: str, group: Group) -> str:
    """What a group is called."""
    if by in GROUP_WORDS:
        return words.say(GROUP_WORDS[by], group.key if group.key != "none" else _("none"))
    if group.key == "none":
        return _("none")
    title = choose_words(group.title)
    return f"{title} ({group.key})" if by in ("party", "agency") and title else title or group.key


def rate_words(group: Group) -> str:
    """The rate in words, with its denominator and what that leaves out."""
    rate, left_out = group.rate, group.total - group.rate.counted
    if rate.percent is None:
        return _("no commitment counts")
    text = _("{percent}% ({implemented} of {counted})").format(
        percent=rate.percent, implemented=rate.implemented, counted=rate.counted
    )
    return text + (" · " + _("{count} not counted").format(count=left_out) if left_out else "")


def status_bars(group: Group) -> Bars:
    """How the statuses share the whole, the furthest first."""
    shares = tuple(
        Share(status, f"{words.say_status(status)} {count}", count, words.STATUS_TONES[status])
        for status in ALL_STATUSES
        if (count := group.counts[status])
    )
    return Bars("statuses", (("", shares, " · ".join(share.label for share in shares)),) if shares else ())


def group_columns(heading: str) -> tuple[Column, ...]:
    """The columns of a table of groups; the marks of the counts are told by the bar above."""
    return (
        Column("title", heading, wraps=True, min_width=18),
        Column("total", _("All"), align=Align.END),
        Column("counts", _("Statuses"), show=show_counts, raw=raw_counts),
        Column("rate", _("Rate"), show=words.say_rate, raw=raw_rate, align=Align.END, bar=rate_share, tone=rate_tone),
        Column("overdue", _("Late"), show=show_count, align=Align.END, tone=count_tone(Tone.ALARM)),
        Column("due_soon", _("Soon"), show=show_count, align=Align.END, tone=count_tone(Tone.WARNING)),
        Column("changed", _("New"), show=show_count, align=Align.END),
    )


def group_row(title: str, group: Group) -> tuple[Any, ...]:
    """A group as a row for people."""
    return (title, group.total, group.counts, group.rate, group.overdue, group.due_soon, group.changed)


def group_table(key: str, by: str, groups: list[Group], whole: Group | None = None) -> Table:
    """A table of groups, with their sum where it is given."""
    rows = [group_row(group_title(by, group), group) for group in groups]
    if whole is not None:
        rows.append(group_row(_("Total"), whole))
    emphasis = frozenset({len(rows) - 1}) if whole is not None else frozenset()
    return Table(key, group_columns(_(GROUP_HEADINGS[by])), rows, emphasis=emphasis)


def part_blocks(report: Report) -> list[Block]:
    """Of each group the table of its parts."""
    blocks: list[Block] = []
    for group in report.groups:
        parts = report.parts.get(group.key, [])
        if parts and report.within:
            blocks.append(Heading(group_title(report.by, group)))
            blocks.append(group_table(f"parts-{group.key}", report.within, parts))
    return blocks


def heat_blocks(report: Report) -> list[Block]:
    """Where the work is: parts of groups against statuses, as many as a page holds; nothing where nobody worked."""
    every = [(group, part) for group in report.groups for part in report.parts.get(group.key, [])]
    shown = choose_busiest(every)
    if not shown:
        return []
    used = [status for status in ALL_STATUSES if any(part.counts[status] for _group, part in shown)]
    columns = tuple((status.value, words.say_status(status), words.STATUS_TONES[status]) for status in used)
    rows = tuple((name_part(report, *pair), tuple(pair[1].counts[status] for status in used)) for pair in shown)
    left = len(every) - len(shown)
    said = translate_count(
        "{count} more, with less or nothing reported, is in the tables that follow.",
        "{count} more, with less or nothing reported, are in the tables that follow.",
        left,
    )
    below: list[Block] = [Paragraph(said, Tone.FAINT)] if left else []
    return [Heading(_("Where the work is")), HeatMap("heat", columns, rows), *below]


def choose_busiest(every: list[tuple[Group, Group]]) -> list[tuple[Group, Group]]:
    """Those of which anything was reported, in their order: of too many the ones of which most was."""
    busy = [pair for pair in every if count_reported(pair[1])]
    kept = sorted(busy, key=lambda pair: -count_reported(pair[1]))[:MOST_HEAT]
    return [pair for pair in busy if pair in kept]


def count_reported(part: Group) -> int:
    """Of how many something was reported."""
    return part.total - part.counts[Status.NOT_REPORTED]


def name_part(report: Report, group: Group, part: Group) -> str:
    """A part with the group that it is of: sections of two instruments may have one name."""
    inner = group_title(report.within or "", part)
    return _("{label}: {value}").format(label=group_title(report.by, group), value=inner)


def show_counts(counts: dict[Status, int]) -> str:
    """How many of each status, behind its mark."""
    return " ".join(f"{words.STATUS_MARKS[status]}{counts[status]}" for status in ALL_STATUSES if counts[status])


def show_count(count: int) -> str:
    """A count; nought is not shouted."""
    return str(count) if count else "·"


def count_tone(tone: Tone) -> Any:
    """The tone of a count, where there is anything to count."""
    return lambda count: tone if count else Tone.FAINT


def raw_rate(rate: Rate | None) -> str | None:
    """A rate for machines: with its denominator."""
    return f"{rate.implemented}/{rate.counted}" if rate else None


def raw_counts(counts: dict[Status, int]) -> str:
    """Counts for machines: every status that occurs, by its own word."""
    return " ".join(f"{status.value}={count}" for status, count in counts.items() if count)


def rate_share(rate: Rate) -> float | None:
    """The rate for a bar."""
    return share_of(rate.implemented, rate.counted) if rate.counted else None


def rate_tone(rate: Rate) -> Tone:
    """A rate is coloured only where something is done."""
    return Tone.GOOD if rate.implemented else Tone.FAINT
