"""The terminal by its name, and what it needs to show Arabic right; each was looked at, on Debian 12."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from ctrack.domain.bounded_files import read_bounded
from ctrack.domain.failures import Failure
from ctrack.domain.records.findings import Finding, Gravity
from ctrack.text.bidimode import is_mlterm
from ctrack.text.language import is_right_to_left
from ctrack.text.language import translate as _

# A variable that a terminal sets for what runs in it, and what it is called; the inner one of two comes first.
NAMES = {
    "TMUX": "tmux",
    "STY": "screen",
    "XTERM_VERSION": "xterm",
    "KITTY_WINDOW_ID": "kitty",
    "MLTERM": "mlterm",
    "KONSOLE_VERSION": "Konsole",
    "ALACRITTY_WINDOW_ID": "Alacritty",
    "VTE_VERSION": "VTE",
}
# What a terminal is called by TERM, which another machine is told too.
KINDS = {
    "tmux": "tmux",
    "screen": "screen",
    "xterm-kitty": "kitty",
    "mlterm": "mlterm",
    "konsole": "Konsole",
    "alacritty": "Alacritty",
    "linux": "Linux",
}
YES = frozenset(("y", "yes", "true"))


def find_terminal(environ: Mapping[str, str], bidi: str) -> Finding:
    """The terminal, and what to do where it would show Arabic wrong as it is set up."""
    term, name = environ.get("TERM", "-"), name_terminal(environ)
    advice = advise(environ, name, bidi)
    gravity = Gravity.WARNING if advice and is_right_to_left() else Gravity.OK
    return Finding("terminal", f"{name} ({term})" if name else term, gravity, advice)


def name_terminal(environ: Mapping[str, str]) -> str:
    """What the terminal is called; nothing where nobody says so."""
    found = next((name for variable, name in NAMES.items() if environ.get(variable)), "")
    kinds = (name for kind, name in KINDS.items() if environ.get("TERM", "").startswith(kind))
    return found or next(kinds, "")


def advise(environ: Mapping[str, str], name: str, bidi: str) -> str:
    """What to do for Arabic to be shown right; nothing where it is."""
    if name == "Linux":
        return _("The Linux console has no Arabic letters: use a terminal in a window, or '--output FILE.html'.")
    if (environ.get("KITTY_WINDOW_ID") or name == "kitty") and not keeps_order(environ):
        return _(
            "kitty turns the letters of Arabic words round: write the line 'force_ltr yes' into {path} and start kitty "
            "anew."
        ).format(path=find_kitty(environ))
    if is_mlterm(environ) and bidi != "bare":
        return _(
            "mlterm orders each line by itself, and columns change places: write the line 'use_ctl = false' into "
            "{path}, start mlterm anew, and then 'ctrack config set bidi visual'."
        ).format(path=Path(environ.get("HOME", "~"), ".mlterm", "main"))
    return ""


def find_kitty(environ: Mapping[str, str]) -> Path:
    """Where kitty reads its configuration."""
    home = Path(environ.get("HOME", "~"))
    folder = environ.get("KITTY_CONFIG_DIRECTORY") or Path(environ.get("XDG_CONFIG_HOME") or home / ".config", "kitty")
    return Path(folder, "kitty.conf")


def keeps_order(environ: Mapping[str, str]) -> bool:
    """Whether kitty is told to leave letters in the order in which they come; the last line that says so counts."""
    try:
        lines = read_bounded(find_kitty(environ)).decode("utf-8", "replace").splitlines()
    except (OSError, Failure):
        return False
    said = [line.split()[1:] for line in lines if line.split()[:1] == ["force_ltr"]]
    return bool(said) and bool(said[-1]) and said[-1][0] in YES
