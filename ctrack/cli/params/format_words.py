"""Formats by the names that people know: as values of --format, and as words of a filter, where they are refused."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import click

from ctrack.domain.failures import Misused, marked

# By what the programs and their files are called: the format.
OTHER_NAMES = {
    "excel": "xlsx", "xls": "xlsx", "spreadsheet": "xlsx", "إكسل": "xlsx", "اكسل": "xlsx", "إكسيل": "xlsx",
    "اكسيل": "xlsx", "word": "docx", "doc": "docx", "وورد": "docx", "ورد": "docx", "markdown": "md", "text": "plain",
    "txt": "plain", "htm": "html", "web": "html", "calc": "ods", "ical": "ics", "icalendar": "ics", "ndjson": "jsonl",
}  # fmt: skip
# What may be a text to search for is taken for a format only behind --format.
WORDS_OF_TEXTS = {"word", "text", "web", "table", "plain", "ورد"}
# What stands beside a format in a sentence, and means nothing for a filter.
FILLING = {"to", "as", "in", "into", "all", "file", "إلى", "الى", "بصيغة", "ملف", "كل", "en", "vers", "tout", "fichier",
           "الكل", "tous", "toutes", "everything"}  # fmt: skip
# What has no text for a terminal goes to a file.
BINARY = {"xlsx", "ods", "docx", "pdf", "png", "sqlite"}
# What can be said back within quotation marks as it was typed.
PLAIN = re.compile(r"[\w\u064b-\u0652:.,+=/%٪-]+")
LANGUAGES = {
    "arabic": "ar", "arabe": "ar", "عربي": "ar", "العربية": "ar", "english": "en", "anglais": "en",
    "الإنجليزية": "en", "french": "fr", "français": "fr", "francais": "fr", "الفرنسية": "fr",
}  # fmt: skip


class NamesAFormat(Misused):
    message = marked(
        "{word} names a format. Did you mean 'ctrack {line}'? To search for the word itself, write '\"{word}\"'."
    )


class FormatType(click.Choice[str]):
    """An option that takes the name of a format, or what its programs and files are called."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The name as it is spelled here; what is none is refused as by any choice."""
        word = str(value).casefold().removeprefix(".")
        return super().convert(value if value in self.choices else OTHER_NAMES.get(word, word), param, ctx)


def refuse_formats(context: click.Context, words: Sequence[str]) -> None:
    """Refuse words of a reading command that name a format it writes: no row would hold them."""
    if not getattr(context.command, "reads_filter", False):
        return
    command = context.command_path.partition(" ")[2]
    for word in words:
        line = line_of_format(command, words, word, list_formats(context))
        if line is not None:
            raise NamesAFormat(word=word, line=line)


def line_of_format(command: str, words: Sequence[str], word: str, known: Sequence[str]) -> str | None:
    """The line with the format that one of its words can only mean, in its option; None of another word."""
    form = find_format(word, known)
    if form is None:
        return None
    target = f"--output {command}.{form}" if form in BINARY else f"--format {form}"
    return " ".join([command, *say_rest(words, word), target])


def list_formats(context: click.Context) -> Sequence[str]:
    """The formats that a command writes."""
    options = context.command.get_params(context)
    return next((option.type.choices for option in options if isinstance(option.type, FormatType)), ())


def find_format(word: str, known: Sequence[str]) -> str | None:
    """The format of those known that a word can only mean; None where it may be a text."""
    name = word.casefold()
    form = OTHER_NAMES.get(name, name)
    return form if form in known and name not in WORDS_OF_TEXTS else None


def say_rest(words: Sequence[str], named: str) -> list[str]:
    """The other words of the line, with a language among them as its option."""
    rest = [word for word in words if word != named and word.casefold() not in FILLING]
    if not all(map(PLAIN.fullmatch, rest)):
        return []
    languages = [LANGUAGES[word.casefold()] for word in rest if word.casefold() in LANGUAGES]
    kept = [word for word in rest if word.casefold() not in LANGUAGES]
    return [*kept, *(["--lang", languages[0]] if languages else [])]
