"""Agencies, people, what they were assigned and what they owe, as documents."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from typing import Any

from ctrack.domain.failures import marked
from ctrack.domain.frozen import replace
from ctrack.domain.records.registers import AgencyRecord, Filing, Handover, PersonRecord
from ctrack.domain.records.reports import Family, Group
from ctrack.domain.records.undertakings import Body, Row, UpdateRecord
from ctrack.domain.vocabulary import DueState
from ctrack.render.document import Align, Block, Column, Document, Fact, Facts, Heading, Paragraph, Table, Tone
from ctrack.text.labels import label_value
from ctrack.text.language import choose_words, current_language, translate_count
from ctrack.text.language import translate as _
from ctrack.views import words
from ctrack.views.columns import code_column, due_column, strong, title_column
from ctrack.views.cuts import first_heading
from ctrack.views.filings import view_filed
from ctrack.views.groups import GROUP_HEADINGS, group_columns, group_row, group_title
from ctrack.views.listings import (
    code_field,
    due_field,
    left_field,
    make_table,
    party_field,
    postponed_table,
    status_field,
    title_field,
)
from ctrack.views.report_data import group_data
from ctrack.views.row_parts import row_data
from ctrack.views.whose import count_words, nothing_found, whose_data, whose_fact
from ctrack.views.withheld_notes import say_note, say_withheld

DUTIES = {
    "lead": marked("Lead agency"),
    "contributing": marked("Contributing"),
    "person": marked("Focal point"),
    "overseer": marked("Overseer"),
}
PERSON_PARTS = {
    "name": marked("Name"),
    "email": marked("E-mail"),
    "language": marked("Language"),
    "time_zone": marked("Time zone"),
    "agency": marked("Agency"),
    "is_active": marked("Gets reminders"),
    "digest": marked("Mails"),
    "hour": marked("Not before the hour"),
    "away": marked("Away"),
    "deputy": marked("Deputy"),
    "answers": marked("Answers by mail"),
}
NOBODY = "none"


def view_agencies(records: list[AgencyRecord]) -> Document:
    """Every agency, a line each."""
    columns = (
        Column("code", _("Agency"), tone=strong),
        *([Column("party", _("Party"))] if any(item.party for item in records) else []),
        Column("parent", _("Belongs to")),
        Column("leads", _("Leads"), align=Align.END),
        Column("contributes", _("Contributes"), align=Align.END),
        title_column(_("Name")),
    )
    names = [column.key for column in columns[:-1]]
    rows = [(*(getattr(item, name) for name in names), item.name) for item in records]
    data = {"rows": [{**asdict(item), "name": choose_words(item.name)} for item in records], "total": len(records)}
    blocks: tuple[Block, ...] = (Table("rows", columns, rows),)
    if not rows:
        blocks = (Paragraph(_("There are no agencies yet; 'ctrack agency add CODE --name ...' adds one.")),)
    return Document(_("Agencies"), current_language(), blocks, data)


def view_people(records: list[PersonRecord]) -> Document:
    """Everybody, a line each."""
    columns = (
        Column("name", _("Name"), tone=strong),
        Column("agency", _("Agency")),
        Column("email", _("E-mail")),
        Column("language", _("Language")),
        Column("time_zone", _("Time zone")),
        Column("undertakings", _("Undertakings"), align=Align.END),
        Column("active", "", show=say_presence),
    )
    rows = [
        (
            item.name,
            item.agency,
            item.email,
            item.language,
            item.time_zone,
            item.undertakings,
            (item.is_active, item.away_from, item.away_until),
        )
        for item in records
    ]
    data = {"rows": [asdict(item) for item in records], "total": len(records)}
    blocks: tuple[Block, ...] = (Table("rows", columns, rows),)
    if not rows:
        blocks = (Paragraph(_("There is nobody here yet; 'ctrack person add NAME' adds somebody.")),)
    return Document(_("People"), current_language(), blocks, data)


def say_presence(presence: tuple[bool, date | None, date | None]) -> str:
    """Whether somebody has left, or when they are away."""
    is_active, first, last = presence
    if not is_active:
        return _("has left")
    return _("away {first} to {last}").format(first=first, last=last) if first and last else ""


def view_person_change(item: Filing, *, for_machines: bool = False) -> Document:
    """What was known of a person, and what is."""
    return view_filed(_("Changed"), [item], PERSON_PARTS, {"is_active": _}, for_machines=for_machines)


def view_assignments(items: list[Filing], *, for_machines: bool = False, most: int | None = None) -> Document:
    """Who had which duty, and who has."""
    return view_filed(
        _("Assigned"), items, DUTIES, {"contributing": words.say_names}, for_machines=for_machines, most=most
    )


def view_handover(done: Handover) -> Document:
    """The dossier of a handover: what goes over, with dates and earlier notes."""
    rows = [row for row, _said in done.rows]
    parties = {row.party for row in (*rows, *done.overseen)}
    count = count_words(len(rows), len(parties))
    facts = (
        Fact("from", _("From"), done.giver),
        Fact("to", _("To"), done.taker, Tone.STRONG),
        Fact("date", _("Date"), words.say_day(done.today)),
        Fact("open", _("Open"), count),
    )
    named = [party_field()] if len(parties) > 1 else []
    fields = [code_field(), *named, due_field(), left_field(), status_field(), title_field()]
    blocks: list[Block] = [Heading(_("Handover"), 1), Facts(facts), make_table("rows", rows, fields)]
    for row, said in done.rows:
        if said:
            blocks.append(Heading(f"{row.code}  {choose_words(row.title)}", 3))
            blocks += [
                Paragraph(label_value(f"{words.say_short(update.effective)} {update.author}", say_update(update)))
                for update in said
            ]
    if done.late:
        blocks.append(late_table(done.late))
    if done.overseen:
        blocks.append(make_table("overseen", done.overseen, fields, _("Oversees from now on")))
    data = {
        "from": done.giver,
        "to": done.taker,
        "rows": [row_data(row) for row in rows],
        "total": len(rows),
        "late": [{**row_data(row), "reminders": count} for row, count in done.late],
        "overseen": [row_data(row) for row in done.overseen],
    }
    return Document(_("Handover"), current_language(), tuple(blocks), data, main="rows")


def say_update(update: UpdateRecord) -> str:
    """A note behind its level, or that it is withheld."""
    return say_withheld(1) if update.is_withheld else say_note(update.note, update.level)


def late_table(late: list[tuple[Row, int]]) -> Table:
    """Who answered late, or has not answered yet."""
    columns = (
        code_column(),
        Column("agency", _("Agency")),
        due_column(),
        Column("answered", _("Answered on")),
        Column("reminders", _("Reminders"), align=Align.END),
        title_column(_("Commitment")),
    )
    rows = [
        (row.code, row.agency, row.due, words.say_day(answered_on(row)) or _("not yet"), count, row.title)
        for row, count in late
    ]
    return Table("late", columns, rows, _("Answered late"))


def answered_on(row: Row) -> date | None:
    """When something was said of an undertaking after it was due."""
    is_late = row.updated_on is not None and row.due_last is not None and row.updated_on > row.due_last
    return row.updated_on if is_late else None


def agency_table(families: list[Family], whole: Group) -> Table:
    """A line each agency; above those that are parts of one another their sum, and the total of all at the end."""
    rows: list[tuple[Any, ...]] = []
    sums = []
    for family in families:
        if family.has_parts:
            sums.append(len(rows))
            name = _("{agency}, with its parts").format(agency=group_title("agency", family.whole))
            rows.append(group_row(name, family.whole))
        lead = "– " if family.has_parts else ""
        rows += [group_row(lead + group_title("agency", group), group) for group in family.groups]
    rows.append(group_row(_("Total"), whole))
    return Table(
        "agencies", group_columns(_(GROUP_HEADINGS["agency"])), rows, emphasis=frozenset({*sums, len(rows) - 1})
    )


def view_agency_report(
    whose: list[Body], families: list[Family], whole: Group, rows: list[Row], today: date, text: str
) -> Document:
    """How each agency stands, and with its parts, what it is late with, and of what it has said nothing."""
    tops = {group.key: family.whole.key for family in families for group in family.groups}
    groups = [group for family in families for group in family.groups]
    facts = (whose_fact(whose), Fact("as_of", _("As of"), words.say_day(today)), Fact("filter", _("Filter"), text))
    blocks: list[Block] = [
        Heading(_("Agencies"), 1),
        Facts(tuple(fact for fact in facts if fact.text)),
        agency_table(families, whole) if groups else nothing_found(whose),
    ]
    named = [party_field()] if len(whose) > 1 else []
    fields = [code_field(), *named, due_field(), left_field(), status_field(), title_field()]
    parts: dict[str, Any] = {}
    for group in groups:
        own = [row for row in rows if (row.agency or NOBODY) == group.key]
        late = [row for row in own if row.due_state is DueState.OVERDUE]
        silent = [row for row in own if row.due_state is not DueState.OVERDUE and row.is_silent]
        postponed = [row for row in own if row.is_postponed]
        lists = (("late", _("Late"), late), ("put_off", _("Postponed"), postponed), ("silent", _("Silent"), silent))
        parts[group.key] = {key: [row_data(row) for row in listed] for key, _title, listed in lists}
        for key, title, listed in lists:
            if listed:
                blocks.append(Heading(label_value(choose_words(group.title) or group.key, f"{title} ({len(listed)})")))
                table = make_table(f"{group.key}-{key}", listed, fields)
                if key == "put_off":
                    table = replace(postponed_table(listed), key=f"{group.key}-{key}")
                blocks.append(table)
    data = {
        "as_of": today.isoformat(),
        "whose": whose_data(whose),
        "filter": text,
        "rows": [{**group_data(group), "top": tops[group.key], **parts[group.key]} for group in groups],
        "families": [group_data(family.whole) for family in families if family.has_parts],
        "whole": group_data(whole),
        "total": len(groups),
    }
    rest = first_heading(blocks[1:])
    return Document(_("Agencies"), current_language(), tuple(blocks), data, main="agencies", rest=rest)


def inactive_notes(names: list[str], count: int) -> tuple[str, ...]:
    """That people who have left were given something, and how much."""
    text = _(
        "{name} is inactive and gets no reminders, and was given {commitments}. 'ctrack person edit NAME --active' "
        "says that they are back."
    )
    return tuple(text.format(name=name, commitments=say_count(count)) for name in names)


def held_notes(name: str, count: int) -> tuple[str, ...]:
    """That somebody who leaves still holds something open, how much, and who could take it."""
    text = _("{name} still holds what is open: {commitments}. 'ctrack handover' moves it to somebody else.")
    return (text.format(name=name, commitments=say_count(count)),) if count else ()


def say_count(count: int) -> str:
    """How many commitments."""
    return translate_count("{count} commitment", "{count} commitments", count)
