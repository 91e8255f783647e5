"""What was read of an official text, as a document: a row for each paragraph."""

from __future__ import annotations

from typing import Any

from ctrack.domain.official_texts.demands import Demand
from ctrack.domain.official_texts.outline import Draft, cite
from ctrack.domain.official_texts.paragraph_codes import label_scopes, write_number
from ctrack.domain.official_texts.passages import Passage
from ctrack.domain.official_texts.subjects import propose_themes
from ctrack.render.document import Column, Document, Heading, Table
from ctrack.text.language import current_language, translate_count
from ctrack.text.language import translate as _
from ctrack.views import words
from ctrack.views.columns import strong, title_column


def view_draft(draft: Draft) -> Document:
    """The paragraphs of a text, what each is and asks."""
    columns = (
        Column("code", _("Code"), tone=strong),
        Column("paragraph", _("Paragraph")),
        Column("force", _("Force"), show=lambda value: words.say(words.FORCE_WORDS, value)),
        Column("addressee", _("Addressee"), show=lambda value: words.say(words.ADDRESSEE_WORDS, value)),
        Column("deadline", _("Deadline"), show=words.say_short),
        title_column(_("Title")),
    )
    found = zip(draft.demands, draft.codes, strict=True)
    labels = label_scopes(draft.demands)
    rows = [
        (
            code,
            cite(item, labels),
            item.force,
            item.addressee.value,
            item.timing.deadline,
            {draft.tongue.code: item.title},
        )
        for item, code in found
        if not item.is_lead
    ]
    blocks = (Heading(draft.front.title or draft.slug, 1), Table("rows", columns, rows))
    return Document(draft.slug, current_language(), blocks, draft_data(draft), notes=(tell_counts(draft),))


def tell_counts(draft: Draft) -> str:
    """How much was found, and how much of it rests on little."""
    doubtful = sum(bool(item.doubts) for item in draft.demands if not item.is_lead)
    told = translate_count("Drafted {count} commitment", "Drafted {count} commitments", draft.rows)
    return told.format(count=draft.rows) + _("; {doubtful} of them with a guess that rests on little.").format(
        doubtful=doubtful
    )


def draft_data(draft: Draft) -> dict[str, Any]:
    """All passages as JSON holds them, the operative ones with what they ask."""
    asked = {item.place: (item, code) for item, code in zip(draft.demands, draft.codes, strict=True)}
    front = draft.front
    return {
        "slug": draft.slug,
        "language": draft.tongue.code,
        "kind": front.kind.value,
        "symbol": front.symbol or None,
        "title": front.title,
        "adopted_on": front.adopted.isoformat() if front.adopted else None,
        "chapter_vii": front.is_chapter_vii,
        "total": draft.rows,
        "passages": [
            passage_data(item, place) | (demand_data(draft, *asked[place]) if place in asked else {})
            for place, item in enumerate(draft.passages)
        ],
    }


def passage_data(item: Passage, place: int) -> dict[str, Any]:
    """What a paragraph is."""
    prefix = item.block.prefix
    return {
        "place": place,
        "line": item.block.line,
        "type": item.role.value,
        "prefix": prefix.written if prefix else None,
        "level": len(item.path) or None,
        "number": write_number(item) if item.path else None,
        "part": "-".join(part for part in item.scope if part) or None,
        "parent": item.parent,
        "verb": item.begin.verb or None,
        "text": item.text,
    }


def demand_data(draft: Draft, item: Demand, code: str) -> dict[str, Any]:
    """What a paragraph asks, and which of that rests on little."""
    return {
        "code": code,
        "verb": item.verb or None,
        "later_verb": item.asks_later or None,
        "force": item.force or None,
        "binding": item.is_binding,
        "addressee": item.addressee.value,
        "kind": item.kind.value,
        "deadline": item.timing.deadline,
        "deadline_words": item.timing.words,
        "recurrence": item.timing.recurrence,
        "themes": propose_themes(item.passage.text, draft.tongue),
        "title": item.title,
        "introduces_list": item.is_lead,
        "asks_nothing": item.asks_nothing,
        "doubts": list(item.doubts),
    }
