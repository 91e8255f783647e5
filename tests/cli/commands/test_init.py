"""`ctrack init`: a register with the whole catalogue, never over one that is there."""

from __future__ import annotations

import pytest

from tests.cli.promises import refused, refused_in_json
from tests.support.runner import Runner
from tests.support.shipped import COMMITMENTS, INSTRUMENTS


@pytest.fixture
def empty(ctrack: Runner) -> Runner:
    """`ctrack` where there is no register yet."""
    return Runner(str(ctrack.home / "new.db"), ctrack.home)


def test_a_register_is_made(empty: Runner) -> None:
    """The register holds the catalogue; what was made is said on stdout, what comes next on stderr."""
    outcome = empty.ok("init", "--party", "kw")
    assert outcome.out == (
        f"Made {empty.database}: {COMMITMENTS} commitments, {INSTRUMENTS} instruments. Home party: Kuwait (KW).\n"
    )
    assert "ctrack report" in outcome.err
    assert empty.data("list", "party:KW")["home"] == "KW"


def test_a_register_for_programs(empty: Runner) -> None:
    """JSON says what was made."""
    data = empty.data("init")
    assert (data["commitments"], data["instruments"], data["home"]) == (COMMITMENTS, INSTRUMENTS, "NFP")


def test_a_state_of_a_name_of_its_own(empty: Runner) -> None:
    """What no table of States knows is home from the first entry on, by its code and name; a name alone is refused."""
    out = empty.ok("init", "--party", "xa", "--name", "Atlantis", "--name-ar", "أطلانطس").out
    assert out.endswith("Home party: Atlantis (XA).\n")
    assert empty.data("list", "KWT-25")["home"] == "XA"
    assert empty.data("party", "list")["rows"][0]["kind"] == "state"
    empty.ok("verify")
    other = Runner(str(empty.home / "other.db"), empty.home)
    refused(other("init", "--name", "Atlantis"), 2, "--party")
    refused(other("init", "--party", "X A!", "--name", "Atlantis"), 4, "cannot be the code of a party")


def test_the_instruments_are_chosen(empty: Runner) -> None:
    """The register holds those that were named, in any case and in the order of their adoption; or none."""
    empty.ok("init", "--party", "KW", "--instruments", "Kuwait-2024,hlc-2018")
    assert [row["slug"] for row in empty.data("instrument", "list")["rows"]] == ["hlc-2018", "kuwait-2024"]
    bare = Runner(str(empty.home / "bare.db"), empty.home)
    assert "0 commitments, 0 instruments" in bare.ok("init", "--instruments", "none").out


def test_never_over_what_is_there(ctrack: Runner) -> None:
    """A file that is there is left alone, whatever it is."""
    refused(ctrack("init"), 4, "exists already and was left alone")
    letter = ctrack.home / "letter.txt"
    letter.write_text("Dear Sir")
    refused_in_json(ctrack("--db", str(letter), "init", "--format", "json"), 4, "left alone")
    assert letter.read_text() == "Dear Sir"


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("init", "--party", "ZZ"), 3, "ISO 3166"),
        (("init", "--party", "Kuwiat"), 3, "Did you mean Kuwait?"),
        (("init", "--prty", "KW"), 2, "'--party'"),
        (("init", "now"), 2, "now"),
        (("init", "--instruments", "kuwat-2024"), 3, "Did you mean kuwait-2024, "),
        (("init", "--instruments", " , "), 2, "--instruments is empty"),
    ],
)
def test_refusals(empty: Runner, words: tuple[str, ...], code: int, said: str) -> None:
    """Where it cannot be made, nothing is left behind."""
    refused(empty(*words), code, said)
    assert not [path for path in empty.home.iterdir() if path.name.startswith("new.db")]


def test_no_such_folder(empty: Runner) -> None:
    """A folder that is missing is named."""
    refused(empty("--db", str(empty.home / "no" / "where.db"), "init"), 5, "there is no folder")


def test_no_register(empty: Runner) -> None:
    """Every command says which path was looked for and the one command that makes a register there."""
    for words in (("list",), ("show", "KWT-21"), ("update", "KWT-21", "--progress", "5"), ("report",), ("log",), ()):
        outcome = empty(*words)
        refused(outcome, 5, f"There is no database at {empty.database}.", f"'ctrack --db {empty.database} init'")
    refused_in_json(empty("list", "--format", "json"), 5, empty.database)
