"""Words that a search takes for one another."""

from __future__ import annotations

import pytest

from ctrack.domain.folding import fold
from ctrack.domain.spellings import GROUPS, list_spellings
from tests.support.runner import Runner


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("شئون", "شؤون"),
        ("هيأة", "هيئة"),
        ("مسئولية", "مسؤولية"),
        ("دوشانبي", "دوشانبه"),
        ("عملية دوشنبه", "عملية دوشانبه"),
        ("الميثاق العالمي", "الاتفاق العالمي"),
        ("Douchanbe", "Dushanbe"),
    ],
)
def test_another_spelling_is_looked_for_as_well(typed: str, stored: str) -> None:
    """What is typed comes first, and what is stored is among what is looked for."""
    found = list_spellings(typed)
    assert found[0] == fold(typed)
    assert fold(stored) in found


@pytest.mark.parametrize("text", ["الكويت", "border", "إدارة", "", "مدوشانبي"])
def test_other_words_stay_alone(text: str) -> None:
    """A word with no hamza within it and no other name, and a part of a word, are looked for as they are."""
    assert list_spellings(text) == [fold(text)]


def test_no_name_stands_in_two_groups() -> None:
    """Each name has one set of other names, whatever its hamzas."""
    names = [fold(name) for group in GROUPS for name in group]
    assert len(set(names)) == len(names)


def test_a_search_finds_the_other_spelling(ctrack: Runner) -> None:
    """The press's spelling of a name finds what the United Nations' finds, in a list and in a title."""
    assert ctrack.ok("list", "دوشانبي", "--all").out.splitlines()[1:-1]
    codes = [[row["code"] for row in ctrack.data("list", word)["rows"]] for word in ("دوشانبي", "دوشانبه")]
    assert codes[0] == codes[1]
    assert ctrack.data("list", "title:دوشانبي")["total"] == ctrack.data("list", "title:دوشانبه")["total"] > 0
