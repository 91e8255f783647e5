"""The tables that the catalogue ships beside its instruments: a line of names, then a line a row, tabs between."""

from __future__ import annotations

from collections.abc import Iterator


def read_table(name: str) -> Iterator[dict[str, str]]:
    """The rows of a table of the catalogue, each cell by the name of its column."""
    from importlib.resources import files

    heading, *lines = (files("ctrack.catalogue") / name).read_text("utf-8").splitlines()
    columns = heading.split("\t")
    for line in lines:
        yield dict(zip(columns, line.split("\t"), strict=True))
