"""Saved maps: what the columns of a table mean, kept under a name for the next table of that form.

Each is a file of its own, maps/NAME.toml beside the configuration, with the field of each column below [columns].
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from ctrack.cli.config.configuration import configuration_path
from ctrack.cli.config.toml_files import read_tables
from ctrack.domain.failures import ConfigurationFault, Message, Misused, NotFound, marked, offer
from ctrack.domain.nearness import nearest

COLUMNS = "columns"
# A word of any script, as an alias is.
NAME = re.compile(r"\w[\w-]*")


class UnknownMap(NotFound):
    message = marked(
        "There is no saved map {name}, and COLUMN=FIELD would say what a column means; --save-map NAME keeps one."
        "{nearest}"
    )


class BadMapName(Misused):
    message = marked("{name} cannot be the name of a map; it is letters, digits and hyphens.")


class MappingUnread(Misused):
    message = marked("{text} maps no column: write --map COLUMN=FIELD, such as --map Recommendation=title.")


def map_folder(environ: Mapping[str, str]) -> Path:
    """Where saved maps are."""
    return configuration_path(environ).parent / "maps"


def read_mappings(environ: Mapping[str, str], words: Iterable[str]) -> tuple[dict[str, str], dict[str, str]]:
    """The field of each column that COLUMN=FIELD names, and of each that the saved maps among the words do."""
    typed: dict[str, str] = {}
    saved: dict[str, str] = {}
    for text in words:
        name, equals, field = text.rpartition("=")
        if not equals:
            saved |= read_map(environ, text.strip())
        elif not name.strip() or not field.strip():
            raise MappingUnread(text=text)
        else:
            typed[name.strip()] = field.strip()
    return typed, saved


def read_map(environ: Mapping[str, str], name: str) -> dict[str, str]:
    """The fields of the columns of a saved map."""
    path = map_folder(environ) / f"{name}.toml"
    if not NAME.fullmatch(name) or not path.is_file():
        known = list_maps(environ)
        raise UnknownMap(name=name, nearest=offer(nearest(name, known) or known))
    columns = read_tables(path).get(COLUMNS)
    if not isinstance(columns, dict) or not all(isinstance(field, str) for field in columns.values()):
        raise ConfigurationFault(path=path, reason=Message(marked("[columns] must give each column a field.")))
    return columns


def list_maps(environ: Mapping[str, str]) -> list[str]:
    """The names of the saved maps."""
    folder = map_folder(environ)
    return sorted(file.stem for file in folder.glob("*.toml")) if folder.is_dir() else []


def check_name(name: str) -> None:
    """Refuse what cannot be the name of a map."""
    if not NAME.fullmatch(name):
        raise BadMapName(name=name)


def save_map(environ: Mapping[str, str], name: str, columns: Mapping[str, str]) -> Path:
    """Keep what columns mean under a name, in the place of what it meant before; the file."""
    import tomlkit

    from ctrack.cli.config.toml_edits import replace_file

    path = map_folder(environ) / f"{name}.toml"
    replace_file(path, tomlkit.dumps({COLUMNS: dict(columns)}))
    return path
