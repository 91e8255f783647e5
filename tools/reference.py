"""The pages of `docs/` that the program writes: the reference of commands, and a page for each topic of `ctrack help`.

`python -m tools.reference` writes them; a test holds them to what the program says.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from ctrack.cli.base import Root
from ctrack.cli.command_table import GROUPS
from ctrack.cli.main import root
from ctrack.views.topics import TOPICS
from tests.support.runner import Runner

DOCS = Path(__file__).resolve().parent.parent / "docs"
WRITTEN = "<!-- Written by `python -m tools.reference`; what it says is mended in the program. -->\n\n"
# The topics that have a page in Arabic as well.
ARABIC = ("statuses", "scales")
GLOBAL_HEADING = "\nGlobal options:\n"
INTRODUCTION = """# Commands

Every command as its own `--help` tells it. In general:

- A code is written in any case, or by any ending that fits no other: `kwt-25`, `44-A`.
- Data goes to stdout and words go to stderr. What an exit code means is told in [exit-codes.md](exit-codes.md).
- Where FILTER is asked for, [filters.md](filters.md) tells the words; where a DATE, [dates.md](dates.md).
- On a terminal output is a table, and aligned columns elsewhere; [formats.md](formats.md) names the others.
- Commands that write print what was and what is, take `--dry-run`, and are taken back by `ctrack undo`.

"""


def write_pages() -> dict[str, str]:
    """The text of each page by its name."""
    with TemporaryDirectory() as folder:
        runner = Runner(f"{folder}/none.db", Path(folder), {"COLUMNS": "80", "CTRACK_LANG": "en"})
        pages = {f"{topic}.md": runner.ok("help", topic, "--format", "md").out for topic in TOPICS}
        for topic in ARABIC:
            text = runner.ok("help", topic, "--format", "md", "--lang", "ar").out.strip()
            pages[f"{topic}.ar.md"] = f'<div dir="rtl">\n\n{text}\n\n</div>'
        pages["commands.md"] = INTRODUCTION + "\n".join(write_commands(runner))
    return {name: WRITTEN + text.rstrip() + "\n" for name, text in sorted(pages.items())}


def write_commands(runner: Runner) -> Iterator[str]:
    """The reference: the program itself, then group by group its commands and theirs."""
    alone, shared = split_help(runner, ())
    yield f"## ctrack\n\n{fence(alone)}\n\nEvery command takes the global options, before its name or after it:\n"
    yield f"{fence(shared)}\n"
    assert isinstance(root, Root)
    context = click.Context(root, info_name="ctrack")
    for title, entries in GROUPS:
        yield f"## {title}\n"
        for name in entries:
            yield from write_command(runner, (name,), root.get_command(context, name))


def write_command(runner: Runner, path: tuple[str, ...], command: click.Command | None) -> Iterator[str]:
    """One command, and where it is a group those in it."""
    own, _shared = split_help(runner, path)
    yield f"{'#' * (len(path) + 2)} ctrack {' '.join(path)}\n\n{fence(own)}\n"
    if isinstance(command, click.Group):
        for name, inner in command.commands.items():
            yield from write_command(runner, (*path, name), inner)


def split_help(runner: Runner, path: tuple[str, ...]) -> tuple[str, str]:
    """The help of a command without the global options, and these."""
    text = runner.ok(*path, "--help").out
    own, heading, rest = text.partition(GLOBAL_HEADING)
    assert heading, f"the help of {path} names no global options"
    options, gap, after = rest.partition("\n\n")
    return own + gap + after, options


def fence(text: str) -> str:
    """Text as it is, without the blank lines around it and one of two within it."""
    return "```text\n" + re.sub(r"\n{3,}", "\n\n", text.strip("\n").rstrip()) + "\n```"


def main() -> None:
    """Write the pages."""
    DOCS.mkdir(exist_ok=True)
    for name, text in write_pages().items():
        (DOCS / name).write_text(text, encoding="utf-8")
        print(DOCS / name)


if __name__ == "__main__":
    main()
