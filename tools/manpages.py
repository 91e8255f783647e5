"""The man page of ctrack in each language that the program speaks, from the same tables as its help.

`python -m tools.manpages` writes them under docs/man; a test holds them to what the program says.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import click

from ctrack import __version__
from ctrack.cli.base import Command, Group, translated
from ctrack.cli.config.settings import every_setting
from ctrack.cli.default_commands import Defaulting
from ctrack.cli.main import root
from ctrack.cli.params.global_options import GLOBAL_OPTIONS
from ctrack.domain.failures import marked
from ctrack.render.document import Block, Heading, Paragraph, Table
from ctrack.text.language import ENGLISH, use_language
from ctrack.text.language import translate as _
from ctrack.views.topics import TOPICS
from tools import roff

PAGES = {"en": "ctrack.1", "ar": "ar/ctrack.1", "fr": "fr/ctrack.1"}
FOLDER = Path(__file__).resolve().parent.parent / "docs" / "man"
VARIABLES = {
    "CTRACK_CONFIG": marked("another configuration file"),
    "NO_COLOR": marked("no colour"),
    "FORCE_COLOR": marked("colour even where output is no terminal"),
    "COLUMNS": marked("the width of the output"),
    "VISUAL, EDITOR": marked("the editor in which notes are written"),
    "PAGER": marked("the program that shows what is longer than the terminal; empty: none"),
    "LC_ALL, LC_MESSAGES, LANG": marked("the language, where nothing else names it"),
}
FILES = {
    "commitments.db": marked("the register, in the folder where you stand"),
    "~/.config/ctrack/config.toml": marked("the settings; $XDG_CONFIG_HOME is obeyed"),
    "~/.config/ctrack/profiles/*.toml": marked("reports that you described"),
    "~/.local/state/ctrack/reports.json": marked("when each report was last made; $XDG_STATE_HOME is obeyed"),
    "~/.local/state/ctrack/faults/*.txt": marked("where faults of ctrack happened, to be sent with a report of one"),
}


def write_pages() -> dict[str, str]:
    """The text of each page by its path under the folder of pages."""
    return {path: write_page(language) for language, path in PAGES.items()}


def write_page(language: str) -> str:
    """The page in one language."""
    use_language(language)
    try:
        lines = [line for part in write_parts() for line in part]
        return "\n".join((roff.PREAMBLE, *roff.write_fallbacks(lines), *lines)) + "\n"
    finally:
        use_language(ENGLISH)


def write_parts() -> Iterator[list[str]]:
    """The page, section by section."""
    assert isinstance(root, Group)
    context = click.Context(root, info_name="ctrack")
    yield roff.write_title("ctrack", f"ctrack {__version__}", _("Commitments and what became of them"))
    yield roff.write_section(_("Name").upper())
    summary = _("track commitments made in international declarations and plans")
    yield [f"ctrack \\- {roff.escape(summary)}"]
    yield roff.write_section(_("Synopsis").upper())
    yield [f".B ctrack\n{roff.escape(' '.join(root.collect_usage_pieces(context)))}"]
    yield roff.write_section(_("Description").upper())
    yield from write_text(_(root.help or ""))
    yield from write_text(
        _("A code is written in any case, or by any ending that fits no other. Data goes to stdout and words go to "
          "stderr. Commands that write show what was and what is, take --dry-run, and are taken back by 'ctrack undo'.")
    )  # fmt: skip
    yield roff.write_section(_("Global options").upper())
    yield from write_options(
        root, context, {name for name, _text, _settings in GLOBAL_OPTIONS} | {"--version", "--help"}
    )
    yield roff.write_section(_("Commands").upper())
    yield from write_commands(root, context)
    for title, make in TOPICS.values():
        yield roff.write_section(_(title).upper())
        yield from write_blocks(make())
    yield from write_surroundings()


def write_text(text: str) -> Iterator[list[str]]:
    """Paragraphs, which blank lines divide."""
    return (roff.write_paragraph(part) for part in text.split("\n\n") if part.strip())


def write_commands(group: click.Group, context: click.Context) -> Iterator[list[str]]:
    """Each command of a group and, where it is one itself, what it holds."""
    shared = {name for name, _text, _settings in GLOBAL_OPTIONS} | {"--help"}
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert isinstance(command, Command | Group)
        # What a group does by itself has the options.
        own = command.own if isinstance(command, Defaulting) else command
        inner = click.Context(own, info_name=name, parent=context)
        yield roff.write_subsection(" ".join((inner.command_path, *own.collect_usage_pieces(inner))))
        yield from write_text(_(own.help or ""))
        known = {option for parameter in own.params for option in parameter.opts}
        yield from write_options(own, inner, known - shared)
        yield roff.write_examples(_("Examples"), map(_, own.examples))
        if isinstance(command, click.Group):
            yield from write_commands(command, inner)


def write_options(command: click.Command, context: click.Context, names: Iterable[str]) -> Iterator[list[str]]:
    """Those options of a command that are named."""
    wanted = set(names)
    for option in command.get_params(context):
        if isinstance(option, click.Option) and wanted & set(option.opts):
            record = translated(option, context).get_help_record(context)
            if record is not None:
                yield roff.write_item(*record)


def write_blocks(blocks: Iterable[Block]) -> Iterator[list[str]]:
    """A topic of `ctrack help`: its paragraphs, and each row of its tables as a term with its meaning."""
    for block in blocks:
        match block:
            case Heading():
                yield roff.write_subsection(block.text)
            case Paragraph():
                yield roff.write_paragraph(block.text)
            case Table():
                term, *between, meaning = block.columns
                for name, *others, text in block.rows:
                    beside = [column.show(value) for column, value in zip(between, others, strict=True)]
                    yield roff.write_item(
                        " ".join([term.show(name), *(f"({each})" for each in beside)]), meaning.show(text)
                    )
            case _:
                raise TypeError(block)


def write_surroundings() -> Iterator[list[str]]:
    """What the program reads beside the command line, and what it keeps."""
    yield roff.write_section(_("Environment").upper())
    table = every_setting().values()
    settings = {setting.variable: setting.help for setting in table if setting.variable}
    for name, text in {**settings, **VARIABLES}.items():
        yield roff.write_item(name, _(text))
    yield roff.write_section(_("Settings").upper())
    for setting in table:
        yield roff.write_item(setting.key, _(setting.help))
    yield roff.write_section(_("Files").upper())
    for name, text in FILES.items():
        yield roff.write_item(name, _(text))


def main() -> None:
    """Write the pages."""
    for name, text in write_pages().items():
        path = FOLDER / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        print(path)


if __name__ == "__main__":
    main()
