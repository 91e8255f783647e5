"""What a register claims of a text beside the text itself: paragraphs that agree, differ, moved, are missing or new.

A claim is matched with the paragraph of its number; among several of that number, and where the words under it are
about something else, with the one that shares most words with its title and summary.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import StrEnum

from ctrack.domain.frozen import dataclass
from ctrack.domain.official_texts.addressees import find_actors
from ctrack.domain.official_texts.demands import Demand
from ctrack.domain.official_texts.numbers import read_letters, read_roman, west
from ctrack.domain.official_texts.outline import Draft, cite
from ctrack.domain.official_texts.paragraph_codes import label_scopes
from ctrack.domain.official_texts.phrases_of_words import plain_words
from ctrack.domain.official_texts.tongue import Tongue

_SYMBOL = re.compile(r"[ASE]/(?:RES/)?\d[\d/]*")
_PLACE = re.compile(r"(?:sect\.|الفرع)\s+(\S+?)[,،]")
_NUMBER = re.compile(r"(?:para\.|paras\.|op\.|paragraph|الفقرة)\s*(\d{1,3})(?:\s*\((\w{1,3})\))?", re.IGNORECASE)
_ANNEX = re.compile(r"annex|المرفق", re.IGNORECASE)
# So many words, or so great a part of them, say that two texts are about one thing; and what is clearly more.
_SHARED, _PART, _MORE = 2, 0.25, 3
_SHORT, _STEM = 3, 5
_NAMING = frozenset({"named", "participants"})
_ADVISING = frozenset({"recommends", "should", "should_consider", "states_should_consider", "must", "encourages"})


class Finding(StrEnum):
    """What is to be said of a claim, or of a paragraph."""

    AGREES = "agrees"
    DIFFERS = "differs"
    MOVED = "moved"
    MISSING = "missing"
    UNNUMBERED = "unnumbered"
    ELSEWHERE = "elsewhere"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Claim:
    """What the register says of a paragraph; `words` are its title and summary in the language of the text."""

    code: str
    paragraph: str
    force: str | None
    addressee: str
    deadline: str | None
    verification: str
    title: dict[str, str]
    words: str


@dataclass(frozen=True, slots=True)
class Difference:
    """A part of a claim that the text does not bear out: its name, what is claimed, what was read."""

    part: str
    claimed: str | None
    read: str | None


@dataclass(frozen=True, slots=True)
class Compared:
    """A claim and its paragraph in the text, or one of the two alone."""

    finding: Finding
    claim: Claim | None = None
    demand: Demand | None = None
    number: str = ""
    differences: tuple[Difference, ...] = ()


def compare(claims: Iterable[Claim], draft: Draft, symbol: str | None = None) -> list[Compared]:
    """Each claim beside its paragraph, then the paragraphs that ask something and of which nothing is claimed.

    `symbol` is that of the instrument; what cites another one is not looked for.
    """
    labels = label_scopes(draft.demands)
    stems = [(item, find_stems(item.passage.text)) for item in draft.demands]
    found = [
        Compared(Finding.ELSEWHERE, claim)
        if cites_other(claim, symbol or draft.front.symbol)
        else compare_claim(claim, draft, stems, labels)
        for claim in claims
    ]
    told = {item.demand.place for item in found if item.demand is not None}
    asked = [item for item in draft.demands if not item.is_lead and not item.asks_nothing and item.place not in told]
    return found + [Compared(Finding.ADDED, demand=item, number=cite(item, labels)) for item in asked]


def cites_other(claim: Claim, symbol: str) -> bool:
    """Whether a claim cites a document of another symbol."""
    cited = _SYMBOL.search(claim.paragraph)
    return cited is not None and bool(symbol) and not symbol.startswith(cited[0])


def compare_claim(
    claim: Claim, draft: Draft, stems: list[tuple[Demand, set[str]]], labels: dict[tuple[str, ...], str]
) -> Compared:
    """A claim beside its paragraph."""
    if claim.paragraph and not _NUMBER.search(west(claim.paragraph)):
        return Compared(Finding.UNNUMBERED, claim)
    words = find_stems(claim.words)
    numbered = [item for item in stems if is_cited(item[0], claim.paragraph, draft.tongue)]
    best = max(numbered, key=lambda item: len(words & item[1]), default=None)
    other = max(stems, key=lambda item: len(words & item[1]), default=None)
    here, there = (len(words & item[1]) if item else 0 for item in (best, other))
    is_about_other = there >= max(_SHARED, len(words) * _PART)
    if other and is_about_other and (best is None or (here < _SHARED and there >= here + _MORE)):
        demand, about = other[0], Finding.MOVED
    elif best is None:
        return Compared(Finding.MISSING, claim)
    else:
        demand, about = best[0], Finding.AGREES
    differences = find_differences(claim, demand, draft.tongue)
    if about is Finding.AGREES and words and here < min(_SHARED, len(words)):
        differences = (Difference("title", claim.words, None), *differences)
    if about is Finding.AGREES and differences:
        about = Finding.DIFFERS
    return Compared(about, claim, demand, cite(demand, labels), differences)


def is_cited(demand: Demand, paragraph: str, tongue: Tongue) -> bool:
    """Whether a citation names the paragraph: its number, its letter and division where it gives them."""
    cited = _NUMBER.search(west(paragraph))
    path, (annex, division) = demand.passage.path, demand.passage.scope
    if cited is None or not path or path[0] != int(cited[1]) or demand.is_lead:
        return False
    letter = read_letters(plain_words(cited[2])[0], tongue) if cited[2] else None
    place = _PLACE.search(paragraph)
    if place and division and read_division(place[1], tongue) != read_roman(division.lower()):
        return False
    is_in_annex = bool(_ANNEX.search(paragraph))
    return (letter is None or path[1:2] == (letter,)) and (not annex or is_in_annex or not division)


def read_division(written: str, tongue: Tongue) -> int | None:
    """The place of a division, as a numeral or an ordinal."""
    ordinal = tongue.ordinals.match(plain_words(written))
    return ordinal[1] if ordinal else read_roman(written.lower())


def find_differences(claim: Claim, demand: Demand, tongue: Tongue) -> tuple[Difference, ...]:
    """What the text does not bear out of verb, addressee and date, as far as the rules read them with some ground.

    A paragraph may ask several things: a claim of a later one agrees where its verb and its addressee are in the text.
    """
    found = []
    words = plain_words(demand.passage.text)
    later = {force for _start, _length, force in tongue.asking.find(words)} - {demand.force}
    is_advice = claim.force == "recommends" and demand.force in _ADVISING
    if claim.force and demand.force and claim.force not in {demand.force, *later} and not is_advice:
        found.append(Difference("force", claim.force, demand.force))
    read = demand.addressee.value
    known = {read, *(find_actors(words, tongue) if claim.force in later else ())}
    is_read = "addressee" not in demand.doubts and claim.addressee not in _NAMING
    if is_read and claim.addressee not in known:
        found.append(Difference("addressee", claim.addressee, read))
    if claim.deadline != demand.timing.deadline and (demand.timing.deadline or not demand.timing.words):
        found.append(Difference("deadline", claim.deadline, demand.timing.deadline))
    return tuple(found)


def find_stems(text: str) -> set[str]:
    """The longer words of a text, cut to what their forms share."""
    words = (re.sub(r"^(?:و|ف)?(?:لل|ال|بال)", "", word) for word in plain_words(text))
    return {word[:_STEM] for word in words if len(word) > _SHORT}
