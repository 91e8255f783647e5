"""A mistyped command line does nothing: no option that does not exist, and no empty word, writes or sends."""

from __future__ import annotations

import string
from collections.abc import Iterator

import click
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from ctrack.cli.base import Root
from ctrack.cli.command_table import COMMANDS
from ctrack.cli.main import root
from tests.support.runner import Runner


def walk(path: tuple[str, ...], command: click.Command | None) -> Iterator[tuple[str, ...]]:
    """The command and those in it, each by the words that call it."""
    yield path
    if isinstance(command, click.Group):
        for name, inner in command.commands.items():
            yield from walk((*path, name), inner)


def every_command() -> list[tuple[str, ...]]:
    """Every command of the program."""
    assert isinstance(root, Root)
    context = click.Context(root, info_name="ctrack")
    return [path for name in COMMANDS for path in walk((name,), root.get_command(context, name))]


def options_of(path: tuple[str, ...]) -> set[str]:
    """Every option that a command knows, its own and the global ones."""
    context = click.Context(root, info_name="ctrack")
    command: click.Command | None = root
    for name in path:
        assert isinstance(command, click.Group)
        command = command.get_command(context, name)
    assert command is not None
    known = {name for each in command.get_params(context) for name in (*each.opts, *each.secondary_opts)} | {"-h"}
    own = getattr(command, "own", None)
    return known | {name for each in own.get_params(context) for name in each.opts} if own is not None else known


KNOWN = {path: options_of(path) for path in every_command()}


def is_unknown(path: tuple[str, ...], wrong: str) -> bool:
    """Whether the command has no option of that name, and none with which a cluster of short ones begins."""
    name = wrong.partition("=")[0]
    return name not in KNOWN[path] and (name.startswith("--") or f"-{name[1:2]}" not in KNOWN[path])


def mistype(name: str, place: int) -> str:
    """The name of an option with one letter left out."""
    place = 2 + place % max(len(name) - 2, 1)
    return name[:place] + name[place + 1 :]


# Any letters; long names also with a value behind them, and those of true options with one letter left out.
SHORT = st.text(string.ascii_letters, min_size=1, max_size=6).map(lambda name: f"-{name}")
LETTERS = st.text(string.ascii_lowercase + "-", min_size=1, max_size=8).filter(lambda name: name[0] != "-")
LONG = st.builds("--{}{}".format, LETTERS, st.sampled_from(("", "=", "=x")))
LONG_NAMES = sorted({name for known in KNOWN.values() for name in known if name.startswith("--")})
NEARLY = st.builds(mistype, st.sampled_from(LONG_NAMES), st.integers(0, 20)).filter(lambda name: len(name) > 3)
EMPTY = st.sampled_from(("", " ", "\u200f", "\t"))
TYPED = ("KWT-25", "--status", "implemented", "--note", "x")


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(path=st.sampled_from(every_command()), wrong=st.one_of(SHORT, LONG, NEARLY, EMPTY), before=st.booleans())
def test_nothing_is_done(ctrack: Runner, path: tuple[str, ...], wrong: str, before: bool) -> None:
    """No command does anything where an option that does not exist, or an empty word, stands on its line."""
    assume(not wrong.strip().startswith("-") or is_unknown(path, wrong))
    sent = ctrack.home / "sent"
    entries = ctrack.data("log")["rows"]
    words = (wrong, "KWT-25") if before else ("KWT-25", wrong)
    typed = ctrack(*path, *words, CTRACK_REMIND_CHANNEL="eml", CTRACK_EML_FOLDER=str(sent))
    assert typed.code in (2, 3), (path, words, typed)
    assert ctrack.data("log")["rows"] == entries
    assert not sent.exists()


@pytest.mark.parametrize("wrong", ["-v", "-dry-run", "-x", "--zz", ""])
@pytest.mark.parametrize(
    "line",
    [
        ("remind",),
        ("update", "KWT-25", "--status", "implemented"),
        ("assign", "KWT-25", "--lead", "none"),
        ("snooze", "KWT-25", "--until", "2027-12-31"),
        ("recur", "KWT-25", "--every", "1y"),
        ("note", "KWT-25", "text"),
    ],
)
def test_what_would_write_does_not(ctrack: Runner, line: tuple[str, ...], wrong: str) -> None:
    """A line that would write is refused whole where one option of it does not exist."""
    assert ctrack(*line, wrong).code == 2
    assert len(ctrack.data("log")["rows"]) == 1


@pytest.mark.parametrize(
    "line",
    [
        ("update", "", "--status", "implemented"),
        ("update", "\u200f", "--status", "implemented"),
        ("update", "--status", "implemented"),
        ("assign", " ", "--lead", "none"),
        ("snooze", "", "--until", "2027-12-31"),
        ("recur", "", "--never"),
    ],
)
def test_an_empty_filter_never_writes(ctrack: Runner, line: tuple[str, ...]) -> None:
    """Everything is asked for by --all, and by no word that holds nothing."""
    assert ctrack(*line).code == 2
    assert len(ctrack.data("log")["rows"]) == 1


def test_everything_by_all(ctrack: Runner) -> None:
    """--all changes everything, and a line at the end says how much that was."""
    done = ctrack.ok("update", "--all", "--status", "in_progress")
    assert "0 backwards" in done.err


def test_steps_back_are_asked_for(ctrack: Runner) -> None:
    """Several at once move backwards with --backwards only; what was refused is not recorded in part."""
    ctrack.ok("update", "KWT-25", "--status", "implemented")
    refused = ctrack("update", "KWT-25", "KWT-26", "--status", "in_progress")
    assert (refused.code, "1 of 2" in refused.err, "--backwards" in refused.err) == (4, True, True)
    assert ctrack.data("show", "KWT-26")["history"] == []
    done = ctrack.ok("update", "KWT-25", "KWT-26", "--status", "in_progress", "--backwards")
    assert "2 of 2 moved, 1 backwards, 0 stayed" in done.err


def test_short_options(ctrack: Runner) -> None:
    """-n is a dry run where something is written, and a limit where something is listed; -f and -o are the format."""
    assert ctrack.ok("update", "KWT-25", "--status", "implemented", "-n").code == 0
    assert len(ctrack.data("log")["rows"]) == 1
    assert ctrack.ok("list", "-n", "3", "-f", "json").data == ctrack.data("list", "--limit", "3")
    target = ctrack.home / "list.csv"
    ctrack.ok("list", "-q", "-o", str(target))
    assert target.exists()
    assert ctrack.ok("-V").out == ctrack.ok("--version").out
