"""Text from outside is hostile: what was typed or imported steers no terminal and turns no line around."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from ctrack.text.controls import DIRECTION_CONTROLS, unclosed
from tests.cli.promises import refused, steering
from tests.support.runner import Runner

HOSTILE = {
    # Colours, a cleared screen, the title of the window, the clipboard, C1 forms of the same, bell, backspaces.
    "controls": "\x1b[31mred\x1b[0m\x1b[2J\x1b[H\x1bc\x1b]0;own\x07\x1b]52;c;ZXY=\x1b\\"
    "\x9b31m\x9d0;own\x9ca\x08\x08b\x7f",
    "line ends": "one\ntwo\u2028three\u2029four\x0bfive\x0csix\x85seven\rwrong\ttab",
    "directions": "\u202eevil\u202c \u202e open \u2067\u2068never closed",
    "stray closers": "\u2069\u2069\u202c\u202c \u200fمرحبا\u202e ABC",
    "markup": "[bold red]loud[/] [link=http://evil.example]x[/link] [/nothing] | a | <script>alert(1)</script> "
    "![x](http://evil.example/x.png) `x` **b**",
}
SCREENS: tuple[dict[str, Any], ...] = (
    {"terminal": True, "COLUMNS": "80", "CTRACK_BIDI": "visual"},
    {"terminal": True, "COLUMNS": "40", "NO_COLOR": "1", "CTRACK_BIDI": "logical"},
    {},
)


def assert_harmless(text: str, *, has_colour: bool) -> None:
    """Nothing steers but the colours that ctrack itself sets, and no direction outlives its line."""
    if has_colour:
        text = re.sub(r"\x1b\[[0-9;]*m", "", text)
    assert steering(text) == []
    assert "\u2028" not in text
    assert "\u2029" not in text
    for line in text.split("\n"):
        assert unclosed(line) == "", repr(line)


# Of every kind of attack one in the quick lane, and all in the long suites.
QUICK = ("controls", "directions")


@pytest.fixture(params=[name if name in QUICK else pytest.param(name, marks=pytest.mark.slow) for name in HOSTILE])
def planted(request: pytest.FixtureRequest, ctrack: Runner) -> tuple[Runner, str]:
    """A register with one hostile text in every place that a user can fill."""
    text = HOSTILE[request.param]
    ctrack.ok("add", "NAT-1", "--title", text, "--title-ar", text, "--summary", text, "--source", text,
              "--deadline", f"when {text}", "--user", text)  # fmt: skip
    ctrack.ok("update", "NAT-1", "--progress", "10", "--note", text, "--user", text)
    ctrack.ok("party", "add", "LAS", "--name", text, "--name-ar", text)
    return ctrack, text


VIEWS = [
    ("list", "code:NAT-1"),
    ("show", "NAT-1", "--history"),
    ("report", "instrument:own"),
    ("log",),
    ("party", "list"),
    ("undo", "--list"),
    ("undo", "--dry-run"),
    ("update", "NAT-1", "--progress", "20", "--dry-run"),
]


@pytest.mark.slow
def test_no_output_is_steered(planted: tuple[Runner, str]) -> None:
    """On a terminal of any kind, in a pipe and in Markdown stored text is text and nothing else."""
    ctrack, _ = planted
    for words in VIEWS:
        for screen in SCREENS:
            outcome = ctrack.ok(*words, **screen)
            assert_harmless(outcome.out, has_colour="NO_COLOR" not in screen and bool(screen))
            assert_harmless(outcome.err, has_colour=False)
        assert_harmless(ctrack.ok(*words, "--format", "md").out, has_colour=False)


def test_nothing_is_lost(planted: tuple[Runner, str]) -> None:
    """What was typed is stored as given, and JSON gives the very same back."""
    ctrack, text = planted
    data = ctrack.data("show", "NAT-1")
    assert data["titles"] == {"en": text, "ar": text}
    assert list(data["history"][-1]["note"].values()) == [text.replace("\r\n", "\n").strip("\n")]
    assert ctrack.data("log", "--limit", "2")["rows"][-1]["author"] == text


@pytest.mark.slow
def test_json_steers_nothing(planted: tuple[Runner, str]) -> None:
    """JSON that is printed to a terminal writes controls and overrides as escapes."""
    ctrack, _ = planted
    for words in VIEWS:
        out = ctrack.ok(*words, "--format", "json").out
        assert steering(out) == []
        assert not DIRECTION_CONTROLS - set("\u200e\u200f\u061c") & set(out)
        assert json.loads(out)["ok"] is True


def test_rows_stay_rows(planted: tuple[Runner, str]) -> None:
    """A line of TSV is a row, whatever its cells hold; Markdown keeps its columns and makes no markup of them."""
    ctrack, _ = planted
    lines = ctrack.ok("list", "code:NAT-1", "--format", "tsv").out.splitlines()
    assert len(lines) == 2
    assert lines[0].count("\t") == lines[1].count("\t")
    shown = ctrack.ok("list", "code:NAT-1", "--format", "md").out
    assert "<script>" not in shown
    assert "![x](" not in shown


@pytest.mark.parametrize("name", list(HOSTILE))
def test_errors_are_not_steered(ctrack: Runner, name: str) -> None:
    """What was mistyped is said back without its powers."""
    text = HOSTILE[name]
    for words in (
        ("show", text),
        ("list", f"status:{text}"),
        ("list", f"{text}:x"),
        ("update", "KWT-25", "--status", text),
        ("update", "KWT-25", "--progress", text),
        ("update", "KWT-25", "--progress", "5", "--on", text),
        ("update", "KWT-25", "--progress", "5", "--party", text),
        ("--db", f"/nowhere/{text}.db", "list"),
        ("help", text),
        (text,),
        ("list", f"--{text}"),
    ):
        outcome = ctrack(*words, terminal=True, COLUMNS="80")
        assert outcome.code in (0, 2, 3, 4, 5), outcome
        assert_harmless(outcome.err, has_colour=False)
        assert_harmless(outcome.out, has_colour=True)


@pytest.mark.parametrize("formula", ["=1+1", "+1+1", "-1+1", "@SUM(A1)", '=HYPERLINK("http://evil.example")'])
def test_spreadsheets_calculate_nothing(ctrack: Runner, formula: str) -> None:
    """In CSV a text that a spreadsheet would calculate is guarded; a number stays one."""
    ctrack.ok("add", "NAT-1", "--title", formula)
    row = ctrack.ok("list", "code:NAT-1", "--format", "csv").out.splitlines()[1]
    assert f"'{formula[0]}" in row


LONG = {"one word": "x" * 100_000, "many words": "not " * 25_000, "Arabic": "ش" * 40_000}


@pytest.mark.parametrize("text", LONG.values(), ids=LONG)
@pytest.mark.parametrize(
    "words",
    [
        ("help", "{}"), ("list", "--format", "{}"), ("list", "--lang={}"), ("person", "edit", "{}", "--email", "a@b.c"),
        ("publish", "site", "--profile", "{}"), ("edit", "KWT-24", "--section", "{}"), ("show", "{}"),
    ],
)  # fmt: skip
def test_what_is_long_is_said_back_briefly(ctrack: Runner, words: tuple[str, ...], text: str) -> None:
    """A screen is not flooded with what was mistyped: its beginning says which word is meant."""
    outcome = ctrack(*(word.format(text) for word in words))
    assert outcome.code in (1, 2, 3, 4)
    assert 0 < len(outcome.err) < 6000
    assert outcome.out == ""


@pytest.mark.parametrize("text", LONG.values(), ids=LONG)
def test_a_code_without_end_is_none(ctrack: Runner, text: str) -> None:
    """It is called a code that the register does not hold, and not too much to be asked."""
    refused(ctrack("show", text), 3, "There is no commitment")
