"""What the front of a text says of the whole: who speaks, its symbol, its title, the day of its adoption."""

from __future__ import annotations

import re
from datetime import date

from ctrack.domain.deadlines import DeadlineError, parse_deadline
from ctrack.domain.frozen import dataclass
from ctrack.domain.official_texts.numbers import west
from ctrack.domain.official_texts.openings import Opening
from ctrack.domain.official_texts.passages import Passage, Role
from ctrack.domain.official_texts.phrases_of_words import plain
from ctrack.domain.official_texts.tongue import Tongue
from ctrack.domain.vocabulary import Addressee, InstrumentKind

_COUNCIL = re.compile(r"(?:Resolution|القرار|Résolution)\s+(\d{3,4})\s*\((\d{4})\)", re.IGNORECASE)
_ASSEMBLY = re.compile(r"\s*(\d{2,3})/(\d{1,3})\s*[.\t–-]")
_SYMBOL = re.compile(r"(?<![\w/])([ASE]/(?:[A-Z]{2,5}[./-]?(?:\d+/)?)*(?:\d{1,3}/)?(?:L\.)?\d{1,4}(?:\s?\(\d{4}\))?)")
_DAY = re.compile(r"(?<!\d)\d{1,2}\s[^\d.,،:]{3,40}?\s\d{4}(?!\d)")
_FRONT_LINES = 40
_LINE = 400


@dataclass(frozen=True, slots=True)
class Front:
    """Who speaks and when; `has_declared` where "we" speak in it or in its annexes."""

    kind: InstrumentKind
    title: str = ""
    symbol: str = ""
    adopted: date | None = None
    body: str = ""
    is_chapter_vii: bool = False
    has_declared: bool = False
    speakers: Addressee = Addressee.PARTICIPANTS

    def declares(self, passage: Passage) -> bool:
        """Whether those who speak in a passage are those whom it binds: in an annex, or a text of nobody's else."""
        return (
            bool(passage.scope[:1] and passage.scope[0])
            or (not self.body and self.has_declared)
            or self.body == "declared"
        )


def read_front(passages: list[Passage], tongue: Tongue) -> Front:
    """What a text says of itself, by its beginning."""
    head = [
        item for item in passages[:_FRONT_LINES] if item.role in (Role.FRONT, Role.HEADING, Role.CLOSING, Role.NOTE)
    ]
    lines = [west(item.text[:_LINE]) for item in head]
    body = next((found for item in passages if (found := tongue.body_of(item.text))), "")
    declared = sum(
        item.begin.kind is Opening.DECLARING for item in passages if item.role in (Role.OPERATIVE, Role.LEAD)
    )
    symbol = find_symbol(lines, body)
    if (
        declared
        and body
        and not any(item.begin.kind is Opening.VERB for item in passages if item.role is Role.OPERATIVE and item.path)
    ):
        body = "declared"
    return Front(
        kind=find_kind(body, bool(declared), " ".join(lines)),
        title=find_title(head, tongue),
        symbol=symbol,
        adopted=find_day(lines, tongue),
        body=body,
        is_chapter_vii=body == "security_council" and speaks_under_chapter_vii(passages, tongue),
        has_declared=bool(declared),
        speakers=Addressee.MEMBER_STATES if body or symbol else Addressee.PARTICIPANTS,
    )


def find_symbol(lines: list[str], body: str) -> str:
    """The symbol of a document, or the one that its title stands for."""
    for line in lines:
        if found := _COUNCIL.search(line):
            return f"S/RES/{found[1]} ({found[2]})"
        if body == "general_assembly" and (found := _ASSEMBLY.match(line)):
            return f"A/RES/{found[1]}/{found[2]}"
    return next((found[1] for line in lines if "[" not in line and (found := _SYMBOL.search(line))), "")


def find_title(head: list[Passage], tongue: Tongue) -> str:
    """The title: the longest line of the front that says neither when nor by whom the text was adopted."""
    titles = [item.text[:_LINE] for item in head if item.role in (Role.FRONT, Role.HEADING) and not item.scope[0]]
    fit = [
        title
        for title in titles
        if not plain(title).startswith(("[", *tongue.adopted)) and not _DAY.search(west(title))
    ]
    numbered = next((title for title in fit if _ASSEMBLY.match(west(title)) or _COUNCIL.search(west(title))), None)
    title = numbered or max(fit[:4], key=len, default="")
    return _ASSEMBLY.sub("", west(title)).strip() if _ASSEMBLY.match(west(title)) else title.strip()


def find_day(lines: list[str], tongue: Tongue) -> date | None:
    """The day of the adoption: the first day of a line that speaks of adoption, or else of the front."""
    for line in sorted(lines, key=lambda line: not any(word in plain(line) for word in tongue.adopted)):
        for found in _DAY.finditer(" ".join(line.split())):
            try:
                day = parse_deadline(found[0], date.min)
            except DeadlineError:
                continue
            if day.first == day.last:
                return day.first
    return None


def speaks_under_chapter_vii(passages: list[Passage], tongue: Tongue) -> bool:
    """Whether the Security Council says that it acts under Chapter VII, before its first decision."""
    for item in passages:
        if item.role is Role.OPERATIVE:
            return False
        words = plain(item.text[:_LINE])
        is_acting = item.begin.kind is Opening.PREAMBULAR or item.role in (Role.HEADING, Role.PREAMBULAR)
        if is_acting and len(words) < 200 and any(sign in words for sign in tongue.chapter_vii):
            return True
    return False


def find_kind(body: str, declared: bool, lines: str) -> InstrumentKind:
    """What sort of document a text is."""
    words = plain(lines)
    if body and body != "declared":
        return InstrumentKind.RESOLUTION
    if "plan of action" in words or "خطه" in words or "plan d'action" in words:
        return InstrumentKind.PLAN_OF_ACTION
    if "strategy" in words or "استراتيجيه" in words:
        return InstrumentKind.STRATEGY
    return (
        InstrumentKind.DECLARATION if declared or "declaration" in words or "اعلان" in words else InstrumentKind.OTHER
    )
