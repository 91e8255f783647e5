"""A paper checked against the register: its journal entry, what it says, and every line of its file."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

from ctrack import __version__
from ctrack.cli.console.output import Console
from ctrack.cli.invocation import Invocation
from ctrack.cli.reports.seals import Seal, read_seal
from ctrack.cli.reports.second_looks import Difference, find_difference, make_again, print_again
from ctrack.domain.exits import ExitCode
from ctrack.domain.failures import Failure, FingerprintUnknown, marked
from ctrack.domain.frozen import replace
from ctrack.domain.records.papers import Checked, KeptReport, ReadPaper
from ctrack.services.fingerprints import read_fingerprint
from ctrack.services.verification import still_holds


class PaperDiffers(Failure):
    exit_code = ExitCode.INTEGRITY
    message = marked(
        'The paper {paper} is not what this register said at entry {number}. {label}: the paper says "{said}", the '
        'register "{true}".'
    )


class ContentDiffers(Failure):
    exit_code = ExitCode.INTEGRITY
    message = marked(
        "The paper {paper} is not what this register said at entry {number}: made again, that report has the "
        "fingerprint {true}. 'ctrack verify FILE' names the first figure that differs."
    )


def check_fingerprint(invocation: Invocation, text: str, words: tuple[str, ...] | None) -> Checked:
    """Check a fingerprint; raises FingerprintUnknown or ContentDiffers.

    `words` are those that the report was ordered with; without them the ledger is asked.
    """
    number, head, content = read_fingerprint(text)
    check_journal(invocation, text, number, head)
    if content is None:
        return Checked(number, is_whole=False)
    mark = f"{number}-{head}-{content}".upper()
    kept = find_kept(invocation, mark)
    seals = list_seals(invocation, words, number) if words is not None else seals_of(kept)
    true = mark
    for seal in seals:
        true = fingerprint_of(invocation, seal)
        if true == mark:
            return Checked(number, is_whole=True, kept=kept)
    if true != mark:
        raise ContentDiffers(paper=mark, number=number, true=true)
    return Checked(number, is_whole=False)


def check_journal(invocation: Invocation, paper: str, number: int, head: str) -> None:
    """Refuse a paper that stands on an entry that this register does not have."""
    register = invocation.open()
    with register.read() as unit:
        if not still_holds(unit.connection, number, head):
            raise FingerprintUnknown(path=register.place.shown, fingerprint=paper, number=number)


def find_kept(invocation: Invocation, mark: str) -> KeptReport | None:
    """The paper of the ledger that has this fingerprint."""
    from ctrack.store.ledger import find_report

    with invocation.open().read() as unit:
        return find_report(unit.connection, mark)


def seals_of(kept: KeptReport | None) -> list[Seal]:
    """The seal of a paper that was kept."""
    return [] if kept is None else [read_seal(json.loads(kept.paper.scope), f"report {kept.number}")]


def list_seals(invocation: Invocation, words: tuple[str, ...], number: int) -> Iterator[Seal]:
    """What a report that was ordered with these words may have been: of the present that was then, or of a past day."""
    from ctrack.cli.commands.report import command
    from ctrack.cli.reports.seals import make_seal

    inner = replace_options(invocation)
    with command.make_context("report", list(words), obj=Console(inner)):
        wanted = inner.moment_wanted
        seal = make_seal(inner, tuple(words), number)
    known = wanted.known_at if wanted is not None else None
    live = replace(seal, reads=None, known_at=known)
    yield live
    if wanted is not None:
        yield replace(live, reads=wanted.as_of.isoformat())


def replace_options(invocation: Invocation) -> Invocation:
    """Another run of the program over the same register, with options of its own."""
    kept = {name: value for name, value in invocation.options.items() if name in ("db", "lang", "today")}
    inner = Invocation(["report"], invocation.environ, kept, command="report")
    inner.register = invocation.open()
    return inner


def fingerprint_of(invocation: Invocation, seal: Seal) -> str:
    """The fingerprint that the report has when it is made again."""
    document = make_again(invocation, seal, "json")
    assert document.stamp is not None
    return document.stamp.fingerprint


def check_file(invocation: Invocation, path: Path) -> Checked:
    """Check a file, line by line; raises FingerprintUnknown, PaperDiffers or ContentDiffers."""
    from ctrack.exchange.paper_files import read_paper

    kind, paper = read_paper(path)
    seal = read_seal(paper.seal, str(path))
    mark = str((paper.seal or {}).get("fingerprint"))
    number, head, _content = read_fingerprint(mark)
    check_journal(invocation, str(path), number, head)
    difference = compare(invocation, replace(seal, entry=number), kind, paper)
    if difference is not None:
        if seal.program != __version__:
            return Checked(number, is_whole=False, program=seal.program)
        raise PaperDiffers(
            paper=path, number=number, label=difference.label, said=difference.paper, true=difference.register
        )
    true = fingerprint_of(invocation, replace(seal, entry=number))
    if true != mark:
        raise ContentDiffers(paper=mark, number=number, true=true)
    kept = find_kept(invocation, mark)
    same = kept is not None and kept.paper.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    return Checked(number, is_whole=True, kept=kept, is_same_file=same)


def compare(invocation: Invocation, seal: Seal, kind: str, paper: ReadPaper) -> Difference | None:
    """The first difference between a paper and the same paper made again."""
    from ctrack.exchange.paper_files import read_content

    return find_difference(paper, read_content(kind, print_again(invocation, seal, kind), kind))
