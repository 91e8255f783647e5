"""How a run that went wrong is told: in one sentence and by an exit code, never by a traceback."""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, datetime

import click

from ctrack.cli.console.envelope import enclose_failure, write_envelope
from ctrack.cli.console.output import Console
from ctrack.cli.console.streams import encodable, silence
from ctrack.domain.exits import ExitCode
from ctrack.domain.failures import Failure
from ctrack.domain.messages import ANY, COMMA, join_words, tell_fact
from ctrack.text.labels import label_value
from ctrack.text.language import translate as _

# Not those that keep a mark of French to its word.
BLANKS = re.compile(r"[ \t\r\n\v\f\x85\u2028\u2029]+")
# So many characters at most of a word that was typed, and of a sentence; of a longer word so many are said back.
LONGEST_WORD, SHOWN, LONGEST = 300, 60, 4000
CLICKS_LIST = re.compile("'[^']+'(?:, '[^']+')+")


def tell(console: Console, sentence: str, code: ExitCode, kind: str, hint: str = "") -> int:
    """Say what went wrong: one sentence on stderr, or an envelope of JSON on stdout."""
    from ctrack.domain.masks import mask_text

    sentence = name_kept(console, shorten(mask_text(sentence), console.invocation.arguments))
    # Where not even that can be written, the exit code says it.
    try:
        tell_failure(console, sentence, code, kind, hint)
    except OSError:
        silence(sys.stderr)
    return int(code)


def shorten(sentence: str, arguments: Sequence[str]) -> str:
    """The sentence with the beginning alone of each long word that was typed, and without the midst of a long rest."""
    for word in arguments:
        for said in (word, word.partition("=")[2]):
            if len(said) > LONGEST_WORD:
                sentence = sentence.replace(said, f"{said[:SHOWN]}…")
    return sentence if len(sentence) <= LONGEST else f"{sentence[: LONGEST // 2]} … {sentence[-LONGEST // 2 :]}"


def name_kept(console: Console, sentence: str) -> str:
    """The sentence, and where the text is that was written in vain."""
    kept = console.invocation.kept
    if kept is None:
        return sentence
    from ctrack.cli.console.drafts import say_kept

    return f"{sentence} {say_kept(kept)}"


def tell_failure(console: Console, sentence: str, code: ExitCode, kind: str, hint: str) -> None:
    """One sentence on stderr; with --format json an envelope on stdout, so that a script need not guess."""
    if not console.wants_json:
        console.warn(sentence, hint)
        return
    envelope = enclose_failure(console.invocation.command, sentence, code, kind, console.messages)
    try:
        write_envelope(envelope, encodable(console.out))
    except OSError:
        # Nobody can read the envelope, so that the sentence goes where people look.
        silence(console.out)
        console.warn(sentence, hint)


def tell_help(console: Console, error: click.exceptions.NoArgsIsHelpError) -> int:
    """A group of commands was called without one: its help on stderr; for a program, the sentence."""
    if console.wants_json:
        return tell(console, _("Missing command."), ExitCode.USAGE, "Usage")
    with suppress(OSError):
        click.echo(error.format_message(), err=True)
    return int(ExitCode.USAGE)


def tell_unwritten(console: Console, error: OSError) -> int:
    """A file, or the output itself where no file is named, could not be read or written."""
    from ctrack.domain.system_words import speak

    detail = str(tell_fact(speak(error.strerror or str(error)), _))
    if error.filename:
        return tell(console, label_value(detail, str(error.filename)), ExitCode.FAILED, "OSError")
    silence(sys.stdout)
    sentence = _("The output cannot be written: {detail}.").format(detail=detail)
    if console.invocation.has_recorded:
        sentence += " " + _("What was recorded stays; 'ctrack log' shows it.")
    with suppress(OSError):
        console.warn(sentence)
    return int(ExitCode.FAILED)


def tell_damage(console: Console) -> int | None:
    """Say what is damaged in the register that a run stumbled over; None where it is whole, or nobody can tell."""
    invocation = console.invocation
    if invocation.register is None and not invocation.was_read:
        return None
    from ctrack.store.damage import refuse_damaged, refuse_orphans

    try:
        register = invocation.open()
        with register.engine.connect() as connection:
            refuse_damaged(register.place, connection)
            refuse_orphans(register.place, connection)
    except Failure as failure:
        return tell(console, failure.tell(_), failure.exit_code, type(failure).__name__)
    except Exception:
        return None
    return None


def tell_fault(console: Console, error: Exception) -> int:
    """Own up to a fault of the program, and leave what is needed to mend it; CTRACK_DEBUG=1 shows all of it here."""
    from ctrack.cli.console.fault_files import describe_fault, keep_fault

    invocation = console.invocation
    detail = describe_fault(error, invocation.arguments, invocation.environ)
    path = keep_fault(error, invocation.arguments, invocation.environ, datetime.now(UTC))
    if path is not None:
        sentence = _(
            "This is a fault of ctrack ({detail}) and not of yours. Please report it where you got ctrack from, with "
            "the file {path}: it says where it happened, and holds no passwords and no notes."
        )
    else:
        sentence = _(
            "This is a fault of ctrack ({detail}) and not of yours. Please report it where you got ctrack from, with "
            "what you typed and what CTRACK_DEBUG=1 shows."
        )
    if invocation.environ.get("CTRACK_DEBUG"):
        import traceback

        from ctrack.domain.masks import mask_text

        with suppress(OSError):
            click.echo(mask_text("".join(traceback.format_exception(error))), err=True)
    return tell(console, sentence.format(detail=detail, path=path), ExitCode.FAILED, "Fault")


def sentence_of(error: click.ClickException) -> str:
    """What Click says, in one line, which calls an argument by the name that the help gives it."""
    if isinstance(error, click.BadParameter) and isinstance(error.param, click.Argument):
        name = error.param_hint or error.param.get_error_hint(error.ctx)
        error.param_hint = f"'{_(str(name).strip(chr(39)))}'"
    sentence = list_again(BLANKS.sub(" ", error.format_message()).strip(" "))
    return sentence if sentence.endswith((".", "?", "؟", ")")) else f"{sentence}."


def list_again(sentence: str) -> str:
    """The sentence with the lists that Click joined by Latin commas as the language lists them."""
    return CLICKS_LIST.sub(lambda found: join_words(found[0].split(COMMA), _, ANY), sentence)


def hint_of(error: click.ClickException) -> str:
    """Where to read on after a mistake on the command line."""
    context = getattr(error, "ctx", None)
    return _("Try '{command} --help'.").format(command=context.command_path if context else "ctrack")
