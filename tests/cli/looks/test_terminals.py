"""Terminals by their names, and what each needs for Arabic."""

from __future__ import annotations

from pathlib import Path

import pytest

from ctrack.cli.looks.terminals import find_terminal, name_terminal
from ctrack.domain.records.findings import Gravity
from ctrack.text.language import speaking


@pytest.mark.parametrize(
    ("environ", "name"),
    [
        ({}, ""),
        ({"TERM": "xterm-256color"}, ""),
        ({"TERM": "xterm-256color", "XTERM_VERSION": "XTerm(379)", "VTE_VERSION": "7006"}, "xterm"),
        ({"TERM": "xterm-256color", "VTE_VERSION": "7006"}, "VTE"),
        ({"TERM": "tmux-256color", "TMUX": "/tmp/tmux", "KITTY_WINDOW_ID": "1"}, "tmux"),
        ({"TERM": "xterm-256color", "KONSOLE_VERSION": "221203"}, "Konsole"),
        ({"TERM": "alacritty", "ALACRITTY_WINDOW_ID": "1"}, "Alacritty"),
        ({"TERM": "xterm-kitty"}, "kitty"),
        ({"TERM": "mlterm", "MLTERM": "3.9.0"}, "mlterm"),
        ({"TERM": "linux"}, "Linux"),
    ],
)
def test_each_terminal_is_named(environ: dict[str, str], name: str) -> None:
    """By the variables that it sets, the inner one of two, and else by TERM."""
    assert name_terminal(environ) == name


def test_kitty_is_told_to_keep_the_order(tmp_path: Path) -> None:
    """Without the line in its configuration there is advice that names the file, in tmux too; with it there is none."""
    kitty = {"TERM": "tmux-256color", "TMUX": "x", "KITTY_WINDOW_ID": "1", "KITTY_CONFIG_DIRECTORY": str(tmp_path)}
    with speaking("ar"):
        found = find_terminal(kitty, "visual")
        assert found.gravity is Gravity.WARNING
        assert "'force_ltr yes'" in found.advice
        assert str(tmp_path / "kitty.conf") in found.advice
    assert find_terminal(kitty, "visual").gravity is Gravity.OK
    for line, is_kept in (("force_ltr no", False), ("#force_ltr yes", False), ("  force_ltr   yes", True)):
        (tmp_path / "kitty.conf").write_text(f"font_size 11\n{line}\n")
        assert (find_terminal(kitty, "visual").advice == "") is is_kept


def test_mlterm_and_the_console_are_told_what_to_do() -> None:
    """mlterm is told by itself how not to order; a console without letters is not mended by a setting."""
    mlterm = {"TERM": "mlterm", "MLTERM": "3.9.0", "HOME": "/home/n"}
    assert "'use_ctl = false' into /home/n/.mlterm/main" in find_terminal(mlterm, "off").advice
    assert find_terminal(mlterm, "bare").advice == ""
    assert "--output FILE.html" in find_terminal({"TERM": "linux"}, "visual").advice
    assert find_terminal({"TERM": "alacritty"}, "visual").advice == ""
