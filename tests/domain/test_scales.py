"""Scales as data: each is whole in each language, and says of every step there or back what it loses."""

from __future__ import annotations

import pytest

from ctrack.domain.scales import Scale, read_scales
from ctrack.domain.vocabulary import SETTABLE_STATUSES

SCALES = read_scales()


def test_the_official_scales_are_shipped() -> None:
    """The Universal Periodic Review, OGP, FATF, GRECO, the Board of Auditors, the Committee and OSCAL."""
    assert set(SCALES) == {"upr", "ogp", "fatf", "greco", "boa", "ccpr", "oscal"}


@pytest.mark.parametrize("scale", SCALES.values(), ids=SCALES)
def test_a_scale_speaks_each_language_and_names_its_source(scale: Scale) -> None:
    """Every text of a scale is there in English, in Arabic and in French."""
    losses = [part.loss for part in (*scale.words, *scale.back) if part.loss]
    for words in (scale.title, scale.source, *(word.name for word in scale.words), *losses):
        assert all(words[language] for language in ("en", "ar", "fr"))


@pytest.mark.parametrize("scale", SCALES.values(), ids=SCALES)
def test_every_loss_is_stated(scale: Scale) -> None:
    """What does not come back as it went has its loss beside it: of a word, and of a status."""
    assert [item.status for item in scale.back] == list(SETTABLE_STATUSES)
    for word in scale.words:
        comes_back = word.status is not None and scale.render(word.status).word == word.key
        assert comes_back or word.loss, word.key
    for item in scale.back:
        word_back = scale.word(item.word)
        assert item.word is None or word_back is not None
        assert (word_back is not None and word_back.status is item.status) or item.loss, item.status


def test_a_word_is_found_by_key_letters_and_name() -> None:
    """People write the key, its letters, or the name in any language, in any case."""
    fatf = SCALES["fatf"]
    for text in (
        "largely_compliant",
        "Largely compliant",
        "lc",
        "LC",
        "ملتزم إلى حد كبير",
        "Conforme pour l’essentiel",
    ):
        found = fatf.find(text)
        assert found is not None, text
        assert found.key == "largely_compliant", text
    assert fatf.find("substantial") is None
