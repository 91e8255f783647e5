"""What a newer file of an instrument brings, as a document: what is new, reworded, moved, split, retired, set aside."""

from __future__ import annotations

from typing import Any

from ctrack.domain.failures import marked
from ctrack.domain.messages import join_words
from ctrack.domain.records.text_changes import ChangeKind, InstrumentUpgrade, PartChange, TextChange
from ctrack.render.document import Block, Column, Document, Fact, Heading, Paragraph, Table, Tone
from ctrack.text.labels import label_value
from ctrack.text.language import choose_words, current_language, translate_count
from ctrack.text.language import translate as _
from ctrack.views import words
from ctrack.views.columns import strong
from ctrack.views.corrections import PARTS, SAID
from ctrack.views.moves import ARROW

KINDS = {
    ChangeKind.NEW: marked("new"),
    ChangeKind.SPLIT: marked("split off, or in the place of another"),
    ChangeKind.MOVED: marked("moved"),
    ChangeKind.REWORDED: marked("reworded"),
    ChangeKind.DETAILED: marked("with other sources, languages or details"),
    ChangeKind.CORRECTED: marked("corrected here; the file has other words now"),
    ChangeKind.RETIRED: marked("retired: others stand in its place"),
    ChangeKind.SET_ASIDE: marked("set aside: the file has nothing that matches"),
    ChangeKind.ADDED_HERE: marked("added here; stays as it is"),
}
PART_NAMES = PARTS | {
    "short": marked("Short title"),
    "nature": marked("Nature"),
    "note": marked("Note"),
    "paragraph_note": marked("Paragraph"),
    "recurrence": marked("Recurrence"),
    "binding": marked("Binding"),
    "moved_deadline": marked("Moved by its own body"),
    "notes": marked("Notes"),
    "relations": marked("Relations"),
    "history": marked("What happened"),
    "review": marked("Review"),
    "languages": marked("Languages"),
}
# As many letters of a text as a table shows; JSON has all.
MOST = 120


def view_upgrades(done: list[InstrumentUpgrade], *, is_dry_run: bool) -> Document:
    """Every instrument with what changes in it, in the order of the kinds of change."""
    changed = [item for item in done if item.changes]
    blocks: list[Block] = []
    for item in changed:
        blocks += [Heading(label_value(item.slug, choose_words(item.title))), Paragraph(say_counts(item), Tone.FAINT)]
        if any(change.kind is not ChangeKind.DETAILED for change in item.changes):
            blocks.append(changes_table(item))
    if not changed:
        blocks.append(Paragraph(_("Everything is as the newest files have it; nothing was recorded.")))
    notes = upgrade_notes(changed, is_dry_run=is_dry_run)
    data = {"instruments": [upgrade_data(item) for item in done], "dry_run": is_dry_run}
    return Document(_("Upgrade of instruments"), current_language(), tuple(blocks), data, notes=notes)


def upgrade_notes(changed: list[InstrumentUpgrade], *, is_dry_run: bool) -> tuple[str, ...]:
    """What to do next."""
    kinds = {change.kind for item in changed for change in item.changes}
    notes = []
    if kinds & {ChangeKind.RETIRED, ChangeKind.SET_ASIDE}:
        notes.append(_("What is retired or set aside is out of sight with all that was said of it: 'ctrack show CODE' "
                       "shows it, 'ctrack withdraw CODE --back' brings it back."))  # fmt: skip
    if changed and not is_dry_run:
        notes.append(_("'ctrack undo' takes it back; 'ctrack show CODE' shows the wording of before."))
    return tuple(notes)


def say_counts(item: InstrumentUpgrade) -> str:
    """How many of each kind, and how many stay as they were."""
    counts = [(kind, sum(change.kind is kind for change in item.changes)) for kind in ChangeKind]
    told = [label_value(_(KINDS[kind]), str(count)) for kind, count in counts if count]
    told.append(translate_count("{count} as it was", "{count} as they were", item.unchanged))
    return " · ".join(told)


def changes_table(item: InstrumentUpgrade) -> Table:
    """One line a change, and of a reworded text one a part; sources, languages and details are counted alone."""
    columns = (
        Column("code", _("Code"), tone=strong),
        Column("kind", _("Change"), show=lambda kind: _(KINDS[kind]), wraps=True),
        Column("what", _("What"), wraps=True),
    )
    shown = (change for change in item.changes if change.kind is not ChangeKind.DETAILED)
    ordered = sorted(shown, key=lambda change: list(ChangeKind).index(change.kind))
    rows = [(change.key, change.kind, text) for change in ordered for text in say_change(change)]
    return Table(item.slug, columns, rows)


def say_change(change: TextChange) -> list[str]:
    """What became of a text, a line a part."""
    if change.parts:
        return [say_part(part) for part in change.parts]
    others = f" ({join_words(change.others, _)})" if change.others else ""
    return [choose_words(change.title) + others]


def say_part(change: PartChange) -> str:
    """A part as it was and as it is."""
    label = _(PART_NAMES.get(change.part, change.part))
    before, after = keep_changed(change.before, change.after), keep_changed(change.after, change.before)
    return label_value(label, f"{say_value(change.part, before)} {ARROW} {say_value(change.part, after)}")


def keep_changed(value: Any, other: Any) -> Any:
    """Of a text in languages those that differ: what is the same in the reader's language tells nothing."""
    if not (isinstance(value, dict) and isinstance(other, dict)):
        return value
    return {language: text for language, text in value.items() if other.get(language) != text}


def say_value(part: str, value: Any) -> str:
    """A value as people read it, cut where it is long."""
    if value in (None, "", [], {}):
        return words.NO_RATE
    if isinstance(value, bool):
        return words.say(words.BINDING_WORDS, value)
    if isinstance(value, dict) and all(isinstance(text, str) for text in value.values()):
        text = choose_words({key: each for key, each in value.items() if key != "url"})
    elif isinstance(value, list):
        text = translate_count("{count} entry", "{count} entries", len(value))
    else:
        text = SAID[part](value) if part in SAID and isinstance(value, str) else str(value)
    return text if len(text) <= MOST else text[: MOST - 1] + "…"


def earlier_facts(earlier: list[dict[str, Any]]) -> list[Fact]:
    """What a text said before an upgrade put other words for it, the newest first."""
    return [
        Fact(f"earlier_{place}", _("Until {date}").format(date=words.say_edtf(item["until"])),
             label_value(_(PART_NAMES.get(item["part"], item["part"])), say_value(item["part"], item["was"])),
             Tone.FAINT)
        for place, item in enumerate(reversed(earlier))
    ]  # fmt: skip


def upgrade_data(item: InstrumentUpgrade) -> dict[str, Any]:
    """An upgrade as JSON holds it, every text whole."""
    return {
        "slug": item.slug,
        "title": item.title,
        "new": item.is_new,
        "unchanged": item.unchanged,
        "changes": [
            {
                "kind": change.kind.value,
                "code": change.key,
                "title": change.title,
                "others": list(change.others),
                "parts": [part._asdict() for part in change.parts],
            }
            for change in item.changes
        ],
    }
