"""Other words for fields, relations and values, Arabic ones among them; names are compared folded."""

from __future__ import annotations

from collections.abc import Mapping

# Vowel marks and the tatweel carry no meaning in a name, and the hamza and the dots are often left out.
_FOLDS = {
    **dict.fromkeys([*range(0x64B, 0x653), 0x670, 0x640]),
    **str.maketrans("أإآٱىة- ", "اااايه__"),
}


def folded(name: str) -> str:
    """The name without what people vary: case, hyphens and blanks for underscores, Arabic marks, hamzas."""
    return name.translate(_FOLDS).casefold()


def _folded_keys(table: Mapping[str, str]) -> dict[str, str]:
    return {folded(word): meaning for word, meaning in table.items()}


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
            "النوع": "kind",
            "الصيغة": "force",
            "التحقق": "verification",
            "الجهة": "agency",
            "المسؤول": "person",
            "العنوان": "title",
            "الملاحظة": "note",
        }
    ),
}

_DUE_STATES = {
    "soon": "due_soon",
    "متأخر": "overdue",
    "متأخرة": "overdue",
    "قريب": "due_soon",
    "منجز_متأخرا": "met_late",
}

VALUE_NAMES: dict[str, dict[str, str]] = {
    "status": {
        **_DUE_STATES,
        "لم_يبلغ_عنه": "not_reported",
        "لم_يبدأ": "not_started",
        "قيد_التنفيذ": "in_progress",
        "منفذ_جزئيا": "partially_implemented",
        "منفذ": "implemented",
        "لا_ينطبق": "not_applicable",
        "تجاوزته_الأحداث": "overtaken_by_events",
        "متراجع": "regressed",
        "راكد": "stale",
        "مفتوح": "open",
    },
    "due": {**_DUE_STATES, "لاحق": "later", "منجز": "met", "مغلق": "closed"},
    "addressee": {
        "الدول_الأعضاء": "member_states",
        "منظومة_الأمم_المتحدة": "un_system",
        "كلاهما": "both",
        "الجمعية_العامة": "general_assembly",
        "المنظمات_الإقليمية": "regional_organizations",
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
    "verification": {"متحقق_منه": "verified", "ثانوي": "secondary", "غير_متحقق_منه": "unchecked"},
    "position": {
        "مؤيد": "supported",
        "مؤيد_جزئيا": "supported_in_part",
        "محاط_به_علما": "noted",
        "لا_ينطبق": "not_applicable",
    },
    "priority": {"عالية": "high", "متوسطة": "medium", "منخفضة": "low"},
}

FIELD_SYNONYMS = _folded_keys(FIELD_NAMES)
VALUE_SYNONYMS = {field: _folded_keys(table) for field, table in VALUE_NAMES.items()}
OPTIONAL_SYNONYMS = _folded_keys({"بدون": "none", "لا_شيء": "none", "أي": "any"})
RELATION_SYNONYMS = _folded_keys({"قبل": "before", "بعد": "after", "في": "on", "فوق": "over", "تحت": "under"})
