"""What a paper says of itself: whose it is, of which period, place and reference, and who clears and signs it.

The words are those that a profile or an option gives, in whatever language; the names of the lines are the paper's.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from ctrack.domain.failures import marked
from ctrack.domain.frozen import replace
from ctrack.domain.messages import COMMA
from ctrack.render.document import Block, Column, Document, Fact, Facts, Heading, Table, Tone
from ctrack.text.language import translate as _
from ctrack.views import words
from ctrack.views.report_names import HEAD_KEYS

LABELS = {
    "country": marked("Country"),
    "ministry": marked("Ministry"),
    "period": marked("Period"),
    "place": marked("Place and date"),
    "reference": marked("Reference"),
}
HANDS = {"clearance": marked("Cleared by"), "signatory": marked("Signed by")}
# Between the names of several who sign.
BETWEEN = re.compile(r"\s*[;؛]\s*")
# Where somebody writes with a pen.
LINE = "." * 40
SHORT_LINE = "." * 20


def put_imprint(document: Document, said: Mapping[str, str], today: date) -> Document:
    """The same paper, with what it says of itself below its title, and the lines for hands at its end.

    The title, which stands on each page, names the country, the period and the reference as well.
    """
    given = {key: said[key] for key in HEAD_KEYS if said.get(key)}
    if not given:
        return document
    blocks: list[Block] = []
    for block in document.blocks:
        blocks.append(block)
        if isinstance(block, Heading) and block.level == 1:
            blocks += head_blocks(given, today)
    title = " · ".join([document.title, *(given[key] for key in ("country", "period", "reference") if key in given)])
    said = {"title": document.title, **place_texts(given, today)}
    return replace(document, title=title, blocks=(*blocks, *hand_blocks(given)), said=said)


def head_blocks(given: Mapping[str, str], today: date) -> list[Block]:
    """What stands below the title; the place with the day on which the paper was made."""
    texts = place_texts(given, today)
    facts = tuple(
        Fact(key, _(label), texts[key], Tone.STRONG if key == "country" else Tone.PLAIN)
        for key, label in LABELS.items()
        if key in texts
    )
    return [Facts(facts)] if facts else []


def place_texts(given: Mapping[str, str], today: date) -> dict[str, str]:
    """What is said, the place with the day on which the paper was made."""
    return {**given, **({"place": f"{given['place']}{_(COMMA)}{words.say_day(today)}"} if "place" in given else {})}


def hand_blocks(given: Mapping[str, str]) -> list[Block]:
    """A line for each who clears the paper, and then for each who signs it."""
    rows = [
        (_(hand), name, LINE, SHORT_LINE)
        for key, hand in HANDS.items()
        for name in BETWEEN.split(given.get(key, ""))
        if name
    ]
    if not rows:
        return []
    columns = (
        Column("hand", "", tone=lambda value: Tone.FAINT),
        Column("name", _("Name"), wraps=True),
        Column("signature", _("Signature")),
        Column("day", _("Date")),
    )
    return [Heading(_("Clearance and signature")), Table("hands", columns, rows)]
