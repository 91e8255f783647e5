"""A real Chromium, spoken to by the Chrome DevTools Protocol over a pipe: two descriptors, no port, no driver.

A message is JSON and ends in a NUL. What a page asked for and what it complained of is kept, for a test to look at.
"""

from __future__ import annotations

import base64
import fcntl
import json
import os
import select
import shutil
import signal
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
PATIENCE = 60.0
FLAGS = (
    "--headless",
    "--no-first-run",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-dev-shm-usage",
    "--remote-debugging-pipe",
)
Message = dict[str, Any]
_MIDDLE = """
(() => {
  const element = document.querySelector(%s);
  element.scrollIntoView({ block: "center", behavior: "instant" });
  const box = element.getBoundingClientRect();
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
})()
"""


class NoChromium(Exception):
    """There is no Chromium to be had here."""


class ChromiumFailed(AssertionError):
    """The browser refused a command, or did not answer."""


@contextmanager
def start_chromium() -> Iterator[Chromium]:
    """A browser with a profile of its own, gone afterwards; raises NoChromium."""
    program = next(filter(None, map(shutil.which, NAMES)), None)
    if program is None:
        raise NoChromium("there is no Chromium here: apt-get install chromium")
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        browser = Chromium(program, Path(folder))
        try:
            yield browser
        finally:
            browser.close()


def spawn(command: list[str], incoming: int, outgoing: int) -> int:
    """Start a program whose descriptors 3 and 4, where the protocol is spoken, are these; returns its process."""
    # Moved out of the way first: one of them may be the very number that the other is to have.
    high = [fcntl.fcntl(descriptor, fcntl.F_DUPFD_CLOEXEC, 10) for descriptor in (incoming, outgoing)]
    nowhere = [(os.POSIX_SPAWN_OPEN, number, os.devnull, os.O_RDWR, 0) for number in range(3)]
    wanted = [(os.POSIX_SPAWN_DUP2, descriptor, number) for number, descriptor in enumerate(high, 3)]
    try:
        return os.posix_spawn(command[0], command, os.environ, file_actions=[*nowhere, *wanted])
    finally:
        for descriptor in high:
            os.close(descriptor)


def has_ended(process: int) -> bool:
    """Whether a child of ours has ended; told once and remembered by nobody else."""
    try:
        return os.waitpid(process, os.WNOHANG) != (0, 0)
    except ChildProcessError:
        return True


class Chromium:
    """The browser process and the pipe to it."""

    def __init__(self, program: str, profile: Path) -> None:
        theirs_in, self._out = os.pipe()
        self._in, theirs_out = os.pipe()
        sandbox = ("--no-sandbox",) if os.geteuid() == 0 else ()
        command = [program, *FLAGS, *sandbox, f"--user-data-dir={profile}", "about:blank"]
        self._process = spawn(command, theirs_in, theirs_out)
        os.close(theirs_in)
        os.close(theirs_out)
        self._count = 0
        self._rest = b""
        self.events: list[Message] = []

    def send(self, method: str, session: str | None = None, **parameters: Any) -> Message:
        """Give a command and wait for its answer; what happens meanwhile is kept among the events."""
        self._count += 1
        message = {"id": self._count, "method": method, "params": parameters}
        wire = json.dumps(message | ({"sessionId": session} if session else {})).encode() + b"\0"
        self._write(wire)
        while True:
            answer = self.receive()
            if answer.get("id") == self._count:
                if "error" in answer:
                    raise ChromiumFailed(f"{method}: {answer['error']}")
                return dict(answer["result"])

    def _write(self, wire: bytes) -> None:
        while wire:
            wire = wire[os.write(self._out, wire) :]

    def receive(self, patience: float = PATIENCE) -> Message:
        """The next message, an event kept as well; raises ChromiumFailed where none comes."""
        end = time.monotonic() + patience
        while b"\0" not in self._rest:
            ready, _, _ = select.select([self._in], [], [], max(0.0, end - time.monotonic()))
            piece = os.read(self._in, 1 << 20) if ready else b""
            if not piece:
                raise ChromiumFailed("the browser does not answer")
            self._rest += piece
        line, _, self._rest = self._rest.partition(b"\0")
        message: Message = json.loads(line)
        if "method" in message:
            self.events.append(message)
        return message

    def open(self, address: str, **looks: Any) -> Page:
        """A new page at an address, loaded; the looks are those of `Page.look`."""
        target = self.send("Target.createTarget", url="about:blank")["targetId"]
        session = self.send("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        page = Page(self, session)
        for domain in ("Page", "Runtime", "Network", "Log"):
            page.send(f"{domain}.enable")
        if looks:
            page.look(**looks)
        page.go(address)
        return page

    def close(self) -> None:
        """End the browser."""
        try:
            self.send("Browser.close")
            end = time.monotonic() + PATIENCE
            while not has_ended(self._process) and time.monotonic() < end:
                time.sleep(0.02)
        except (ChromiumFailed, OSError):
            pass
        if not has_ended(self._process):
            os.kill(self._process, signal.SIGKILL)
            os.waitpid(self._process, 0)
        os.close(self._out)
        os.close(self._in)


class Page:
    """One page of the browser."""

    def __init__(self, browser: Chromium, session: str) -> None:
        self.browser = browser
        self.session = session

    def send(self, method: str, **parameters: Any) -> Message:
        """Give the page a command."""
        return self.browser.send(method, self.session, **parameters)

    def look(
        self, width: int = 1280, height: int = 900, scheme: str = "light", *, has_script: bool = True, media: str = ""
    ) -> None:
        """Set the window, the colours that the reader prefers, whether scripts run, and the medium."""
        self.send(
            "Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=width < 600
        )
        preferred = [{"name": "prefers-color-scheme", "value": scheme}]
        self.send("Emulation.setEmulatedMedia", media=media, features=preferred)
        self.send("Emulation.setScriptExecutionDisabled", value=not has_script)

    def go(self, address: str) -> None:
        """Load an address, and wait until it has."""
        seen = len(self.browser.events)
        self.send("Page.navigate", url=address)
        while not any(self._is_own(event, "Page.loadEventFired") for event in self.browser.events[seen:]):
            self.browser.receive()

    def _is_own(self, event: Message, *methods: str) -> bool:
        return event.get("sessionId") == self.session and event["method"] in methods

    def evaluate(self, expression: str) -> Any:
        """The value of an expression of JavaScript in the page; raises where it throws."""
        answer = self.send("Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True)
        if "exceptionDetails" in answer:
            raise ChromiumFailed(json.dumps(answer["exceptionDetails"]))
        return answer["result"].get("value")

    def texts(self, selector: str) -> list[str]:
        """What the elements that are shown say, as a reader sees them."""
        shown = f"[...document.querySelectorAll({json.dumps(selector)})].filter((each) => each.getClientRects().length)"
        return list(self.evaluate(f"{shown}.map((each) => each.innerText.trim())"))

    def click(self, selector: str) -> None:
        """Press the middle of the first such element with the mouse."""
        box = self.evaluate(_MIDDLE % json.dumps(selector))
        for kind in ("mousePressed", "mouseReleased"):
            self.send("Input.dispatchMouseEvent", type=kind, button="left", clickCount=1, **box)

    def press(self, key: str) -> None:
        """Press a key that writes nothing: Tab or Enter."""
        numbers = {"Tab": 9, "Enter": 13}
        written = {"text": "\r"} if key == "Enter" else {}
        for kind in ("keyDown", "keyUp"):
            self.send("Input.dispatchKeyEvent", type=kind, key=key, code=key, windowsVirtualKeyCode=numbers[key],
                      **(written if kind == "keyDown" else {}))  # fmt: skip

    def write(self, selector: str, text: str) -> None:
        """Put a text into a field as if it was typed, in place of what is there."""
        self.evaluate(f"document.querySelector({json.dumps(selector)}).select()")
        if text:
            self.send("Input.insertText", text=text)
        else:
            for kind in ("keyDown", "keyUp"):
                self.send("Input.dispatchKeyEvent", type=kind, key="Delete", windowsVirtualKeyCode=46)

    def settle(self, milliseconds: int = 50) -> None:
        """Wait for what the page does of its own accord."""
        self.evaluate(f"new Promise((done) => setTimeout(done, {milliseconds}))")

    @property
    def requests(self) -> list[str]:
        """The addresses that the page asked for, its own first."""
        asked = (event for event in self.browser.events if self._is_own(event, "Network.requestWillBeSent"))
        return [event["params"]["request"]["url"] for event in asked]

    @property
    def complaints(self) -> list[Mapping[str, Any]]:
        """What the page or the browser wrote to the console, and what was thrown."""
        kinds = ("Runtime.consoleAPICalled", "Runtime.exceptionThrown", "Log.entryAdded")
        return [event["params"] for event in self.browser.events if self._is_own(event, *kinds)]

    def take_picture(self, path: Path, *, whole: bool = True) -> None:
        """Write a PNG of the whole page, or of the window."""
        answer = self.send("Page.captureScreenshot", format="png", captureBeyondViewport=whole, **self._clip(whole))
        path.write_bytes(base64.b64decode(answer["data"]))

    def _clip(self, whole: bool) -> dict[str, Any]:
        if not whole:
            return {}
        size = self.send("Page.getLayoutMetrics")["cssContentSize"]
        return {"clip": {"x": 0, "y": 0, "width": size["width"], "height": size["height"], "scale": 1}}

    def print_pdf(self, path: Path) -> None:
        """Write the page as it prints, on the paper that its style asks for."""
        answer = self.send("Page.printToPDF", preferCSSPageSize=True, printBackground=False)
        path.write_bytes(base64.b64decode(answer["data"]))
