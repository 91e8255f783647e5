"""One commitment whole: what the text asks, how sure we are, whom it binds, and all that was said of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ctrack.domain.fields.registry import FILED
from ctrack.domain.frozen import replace
from ctrack.domain.messages import join_words
from ctrack.domain.records.undertakings import Dossier, EntryRecord, Row, UpdateRecord, read_field
from ctrack.render.document import Block, Column, Document, Fact, Facts, Heading, Paragraph, Table, Tone
from ctrack.text.labels import say_share
from ctrack.text.language import choose_words, current_language
from ctrack.text.language import translate as _
from ctrack.views import words
from ctrack.views.columns import due_column, progress_column, status_column
from ctrack.views.corrections import correction_facts
from ctrack.views.dossier_dates import (
    cycle_data,
    cycle_facts,
    moved_words,
    reading_line,
    round_words,
    target_words,
)
from ctrack.views.history import history_blocks
from ctrack.views.journal import view_log
from ctrack.views.language_blocks import language_blocks
from ctrack.views.links import link_blocks, link_data
from ctrack.views.listings import machine_fields, make_table
from ctrack.views.row_parts import row_data
from ctrack.views.scale_tables import own_facts
from ctrack.views.upgrade_lists import earlier_facts
from ctrack.views.values import say_themes, say_value
from ctrack.views.withdrawals import say_withdrawn
from ctrack.views.withheld_notes import withheld_blocks

MOST_OCCASIONS = 4


def view_commitment(
    dossier: Dossier, *, for_machines: bool = False, is_cut: bool = False, is_paper: bool = False
) -> Document:
    """The whole dossier of a commitment; `for_machines` gives its row as a listing has it.

    Where it `is_cut`, of many dates that have passed only the last ones are told. A paper names nobody's account.
    """
    row = dossier.row
    if for_machines:
        return Document(row.code, current_language(), (make_table("rows", [row], machine_fields()),))
    blocks: list[Block] = [Heading(f"{row.code}  {choose_words(row.title)}", 1)]
    if dossier.summary:
        blocks.append(Paragraph(choose_words(dossier.summary)))
    blocks += language_blocks(dossier)
    standing = standing_facts(dossier, MOST_OCCASIONS if is_cut else None)
    blocks.append(Facts(tuple(fact for fact in standing if fact.text)))
    blocks.append(Heading(_("The text")))
    official = Fact("url", _("Official text"), dossier.url or "") if is_paper else Fact("url", "", "")
    blocks.append(Facts(tuple(fact for fact in (*text_facts(dossier), official) if fact.text)))
    if len(dossier.parties) > 1:
        blocks += [Heading(_("Parties")), parties_table(dossier.parties)]
    blocks += link_blocks(dossier.links)
    blocks += [
        Heading(_("History")),
        *history_blocks(dossier.history, row.moved_deadline or row.deadline, dossier.scale, has_authors=not is_paper),
    ]
    blocks += withheld_blocks(dossier.level, {row.code: dossier.withheld} if dossier.withheld else {})
    return Document(
        title=row.code,
        language=current_language(),
        blocks=tuple(blocks),
        data=dossier_data(dossier),
        main="history",
    )


def with_entries(
    document: Document, entries: list[EntryRecord], *, is_cut: bool = False, is_paper: bool = False
) -> Document:
    """The same document, with the journal entries that touched the commitment; on paper, whoever reads its data."""
    logged = view_log(entries, is_cut=is_cut)
    shown = () if is_paper else (Heading(_("Journal")), *logged.blocks)
    blocks = (*document.blocks, *shown)
    return replace(document, blocks=blocks, data={**document.data, "entries": logged.data["rows"]})


def join_dossiers(documents: Sequence[Document]) -> Document:
    """Several commitments in one document, in the order in which they were asked for."""
    tables = [document.main_table() for document in documents if document.main != "history"]
    blocks = tuple(block for document in documents for block in document.blocks)
    if tables and tables[0] is not None:
        blocks = (replace(tables[0], rows=[row for table in tables if table is not None for row in table.rows]),)
    data = {"commitments": [document.data for document in documents]}
    return Document(_("Commitments"), current_language(), blocks, data)


def standing_facts(dossier: Dossier, most: int | None = None) -> list[Fact]:
    """Where the party stands."""
    row = dossier.row
    state = words.say(words.DUE_WORDS, row.due_state)
    left = words.say_days_left(row.days_left)
    due = " · ".join(filter(None, (words.say_edtf(row.due), left or state))) if row.due else ""
    return [
        Fact("withdrawn", _("Withdrawn"), say_withdrawn(dossier.withdrawn), Tone.WARNING),
        Fact("party", _("Party"), row.party),
        Fact("status", _("Status"), status_line(row), words.say_tone(words.STATUS_TONES, row.status)),
        *own_facts(dossier.scale, row),
        Fact("due", _("Due"), due, words.say_tone(words.DUE_TONES, row.due_state)),
        Fact("deadline", _("Deadline of the text"), words.say_edtf(row.deadline) if row.due != row.deadline else ""),
        Fact("moved", _("Moved by its own body"), moved_words(dossier)),
        Fact("next", _("Of that date"), round_words(row)),
        Fact("target", _("Own target"), target_words(row)),
        *cycle_facts(dossier.cycle, most),
        Fact("snoozed_until", _("No reminders until after"), words.say_day(dossier.snoozed_until)),
        *(Fact(field.key, _(field.title), say_value(field, read_field(row, field))) for field in FILED),
        Fact("tags", _("Tags"), " ".join(f"+{tag}" for tag in row.tags)),
    ]


def status_line(row: Row) -> str:
    """The status with its progress, since when, and what follows from it."""
    parts = [f"{words.say_status(row.status)}  {say_share(row.progress)}"]
    if row.status_on:
        since = _("on or before {date}") if row.is_on_or_before else _("since {date}")
        parts.append(since.format(date=words.say_day(row.status_on)))
    if row.voice:
        parts.append(words.say(words.VOICE_WORDS, row.voice))
    if row.is_regressed:
        parts.append(_("moved backwards"))
    if row.is_stale:
        parts.append(_("nothing said since {date}").format(date=words.say_day(row.updated_on)))
    return " · ".join(parts)


def text_facts(dossier: Dossier) -> list[Fact]:
    """What the text says and how sure we are of it."""
    row = dossier.row
    verification = words.say(words.VERIFICATION_WORDS, row.verification)
    named = f" ({join_words(dossier.addressee_parties, _)})" if dossier.addressee_parties else ""
    facts = [
        Fact("instrument", _("Instrument"), f"{choose_words(dossier.instrument_title)} ({row.instrument})"),
        Fact("section", _("Section"), f"{choose_words(dossier.section_title)} ({row.section})"),
        Fact("themes", _("Themes"), say_themes(row.themes)),
        Fact("paragraph", _("Paragraph"), choose_words(dossier.paragraph)),
        Fact("paragraph_note", "", choose_words(dossier.paragraph_note), Tone.FAINT),
        Fact("addressee", _("Addressee"), words.say(words.ADDRESSEE_WORDS, row.addressee) + named),
        Fact("kind", _("Kind"), words.say(words.KIND_WORDS, row.kind)),
        Fact("force", _("Force"), words.say(words.FORCE_WORDS, row.force)),
        Fact("binding", _("Binding"), words.say(words.BINDING_WORDS, row.binding)),
        Fact("joint", "", _("an act of all who took part together") if dossier.is_joint else "", Tone.FAINT),
        Fact("recurrence", _("Recurrence"), words.say_recurrence(dossier.recurrence)),
        Fact("deadline_words", _("Deadline in words"), choose_words(dossier.deadline_words)),
        Fact(
            "verification", _("Verification"), verification, words.say_tone(words.VERIFICATION_TONES, row.verification)
        ),
        Fact("note", _("Note"), choose_words(dossier.note)),
    ]
    facts += [*correction_facts(dossier.corrections), *earlier_facts(dossier.earlier)]
    facts += [Fact(f"source_{place}", _("Source") if place == 1 else "", reading_line(source))
              for place, source in enumerate(dossier.sources, 1)]  # fmt: skip
    return facts


def parties_table(parties: list[Row]) -> Table:
    """How each bound party stands."""
    columns = (
        Column("party", _("Party"), tone=lambda value: Tone.STRONG),
        status_column(),
        progress_column(),
        due_column(),
        Column("due_state", "", show=lambda value: words.say(words.DUE_WORDS, value),
               tone=lambda value: words.say_tone(words.DUE_TONES, value)),
    )  # fmt: skip
    return Table("parties", columns, [(row.party, row.status, row.progress, row.due, row.due_state) for row in parties])


def dossier_data(dossier: Dossier) -> dict[str, Any]:
    """A dossier as JSON holds it."""
    return {
        **row_data(dossier.row),
        "home": dossier.home,
        "as_of": dossier.today.isoformat(),
        "instrument_title": dossier.instrument_title,
        "section_title": dossier.section_title,
        "paragraph": dossier.paragraph,
        "paragraph_note": dossier.paragraph_note,
        "summary": dossier.summary,
        "note": dossier.note,
        "deadline_words": dossier.deadline_words,
        "recurrence": dossier.recurrence,
        "moved_sources": dossier.moved_sources,
        "joint": dossier.is_joint,
        "corrections": dossier.corrections,
        "earlier": dossier.earlier,
        "scale": dossier.scale.slug if dossier.scale else None,
        "withdrawn": dossier.withdrawn,
        "cycle": cycle_data(dossier.cycle),
        "snoozed_until": dossier.snoozed_until.isoformat() if dossier.snoozed_until else None,
        "sources": dossier.sources,
        "url": dossier.url,
        "addressee_parties": dossier.addressee_parties,
        "parties": [row_data(row) for row in dossier.parties],
        "links": [link_data(link) for link in dossier.links],
        "history": [update_data(update) for update in dossier.history],
        "level": dossier.level,
        "withheld": [dossier.row.code] if dossier.withheld else [],
    }  # fmt: skip


def update_data(update: UpdateRecord) -> dict[str, Any]:
    """A status update as JSON holds it."""
    return {
        "id": update.id,
        "entry": update.number,
        "party": update.party,
        "status": update.status.value if update.status else None,
        "own_status": update.own_status,
        "progress": update.progress,
        "effective": update.effective,
        "recorded_at": update.recorded_at,
        "author": update.author,
        "voice": update.voice,
        "note": update.note,
        "level": update.level,
        "target": update.target,
        "sources": update.sources,
        "verification": update.verification,
        "retracts": update.retracts,
        "retracted": update.is_retracted,
        "withheld": update.is_withheld,
    }
