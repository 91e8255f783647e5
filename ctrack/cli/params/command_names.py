"""What commands are called in Arabic, and the keys of an Arabic keyboard.

A name is compared as texts are searched (ctrack.domain.folding): without vowel marks and hamzas.
"""

from __future__ import annotations

from collections.abc import Collection

from ctrack.domain.folding import fold

# The first name of a command is the one that help shows.
ARABIC: dict[str, tuple[str, ...]] = {
    "list": ("سرد", "قائمة"),
    "show": ("عرض", "إظهار"),
    "search": ("بحث", "ابحث"),
    "update": ("تحديث", "حدث"),
    "done": ("أُنجز", "إنجاز", "نُفذ"),
    "start": ("بدء", "ابدأ"),
    "postpone": ("تأجيل",),
    "note": ("ملاحظة",),
    "due": ("مواعيد", "المواعيد"),
    "review": ("استعراض", "مراجعة"),
    "snooze": ("إرجاء",),
    "report": ("تقرير",),
    "changes": ("تغييرات", "التغييرات"),
    "calendar": ("تقويم",),
    "plan": ("تخطيط", "خطة"),
    "remind": ("تذكير", "ذكر"),
    "publish": ("نشر",),
    "verify": ("تحقق",),
    "init": ("إنشاء",),
    "agency": ("جهة", "جهات"),
    "person": ("شخص", "أشخاص"),
    "assign": ("إسناد",),
    "edit": ("تصحيح", "تعديل"),
    "recur": ("تكرار",),
    "handover": ("تسليم",),
    "instrument": ("صك", "صكوك"),
    "add": ("إضافة", "أضف"),
    "import": ("استيراد", "استورد"),
    "party": ("طرف", "أطراف"),
    "log": ("سجل", "السجل"),
    "undo": ("تراجع",),
    "retract": ("سحب",),
    "withdraw": ("إخفاء",),
    "redo": ("إعادة",),
    "db": ("قاعدة",),
    "access": ("صلاحيات", "صلاحية"),
    "config": ("إعدادات", "إعداد"),
    "context": ("سياق",),
    "doctor": ("فحص", "تشخيص"),
    "help": ("مساعدة",),
    "completion": ("إكمال",),
}
# What the commands of groups are called, whatever the group.
INNER: dict[str, tuple[str, ...]] = {
    "list": ("سرد", "قائمة"),
    "show": ("عرض", "إظهار"),
    "add": ("إضافة", "أضف"),
    "edit": ("تصحيح", "تعديل"),
    "check": ("فحص", "تحقق"),
    "home": ("صاحب-السجل",),
    "log": ("سجل", "السجل"),
    "retry": ("إعادة",),
    "summary": ("موجز", "ملخص"),
    "test": ("تجربة", "اختبار"),
    "schedule": ("جدولة",),
    "answers": ("ردود", "الردود"),
    "accept": ("قبول",),
    "dismiss": ("صرف",),
    "init-server": ("تهيئة-الخادوم",),
    "info": ("معلومات",),
    "reindex": ("فهرسة",),
    "upgrade": ("ترقية",),
    "backup": ("نسخ", "نسخة"),
    "restore": ("استعادة",),
    "move": ("نقل",),
    "grant": ("منح",),
    "revoke": ("إلغاء", "سحب"),
    "get": ("قراءة",),
    "set": ("ضبط",),
    "use": ("استخدام",),
    "remove": ("إزالة",),
}
_COMMANDS = {fold(name): command for command, names in ARABIC.items() for name in names}
_INNER = {fold(name): command for command, names in INNER.items() for name in names}

# The keys of the Arabic keyboard (101), and what they write when it is switched to Latin.
_ARABIC_KEYS = "ضصثقفغعهخحجدشسيبلاتنمكطئءؤرىةوزظذ"
_LATIN_KEYS = "qwertyuiop[]asdfghjkl;'zxcvnm,./`"
# One key writes two letters.
_TWO, _KEY_OF_TWO = "لا", "b"
_TO_LATIN = str.maketrans(_ARABIC_KEYS, _LATIN_KEYS)
_TO_ARABIC = str.maketrans(_LATIN_KEYS, _ARABIC_KEYS)


def find_command(word: str) -> str | None:
    """The command of an Arabic name, however it is spelled; None of another word."""
    return None if word.isascii() else _COMMANDS.get(fold(word))


def find_inner(word: str, commands: Collection[str]) -> str | None:
    """The one of a group's commands that an Arabic name calls, however it is spelled; None of another word."""
    found = None if word.isascii() else _INNER.get(fold(word))
    return found if found in commands else None


def say_name(command: str) -> str:
    """What help calls a command in Arabic; nothing where it has no name there yet."""
    return ARABIC.get(command, ("",))[0]


def say_inner(command: str) -> str:
    """What help calls a command of a group in Arabic; nothing where it has no name there yet."""
    return INNER.get(command, ("",))[0]


def complete_names(incomplete: str) -> list[tuple[str, str]]:
    """The Arabic names that begin so, each with its command; none before a letter is typed."""
    return _complete(incomplete, ARABIC, ARABIC)


def complete_inner(incomplete: str, commands: Collection[str]) -> list[tuple[str, str]]:
    """The Arabic names of a group's commands that begin so, each with its command; none before a letter is typed."""
    return _complete(incomplete, INNER, commands)


def _complete(incomplete: str, names: dict[str, tuple[str, ...]], commands: Collection[str]) -> list[tuple[str, str]]:
    begun = fold(incomplete)
    if incomplete.isascii():
        return []
    first = [(listed[0], command) for command, listed in names.items() if command in commands]
    return [(name, command) for name, command in first if fold(name).startswith(begun)]


def switch_keys(word: str) -> str:
    """What the keys would have written with the keyboard switched: Latin for Arabic letters, Arabic for Latin ones."""
    if word.isascii():
        return word.lower().translate(_TO_ARABIC).replace(_KEY_OF_TWO, _TWO)
    return word.replace(_TWO, _KEY_OF_TWO).translate(_TO_LATIN)
