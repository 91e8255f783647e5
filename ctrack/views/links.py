"""Links as a document: what one commitment has to do with others, grouped by how, and why; and what a command tied."""

from __future__ import annotations

from dataclasses import asdict
from itertools import groupby
from typing import TYPE_CHECKING, Any

from ctrack.domain.records.undertakings import LinkRecord
from ctrack.render.document import Block, Column, Document, Fact, Facts, Heading, Table, Tone
from ctrack.text.language import choose_words, current_language
from ctrack.text.language import translate as _
from ctrack.views import words
from ctrack.views.columns import code_column, title_column
from ctrack.views.moves import change

if TYPE_CHECKING:
    from ctrack.domain.records.link_records import LinkChange, Tie

ORDER = tuple(words.RELATION_WORDS)


def link_blocks(links: list[LinkRecord]) -> list[Block]:
    """What a commitment relates to, under each relation as it is read from this side."""
    if not links:
        return []
    ordered = sorted(links, key=lambda link: (ORDER.index(link.relation), not link.is_outward))
    groups = groupby(ordered, key=relation_words)
    return [Heading(_("Links")), *(links_table(heading, list(found)) for heading, found in groups)]


def links_table(heading: str, links: list[LinkRecord]) -> Table:
    """The links of one relation, each with its reason and what that rests on."""
    columns = (code_column(), title_column(_("Title")), Column("why", _("Why"), wraps=True))
    rows = [(link.to, link.title, why(link)) for link in links]
    return Table(f"links-{links[0].relation}", columns, rows, f"{heading} ({len(links)})")


def why(link: LinkRecord) -> str:
    """The reason of a link, what it rests on, and who confirmed it."""
    confirmed = ""
    if link.confirmed_by and link.confirmed_on:
        confirmed = _("{who}, {day}").format(who=link.confirmed_by, day=words.say_day(link.confirmed_on))
    rests = words.say(words.BASIS_WORDS, link.basis)
    behind = " · ".join(filter(None, (rests, confirmed)))
    reason = choose_words(link.reason)
    return f"{reason} ({behind})" if reason and behind else reason or behind


def relation_words(link: LinkRecord) -> str:
    """The relation, read from this commitment."""
    return words.say(words.RELATION_WORDS if link.is_outward else words.INVERSE_RELATION_WORDS, link.relation)


def link_data(link: LinkRecord) -> dict[str, Any]:
    """A link as JSON holds it."""
    return {
        "relation": link.relation,
        "to": link.to,
        "title": link.title,
        "direction": "out" if link.is_outward else "in",
        "reason": link.reason,
        "basis": link.basis,
        "confirmed_by": link.confirmed_by,
        "confirmed_on": link.confirmed_on.isoformat() if link.confirmed_on else None,
    }


def view_linked(item: LinkChange, *, for_machines: bool = False) -> Document:
    """What was between two, and what is."""
    title = _("Links")
    if for_machines:
        keys = ("code", "to", "before", "after")
        row = (item.code, item.to, " ".join(tie.relation for tie in item.before), " ".join(
            tie.relation for tie in item.after))  # fmt: skip
        return Document(title, current_language(), (Table("rows", tuple(Column(key, key) for key in keys), [row]),))
    said = " · ".join(map(say_tie, item.before)), " · ".join(map(say_tie, item.after))
    facts = (
        Fact("code", item.code, choose_words(item.title), Tone.STRONG),
        Fact("link", _("Link"), change(*said)),
        Fact("to", item.to, choose_words(item.to_title), Tone.STRONG),
    )
    return Document(title, current_language(), (Facts(facts),), asdict(item))


def say_tie(tie: Tie) -> str:
    """How the one relates to the other, and why."""
    said = words.say(words.RELATION_WORDS, tie.relation)
    reason, rests = choose_words(tie.reason), words.say(words.BASIS_WORDS, tie.basis)
    behind = " · ".join(filter(None, (reason, rests)))
    return f"{said} ({behind})" if behind else said
