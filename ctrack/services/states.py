"""The States that the catalogue knows: the UN's members and observers, by ISO 3166 code."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

from ctrack.domain.catalogue import PartyEntry
from ctrack.domain.failures import NotACountry, offer
from ctrack.domain.nearness import nearest
from ctrack.domain.vocabulary import PartyKind


@cache
def read_states() -> dict[str, PartyEntry]:
    """Every State by its two-letter code."""
    text = (files("ctrack.catalogue") / "states.toml").read_text("utf-8")
    return {row["code"]: PartyEntry(row["code"], PartyKind.STATE, row["name"]) for row in tomllib.loads(text)["state"]}


@cache
def read_long_codes() -> dict[str, str]:
    """The two-letter code of each three-letter one."""
    text = (files("ctrack.catalogue") / "states.toml").read_text("utf-8")
    return {row["alpha3"]: row["code"] for row in tomllib.loads(text)["state"]}


def find_state(code: str) -> PartyEntry:
    """The State with this ISO code, of two letters or three, in any case."""
    word = code.strip().upper()
    word = read_long_codes().get(word, word)
    states = read_states()
    if word not in states:
        names = [*states, *(name for state in states.values() for name in state.name.values())]
        raise NotACountry(code=code, nearest=offer(nearest(code, names)))
    return states[word]
