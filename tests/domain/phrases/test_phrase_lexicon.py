"""The words of the grammar: every one of them is understood, and none contradicts another."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from ctrack.domain.deadlines import parse_deadline
from ctrack.domain.folding import fold
from ctrack.domain.phrases.lexicon import LANGUAGES, lexicon
from ctrack.domain.phrases.phrasebook import Language, spellings
from ctrack.domain.phrases.reasons import BESIDE
from ctrack.domain.phrases.wordlists.arabic import ARABIC
from ctrack.domain.phrases.wordlists.english import ENGLISH
from ctrack.domain.phrases.wordlists.french import FRENCH

TODAY = date(2026, 1, 15)
MONTHS = [
    (name, number)
    for language in LANGUAGES
    for number, listed in enumerate(language.months, start=1)
    for name in spellings(listed)
]
WITHIN = [(ENGLISH, "within {} days"), (ARABIC, "خلال {} يوما"), (FRENCH, "dans un délai de {} jours")]


@pytest.mark.parametrize(("name", "number"), MONTHS)
def test_every_name_of_a_month_is_read(name: str, number: int) -> None:
    """A month is understood by each of its names, with a day, without one, and in capitals."""
    assert parse_deadline(f"{name} 2026", TODAY).edtf == f"2026-{number:02}"
    assert parse_deadline(f"15 {name.upper()} 2026", TODAY).edtf == f"2026-{number:02}-15"


@pytest.mark.parametrize("number", range(1, 13))
def test_both_names_of_a_month_must_agree(number: int) -> None:
    """Every pair of Arabic names of one month is one month."""
    names = spellings(ARABIC.months[number - 1])
    for first in names:
        for second in names:
            assert parse_deadline(f"{first}/{second} 2026", TODAY).edtf == f"2026-{number:02}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_weekday_is_checked(language: Language) -> None:
    """A date with its own weekday is understood, by each name of that day."""
    for weekday, listed in enumerate(language.weekdays):
        for name in spellings(listed):
            day = 1 + (weekday - date(2026, 6, 1).weekday()) % 7
            assert parse_deadline(f"{name} {day} June 2026", TODAY).edtf == f"2026-06-{day:02}"


@pytest.mark.parametrize(("language", "phrase"), WITHIN)
def test_every_number_word_counts(language: Language, phrase: str) -> None:
    """Each number word of a language counts as many days as it says."""
    for word, value in language.cardinals:
        assert parse_deadline(phrase.format(word), TODAY).last == TODAY + timedelta(days=value), word


def test_every_ordinal_is_a_day() -> None:
    """Each ordinal is a day of the month in the languages that write days so."""
    for language, phrase in ((ENGLISH, "the {} of January 2027"), (ARABIC, "{} من كانون الثاني/يناير 2027")):
        for word, value in language.ordinals:
            if 0 < value <= 31:
                assert parse_deadline(phrase.format(word), TODAY).last == date(2027, 1, value), word


def test_the_number_words_have_no_gap() -> None:
    """Every number from 1 to 99, and every day of a month, can be said."""
    for language in (ENGLISH, ARABIC, FRENCH):
        assert {value for _, value in language.cardinals} >= set(range(1, 100))
    for language in (ENGLISH, ARABIC):
        assert {value for _, value in language.ordinals} >= set(range(1, 32))


def test_no_phrase_contradicts_another() -> None:
    """A phrase that plays a part has the same value in every list that it stands in."""
    for language in LANGUAGES:
        numbers = (*language.cardinals, *((word, place) for word, place in language.ordinals if place > 0))
        months = ((name, 1 + place) for place, listed in enumerate(language.months) for name in spellings(listed))
        for word, value in (*numbers, *months):
            assert value in lexicon().phrases[tuple(fold(word).replace("-", " ").split())].values(), word


def test_no_sign_of_refusal_is_a_word_of_the_grammar() -> None:
    """A word for which a text is refused plays no part in a deadline, but for what is read where a date follows."""
    signs = {reason for language in LANGUAGES for reason in language.signs}
    known = {phrase: parts.keys() - BESIDE for phrase, parts in lexicon().phrases.items()}
    assert [phrase for phrase, parts in known.items() if signs & parts and len(parts) > 1] == []


def test_no_phrase_hides_a_particle() -> None:
    """A word that the scanner would take apart stands in its parts, or it would not be taken apart elsewhere."""
    known = lexicon()
    hidden = [word for word in known.words if (word,) not in known.phrases and _is_two_words(word, known.words)]
    assert hidden == []


def _is_two_words(word: str, words: frozenset[str]) -> bool:
    return word[0] in "وبل" and len(word) > 2 and word[1:] in words
