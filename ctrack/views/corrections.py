"""What was corrected of a text, before and after, as a document; and what the catalogue has in its place."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from ctrack.domain.failures import marked
from ctrack.domain.frozen import replace
from ctrack.domain.messages import SEMICOLON, join_words
from ctrack.render.document import Document, Fact, Tone
from ctrack.text.language import choose_words
from ctrack.text.language import translate as _
from ctrack.views import words
from ctrack.views.filings import view_filed
from ctrack.views.values import say_themes

if TYPE_CHECKING:
    from ctrack.domain.records.registers import Filing

PARTS = {
    "title": marked("Title"),
    "symbol": marked("Symbol"),
    "adopted_on": marked("Date"),
    "scale": marked("Scale"),
    "url": marked("Address"),
    "summary": marked("Summary"),
    "paragraph": marked("Paragraph"),
    "section": marked("Section"),
    "kind": marked("Kind"),
    "force": marked("Force"),
    "addressee": marked("Addressee"),
    "parties": marked("Named"),
    "themes": marked("Themes"),
    "deadline": marked("Deadline of the text"),
    "verification": marked("Verification"),
    "sources": marked("Source"),
}
SAID: dict[str, Callable[[str], str]] = {
    "kind": lambda value: words.say(words.KIND_WORDS, value),
    "force": lambda value: words.say(words.FORCE_WORDS, value),
    "addressee": lambda value: words.say(words.ADDRESSEE_WORDS, value),
    "verification": lambda value: words.say(words.VERIFICATION_WORDS, value),
    "themes": say_themes,
    "deadline": words.say_edtf,
    "adopted_on": words.say_edtf,
}
# Of the parts of a correction also these, each a list within one text.
LISTED: dict[str, Callable[[str], str]] = {
    "parties": words.say_names,
    "sources": lambda value: join_words(value.split(SEMICOLON), _, SEMICOLON),
}
# Of several columns that go together one is told.
TOLD = {"section_id": "", "addressee_parties": "", "deadline_first": "", "deadline_last": "", "deadline_words": ""}


def view_corrected(item: Filing, *, is_local: bool, for_machines: bool = False) -> Document:
    """What the register said of a text, and what it says."""
    labels = {part: label for part, label in PARTS.items() if part in item.before}
    document = view_filed(_("Corrected"), [item], labels, SAID | LISTED, for_machines=for_machines)
    if not is_local:
        return document
    note = _("The correction is local: the catalogue's words stay beside it, and 'ctrack edit {key} --restore' takes "
             "them again.")  # fmt: skip
    return replace(document, notes=(note.format(key=item.code),))


def correction_facts(corrections: dict[str, Any]) -> list[Fact]:
    """What the catalogue says of each part that is corrected here, and who says otherwise."""
    facts = []
    for column, kept in corrections.items():
        if column in TOLD:
            continue
        was, source = kept["was"], kept.get("source")
        text = " / ".join(was.values()) if isinstance(was, dict) else SAID.get(column, str)(was) if was else "–"
        told = _("the catalogue has: {text}").format(text=text)
        cited = choose_words({key: value for key, value in source.items() if key != "url"}) if source else ""
        title = _("Corrected here: {part}").format(part=_(PARTS[column]))
        facts.append(Fact(f"corrected_{column}", title, f"{told} ({cited})" if cited else told, Tone.FAINT))
    return facts
