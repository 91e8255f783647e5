"""Little words that people write between the terms of a filter: "all that are due in march", "due by the end of june".

They are told apart by where they stand: those before a date say how it is meant, and those that lead a filter say
nothing. Anywhere else, and quoted, they are texts.
"""

from __future__ import annotations

from collections.abc import Sequence

from ctrack.domain.filters.synonyms import folded
from ctrack.domain.filters.terms import SPAN_MARK


def _fold_all(words: str) -> frozenset[str]:
    return frozenset(map(folded, words.split()))


# What stands before a date, by whether the dates themselves are meant with it.
BEFORE = _fold_all("before قبل avant")
AFTER = _fold_all("after بعد après")
UNTIL = _fold_all("by until till بحلول حتى لغاية jusqu'à jusqu'au jusqu'en d'ici")
SINCE = _fold_all("since from منذ depuis dès")
# What names the dates as they are, and the articles between a word and its date.
WITHIN = _fold_all(
    "in on within during for of the month year في خلال ضمن من يوم شهر عام سنة "
    "en dans pendant durant le la les à au de du courant mois année"
)
# What leads a filter: the first ask for everything by themselves, the others only beside another word.
EVERYTHING = _fold_all("all every everything كل الكل جميع tout toute tous toutes")
LEADING = _fold_all(
    "of for on about the those that which are is commitments commitment "
    "عن هو هي ما التي الذي الالتزامات التزامات les des du de sur pour qui sont est engagements"
)
ENDS = _fold_all("end نهاية آخر fin")
AS_OF = (["as", "of"], ["as", "at"])
RELATIONS = BEFORE | AFTER | UNTIL | SINCE


def is_little(word: str) -> bool:
    """Whether the word, unless it is quoted, may be left out of a filter or say how a date is meant."""
    return folded(word) in RELATIONS | EVERYTHING | LEADING


def count_leading(words: Sequence[str], *, goes_on: bool = False) -> int:
    """How many words at a beginning say nothing; `goes_on` where something else follows all these words.

    Where nothing does, they are a text, but for those that ask for everything.
    """
    count = 0
    while count < len(words) and folded(words[count]) in EVERYTHING | LEADING:
        count += 1
    is_rest = count < len(words) or goes_on or EVERYTHING.intersection(map(folded, words))
    return count if is_rest else 0


def names_past(words: Sequence[str]) -> bool:
    """Whether the words begin as people name the day on which they want to see how things stood: as of, as at."""
    return [folded(word) for word in words[:2]] in AS_OF


def count_within(words: Sequence[str]) -> int:
    """How many words before a date name it as it is."""
    count = 0
    while count < len(words) and folded(words[count]) in WITHIN:
        count += 1
    return count


def relate(relation: str, name: str, beginning: str, span: str) -> tuple[str, ...]:
    """The words of the grammar for a date of a field behind a word of RELATIONS; the end of a month is its last day."""
    kind = "before" if folded(relation) in BEFORE | UNTIL else "after"
    if folded(beginning) in ENDS:
        span = span.rpartition(SPAN_MARK)[2]
    if folded(relation) in BEFORE | AFTER:
        return (f"{name}.{kind}:{span}",)
    return "(", f"{name}.{kind}:{span}", "or", f"{name}:{span}", ")"
