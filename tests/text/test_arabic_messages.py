"""What the Arabic catalogue of messages must not hold: marks of Latin writing, calques, words with another sense."""

from __future__ import annotations

import re

import pytest

from tools.messages import LOCALES, forms_of, read_catalogue, texts_of

LETTER = "[\u0621-\u064a]"
FORBIDDEN = {
    "a Latin comma": rf"{LETTER}[\u064b-\u0652]*,(?=\s|$)|,\s+{LETTER}",
    "a Latin semicolon": rf"{LETTER}[\u064b-\u0652]*;",
    "a Latin question mark": rf"{LETTER}[\u064b-\u0652]*\?",
    "a full stop behind a question mark": r"؟\.",
    "هل with أم": r"(?<!\w)هل(?!\w)[^.؟]*(?<!\w)أم(?!\w)",
    "هل before a negation or within a sentence": r"(?<!\w)هل لا(?!\w)|\w[،]? هل(?!\w)",
    "'delete' for what is left out": "حذف|حُذف",
    "a fault of the program for a mistake of the user": "خطأ في ctrack:",
    "a calque of 'would'": r"(?<!\w)(?:كان|كانت|تكن) (?:أي رسالة )?س",
    "'never' without a negation": r"[(]أبدا[)]|يعني أبدا",
    "a register that speaks": r"ما (?:سبق أن )?(?:قاله|يقوله)",
    "a blank behind the waw of a figure": r"(?<!\w)و [{\d]",
    "a Latin comma behind a fact or a figure": r"[}\d»)],\s(?=.*[\u0621-\u064a])",
    "two words for the server": r"(?<!\w)(?:ال|ب|لل?|وال?)?خادم(?!\w)",
    "two words for the ledger of reports": "سجل التقارير",
    "'in what' in two words": r"(?<!\w)في ما(?!\w)",
    "a word that a reviser struck": r"(?<!\w)(?:غير مدقق|مهمل|القيمة الأصلية|الإذن مرفوض|تم التحقق|عن قريب)(?!\w)",
}


@pytest.mark.parametrize("kind", FORBIDDEN)
def test_no_message_holds_what_a_reviser_strikes(kind: str) -> None:
    """Each kind of mistake that was mended stays out of every message, and of every plural form."""
    pattern = re.compile(FORBIDDEN[kind])
    catalogue = read_catalogue(LOCALES / "ar" / "LC_MESSAGES" / "ctrack.po")
    forms = [form for message in catalogue if message.id for form in forms_of(message)]
    assert [form for form in forms if pattern.search(form)] == []


def test_counted_forms_name_their_count() -> None:
    """Where a message counts, the forms of three to ten, of eleven on and of a hundred name the figure."""
    catalogue = read_catalogue(LOCALES / "ar" / "LC_MESSAGES" / "ctrack.po")
    counted = [message for message in catalogue if len(texts_of(message)) > 1 and "{count}" in texts_of(message)[1]]
    assert [message.id for message in counted if not all("{count}" in form for form in forms_of(message)[3:])] == []
