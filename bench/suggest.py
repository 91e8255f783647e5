"""How well links are suggested: `python -m bench.suggest [LINKS]` prints recall and precision on judged pairs.

Measured are the first 62 links of the catalogue, which were judged by others; the 60 pairs of `bench/judged_pairs.tsv`,
half of them no links, judged before anything was tuned; and all links that ship. LINKS is a table of more pairs, with
the columns `from` and `to`. Suggestions do not know what is linked. What ships is not all that could be linked, so that
the precision by it is the least that it can be.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterable
from pathlib import Path

from ctrack.domain.catalogue import FIRST_INSTRUMENTS, CommitmentEntry
from ctrack.domain.likeness import Asked, Library
from ctrack.domain.shipped_links import LINKS
from ctrack.domain.shipped_tables import read_table
from ctrack.services.shipped_instruments import read_catalogue

JUDGED = Path(__file__).parent / "judged_pairs.tsv"
FIRST = 62
Pair = frozenset[str]


def read_pairs(path: Path) -> list[tuple[Pair, bool]]:
    """The pairs of a table, each with whether it is a link."""
    with path.open(encoding="utf-8") as stream:
        rows = list(csv.DictReader(stream, delimiter="\t"))
    return [(frozenset((row["from"], row["to"])), row.get("linked", "yes") == "yes") for row in rows]


def make_asked(entry: CommitmentEntry, symbol: str | None) -> Asked:
    """What a commitment of an instrument file asks, as it is compared."""
    assert entry.addressee is not None
    return Asked(
        code=entry.code,
        titles=entry.title,
        summaries=entry.summary or {},
        themes=frozenset(entry.themes),
        addressee=entry.addressee.value,
        kind=entry.kind.value,
        verb=entry.force,
        symbol=symbol,
    )


def suggest(slugs: Iterable[str] | None = None) -> tuple[set[Pair], set[str]]:
    """What is suggested over these instruments, or over all that ship, and the codes that were compared."""
    entries = [entry for entry, _digest in read_catalogue(None if slugs is None else list(slugs))]
    asked = [make_asked(item, entry.symbol) for entry in entries for item in entry.commitments]
    found = Library(asked).propose_all()
    return {frozenset((each.code, each.to)) for each in found}, {item.code for item in asked}


def say_pairs(name: str, found: set[Pair], pairs: list[tuple[Pair, bool]]) -> str:
    """Recall, and where some pairs are no links precision, in one line."""
    links = {pair for pair, is_link in pairs if is_link}
    others = {pair for pair, is_link in pairs if not is_link}
    hit, wrong = len(links & found), len(others & found)
    text = f"{name:<34} recall {hit / len(links):.2f} ({hit} of {len(links)})"
    return f"{text}  precision {hit / (hit + wrong):.2f} ({wrong} wrong)" if others else text


def measure(name: str, slugs: list[str] | None, more: list[Path]) -> None:
    """Print what is found over some instruments."""
    found, codes = suggest(slugs)
    shipped = [frozenset((row["from"], row["to"])) for row in read_table(LINKS)]
    ours = {pair for pair in shipped if pair <= codes}
    linked = {code for pair in ours for code in pair}
    near = {pair for pair in found if pair <= linked}
    print(f"{name}: {len(codes)} commitments, {len(found)} suggested")
    print(say_pairs("  the first 62", found, [(pair, True) for pair in shipped[:FIRST]]))
    if slugs is None:
        print(say_pairs("  the 60 judged beforehand", found, read_pairs(JUDGED)))
    for path in more:
        print(say_pairs(f"  {path.name}", found, [pair for pair in read_pairs(path) if pair[0] <= codes]))
    print(
        f"  {'all links that ship':<32} recall {len(ours & found) / len(ours):.2f} ({len(ours & found)} of {len(ours)})"
        f"  precision at least {len(near & ours) / len(near):.2f} ({len(near)} suggested between what is linked)"
    )


def main(words: list[str]) -> int:
    """Measure over the instruments of a new register, and over all that ship."""
    measure("A new register", list(FIRST_INSTRUMENTS), [Path(word) for word in words])
    measure("All that ships", None, [Path(word) for word in words])
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
