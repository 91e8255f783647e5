"""Names of shipped instruments as they are typed: one where a file may be named too, or several with commas."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click
from click.shell_completion import CompletionItem

from ctrack.cli.params.known_names import complete_list
from ctrack.domain.failures import Misused, marked

ALL, NONE = "all", "none"


class NothingChosen(Misused):
    message = marked("{option} is empty; write names with commas between them, or all, or none.")


class ShippedType(click.Path):
    """A file, or the name of an instrument that ships."""

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        """The names that begin so, and files."""
        from ctrack.services.shipped_instruments import list_shipped

        found = [CompletionItem(name) for name in list_shipped() if name.startswith(incomplete)]
        return [*found, *super().shell_complete(ctx, param, incomplete)]


class ShippedListType(click.ParamType[Any]):
    """Some names of instruments that ship, with commas between them, or `all`."""

    name = "list"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The slugs, in the order in which they were typed; what does not ship is refused."""
        from ctrack.services.shipped_instruments import check_shipped, list_shipped

        if isinstance(value, tuple):
            return value
        words = [word.strip().lower() for word in value.replace("،", ",").split(",") if word.strip()]
        if not words:
            raise NothingChosen(option=param.opts[0] if param else self.name)
        if words == [NONE]:
            return ()
        return tuple(slug for word in words for slug in (list_shipped() if word == ALL else [check_shipped(word)]))

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        """What can still be added to the list."""
        from ctrack.services.shipped_instruments import list_shipped

        return complete_list([*list_shipped(), ALL, NONE])(ctx, param, incomplete)


def is_shipped_name(file: Path) -> bool:
    """Whether a word is the name of a shipped instrument, and no file that is there."""
    from ctrack.services.shipped_instruments import list_shipped

    return not file.exists() and str(file).lower() in list_shipped()
