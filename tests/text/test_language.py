"""The language spoken: its plural forms, its catalogue, how it is chosen, and another one that is dropped in."""

from __future__ import annotations

import gettext
import io
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import click
import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo

from ctrack.text import language
from ctrack.text.language import choose_language, choose_words, language_of, translate, translate_count, use_language
from tests.support.languages import forget_catalogues
from tests.support.runner import Runner
from tools.messages import (
    COMPLETE,
    LOCALES,
    PLURAL_FORMS,
    find_untranslated,
    forms_of,
    make_template,
    read_catalogue,
    texts_of,
)

REMEDY = "run `python tools/messages.py`, and translate what it names"
COUNTED = {
    0: "لا توجد التزامات",
    1: "التزام واحد",
    2: "التزامان",
    3: "3 التزامات",
    10: "10 التزامات",
    11: "11 التزاما",
    99: "99 التزاما",
    100: "100 التزام",
    101: "101 التزام",
    102: "102 التزام",
    103: "103 التزامات",
}
COUNTED_IN_FRENCH = {0: "0 engagement", 1: "1 engagement", 2: "2 engagements", 100: "100 engagements"}
MARKS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
NUMBERS = {"count", "nargs", "len", "len_value"}
# Click names the sort of a number in English and does not have it translated, so that the Arabic leaves it out.
LEFT_OUT = {"{value!r} is not a valid {number_type}.": {"number_type"}}


def path_of(code: str) -> Path:
    """Where the catalogue of a language is kept."""
    return LOCALES / code / "LC_MESSAGES" / "ctrack.po"


@pytest.fixture(scope="module", params=COMPLETE)
def catalogue(request: pytest.FixtureRequest) -> Catalog:
    """The catalogue of each language in which the whole program is told."""
    return read_catalogue(path_of(request.param))


@pytest.fixture(scope="module")
def messages() -> Catalog:
    """Every message of the program and of Click."""
    return make_template()


@pytest.fixture(autouse=True)
def english_again() -> Iterator[None]:
    """Whatever a test speaks, the next one begins in English."""
    yield
    use_language("en")
    # Last: a folder of catalogues that the test put in place may still stand there.
    forget_catalogues()


def names_of(text: str) -> set[str]:
    """The names of the facts that a message holds, of either sort: {name} and %(name)s."""
    braces = {name for _before, name, _format, _kind in Formatter().parse(text) if name}
    return braces | set(re.findall(r"%\((\w+)\)s", text))


def pairs(message: Message) -> list[tuple[str, str]]:
    """Each form of a translation, behind that of the original that it stands for; in Arabic the first is of none."""
    one, *more = texts_of(message)
    many = more[0] if more else one
    singular = 1 if len(forms_of(message)) > len(texts_of(message)) else 0
    return [(one if place == singular else many, form) for place, form in enumerate(forms_of(message))]


def may_lack(message: Message, place: int, language: str) -> set[str]:
    """The facts that a form need not hold: none, one and two say the number in words, and none has nothing to list."""
    if len(texts_of(message)) == 1:
        return LEFT_OUT.get(texts_of(message)[0], set())
    if language != "ar":
        return NUMBERS if place == 0 else set()
    return (names_of("".join(texts_of(message))), NUMBERS, NUMBERS, set(), set(), set())[place]


@pytest.mark.parametrize(("count", "expected"), COUNTED.items())
def test_a_count_takes_its_arabic_form(count: int, expected: str) -> None:
    """Each of the six forms is chosen by the rule of Arabic, also beyond a hundred."""
    use_language("ar")
    assert translate_count("{count} commitment", "{count} commitments", count) == expected


@pytest.mark.parametrize(("count", "expected"), COUNTED_IN_FRENCH.items())
def test_none_is_singular_in_french(count: int, expected: str) -> None:
    """French counts none as it counts one, and has two forms."""
    use_language("fr")
    assert translate_count("{count} commitment", "{count} commitments", count) == expected


def test_the_rule_of_plurals_is_our_own(catalogue: Catalog) -> None:
    """The header names the forms of the Unicode CLDR: releases of Babel differ in their order and number."""
    assert dict(catalogue.mime_headers)["Plural-Forms"] == PLURAL_FORMS[str(catalogue.locale)]


def test_no_message_is_missing(catalogue: Catalog, messages: Catalog) -> None:
    """Every message of the program and of Click is in each of the catalogues."""
    known = {message.id for message in catalogue}
    assert [message.id for message in messages if message.id not in known] == [], REMEDY


def test_every_message_is_translated(catalogue: Catalog) -> None:
    """None is empty, lacks one of its forms, or was translated from other words."""
    assert [message.id for message in find_untranslated(catalogue)] == [], REMEDY


def test_no_message_is_obsolete(catalogue: Catalog, messages: Catalog) -> None:
    """What the program says no more is in the catalogue no more."""
    said = {message.id for message in messages}
    assert [message.id for message in catalogue if message.id not in said] == [], REMEDY
    assert not catalogue.obsolete, REMEDY


def test_translations_hold_the_same_facts(catalogue: Catalog) -> None:
    """A translation names each fact of its message and no other; where it says the number in words it leaves it out."""
    wrong = [
        (original, form)
        for message in catalogue
        for place, (original, form) in enumerate(pairs(message))
        if names_of(form) - names_of(original)
        or names_of(original) - names_of(form) - may_lack(message, place, str(catalogue.locale))
    ]
    assert wrong == []


def test_translations_begin_and_end_alike(catalogue: Catalog) -> None:
    """A blank or a line end at either end is there in the translation too: sentences are put together of parts.

    French has a narrow one of its own before a mark.
    """
    edges = re.compile(r"\A\s*|\s*\Z")
    for message in filter(lambda message: message.id, catalogue):
        for original, form in pairs(message):
            assert edges.findall(original) == edges.findall(form.removeprefix("\u202f")), form


def test_the_catalogue_holds_no_direction_marks(catalogue: Catalog) -> None:
    """Marks of direction belong to the terminal and are put where a line is written."""
    assert [form for message in catalogue for _text, form in pairs(message) if MARKS.search(form)] == []


def test_the_compiled_catalogue_is_that_of_its_source(catalogue: Catalog) -> None:
    """An editable installation speaks what the source says."""
    compiled = io.BytesIO()
    write_mo(compiled, catalogue)
    assert path_of(str(catalogue.locale)).with_suffix(".mo").read_bytes() == compiled.getvalue(), REMEDY


@pytest.mark.parametrize(
    ("environ", "expected"),
    [
        ({"LANG": "ar_KW.UTF-8"}, "ar"),
        ({"LANG": "fr_SN.UTF-8"}, "fr"),
        ({"LC_MESSAGES": "ar", "LANG": "en_US.UTF-8"}, "ar"),
        ({"LC_ALL": "en_US.UTF-8", "LC_MESSAGES": "ar_KW", "LANG": "ar_KW"}, "en"),
        ({"LANG": "xx_YY.UTF-8"}, "en"),
        ({"LANG": "C.UTF-8"}, "en"),
        ({"LANG": "POSIX"}, "en"),
        ({"LANG": ""}, "en"),
        ({}, "en"),
    ],
)
def test_the_locale_names_the_language(environ: dict[str, str], expected: str) -> None:
    """LC_ALL goes before LC_MESSAGES and that before LANG; what is not known, and the locale C, is English."""
    assert language_of(environ) == expected


@pytest.mark.parametrize(
    ("option", "variable", "setting", "locale", "expected"),
    [
        ("en", "ar", "ar", "ar_KW.UTF-8", "en"),
        ("ar", "en", "en", "en_US.UTF-8", "ar"),
        (None, "ar", "en", "en_US.UTF-8", "ar"),
        (None, "en", "ar", "ar_KW.UTF-8", "en"),
        (None, None, "ar", "en_US.UTF-8", "ar"),
        (None, None, "en", "ar_KW.UTF-8", "en"),
        (None, None, None, "ar_KW.UTF-8", "ar"),
        (None, None, None, "C", "en"),
    ],
)
def test_the_language_is_chosen_in_order(
    ctrack: Runner, option: str | None, variable: str | None, setting: str | None, locale: str, expected: str
) -> None:
    """--lang, then CTRACK_LANG, then the configuration, then the locale."""
    environ = {"LANG": locale, **({"CTRACK_LANG": variable} if variable else {})}
    if setting:
        folder = ctrack.home / "config" / "ctrack"
        folder.mkdir(parents=True)
        (folder / "config.toml").write_text(f'lang = "{setting}"\n')
    outcome = ctrack.ok("help", "statuses", *(["--lang", option] if option else []), **environ)
    assert ("قيد التنفيذ" in outcome.out or "الحالات" in outcome.out) == (expected == "ar")


def test_an_unknown_language_is_english() -> None:
    """A language without a catalogue falls back to the one that the program is written in."""
    use_language("ar")
    use_language("xx")
    assert (language.current_language(), translate("Status")) == ("en", "Status")


def test_click_speaks_the_language_too() -> None:
    """Click's own messages come from the same catalogue."""
    use_language("ar")
    assert click.NoSuchOption("--x").format_message() == "لا يوجد خيار باسم '--x'."
    use_language("en")
    assert click.NoSuchOption("--x").format_message() == "No such option '--x'."


@pytest.fixture
def french(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder of catalogues that holds a small French one."""
    catalogue = Catalog(locale="fr")
    # Releases of Babel differ on how many forms French has; two are what this catalogue has.
    catalogue.mime_headers = [("Plural-Forms", "nplurals=2; plural=(n > 1);")]
    catalogue.add("Status", "État")
    catalogue.add("Options", "Options possibles")
    catalogue.add(("{count} commitment", "{count} commitments"), ("{count} engagement", "{count} engagements"))
    catalogue.add("No such option {name!r}.", "L’option {name!r} n’existe pas.")
    path = tmp_path / "locale" / "fr" / "LC_MESSAGES" / "ctrack.mo"
    path.parent.mkdir(parents=True)
    with path.open("wb") as stream:
        write_mo(stream, catalogue)
    monkeypatch.setattr(language, "LOCALES", tmp_path / "locale")
    forget_catalogues()


@pytest.mark.usefixtures("french")
def test_a_language_is_added_by_dropping_in_a_file() -> None:
    """One compiled catalogue is all that another language takes; what it lacks is said in English."""
    assert language.known_languages() == ("en", "fr")
    use_language("fr")
    assert translate("Status") == "État"
    assert translate_count("{count} commitment", "{count} commitments", 1) == "1 engagement"
    assert translate_count("{count} commitment", "{count} commitments", 2) == "2 engagements"
    assert translate("Due") == "Due"
    assert gettext.gettext("No such option {name!r}.") == "L’option {name!r} n’existe pas."
    assert not language.is_right_to_left()


@pytest.mark.usefixtures("french")
def test_the_program_speaks_a_language_that_was_dropped_in(ctrack: Runner) -> None:
    """The command line takes its code, and so does the locale."""
    assert "Options possibles:" in ctrack.ok("list", "--help", "--lang", "fr").out
    assert "État" in ctrack.ok("list", LANG="fr_FR.UTF-8").out
    assert "L’option '--nonesuch' n’existe pas." in ctrack("show", "KWT-21", "--nonesuch", LANG="fr_FR.UTF-8").err


@pytest.mark.slow
@pytest.mark.parametrize(
    "words", [("list",), ("list", "--lang", "ar"), ("show", "KWT-21", "--lang", "ar"), ("--help",)]
)
def test_the_locale_c_breaks_nothing(ctrack: Runner, words: tuple[str, ...]) -> None:
    """Where the system promises no more than ASCII the output is UTF-8 all the same."""
    environ = {"PATH": os.environ["PATH"], "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0",
               "CTRACK_DB": ctrack.database, "HOME": str(ctrack.home)}  # fmt: skip
    done = subprocess.run([sys.executable, "-m", "ctrack", *words], env=environ, capture_output=True, check=False)
    assert (done.returncode, "الحالة" in done.stdout.decode()) == (0, "ar" in words)


def test_words_are_shown_in_the_readers_language_or_marked() -> None:
    """A text that lacks the reader's language is shown in another, and says in which."""
    use_language("ar")
    assert choose_words({"en": "Border", "ar": "حدود"}) == "حدود"
    assert choose_words({"en": "Border"}) == "[en] Border"
    assert choose_words({"fr": "Frontière"}) == "[fr] Frontière"
    assert choose_words(None) == ""
    assert [choose_language(text) for text in ({"en": "", "ar": ""}, {"fr": ""}, {}, None)] == ["ar", "fr", "", ""]


def test_what_is_begun_is_not_whole() -> None:
    """English and the complete catalogues are whole; skeletons are spoken and are not."""
    assert set(language.full_languages()) <= {"en", *COMPLETE}
    assert {"en", "ar"} <= set(language.full_languages())
    assert {"es", "ru", "zh"} <= set(language.known_languages())
    assert 100 < language.count_messages("es") < language.count_messages("ar")
    assert language.count_messages("en") == 0
