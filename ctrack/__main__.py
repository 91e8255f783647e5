"""`python -m ctrack` is the command `ctrack`."""

from __future__ import annotations

import signal
from typing import NoReturn


def main() -> NoReturn:
    """The entry point: while the program loads there is nothing to tell of, so that Ctrl-C just ends it."""
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    from ctrack.cli.main import main as run

    run()


if __name__ == "__main__":
    main()
