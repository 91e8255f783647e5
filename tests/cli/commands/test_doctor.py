"""`ctrack doctor`: it looks around, asks only people at a terminal, and keeps what they answer."""

from __future__ import annotations

import os
import re
import sys
from datetime import datetime
from pathlib import Path

import pexpect  # type: ignore[import-untyped]
import pytest

from ctrack.cli.commands.doctor import MODES, SAMPLE
from ctrack.text.shaping import shape
from tests.support.registers import query
from tests.support.runner import CLEARED, NOW, Runner


def converse(runner: Runner, *answers: str, **environ: str) -> str:
    """What a person at a terminal reads who gives these answers."""
    program = str(Path(sys.executable).with_name("ctrack"))
    kept = {name: value for name, value in os.environ.items() if name not in CLEARED and not name.startswith("CTRACK")}
    talk = pexpect.spawn(
        program,
        ["doctor"],
        env={**kept, **runner.base(), **environ},
        encoding="utf-8",
        timeout=60,
        dimensions=(40, 100),
    )
    read = ""
    for answer in answers:
        talk.expect_exact("0-3 [0]: ")
        read += talk.before + talk.after
        talk.sendline(answer)
    talk.expect(pexpect.EOF)
    talk.close()
    assert talk.exitstatus == 0, read + talk.before
    return str(read + talk.before)


def kept_mode(runner: Runner) -> str | None:
    """What the configuration file says."""
    path = runner.home / "config" / "ctrack" / "config.toml"
    found = re.search('bidi = "(.*)"', path.read_text("utf-8")) if path.exists() else None
    return found and found[1]


@pytest.mark.slow
@pytest.mark.parametrize(("answer", "mode"), [("1", "visual"), ("2", "logical"), ("3", "off"), ("٢", "logical")])
def test_the_answer_is_kept(ctrack: Runner, answer: str, mode: str) -> None:
    """The number of a line becomes the setting `bidi`, and the next run sends Arabic so."""
    said = converse(ctrack, answer)
    assert f"bidi = {mode}, kept in" in said
    assert kept_mode(ctrack) == mode
    assert f"{mode} ({mode})" in ctrack.ok("doctor", "--no-input", terminal=True).out


@pytest.mark.slow
def test_nothing_is_kept_without_an_answer(ctrack: Runner) -> None:
    """0, or Enter alone, leaves things as they are."""
    converse(ctrack, "0")
    converse(ctrack, "")
    assert kept_mode(ctrack) is None


@pytest.mark.slow
def test_a_wrong_answer_is_asked_again(ctrack: Runner) -> None:
    """A number that no line has is not taken; the question comes back."""
    said = converse(ctrack, "4", "x", "1")
    assert said.count("Which line reads right") == 3
    assert kept_mode(ctrack) == "visual"


def test_every_mode_has_a_line(ctrack: Runner) -> None:
    """The lines are numbered, each sent in its own way: shaped, in an isolate, as it is."""
    lines = [line for line in ctrack.ok("doctor", "--no-input", terminal=True).out.splitlines() if "|" in line]
    assert [(line[0], line.split()[-1]) for line in lines] == [
        (str(number), mode) for number, mode in enumerate(MODES, 1)
    ]
    assert shape("متأخرا")[0][::-1] in lines[0]
    assert f"\u2067{SAMPLE}" in lines[1].replace("\u2066", "").replace("\u2069", "")
    assert SAMPLE in lines[2]
    assert not set(lines[2]) & set("\u202d\u2067")


def test_nobody_is_asked_elsewhere(ctrack: Runner) -> None:
    """Without a terminal, and with --no-input on one, it tells what it found and ends."""
    for outcome in (ctrack.ok("doctor"), ctrack.ok("doctor", "--no-input", terminal=True)):
        assert "0-3" not in outcome.out + outcome.err
    assert "|" not in ctrack.ok("doctor").out
    assert kept_mode(ctrack) is None


def test_it_speaks_arabic(ctrack: Runner) -> None:
    """In Arabic the findings and the question are Arabic, and the answer is kept just so."""
    said = converse(ctrack, "2", CTRACK_LANG="ar", CTRACK_BIDI="off")
    assert "أي سطر" in said
    assert "Which" not in said
    assert kept_mode(ctrack) == "logical"


def test_facts_for_programs(ctrack: Runner) -> None:
    """JSON holds the facts by name, and a register that cannot be read is one of them."""
    os.chmod(ctrack.database, 0o600)
    data = ctrack.data("doctor", terminal=True)
    assert data["bidi"].endswith("(auto)")
    assert data["configuration"] == str(ctrack.home / "config" / "ctrack" / "config.toml")
    assert [row["key"] for row in data["rows"] if row["gravity"] == "warning"] == ["backup"]
    outcome = ctrack("doctor", "--db", str(ctrack.home / "nowhere.db"), "--format", "json")
    assert (outcome.code, outcome.data["worst"]) == (7, "error")
    assert "nowhere.db" in outcome.data["register"]


def find(ctrack: Runner, key: str, **environ: str) -> tuple[str, str, str]:
    """How grave one finding is, what was found, and what to do."""
    rows = ctrack("doctor", "--format", "json", **environ).data["rows"]
    (row,) = (row for row in rows if row["key"] == key)
    return row["gravity"], row["text"], row["advice"] or ""


def test_a_file_that_others_may_read(ctrack: Runner) -> None:
    """The mode of the register is looked at, and what mends it can be pasted."""
    os.chmod(ctrack.database, 0o600)
    assert find(ctrack, "permissions")[:2] == ("ok", "0600")
    os.chmod(ctrack.database, 0o644)
    assert find(ctrack, "permissions") == (
        "warning",
        "0644",
        f"'chmod 600 {ctrack.database}' keeps it to its owner.",
    )


def test_a_backup_is_looked_for(ctrack: Runner) -> None:
    """None is a warning, a new one is well, and an old one is a warning again."""
    assert find(ctrack, "backup")[0] == "warning"
    made = ctrack.data("db", "backup")["place"]
    now = datetime.fromisoformat(NOW).timestamp()
    for days, gravity in ((1, "ok"), (31, "warning")):
        os.utime(made, (now, now - days * 86400))
        assert find(ctrack, "backup")[:2] == (gravity, made)


def test_a_clock_that_is_behind(ctrack: Runner) -> None:
    """A clock that lies before what was recorded is told of."""
    ctrack.ok("note", "KWT-21", "seen")
    assert find(ctrack, "clock")[0] == "ok"
    assert find(ctrack, "clock", CTRACK_NOW="2026-11-20T09:00:00+00:00")[0] == "warning"


def test_what_is_wrong_within_is_an_error(ctrack: Runner) -> None:
    """Tampering, damage and a missing guard end with 7, each in its sentence."""
    for statement, word in (
        ("DROP TRIGGER journal_refuse_update", "journal_refuse_update"),
        ("UPDATE undertaking SET target = 'soon' WHERE id = 7", "target"),
        ("UPDATE journal SET author = 'x'", "entry 1"),
    ):
        query(ctrack.database, statement)
        assert ctrack("doctor").code == 7
        gravity, text, _advice = find(ctrack, "whole")
        assert (gravity, word in text) == ("error", True), text


def test_a_network_and_a_full_disk(ctrack: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the register lies on is looked at: a network, and room to go on."""
    monkeypatch.setattr("ctrack.store.file_systems.find_network", lambda path: "nfs4")
    monkeypatch.setattr("ctrack.cli.looks.register_state.LEAST_ROOM", 10**18)
    assert find(ctrack, "file_system")[:2] == ("warning", "nfs4")
    assert find(ctrack, "disk")[0] == "warning"


def test_a_setting_that_means_nothing(ctrack: Runner) -> None:
    """A key of a later version is a warning that names it."""
    path = ctrack.home / "config" / "ctrack" / "config.toml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("future = 1\n")
    gravity, text, _advice = find(ctrack, "configuration")
    assert (gravity, text.endswith("passed over: future")) == ("warning", True)
