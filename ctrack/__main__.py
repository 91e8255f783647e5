"""`python -m ctrack` is the command `ctrack`."""

# The module of the interpreter itself: `signal` loads others, in which Ctrl-C would leave a traceback.
import _signal  # type: ignore[import-not-found]
import gc


def main() -> None:
    """The entry point: while the program loads there is nothing to tell of, so that Ctrl-C just ends it."""
    if _signal.getsignal(_signal.SIGINT) is _signal.default_int_handler:
        _signal.signal(_signal.SIGINT, _signal.SIG_DFL)
    # The process lives for one command, and leaves its garbage to the system.
    gc.disable()
    from ctrack.cli.main import main as run

    run()


if __name__ == "__main__":
    main()
