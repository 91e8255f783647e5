"""Attacks upon another party's part of a register on PostgreSQL by the commands of the program.

`pytest -m slow -n0 tests/test_attacks.py tests/test_sql_attacks.py -s` prints how often each was tried and held.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from tests.support.attacks import ATTACKERS, Tally, names_in, read_all
from tests.support.roles import ELSEWHERE, INTERNAL, SECRETS, Office, open_office
from tests.test_docs import read_fences

LATER = {"CTRACK_NOW": "2026-11-25T09:00:00+00:00"}
TALLY = Tally()


@pytest.fixture(scope="module")
def office(server: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """One office; the table is printed when everything was tried."""
    with open_office(server, tmp_path_factory.mktemp("attacks")) as made:
        yield made
    print(TALLY.tell())


READING: tuple[tuple[str, ...], ...] = (
    (), ("list", "--all"), ("list", "party:MA"), ("list", "party:LY,MA"), ("list", "not", "party:LY"),
    ("list", "agency:ma-interior"), ("list", "person:Amina"), ("list", "note:Marrakesh"), ("list", "title:Marrakesh"),
    ("list", "+tag", "or", "party:MA"), ("list", "status:in_progress"), ("list", "withdrawn:yes"),
    ("show", "KWT-21", "--party", "MA"), ("show", "KWT-21"), ("show", "NAT-7"), ("search", "Marrakesh"),
    ("due",), ("due", "party:MA"), ("log",), ("log", "NAT-7"), ("log", "KWT-21"), ("undo", "--list"),
    ("report",), ("report", "party:MA"), ("report", "parties"), ("report", "country", "party:MA"),
    ("report", "deadlines", "party:MA"), ("report", "assessment", "party:MA"), ("report", "NAT-7"),
    ("report", "--by", "party"), ("report", "--by", "agency"), ("report", "history"),
    ("report", "--as-of", "2026-11-22"), ("report", "--as-of", "2026-11-22", "party:MA"),
    ("report", "parties", "--as-of", "2026-11-22"), ("report", "--known-at", "2026-11-22"),
    ("report", "--compare", "2026-11-22"), ("list", "--as-of", "2026-11-22", "--all"),
    ("show", "KWT-21", "--as-of", "2026-11-22"), ("changes", "--since", "2026-01-01"),
    ("changes", "--since", "2026-01-01", "party:MA"), ("calendar",), ("calendar", "party:MA"), ("plan", "KWT-21"),
    ("agency", "list"), ("agency", "list", "--withdrawn"), ("person", "list"), ("party", "list"),
    ("instrument", "list"), ("instrument", "show", "own"), ("verify",), ("db", "info"), ("db", "check"),
    ("remind", "--dry-run"), ("remind", "log"), ("access", "list"), ("access", "check"),
    ("access", "check", "secretariat"), ("review", "--no-input"), ("config", "list"), ("doctor", "--no-input"),
)  # fmt: skip


def test_who_sees_everything_is_told_what_the_attacks_look_for(office: Office) -> None:
    """What the attacks look for is there to be found: a coordinator is told every name."""
    runner = office.runner("secretariat")
    asked = (("log",), ("person", "list"), ("show", "KWT-22", "--party", "LY"))
    found = "".join(runner.ok(*words).out for words in asked)
    assert [name for name in (*SECRETS, INTERNAL, ELSEWHERE, "Huda") if name not in found] == []


@pytest.mark.parametrize("kind", ATTACKERS)
def test_no_command_tells_what_is_another_partys(office: Office, kind: str) -> None:
    """Whatever a role asks for, in whatever form, no name and no note stands in the answer that it may not see."""
    runner = office.runner(kind)
    for words in READING:
        for ending in (("--format", "json"), ("--format", "csv"), ()):
            outcome = runner(*words, *ending, **LATER)
            leaked = names_in(outcome.out + outcome.err, words, kind)
            held = not leaked and outcome.code != 1 and "Traceback" not in outcome.err
            TALLY.note("reading by a command", held, (kind, words, ending, leaked, outcome.code, outcome.err[:300]))
    assert TALLY.of(kind, "reading by a command") == []


@pytest.mark.parametrize("kind", ATTACKERS)
def test_no_file_tells_what_is_another_partys(office: Office, kind: str) -> None:
    """Neither does a file that a role writes: a paper, a table, a calendar, a site."""
    runner, folder = office.runner(kind), office.home / kind
    folder.mkdir()
    for words in (
        ("report", "parties", "-o", str(folder / "a.html")), ("report", "-o", str(folder / "b.json")),
        ("list", "--all", "-o", str(folder / "c.csv")), ("calendar", "-o", str(folder / "d.ics")),
        ("report", "--as-of", "2026-11-22", "-o", str(folder / "e.md")), ("publish", str(folder / "site")),
        ("log", "-o", str(folder / "f.json")), ("show", "KWT-21", "-o", str(folder / "g.html")),
    ):  # fmt: skip
        runner(*words, **LATER)
        texts = [path.read_text("utf-8", "replace") for path in folder.rglob("*") if path.is_file()]
        assert texts or kind == "guest"
        leaked = [name for each in texts for name in names_in(each, (), kind)]
        TALLY.note("reading by a file that is written", not leaked, (kind, words, leaked))
    assert TALLY.of(kind, "reading by a file that is written") == []


WRITING: tuple[tuple[str, ...], ...] = (
    ("update", "KWT-21", "--party", "MA", "--progress", "90"), ("update", "party:MA", "--progress", "90"),
    ("update", "party:MA", "--add-tag", "x"), ("note", "KWT-21", "--party", "MA", "mine"),
    ("done", "KWT-21", "--party", "MA"), ("start", "KWT-21", "--party", "MA"), ("done", "NAT-7"),
    ("postpone", "KWT-21", "2027-03", "why", "--party", "MA"), ("snooze", "KWT-21", "--until", "2027", "--party", "MA"),
    ("assign", "KWT-21", "--party", "MA", "--lead", "ly-education"),
    ("assign", "KWT-21", "--party", "MA", "--lead", "none"),
    ("recur", "PVE-DAY", "--party", "MA", "--every", "1y"), ("retract", "KWT-21", "--party", "MA"),
    ("handover", "--from", "Amina", "--to", "Huda"), ("person", "edit", "Amina", "--email", "me@example.org"),
    ("person", "add", "Nobody"), ("agency", "edit", "ma-interior", "--name", "Mine"),
    ("agency", "add", "ma-new", "--name", "New", "--party", "MA"), ("agency", "edit", "ly-education", "--party", "MA"),
    ("withdraw", "NAT-7", "--reason", "x"), ("withdraw", "KWT-21", "--reason", "x"),
    ("withdraw", "kuwait-2024", "--reason", "x"), ("edit", "KWT-21", "--title", "Mine"),
    ("edit", "NAT-7", "--title", "Mine"), ("add", "NAT-9", "--title", "Mine"),
    ("party", "add", "TN"), ("party", "home", "MA"), ("party", "edit", "MA", "--name", "Mine"),
    ("instrument", "add", "FILE"), ("remind",), ("remind", "retry"),
    ("access", "grant", "ROLE", "--as", "administrator"),
    ("access", "grant", "ROLE", "--as", "reader", "--party", "MA"),
    ("access", "revoke", "secretariat"), ("db", "upgrade"), ("init",),
)  # fmt: skip


@pytest.mark.parametrize("kind", ATTACKERS)
def test_no_command_changes_what_is_another_partys(office: Office, kind: str) -> None:
    """Each writing command is refused, or says that there is no such thing, in one sentence, and changes nothing."""
    before, runner, file = read_all(office), office.runner(kind), office.home / "own.toml"
    file.write_text(read_fences("docs/instrument-files.md", "toml")[0], "utf-8")
    for given in WRITING:
        words = tuple({"ROLE": office.role(kind), "FILE": str(file)}.get(word, word) for word in given)
        outcome = runner(*words)
        is_sentence = outcome.err.count("\n") <= 2 and "Traceback" not in outcome.err
        # Where nothing is to be done, nothing is refused: the layout is that of this version.
        refused = outcome.code in (2, 3, 4, 5) or words[0] == "db"
        TALLY.note("writing by a command", refused and is_sentence, (kind, words, outcome))
    TALLY.note("writing by a command", read_all(office) == before, f"{kind}: the register is another one")
    assert TALLY.of(kind, "writing by a command") == []


@pytest.mark.parametrize("kind", ATTACKERS)
def test_undo_and_redo_take_back_nothing_of_others(office: Office, kind: str) -> None:
    """Every entry is tried by its number: none goes but what a focal point may take back, for it is Libya's alone."""
    before, runner = read_all(office), office.runner(kind)
    entries = office.read("SELECT number, changes::text FROM journal ORDER BY number")
    for number, changes in entries:
        outcome = runner("undo", str(number), "--dry-run")
        labels = re.findall(r'"label": "(.*?)"', changes)
        is_libyas = kind == "focal" and all(" LY" in each or each.startswith(("ly-", "Huda")) for each in labels)
        TALLY.note("undo, redo", outcome.code in (3, 4) or is_libyas, (kind, number, outcome))
    for words in (("undo",), ("redo",)):
        outcome = runner(*words, "--dry-run")
        TALLY.note("undo, redo", outcome.code in (0, 4) if kind == "focal" else outcome.code == 4, (kind, outcome))
    TALLY.note("undo, redo", read_all(office) == before, f"{kind}: the register is another one")
    assert TALLY.of(kind, "undo, redo") == []
