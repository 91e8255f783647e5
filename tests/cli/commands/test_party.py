"""`ctrack party`: parties listed and added, and which one is home."""

from __future__ import annotations

import pytest

from tests.cli.promises import FORMATS, nothing_recorded, refused, refused_in_json
from tests.support.runner import Runner
from tests.support.shipped import HOME


def test_parties_are_listed(ctrack: Runner) -> None:
    """Every party is listed, the home party first."""
    data = ctrack.data("party", "list")
    assert data["total"] == len(data["rows"]) == 6
    assert [row["code"] for row in data["rows"] if row["is_home"]] == ["NFP"]
    assert data["rows"][0]["code"] == "NFP"


@pytest.mark.parametrize("name", FORMATS)
def test_every_format(ctrack: Runner, name: str) -> None:
    """Parties are listed in each format."""
    assert "UNGA" in ctrack.ok("party", "list", "--format", name).out


def test_a_state_is_added(anywhere: Runner) -> None:
    """A State is added by its ISO code of two letters or three, with what binds States; undo takes it back."""
    (row,) = anywhere.data("party", "add", "fra")["rows"]
    assert (row["code"], row["name"], row["undertakings"]) == ("FR", "France", HOME)
    anywhere.ok("undo")
    assert "FR" not in [row["code"] for row in anywhere.data("party", "list")["rows"]]


def test_a_body_is_added(ctrack: Runner) -> None:
    """What is no State is added by its name, in one language or two."""
    words = ("las", "--name", "League of Arab States", "--name-ar", "جامعة الدول العربية")
    (row,) = ctrack.data("party", "add", *words, "--kind", "regional_organization")["rows"]
    assert (row["code"], row["kind"], row["names"]["ar"]) == ("LAS", "regional_organization", "جامعة الدول العربية")


def test_home(anywhere: Runner) -> None:
    """Another home is before -> after, and every listing follows; undo brings the old one back."""
    assert anywhere.ok("party", "home", "kw").out == "Home party: NFP -> KW\n"
    assert anywhere.data("show", "KWT-21")["party"] == "KW"
    anywhere.ok("undo")
    assert anywhere.data("list")["home"] == "NFP"


@pytest.mark.parametrize("words", [("party", "add", "FR"), ("party", "home", "KW")])
def test_dry_run(ctrack: Runner, words: tuple[str, ...]) -> None:
    """--dry-run prints the very same and records nothing."""
    with nothing_recorded(ctrack):
        tried = ctrack.ok(*words, "--dry-run")
    assert tried.err == "Dry run: nothing was recorded.\n"
    assert ctrack.ok(*words).out == tried.out


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("add", "ZZ"), 3, "ctrack party add ZZ --name"),
        (("add", "UN"), 4, "UN is in this register already"),
        (("add", "Arab League", "--name", "Arab League"), 4, "letters, figures and hyphens"),
        (("add", "LAS", "--name", "x", "--kind", "club"), 2, "regional_organization"),
        (("home", "ZZ"), 3, "ISO 3166"),
        (("hme", "KW"), 2, "Did you mean 'home'?"),
    ],
)
def test_refusals(ctrack: Runner, words: tuple[str, ...], code: int, said: str) -> None:
    """What is no party is refused with what to do, and nothing is recorded."""
    with nothing_recorded(ctrack):
        refused(ctrack("party", *words), code, said)
        refused_in_json(ctrack("--format", "json", "party", *words), code, said)
