"""How a run of reminders is told: what went out to somebody who looks on, and to cron only what did not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctrack.cli.console.output import Console
from ctrack.domain.exits import ExitCode
from ctrack.text.language import translate as _

if TYPE_CHECKING:
    from ctrack.services.reminders.deliveries import Result

MOST_NAMED = 20


def tell_nothing(console: Console) -> int:
    """Nothing to send: silence, but for somebody who looks on."""
    if console.out.isatty():
        console.say(_("There is nobody to remind."))
    elif console.format == "json":
        from ctrack.views.reminders import view_sent

        console.show(view_sent([]))
    return int(ExitCode.DONE)


def tell_sentence(console: Console, sentence: str) -> None:
    """A sentence of trouble in one line, however an address with a line end came into the register."""
    if console.format == "json":
        console.messages.append(sentence)
    else:
        from ctrack.text.safe import make_safe

        console.warn(make_safe(sentence))


def tell_result(console: Console, result: Result) -> int:
    """Name on stderr what did not go out; what did is told to somebody who looks on, or asks for a format."""
    from ctrack.domain.records.reminders import Outcome
    from ctrack.views.reminders import say_trouble, view_sent

    sentences = [
        say_trouble(item.name, item.address, trial.error or "", is_final=trial.outcome is Outcome.REJECTED)
        for item, trial in result.troubled[:MOST_NAMED]
    ]
    rest = len(result.troubled) - len(sentences)
    if rest > 0:
        sentences.append(_("And {count} more; 'ctrack remind log' lists them.").format(count=rest))
    if result.down is not None:
        sentences.append(_("{reason} Nothing is lost: the next run tries again.").format(reason=result.down))
    for sentence in sentences:
        tell_sentence(console, sentence)
    if console.out.isatty() or console.invocation.options.get("format"):
        console.show(view_sent(result.sent))
    return int(ExitCode.PARTLY if sentences else ExitCode.DONE)
