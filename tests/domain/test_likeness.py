"""How much two commitments ask alike: measured on the pairs that were judged beforehand."""

from __future__ import annotations

import pytest

from bench.suggest import JUDGED, read_pairs, suggest
from ctrack.domain.catalogue import FIRST_INSTRUMENTS
from ctrack.domain.concepts import count_concepts
from ctrack.domain.likeness_words import find_stem
from ctrack.domain.shipped_tables import read_table


@pytest.mark.slow
def test_suggestions_find_what_was_judged() -> None:
    """Of the first 62 links seven in ten are suggested among the instruments of a new register."""
    found, _codes = suggest(FIRST_INSTRUMENTS)
    first = [frozenset((row["from"], row["to"])) for row in read_table("links.tsv")][:62]
    assert sum(pair in found for pair in first) / len(first) >= 0.7


def test_sixty_pairs_are_judged() -> None:
    """Half of the pairs are links and half are none, and every one is another."""
    pairs = read_pairs(JUDGED)
    assert (len(pairs), len({pair for pair, _is_link in pairs}), sum(is_link for _pair, is_link in pairs)) == (
        60,
        60,
        30,
    )


def test_a_concept_is_found_in_either_language() -> None:
    """The glossary knows a thing by the beginnings of its words, with what Arabic writes together with them."""
    english = count_concepts({"en": "Extradition and border controls"})
    assert {"judicial cooperation", "borders"} <= english.keys()
    assert "borders" in count_concepts({"ar": "تعزيز أمن الحدود"})
    assert count_concepts({"en": "Nothing of that"}) == {}


def test_stems() -> None:
    """Words of one root meet, also with an article or a preposition in front."""
    assert find_stem("investigations", "en") == find_stem("investigation", "en")
    assert find_stem("والسجون", "ar") == find_stem("السجون", "ar")
