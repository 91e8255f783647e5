"""What the first line of an answer says, in English, Arabic and French, and what is no answer."""

from __future__ import annotations

from datetime import date

import pytest

from ctrack.domain.answer_words import UNCLEAR, Answer, read_answer
from ctrack.domain.vocabulary import AnswerKind, Status

TODAY = date(2026, 11, 26)
DONE = Answer(AnswerKind.STATUS, status=Status.IMPLEMENTED)
SAID = {
    "done": DONE,
    " Done. ": DONE,
    "تم": DONE,
    "أُنجز": DONE,
    "40%": Answer(AnswerKind.STATUS, progress=40),
    "٤٠٪": Answer(AnswerKind.STATUS, progress=40),
    "40 في المائة": Answer(AnswerKind.STATUS, progress=40),
    "100 per cent": Answer(AnswerKind.STATUS, progress=100),
    "started": Answer(AnswerKind.STATUS, status=Status.IN_PROGRESS),
    "لم يبدأ بعد": Answer(AnswerKind.STATUS, status=Status.NOT_STARTED),
    "by March": Answer(AnswerKind.TARGET, day="2027-03"),
    "by 30 June 2027": Answer(AnswerKind.TARGET, day="2027-06-30"),
    "بحلول آذار/مارس": Answer(AnswerKind.TARGET, day="2027-03"),
    "wait until 1 June": Answer(AnswerKind.WAIT, day="2027-06-01"),
    "انتظر حتى 1 حزيران/يونيه": Answer(AnswerKind.WAIT, day="2027-06-01"),
    "not mine": Answer(AnswerKind.NOT_MINE),
    "ليس من اختصاصنا": Answer(AnswerKind.NOT_MINE),
    "seen": Answer(AnswerKind.SEEN),
    "تم الاطلاع": Answer(AnswerKind.SEEN),
    "c’est fait": DONE,
    "40\u202f%": Answer(AnswerKind.STATUS, progress=40),
    "d’ici au 30 juin": Answer(AnswerKind.TARGET, day="2027-06-30"),
    "d’ici mars": Answer(AnswerKind.TARGET, day="2027-03"),
    "jusqu’en mars": Answer(AnswerKind.TARGET, day="2027-03"),
    "attendre jusqu'au 1er juin": Answer(AnswerKind.WAIT, day="2027-06-01"),
    "pas de mon ressort": Answer(AnswerKind.NOT_MINE),
    "vu": Answer(AnswerKind.SEEN),
    "done, two experts named": Answer(AnswerKind.STATUS, status=Status.IMPLEMENTED, is_whole=False),
}
UNKNOWN = (
    "", "not done", "done?", "Dear colleague", "by then", "by 2025", "by 12/07/2027", "140%", "40", "pas fait",
    "avant le 1er juin", "x" * 300,
)  # fmt: skip


@pytest.mark.parametrize("line", SAID)
def test_an_answer_is_read(line: str) -> None:
    """Each says the one thing that its writer meant; what stands behind a mark is told apart."""
    assert read_answer(line, TODAY) == SAID[line]


@pytest.mark.parametrize("line", UNKNOWN)
def test_what_is_no_answer(line: str) -> None:
    """Nothing is guessed: a denial, a question, a date that has gone by or can be two, is for a person to read."""
    assert read_answer(line, TODAY) == UNCLEAR
