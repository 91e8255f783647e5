"""What the Arabic of messages and documents must not hold: marks of Latin writing, calques, words of another sense."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tools.messages import LOCALES, forms_of, read_catalogue, texts_of

ROOT = Path(__file__).resolve().parents[2]
PAGES = [ROOT / "README.ar.md", *sorted((ROOT / "docs").glob("*.ar.md"))]
LETTER = "[\u0621-\u064a]"
# Each kind with the pattern that finds it, and a sample that it must find.
FORBIDDEN = {
    "a Latin comma": (rf"{LETTER}[\u064b-\u0652]*,(?=\s|$)|,\s+{LETTER}", "الحالة, الدولة"),
    "a Latin semicolon": (rf"{LETTER}[\u064b-\u0652]*;", "انتهى; ثم بدأ"),
    "a Latin question mark": (rf"{LETTER}[\u064b-\u0652]*\?", "هل المقصود?"),
    "a full stop behind a question mark": (r"؟\.", "هل المقصود؟."),
    "هل with أم": (r"(?<!\w)هل(?!\w)[^.؟]*(?<!\w)أم(?!\w)", "هل تُوجه إليه أم إلى المشرف"),
    "هل before a negation or within a sentence": (r"(?<!\w)هل لا(?!\w)|\w[،]? هل(?!\w)", "فُحص أيضا هل لا يزال"),
    "'delete' for what is left out": ("حذف|حُذف", "حُذفت القيود الأقدم"),
    "a fault of the program for a mistake of the user": ("خطأ في ctrack:", "خطأ في ctrack: لا ملف"),
    "a calque of 'would'": (r"(?<!\w)(?:كان|كانت|تكن) (?:أي رسالة )?س", "عرض ما كان سيتغير"),
    "'never' without a negation": (r"[(]أبدا[)]|يعني أبدا", "و0 يعني أبدا"),
    "a register that speaks": (r"ما (?:سبق أن )?(?:قاله|يقوله)", "ما قاله السجل"),
    "a blank behind the waw of a figure": (r"(?<!\w)و [{\d]", "28 و 29"),
    "a Latin comma behind a fact or a figure": (r"[}\d»)],\s(?=.*[\u0621-\u064a])", "{code}, المتأخر"),
    "two words for the server": (r"(?<!\w)(?:ال|ب|لل?|وال?)?خادم(?!\w)", "يرفض الخادم"),
    "two words for the ledger of reports": ("سجل التقارير", "في سجل التقارير"),
    "'in what' in two words": (r"(?<!\w)في ما(?!\w)", "في ما يتعلق"),
    "two words for the shell": ("صدفة", "لا تتوسط صدفة"),
    "two words for the quiet days": ("أيام (?:الصمت|السكون)", "أيام الصمت"),
    "an agency for who speaks or is spoken to": ("الجهة المبلغة|الجهة المسؤولة", "الجهة المبلغة"),
    "a head that asks": (r"^(?:متى|من|ماذا)$", "متى"),
    "another word for a date that was met": (r"(?<!\w)(?:أُنجز في موعده|جرى تجاوزه)", "أُنجز في موعده"),
    "a word that a reviser struck": (
        r"(?<!\w)(?:غير مدقق|مهمل|القيمة الأصلية|الإذن مرفوض|تم التحقق|عن قريب|لا طريق|الاحتياجات إلى|صحّح السبب"
        r"|الشيء المطلوب|يُحتفى به|محاط به|لم يجر البحث)(?!\w)",
        "غير مدقق",
    ),
}
# What the program deletes nowhere, a guide may say of a mail or a file.
OF_MESSAGES = {"'delete' for what is left out"}


@pytest.mark.parametrize("kind", FORBIDDEN)
def test_no_message_holds_what_a_reviser_strikes(kind: str) -> None:
    """Each kind of mistake that was mended stays out of every message, and of every plural form."""
    pattern = re.compile(FORBIDDEN[kind][0])
    catalogue = read_catalogue(LOCALES / "ar" / "LC_MESSAGES" / "ctrack.po")
    forms = [form for message in catalogue if message.id for form in forms_of(message)]
    assert [form for form in forms if pattern.search(form)] == []


def test_counted_forms_name_their_count() -> None:
    """Where a message counts, the forms of three to ten, of eleven on and of a hundred name the figure."""
    catalogue = read_catalogue(LOCALES / "ar" / "LC_MESSAGES" / "ctrack.po")
    counted = [message for message in catalogue if len(texts_of(message)) > 1 and "{count}" in texts_of(message)[1]]
    assert [message.id for message in counted if not all("{count}" in form for form in forms_of(message)[3:])] == []


@pytest.mark.parametrize("kind", FORBIDDEN)
def test_each_kind_is_found(kind: str) -> None:
    """The check is no empty one: of each kind of mistake the sentence that was mended is found."""
    pattern, sample = FORBIDDEN[kind]
    assert re.search(pattern, sample)


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_no_page_holds_what_a_reviser_strikes(path: Path) -> None:
    """What holds for messages holds for the prose of the Arabic documents."""
    prose = write_prose(path.read_text("utf-8"))
    found = {
        kind: match[0]
        for kind, (pattern, _sample) in FORBIDDEN.items()
        if kind not in OF_MESSAGES and (match := re.search(pattern, prose))
    }
    assert found == {}


def write_prose(text: str) -> str:
    """A page of Markdown without what is typed: fences, lines further in, and words between backticks."""
    prose = re.sub(r"(?ms)^```.*?^```$|^    .*?$", "", text)
    return re.sub(r"`[^`]*`", "`x`", prose)


def test_paths_stand_in_quotation_marks() -> None:
    """Between Arabic words the full stop behind `x.db` goes to its left, and would read as a part of the name."""
    catalogue = read_catalogue(LOCALES / "ar" / "LC_MESSAGES" / "ctrack.po")
    quoted = re.compile(r"'[^'\n]*'|\"[^\"\n]*\"|«[^»]*»")
    bare = [
        form
        for message in catalogue
        if message.id
        for form in forms_of(message)
        if re.search(r"{(?:path|file|folder)}", quoted.sub("", form))
    ]
    assert bare == []
