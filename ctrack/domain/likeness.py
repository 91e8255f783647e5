"""How much two commitments ask alike, by rules that can be told: concepts, words, themes, addressee and citations.

What is rare counts for more than what stands everywhere, as in any search. Two texts are compared in a language that
both have; concepts are found in English and in Arabic, and so where texts have no language in common.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping

from ctrack.domain.concepts import ARABIC, count_concepts
from ctrack.domain.folding import fold
from ctrack.domain.frozen import dataclass
from ctrack.domain.likeness_words import STOPWORDS, find_stem

# What each likeness is worth; they were weighed on the pairs in `bench/judged_pairs.tsv` and leave room for others.
CONCEPTS, WORDS, THEMES = 0.4, 0.4, 0.2
# A citation and a common verb add to that; other addressees and another kind of act take from it.
CITED, SAME_VERB, OTHER_ADDRESSEE, OTHER_KIND = 0.1, 0.02, 0.85, 0.8
# From here on a pair is proposed: where it is among the first few of either, or among the nearest of both.
LEAST, FEW, NEAREST = 0.3, 3, 8
TOLD_WORDS = 3
TOGETHER = (
    {"member_states", "participants", "both", "named"},
    {"un_system", "both", "general_assembly"},
)
MEETINGS = {"review", "reporting", "event"}
SYMBOL = re.compile(r"\b(?:[AS]/(?:RES/)?\d+/\d+|\d{3,4} \(\d{4}\))")

Vector = dict[str, float]


@dataclass(frozen=True, slots=True)
class Asked:
    """What a commitment asks, as it is compared: `titles` count twice; `symbol` is that of its instrument."""

    code: str
    titles: Mapping[str, str]
    summaries: Mapping[str, str]
    themes: frozenset[str]
    addressee: str
    kind: str
    verb: str | None
    symbol: str | None


@dataclass(frozen=True, slots=True)
class Proposal:
    """Two commitments that may ask alike, how much from 0 to 1, and why: concepts, themes and words that both have."""

    code: str
    to: str
    score: float
    concepts: tuple[str, ...]
    themes: tuple[str, ...]
    words: tuple[str, ...]
    is_cited: bool
    is_same_addressee: bool
    is_same_verb: bool


@dataclass(frozen=True, slots=True)
class Weighed:
    """A commitment with its weighed concepts, and its weighed words in each language."""

    asked: Asked
    concepts: Vector
    words: dict[str, Vector]
    cites: frozenset[str]


class Library:
    """All commitments that are compared: what is rare among them is known by it."""

    def __init__(self, items: Iterable[Asked]) -> None:
        found = list(items)
        concepts = {item.code: weigh(count_concepts(both(item))) for item in found}
        words = {item.code: {language: weigh(count_words(item, language)) for language in both(item)} for item in found}
        rare = Rarity(concepts.values())
        by_language = {language: Rarity(each[language] for each in words.values() if language in each)
                       for language in ("en", ARABIC)}  # fmt: skip
        self.items = {
            item.code: Weighed(
                item,
                rare.scale(concepts[item.code]),
                {each: by_language[each].scale(vector) for each, vector in words[item.code].items()},
                frozenset(SYMBOL.findall(" ".join(both(item).values()))),
            )
            for item in found
        }

    def rank(self, code: str) -> list[tuple[float, str]]:
        """What is like a commitment, and how much, the likest first."""
        own = self.items[code]
        scored = [(score(own, other), name) for name, other in self.items.items() if name != code]
        return sorted((pair for pair in scored if pair[0] >= LEAST), key=lambda pair: (-pair[0], pair[1]))

    def propose(self, code: str) -> list[Proposal]:
        """What a commitment may be linked with, the likest first."""
        return [explain(self.items[code], self.items[name], value) for value, name in self.rank(code)]

    def propose_all(self) -> list[Proposal]:
        """What any of the commitments may be linked with, each pair once, the likest first."""
        near = {code: self.rank(code)[:NEAREST] for code in self.items}
        names = {code: {name for _value, name in found} for code, found in near.items()}
        pairs: dict[frozenset[str], Proposal] = {}
        for code, found in near.items():
            for place, (value, name) in enumerate(found):
                if place < FEW or code in names[name]:
                    pair = frozenset((code, name))
                    pairs.setdefault(pair, explain(self.items[code], self.items[name], value))
        return sorted(pairs.values(), key=lambda found: (-found.score, found.code, found.to))


class Rarity:
    """How rare each feature is among all."""

    def __init__(self, vectors: Iterable[Vector]) -> None:
        found = list(vectors)
        self.total = max(len(found), 2)
        self.counts = Counter(name for vector in found for name in vector)

    def scale(self, vector: Vector) -> Vector:
        """The features weighed by how rare they are, so that two alike have a product of 1."""
        scaled = {name: value * math.log((self.total + 1) / self.counts[name]) for name, value in vector.items()}
        length = math.sqrt(sum(value * value for value in scaled.values()))
        return {name: value / length for name, value in scaled.items()} if length else {}


def both(item: Asked) -> dict[str, str]:
    """The text in each of the two languages that are compared: the title twice, for it tells more."""
    return {
        language: f"{title}. {title}. {item.summaries.get(language, '')}"
        for language, title in item.titles.items()
        if language in ("en", ARABIC)
    }


def weigh(counts: Mapping[str, int]) -> Vector:
    """What is said often counts for more, and ever less."""
    return {name: 1 + math.log(count) for name, count in counts.items()}


def count_words(item: Asked, language: str) -> Counter[str]:
    """The stems of the words of a text, without those that say nothing of what is asked."""
    stopwords = STOPWORDS[language]
    words = (word for word in re.findall(r"[^\W\d_]{3,}", fold(both(item)[language])) if word not in stopwords)
    return Counter(find_stem(word, language) for word in words)


def multiply(first: Vector, second: Vector) -> float:
    """How much two have in common, from 0 to 1."""
    less, more = (first, second) if len(first) <= len(second) else (second, first)
    return sum(value * more[name] for name, value in less.items() if name in more)


def score(first: Weighed, second: Weighed) -> float:
    """How much two commitments ask alike."""
    one, other = first.asked, second.asked
    language = find_common(first, second)
    concepts = multiply(first.concepts, second.concepts)
    # Without a common language the concepts have to speak for the words as well.
    words = multiply(first.words[language], second.words[language]) if language else concepts
    every = one.themes | other.themes
    themes = len(one.themes & other.themes) / len(every) if every else 0.0
    found = CONCEPTS * concepts + WORDS * words + THEMES * themes
    found *= 1 if is_addressed_alike(one, other) else OTHER_ADDRESSEE
    found *= 1 if (one.kind in MEETINGS) == (other.kind in MEETINGS) else OTHER_KIND
    found += CITED if is_cited(first, second) and found else 0
    return min(1.0, found + (SAME_VERB if one.verb and one.verb == other.verb and found else 0))


def find_common(first: Weighed, second: Weighed) -> str | None:
    """The language in which two are compared: English where both have it, else Arabic, else none."""
    return next((each for each in ("en", ARABIC) if each in first.words and each in second.words), None)


def is_addressed_alike(one: Asked, other: Asked) -> bool:
    """Whether the same bodies may have to act on both."""
    return one.addressee == other.addressee or any({one.addressee, other.addressee} <= group for group in TOGETHER)


def is_cited(first: Weighed, second: Weighed) -> bool:
    """Whether the text of one names the document of the other."""
    pairs = ((first, second.asked.symbol), (second, first.asked.symbol))
    return any(symbol and any(cited in symbol for cited in text.cites) for text, symbol in pairs)


def explain(first: Weighed, second: Weighed, value: float) -> Proposal:
    """The proposal, with what both have, the weightiest first."""
    language = find_common(first, second)
    words = list_common(first.words[language], second.words[language]) if language else []
    return Proposal(
        code=first.asked.code,
        to=second.asked.code,
        score=round(value, 2),
        concepts=tuple(list_common(first.concepts, second.concepts)),
        themes=tuple(sorted(first.asked.themes & second.asked.themes)),
        words=tuple(words[:TOLD_WORDS]),
        is_cited=is_cited(first, second),
        is_same_addressee=is_addressed_alike(first.asked, second.asked),
        is_same_verb=first.asked.verb is not None and first.asked.verb == second.asked.verb,
    )


def list_common(first: Vector, second: Vector) -> list[str]:
    """The features that two have in common, the weightiest first."""
    return sorted(first.keys() & second.keys(), key=lambda name: (-first[name] * second[name], name))
