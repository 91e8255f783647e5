"""Pictures of the program on real terminals, on a virtual display: xterm, tmux, VTE, Konsole, Alacritty, kitty, mlterm.

By hand: `python -m tests.terminal.pictures REGISTER FOLDER`, or with `docs` after it for those that the documents
show (FOLDER is docs/pictures then), or with the names of terminals. It needs Xvfb, ImageMagick's `import` and
`convert`, and each terminal that is to be seen (Debian: xterm, tmux, konsole, alacritty, kitty, mlterm; for VTE
gir1.2-vte-2.91 and python3-gi); one that is not here is passed over. The clock stands still.
"""

from __future__ import annotations

import os
import shlex
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from tests.support.runner import NOW
from tests.terminal.windows import NEEDED, OPENERS, SETTINGS, Window, missing_for

PROGRAM = Path(sys.executable).with_name("ctrack")
COLUMNS = 100
NOTHING = b"\0\0\0"
"""The colour of the screen around the window."""
PATIENCE = 30.0
"""Seconds for a terminal to open and to show what it was given."""
PAUSE = 0.7
"""Seconds without a change after which a screen stands still."""
COMMANDS: Mapping[str, tuple[str, int]] = {
    "list": ("list instrument:kuwait-2024", 62),
    "report": ("report instrument:kuwait-2024", 75),
    "show": ("show KWT-21", 50),
    "due": ("due", 20),
    "help": ("--help", 74),
    "error": ("list status:overdu", 6),
    "doctor": ("doctor", 26),
}
"""What is photographed, and the lines of the window it is shown in."""
BACKGROUNDS: Mapping[str, tuple[str, str]] = {"dark": ("#101418", "#e6e6e6"), "light": ("#ffffff", "#1a1a1a")}
TERMINALS = tuple(NEEDED)


class NoPicture(Exception):
    """There is no display, or a terminal showed nothing in time."""


@dataclass(frozen=True, slots=True)
class Scene:
    """The command line of the program that is photographed, on which terminal and on which background."""

    terminal: str
    arguments: str
    rows: int = 30
    background: str = "dark"
    language: str = "ar"
    columns: int = COLUMNS


DOCUMENTED: Mapping[str, Scene] = {
    "terminal-list": Scene("xterm", "list instrument:kuwait-2024 status:implemented,in_progress,overdue", 12),
    "terminal-report": Scene("vte", "report instrument:kuwait-2024", 75, "light"),
    "terminal-show": Scene("tmux", "show KWT-21", 52),
    "terminal-help": Scene("xterm", "--help", 66, "light", columns=80),
}
"""The pictures that the documents show."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as pixels, three bytes each, from the top left."""

    width: int
    height: int
    pixels: bytes

    @property
    def lines(self) -> list[bytes]:
        """The rows of pixels."""
        step = self.width * 3
        return [self.pixels[start : start + step] for start in range(0, len(self.pixels), step)]

    @property
    def is_blank(self) -> bool:
        """Whether it has one colour only."""
        return self.pixels == self.pixels[:3] * (self.width * self.height)

    def save(self, path: Path) -> None:
        """Write it as a PNG file of few colours."""
        header = b"P6 %d %d 255\n" % (self.width, self.height)
        subprocess.run(
            ["convert", "ppm:-", "+dither", "-colors", "32", "-strip", f"png8:{path}"],
            input=header + self.pixels,
            check=True,
        )


@contextmanager
def open_display() -> Iterator[str]:
    """The address of a virtual display."""
    reading, writing = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1600x2000x24", "-nolisten", "tcp"],
        pass_fds=(writing,),
        stderr=subprocess.DEVNULL,
    )
    os.close(writing)
    try:
        with os.fdopen(reading) as stream:
            number = stream.readline().strip()
        if not number:
            raise NoPicture("Xvfb did not start")
        yield f":{number}"
    finally:
        server.terminate()
        server.wait()


def take_picture(scene: Scene, display: str, register: Path, folder: Path) -> Picture:
    """Show a scene over a register and photograph it when it stands still; files for it go to `folder`."""
    script = folder / "scene.sh"
    script.write_text(_script(scene), "utf-8")
    environ = _environ(scene, display, register, folder)
    window = subprocess.Popen(
        _window(scene, script, folder),
        env=environ,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd=register.parent,
        start_new_session=True,
    )
    try:
        return _wait_for_picture(window, environ)
    finally:
        # Konsole and its bus are two programs of one group.
        with suppress(ProcessLookupError):
            os.killpg(window.pid, signal.SIGTERM)
        window.wait()
        if scene.terminal == "tmux":
            subprocess.run(["tmux", "-S", str(folder / "tmux"), "kill-server"], env=environ, check=False)


def _script(scene: Scene) -> str:
    """What runs in the terminal: the command, without a cursor, and then a long silence."""
    return f"printf '\\033[?25l'\n{shlex.quote(str(PROGRAM))} {scene.arguments}\nsleep 60\n"


def _environ(scene: Scene, display: str, register: Path, folder: Path) -> dict[str, str]:
    return {
        "PATH": os.environ["PATH"],
        "HOME": str(folder),
        "XDG_CONFIG_HOME": str(folder),
        "XDG_RUNTIME_DIR": str(folder),
        "NO_AT_BRIDGE": "1",
        "DISPLAY": display,
        "LANG": "C.UTF-8",
        "TZ": "UTC",
        "TERM": "xterm-256color",
        "CTRACK_DB": register.name,
        "CTRACK_LANG": scene.language,
        "CTRACK_NOW": NOW,
        "CTRACK_USER": "focal.point",
        "PAGER": "cat",
        "LIBGL_ALWAYS_SOFTWARE": "1",
        "QT_QPA_PLATFORM": "xcb",
        "XDG_DATA_HOME": str(folder),
        **SETTINGS.get(scene.terminal, {}),
    }


def _window(scene: Scene, script: Path, folder: Path) -> list[str]:
    """The command line of a terminal that shows a script."""
    background, foreground = BACKGROUNDS[scene.background]
    window = Window(scene.columns, scene.rows, background, foreground, folder)
    return OPENERS[scene.terminal](window, ["sh", str(script)])


def _wait_for_picture(window: subprocess.Popen[bytes], environ: Mapping[str, str]) -> Picture:
    """The first picture with something on it that is still the same a moment later."""
    before: Picture | None = None
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and window.poll() is None:
        picture = _photograph(environ)
        if picture is not None and not picture.is_blank and picture == before:
            return picture
        before = picture
        time.sleep(PAUSE)
    raise NoPicture("the terminal showed nothing in time")


def _photograph(environ: Mapping[str, str]) -> Picture | None:
    """The window as it is now, in the top left corner of a black screen; None while there is none."""
    command = ["import", "-silent", "-window", "root", "-depth", "8", "ppm:-"]
    done = subprocess.run(command, env=dict(environ), capture_output=True, check=True, timeout=PATIENCE)
    _magic, size, _depth, pixels = done.stdout.split(b"\n", 3)
    width, height = map(int, size.split())
    screen = Picture(width, height, pixels).lines
    right = next((place for place in range(width) if screen[0][place * 3 : place * 3 + 3] == NOTHING), width)
    bottom = next((number for number, line in enumerate(screen) if line[:3] == NOTHING), height)
    window = screen[:bottom] if right else []
    return Picture(right, bottom, b"".join(line[: right * 3] for line in window)) if window else None


def all_scenes(terminals: Iterable[str]) -> Iterator[tuple[str, Scene]]:
    """Every command on each of these terminals that is here, dark and light, each with the name of its picture."""
    for terminal in terminals:
        lacking = missing_for(terminal)
        if lacking:
            print(f"{terminal}: not here: {lacking}")
            continue
        for background in BACKGROUNDS:
            for name, (arguments, rows) in COMMANDS.items():
                yield f"{terminal}-{name}-{background}", Scene(terminal, arguments, rows, background)


def main(register: str, folder: str, *wanted: str) -> None:
    """Take the pictures of a register."""
    scenes = DOCUMENTED.items() if wanted == ("docs",) else all_scenes(wanted or TERMINALS)
    Path(folder).mkdir(parents=True, exist_ok=True)
    with open_display() as display, tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as home:
        for name, scene in scenes:
            take_picture(scene, display, Path(register).resolve(), Path(home)).save(Path(folder) / f"{name}.png")


if __name__ == "__main__":
    main(*sys.argv[1:])
