"""The progress report and the dashboard, as documents."""

from __future__ import annotations

from typing import Any

from ctrack.domain.progress import Rate
from ctrack.domain.records import Event, Group, Report
from ctrack.domain.vocabulary import Status
from ctrack.render.document import (
    Align,
    Bars,
    Block,
    Column,
    Document,
    Fact,
    Facts,
    Heading,
    Paragraph,
    Share,
    Table,
    Tone,
)
from ctrack.text.language import choose_words, current_language, translate_count
from ctrack.text.language import translate as _
from ctrack.views import words
from ctrack.views.columns import code_column, status_column
from ctrack.views.listing import (
    code_field,
    due_field,
    left_field,
    make_table,
    party_field,
    row_data,
    status_field,
    title_field,
)

GROUP_WORDS = {
    "addressee": words.ADDRESSEE_WORDS,
    "kind": words.KIND_WORDS,
    "verification": words.VERIFICATION_WORDS,
}
RATED = (Status.NOT_REPORTED, Status.NOT_STARTED, Status.IN_PROGRESS, Status.PARTIALLY_IMPLEMENTED, Status.IMPLEMENTED)


def view_report(report: Report, *, for_machines: bool = False) -> Document:
    """A progress report: the whole, the groups and their parts, what presses, what changed."""
    if for_machines:
        return Document(_("Progress report"), current_language(), (machine_table(report),), main="groups")
    blocks: list[Block] = [Heading(_("Progress report"), 1), head_facts(report), status_bars(report.whole)]
    blocks += group_blocks(report)
    blocks += press_blocks(report)
    blocks += change_blocks(report)
    return Document(
        title=_("Progress report"),
        language=current_language(),
        blocks=tuple(blocks),
        data=report_data(report),
        main="groups",
    )


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


def rate_words(group: Group) -> str:
    """The rate in words, with its denominator and what that leaves out."""
    rate, left_out = group.rate, group.total - group.rate.counted
    if rate.percent is None:
        return _("no commitment counts")
    text = _("{percent}% ({implemented} of {counted})").format(
        percent=f"{rate.percent:.0f}", implemented=rate.implemented, counted=rate.counted
    )
    return text + (" · " + _("{count} not counted").format(count=left_out) if left_out else "")


def verification_words(counts: dict[str, int]) -> str:
    """How many texts were read, told of, or not checked."""
    return " · ".join(f"{words.say(words.VERIFICATION_WORDS, key)} {counts[key]}"
                      for key in words.VERIFICATION_WORDS if counts.get(key))  # fmt: skip


def status_bars(group: Group) -> Bars:
    """How the statuses share the whole, the furthest first."""
    shares = tuple(
        Share(status, words.say(words.STATUS_WORDS, status), count, words.STATUS_TONES[status])
        for status, count in reversed(group.counts.items())
        if count
    )
    legend = " · ".join(f"{words.STATUS_MARKS[share.key]} {share.label} {share.count}" for share in shares)
    return Bars("statuses", (("", shares, legend),))


def group_title(report: Report, group: Group) -> str:
    """What a group is called."""
    if report.by in GROUP_WORDS:
        return words.say(GROUP_WORDS[report.by], group.key)
    title = choose_words(group.title)
    return f"{title} ({group.key})" if report.by == "party" and title else title or group.key


def group_columns(heading: str) -> tuple[Column, ...]:
    """The columns of a table of groups; the marks of the counts are told by the bar above."""
    return (
        Column("title", heading, wraps=True, min_width=18),
        Column("total", _("All"), align=Align.END),
        Column("counts", _("Statuses"), show=show_counts),
        Column("rate", _("Rate"), show=words.say_rate, align=Align.END, bar=rate_share, tone=rate_tone),
        Column("overdue", _("Late"), show=show_count, align=Align.END, tone=count_tone(Tone.ALARM)),
        Column("due_soon", _("Soon"), show=show_count, align=Align.END, tone=count_tone(Tone.WARNING)),
        Column("changed", _("New"), show=show_count, align=Align.END),
    )


def group_row(title: str, group: Group) -> tuple[Any, ...]:
    """A group as a row for people."""
    return (title, group.total, group.counts, group.rate, group.overdue, group.due_soon, group.changed)


def show_counts(counts: dict[Status, int]) -> str:
    """How many of each status, behind its mark."""
    order = (*reversed(RATED), *(status for status in Status if status not in RATED))
    return " ".join(f"{words.STATUS_MARKS[status]}{counts[status]}" for status in order if counts[status])


def machine_table(report: Report) -> Table:
    """The groups for machines: keys, every status in a column of its own, and the rate with its denominator."""
    lines = report.groups if report.by != "instrument" else [part for parts in report.parts.values() for part in parts]
    names = ("instrument", report.by) if report.by in ("instrument", "section") else (report.by,)
    if names[0] == names[-1] and report.by == "instrument":
        names = ("instrument", "section")
    fields = (*names, "title", "total", *Status, "implemented_of", "rate", "overdue", "due_soon", "changed")
    rows = [
        (
            *((line.parent, line.key) if len(names) > 1 else (line.key,)),
            choose_words(line.title) or line.key,
            line.total,
            *line.counts.values(),
            line.rate.counted,
            None if line.rate.percent is None else round(line.rate.percent, 1),
            line.overdue,
            line.due_soon,
            line.changed,
        )
        for line in lines
    ]
    return Table("groups", tuple(Column(str(name), str(name)) for name in fields), rows)


def show_count(count: int) -> str:
    """A count; nought is not shouted."""
    return str(count) if count else "·"


def count_tone(tone: Tone) -> Any:
    """The tone of a count, where there is anything to count."""
    return lambda count: tone if count else Tone.FAINT


def rate_share(rate: Rate) -> float | None:
    """The rate for a bar."""
    return None if rate.percent is None else rate.percent / 100


def rate_tone(rate: Rate) -> Tone:
    """A rate is coloured only where something is done."""
    return Tone.GOOD if rate.implemented else Tone.FAINT


def group_blocks(report: Report) -> list[Block]:
    """The table of groups, and by instrument a table of sections each."""
    by_words = {
        "instrument": _("Instrument"),
        "section": _("Section"),
        "addressee": _("Addressee"),
        "kind": _("Kind"),
        "party": _("Party"),
        "verification": _("Verification"),
    }
    rows = [group_row(group_title(report, group), group) for group in report.groups]
    rows.append(group_row(_("Total"), report.whole))
    columns = group_columns(by_words[report.by])
    blocks: list[Block] = [Table("groups", columns, rows, emphasis=frozenset({len(rows) - 1}))]
    if report.by == "instrument" and len(report.parties) > 1:
        blocks += [Heading(_("By party")), party_table(report)]
    for group in report.groups:
        parts = report.parts.get(group.key, [])
        if parts:
            blocks.append(Heading(group_title(report, group)))
            part_rows = [group_row(choose_words(part.title), part) for part in parts]
            blocks.append(Table(f"sections-{group.key}", group_columns(_("Section")), part_rows))
    blocks.append(Paragraph(
        _("Rate: implemented of all but not applicable and overtaken by events. New: said something of since {date}.")
        .format(date=words.say_day(report.since)), Tone.FAINT))  # fmt: skip
    return blocks


def party_table(report: Report) -> Table:
    """Whose side each commitment is counted on: a body's own duties are not a State's arrears."""
    rows = [group_row(f"{choose_words(group.title)} ({group.key})", group) for group in report.parties]
    return Table("parties", group_columns(_("Party")), rows)


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
    return [title, Table("events", columns, rows)]


def event_words(event: Event) -> str:
    """What was said, or the title where only a status was given."""
    return choose_words(event.note) or choose_words(event.title)


def group_data(group: Group) -> dict[str, Any]:
    """A group as JSON holds it: the rate always with its denominator."""
    return {
        "key": group.key,
        "title": choose_words(group.title) or group.key,
        "titles": group.title,
        "instrument": group.parent,
        "total": group.total,
        "counts": {status.value: count for status, count in group.counts.items()},
        "rate": {"percent": group.rate.percent, "implemented": group.rate.implemented, "counted": group.rate.counted},
        "overdue": group.overdue,
        "due_soon": group.due_soon,
        "changed": group.changed,
    }


def report_data(report: Report) -> dict[str, Any]:
    """A report as JSON holds it."""
    return {
        "as_of": report.today.isoformat(),
        "since": report.since.isoformat(),
        "home": report.home,
        "filter": report.filter,
        "by": report.by,
        "rows": [
            {**group_data(group), "sections": [group_data(part) for part in report.parts.get(group.key, [])]}
            for group in report.groups
        ],
        "total": report.whole.total,
        "whole": group_data(report.whole),
        "parties": [group_data(group) for group in report.parties],
        "verifications": report.verifications,
        "pressing": [row_data(row) for row in report.pressing],
        "met_late": [row_data(row) for row in report.met_late],
        "events": [event_data(event) for event in report.events],
        "journal": {"number": report.journal_number, "hash": report.journal_hash},
    }


def event_data(event: Event) -> dict[str, Any]:
    """Something that was said, as JSON holds it."""
    return {
        "code": event.code,
        "party": event.party,
        "title": choose_words(event.title),
        "status": event.status.value if event.status else None,
        "effective": event.effective,
        "voice": event.voice,
        "note": event.note,
    }


def view_dashboard(report: Report) -> Document:
    """What needs the user now, on one screen."""
    fields = [code_field(), due_field(), left_field(), status_field(), title_field()]
    blocks: list[Block] = [
        Heading(f"{choose_words(report.home_name)} · {words.say_day(report.today)}", 1),
        Facts((
            Fact("rate", _("Implementation rate"), rate_words(report.whole), Tone.STRONG),
            Fact("overdue", _("Overdue"), str(report.whole.overdue), count_tone(Tone.ALARM)(report.whole.overdue)),
            Fact("due_soon", _("Due soon"), str(report.whole.due_soon)),
        )),
        status_bars(report.whole),
    ]  # fmt: skip
    if report.pressing:
        blocks += [Heading(_("What needs you")), make_table("pressing", report.pressing, fields)]
    else:
        blocks.append(Paragraph(_("Nothing is overdue or due soon."), Tone.GOOD))
    columns = (
        Column("title", _("Instrument"), wraps=True),
        Column("total", _("All"), align=Align.END),
        Column("rate", _("Rate"), show=words.say_rate, align=Align.END, bar=rate_share, tone=rate_tone),
        Column("overdue", _("Late"), show=show_count, align=Align.END, tone=count_tone(Tone.ALARM)),
    )
    rows = [(choose_words(group.title), group.total, group.rate, group.overdue) for group in report.groups]
    blocks.append(Table("instruments", columns, rows))
    return Document(
        title=_("What needs you"),
        language=current_language(),
        blocks=tuple(blocks),
        data=report_data(report),
        main="pressing",
        notes=(_("'ctrack show CODE' tells more, 'ctrack update CODE --status ...' records, 'ctrack help' helps."),),
    )
