"""Instruments, parties and the database, as documents."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from ctrack.domain.catalogue import InstrumentEntry
from ctrack.domain.failures import marked
from ctrack.domain.frozen import replace
from ctrack.domain.records.registers import InstrumentRecord, PartyRecord, RegisterRecord, Upgrade
from ctrack.domain.scales import PLAIN
from ctrack.render.document import Align, Block, Column, Document, Fact, Facts, Heading, Paragraph, Table, Tone
from ctrack.text.labels import label_value
from ctrack.text.language import choose_words, current_language, translate_count
from ctrack.text.language import translate as _
from ctrack.views import words
from ctrack.views.columns import strong, title_column
from ctrack.views.corrections import correction_facts
from ctrack.views.journal import show_moment
from ctrack.views.moves import ARROW
from ctrack.views.upgrade_lists import earlier_facts
from ctrack.views.withdrawals import say_withdrawn


def view_instruments(records: list[InstrumentRecord]) -> Document:
    """Every instrument, a line each."""
    columns = (
        Column("slug", _("Instrument"), tone=strong),
        Column("symbol", _("Symbol")),
        Column("adopted_on", _("Date"), show=words.say_short),
        Column("commitments", _("Commitments"), align=Align.END),
        Column("verified", _("Verified"), align=Align.END),
        title_column(_("Title")),
    )
    rows = [(item.slug, item.symbol, item.adopted_on, item.commitments, item.verified, item.title) for item in records]
    data = {"rows": [instrument_data(item) for item in records], "total": len(records)}
    return Document(_("Instruments"), current_language(), (Table("rows", columns, rows),), data)


def view_available(records: list[InstrumentRecord]) -> Document:
    """The shipped instruments that are not in the register, a line each, and how one comes in."""
    if not records:
        return Document(_("Instruments"), current_language(), (Paragraph(_("This register holds all that ships.")),),
                        {"rows": [], "total": 0})  # fmt: skip
    note = _("'ctrack instrument add NAME' takes one in; 'ctrack undo' takes it out again.")
    return replace(view_instruments(records), notes=(note,))


def instrument_data(record: InstrumentRecord) -> dict[str, Any]:
    """An instrument as JSON holds it."""
    data = asdict(record)
    data["title"], data["titles"] = choose_words(record.title), record.title
    data["sections"] = [{"slug": slug, "title": title, "commitments": count} for slug, title, count in record.sections]
    return data


def view_instrument(record: InstrumentRecord) -> Document:
    """One instrument whole."""
    blocks: list[Block] = [Heading(choose_words(record.title), 1), Facts(instrument_facts(record))]
    columns = (
        Column("slug", _("Section"), tone=strong),
        Column("commitments", _("Commitments"), align=Align.END),
        title_column(_("Title")),
    )
    blocks += [
        Heading(_("Sections")),
        Table("sections", columns, [(slug, count, title) for slug, title, count in record.sections]),
    ]
    if record.history:
        blocks += [Heading(_("What happened")), history_table(record)]
    if record.relations:
        blocks += [Heading(_("Relations")), relations_table(record)]
    if record.notes:
        blocks.append(Heading(_("Notes")))
        blocks += [Paragraph(f"- {choose_words(note)}") for note in record.notes]
    return Document(record.slug, current_language(), tuple(blocks), instrument_data(record))


def instrument_facts(record: InstrumentRecord) -> tuple[Fact, ...]:
    """The head of an instrument."""
    review = record.review or {}
    facts = (
        Fact("slug", _("Short name"), record.slug, Tone.STRONG),
        Fact("withdrawn", _("Withdrawn"), say_withdrawn(record.withdrawn), Tone.WARNING),
        Fact("symbol", _("Symbol"), record.symbol or ""),
        Fact("kind", _("Kind"), words.say(words.INSTRUMENT_WORDS, record.kind)),
        Fact("nature", _("Nature"), choose_words(record.nature)),
        Fact("binding", _("Binding"), words.say(words.WHOLE_BINDING_WORDS, record.binding)),
        Fact("scale", _("Scale"), record.scale if record.scale != PLAIN else ""),
        Fact("adopted_on", _("Date"), words.say_edtf(record.adopted_on)),
        Fact("adopted_note", "", choose_words(record.adopted_note)),
        Fact("adopted_by", _("By"), choose_words(record.adopted_by)),
        Fact("adopted_at", _("Place"), choose_words(record.adopted_at)),
        Fact("url", _("Address"), record.url or ""),
        Fact("review", _("Review"), choose_words(review.get("rule"))),
        Fact("commitments", _("Commitments"), _("{count}, of which {verified} verified")
             .format(count=record.commitments, verified=record.verified)),
        Fact("origin", _("Origin"), _("the shipped catalogue") if record.origin == "catalogue" else _("added here")),
        *correction_facts(record.corrections),
        *earlier_facts(record.earlier),
    )  # fmt: skip
    return tuple(fact for fact in facts if fact.text)


def history_table(record: InstrumentRecord) -> Table:
    """What happened to the instrument."""
    columns = (
        Column("date", _("Date"), show=words.say_short),
        Column("text", _("What happened"), show=choose_words, wraps=True),
        Column("source", _("Source"), show=choose_words, wraps=True),
    )
    return Table("history", columns, [(item["date"], item["text"], item.get("source")) for item in record.history])


RELATIONS = {
    "reaffirms": marked("reaffirms"),
    "reaffirmed_by": marked("is reaffirmed by"),
    "commends": marked("commends"),
    "commended_by": marked("is commended by"),
    "part_of": marked("is part of"),
    "supports": marked("supports"),
    "recommends": marked("recommends"),
    "recommended_by": marked("is recommended by"),
    "notes": marked("takes note of"),
    "noted_by": marked("is noted by"),
    "taken_note_of_by": marked("is taken note of by"),
    "led_to": marked("led to"),
    "implements": marked("carries out"),
    "marked_by": marked("is marked by"),
    "reviews": marked("reviews"),
    "followed_by": marked("is followed by"),
    "follows": marked("follows"),
    "replaces": marked("replaces"),
}


def relations_table(record: InstrumentRecord) -> Table:
    """How the instrument relates to other texts."""
    columns = (
        Column("type", _("Relation"), show=lambda value: words.say(RELATIONS, value)),
        Column("target", _("Text"), show=choose_words, wraps=True),
        Column("source", _("Source"), show=choose_words, wraps=True),
    )
    return Table(
        "relations", columns, [(item["type"], item["target"], item.get("source")) for item in record.relations]
    )


def view_parties(records: list[PartyRecord]) -> Document:
    """Every party, a line each."""
    columns = (
        Column("code", _("Party"), tone=strong),
        Column("is_home", _("Home"), show=lambda value: _("home") if value else ""),
        Column("kind", _("Kind"), show=lambda value: words.say(words.PARTY_WORDS, value)),
        Column("undertakings", _("Undertakings"), align=Align.END),
        Column("implemented", _("Implemented"), align=Align.END),
        Column("name", _("Name"), show=choose_words, raw=choose_words, wraps=True),
    )
    rows = [(item.code, item.is_home, item.kind, item.undertakings, item.implemented, item.name) for item in records]
    data = {"rows": [party_data(item) for item in records], "total": len(records)}
    return Document(_("Parties"), current_language(), (Table("rows", columns, rows),), data)


def party_data(record: PartyRecord) -> dict[str, Any]:
    """A party as JSON holds it."""
    return {**asdict(record), "name": choose_words(record.name), "names": record.name}


def view_register(record: RegisterRecord, context: str = "") -> Document:
    """Facts about the database, and the context in which it is seen."""
    facts = (
        Fact("context", _("Context"), context),
        Fact("place", _("Place"), record.place, Tone.STRONG),
        Fact("engine", _("Engine"), record.engine),
        Fact("size", _("Size"), _("{size} KiB").format(size=f"{record.size / 1024:.0f}") if record.size else ""),
        Fact("revision", _("Layout"), record.revision),
        Fact("home", _("Home party"), f"{choose_words(record.home_name)} ({record.home})"),
        Fact("instruments", _("Instruments"), str(record.instruments)),
        Fact("commitments", _("Commitments"), str(record.commitments)),
        Fact("undertakings", _("Undertakings"), str(record.undertakings)),
        Fact("updates", _("Status updates"), str(record.updates)),
        Fact("entries", _("Journal entries"), str(record.entries)),
        Fact("last_entry_at", _("Last entry"), show_moment(record.last_entry_at) if record.last_entry_at else ""),
        Fact("head", _("Journal head"), record.head),
    )
    shown = tuple(fact for fact in facts if fact.text)
    return Document(_("Database"), current_language(), (Facts(shown),), {**asdict(record), "context": context or None})


def view_made(record: RegisterRecord) -> Document:
    """What `init` made, and what to do next."""
    text = _("Made {place}: {commitments} commitments, {instruments} instruments. Home party: {name} ({home}).").format(
        place=record.place, commitments=record.commitments, instruments=record.instruments,
        name=choose_words(record.home_name), home=record.home,
    )  # fmt: skip
    note = _("Next: 'ctrack report' shows where things stand, 'ctrack due' what presses.")
    return Document(_("Database"), current_language(), (Paragraph(text),), asdict(record), notes=(note,))


def view_added(entry: InstrumentEntry) -> Document:
    """What `instrument add` added."""
    text = _("Added {slug}: {title} ({commitments}).").format(
        slug=entry.slug, title=choose_words(entry.title), commitments=count_commitments(entry)
    )
    data = {"slug": entry.slug, "title": entry.title, "commitments": len(entry.commitments)}
    return Document(_("Instruments"), current_language(), (Paragraph(text),), data)


def count_commitments(entry: InstrumentEntry) -> str:
    """How many commitments a file holds."""
    return translate_count("{count} commitment", "{count} commitments", len(entry.commitments))


def view_checked(checked: list[tuple[str, InstrumentEntry]]) -> Document:
    """Files that are in order."""
    lines = tuple(
        Paragraph(
            _("{file}: in order, {slug}, {commitments}").format(
                file=file, slug=entry.slug, commitments=count_commitments(entry)
            )
        )
        for file, entry in checked
    )
    rows = [{"file": file, "slug": entry.slug, "commitments": len(entry.commitments)} for file, entry in checked]
    return Document(_("Instruments"), current_language(), lines, {"rows": rows, "total": len(rows)})


def view_home(before: str, after: str) -> Document:
    """Who was home, and who is."""
    text = label_value(_("Home party"), f"{before} {ARROW} {after}")
    return Document(_("Parties"), current_language(), (Paragraph(text),), {"before": before, "after": after})


def view_upgraded(done: Upgrade) -> Document:
    """The layout before and after, and what stands anew by it."""
    if done.before == done.after:
        lines = [_("The database has the layout of this version already ({revision}).").format(revision=done.after)]
    else:
        lines = [label_value(_("Layout"), f"{done.before} {ARROW} {done.after}")]
        lines.append(_("A backup of what it was is in {path}.").format(path=done.kept))
    if done.undertakings:
        count = translate_count("{count} commitment", "{count} commitments", done.undertakings)
        met = translate_count("{count} date met", "{count} dates met", done.met)
        missed = translate_count("{count} date missed", "{count} dates missed", done.missed)
        postponed = translate_count("{count} postponed", "{count} postponed", done.postponed)
        text = _(
            "A status belongs to its due date now, and lateness is told by the date of the text. Read anew: {all}."
        )
        lines += [text.format(all=count), " · ".join((met, missed, postponed))]
    if done.themed:
        lines.append(
            translate_count(
                "{count} commitment of the catalogue has its themes now.",
                "{count} commitments of the catalogue have their themes now.",
                done.themed,
            )
        )
    if done.linked:
        lines.append(
            translate_count(
                "{count} link of the catalogue is tied, with its reason.",
                "{count} links of the catalogue are tied, each with its reason.",
                done.linked,
            )
        )
    return Document(_("Database"), current_language(), tuple(map(Paragraph, lines)), asdict(done))


def view_sound(number: int, head: str) -> Document:
    """A journal that holds together."""
    entries = translate_count("{count} entry", "{count} entries", number)
    text = _("The journal holds together: {entries}, head {head}.").format(entries=entries, head=head[:12])
    return Document(_("Database"), current_language(), (Paragraph(text),), {"entries": number, "head": head})
