"""`ctrack party edit`: a party is called otherwise in this register, its code stays."""

from __future__ import annotations

import pytest

from tests.cli.promises import nothing_recorded, refused
from tests.support.runner import Runner


def names(ctrack: Runner, code: str) -> dict[str, str]:
    """What a party is called."""
    found: dict[str, dict[str, str]] = {row["code"]: row["names"] for row in ctrack.data("party", "list")["rows"]}
    return found[code]


def test_a_body_of_ones_own(anywhere: Runner) -> None:
    """A body is called otherwise, in either language; undo and redo go between the names."""
    anywhere.ok("party", "add", "LAS", "--name", "League")
    anywhere.ok("party", "edit", "las", "--name", "League of Arab States", "--name-ar", "جامعة الدول العربية")
    assert names(anywhere, "LAS") == {"en": "League of Arab States", "ar": "جامعة الدول العربية"}
    assert "LAS  Name: League of Arab States -> League" in anywhere.ok("undo").out
    assert names(anywhere, "LAS") == {"en": "League"}
    anywhere.ok("redo")
    anywhere.ok("party", "edit", "LAS", "--name-ar", "none")
    assert names(anywhere, "LAS") == {"en": "League of Arab States"}
    assert anywhere.ok("verify").code == 0


def test_a_state(anywhere: Runner) -> None:
    """A State keeps the name that it was given here whatever comes, and none goes back to the catalogue's."""
    anywhere.ok("party", "home", "KW")
    changed = anywhere.ok("party", "edit", "kuwait", "--name", "State of Kuwait")
    assert changed.out == "KW  State of Kuwait\n\nName in English  Kuwait -> State of Kuwait\n"
    assert "The catalogue calls KW Kuwait; 'ctrack party edit KW --name none'" in changed.err
    anywhere.ok("add", "NAT-1", "--title", "x", "--party", "KW")
    assert names(anywhere, "KW")["en"] == "State of Kuwait"
    back = anywhere.ok("party", "edit", "KW", "--name", "none")
    assert (back.err, names(anywhere, "KW")["en"]) == ("", "Kuwait")


def test_a_code_of_ones_own_that_a_state_has(anywhere: Runner) -> None:
    """A body that is no State is not taken for the State of its code."""
    anywhere.ok("party", "add", "LA", "--name", "Local authorities")
    with nothing_recorded(anywhere):
        refused(anywhere("party", "edit", "LA", "--name", "none"), 4, "without a name")
        assert anywhere.ok("party", "edit", "LA", "--name", "Municipalities", "-n").err.count("\n") == 1


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("edit", "UN"), 2, "--name LANG=TEXT"),
        (("edit", "UNGAA", "--name", "X"), 3, "Did you mean UNGA?"),
        (("edit", "FR", "--name", "X"), 3, "'ctrack party add CODE'"),
        (("edit", "UN", "--name", "general ASSEMBLY"), 4, "General Assembly (UNGA)"),
        (("edit", "UN", "--name-ar", "الجمعيه العامه"), 4, "UNGA"),
        (("edit", "UN", "--name", "x" * 201), 4, "200"),
        (("add", "LAS", "--name", "General Assembly"), 4, "General Assembly (UNGA)"),
    ],
)
def test_refusals(ctrack: Runner, words: tuple[str, ...], code: int, said: str) -> None:
    """What cannot be is refused with what to write, and nothing is recorded."""
    with nothing_recorded(ctrack):
        refused(ctrack("party", *words), code, said)
