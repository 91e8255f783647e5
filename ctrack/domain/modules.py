"""The modules that lie in a folder, by their names and without importing any: formats and channels are found so."""

from __future__ import annotations

import os


def list_modules(folder: str) -> tuple[str, ...]:
    """The names of the modules in a folder, in alphabetical order; those that begin with _ are the folder's own."""
    names = (os.path.splitext(entry) for entry in os.listdir(folder))
    return tuple(sorted(name for name, ending in names if ending == ".py" and not name.startswith("_")))
