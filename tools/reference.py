"""The pages of `docs/` that the program writes: the reference of commands, and a page for each topic of `ctrack help`.

Each is written in English and in the languages that say all of it. `python -m tools.reference` writes them; a test
holds them to what the program says.
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
from ctrack.cli.params.named_lines import inner_beside, name_beside
from ctrack.text.language import speaking
from ctrack.text.language import translate as _
from ctrack.views.topics import TOPICS
from tests.support.runner import Runner

DOCS = Path(__file__).resolve().parent.parent / "docs"
WRITTEN = "<!-- Written by `python -m tools.reference`; what it says is mended in the program. -->\n\n"
# What each language calls itself, where its page is led to.
LANGUAGES = {"en": "English", "ar": "العربية", "fr": "Français"}
# What comes between the options of a command and those that all share, in each language.
GLOBAL_HEADINGS = {"en": "\nGlobal options:\n", "ar": "\nالخيارات العامة:\n", "fr": "\nOptions générales\u00a0:\n"}
SHARED = {
    "en": "Every command takes the global options, before its name or after it:",
    "ar": "يقبل كل أمر الخيارات العامة، قبل اسمه أو بعده:",
    "fr": "Toute commande prend les options générales, avant son nom ou après lui\u00a0:",
}
INTRODUCTIONS = {
    "en": """# Commands

Every command as its own `--help` tells it. In general:

- A code is written in any case, or by any ending that fits no other: `kwt-25`, `44-A`.
- Data goes to stdout and words go to stderr. What an exit code means is told in [exit-codes.md](exit-codes.md).
- Where FILTER is asked for, [filters.md](filters.md) tells the words; where a DATE, [dates.md](dates.md).
- On a terminal output is a table, and aligned columns elsewhere; [formats.md](formats.md) names the others.
- Commands that write print what was and what is, take `--dry-run`, and are taken back by `ctrack undo`.

""",
    "ar": """# الأوامر

كل أمر كما يعرضه الخيار `--help`. وبوجه عام:

- يُكتب الأمر باسمه أو باسمه العربي المذكور بين قوسين: `ctrack list` و`ctrack سرد` سواء.
- يُكتب الرمز بأحرف كبيرة أو صغيرة، أو بأي نهاية له لا تطابق غيره: `kwt-25` و`44-A`.
- تُكتب البيانات في stdout والتعليقات في stderr. وتبين [رموز الخروج](exit-codes.ar.md) معنى كل رمز.
- حيث تُطلب تصفية تبين [صفحة التصفية](filters.ar.md) كلماتها، وحيث يُطلب تاريخ تبينها [صفحة التواريخ](dates.ar.md).
- المخرجات في الطرفية جداول، وفي غيرها أعمدة متحاذية؛ وتبين [صفحة الصيغ](formats.ar.md) سائر الصيغ.
- الأوامر التي تسجل تطبع ما كان وما صار، وتقبل `--dry-run`، ويتيح `ctrack undo` التراجع عنها.

""",
    "fr": """# Commandes

Chaque commande, telle que la présente son option `--help`. De manière générale\u00a0:

- Une commande s’écrit par son nom, ou par le nom français entre parenthèses\u00a0: `ctrack list` ou `ctrack liste`.
- Un code s’écrit en majuscules ou minuscules, ou par toute fin qui n’en désigne pas un autre\u00a0: `kwt-25`, `44-A`.
- Les données vont à stdout et les commentaires à stderr. [Les codes de sortie](exit-codes.fr.md) en donnent le sens.
- Où il faut un FILTRE, [cette page](filters.fr.md) en donne les mots\u202f; où il faut une DATE,
  [celle-ci](dates.fr.md).
- Dans un terminal, le résultat est un tableau, ailleurs des colonnes alignées\u202f; [cette page](formats.fr.md)
  nomme les autres formats.
- Les commandes d’écriture montrent l’avant et l’après, prennent `--dry-run`, et s’annulent par `ctrack undo`.

""",
}


def write_pages() -> dict[str, str]:
    """The text of each page by its name, in each language."""
    pages: dict[str, str] = {}
    with TemporaryDirectory() as folder:
        for language in LANGUAGES:
            runner = Runner(f"{folder}/none.db", Path(folder), {"COLUMNS": "80", "CTRACK_LANG": language})
            with speaking(language):
                for topic in TOPICS:
                    text = runner.ok("help", topic, "--format", "md").out
                    pages[name_page(topic, language)] = dress(link_twins(text, topic, language), language)
                written = INTRODUCTIONS[language] + "\n".join(write_commands(runner, language))
                pages[name_page("commands", language)] = dress(link_twins(written, "commands", language), language)
    return {name: WRITTEN + text.rstrip() + "\n" for name, text in sorted(pages.items())}


def name_page(subject: str, language: str) -> str:
    """The file of a page."""
    return f"{subject}.md" if language == "en" else f"{subject}.{language}.md"


def link_twins(text: str, subject: str, language: str) -> str:
    """A page with links to itself in the other languages below its title."""
    title, _gap, rest = text.partition("\n")
    links = (f"[{name}]({name_page(subject, code)})" for code, name in LANGUAGES.items() if code != language)
    return f"{title}\n\n{' · '.join(links)}\n{rest}"


def dress(text: str, language: str) -> str:
    """A page as it is laid out: Arabic runs from the right."""
    return f'<div dir="rtl">\n\n{text.strip()}\n\n</div>' if language == "ar" else text


def write_commands(runner: Runner, language: str) -> Iterator[str]:
    """The reference: the program itself, then group by group its commands and theirs."""
    alone, shared = split_help(runner, (), language)
    yield f"## ctrack\n\n{fence(alone)}\n\n{SHARED[language]}\n"
    yield f"{fence(shared)}\n"
    assert isinstance(root, Root)
    context = click.Context(root, info_name="ctrack")
    for title, entries in GROUPS:
        yield f"## {_(title)}\n"
        for name in entries:
            yield from write_command(runner, (name,), root.get_command(context, name), language)


def write_command(runner: Runner, path: tuple[str, ...], command: click.Command | None, language: str) -> Iterator[str]:
    """One command, and where it is a group those in it; with its name in that language."""
    own, _shared = split_help(runner, path, language)
    yield f"{'#' * (len(path) + 2)} ctrack {name_command(path)}\n\n{fence(own)}\n"
    if isinstance(command, click.Group):
        for name, inner in command.commands.items():
            yield from write_command(runner, (*path, name), inner, language)


def name_command(path: tuple[str, ...]) -> str:
    """How a command is called in a heading."""
    said = [name_beside(path[0]), *map(inner_beside, path[1:])]
    return " ".join([*path[:-1], said[-1]])


def split_help(runner: Runner, path: tuple[str, ...], language: str) -> tuple[str, str]:
    """The help of a command without the global options, and these."""
    text = runner.ok(*path, "--help").out
    own, heading, rest = text.partition(GLOBAL_HEADINGS[language])
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
