"""An instrument of the register checked against its official text, and what a person confirms by that."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, select

from ctrack.domain.failures import Refused, marked
from ctrack.domain.frozen import dataclass
from ctrack.domain.official_texts.comparison import Claim, Compared, Finding, compare
from ctrack.domain.official_texts.outline import Draft
from ctrack.domain.vocabulary import Verification
from ctrack.services.known_codes import find_code
from ctrack.services.named_things import COMMITMENT, Named
from ctrack.services.text_edits import Correction, correct_text
from ctrack.store.tables import commitment, instrument
from ctrack.store.work import UnitOfWork

ALL = "all"


class NotInText(Refused):
    message = marked("{code} cannot be confirmed: {file} has no paragraph for it.")


class NothingConfirmed(Refused):
    message = marked("Nothing is confirmed: no commitment of {slug} that agrees with {file} waits for it.")


class OfAnotherInstrument(Refused):
    message = marked("{code} is no commitment of {slug}.")


@dataclass(frozen=True, slots=True)
class TextCheck:
    """What was compared, and the codes that were confirmed, each with what its verification was."""

    slug: str
    file: str
    compared: list[Compared]
    confirmed: dict[str, str]

    @property
    def has_findings(self) -> bool:
        """Whether anything differs."""
        quiet = (Finding.AGREES, Finding.ELSEWHERE, Finding.UNNUMBERED)
        return any(item.finding not in quiet for item in self.compared)


def check_text(connection: Connection, slug: str, draft: Draft) -> TextCheck:
    """An instrument beside its text."""
    symbol = connection.scalar(select(instrument.c.symbol).where(instrument.c.slug == slug))
    claims = read_claims(connection, slug, draft.tongue.code)
    return TextCheck(slug, draft.source, compare(claims, draft, symbol), {})


def read_claims(connection: Connection, slug: str, language: str) -> list[Claim]:
    """What the register says of the paragraphs of an instrument, without what was withdrawn."""
    row = commitment.c
    statement = (
        select(
            row.code, row.paragraph, row.force, row.addressee, row.deadline, row.verification, row.title, row.summary
        )
        .join(instrument)
        .where(instrument.c.slug == slug, row.withdrawn.is_(None))
        .order_by(row.ordinal)
    )
    claims = []
    for code, paragraph, force, addressee, deadline, verification, title, summary in connection.execute(statement):
        cited = (paragraph or {}).get("en") or " ".join((paragraph or {}).values())
        words = " ".join(filter(None, (title.get(language), (summary or {}).get(language))))
        claims.append(Claim(code, cited, force, addressee, deadline, verification, title, words))
    return claims


def confirm_text(unit: UnitOfWork, slug: str, draft: Draft, wanted: Sequence[str], source: dict[str, str]) -> TextCheck:
    """Take commitments as verified that a person read in the text: those named, or all that agree with it."""
    found = check_text(unit.connection, slug, draft)
    known = {item.claim.code: item for item in found.compared if item.claim is not None}
    confirmed: dict[str, str] = {}
    for code in choose(unit.connection, found, known, wanted):
        claim = known[code].claim
        assert claim is not None
        if claim.verification == Verification.VERIFIED.value:
            continue
        sources = unit.connection.scalar(select(commitment.c.sources).where(commitment.c.code == code)) or []
        values = {"verification": Verification.VERIFIED.value, "sources": [*sources, source]}
        correct_text(unit, Named(COMMITMENT, code), Correction(values, source=source))
        confirmed[code] = claim.verification
    if not confirmed:
        raise NothingConfirmed(slug=slug, file=draft.source)
    return TextCheck(slug, draft.source, found.compared, confirmed)


def choose(connection: Connection, found: TextCheck, known: dict[str, Compared], wanted: Sequence[str]) -> list[str]:
    """The codes that are meant; each that is named must have a paragraph in the text."""
    chosen: dict[str, None] = {}
    for word in wanted:
        if word.lower() == ALL:
            chosen |= dict.fromkeys(code for code, item in known.items() if item.finding is Finding.AGREES)
            continue
        code = find_code(connection, word)
        if code not in known:
            raise OfAnotherInstrument(code=code, slug=found.slug)
        if known[code].demand is None:
            raise NotInText(code=code, file=found.file)
        chosen[code] = None
    return list(chosen)
