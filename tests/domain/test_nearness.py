"""Offers for a mistyped name."""

from __future__ import annotations

import subprocess
import sys

from hypothesis import given
from hypothesis import strategies as st

from ctrack.domain.nearness import nearest

NAMES = ("status", "section", "due", "due.before", "Kuwait-2024")


def test_a_slip_of_the_finger_finds_the_name() -> None:
    """A letter left out, doubled or swapped still finds the name that was meant."""
    assert [nearest(slip, NAMES)[0] for slip in ("staus", "sttatus", "secton", "deu")] == [
        "status",
        "status",
        "section",
        "due",
    ]


def test_a_beginning_finds_the_name_however_short() -> None:
    """What begins a name finds it, the shortest such name first."""
    assert nearest("du", NAMES) == ["due", "due.before"]
    assert nearest("k", NAMES) == ["Kuwait-2024"]


def test_case_is_folded_and_names_come_back_as_they_are_spelt() -> None:
    """The name is offered in its own spelling, whatever case was typed."""
    assert nearest("KUWAIT-2023", NAMES) == ["Kuwait-2024"]


def test_nothing_near_offers_nothing() -> None:
    """A word unlike all names, and an empty one, offer none."""
    assert nearest("xyzzy", NAMES) == []
    assert nearest("", NAMES) == []


@given(st.text(max_size=8), st.lists(st.text(max_size=8)), st.integers(1, 4))
def test_offers_are_choices_each_once_and_within_the_limit(word: str, choices: list[str], limit: int) -> None:
    """Offers are some of the choices, none twice, no more than asked for."""
    offers = nearest(word, choices, limit)
    assert set(offers) <= set(choices)
    assert len(offers) == len(set(offers)) <= limit


@given(st.text(min_size=1, max_size=8), st.lists(st.text(max_size=8)))
def test_a_name_is_nearest_to_itself(word: str, choices: list[str]) -> None:
    """A choice that was typed right is the first offer."""
    assert nearest(word, [word, *choices])[0] == word


def test_importing_costs_no_difflib() -> None:
    """difflib is imported only when an offer is asked for."""
    code = "import sys, ctrack.domain.nearness; sys.exit('difflib' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
