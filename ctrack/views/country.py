"""A draft national report as a document: what the notes tell, with blanks where nothing was said."""

from __future__ import annotations

from typing import Any

from ctrack.domain.records.reports import Account, Passage
from ctrack.render.document import Block, Document, Fact, Facts, Heading, Paragraph, Tone
from ctrack.text.labels import label_value, say_share
from ctrack.text.language import choose_words, current_language
from ctrack.text.language import translate as _
from ctrack.views import words
from ctrack.views.listings import row_data
from ctrack.views.whose import count_words, nothing_found, whose_data, whose_fact
from ctrack.views.withheld_notes import count_withheld, say_note, say_withheld, withheld_blocks


def view_country(account: Account) -> Document:
    """The whole draft."""
    blocks: list[Block] = [Heading(_("Draft national report"), 1), head_facts(account)]
    for _slug, title, sections in account.instruments:
        blocks.append(Heading(choose_words(title)))
        for _name, section_title, passages in sections:
            blocks.append(Heading(choose_words(section_title), 3))
            for passage in passages:
                blocks += passage_blocks(passage, has_parties=len(account.whose) > 1)
    if not account.passages:
        blocks.append(nothing_found(account.whose))
    blocks += withheld_blocks(account.level, account.withheld)
    return Document(_("Draft national report"), current_language(), tuple(blocks), account_data(account))


def head_facts(account: Account) -> Facts:
    """Whose report, as of when, and how much is still to be written."""
    passages = account.passages
    blank = sum(not passage.notes and not passage.withheld for passage in passages)
    withheld = sum(account.withheld.values())
    facts = (
        whose_fact(account.whose),
        Fact("as_of", _("As of"), words.say_day(account.today)),
        Fact("filter", _("Filter"), account.filter),
        Fact("passages", _("Commitments"), count_words(len(passages), len(account.whose))),
        Fact("blank", _("To be written"), str(blank), Tone.WARNING if blank else Tone.GOOD),
        Fact("withheld", _("Withheld"), count_withheld(withheld) if withheld else "", Tone.WARNING),
    )
    return Facts(tuple(fact for fact in facts if fact.text))


def passage_blocks(passage: Passage, *, has_parties: bool = False) -> list[Block]:
    """A commitment, whose side of it where there are several, where it stands, and what was said of it."""
    row = passage.row
    named = f"{row.code} {row.party}" if has_parties else row.code
    status = f"{words.say_status(row.status)} {say_share(row.progress)}"
    due = f" · {words.say_edtf(row.due)}" if row.due else ""
    blocks: list[Block] = [Paragraph(f"{named}  {choose_words(row.title)}", Tone.STRONG), Paragraph(status + due)]
    blocks += [Paragraph(label_value(words.say_edtf(day), say_note(note, level))) for day, note, level in passage.notes]
    if not passage.notes and not passage.withheld:
        blocks.append(Paragraph(_("[to be written: nothing has been said of this commitment]"), Tone.WARNING))
    if passage.withheld:
        blocks.append(Paragraph(say_withheld(passage.withheld), Tone.FAINT))
    return blocks


def account_data(account: Account) -> dict[str, Any]:
    """The draft as JSON holds it."""
    return {
        "home": account.home,
        "whose": whose_data(account.whose),
        "as_of": account.today.isoformat(),
        "filter": account.filter,
        "level": account.level,
        "withheld": list(account.withheld),
        "instruments": [
            {
                "slug": slug,
                "title": title,
                "sections": [
                    {"slug": name, "title": heading, "passages": [passage_data(passage) for passage in passages]}
                    for name, heading, passages in sections
                ],
            }
            for slug, title, sections in account.instruments
        ],
    }


def passage_data(passage: Passage) -> dict[str, Any]:
    """A passage as JSON holds it."""
    notes = [{"effective": effective, "note": note, "level": level} for effective, note, level in passage.notes]
    return {**row_data(passage.row), "notes": notes, "withheld": passage.withheld}
