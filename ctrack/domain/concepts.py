"""The glossary of concepts: what a text speaks of, found by the beginnings of words in English and in Arabic."""

from __future__ import annotations

import re
from functools import cache

from ctrack.domain.folding import fold
from ctrack.domain.frozen import dataclass
from ctrack.domain.shipped_tables import read_table

GLOSSARY = "concepts.tsv"
# The end of a word, where the beginning alone would fit others.
WHOLE = "$"
ARABIC = "ar"
# The columns that name a concept, besides the first one, which is English.
NAMED = (ARABIC, "fr")


@dataclass(frozen=True, slots=True)
class Concept:
    """One concept: what it is called in each language, and what is looked for in English and in Arabic."""

    names: dict[str, str]
    english: re.Pattern[str]
    arabic: re.Pattern[str]


@cache
def read_concepts() -> dict[str, Concept]:
    """Every concept, by its English name."""
    return {
        row["concept"]: Concept(
            {"en": row["concept"]} | {language: row[language] for language in NAMED},
            begin_with(row["words"], r"\b"),
            # Articles and prepositions are written together with the word behind them.
            begin_with(row["ar_words"], r"(?<!\w)(?:[وفبلك]?(?:ال|لل)?)"),
        )
        for row in read_table(GLOSSARY)
    }


def begin_with(words: str, before: str) -> re.Pattern[str]:
    """What finds words that begin so, as folding leaves them."""
    parts = (re.escape(fold(word.removesuffix(WHOLE))) + (r"\b" if word.endswith(WHOLE) else "")
             for word in words.split("|"))  # fmt: skip
    return re.compile(f"{before}(?:{'|'.join(parts)})")


def count_concepts(texts: dict[str, str]) -> dict[str, int]:
    """How often each concept is spoken of, in that language of the texts in which it is most often."""
    folded = {language: fold(text) for language, text in texts.items()}
    found = {}
    for name, concept in read_concepts().items():
        counts = (len((concept.arabic if language == ARABIC else concept.english).findall(text))
                  for language, text in folded.items() if language in ("en", ARABIC))  # fmt: skip
        most = max(counts, default=0)
        if most:
            found[name] = most
    return found
