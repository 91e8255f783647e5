"""`ctrack help`: help on a command, or on a topic."""

from __future__ import annotations

import click
from click.shell_completion import CompletionItem

from ctrack.cli.base import command as make_command
from ctrack.cli.base import pass_invocation
from ctrack.cli.command_table import COMMANDS
from ctrack.cli.console.output import Console
from ctrack.cli.invocation import Invocation
from ctrack.cli.params.command_names import complete_names, find_command
from ctrack.domain.failures import Misused, marked, offer
from ctrack.domain.messages import list_all


class UnknownTopic(Misused):
    message = marked("There is no help on {topic}.{nearest} Topics: {topics}. Commands: {commands}.")


def complete_topics(context: click.Context, parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Topics and commands that begin so."""
    from ctrack.views.topics import TOPICS

    names = [*TOPICS, *COMMANDS, *(name for name, _command in complete_names(incomplete))]
    return [CompletionItem(name) for name in names if name.startswith(incomplete.lower())]


@make_command(
    "help",
    examples=("ctrack help filters", "ctrack help update"),
    help=marked("Help on a command or on a topic: filters, dates, statuses, scales, exit-codes, formats, reports."),
)
@click.argument("topic", required=False, shell_complete=complete_topics)
@pass_invocation
@click.pass_context
def command(context: click.Context, invocation: Invocation, console: Console, topic: str | None) -> None:
    """Show help."""
    from ctrack.views.topics import TOPICS, view_topic

    root = context.find_root()
    topic = find_command(topic or "") or topic
    if topic is None:
        click.echo(root.get_help())
    elif topic in TOPICS:
        console.show(view_topic(topic))
    elif topic in COMMANDS:
        assert isinstance(root.command, click.Group)
        found = root.command.get_command(root, topic)
        assert found is not None
        with found.make_context(topic, [], parent=root, resilient_parsing=True) as inner:
            click.echo(inner.command.get_help(inner))
    else:
        from ctrack.domain.nearness import nearest

        near = offer(nearest(topic, [*TOPICS, *COMMANDS]))
        raise UnknownTopic(topic=topic, nearest=near, topics=list_all(TOPICS), commands=list_all(COMMANDS))
