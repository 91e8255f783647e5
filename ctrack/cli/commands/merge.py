"""`ctrack merge`: take in what another copy of this register recorded since the two parted."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import click

from ctrack.cli.base import command as make_command
from ctrack.cli.base import pass_invocation
from ctrack.cli.console.output import Console
from ctrack.cli.invocation import Invocation
from ctrack.domain.exits import ExitCode
from ctrack.domain.failures import Misused, marked
from ctrack.domain.messages import list_all
from ctrack.domain.records.merges import Choices
from ctrack.domain.records.three_way import Side
from ctrack.text.language import translate as _

if TYPE_CHECKING:
    from ctrack.domain.records.merges import MergeConflict, MergeResult
    from ctrack.services.mergers.register_merges import NotSettled
    from ctrack.store.work import UnitOfWork


class SeveralWords(Misused):
    message = marked("Whose word holds can be said in one way only: {given} do not go together.")


class NobodyToAsk(Misused):
    message = marked("--ask needs a terminal. Say --ours or --theirs instead.")


@make_command(
    "merge",
    examples=("ctrack merge laptop.db --dry-run", "ctrack merge laptop.db --ask"),
    help=marked(
        "Take in what another copy of this register recorded since the two parted, such as that of a second laptop: "
        "status updates, texts, bodies, people, and which reminders were sent. Both histories are kept, and 'ctrack "
        "verify' checks both. What only one side changed holds; where both changed one thing, each in its way, nothing "
        "is written and the conflicts are listed, until --ours, --theirs or --ask says whose word holds. Whichever "
        "register takes in the other, the figures are the same; a second merge changes nothing. 'ctrack undo' takes "
        "all of it back."
    ),
)
@click.argument("other", metavar="OTHER.db")
@click.option("--ours", is_flag=True, help=marked("Where both changed one thing, this register's word holds."))
@click.option("--theirs", is_flag=True, help=marked("Where both changed one thing, the other register's word holds."))
@click.option("--ask", is_flag=True, help=marked("Ask for each thing that both changed."))
@click.option("-n", "--dry-run", is_flag=True, help=marked("Show what would change and record nothing."))
@pass_invocation
def command(
    invocation: Invocation, console: Console, other: str, ours: bool, theirs: bool, ask: bool, dry_run: bool
) -> int:
    """Merge another register."""
    from ctrack.services.mergers.other_registers import open_other
    from ctrack.services.mergers.register_merges import NotSettled, list_conflicts, merge_register
    from ctrack.store.register_places import read_place
    from ctrack.views.cuts import MOST_SHOWN
    from ctrack.views.merge_results import view_merge

    choices = read_choices(ours=ours, theirs=theirs, ask=ask)
    head, own = invocation.head(), invocation.open().place
    named = read_place(other, find_password=invocation.find_password)
    with console.watch(), open_other(named, own, head) as (connection, last):
        if ask:
            conflicts = invocation.read(lambda unit: list_conflicts(unit, connection, last, named.shown))
            choices = Choices(each=ask_each(console, conflicts))

        def work(unit: UnitOfWork) -> MergeResult:
            return merge_register(unit, connection, last, named.shown, head, choices)

        try:
            result = invocation.write(work, head, dry_run=dry_run)
        except NotSettled as failure:
            return tell_conflicts(console, failure)
    console.show(view_merge(result, console.most(MOST_SHOWN)))
    return int(ExitCode.DONE)


def read_choices(*, ours: bool, theirs: bool, ask: bool) -> Choices:
    """How conflicts are settled."""
    given = [name for name, is_given in (("--ours", ours), ("--theirs", theirs), ("--ask", ask)) if is_given]
    if len(given) > 1:
        raise SeveralWords(given=list_all(given))
    return Choices(Side.OURS if ours else Side.THEIRS if theirs else None)


def ask_each(console: Console, conflicts: list[MergeConflict]) -> Mapping[str, Side]:
    """Whose word holds in each conflict, as somebody at a terminal says."""
    import sys

    from ctrack.cli.console.keys import Key, read_key
    from ctrack.domain.records.merges import Clash
    from ctrack.views.merge_results import say_conflict

    asked = [conflict for conflict in conflicts if conflict.clash is not Clash.NAME]
    if asked and (not sys.stdin.isatty() or console.invocation.options.get("no_input")):
        raise NobodyToAsk()
    keys = (Key("ours", "o", "ه", marked("ours")), Key("theirs", "t", "خ", marked("theirs")),
            Key("stop", "q", "ق", marked("stop")))  # fmt: skip
    answers: dict[str, Side] = {}
    for conflict in asked:
        console.say(say_conflict(conflict))
        action = read_key(console, keys)
        if action == "stop":
            break
        answers[conflict.name] = Side(action)
    return answers


def tell_conflicts(console: Console, failure: NotSettled) -> int:
    """List what both changed, and say what to do; in JSON as the data of a failure."""
    from ctrack.cli.console.envelope import enclose_failure, write_envelope
    from ctrack.views.merge_results import conflict_data, view_conflicts

    if not console.wants_json:
        console.show(view_conflicts(failure.conflicts))
        raise failure
    kind, code = type(failure).__name__, failure.exit_code
    envelope = enclose_failure(console.invocation.command, failure.tell(_), code, kind, console.messages)
    data = {"conflicts": [conflict_data(each) for each in failure.conflicts]}
    write_envelope({**envelope, "data": data}, console.out)
    return int(code)
