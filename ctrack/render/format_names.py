"""The output formats: each is a module of `ctrack.render.formats`, which is not imported to know its name."""

from __future__ import annotations

import os
from importlib import import_module
from typing import TYPE_CHECKING, cast

from ctrack.domain.modules import list_modules

if TYPE_CHECKING:
    from ctrack.render.formats import Format

FORMATS = list_modules(os.path.join(os.path.dirname(__file__), "formats"))


def import_format(name: str) -> Format:
    """The module of a format."""
    return cast("Format", import_module(f"ctrack.render.formats.{name}"))


def describe_formats() -> dict[str, str]:
    """What each format is for, as a message to translate; this imports all of them."""
    return {name: import_format(name).DESCRIPTION for name in FORMATS}


def find_format(path: str) -> str | None:
    """The format that the ending of a file name means: the one of that name, else one whose files end so."""
    ending = path.rpartition(".")[2].lower()
    if ending in FORMATS:
        return ending
    return next((name for name in FORMATS if ending in import_format(name).ENDINGS), None)
