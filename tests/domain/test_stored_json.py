"""Stored JSON that is put into other texts: just what the encoder writes of what it holds, with escapes."""

from __future__ import annotations

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ctrack.domain.json_signs import escape_suspects
from ctrack.domain.stored_json import (
    MOST_LANGUAGES,
    cut_out_of,
    is_text_in_languages,
    put_in,
    put_in_sorted,
    read_words,
)

sum_up = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode
encode = json.JSONEncoder(ensure_ascii=False).encode
SIGNS = st.one_of(st.sampled_from('"\\\n\t\x01\x7f\x85\u202e\u202f\xa0\ud800": ,{}'), st.characters())
TEXTS = st.text(SIGNS, max_size=12)
VALUES = st.recursive(
    TEXTS | st.none() | st.booleans() | st.integers(), lambda inner: st.lists(inner) | st.dictionaries(TEXTS, inner)
)
CODES = st.sampled_from(("en", "ar", "fr", "es", "ru", "zh", "pt", "sr-Latn"))


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.dictionaries(CODES, TEXTS) | VALUES)
def test_what_the_program_stored_stands_as_the_encoder_writes_it(value: object) -> None:
    """Whatever signs a text has: what is suspect is an escape, and the rest is as it was."""
    assert put_in(encode(value)) == escape_suspects(encode(value))


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.dictionaries(CODES, TEXTS | st.sampled_from((", ", ": ", 'x", ', "en"))), CODES)
def test_a_stored_text_is_cut_at_its_quotes(words: dict[str, str], language: str) -> None:
    """What a fingerprint takes of it, and what stands in one language, are those of the words that it holds."""
    text = encode(words)
    assert read_words(text) == words
    assert put_in_sorted(text) == sum_up(words)
    assert cut_out_of(language)(text) in ("", encode(words.get(language)))


def test_a_plain_text_in_a_language_is_found_at_a_glance() -> None:
    """So a list of many rows decodes no titles but those with quotes, or without the language."""
    text = encode({"en": "One, and: two", "ar": "نص", "fr": ""})
    assert [cut_out_of(code)(text) for code in ("en", "ar", "fr", "es")] == ['"One, and: two"', '"نص"', '""', ""]


@pytest.mark.parametrize(
    "text",
    ['{"en":"a"}', '{"en": "\\u0061"}', '{"en": "a", "en": "b"}', '{"en": "a", "ar": "b", "en": "c"}', ' {"en": "a"}',
     '{"en": "\\/"}', '{"en": "\\u000a"}', '{"en": "a"\n}', "{}", '{ "en": 1.50}', '{"en": {"en": "a"}, "ar": "a"}'],
)  # fmt: skip
def test_what_others_stored_is_written_anew(text: str) -> None:
    """Other blanks, escapes and keys that stand twice are read, and written as the encoder does."""
    assert put_in(text) == encode(json.loads(text))


@pytest.mark.parametrize("text", ["", "{", '{"en": "a"', '{"en": "\n"}', '{"en": NaN}', '["a]'])
def test_what_is_no_json_is_refused(text: str) -> None:
    """Nothing that is damaged gets into a file."""
    with pytest.raises(ValueError):
        put_in(text)


def test_texts_in_the_official_languages_are_known_at_a_glance() -> None:
    """As many languages as the United Nations have are not decoded; quotes and the ends of lines are no matter."""
    codes = ("en", "ar", "fr", "es", "ru", "zh")
    assert len(codes) == MOST_LANGUAGES
    for count in range(1, len(codes) + 1):
        assert is_text_in_languages(encode(dict.fromkeys(codes[:count], 'a "b" \\ ة\u202f;\n')))
