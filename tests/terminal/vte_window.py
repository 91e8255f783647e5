"""A bare VTE terminal in a window; run by the system's Python, which has `gi`, and not by the tests' own."""

from __future__ import annotations

import sys

import gi  # type: ignore[import-not-found]

gi.require_version("Gtk", "3.0")
gi.require_version("Vte", "2.91")
from gi.repository import Gdk, GLib, Gtk, Pango, Vte  # type: ignore[import-not-found]  # noqa: E402


def colour(name: str) -> object:
    """A colour by its name."""
    rgba = Gdk.RGBA()
    rgba.parse(name)
    return rgba


def main(font: str, size: str, background: str, foreground: str, columns: str, rows: str, *command: str) -> None:
    """Show what a command prints until the window is closed."""
    terminal = Vte.Terminal()
    terminal.set_font(Pango.FontDescription(f"{font} {size}"))
    terminal.set_size(int(columns), int(rows))
    terminal.set_colors(colour(foreground), colour(background), None)
    terminal.spawn_async(Vte.PtyFlags.DEFAULT, None, list(command), None, GLib.SpawnFlags.SEARCH_PATH, None, None, -1,
                         None, None)  # fmt: skip
    window = Gtk.Window()
    window.add(terminal)
    window.connect("destroy", Gtk.main_quit)
    window.show_all()
    Gtk.main()


if __name__ == "__main__":
    main(*sys.argv[1:])
