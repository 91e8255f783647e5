"""The links that the catalogue ships between its commitments, with the reason of each in every language shipped."""

from __future__ import annotations

from functools import cache

from ctrack.domain.catalogue import LinkEntry
from ctrack.domain.shipped_tables import read_table
from ctrack.domain.vocabulary import Basis, Relation

LINKS = "links.tsv"
# The columns that are no reason; every other one is named for its language.
FACTS = ("from", "relation", "to", "basis")


@cache
def read_shipped_links() -> dict[str, tuple[LinkEntry, ...]]:
    """The links of each commitment, by its code."""
    found: dict[str, tuple[LinkEntry, ...]] = {}
    for row in read_table(LINKS):
        reason = {language: text for language, text in row.items() if language not in FACTS}
        entry = LinkEntry(row["to"], Relation(row["relation"]), reason, Basis(row["basis"]))
        found[row["from"]] = (*found.get(row["from"], ()), entry)
    return found


def join_links(code: str, own: tuple[LinkEntry, ...]) -> tuple[LinkEntry, ...]:
    """The links of a shipped commitment: of the table, and those of its own file between what the table links not."""
    table = read_shipped_links()
    there = {link.to for link in table.get(code, ())}
    here = {name for name, links in table.items() if any(link.to == code for link in links)}
    return (*table.get(code, ()), *(link for link in own if link.to not in there | here))
