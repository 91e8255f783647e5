"""Every example of every help text and topic works as it stands, against a register of Kuwait at a fixed date."""

from __future__ import annotations

import re
import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from ctrack.cli.base import Root
from ctrack.cli.command_table import COMMANDS
from ctrack.cli.default_commands import Defaulting
from ctrack.cli.main import root
from ctrack.domain.exits import ExitCode
from ctrack.render.document import Paragraph
from ctrack.views.topics import TOPICS, view_topic
from tests.support.runner import Runner

# What a shell does around a command is none of ours: eval "$(ctrack ...)", a redirection.
AROUND = re.compile(r'^eval "\$\((.*)\)"$|^(.*?)(?: > \S+)?$')


def walk(command: click.Command | None) -> Iterator[click.Command]:
    """The command and those in it."""
    if command is not None:
        yield command
    if isinstance(command, Defaulting):
        yield command.own
    if isinstance(command, click.Group):
        for inner in command.commands.values():
            yield from walk(inner)


def every_example() -> list[str]:
    """The examples of all commands and topics."""
    assert isinstance(root, Root)
    context = click.Context(root, info_name="ctrack")
    commands = [each for name in COMMANDS for each in walk(root.get_command(context, name))]
    found = [example for each in commands for example in getattr(each, "examples", ())]
    blocks = [block for topic in TOPICS for block in view_topic(topic).blocks]
    told = [block.text for block in blocks if isinstance(block, Paragraph) and block.text.startswith("ctrack ")]
    return list(dict.fromkeys([*found, *told]))


@pytest.fixture(scope="session")
def kuwait_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A register with the agency and the people of whom the examples speak, made once."""
    folder = tmp_path_factory.mktemp("kuwait")
    runner = Runner(str(folder / "kuwait.db"), folder)
    runner.ok("init", "--party", "KW")
    runner.ok("update", "KWT-25", "--status", "in_progress")
    runner.ok("agency", "add", "moi", "--name", "Ministry of Interior")
    for name in ("Salem", "Noura"):
        runner.ok("person", "add", name, "--email", f"{name.lower()}@moi.example")
    runner.ok("assign", "KWT-26", "--lead", "moi", "--person", "Salem")
    return folder / "kuwait.db"


def prepare(runner: Runner, example: str, folder: Path) -> None:
    """Make what an example takes to be there already: a seal, another laptop's register, what came back."""
    if " verify --" in example:
        runner.ok("verify", "--new-key")
        (folder / "seal.txt").write_text(runner.ok("verify", "--seal").out, encoding="utf-8")
    if " import moi.xlsx" in example:
        runner.ok("export", "--for-update", "moi.xlsx", "party:KW")
    if " merge laptop.db" in example:
        shutil.copyfile(runner.database, folder / "laptop.db")
    if " pack merge " in example:
        runner.ok("pack", "make", "--agency", "moi", "--output", "pack-moi.xlsx")
    if " combine " in example:
        for name, code in (("kuwait", "KW"), ("oman", "OM")):
            state = Runner(str(folder / f"{name}.db"), folder)
            state.ok("init", "--party", code)
            state.ok("pack", "summary", "--output", f"{name}.json")


def test_there_are_examples() -> None:
    """Each daily command has an example, so that the tests below do not pass for want of any."""
    examples = every_example()
    assert len(examples) > 40
    assert {"list", "show", "update", "note", "due", "report"} <= {line.split()[1] for line in examples}


@pytest.mark.slow
@pytest.mark.parametrize("example", every_example())
def test_an_example_works(example: str, kuwait_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The example ends well, or with the code of a finding where it asks for one; a review wants a terminal."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "minutes.txt").write_text("The ministry has named two experts.\n", encoding="utf-8")
    (tmp_path / "matrix.csv").write_text("Ref,Recommendation\n67.1,Sign the Convention\n", encoding="utf-8")
    register = tmp_path / "register.db"
    shutil.copyfile(kuwait_file, register)
    is_first = " init " in example
    runner = Runner(str(tmp_path / "new.db" if is_first else register), tmp_path)
    prepare(runner, example, tmp_path)
    found = AROUND.fullmatch(example)
    assert found is not None
    name, *words = shlex.split(found[1] or found[2])
    assert name == "ctrack"
    outcome = runner(*words)
    allowed = {"--check": (ExitCode.DONE, ExitCode.FINDINGS), "review": (ExitCode.USAGE,),
               "remind": (ExitCode.DONE, ExitCode.PARTLY, ExitCode.FAILED)}  # fmt: skip
    asked = next((word for word in words if word in allowed), "")
    assert outcome.code in allowed.get(asked, (ExitCode.DONE,)), outcome
