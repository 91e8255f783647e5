"""Accounts of the press: what those who met undertook, as others tell it.

"Participants renewed their commitment to ... and to ..., stressing ..." is a paragraph of several items, each with the
verb that it is told with.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from ctrack.domain.frozen import replace
from ctrack.domain.official_texts.openings import Begin, Opening
from ctrack.domain.official_texts.paragraphs import Block
from ctrack.domain.official_texts.passages import Passage, Role
from ctrack.domain.official_texts.phrases_of_words import plain_word, plain_words
from ctrack.domain.official_texts.tongue import Tongue

# Who speaks stands near the verb.
_NEAR = 9
_AND = "و"
_LEAST = 3
_SAMPLE = 200
_MOST = 2000
_NOWHERE = ("", "")
_PLURAL = "وا"
_EDGES = ' ,،.؛;:«»"'


def is_account(passages: list[Passage], blocks: list[Block], tongue: Tongue) -> bool:
    """Whether a text tells of another one: no organ speaks in it, nothing is numbered, and several sayings are told."""
    if any(item.begin.kind is Opening.BODY or is_counted(item.block) for item in passages[:_SAMPLE]):
        return False
    return sum(bool(find_items(block, tongue)) for block in blocks[:_SAMPLE]) >= _LEAST


def is_counted(block: Block) -> bool:
    """Whether a paragraph has a number, and no mere dot."""
    return block.prefix is not None and all(place for _level, place in block.prefix.ranks)


def read_account(blocks: list[Block], tongue: Tongue) -> list[Passage]:
    """The passages of an account, with each item that is told of in a passage of its own."""
    found: list[Passage] = []
    for block in blocks:
        items = find_items(block, tongue)
        found += items or [Passage(block, Role.FRONT, Begin(Opening.NONE), scope=_NOWHERE)]
    return found


def find_items(block: Block, tongue: Tongue) -> list[Passage]:
    """What one paragraph tells of: nothing where somebody else speaks in it."""
    written = block.text.split()[:_MOST]
    words = list(map(plain_word, written))
    adverbs = tongue.adverbs.match(words)
    if adverbs is not None:
        written, words = written[adverbs[0] :], words[adverbs[0] :]
    found = tongue.sayings.match(words)
    if found is None or not is_told_of_them(words, found[0], tongue):
        return []
    marks = [(0, *found), *tongue.clauses.find(words)]
    ends = [mark[0] for mark in marks[1:]] + [len(words)]
    items: list[Passage] = []
    for (start, length, force), end in zip(marks, ends, strict=True):
        begin = Begin(Opening.DECLARING, " ".join(written[start : start + length]).strip(_EDGES), force)
        texts = part_items(written[start + length : end], tongue)
        items += [Passage(replace(block, text=text), Role.OPERATIVE, begin, scope=_NOWHERE) for text in texts]
    return items


def is_told_of_them(words: list[str], length: int, tongue: Tongue) -> bool:
    """Whether those who met are the subject: named behind the verb, in a plural, or in a phrase that only they say."""
    near = words[length : length + _NEAR]
    return length >= _LEAST or words[0].endswith(_PLURAL) or any(word in tongue.speakers for word in near)


def part_items(written: list[str], tongue: Tongue) -> Iterator[str]:
    """The items of a saying: each "and" before a deed begins another."""
    words = plain_words(" ".join(written))
    starts = [
        place
        for place, word in enumerate(words)
        if place
        and is_deed(words, place, tongue)
        and (leads_with_and(word, tongue) or not has_deed(words[:place], tongue))
    ]
    edges = [0, *starts, len(words)]
    for start, end in pairwise(edges):
        is_lead = start == 0 and bool(starts) and not has_deed(words[:end], tongue)
        if end - start >= _LEAST and not is_lead:
            text = " ".join(written[start:end]).strip(_EDGES)
            yield text[1:] if start in starts and leads_with_and(words[start], tongue) else text


def leads_with_and(word: str, tongue: Tongue) -> bool:
    """Whether a word begins with "and", and not with a letter of its own."""
    return word.startswith(_AND) and word not in tongue.deeds.firsts


def is_deed(words: list[str], place: int, tongue: Tongue) -> bool:
    """Whether a deed begins at a word, perhaps behind a particle that is written with it."""
    bare = [words[place].removeprefix("ب").removeprefix("ل"), *words[place + 1 : place + 4]]
    return tongue.deeds.match(words, place) is not None or tongue.deeds.match(bare) is not None


def has_deed(words: list[str], tongue: Tongue) -> bool:
    """Whether a deed is among some words."""
    return any(is_deed(words, place, tongue) for place in range(len(words)))
