"""Where output goes and what it looks like there: colour, width, notes, the terminal and the pipe."""

from __future__ import annotations

import re

import pytest

from ctrack.text.cells import cell_width
from ctrack.text.controls import DIRECTION_CONTROLS
from tests.cli.promises import steering
from tests.support.runner import Runner

COMMANDS = [
    ("list", "status:overdue"),
    ("show", "KWT-21"),
    ("due",),
    ("report", "instrument:kuwait-2024"),
    ("log",),
    ("instrument", "list"),
    ("instrument", "show", "kuwait-2024"),
    ("party", "list"),
    ("config", "list"),
    ("db", "info"),
    ("help", "filters"),
    (),
]


def coloured(text: str) -> bool:
    """Whether a text sets colours."""
    return "\x1b[" in text


@pytest.mark.parametrize(
    ("words", "environ", "terminal", "expected"),
    [
        ((), {}, True, True),
        ((), {}, False, False),
        ((), {"NO_COLOR": "1"}, True, False),
        ((), {"NO_COLOR": ""}, True, True),
        ((), {"TERM": "dumb"}, True, False),
        ((), {"FORCE_COLOR": "1"}, False, True),
        ((), {"FORCE_COLOR": "1", "NO_COLOR": "1"}, False, False),
        (("--color", "never"), {}, True, False),
        (("--color", "always"), {}, False, True),
        (("--color", "always"), {"NO_COLOR": "1"}, False, True),
        (("--color", "never"), {"FORCE_COLOR": "1"}, True, False),
        (("--color", "auto"), {"NO_COLOR": "1"}, True, False),
    ],
)
def test_colour(
    ctrack: Runner, words: tuple[str, ...], environ: dict[str, str], terminal: bool, expected: bool
) -> None:
    """The option, then NO_COLOR where it is not empty, then FORCE_COLOR, then whether it is a terminal."""
    outcome = ctrack.ok("list", "status:overdue", "--format", "table", *words, terminal=terminal, **environ)
    assert coloured(outcome.out) is expected
    assert not coloured(outcome.err)


def test_colour_from_the_configuration(ctrack: Runner) -> None:
    """The configuration may ask for colour, and NO_COLOR goes before it."""
    path = ctrack.home / "config" / "ctrack" / "config.toml"
    path.parent.mkdir(parents=True)
    path.write_text('color = "always"\n')
    assert coloured(ctrack.ok("due", "--format", "table").out)
    assert not coloured(ctrack.ok("due", "--format", "table", NO_COLOR="1").out)


@pytest.mark.slow
@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_colour_is_never_alone(ctrack: Runner, words: tuple[str, ...]) -> None:
    """Without its colours an output says the same: beside each stands a word or a mark."""
    plain = ctrack.ok(*words, NO_COLOR="1", terminal=True, COLUMNS="80").out
    painted = re.sub(r"\x1b\[[0-9;]*m", "", ctrack.ok(*words, terminal=True, COLUMNS="80").out)
    assert [line.rstrip() for line in painted.splitlines()] == plain.splitlines()
    assert steering(plain) == []


@pytest.mark.parametrize("width", [40, 60, 80, 132])
@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_lines_fit_the_terminal(ctrack: Runner, words: tuple[str, ...], width: int) -> None:
    """No line is wider than the terminal that COLUMNS tells of."""
    out = ctrack.ok(*words, "--color", "never", terminal=True, COLUMNS=str(width)).out
    assert max(map(cell_width, out.splitlines())) <= width


@pytest.mark.slow
@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_piped_it_is_plain(ctrack: Runner, words: tuple[str, ...]) -> None:
    """Piped: no colour, no box, nothing cut off, no direction marks, and no width."""
    wide, narrow = ctrack.ok(*words).out, ctrack.ok(*words, COLUMNS="20").out
    assert wide == narrow
    assert steering(wide) == []
    assert not set(wide) & set("…│┃┌└─━\u200e\u200f\u2066\u2067\u2068\u2069\u202a\u202b\u202c\u202d\u202e")
    assert all(line == line.rstrip() for line in wide.splitlines())


def test_a_terminal_gets_a_table(ctrack: Runner) -> None:
    """Without --format a terminal gets a table, a pipe plain columns."""
    assert ctrack.ok("party", "list", terminal=True).out == ctrack.ok(
        "party", "list", "--format", "table", terminal=True
    ).out  # fmt: skip
    assert ctrack.ok("party", "list").out == ctrack.ok("party", "list", "--format", "plain").out


def test_words_beside_the_data(ctrack: Runner) -> None:
    """Data go to stdout and words to stderr, so that a pipe carries data alone."""
    outcome = ctrack.ok("list", "status:overdue")
    assert "home: NFP" not in outcome.out
    assert "home: NFP" in outcome.err


def test_a_title_of_a_single_word(ctrack: Runner) -> None:
    """A word longer than the column is folded on a terminal and left whole in a pipe."""
    word = "A" * 300
    ctrack.ok("add", "NAT-1", "--title", word)
    out = ctrack.ok("list", "code:NAT-1", "--color", "never", terminal=True, COLUMNS="80").out
    assert out.count("A") == 300 + out.count("NAT-1")
    assert max(map(cell_width, out.splitlines())) <= 80
    assert word in ctrack.ok("list", "code:NAT-1").out


@pytest.mark.parametrize("words", [*COMMANDS, ("shwo",), ("show", "KWT-99")], ids=" ".join)
def test_english_needs_no_direction(ctrack: Runner, words: tuple[str, ...]) -> None:
    """A line without a letter that runs from the right gets no direction control, which a copied line would keep."""
    outcome = ctrack(*words, "--color", "never", terminal=True, COLUMNS="80")
    lines = (outcome.out + outcome.err).splitlines()
    from_left = [line for line in lines if not re.search("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]", line)]
    assert [line for line in from_left if DIRECTION_CONTROLS & set(line)] == []


@pytest.mark.parametrize("words", [("report", "instrument:ctweek", "--by", "kind"), ()], ids=" ".join)
def test_what_bars_say_stands_once(ctrack: Runner, words: tuple[str, ...]) -> None:
    """The parts of the one bar are named with their blocks, and not a second time beside it."""
    out = ctrack.ok(*words, "--color", "never", terminal=True, COLUMNS="80").out
    assert len(re.findall(r"not reported \d+", out)) == 1


@pytest.mark.parametrize("option", ["visual", "logical"])
def test_bidi_that_is_asked_for_holds_in_a_pipe(ctrack: Runner, option: str) -> None:
    """An explicit --bidi dresses tables, help and words for that terminal also where they are piped."""
    for words in (("list", "instrument:kuwait-2024"), ("list", "--help"), ("show", "KWT-99")):
        outcome = ctrack(*words, "--lang", "ar", "--bidi", option)
        assert DIRECTION_CONTROLS & set(outcome.out + outcome.err), words
        assert max(map(cell_width, (outcome.out + outcome.err).splitlines())) <= 80, words
    assert not DIRECTION_CONTROLS & set(ctrack.ok("list", "--lang", "ar", CTRACK_BIDI=option).out)


def test_layout_that_is_asked_for_holds_in_a_pipe(ctrack: Runner) -> None:
    """An explicit --layout orders the columns also in a pipe."""
    heads = [ctrack.ok("party", "list", "--layout", layout).out.splitlines()[0].split() for layout in ("ltr", "rtl")]
    assert heads[0] == heads[1][::-1]


def test_colour_that_is_asked_for_holds_in_a_pipe(ctrack: Runner) -> None:
    """An explicit --color always colours also in a pipe, and a format that was named stays that format."""
    assert coloured(ctrack.ok("list", "KWT-25", "--color", "always").out)
    assert not coloured(ctrack.ok("list", "KWT-25", "--color", "always", "--format", "plain").out)


def test_words_on_stderr_break_between_words(ctrack: Runner) -> None:
    """On a terminal no word of a sentence on stderr is divided at the edge."""
    err = ctrack("list", "colour:" + "x" * 10, terminal=True, COLUMNS="40").err
    assert max(map(cell_width, err.splitlines())) <= 40
    whole = ctrack("list", "colour:" + "x" * 10).err
    assert err.split() == whole.split()
