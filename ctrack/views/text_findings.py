"""An instrument beside its official text, as a document."""

from __future__ import annotations

from collections import Counter
from typing import Any

from ctrack.domain.failures import marked
from ctrack.domain.messages import SEMICOLON, join_words
from ctrack.domain.official_texts.comparison import Compared, Difference, Finding
from ctrack.render.document import Block, Column, Document, Heading, Paragraph, Table
from ctrack.text.labels import label_value
from ctrack.text.language import current_language, translate_count
from ctrack.text.language import translate as _
from ctrack.views import words
from ctrack.views.columns import strong, title_column
from ctrack.views.moves import ARROW

FINDING_WORDS = {
    Finding.AGREES: marked("agrees"),
    Finding.DIFFERS: marked("differs"),
    Finding.MOVED: marked("stands elsewhere in the text"),
    Finding.MISSING: marked("not in the text"),
    Finding.UNNUMBERED: marked("cites no paragraph"),
    Finding.ELSEWHERE: marked("cites another text"),
    Finding.ADDED: marked("not in the register"),
}
PARTS = {"force": words.FORCE_WORDS, "addressee": words.ADDRESSEE_WORDS}
PART_WORDS = {
    "force": marked("verb"), "addressee": marked("addressee"), "deadline": marked("date"), "title": marked("subject"),
}  # fmt: skip


def view_text_check(
    slug: str, file: str, compared: list[Compared], confirmed: dict[str, str], language: str
) -> Document:
    """Each claim and each new paragraph, what was found, and how many of each."""
    columns = (
        Column("code", _("Code"), tone=strong),
        Column("paragraph", _("Paragraph")),
        Column("finding", _("Finding"), show=lambda value: _(FINDING_WORDS[Finding(value)])),
        Column("verification", _("Verification"), show=lambda value: words.say(words.VERIFICATION_WORDS, value)),
        Column("differences", _("Differences")),
        title_column(_("Title")),
    )
    rows = [
        (
            item.claim.code if item.claim else "",
            item.number or (item.claim.paragraph if item.claim else ""),
            item.finding.value,
            item.claim.verification if item.claim else None,
            join_words(map(say_difference, item.differences), _, SEMICOLON),
            item.claim.title if item.claim else {language: item.demand.title if item.demand else ""},
        )
        for item in compared
    ]
    counts = Counter(item.finding for item in compared)
    told = [label_value(_(FINDING_WORDS[finding]), str(counts[finding])) for finding in Finding if counts[finding]]
    blocks: tuple[Block, ...] = (
        Heading(_("{slug} beside {file}").format(slug=slug, file=file), 1),
        Paragraph(" · ".join(told)),
        Table("rows", columns, rows),
        *(Paragraph(line) for line in say_confirmed(confirmed)),
    )
    data = {
        "slug": slug,
        "counts": {finding.value: counts[finding] for finding in Finding},
        "rows": [compared_data(item) for item in compared],
        "confirmed": [{"code": code, "before": before, "after": "verified"} for code, before in confirmed.items()],
    }
    return Document(slug, current_language(), blocks, data)


def say_difference(item: Difference) -> str:
    """A part that differs: what is claimed, and what the text says."""
    if item.part == "title":
        return _("the paragraph shares no words with it")
    said = [words.say(PARTS.get(item.part, {}), value) or _("none") for value in (item.claimed, item.read)]
    return label_value(_(PART_WORDS[item.part]), f"{said[0]} {ARROW} {said[1]}")


def say_confirmed(confirmed: dict[str, str]) -> list[str]:
    """What was confirmed, before and after."""
    after = words.say(words.VERIFICATION_WORDS, "verified")
    lines = [
        label_value(code, f"{words.say(words.VERIFICATION_WORDS, before)} {ARROW} {after}")
        for code, before in confirmed.items()
    ]
    if not lines:
        return []
    told = translate_count("Confirmed: {count} commitment", "Confirmed: {count} commitments", len(lines))
    return [*lines, told.format(count=len(lines))]


def compared_data(item: Compared) -> dict[str, Any]:
    """A comparison as JSON holds it."""
    claim, demand = item.claim, item.demand
    return {
        "code": claim.code if claim else None,
        "finding": item.finding.value,
        "cited": claim.paragraph if claim else None,
        "paragraph": item.number or None,
        "line": demand.passage.block.line if demand else None,
        "verification": claim.verification if claim else None,
        "differences": [{"part": one.part, "register": one.claimed, "text": one.read} for one in item.differences],
    }
