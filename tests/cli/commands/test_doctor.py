"""`ctrack doctor`: it looks around, asks only people at a terminal, and keeps what they answer."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path

import pexpect  # type: ignore[import-untyped]
import pytest

from ctrack.cli.commands.doctor import MODES, SAMPLE
from ctrack.text.shaping import shape
from tests.support.runner import CLEARED, Runner


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


@pytest.mark.parametrize(("answer", "mode"), [("1", "visual"), ("2", "logical"), ("3", "off"), ("٢", "logical")])
def test_the_answer_is_kept(ctrack: Runner, answer: str, mode: str) -> None:
    """The number of a line becomes the setting `bidi`, and the next run sends Arabic so."""
    said = converse(ctrack, answer)
    assert f"bidi = {mode}, kept in" in said
    assert kept_mode(ctrack) == mode
    assert f"{mode} ({mode})" in ctrack.ok("doctor", "--no-input", terminal=True).out


def test_nothing_is_kept_without_an_answer(ctrack: Runner) -> None:
    """0, or Enter alone, leaves things as they are."""
    converse(ctrack, "0")
    converse(ctrack, "")
    assert kept_mode(ctrack) is None


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
    data = ctrack.data("doctor", terminal=True)
    assert data["bidi"].endswith("(auto)")
    assert data["configuration"] == str(ctrack.home / "config" / "ctrack" / "config.toml")
    assert "nowhere.db" in ctrack.data("doctor", "--db", str(ctrack.home / "nowhere.db"))["register"]
