"""The States that the catalogue knows: the UN's members and observers, by ISO 3166 code."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from ctrack.domain.failures import NotACountry, offer
from ctrack.domain.folding import fold
from ctrack.domain.nearness import nearest
from ctrack.domain.periods import Hemisphere
from ctrack.domain.vocabulary import PartyKind

if TYPE_CHECKING:
    from ctrack.domain.catalogue import PartyEntry


@cache
def read_states() -> dict[str, PartyEntry]:
    """Every State by its two-letter code."""
    from ctrack.domain.catalogue import PartyEntry

    return {row["code"]: PartyEntry(row["code"], PartyKind.STATE, row["name"]) for row in read_table()}


@cache
def read_table() -> list[dict[str, Any]]:
    """The table of States as the catalogue has it."""
    import tomllib
    from importlib.resources import files

    text = (files("ctrack.catalogue") / "states.toml").read_text("utf-8")
    states: list[dict[str, Any]] = tomllib.loads(text)["state"]
    return states


@cache
def read_long_codes() -> dict[str, str]:
    """The two-letter code of each three-letter one."""
    return {row["alpha3"]: row["code"] for row in read_table()}


def find_hemisphere(code: str) -> Hemisphere | None:
    """In which hemisphere the seasons of a State are; None where the equator runs through it, and for what is none."""
    found = next((row.get("hemisphere", "north") for row in read_table() if row["code"] == code), "")
    return Hemisphere(found) if found in set(Hemisphere) else None


def list_names(state: PartyEntry) -> list[str]:
    """What a State is called, also without what stands in brackets: Iran (Islamic Republic of), and Iran."""
    return [*(name.partition("(")[0].strip() for name in state.name.values()), *state.name.values()]


def find_state(code: str) -> PartyEntry:
    """The State with this ISO code, of two letters or three, in any case, or of this name in a language of the UN."""
    word = code.strip().upper()
    states = read_states()
    named = {fold(name): state.code for state in states.values() for name in list_names(state)}
    word = named.get(fold(code)) or read_long_codes().get(word, word)
    if word not in states:
        names = [*states, *(name for state in states.values() for name in state.name.values())]
        raise NotACountry(code=code, nearest=offer(nearest(code, names)))
    return states[word]
