"""Other words for fields, relations and values, Arabic ones among them; names are compared folded."""

from __future__ import annotations

import re
from collections.abc import Mapping

# Vowel marks and the tatweel carry no meaning in a name, and the hamza and the dots are often left out.
_FOLDS = {
    **dict.fromkeys([*range(0x64B, 0x653), 0x670, 0x640]),
    **str.maketrans("أإآٱؤئىة- ", "ااااوييه__"),
}
# Some nouns begin with the same letters (التزام); with an article and without it they lose them all.
_ARTICLES = re.compile(r"(?<![^_])(?:ال)+(?=[^_]{2})")


def folded(name: str) -> str:
    """The name without what people vary: case, hyphens and blanks for underscores, Arabic marks, hamzas."""
    return name.translate(_FOLDS).casefold()


def key_of(name: str) -> str:
    """The folded name without the articles of its words, as the tables of synonyms have it."""
    return _ARTICLES.sub("", folded(name.strip()))


def find_meaning(vocabulary: str, word: str) -> str:
    """The key that a word stands for in a vocabulary of VALUE_NAMES or OPTION_NAMES; its own folded form elsewhere."""
    key = key_of(word)
    return VALUE_SYNONYMS.get(vocabulary, {}).get(key) or OPTIONAL_SYNONYMS.get(key, key)


def names_of(vocabulary: str) -> dict[str, str]:
    """The other words of a vocabulary as people write them, with what each stands for."""
    return VALUE_NAMES.get(vocabulary) or OPTION_NAMES.get(vocabulary, {})


def _keyed(table: Mapping[str, str]) -> dict[str, str]:
    return {key_of(word): meaning for word, meaning in table.items()}


def _with_and_without_article(table: Mapping[str, str]) -> dict[str, str]:
    return {form: meaning for word, meaning in table.items() for form in (word, word.removeprefix("ال"))}


FIELD_NAMES: dict[str, str] = {
    "ref": "code",
    "deadline": "due",
    "country": "party",
    "type": "kind",
    "focal_point": "person",
    **_with_and_without_article(
        {
            "الرمز": "code",
            "الصك": "instrument",
            "القسم": "section",
            "الحالة": "status",
            "الموعد": "due",
            "الأجل": "due",
            "التحديث": "updated",
            "التقدم": "progress",
            "الطرف": "party",
            "الدولة": "party",
            "الموقف": "position",
            "الأولوية": "priority",
            "المخاطب": "addressee",
            "الجهة_المخاطبة": "addressee",
            "النوع": "kind",
            "الصيغة": "force",
            "التحقق": "verification",
            "الجهة": "agency",
            "المسؤول": "person",
            "الشخص": "person",
            "العنوان": "title",
            "الالتزام": "title",
            "الملاحظة": "note",
        }
    ),
    "آخر_تحديث": "updated",
    "جهة_التنسيق": "person",
}

_DUE_STATES = {
    "soon": "due_soon",
    "متأخر": "overdue",
    "متأخرة": "overdue",
    "يحين_قريبا": "due_soon",
    "قريبا": "due_soon",
    "قريب": "due_soon",
    "أنجز_متأخرا": "met_late",
    "منجز_متأخرا": "met_late",
}

# By the name of a field; the first word for a meaning is the one that the program itself shows.
VALUE_NAMES: dict[str, dict[str, str]] = {
    "status": {
        **_DUE_STATES,
        "لم_يبلغ_عنه": "not_reported",
        "لم_يبدأ": "not_started",
        "قيد_التنفيذ": "in_progress",
        "جار": "in_progress",
        "نفذ_جزئيا": "partially_implemented",
        "منفذ_جزئيا": "partially_implemented",
        "جزئيا": "partially_implemented",
        "نفذ": "implemented",
        "منفذ": "implemented",
        "لا_ينطبق": "not_applicable",
        "تجاوزته_الأحداث": "overtaken_by_events",
        "متجاوز": "overtaken_by_events",
        "تراجع": "regressed",
        "متراجع": "regressed",
        "راكد": "stale",
        "مفتوح": "open",
    },
    "due": {
        **_DUE_STATES,
        "لاحق": "later",
        "أنجز_في_موعده": "met",
        "منجز": "met",
        "مغلق": "closed",
        "بلا_موعد": "none",
    },
    "addressee": {
        "الدول_الأعضاء": "member_states",
        "منظومة_الأمم_المتحدة": "un_system",
        "الدول_الأعضاء_ومنظومة_الأمم_المتحدة": "both",
        "كلاهما": "both",
        "الجمعية_العامة": "general_assembly",
        "المنظمات_الإقليمية": "regional_organizations",
        "أطراف_مسماة": "named",
        "مسمى": "named",
    },
    "kind": {
        "إجراء": "action",
        "فعالية": "event",
        "ناتج": "deliverable",
        "استعراض": "review",
        "معيار": "norm",
        "إبلاغ": "reporting",
        "بناء_القدرات": "capacity",
    },
    "force": {
        "يقرر": "decides",
        "يجب": "must",
        "يلتزم": "commits",
        "يعقد_العزم": "resolves",
        "يجدد_الالتزام": "recommits",
        "يؤكد_من_جديد": "reaffirms",
        "يطلب": "requests",
        "يحث": "urges",
        "يهيب_ب": "calls_upon",
        "يهيب": "calls_upon",
        "يدعو_إلى": "calls_for",
        "ينبغي": "should",
        "يوصي_ب": "recommends",
        "يوصي": "recommends",
        "ينبغي_النظر_في": "should_consider",
        "ينبغي_للدول_أن_تنظر_في": "states_should_consider",
        "يشجع": "encourages",
        "يدعو": "invites",
        "يشدد_على": "stresses",
        "يشدد": "stresses",
        "يؤكد": "emphasizes",
        "يبرز": "underscores",
        "يسلم_ب": "recognizes",
        "يسلم": "recognizes",
        "يشير_إلى": "recalls",
        "يشير": "recalls",
        "يؤيد": "supports",
        "يرحب_ب": "welcomes",
        "يرحب": "welcomes",
        "يعتزم": "intends",
    },
    "verification": {
        "متحقق_منه": "verified",
        "مصدر_ثانوي": "secondary",
        "ثانوي": "secondary",
        "غير_مدقق": "unchecked",
        "غير_متحقق_منه": "unchecked",
    },
    "position": {
        "مؤيد": "supported",
        "مؤيد_جزئيا": "supported_in_part",
        "محاط_به_علما": "noted",
        "لا_ينطبق": "not_applicable",
    },
    "priority": {"عالية": "high", "متوسطة": "medium", "منخفضة": "low"},
}

# The same for what only options take.
OPTION_NAMES: dict[str, dict[str, str]] = {
    "voice": {
        "الجهة_المعنية": "agency",
        "الجهة": "agency",
        "المنسق": "coordinator",
        "مراقب_خارجي": "external",
        "خارجي": "external",
    },
    "level": {
        "علنية": "public",
        "علني": "public",
        "مقيدة": "restricted",
        "مقيد": "restricted",
        "داخلية": "internal",
        "داخلي": "internal",
    },
    "kind of party": {
        "دولة": "state",
        "منظومة_الأمم_المتحدة": "un_system",
        "الجمعية_العامة": "general_assembly",
        "منظمة_إقليمية": "regional_organization",
        "غير_ذلك": "other",
    },
}

FIELD_SYNONYMS = _keyed(FIELD_NAMES)
VALUE_SYNONYMS = {name: _keyed(table) for name, table in (VALUE_NAMES | OPTION_NAMES).items()}
OPTIONAL_SYNONYMS = _keyed({"بدون": "none", "لا_شيء": "none", "أي": "any"})
RELATION_SYNONYMS = _keyed({"قبل": "before", "بعد": "after", "في": "on", "فوق": "over", "تحت": "under"})
