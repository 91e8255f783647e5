"""A report as a paper: made from its order, stamped, and kept in the ledger where it goes to somebody."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from ctrack.cli.config.profiles import Profile
from ctrack.cli.console.output import EVERYTHING, Console
from ctrack.cli.invocation import Invocation
from ctrack.cli.params.dates import read_date
from ctrack.cli.params.filters import read_filter, show_filter
from ctrack.cli.params.note_levels import limit_notes
from ctrack.cli.params.since import read_since
from ctrack.cli.reports.report_table import CHART, Order, load_report
from ctrack.cli.reports.seals import Seal, make_seal
from ctrack.cli.reports.stamps import stamp
from ctrack.domain.failures import Failure
from ctrack.domain.frozen import dataclass
from ctrack.domain.records.papers import Kept
from ctrack.text.language import current_language
from ctrack.text.language import translate as _

if TYPE_CHECKING:
    from ctrack.domain.filters import Node
    from ctrack.render.document import Document

ONE, CHANGES, MOVEMENT = "one", "changes", "movement"
ATTEMPTS = 5


@dataclass(frozen=True, slots=True)
class Request:
    """A report as it was asked for; `profile` is how it is dressed."""

    name: str
    words: tuple[str, ...]
    by: tuple[str, ...]
    compare: str | None
    since: str | None
    profile: Profile
    # The two languages of a paper that is in two.
    pair: tuple[str, ...] = ()
    is_once: bool = False
    # Whether what is still to be written is marked in its place.
    has_blanks: bool = False

    @property
    def filter_words(self) -> tuple[str, ...]:
        """The words of the filter: those of a chart stand behind its name."""
        return self.words[1:] if self.name == CHART else self.words


def make_order(console: Console, request: Request) -> Order:
    """The order of a request: its filter and its dates read, for the readers of what the console writes."""
    invocation = console.invocation
    node = find_names(invocation, None if request.name == ONE else read_filter(invocation, request.filter_words))
    text = show_filter(node)
    compare = read_date(request.compare, invocation.today, "--compare").last if request.compare else None
    wants_since = request.name == CHANGES or request.since is not None or request.words[:1] == (MOVEMENT,)
    return Order(
        invocation=invocation,
        words=request.words,
        node=limit_notes(console, node),
        text=text,
        by=request.by,
        compare=compare,
        since=read_since(invocation, request.since, text) if wants_since else None,
        level=console.reader,
        is_cut=console.is_cut,
        is_once=request.is_once,
        has_blanks=request.has_blanks,
        is_paper=console.leaves_house,
    )


def find_names(invocation: Invocation, node: Node | None) -> Node | None:
    """The filter with its names and codes as the register spells them, which is what the paper and the ledger say."""
    if node is None:
        return None
    from ctrack.services.filter_names import check_names

    return invocation.read(lambda unit: check_names(unit.connection, node))


def make_paper(console: Console, request: Request, order: Order) -> Document:
    """The document, stamped; made again where somebody recorded something while it was made."""
    from ctrack.views.cuts import cut_rest
    from ctrack.views.tidy import tidy

    invocation = console.invocation
    for _attempt in range(ATTEMPTS):
        entry = invocation.read_entry()
        document = request.profile.dress(load_report(request.name)(order), invocation.today)
        if invocation.read_entry() == entry:
            break
    if order.is_cut:
        document = cut_rest(document)
    seal = seal_of(invocation, request, order, entry[0], document.style)
    document = stamp(document, entry, seal, keeps_lines=console.format == "json")
    return request.profile.dress(tidy(document), invocation.today) if console.is_for_machines else document


def seal_of(invocation: Invocation, request: Request, order: Order, entry: int, style: Mapping[str, bytes]) -> Seal:
    """How the paper was ordered, with every date that was meant."""
    from ctrack.exchange.style_folder import digest_style

    profile = request.profile
    return make_seal(
        invocation,
        (request.name, *list_options(invocation, order), *(("--", *request.words) if request.words else ())),
        entry,
        title=profile.title,
        columns=profile.columns,
        head=dict(profile.head) or None,
        has_emblem=bool(profile.emblem),
        is_pair=bool(request.pair),
        pair=",".join(request.pair) or None,
        style=digest_style(style) if style else None,
    )


def list_options(invocation: Invocation, order: Order) -> list[str]:
    """The options of an order as they can be typed again, on whatever day."""
    moment = invocation.moment_wanted
    found = {
        "--by": ",".join(order.by) if order.by != ("instrument",) else None,
        "--compare": order.compare,
        "--since": order.since.word if order.since else None,
        "--redact": order.level or EVERYTHING,
        "--as-of": moment.as_of if moment is not None else None,
        "--known-at": moment.known_at[:10] if moment is not None and moment.known_at else None,
    }
    given = [part for option, value in found.items() if value is not None for part in (option, str(value))]
    return [*given, *(["--once"] if order.is_once else []), *(["--blanks"] if order.has_blanks else [])]


def keep_paper(
    console: Console, request: Request, order: Order, document: Document, content: bytes | None, to: str | None
) -> None:
    """Write the paper into the ledger, and say under which number; one over nothing at all is not kept.

    A register that can only be read still gives reports: what could not be kept is said, and nothing else fails.
    """
    from ctrack.store.ledger import keep_report

    invocation = console.invocation
    if is_empty(invocation, request, order):
        console.say_late(_("This report covers no commitment and was not kept in the ledger."))
        return
    paper, head = describe(console, request, order, document, content, to), invocation.head()
    invocation.look_back = lambda: _("Interrupted; 'ctrack report history' tells whether the report was kept.")
    try:
        number = keep_report(invocation.open(), head, paper)
    except Failure as error:
        sentence = _("The report was made but could not be kept in the ledger of reports. {reason}")
        console.say_late(sentence.format(reason=error.tell(_)))
        return
    console.say_late(_("Kept as report {number}; 'ctrack report history' lists them.").format(number=number))


def is_empty(invocation: Invocation, request: Request, order: Order) -> bool:
    """Whether the report covers no undertaking at all."""
    from ctrack.services.listings import make_scope
    from ctrack.store.queries import count_rows

    if request.name == ONE:
        return False
    return not invocation.read(
        lambda unit: count_rows(unit.connection, make_scope(unit.connection, order.node, invocation.horizon))
    )


def describe(
    console: Console, request: Request, order: Order, document: Document, content: bytes | None, to: str | None
) -> Kept:
    """What the ledger says of the paper."""
    mark = document.stamp
    assert mark is not None
    file = console.target
    return Kept(
        name=request.name,
        scope=mark.seal,
        filter=" ".join(request.words) if request.name == ONE else order.text,
        as_of=mark.as_of,
        known_at=mark.known_at or None,
        language="+".join(request.pair) or current_language(),
        format=console.format if file or content is None else "pdf",
        entry=mark.entry,
        head=mark.head,
        fingerprint=mark.fingerprint,
        sha256=hashlib.sha256(content).hexdigest() if content is not None else None,
        file=str(Path(file).absolute()) if file else None,
        submitted_to=to,
    )
