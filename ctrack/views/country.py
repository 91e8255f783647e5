"""A national report as a document: its figures on the first page, then what the notes tell, chapter by chapter.

What nothing was reported of stands in one list at the end; in a draft each of it has its place, with a blank to fill.
"""

from __future__ import annotations

from typing import Any

from ctrack.domain.records.reports import Account, Passage
from ctrack.domain.records.undertakings import Words
from ctrack.render.document import Block, Document, Fact, Facts, Heading, Paragraph, Tone
from ctrack.text.language import choose_words, current_language
from ctrack.text.language import translate as _
from ctrack.views import words
from ctrack.views.cuts import first_heading
from ctrack.views.date_lists import group_facts
from ctrack.views.groups import group_table, rate_words, status_bars
from ctrack.views.listings import (
    code_field,
    due_field,
    left_field,
    make_table,
    party_field,
    status_field,
    title_field,
)
from ctrack.views.report_data import group_data
from ctrack.views.row_parts import row_data
from ctrack.views.told_passages import passage_blocks
from ctrack.views.whose import count_words, nothing_found, whose_data, whose_fact
from ctrack.views.withheld_notes import count_withheld, withheld_blocks

# The rows of tables that the first page has room for.
ROOM = 18
FEWEST_PRESSING = 3
# The group of what is in none.
NONE = "none"


def view_country(account: Account, *, has_blanks: bool = False) -> Document:
    """The whole report, or with blanks the draft of it."""
    title = _("Draft national report") if has_blanks else _("National report")
    blocks: list[Block] = [Heading(title, 1), head_facts(account, has_blanks=has_blanks)]
    blocks += figure_blocks(account) if account.passages else [nothing_found(account.whose)]
    chapters = chapter_blocks(account, has_blanks=has_blanks)
    pages = chapters if has_blanks else [*chapters, *silent_blocks(account, starts_page=not chapters)]
    blocks += [*pages, *withheld_blocks(account.level, account.withheld)]
    return Document(title, current_language(), tuple(blocks), account_data(account), rest=first_heading(pages))


def head_facts(account: Account, *, has_blanks: bool) -> Facts:
    """Whose report, as of when, and the figures that a reader asks for first."""
    passages, whole = account.passages, account.figures.whole
    blank = sum(passage.is_blank for passage in passages)
    withheld = sum(account.withheld.values())
    facts = (
        whose_fact(account.whose),
        Fact("as_of", _("As of"), words.say_day(account.today)),
        Fact("filter", _("Filter"), account.filter),
        Fact("passages", _("Commitments"), count_words(len(passages), len(account.whose))),
        Fact("rate", _("Implementation rate"), rate_words(whole), Tone.STRONG),
        Fact("overdue", _("Overdue"), str(whole.overdue), Tone.ALARM if whole.overdue else Tone.PLAIN),
        Fact("due_soon", _("Due soon"), str(whole.due_soon), Tone.WARNING if whole.due_soon else Tone.PLAIN),
        *group_facts(whole),
        Fact("blank", _("To be written"), str(blank) if has_blanks else "", Tone.WARNING if blank else Tone.GOOD),
        Fact("withheld", _("Withheld"), count_withheld(withheld) if withheld else "", Tone.WARNING),
    )
    return Facts(tuple(fact for fact in facts if fact.text))


def figure_blocks(account: Account) -> list[Block]:
    """The rest of the first page: the marks, each group's figures, and as much of what presses as there is room for."""
    figures = account.figures
    text = _(
        "Rate: implemented of all but not applicable and overtaken by events. New: said something of since {date}."
    )
    blocks: list[Block] = [
        Heading(_("Progress in brief")),
        status_bars(figures.whole),
        group_table("groups", figures.by, figures.groups, figures.whole),
        Paragraph(text.format(date=words.say_day(figures.since)), Tone.FAINT),
    ]
    if "theme" in account.by:
        blocks.append(
            Paragraph(_("What has several themes is counted under each of them, and once in all."), Tone.FAINT)
        )
    return blocks + pressing_blocks(account)


def pressing_blocks(account: Account) -> list[Block]:
    """What is overdue or due soon, the longest overdue first; nothing where the page has no room for it."""
    pressing = account.figures.pressing
    rows = pressing.rows[: max(0, ROOM - len(account.figures.groups))]
    if len(rows) < min(FEWEST_PRESSING, pressing.total) or not rows:
        return []
    whose = [party_field()] if len(account.whose) > 1 else []
    fields = [code_field(), *whose, due_field(), left_field(), status_field(), title_field()]
    blocks: list[Block] = [Heading(_("Overdue and due soon"), 3), make_table("pressing", rows, fields)]
    if len(rows) < pressing.total:
        text = _("{shown} of {total} shown; all of them stand in the pages below.")
        blocks.append(Paragraph(text.format(shown=len(rows), total=pressing.total), Tone.FAINT))
    return blocks


def chapter_blocks(account: Account, *, has_blanks: bool) -> list[Block]:
    """The chapters, of which the first begins a page; one with nothing to tell is left out, and so is such a part."""
    blocks: list[Block] = []
    for key, title, parts in account.chapters:
        told = [block for part in parts for block in part_blocks(account, part, has_blanks=has_blanks)]
        if told:
            blocks += [Heading(group_name(account.by[0], key, title), starts_page=not blocks), *told]
    return blocks


def part_blocks(account: Account, part: tuple[str, Words, list[Passage]], *, has_blanks: bool) -> list[Block]:
    """A part of a chapter: its heading, and the passages that have something to tell, or to be filled in."""
    key, title, passages = part
    has_parties = len(account.whose) > 1
    blocks = [
        block
        for passage in passages
        if has_blanks or not passage.is_silent
        for block in passage_blocks(passage, account.level, has_parties=has_parties, has_blanks=has_blanks)
    ]
    return [Heading(group_name(account.by[1], key, title), 3), *blocks] if blocks else []


def silent_blocks(account: Account, *, starts_page: bool) -> list[Block]:
    """What nothing was reported of yet, as one list; nothing where there is no such thing."""
    rows = [passage.row for passage in account.passages if passage.is_silent]
    if not rows:
        return []
    title, whose = _("Not reported yet"), [party_field()] if len(account.whose) > 1 else []
    heading = Heading(f"{title} ({len(rows)})", starts_page=starts_page)
    return [heading, make_table("silent", rows, [code_field(), *whose, due_field(), title_field()])]


def group_name(by: str, key: str, title: Words) -> str:
    """What a chapter or a part is called."""
    if key == NONE:
        return _("No agency named") if by == "agency" else _("No theme named")
    name = choose_words(title)
    return f"{name} ({key})" if by == "agency" and name else name or key


def account_data(account: Account) -> dict[str, Any]:
    """The report as JSON holds it."""
    return {
        "home": account.home,
        "whose": whose_data(account.whose),
        "as_of": account.today.isoformat(),
        "filter": account.filter,
        "by": ",".join(account.by),
        "level": account.level,
        "withheld": list(account.withheld),
        "whole": group_data(account.figures.whole),
        "rows": [group_data(group) for group in account.figures.groups],
        **chapter_data(account),
    }


def chapter_data(account: Account) -> dict[str, Any]:
    """The chapters as JSON holds them: instruments with their sections, else groups with their parts."""
    is_usual = account.by == ("instrument", "section")
    outer, inner, key_of = ("instruments", "sections", "slug") if is_usual else ("groups", "parts", "key")
    return {
        outer: [
            {
                key_of: key,
                "title": title,
                inner: [
                    {
                        key_of: name.rpartition("/")[2] if is_usual else name,
                        "title": heading,
                        "passages": [passage_data(passage) for passage in passages],
                    }
                    for name, heading, passages in parts
                ],
            }
            for key, title, parts in account.chapters
        ]
    }


def passage_data(passage: Passage) -> dict[str, Any]:
    """A passage as JSON holds it; `done` is the date of implementation, as it was told."""
    notes = [{"effective": effective, "note": note, "level": level} for effective, note, level in passage.notes]
    return {**row_data(passage.row), "done": passage.done, "notes": notes, "withheld": passage.withheld}
