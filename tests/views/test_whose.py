"""Whose figures they are: names beside them, and the word for what is counted."""

from __future__ import annotations

import pytest

from ctrack.domain.records.undertakings import Body
from ctrack.views.whose import MOST_APART, MOST_NAMED, count_words, say_bodies, say_counts, whose_fact

KUWAIT, FRANCE = Body("KW", {"en": "Kuwait", "ar": "الكويت"}), Body("FR", {"en": "France"})


def test_a_party_has_its_name_and_its_code() -> None:
    """One party stands under one heading, several under another; one without a name by its code."""
    assert (whose_fact([KUWAIT]).label, whose_fact([KUWAIT]).text) == ("Party", "Kuwait (KW)")
    assert (whose_fact([KUWAIT, FRANCE]).label, whose_fact([KUWAIT, FRANCE]).text) == (
        "Parties", "Kuwait (KW), France (FR)"
    )  # fmt: skip
    assert say_bodies([Body("XA", {})]) == "XA"


@pytest.mark.parametrize(("count", "is_named"), [(MOST_NAMED, True), (MOST_NAMED + 1, False)])
def test_very_many_are_told_by_code(count: int, is_named: bool) -> None:
    """As many names as a line takes, and then codes."""
    assert ("Kuwait" in say_bodies([KUWAIT] * count)) is is_named


@pytest.mark.parametrize(
    ("count", "parties", "words"),
    [
        (1, 1, "1 commitment"), (2, 1, "2 commitments"), (2, 0, "2 commitments"), (1, 2, "1 undertaking"),
        (4, 2, "4 undertakings"),
    ],
)  # fmt: skip
def test_what_is_counted(count: int, parties: int, words: str) -> None:
    """Of one party commitments; of several each has its own undertaking."""
    assert count_words(count, parties) == words


def test_of_many_parties_the_home_party_stands_apart() -> None:
    """A few are told one by one; of more, the home party's number and that of all others together."""
    few = {"KW": 5, "UN": 2, "FR": 1}
    assert len(few) == MOST_APART
    assert say_counts(few, "KW") == "KW: 5 · UN: 2 · FR: 1"
    assert say_counts({**few, "REG": 4}, "KW") == "KW: 5 · others: 7"
    assert say_counts({**few, "REG": 4}, "XA") == "KW: 5 · UN: 2 · FR: 1 · REG: 4"
