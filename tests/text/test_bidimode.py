"""Which terminals get which kind of Arabic."""

from __future__ import annotations

import pytest

from ctrack.text.bidimode import choose_mode, suit_mode


@pytest.mark.parametrize(
    ("environ", "mode"),
    [
        ({}, "visual"),
        ({"TERM": "xterm-256color"}, "visual"),
        ({"TERM": "xterm-256color", "VTE_VERSION": "5800"}, "logical"),
        ({"TERM": "xterm-256color", "VTE_VERSION": "7006"}, "logical"),
        ({"TERM": "xterm-256color", "VTE_VERSION": "5799"}, "visual"),
        ({"TERM": "xterm-256color", "VTE_VERSION": ""}, "visual"),
        ({"TERM": "xterm-256color", "VTE_VERSION": "0.70"}, "visual"),
        ({"TERM": "xterm", "VTE_VERSION": "7006", "XTERM_VERSION": "XTerm(379)"}, "visual"),
        ({"TERM": "tmux-256color", "VTE_VERSION": "7006"}, "visual"),
        ({"TERM": "screen.xterm-256color", "VTE_VERSION": "7006"}, "visual"),
        ({"TERM": "xterm", "TMUX": "/tmp/tmux-0/default,1,0", "VTE_VERSION": "7006"}, "visual"),
        ({"TERM": "xterm-256color", "KONSOLE_VERSION": "221203"}, "unmirrored"),
        ({"TERM": "mlterm-256color"}, "off"),
        ({"TERM": "xterm", "MLTERM": "3.9.2"}, "off"),
    ],
)
def test_each_terminal_gets_what_it_can_show(environ: dict[str, str], mode: str) -> None:
    """Terminals that reorder get logical text, mlterm plain text, and all others visual text."""
    assert choose_mode(environ, is_terminal=True) == mode


@pytest.mark.parametrize("environ", [{}, {"KONSOLE_VERSION": "220401"}, {"VTE_VERSION": "7006"}])
def test_a_pipe_gets_plain_text(environ: dict[str, str]) -> None:
    """Whatever is not a terminal gets logical text without controls."""
    assert choose_mode(environ, is_terminal=False) == "off"


def test_mlterm_is_sent_no_controls() -> None:
    """Asked for visual text it gets that alone, for it draws what holds a line in order as empty boxes."""
    mlterm = {"TERM": "mlterm", "MLTERM": "3.9.0"}
    assert [suit_mode("visual", environ) for environ in ({}, mlterm)] == ["visual", "bare"]
    assert [suit_mode("logical", mlterm), suit_mode("off", mlterm)] == ["logical", "off"]


def test_konsole_is_sent_brackets_that_are_turned_already() -> None:
    """Asked for logical text it gets that with its brackets as they are to be seen."""
    konsole = {"TERM": "xterm-256color", "KONSOLE_VERSION": "221203"}
    assert [suit_mode(mode, konsole) for mode in ("logical", "visual", "off")] == ["unmirrored", "visual", "off"]
