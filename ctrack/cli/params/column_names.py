"""Which columns a listing shows, as they are typed: fields of the registry, by their keys or their names in filters."""

from __future__ import annotations

import re

import click
from click.shell_completion import CompletionItem

from ctrack.cli.params.known_names import complete_list
from ctrack.domain.failures import Misused, marked, offer
from ctrack.domain.messages import list_all
from ctrack.domain.nearness import nearest


class NoSuchColumn(Misused):
    message = marked("A listing has no column {name}.{nearest} It has {known}.")


def known_columns() -> list[str]:
    """The fields that a listing can show."""
    from ctrack.domain.fields.field import Audience
    from ctrack.domain.fields.registry import LISTED

    return [field.key for field in LISTED if field.audience is Audience.ALL]


def complete_columns(context: click.Context, parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The columns that begin so."""
    return complete_list(known_columns())(context, parameter, incomplete)


columns_option = click.option(
    "--columns",
    metavar="NAME[,NAME]...",
    shell_complete=complete_columns,
    help=marked("Show these columns alone, in this order, such as code,title,theme."),
)


def read_columns(text: str | None) -> tuple[str, ...]:
    """The keys of the fields, in the order in which they were typed; none where nothing was."""
    if text is None:
        return ()
    from ctrack.domain.fields.registry import LISTED
    from ctrack.domain.filters.terms import find_field

    known = known_columns()
    keys = {field.filter_name: field.key for field in LISTED if field.filter} | {key: key for key in known}
    found: dict[str, None] = {}
    for word in re.split("[,،\\s]+", text.strip(" ,،")):
        field = find_field(word)
        key = keys.get(word.lower()) or (keys.get(field.name) if field else None)
        if key not in known:
            raise NoSuchColumn(name=word, nearest=offer(nearest(word, known)), known=list_all(known))
        found[key] = None
    return tuple(found)
