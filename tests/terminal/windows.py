"""The command line of each terminal that is photographed: one face and size, a window of so many cells, no frame."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

SYSTEM_PYTHON = "/usr/bin/python3"
VTE_WINDOW = Path(__file__).with_name("vte_window.py")
FONT, SIZE = "DejaVu Sans Mono", 11
DISPLAY = ("Xvfb", "import", "convert")
NEEDED: Mapping[str, tuple[str, ...]] = {
    "xterm": (*DISPLAY, "xterm"),
    "tmux": (*DISPLAY, "xterm", "tmux"),
    "vte": (*DISPLAY, SYSTEM_PYTHON),
    "konsole": (*DISPLAY, "konsole", "dbus-run-session"),
    "alacritty": (*DISPLAY, "alacritty"),
    "kitty": (*DISPLAY, "kitty"),
    "mlterm": (*DISPLAY, "mlterm"),
}
MARGIN = 8
"""Pixels around the cells, so that the top left corner of the window is paper."""


@dataclass(frozen=True, slots=True)
class Window:
    """What a terminal is opened with."""

    columns: int
    rows: int
    background: str
    foreground: str
    folder: Path


def missing_for(terminal: str) -> str:
    """What a terminal lacks here to be photographed, or nothing."""
    lacking = [program for program in NEEDED[terminal] if shutil.which(program) is None]
    if terminal == "vte" and not lacking and not _has_vte():
        lacking = ["gir1.2-vte-2.91"]
    return ", ".join(lacking)


def _has_vte() -> bool:
    line = "import gi; gi.require_version('Gtk', '3.0'); gi.require_version('Vte', '2.91')"
    return subprocess.run([SYSTEM_PYTHON, "-c", line], capture_output=True, check=False).returncode == 0


def open_xterm(window: Window, shown: list[str]) -> list[str]:
    """A bare xterm."""
    look = ["-fa", FONT, "-fs", str(SIZE), "-bg", window.background, "-fg", window.foreground]
    size = f"{window.columns}x{window.rows}+0+0"
    return ["xterm", "-u8", "+sb", "-geometry", size, *look, "-b", str(MARGIN), "-bw", "0", "-e", *shown]


def open_tmux(window: Window, shown: list[str]) -> list[str]:
    """tmux in an xterm."""
    place, settings = window.folder / "tmux", window.folder / "tmux.conf"
    settings.write_text("set -g status off\nset -g default-terminal tmux-256color\n", "utf-8")
    return open_xterm(window, ["tmux", "-u", "-S", str(place), "-f", str(settings), "new-session", *shown])


def open_vte(window: Window, shown: list[str]) -> list[str]:
    """A window with nothing but a VTE terminal in it."""
    look = [FONT, str(SIZE), window.background, window.foreground, str(window.columns), str(window.rows)]
    return [SYSTEM_PYTHON, str(VTE_WINDOW), *look, *shown]


def open_konsole(window: Window, shown: list[str]) -> list[str]:
    """Konsole by a profile of its own; its tools stay above the cells."""
    scheme = window.folder / "konsole" / "Picture.colorscheme"
    scheme.parent.mkdir(exist_ok=True)
    colours = {"Background": window.background, "Foreground": window.foreground}
    scheme.write_text("".join(f"[{name}]\nColor={rgb_of(value)}\n" for name, value in colours.items()), "utf-8")
    look = {
        "TerminalColumns": window.columns, "TerminalRows": window.rows, "Font": f"{FONT},{SIZE}",
        "ScrollBarPosition": 2, "ColorScheme": "Picture", "TerminalMargin": MARGIN,
    }  # fmt: skip
    chosen = [word for name, value in look.items() for word in ("-p", f"{name}={value}")]
    bars = ["--nofork", "--hide-menubar", "--hide-tabbar"]
    return ["dbus-run-session", "konsole", *bars, *chosen, "-e", *shown]


def rgb_of(colour: str) -> str:
    """A colour as Konsole writes it: `16,20,24`."""
    return ",".join(str(int(colour[place : place + 2], 16)) for place in (1, 3, 5))


def open_alacritty(window: Window, shown: list[str]) -> list[str]:
    """Alacritty, by a configuration of its own (0.11 reads YAML)."""
    settings = window.folder / "alacritty.yml"
    size = f"dimensions: {{columns: {window.columns}, lines: {window.rows}}}, padding: {{x: {MARGIN}, y: {MARGIN}}}"
    ink = f"background: '{window.background}', foreground: '{window.foreground}'"
    settings.write_text(
        f"window: {{{size}, decorations: none, position: {{x: 0, y: 0}}}}\n"
        f"font: {{normal: {{family: {FONT}}}, size: {SIZE}}}\n"
        f"colors: {{primary: {{{ink}}}}}\n",
        "utf-8",
    )
    return ["alacritty", "--config-file", str(settings), "-e", *shown]


def open_kitty(window: Window, shown: list[str]) -> list[str]:
    """kitty as `doctor` advises, with letters left in the order in which they come."""
    folder = window.folder / "kitty"
    folder.mkdir(exist_ok=True)
    (folder / "kitty.conf").write_text("force_ltr yes\n", "utf-8")
    look = {
        "font_family": FONT, "font_size": SIZE, "background": window.background, "foreground": window.foreground,
        "remember_window_size": "no", "initial_window_width": f"{window.columns}c",
        "initial_window_height": f"{window.rows}c", "window_padding_width": MARGIN, "confirm_os_window_close": 0,
    }  # fmt: skip
    return ["kitty", *(word for name, value in look.items() for word in ("-o", f"{name}={value}")), *shown]


def open_mlterm(window: Window, shown: list[str]) -> list[str]:
    """mlterm as `doctor` advises, with the order of letters left to what prints them."""
    folder = window.folder / ".mlterm"
    folder.mkdir(exist_ok=True)
    (folder / "aafont").write_text(f"ISO10646_UCS4_1={FONT}\n", "utf-8")
    (folder / "main").write_text("use_ctl = false\n", "utf-8")
    look = ["-b", window.background, "-f", window.foreground, "--type=xft", "-w", str(SIZE + 4), "--sbmod=none"]
    size = f"{window.columns}x{window.rows}+0+0"
    return ["mlterm", *look, "-E", "utf8", f"--border={MARGIN}", "-g", size, "-e", *shown]


OPENERS: Mapping[str, Callable[[Window, list[str]], list[str]]] = {
    "xterm": open_xterm,
    "tmux": open_tmux,
    "vte": open_vte,
    "konsole": open_konsole,
    "alacritty": open_alacritty,
    "kitty": open_kitty,
    "mlterm": open_mlterm,
}
# What a terminal tells the program by its configuration, as `doctor` advises.
SETTINGS: Mapping[str, Mapping[str, str]] = {"mlterm": {"CTRACK_BIDI": "visual"}}
