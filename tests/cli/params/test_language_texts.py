"""Texts in languages on the command line: --title LANG=TEXT, and what is refused."""

from __future__ import annotations

import pytest

from ctrack.cli.params.language_texts import split_text
from tests.cli.promises import nothing_recorded, refused
from tests.support.runner import Runner


@pytest.mark.parametrize(
    ("typed", "language", "text"),
    [
        ("Adopt the plan", "en", "Adopt the plan"),
        ("fr=Adopter le plan", "fr", "Adopter le plan"),
        ("FR=Adopter", "fr", "Adopter"),
        ("zh-hant=計劃", "zh-hant", "計劃"),
        ("GDP=5 per cent", "en", "GDP=5 per cent"),
        ("en=no=1", "en", "no=1"),
        ("a=b", "en", "a=b"),
        ("fr=two\nlines", "fr", "two\nlines"),
    ],
)
def test_a_text_says_its_language(typed: str, language: str, text: str) -> None:
    """A code before = is the language; what only looks like one is English."""
    assert split_text(typed) == (language, text)


def test_titles_in_any_language_are_added_shown_and_taken_away(ctrack: Runner) -> None:
    """--title LANG=TEXT is kept beside the short forms, `show` has the languages asked for, none takes one away."""
    ctrack.ok(
        "add", "NAT-1", "--title", "Adopt", "--title", "fr=Adopter", "--title-ar", "اعتماد", "--summary", "zh=计划"
    )
    assert ctrack.data("show", "NAT-1")["titles"] == {"en": "Adopt", "fr": "Adopter", "ar": "اعتماد"}
    whole = ctrack.ok("show", "NAT-1", "--lang", "all").out
    assert whole.startswith("NAT-1  Adopt\n")
    assert [line for line in whole.splitlines() if line in ("العربية", "français", "中文")] == [
        "العربية",
        "français",
        "中文",
    ]
    assert "Adopter" in whole
    some = ctrack.ok("show", "NAT-1", "--lang", "en,fr,pt").out
    assert "pt\n\nNothing of it is in this language." in some
    assert "中文" not in some
    ctrack.ok("edit", "NAT-1", "--title", "fr=none", "--title", "ru=План")
    assert ctrack.data("show", "NAT-1")["titles"] == {"en": "Adopt", "ar": "اعتماد", "ru": "План"}


def test_of_several_languages_the_first_that_a_text_has_is_shown(ctrack: Runner) -> None:
    """What lacks the language spoken is shown in the next one asked for, marked, before English."""
    ctrack.ok("add", "NAT-1", "--title", "Adopt", "--title", "fr=Adopter")
    assert "[fr] Adopter" in ctrack.ok("list", "NAT-1", "--lang", "ar,fr", "--format", "csv").out
    assert "[en] Adopt" in ctrack.ok("list", "NAT-1", "--lang", "ar", "--format", "tsv").out


def test_names_of_agencies_and_parties_come_in_any_language(ctrack: Runner) -> None:
    """--name LANG=TEXT of agencies, parties and the home party; before and after are told by language."""
    ctrack.ok("agency", "add", "X1", "--name", "Agency", "--name", "fr=Agence")
    assert "Name (français)  Agence -> Agence X" in ctrack.ok("agency", "edit", "X1", "--name", "fr=Agence X").out
    assert "Name (русский)  – -> Агентство" in ctrack.ok("agency", "edit", "X1", "--name", "ru=Агентство").out
    ctrack.ok("party", "add", "XB", "--name", "fr=Organe")
    assert "[fr] Organe" in ctrack.ok("party", "list").out


def test_what_is_not_to_be_understood_is_refused(ctrack: Runner) -> None:
    """Two texts in one language, a language without a text, languages that are none: one sentence, nothing recorded."""
    with nothing_recorded(ctrack):
        refused(ctrack("add", "NAT-1", "--title", "fr=a", "--title", "fr=b"), 2, "--title", "fr")
        refused(ctrack("add", "NAT-1", "--title", "a", "--title", "en=b"), 2, "--title", "en")
        refused(ctrack("add", "NAT-1", "--title", "fr="), 2, "fr=TEXT")
        refused(ctrack("agency", "add", "X1"), 2, "--name LANG=TEXT")
        refused(ctrack("list", "--lang", "tlh,xx"), 2, "tlh,xx", "en, ar")
        refused(ctrack("list", "--lang", "en,12"), 2, "12")
