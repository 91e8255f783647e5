"""What the program shows in Arabic and French can be typed: as names of fields, as values of filters and of options."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from unicodedata import combining, normalize

import pytest

from ctrack.cli.params.choices import VocabularyType
from ctrack.domain.fields.vocabularies import BINDING, POSITIONS, WITHDRAWN
from ctrack.domain.filters import Term, parse_filter
from ctrack.domain.filters.filter_fields import FIELDS
from ctrack.domain.filters.synonyms import VALUE_NAMES, names_of
from ctrack.domain.filters.terms import find_field
from ctrack.domain.vocabulary import Kind, Level, PartyKind, Position, Priority, Status, Verification, Voice
from ctrack.text.language import speaking, translate, use_language
from ctrack.views import words

SHOWN = {
    "status": (words.STATUS_WORDS, words.SHORT_STATUS_WORDS),
    "due": (words.DUE_WORDS,),
    "addressee": (words.ADDRESSEE_WORDS,),
    "kind": (words.KIND_WORDS,),
    "force": (words.FORCE_WORDS,),
    "binding": (BINDING.shown,),
    "withdrawn": (WITHDRAWN.shown,),
    "verification": (words.VERIFICATION_WORDS,),
    "position": (POSITIONS.shown,),
    "priority": (words.PRIORITY_WORDS,),
}
OPTIONS = {
    "voice": (Voice, words.VOICE_WORDS),
    "level": (Level, words.LEVEL_WORDS),
    "kind of party": (PartyKind, words.PARTY_WORDS),
    "status": (Status, words.STATUS_WORDS),
    "kind": (Kind, words.KIND_WORDS),
    "verification": (Verification, words.VERIFICATION_WORDS),
    "position": (Position, POSITIONS.shown),
    "priority": (Priority, words.PRIORITY_WORDS),
}
# The words at the head of a column, or before a fact, that say what a field holds.
LABELS = {
    "code": "Code",
    "instrument": "Instrument",
    "section": "Section",
    "status": "Status",
    "due": "Due",
    "progress": "Progress",
    "party": "Party",
    "position": "Position",
    "priority": "Priority",
    "addressee": "Addressee",
    "kind": "Kind",
    "force": "Force",
    "verification": "Verification",
    "agency": "Agency",
    "person": "Focal point",
    "title": "Title",
    "note": "Note",
}
MARKS = re.compile("[\u064b-\u0652\u0640]")


@pytest.fixture(autouse=True)
def arabic() -> Iterator[None]:
    """The words are those of the Arabic catalogue."""
    use_language("ar")
    yield
    use_language("en")


def no_date(text: str) -> tuple[date, date]:
    """No word of a vocabulary is a date."""
    raise ValueError(text)


def spellings(shown: str) -> set[str]:
    """A word as it is shown and as people type it: without marks, hamzas or articles, or with an article."""
    bare = MARKS.sub("", shown)
    plain = bare.translate(str.maketrans("أإآةى", "ااا" + "هي"))
    definite = " ".join("ال" + word if len(word) > 2 and not word.startswith("ال") else word for word in plain.split())
    indefinite = " ".join(word.removeprefix("ال") if len(word) > 3 else word for word in plain.split())
    return {shown, bare, plain, definite, indefinite}


def written(shown: str) -> set[str]:
    """Each spelling with its blanks in quotation marks, or with underscores or hyphens for them."""
    found = spellings(shown)
    return {f'"{word}"' for word in found} | {word.replace(" ", mark) for word in found for mark in "_-"}


@pytest.mark.parametrize("field", SHOWN)
def test_values_are_taken_as_they_are_shown(field: str) -> None:
    """Whatever stands in a column can be asked for in the same words."""
    for key, english in ((key, word) for table in SHOWN[field] for key, word in table.items()):
        assert translate(english) != english, english
        for value in written(translate(english)):
            node = parse_filter([f"{field}:{value}"], no_date)
            assert isinstance(node, Term), value
            assert node.values == (str(key),), value


@pytest.mark.parametrize("field", LABELS)
def test_fields_are_taken_as_they_are_shown(field: str) -> None:
    """Whatever stands at the head of a column names the field."""
    for name in spellings(translate(LABELS[field])):
        found = find_field(name.replace(" ", "_"))
        assert getattr(found, "name", None) == field, name


@pytest.mark.parametrize("name", OPTIONS)
def test_options_take_what_is_shown(name: str) -> None:
    """An option takes the words in which its value is shown."""
    vocabulary, shown = OPTIONS[name]
    taker = VocabularyType(name, vocabulary)
    for key, english in shown.items():
        assert {taker.convert(word, None, None) for word in spellings(translate(english))} == {vocabulary(key)}


def test_every_word_of_a_closed_field_has_an_arabic_one() -> None:
    """No value that a filter takes can only be typed in English."""
    common = {"none", "any"}
    for field in FIELDS.values():
        if field.values is not None:
            assert set(field.values) - set(names_of(field.name).values()) - common == set(), field.name
    assert set(VALUE_NAMES) == set(SHOWN)


def french_spellings(shown: str) -> set[str]:
    """A word as it is shown and as people type it: in capitals, without accents, with an apostrophe of the keyboard."""
    bare = "".join(letter for letter in normalize("NFD", shown) if not combining(letter)).replace("œ", "oe")
    return {shown, shown.upper(), bare, bare.upper(), bare.replace("’", "'")}


@pytest.fixture
def french() -> Iterator[None]:
    """French is spoken."""
    with speaking("fr"):
        yield


@pytest.mark.usefixtures("french")
@pytest.mark.parametrize("field", SHOWN)
def test_values_are_taken_as_they_are_shown_in_french(field: str) -> None:
    """The words of a French column are its values, with their accents or without."""
    for key, word in ((str(key), translate(word)) for key, word in SHOWN[field][0].items()):
        for value in french_spellings(word):
            node = parse_filter([f'{field}:"{value}"'], no_date)
            assert isinstance(node, Term), value
            assert node.values == (key,), value


@pytest.mark.usefixtures("french")
@pytest.mark.parametrize("field", LABELS)
def test_fields_are_taken_as_they_are_shown_in_french(field: str) -> None:
    """The head of a French column names the field."""
    spelled = french_spellings(translate(LABELS[field]))
    assert {getattr(find_field(name.replace(" ", "_")), "name", None) for name in spelled} == {field}


@pytest.mark.usefixtures("french")
@pytest.mark.parametrize("name", OPTIONS)
def test_options_take_what_is_shown_in_french(name: str) -> None:
    """An option takes the French words in which its value is shown."""
    vocabulary, shown = OPTIONS[name]
    taker = VocabularyType(name, vocabulary)
    for key, english in shown.items():
        taken = {taker.convert(word, None, None) for word in french_spellings(translate(english))}
        assert taken == {vocabulary(key)}
