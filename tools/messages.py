"""The messages of the program and of Click: found in the sources, brought into each catalogue, and compiled.

`python -m tools.messages` brings every catalogue up to date and tells what is left to translate. `python -m
tools.messages es` begins another one, or lays what is left into one that was begun, for a translator to fill: such a
skeleton keeps, until it is whole, what is translated and nothing else, so that new messages do not touch it. Where a
message changed a little its old translation is kept and marked as fuzzy.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from difflib import SequenceMatcher
from pathlib import Path
from typing import cast

import click
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_python
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
LOCALES = ROOT / "ctrack" / "text" / "locale"
CLICK = Path(click.__file__).parent
# The names by which our sources mark a message, and those by which Click's do.
OURS: dict[str, tuple[int, int] | None] = {"marked": None, "_": None, "translate": None, "translate_count": (1, 2)}
CLICKS: dict[str, tuple[int, int] | None] = {"_": None, "gettext": None, "ngettext": (1, 2)}
# What Click translates by the name of a variable; the literal stands elsewhere, and no extractor finds it for sure.
CLICKS_UNMARKED = ("required",)
# Babel knows another order of the last two forms of Arabic; this one is that of the Unicode CLDR.
ARABIC_PLURALS = "n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5"
PLURAL_FORMS = {"ar": f"nplurals=6; plural=({ARABIC_PLURALS});", "fr": "nplurals=2; plural=(n > 1);"}
# The languages that say all that the program says; a test holds them to it. The others fall back to English.
COMPLETE = ("ar", "fr")
WIDTH = 120
# How much of a message must be left of it as it was, from 0 to 1, for its translation to be worth looking at.
ALIKE = 0.8
# A text within an example, which a reader of another language writes in that language.
QUOTED = re.compile('"[^"$]+"')

Text = str | tuple[str, str]
# A call as Babel reads it: its line, the name that was called, the texts that it was given, and comments.
Call = tuple[int, str, str | tuple[str, ...], list[str]]


def find_messages() -> Iterator[tuple[str, Text]]:
    """Every message, with the file in which it stands: of our sources and tools, of our commands, of Click's."""
    for base, keywords in ((ROOT / "ctrack", OURS), (ROOT / "tools", OURS), (CLICK, CLICKS)):
        for path in sorted(base.rglob("*.py")):
            for text in read_marked(path, keywords):
                yield f"{base.name}/{path.relative_to(base)}", text
    for text in CLICKS_UNMARKED:
        yield "click/core.py", text
    for text in find_unmarked():
        yield "ctrack/cli", text


def read_marked(path: Path, keywords: Mapping[str, tuple[int, int] | None]) -> Iterator[Text]:
    """The messages of one file; a call whose argument is no literal has none."""
    with path.open("rb") as stream:
        found = cast("Iterable[Call]", extract_python(stream, keywords, (), {}))
        for _line, name, given, _comments in found:
            texts = given if isinstance(given, tuple) else (given,)
            if keywords[name] is None and texts[0]:
                yield texts[0]
            elif keywords[name] is not None and all(texts[:2]):
                yield texts[0], texts[1]
    yield from read_within_strings(path, keywords)


def read_within_strings(path: Path, keywords: Mapping[str, tuple[int, int] | None]) -> Iterator[Text]:
    """The messages within f-strings, which Python 3.11 gives an extractor as one piece of text."""
    strings = (node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.JoinedStr))
    for call in (node for string in strings for node in ast.walk(string) if isinstance(node, ast.Call)):
        name = call.func.id if isinstance(call.func, ast.Name) else ""
        texts = [arg.value for arg in call.args if isinstance(arg, ast.Constant) and isinstance(arg.value, str)]
        if name in keywords and len(texts) >= (1 if keywords[name] is None else 2):
            yield texts[0] if keywords[name] is None else (texts[0], texts[1])


def find_unmarked() -> list[str]:
    """What is translated where it is shown and marked nowhere: names of values and commands, texts in examples."""
    from ctrack.cli.command_table import COMMANDS
    from ctrack.cli.main import root
    from ctrack.cli.params.command_names import INNER, MESSAGE
    from ctrack.domain.exits import MEANINGS

    context = click.Context(root, info_name="ctrack")
    commands = list(walk(root, context))
    names = {name for command in commands for name in name_values(command, context) if re.search("[A-Z]", name)}
    examples = [
        example for command in commands for example in getattr(command, "examples", ()) if QUOTED.search(example)
    ]
    groups = [command for command in commands if isinstance(command, click.Group) and command is not root]
    inner = sorted({name for group in groups for name in group.commands})
    called = [*(MESSAGE.format(name=name) for name in COMMANDS), *(INNER.format(name=name) for name in inner)]
    return [*sorted(names), *examples, *called, *MEANINGS.values()]


def walk(command: click.Command, context: click.Context) -> Iterator[click.Command]:
    """A command and all that it holds."""
    yield command
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            inner = command.get_command(context, name)
            assert inner is not None
            yield from walk(inner, context)


def name_values(command: click.Command, context: click.Context) -> Iterator[str]:
    """The pieces of a command's usage, and the names of the values of its options."""
    yield from click.Command.collect_usage_pieces(command, context)
    if isinstance(command, click.Group):
        yield command.subcommand_metavar
    for parameter in command.get_params(context):
        if not (isinstance(parameter, click.Option) and (parameter.is_flag or parameter.count)):
            yield parameter.make_metavar(context)


def make_template() -> Catalog:
    """A catalogue of every message, without a translation."""
    template = Catalog(project="ctrack", domain="ctrack")
    for place, text in find_messages():
        template.add(text, locations=[(place, 0)])
    return template


def read_catalogue(path: Path) -> Catalog:
    """A catalogue as it is kept."""
    with path.open("rb") as stream:
        return read_po(stream, locale=path.parts[-3], domain="ctrack")


def update_catalogue(path: Path, template: Catalog, *, is_whole: bool = True) -> Catalog:
    """Bring a catalogue up to date and compile it; messages that the program has no more are dropped.

    Unless it `is_whole`, those that lack a translation are not written.
    """
    catalogue = read_catalogue(path) if path.exists() else begin_catalogue(path.parts[-3])
    template.creation_date = catalogue.creation_date
    catalogue.update(template, update_creation_date=False)
    catalogue.obsolete.clear()
    forget_unlike(catalogue)
    if not is_whole:
        for message in find_untranslated(catalogue):
            catalogue.delete(texts_of(message)[0])
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as stream:
        write_po(stream, catalogue, width=WIDTH, include_lineno=False, sort_by_file=True, include_previous=True)
    with path.with_suffix(".mo").open("wb") as stream:
        write_mo(stream, catalogue)
    return catalogue


def forget_unlike(catalogue: Catalog) -> None:
    """Drop the translations that Babel offers for a message out of one that says something else."""
    for message in catalogue:
        if message.id and message.fuzzy and message.previous_id:
            likeness = SequenceMatcher(None, message.previous_id[0], texts_of(message)[0]).ratio()
            if likeness < ALIKE:
                message.string = ("",) * catalogue.num_plurals if len(texts_of(message)) > 1 else ""
                message.previous_id = []
                message.flags.discard("fuzzy")


def begin_catalogue(language: str) -> Catalog:
    """A new catalogue, with the plural forms of its language."""
    catalogue = Catalog(locale=language, project="ctrack", version="1", domain="ctrack", fuzzy=False)
    catalogue.header_comment = f"# The messages of ctrack and of Click, in the language {language}."
    catalogue.revision_date = catalogue.creation_date
    # Babel fills these with samples to be replaced; a catalogue has no single translator here.
    catalogue.msgid_bugs_address = catalogue.last_translator = catalogue.language_team = ""
    if language in PLURAL_FORMS:
        catalogue.mime_headers = [("Plural-Forms", PLURAL_FORMS[language])]
    return catalogue


def find_untranslated(catalogue: Catalog) -> list[Message]:
    """The messages that lack a translation, or one of its plural forms, or whose translation is fuzzy."""
    return [message for message in catalogue if message.id and not is_translated(message)]


def is_translated(message: Message) -> bool:
    """Whether every form of a message is there and was looked at."""
    return all(forms_of(message)) and not message.fuzzy


def texts_of(message: Message) -> tuple[str, ...]:
    """What is to be translated: one text, or that for one and that for many."""
    return (message.id,) if isinstance(message.id, str) else tuple(message.id)


def forms_of(message: Message) -> tuple[str, ...]:
    """The translation, or each of its plural forms."""
    found = message.string or ""
    return (found,) if isinstance(found, str) else tuple(found)


def main(languages: list[str]) -> int:
    """Bring all catalogues up to date; 1 where something is left to translate in one that is complete, or was named."""
    template = make_template()
    kept = {path.parts[-3]: path for path in LOCALES.glob("*/LC_MESSAGES/ctrack.po")}
    begun = {code: LOCALES / code / "LC_MESSAGES" / "ctrack.po" for code in languages}
    left = 0
    for language, path in sorted({**begun, **kept}.items()):
        is_whole = language in (*COMPLETE, *languages)
        catalogue = update_catalogue(path, template, is_whole=is_whole)
        untranslated = find_untranslated(catalogue) if is_whole else []
        left += len(untranslated)
        lacking = len(untranslated) if is_whole else len(template) - len(catalogue)
        print(f"{path.relative_to(ROOT)}: {len(template)} messages, {lacking} to translate")
        for message in untranslated:
            print(f"  {language}: {'fuzzy: ' if message.fuzzy else ''}{message.id!r}")
    return int(left > 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
