"""A translation says all that the message says: its facts, options and commands, in every form of the language."""

from __future__ import annotations

import re
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.catalog import Catalog, Message

from tools.messages import COMPLETE, LOCALES, OURS, find_untranslated, forms_of, read_catalogue, read_marked, texts_of

CATALOGUES = sorted(LOCALES.glob("*/LC_MESSAGES/*.po"))
# In Arabic the forms of none, one and two say the number by the word itself.
WITHOUT_FIGURE = {"ar": 3}
# What Click calls numbers is English, and is better left out.
LEFT_OUT = {"number_type"}
OPTION = re.compile(r"(?<![A-Za-z0-9-])--[a-z][a-z-]+")
COMMAND = re.compile(r"'ctrack ([a-z -]+)")


def list_faults(message: Message, catalogue: Catalog) -> list[str]:
    """What is wrong with a translation, each fault by its kind."""
    texts, forms = texts_of(message), forms_of(message)
    if len(forms) != (catalogue.num_plurals if len(texts) > 1 else 1) or not all(forms):
        return ["forms"]
    found = [find_fault(texts, form, place, str(catalogue.locale)) for place, form in enumerate(forms)]
    return sorted({fault for fault in found if fault})


def find_fault(texts: tuple[str, ...], form: str, place: int, language: str) -> str:
    """The first fault of one form; "" where there is none."""
    known = {field for text in texts for field in fields_of(text)}
    says_number = len(texts) > 1 and place < WITHOUT_FIGURE.get(language, 1)
    needed = set() if says_number else fields_of(texts[-1]) - LEFT_OUT
    if not needed <= fields_of(form) <= known:
        return "fields"
    options = {option for text in texts for option in OPTION.findall(text)}
    if not is_example(texts[0]) and not set(OPTION.findall(form)) <= options:
        return "options"
    if not is_example(texts[0]) and not all(is_called(command, texts) for command in COMMAND.findall(form)):
        return "commands"
    return "edges" if edges_of(texts[0]) != edges_of(form) else ""


def fields_of(text: str) -> set[str]:
    """The facts that a message names in braces; of one whose braces are no fields none."""
    try:
        return {re.split(r"[.!:\[]", field)[0] for _text, field, _form, _kind in Formatter().parse(text) if field}
    except ValueError:
        return set()


def is_example(text: str) -> bool:
    """Whether a message is a line to be typed, in which the words of the other language have options of their own."""
    return text.startswith("ctrack ")


def is_called(command: str, texts: tuple[str, ...]) -> bool:
    """Whether a command that a translation quotes is one that the message quotes, or the beginning of one."""
    return any(original.startswith(command.strip()) for text in texts for original in COMMAND.findall(text))


def edges_of(text: str) -> tuple[bool, bool]:
    """Whether a message begins and ends with a blank, as a part of another does; French has its own before a mark."""
    return text.removeprefix("\u202f")[:1].isspace(), text[-1:].isspace()


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.parts[-3])
def test_nothing_is_lost_in_translation(path: Path) -> None:
    """Every message has all its forms, and each its facts; no option and no command is named that is not meant.

    A skeleton holds what is translated and nothing else.
    """
    catalogue = read_catalogue(path)
    assert find_untranslated(catalogue) == []
    found = {texts_of(message)[0]: list_faults(message, catalogue) for message in catalogue if message.id}
    assert len(found) > (1000 if path.parts[-3] in COMPLETE else 60)
    assert {text: faults for text, faults in found.items() if faults} == {}


@pytest.mark.parametrize(
    ("message", "fault"),
    [
        (Message("{path} is gone", "غير موجود"), "fields"),
        (Message("{path} is gone", "{file} غير موجود"), "fields"),
        (Message("give --force", "اكتب --replace"), "options"),
        (Message("'ctrack undo' takes it back", "يتراجع عنه 'ctrack redo'"), "commands"),
        (Message(" Did you mean {names}?", "هل المقصود {names}؟"), "edges"),
        (Message(("{count} day", "{count} days"), ("", "يوم", "يومان", "{count} أيام", "{count} يوما", "")), "forms"),
        (Message(("{count} day", "{count} days"), ("يوم", "{count} أيام")), "forms"),
        (Message(("{count} day", "{count} days"), ("لا أيام", "يوم", "يومان", "أيام", "{count} يوما", "{count} يوم")),
         "fields"),
        (Message("all", ""), "forms"),
    ],
)  # fmt: skip
def test_each_kind_of_fault_is_found(message: Message, fault: str) -> None:
    """The check is no empty one: of each kind of fault a message is found."""
    assert list_faults(message, Catalog(locale="ar")) == [fault]


def test_messages_within_strings_are_found(tmp_path: Path) -> None:
    """What is translated within an f-string is a message, whichever Python reads the file."""
    source = tmp_path / "a.py"
    told = "{_('One')} {translate_count('{count} row', '{count} rows', n)} {n}"
    source.write_text(f'def tell(n):\n    return f"{told}"\n')
    assert set(read_marked(source, OURS)) == {"One", ("{count} row", "{count} rows")}
