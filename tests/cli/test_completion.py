"""Completion of commands, codes, statuses and filter words, as a shell asks for it."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Program
from tests.support.registers import copy_kept, keep_register
from tests.support.runner import Runner

BASH = shutil.which("bash")


def completed(program: Program, line: str, place: int, **environ: Any) -> list[str]:
    """What bash is offered for the word at that place."""
    ended = program(_CTRACK_COMPLETE="bash_complete", COMP_WORDS=line, COMP_CWORD=str(place), **environ)
    assert ended.code == 0
    assert ended.err == b""
    return [item.partition(",")[2] for item in ended.out.decode().splitlines() if item]


@pytest.mark.parametrize(
    ("line", "place", "offers"),
    [
        ("ctrack up", 1, ["update"]),
        ("ctrack in", 1, ["init", "instrument"]),
        ("ctrack instrument ", 2, ["add", "check", "draft", "list", "new", "schema", "show", "upgrade"]),
        ("ctrack show KWT-2", 2, [f"KWT-2{figure}" for figure in range(9)]),
        ("ctrack show kwt-21", 2, ["KWT-21"]),
        ("ctrack update 396-30", 2, ["HLC-2396-30", "HLC-2396-30-UN"]),
        ("ctrack update KWT-25 --status im", 4, ["implemented"]),
        ("ctrack update KWT-25 --status not", 4, ["not_started", "not_applicable"]),
        ("ctrack list status:ov", 2, ["status:overtaken_by_events", "status:overdue"]),
        ("ctrack list kind:event,re", 2, ["kind:event,review", "kind:event,reporting"]),
        ("ctrack list الحالة:", 2, None),
        ("ctrack due verif", 2, ["verification:"]),
        ("ctrack report due.bef", 2, ["due.before:"]),
        ("ctrack list due.before:eo", 2, ["due.before:eow", "due.before:eom", "due.before:eoq", "due.before:eoy"]),
        ("ctrack --format js", 2, ["json"]),
        ("ctrack list --sort pro", 3, ["progress"]),
        ("ctrack list --so", 2, ["--sort"]),
        ("ctrack help exit", 2, ["exit-codes"]),
        ("ctrack completion z", 2, ["zsh"]),
    ],
)
def test_offers(program: Program, line: str, place: int, offers: list[str] | None) -> None:
    """What begins so is offered, the whole word each."""
    found = completed(program, line, place)
    if offers is None:
        assert found
    else:
        assert found == offers


def furnish(run: Runner) -> None:
    """Record an agency, a person and a tag."""
    run.ok("agency", "add", "moi", "--name", "Ministry of Interior", "--name-ar", "وزارة الداخلية")
    run.ok("person", "add", "Amal Said", "--email", "amal@moi.example")
    run.ok("update", "KWT-25", "--tag", "border-team")


kept = keep_register(furnish)


@pytest.fixture
def office(kept: Path, program: Program) -> Program:
    """A register with an agency, a person and a tag of its own, and a profile."""
    run = copy_kept(kept, program.runner)
    folder = Path(run.home) / "config" / "ctrack" / "profiles"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "weekly.toml").write_text('report = "deadlines"\n')
    return program


NAMES = [
    ("ctrack list instrument:ku", ["instrument:kuwait-2024"]),
    ("ctrack list instrument:dush", ["instrument:dushanbe-2022"]),
    ("ctrack list instrument:kuwait-2024,Du", ["instrument:kuwait-2024,dushanbe-2022"]),
    ("ctrack list الصك:إعلان", ["الصك:dushanbe-2022", "الصك:kuwait-2024"]),
    ("ctrack list section:yo", ["section:youth"]),
    ("ctrack list القسم:الشباب", ["القسم:youth"]),
    ("ctrack list party:un", ["party:UN", "party:UNGA"]),
    ("ctrack list agency:inter", ["agency:moi"]),
    ("ctrack list agency:الد", ["agency:moi"]),
    ("ctrack list agency:no", ["agency:none"]),
    ("ctrack list person:am", ['person:"Amal Said"']),
    ("ctrack list +bo", ["+border-team"]),
    ("ctrack show KWT-25 --party k", ["KW"]),
    ("ctrack assign KWT-25 --lead m", ["moi"]),
    ("ctrack assign KWT-25 --person sa", ['"Amal Said"']),
    ("ctrack handover --from am", ['"Amal Said"']),
    ("ctrack recur KWT-25 --from am", []),
    ("ctrack update KWT-25 --untag b", ["border-team"]),
    ("ctrack update KWT-25 --status منجز", ["منجز", "منجزة"]),
    ("ctrack add X-1 --instrument kuw", ["kuwait-2024"]),
    ("ctrack instrument show kuw", ["kuwait-2024"]),
    ("ctrack person edit am", ['"Amal Said"']),
    ("ctrack party home k", ["KW"]),
    ("ctrack list theme:الض", ["theme:victims"]),
    ("ctrack report dea", ["deadlines", "deadline:"]),
    ("ctrack report --by instrument,se", ["instrument,section"]),
    ("ctrack report --profile we", ["weekly"]),
]


@pytest.mark.parametrize(("line", "offers"), NAMES, ids=[line for line, _offers in NAMES])
def test_names_of_the_register(office: Program, line: str, offers: list[str]) -> None:
    """Every name that the register and the configuration hold is offered, by its key or by a word of its name."""
    assert completed(office, line, line.count(" ")) == offers


@pytest.mark.parametrize(("shell", "agency", "person"), [("zsh", "4", "2"), ("fish", "mi", "person:am")])
def test_other_shells_quote_themselves(office: Program, shell: str, agency: str, person: str) -> None:
    """Zsh and fish are offered a name as it is, with what it stands for; both quote it."""

    def offered(line: str, place: str) -> str:
        return office(_CTRACK_COMPLETE=f"{shell}_complete", COMP_WORDS=line, COMP_CWORD=place).out.decode()

    led = offered("ctrack assign KWT-25 --lead mi", agency)
    assert "moi" in led
    assert "Ministry of Interior" in led
    named = offered("ctrack list person:am", person)
    assert '"' not in named
    assert "Amal Said" in named


def test_no_register_no_codes(program: Program, tmp_path: Path) -> None:
    """Where there is no register, or one that cannot be read, completion is silent and makes none."""
    missing, foreign = tmp_path / "missing.db", tmp_path / "foreign.db"
    foreign.write_bytes(b"not a database at all")
    for place in (missing, foreign):
        assert completed(program, "ctrack show KWT", 2, CTRACK_DB=str(place)) == []
        assert "update" in completed(program, "ctrack up", 1, CTRACK_DB=str(place))
    assert not missing.exists()


def test_the_register_of_the_line(program: Program, tmp_path: Path) -> None:
    """Codes are those of the register that --db names on the line."""
    line = f"ctrack --db {program.runner.database} show KWT-21"
    assert completed(program, line, 4, CTRACK_DB=str(tmp_path / "missing.db")) == ["KWT-21"]


@pytest.mark.slow
@pytest.mark.skipif(BASH is None, reason="there is no bash here")
@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("ctrack list status:overd", "ctrack list status:overdue "),
        ("ctrack list instrument:kuwait-2024 verif", "ctrack list instrument:kuwait-2024 verification:"),
        ("ctrack show kwt-2", "ctrack show KWT-2"),
        ("ctrack upda", "ctrack update "),
    ],
)
def test_in_a_real_bash(program: Program, typed: str, expected: str) -> None:
    """Tab in bash completes the whole word, also one with a colon in it; after a colon no blank is put."""
    pexpect = pytest.importorskip("pexpect")
    folder = Path(program.runner.home) / "bin"
    folder.mkdir()
    script = folder / "ctrack"
    script.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m ctrack "$@"\n')
    script.chmod(0o755)
    environ = program.environ(TERM="dumb", PS1="", HISTFILE="/dev/null", INPUTRC="/dev/null")
    environ["PATH"] = f"{folder}:{environ['PATH']!s}"
    shell = pexpect.spawn(
        BASH, ["--norc", "--noprofile", "-i"], env=environ, encoding="utf-8", timeout=20, dimensions=(24, 200)
    )
    try:
        shell.sendline("PS1='ready> '; bind 'set enable-bracketed-paste off'; bind 'set bell-style none'")
        shell.sendline('eval "$(ctrack completion bash)"; echo loa""ded')
        shell.expect("loaded")
        shell.expect("ready> ")
        # Line editing shows what Tab made of the line; Ctrl-A and echo print it back as it stands.
        shell.send(f"{typed}\t")
        shell.send("\x01echo '<\x05>'\r")
        shell.expect(r"\r\n<([^>]*)>\r\n")
        assert shell.match.group(1) == expected
    finally:
        shell.close(force=True)


def test_other_completions_are_left_alone(ctrack: Runner) -> None:
    """The script changes nothing of the shell but the completion of `ctrack`."""
    script = ctrack.ok("completion", "bash").out
    assert "\nCOMP_WORDBREAKS=" not in script
