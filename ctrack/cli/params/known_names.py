"""What completion offers of the names that a register holds, with what each is called in the language spoken now."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator

import click
from click.shell_completion import CompletionItem

from ctrack.text.language import choose_words

Complete = Callable[[click.Context, click.Parameter, str], list[CompletionItem]]

# By what is named: each key, and by what names people call it, in one language or as a map of them.
STATEMENTS = {
    "instrument": "SELECT slug, title FROM instrument WHERE withdrawn IS NULL ORDER BY ordinal",
    "section": "SELECT slug, title FROM section GROUP BY slug ORDER BY slug",
    "party": "SELECT code, name FROM party ORDER BY code",
    "agency": "SELECT code, name FROM agency WHERE withdrawn IS NULL ORDER BY code",
    "person": "SELECT name, email FROM person WHERE withdrawn IS NULL ORDER BY is_active DESC, name",
    "tag": "SELECT DISTINCT tags, NULL FROM undertaking WHERE tags <> ''",
}

# What every register knows.
THEME = "theme"

# What the options and arguments of these names take, in every command that has one.
TAKEN = {
    **dict.fromkeys(("--party",), "party"),
    **dict.fromkeys(("--agency", "--lead", "--contributing", "--not-contributing", "--parent"), "agency"),
    **dict.fromkeys(("--person", "--overseer", "--from NAME", "--to NAME"), "person"),
    **dict.fromkeys(("--tag", "--untag"), "tag"),
    "--instrument": "instrument",
    "--section": "section",
    "--theme": THEME,
}


class NameType(click.ParamType[str]):
    """A name that the register holds: any text, completed by what it holds."""

    def __init__(self, kind: str) -> None:
        self.name = "text"
        self.kind = kind

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        """The names that begin so."""
        return offer_names(ctx, self.kind, incomplete)


def name_types(parameters: Iterable[click.Parameter]) -> None:
    """Give the options that take a name of the register the type that completes it."""
    for parameter in parameters:
        names = (form for name in parameter.opts for form in (name, f"{name} {parameter.metavar}"))
        kind = next((TAKEN[name] for name in names if name in TAKEN), None)
        if kind is not None and parameter.type is click.STRING:
            parameter.type = NameType(kind)


def offer_names(context: click.Context, kind: str, typed: str, before: str = "") -> list[CompletionItem]:
    """The names that begin so, else those of which a word of what people call them does; `before` stands before each.

    Bash puts what is offered on the line as it is, so that a name with blanks needs quotation marks there.
    """
    from ctrack.domain.folding import fold

    wanted = fold(typed.lstrip("\"'"))
    known = list(read_known(context, kind))
    found = [each for each in known if fold(each[0]).startswith(wanted)] or [
        each for each in known if any(part.startswith(wanted) for name in each[1] for part in (name, *name.split()))
    ]
    mark = '"' if os.environ.get("_CTRACK_COMPLETE", "").startswith("bash") else ""
    return [
        CompletionItem(f"{before}{mark}{key}{mark}" if " " in key else f"{before}{key}", help=shown)
        for key, _names, shown in found
    ]


def read_known(context: click.Context, kind: str) -> Iterator[tuple[str, list[str], str]]:
    """Each key of that kind, its folded names, and the name that is shown."""
    import json

    from ctrack.cli.params.codes import read_rows
    from ctrack.domain.folding import fold

    if kind == THEME:
        from ctrack.domain.themes import read_themes

        for key, words in read_themes().items():
            yield key, [fold(text) for text in (key, *words.values())], choose_words(words)
        return
    rows = read_rows(context, STATEMENTS[kind])
    if kind == "tag":
        rows = [(tag, None) for tag in sorted({tag for tags, _none in rows for tag in tags.split()})]
    for key, names in rows:
        texts = json.loads(names) if names and names.startswith("{") else {"en": names} if names else {}
        yield key, [fold(text) for text in (key, *texts.values())], choose_words(texts) if texts else ""


def complete_list(words: Iterable[str]) -> Complete:
    """How an option is completed that takes some of these words, with commas between them."""
    known = tuple(words)

    def complete(context: click.Context, parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
        before, comma, typed = incomplete.rpartition(",")
        taken = before.split(",")
        return [
            CompletionItem(f"{before}{comma}{word}") for word in known if word.startswith(typed) and word not in taken
        ]

    return complete


def complete_contexts(context: click.Context, parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The contexts of the configuration, and none."""
    from ctrack.cli.config.configuration import read_configuration
    from ctrack.cli.config.contexts import NO_CONTEXT, read_contexts
    from ctrack.domain.failures import Failure

    try:
        names = [*read_contexts(read_configuration(os.environ)), NO_CONTEXT]
    except Failure:
        return []
    return [CompletionItem(name) for name in names if name.startswith(incomplete)]


def complete_profiles(context: click.Context, parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The profiles that lie beside the configuration."""
    from ctrack.cli.config.configuration import configuration_path

    folder = configuration_path(os.environ).parent / "profiles"
    names = sorted(file.stem for file in folder.glob("*.toml")) if folder.is_dir() else []
    return [CompletionItem(name) for name in names if name.startswith(incomplete)]
