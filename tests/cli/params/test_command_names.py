"""Commands by their Arabic names, and lines typed with the keyboard switched."""

from __future__ import annotations

import click
import pytest

from ctrack.cli.command_table import COMMANDS
from ctrack.cli.main import root
from ctrack.cli.params.command_names import find_command, names_in, switch_keys
from ctrack.domain.folding import fold
from ctrack.text.language import known_languages
from tests.support.runner import Runner
from tools.messages import COMPLETE


@pytest.mark.parametrize("code", known_languages()[1:])
def test_every_command_has_a_name_of_its_own(code: str) -> None:
    """Each command has a name in a language that is complete, and no two have the same, however it is spelled."""
    names = [fold(name) for listed in names_in(code).values() for name in listed]
    assert names_in(code).keys() == COMMANDS.keys() or code not in COMPLETE
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("word", ["سرد", "سَرْد", "سـرد"])
def test_an_arabic_name_calls_the_command(ctrack: Runner, word: str) -> None:
    """What is called by its Arabic name answers as it does by the other, with vowel marks and without."""
    assert ctrack.ok(word, "KWT-21").out == ctrack.ok("list", "KWT-21").out


def test_the_journal_keeps_the_name_of_the_table(ctrack: Runner) -> None:
    """What was done by an Arabic name stands in the journal as what was done by the other."""
    ctrack.ok("أنجز", "KWT-21", "--no-input")
    assert "done KWT-21" in ctrack.ok("log").out


def test_a_mistyped_name_is_offered_right(ctrack: Runner) -> None:
    """An Arabic name is among those that may have been meant."""
    told = ctrack("تقريز", LANG="ar_KW.UTF-8")
    assert (told.code, "'تقرير'" in told.err) == (2, True), told.err


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        (("مهسف",), "list"),
        (("مهسف", "خرثقيعث"), "list overdue"),
        (("ساخص", "نصف-21"), "show kwt-21"),
        (("مهسف", "متأخر"), "list متأخر"),
        (("يلا",), "db"),
        (("jrvdv",), "تقرير"),
    ],
)
def test_a_switched_keyboard_is_recognized(ctrack: Runner, typed: tuple[str, ...], meant: str) -> None:
    """The answer to a line whose keys write a command on the other keyboard is that line."""
    told = ctrack(*typed)
    assert (told.code, f"'ctrack {meant}'" in told.err) == (2, True), told.err


def test_keys_are_switched_both_ways() -> None:
    """Whatever a command is called, its keys on the other keyboard lead back to it."""
    assert [name for name in COMMANDS if switch_keys(switch_keys(name)) != name] == []
    assert find_command("list") is None


def test_completion_and_help_offer_the_arabic_names(ctrack: Runner) -> None:
    """An Arabic beginning is completed, and the Arabic help names each command twice."""
    words = ctrack("", COMP_WORDS="ctrack تق", COMP_CWORD="1", _CTRACK_COMPLETE="bash_complete").out
    assert "تقرير" in words
    assert "تقويم" in words
    assert "report (تقرير)" in ctrack.ok("--help", LANG="ar_KW.UTF-8").out
    assert "(تقرير)" not in ctrack.ok("--help", LANG="en_US.UTF-8").out
    assert ctrack.ok("help", "تقرير").out == ctrack.ok("help", "report").out


@pytest.mark.parametrize("code", known_languages()[1:])
def test_every_command_of_a_group_has_a_name_of_its_own(code: str) -> None:
    """Each has a name in a language that is complete, and no two of one group have the same."""
    found = (root.get_command(click.Context(root), name) for name in COMMANDS)
    for group in (tuple(command.commands) for command in found if isinstance(command, click.Group)):
        names = [fold(name) for listed in names_in(code, group).values() for name in listed]
        assert len(set(names)) == len(names)
        assert names_in(code, group).keys() == set(group) or code not in COMPLETE
    assert (find_command("إضافة", ("list",)), find_command("add", ("add",))) == (None, None)


@pytest.mark.parametrize(
    ("arabic", "english"),
    [
        (("صك", "سرد"), ("instrument", "list")),
        (("صك", "اظهار", "kuwait-2024"), ("instrument", "show", "kuwait-2024")),
        (("تذكير", "سجل"), ("remind", "log")),
        (("قاعدة", "معلومات", "--help"), ("db", "info", "--help")),
    ],
)
def test_an_arabic_name_calls_a_command_of_a_group(
    ctrack: Runner, arabic: tuple[str, ...], english: tuple[str, ...]
) -> None:
    """Groups are called by Arabic names, and so are their commands, where a group does something by itself too."""
    assert ctrack.ok(*arabic).out == ctrack.ok(*english).out


def test_the_commands_of_a_group_are_offered_in_arabic(ctrack: Runner) -> None:
    """Completion, the help in Arabic and the answer to a mistyped name know them."""
    for words, offered in (("صك سر", "سرد"), ("remind جد", "جدولة"), ("remind lo", "log"), ("instrument sh", "show")):
        shown = ctrack("", COMP_WORDS=f"ctrack {words}", COMP_CWORD="2", _CTRACK_COMPLETE="bash_complete").out
        assert f"plain,{offered}" in shown.splitlines()
    after = ctrack("", COMP_WORDS="ctrack remind KWT lo", COMP_CWORD="3", _CTRACK_COMPLETE="bash_complete").out
    assert "plain,log" not in after.splitlines()
    for group in ("instrument", "remind"):
        assert "(سجل)  " in ctrack.ok("remind", "--help", LANG="ar_KW.UTF-8").out
        assert "(س" not in ctrack.ok(group, "--help", LANG="en_US.UTF-8").out
    told = ctrack("صك", "إضاف", LANG="ar_KW.UTF-8")
    assert (told.code, "'إضافة'" in told.err) == (2, True), told.err


def test_the_journal_keeps_the_name_of_the_group(ctrack: Runner) -> None:
    """What was done by Arabic names stands in the journal as what was done by the others."""
    ctrack.ok("جهة", "أضف", "MOX", "--name", "Works")
    assert "agency add MOX" in ctrack.ok("log").out
