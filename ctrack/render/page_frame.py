"""What a paper carries beside its document: page numbers, contents, its stamp, in the document's own language.

A paper is printed in the language of the document, whatever language the program speaks now.
"""

from __future__ import annotations

import gettext
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime
from functools import cache
from itertools import groupby

from ctrack.domain.dateformat import format_edtf
from ctrack.domain.failures import marked
from ctrack.domain.frozen import replace
from ctrack.render.document import STAMP_FACT, Beside, Block, Document, Fact, Facts, Heading, Paragraph, Stamp, Tone
from ctrack.text.controls import LRM
from ctrack.text.digit_shapes import say_figure
from ctrack.text.language import DOMAIN, LOCALES, RIGHT_TO_LEFT, current_digits

PAGE_OF = marked("Page {page} of {pages}")
CONTENTS = marked("Contents")
SUMMARY = marked("Summary")
EMBLEM = marked("Emblem")
_CLASSIFICATION = marked("Classification: {level}")
_LEVELS = {"public": marked("public"), "restricted": marked("restricted"), "internal": marked("internal")}
_AS_OF = marked("As of")
_KNOWN_AT = marked("By what was known at")
_SCOPE = marked("Scope")
_ENTRY = marked("Journal entry")
_HEAD = marked("Head of the journal")
_FINGERPRINT = marked("Fingerprint")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_FEWEST_CONTENTS = 5
_RUNNING_HEAD = 90
_WHOLE, _LINE = 2000, 60
"""The letters that stay on one page at most, some two thirds of one; a line that ends early counts as so many."""


@cache
def words_in(language: str) -> Callable[[str], str]:
    """What translates a message of the program into this language."""
    return gettext.translation(DOMAIN, LOCALES, [language], fallback=True).gettext


def is_mirrored(document: Document) -> bool:
    """Whether the paper is read from right to left."""
    return document.language in RIGHT_TO_LEFT


def stamp_facts(stamp: Stamp, language: str) -> Facts:
    """The whole stamp, for the place where a paper proves itself."""
    say = words_in(language)
    pairs = (
        ("as_of", _AS_OF, say_as_of(stamp, language)),
        ("known_at", _KNOWN_AT, say_day(stamp.known_at, language)),
        ("scope", _SCOPE, stamp.scope),
        ("entry", _ENTRY, say_figure(stamp.entry)),
        ("head", _HEAD, stamp.head),
        ("fingerprint", _FINGERPRINT, stamp.fingerprint),
    )
    return Facts(tuple(Fact(key, say(label), text) for key, label, text in pairs if text))


def say_level(document: Document) -> str:
    """The classification of a paper, for every page of it; nothing where it has none."""
    if not document.level:
        return ""
    say = words_in(document.language)
    return say(_CLASSIFICATION).format(level=say_level_word(document))


def say_level_word(document: Document) -> str:
    """The classification by its word alone; nothing where a paper has none."""
    return words_in(document.language)(_LEVELS.get(document.level, document.level)) if document.level else ""


def foot_line(document: Document) -> str:
    """What stands at the foot of every page: the classification, and the stamp in short."""
    return " · ".join(filter(None, (say_level(document), stamp_line(document.stamp, document.language))))


def level_blocks(document: Document) -> list[Block]:
    """The classification as a last line, for what has no pages."""
    said = say_level(document)
    return [Paragraph(said, Tone.FAINT)] if said else []


def stamp_line(stamp: Stamp | None, language: str) -> str:
    """The stamp in short, for the foot of every page; nothing without a stamp."""
    if stamp is None:
        return ""
    say = words_in(language)
    # Between Arabic words a fingerprint would fall apart at its hyphens (UAX #9, W2 and W4).
    fingerprint = LRM + stamp.fingerprint + LRM if stamp.fingerprint else ""
    pairs = (
        (_AS_OF, say_as_of(stamp, language)),
        (_KNOWN_AT, say_day(stamp.known_at, language)),
        (_ENTRY, say_figure(stamp.entry)),
        (_FINGERPRINT, fingerprint),
    )
    return " · ".join(say("{label}: {value}").format(label=say(label), value=text) for label, text in pairs if text)


def say_as_of(stamp: Stamp, language: str) -> str:
    """The day a paper speaks of, as its readers write days."""
    return say_day(stamp.as_of, language)


def say_day(text: str, language: str) -> str:
    """A day as the readers of a language write days; a text that is none as it is."""
    day = _DAY.match(text)
    digits = current_digits() if language in RIGHT_TO_LEFT else "western"
    return format_edtf(day[0], language, digits) if day else text


def moment_of(document: Document) -> datetime | None:
    """Midnight (UTC) of the day in the stamp, so that the same paper has the same bytes; None without one."""
    day = _DAY.match(document.stamp.as_of) if document.stamp else None
    try:
        return datetime.fromisoformat(day[0]).replace(tzinfo=UTC) if day else None
    except ValueError:
        return None


def furnished(document: Document) -> Iterator[Block]:
    """The blocks with a title before them and the notes after; headings skip no level, none is blank.

    Facts that tell the stamp are left out: every paper has a place of its own for that.
    """
    blocks = (*document.blocks, *(Paragraph(note) for note in document.notes if note))
    if document.title and not any(isinstance(block, Heading) and block.level == 1 for block in blocks):
        blocks = (Heading(document.title, 1), *blocks)
    level = 0
    for block in blocks:
        if isinstance(block, Heading):
            if not block.text.strip():
                continue
            level = max(1, min(block.level, level + 1))
            block = replace(block, level=level)
        elif tells_stamp(block, document.stamp):
            continue
        yield block


def has_contents(document: Document) -> bool:
    """Whether there are so many headings below the title that a list of them helps."""
    return sum(isinstance(block, Heading) and block.level > 1 for block in furnished(document)) >= _FEWEST_CONTENTS


def breaks_pages(blocks: Iterable[Block]) -> bool:
    """Whether a heading begins a page: what stands before the first such one is a page of its own, before contents."""
    return any(isinstance(block, Heading) and block.starts_page for block in blocks)


def gather_together(blocks: Iterable[Block]) -> Iterator[tuple[Block, ...]]:
    """The blocks in their order: those that stay together as one group, every other one by itself."""
    for name, group in groupby(blocks, key=name_together):
        if name:
            yield tuple(group)
        else:
            yield from ((block,) for block in group)


def name_together(block: Block | None) -> str:
    """The name of the group that a block stays with; nothing where it stands by itself."""
    return block.together if isinstance(block, (Paragraph, Beside)) else ""


def fits_page(group: Sequence[Block]) -> bool:
    """Whether a group is so short that a page surely holds all of it."""
    texts = [block.text for block in group if isinstance(block, Paragraph)]
    texts += [fact.text for block in group if isinstance(block, Beside) for fact in map(longest_of, block.pairs)]
    return sum(len(text) + _LINE * (1 + text.count("\n")) for text in texts) <= _WHOLE


def longest_of(pair: tuple[Fact, Fact]) -> Fact:
    """The one of a pair that takes more room, in half of which it stands."""
    longer = max(pair, key=lambda fact: len(fact.text))
    return replace(longer, text=longer.text * 2)


def shorten(title: str) -> str:
    """A title as the head of a page has room for it."""
    return title if len(title) <= _RUNNING_HEAD else title[: _RUNNING_HEAD - 1] + "…"


def tells_stamp(block: Block, stamp: Stamp | None) -> bool:
    """Whether a block says what the stamp does, which a format that shows stamps of its own leaves out."""
    told = block.in_turn() if isinstance(block, Beside) else block
    return stamp is not None and isinstance(told, Facts) and any(fact.key == STAMP_FACT for fact in told.items)
