"""What was taken out of sight, or brought back, as a document."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from ctrack.domain.failures import marked
from ctrack.domain.records.registers import Withdrawal
from ctrack.render.document import Column, Document, Fact, Facts, Paragraph, Table, Tone
from ctrack.text.labels import label_value
from ctrack.text.language import choose_words, current_language, translate_count
from ctrack.text.language import translate as _
from ctrack.views import words
from ctrack.views.moves import change

KINDS = {
    "code": marked("Commitment"),
    "instrument": marked("Instrument"),
    "agency": marked("Agency"),
    "person": marked("Person"),
}


def view_withdrawal(item: Withdrawal, *, for_machines: bool = False) -> Document:
    """Before and after, and what hangs on it."""
    title = _("Withdrawn") if item.after else _("Brought back")
    if for_machines:
        keys = ("kind", "key", "withdrawn_before", "withdrawn_after", "commitments", "open")
        row = (item.kind, item.key, plain(item.before), plain(item.after), item.commitments, item.open)
        table = Table("rows", tuple(Column(key, key) for key in keys), [row])
        return Document(title, current_language(), (table,))
    facts = (
        Fact("kind", _(KINDS[item.kind]), f"{item.key}  {choose_words(item.title)}".strip(), Tone.STRONG),
        Fact("withdrawn", _("Withdrawn"), change(say_withdrawn(item.before), say_withdrawn(item.after))),
    )
    return Document(title, current_language(), (Facts(facts), *tell_hanging(item)), asdict(item))


def plain(said: dict[str, Any] | None) -> str:
    """The day, as data has it."""
    return str(said["on"]) if said else ""


def say_withdrawn(said: dict[str, Any] | None) -> str:
    """Since when, and why; "" for what is in sight."""
    if not said:
        return ""
    day, why = words.say_edtf(said["on"]), choose_words(said.get("why"))
    return label_value(day, why) if why else day


def tell_hanging(item: Withdrawal) -> tuple[Paragraph, ...]:
    """How many commitments go with an instrument, or lie with an agency or a person, who can hand them on."""
    count = translate_count("{count} commitment", "{count} commitments", item.commitments)
    if item.kind == "instrument":
        text = _("Out of sight with it: {commitments}.") if item.after else _("In sight again with it: {commitments}.")
        return (Paragraph(text.format(commitments=count), Tone.FAINT),)
    if item.kind == "code" or not item.after or not item.open:
        return ()
    held = translate_count("{count} open undertaking", "{count} open undertakings", item.open)
    text = (
        _("Still with {key}: {undertakings}. 'ctrack list agency:{key}' shows what, 'ctrack assign' moves it.")
        if item.kind == "agency"
        else _("Still with {key}: {undertakings}. 'ctrack handover' moves it to somebody else.")
    )
    return (Paragraph(text.format(undertakings=held, key=item.key), Tone.WARNING),)
