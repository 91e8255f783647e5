"""Suggested links as a document: which two may be linked, and why."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ctrack.domain.concepts import read_concepts
from ctrack.domain.likeness import Proposal
from ctrack.domain.messages import SEMICOLON, join_words
from ctrack.domain.records.link_records import Suggestion
from ctrack.domain.themes import read_themes
from ctrack.render.document import Align, Column, Document, Paragraph, Table
from ctrack.text.language import choose_words, current_language, full_languages, speaking
from ctrack.text.language import translate as _
from ctrack.views.columns import strong
from ctrack.views.cuts import say_cut

TOLD_CONCEPTS = 4


def view_suggestions(
    found: list[Suggestion], most: int | None, *, is_of_one: bool = False, for_machines: bool = False
) -> Document:
    """Suggestions, the likest first, each with its reasons; at most so many. Those of one name the other alone."""
    shown, title = found[:most], _("Suggested links")
    if for_machines:
        return Document(title, current_language(), (machine_table(shown),))
    data = {"rows": [suggestion_data(item) for item in shown], "total": len(found)}
    if not shown:
        return Document(title, current_language(), (Paragraph(_("No link is suggested.")),), data)
    columns = (
        Column("pair", _("Code") if is_of_one else _("Codes"), tone=strong, wraps=True),
        Column("score", "%", align=Align.END),
        Column("titles", _("Commitment") if is_of_one else _("Commitments"), wraps=True),
        Column("why", _("Why"), wraps=True),
    )
    rows = [(*name_pair(item, is_of_one=is_of_one), say_why(item.proposal)) for item in shown]
    hint = _("'ctrack suggest CODE --accept CODE' records one; nothing is linked before somebody has looked.")
    notes = tuple(filter(None, (say_cut(len(shown), len(found)), hint)))
    return Document(title, current_language(), (Table("suggestions", columns, rows),), data, notes=notes)


def name_pair(item: Suggestion, *, is_of_one: bool) -> tuple[str, int, str]:
    """The two, or the other alone, with how like they are and their titles."""
    found, likeness = item.proposal, round(100 * item.proposal.score)
    if is_of_one:
        return found.to, likeness, choose_words(item.to_title)
    return f"{found.code} {found.to}", likeness, f"{choose_words(item.title)} · {choose_words(item.to_title)}"


def machine_table(found: Iterable[Suggestion]) -> Table:
    """Suggestions for machines."""
    keys = ("code", "to", "score", "concepts", "themes", "words", "cited", "same_addressee", "same_verb")
    rows = [
        (each.code, each.to, each.score, "; ".join(each.concepts), " ".join(each.themes), " ".join(each.words),
         each.is_cited, each.is_same_addressee, each.is_same_verb)
        for each in (item.proposal for item in found)
    ]  # fmt: skip
    return Table("suggestions", tuple(Column(key, key) for key in keys), rows)


def suggestion_data(item: Suggestion) -> dict[str, Any]:
    """A suggestion as JSON holds it."""
    found = item.proposal
    return {
        "code": found.code,
        "to": found.to,
        "score": found.score,
        "title": item.title,
        "to_title": item.to_title,
        "concepts": list(found.concepts),
        "themes": list(found.themes),
        "words": list(found.words),
        "cited": found.is_cited,
        "same_addressee": found.is_same_addressee,
        "same_verb": found.is_same_verb,
    }


def say_why(found: Proposal) -> str:
    """What both have in common, in words."""
    names, themes, parts = read_concepts(), read_themes(), []
    if found.concepts:
        told = join_words((choose_words(names[each].names) for each in found.concepts[:TOLD_CONCEPTS]), _)
        parts.append(_("both speak of {what}").format(what=told))
    elif found.words:
        parts.append(_("words in common: {what}").format(what=join_words(found.words, _)))
    if found.themes:
        told = join_words((choose_words(themes.get(each, {"en": each})) for each in found.themes), _)
        parts.append(_("theme: {what}").format(what=told))
    if found.is_cited:
        parts.append(_("the one names the document of the other"))
    if found.is_same_verb:
        parts.append(_("the same verb"))
    if not found.is_same_addressee:
        parts.append(_("other addressees"))
    return join_words(parts, _, SEMICOLON)


def write_reason(found: Proposal) -> dict[str, str]:
    """The reason of a link that is accepted without another, in every language that ctrack speaks in full."""
    reasons = {}
    for language in full_languages():
        with speaking(language):
            reasons[language] = say_why(found)
    return reasons
