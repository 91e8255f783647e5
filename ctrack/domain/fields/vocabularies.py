"""The closed vocabularies of the fields: each word, what people read for it, what it means, and its other names.

The first of the other names is the one that the program itself shows in Arabic; names are compared folded
(`domain.filters.synonyms`).
"""

from __future__ import annotations

from functools import cached_property

from ctrack.domain.failures import marked
from ctrack.domain.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Word:
    """One word: its key, what people read for it, what it means as a value of a filter, and its other names."""

    key: str
    shown: str
    help: str = ""
    other_names: str = ""


class Vocabulary:
    """The words of one field, in the order in which they are documented."""

    def __init__(self, *words: Word) -> None:
        self.words = words

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """The words as they are stored and typed."""
        return tuple(word.key for word in self.words)

    @cached_property
    def shown(self) -> dict[str, str]:
        """What people read, by the key of the word."""
        return {word.key: word.shown for word in self.words if word.shown}

    @cached_property
    def names(self) -> dict[str, str]:
        """The other names as people write them, each with the key that it stands for."""
        return {name: word.key for word in self.words for name in word.other_names.split()}


STATUSES = Vocabulary(
    Word("not_reported", marked("not reported"), marked("nobody has said anything yet"), "لم_يبلغ_عنه"),
    Word("not_started", marked("not started"), marked("work has not begun"), "لم_يبدأ"),
    Word(
        "in_progress",
        marked("in progress"),
        marked("work is under way"),
        "قيد_التنفيذ جار ongoing started underway under_way",
    ),
    Word(
        "partially_implemented",
        marked("partially implemented"),
        marked("done in part"),
        "نفذ_جزئيا منفذ_جزئيا جزئيا partial partly",
    ),
    Word(
        "implemented",
        marked("implemented"),
        marked("done"),
        "نفذ منفذ منجز منجزة أنجز done finished complete completed fulfilled fait réalisé achevé terminé",
    ),
    Word("not_applicable", marked("not applicable"), marked("does not apply to the party"), "لا_ينطبق"),
    Word(
        "overtaken_by_events",
        marked("overtaken by events"),
        marked("events have made it pointless"),
        "تجاوزته_الأحداث متجاوز",
    ),
    Word("overdue", "", marked("open after its due date"), "متأخر متأخرة late delayed"),
    Word("due_soon", "", marked("open and due within days"), "soon يحين_قريبا قريبا قريب"),
    Word("missed", "", marked("a date of what comes round went by without being met"), "فات_موعده فائت"),
    Word(
        "postponed", "", marked("open, with a target date of one's own later than the date that counts"), "مؤجل مؤجلة"
    ),
    Word("not_looked_up", "", marked("its date went by and nobody has looked; another party's"), "لم_ينظر_فيه"),
    Word("met_late", "", marked("done after its due date"), "نفذ_متأخرا أنجز_متأخرا منجز_متأخرا"),
    Word("regressed", "", marked("the last update moved backwards"), "تراجع متراجع"),
    Word("stale", "", marked("nothing was said for a long time"), "راكد"),
    Word("open", "", marked("something is still to be done"), "مفتوح"),
)
DUE_STATES = Vocabulary(
    Word("overdue", marked("overdue"), marked("open after its due date"), "متأخر متأخرة"),
    Word("missed", marked("missed"), marked("a date of what comes round went by without being met"), "فات_موعده فائت"),
    Word(
        "not_looked_up",
        marked("not looked up"),
        marked("its date went by and nobody has looked; another party's"),
        "لم_ينظر_فيه",
    ),
    Word("due_soon", marked("due soon"), marked("open and due within days"), "soon يحين_قريبا قريبا قريب"),
    Word("later", marked("later"), marked("open and not due for a while"), "لاحق"),
    Word("met", marked("met in time"), marked("done by its due date"), "نفذ_في_موعده أنجز_في_موعده منجز"),
    Word("met_late", marked("met late"), marked("done after its due date"), "نفذ_متأخرا أنجز_متأخرا منجز_متأخرا"),
    Word("closed", marked("closed"), marked("nothing more is to be done"), "مغلق"),
    Word("none", marked("no date"), "", "بلا_موعد"),
)
ADDRESSEES = Vocabulary(
    Word("member_states", marked("Member States"), marked("the Member States"), "الدول_الأعضاء"),
    Word("un_system", marked("United Nations system"), marked("the United Nations system"), "منظومة_الأمم_المتحدة"),
    Word(
        "both",
        marked("Member States and the United Nations system"),
        marked("the Member States and the United Nations system"),
        "الدول_الأعضاء_ومنظومة_الأمم_المتحدة كلاهما",
    ),
    Word("general_assembly", marked("General Assembly"), marked("the General Assembly itself"), "الجمعية_العامة"),
    Word(
        "regional_organizations",
        marked("regional organizations"),
        marked("regional organizations"),
        "المنظمات_الإقليمية",
    ),
    Word(
        "participants",
        marked("those who took part"),
        marked("those who took part in the conference"),
        "المشاركون مشاركون",
    ),
    Word("named", marked("named parties"), marked("the parties that the text names"), "أطراف_مسماة مسمى"),
)
KINDS = Vocabulary(
    Word("action", marked("action"), marked("something is to be done"), "إجراء"),
    Word("event", marked("event"), marked("a meeting is to be held"), "مناسبة فعالية"),
    Word("deliverable", marked("deliverable"), marked("something is to be handed over"), "منجز_مستهدف ناتج"),
    Word("review", marked("review"), marked("a look back is to be taken"), "استعراض"),
    Word("norm", marked("norm"), marked("a rule is to be kept"), "قاعدة معيار"),
    Word("reporting", marked("reporting"), marked("a report is to be made"), "إبلاغ"),
    Word("capacity", marked("capacity-building"), marked("abilities are to be built"), "بناء_القدرات"),
)
FORCES = Vocabulary(
    Word("decides", marked("decides"), "", "يقرر"),
    Word("demands", marked("demands"), "", "يطالب_ب يطالب"),
    Word("must", marked("must"), "", "يجب"),
    Word("commits", marked("commits"), "", "يلتزم"),
    Word("resolves", marked("resolves"), "", "يعقد_العزم"),
    Word("recommits", marked("recommits"), "", "يجدد_الالتزام"),
    Word("reaffirms", marked("reaffirms"), "", "يؤكد_من_جديد"),
    Word("directs", marked("directs"), "", "يوعز_إلى يوعز"),
    Word("requests", marked("requests"), "", "يطلب"),
    Word("urges", marked("urges"), "", "يحث"),
    Word("calls_upon", marked("calls upon"), "", "يهيب_ب يهيب"),
    Word("calls_for", marked("calls for"), "", "يدعو_إلى"),
    Word("should", marked("should"), "", "ينبغي"),
    Word("recommends", marked("recommends"), "", "يوصي_ب يوصي"),
    Word("should_consider", marked("should consider"), "", "ينبغي_النظر_في"),
    Word("states_should_consider", marked("States should consider"), "", "ينبغي_للدول_أن_تنظر_في"),
    Word("may_wish", marked("may wish to"), "", "قد_يود قد_تود may_wish_to"),
    Word("encourages", marked("encourages"), "", "يشجع"),
    Word("invites", marked("invites"), "", "يدعو"),
    Word("stresses", marked("stresses"), "", "يشدد_على يشدد"),
    Word("emphasizes", marked("emphasizes"), "", "يؤكد"),
    Word("underscores", marked("underscores"), "", "يبرز"),
    Word("highlights", marked("highlights"), "", "يسلط_الضوء_على"),
    Word("affirms", marked("affirms"), "", "يؤكد_أن"),
    Word("recognizes", marked("recognizes"), "", "يسلم_ب يسلم"),
    Word("recalls", marked("recalls"), "", "يشير_إلى يشير"),
    Word("supports", marked("supports"), "", "يؤيد"),
    Word("welcomes", marked("welcomes"), "", "يرحب_ب يرحب"),
    Word("intends", marked("intends"), "", "يعتزم"),
)
BINDING = Vocabulary(
    Word("yes", marked("binding"), marked("it binds"), "نعم ملزم"),
    Word("no", marked("not binding"), marked("it does not bind"), "لا غير_ملزم"),
)
WITHDRAWN = Vocabulary(Word("yes", marked("withdrawn"), "", "نعم مخفي withdrawn hidden"))
VERIFICATIONS = Vocabulary(
    Word("verified", marked("verified"), marked("read in the official text"), "متحقق_منه"),
    Word("secondary", marked("secondary source"), marked("told by the press or in a speech"), "مصدر_ثانوي ثانوي"),
    Word("unchecked", marked("unchecked"), marked("not looked up yet"), "لم_يتحقق_منه غير_متحقق_منه غير_مدقق"),
)
POSITIONS = Vocabulary(
    Word("supported", marked("supported"), marked("the party supports it"), "يحظى_بالتأييد مؤيد"),
    Word(
        "supported_in_part",
        marked("supported in part"),
        marked("the party supports some of it"),
        "يحظى_بتأييد_جزئي مؤيد_جزئيا",
    ),
    Word("noted", marked("noted"), marked("the party took note of it"), "أحيط_علما_به محاط_به_علما"),
    Word("not_applicable", marked("not applicable"), marked("does not apply to the party"), "لا_ينطبق"),
)
PRIORITIES = Vocabulary(
    Word("high", marked("high"), marked("of high priority"), "عالية"),
    Word("medium", marked("medium"), marked("of medium priority"), "متوسطة"),
    Word("low", marked("low"), marked("of low priority"), "منخفضة"),
)
VOICES = Vocabulary(
    Word("agency", marked("agency"), "", "الجهة_المعنية الجهة"),
    Word("coordinator", marked("coordinator"), "", "المنسق"),
    Word("external", marked("external observer"), "", "مراقب_خارجي خارجي"),
)
LEVELS = Vocabulary(
    Word("public", marked("public"), "", "علنية علني"),
    Word("restricted", marked("restricted"), "", "مقيدة مقيد"),
    Word("internal", marked("internal"), "", "داخلية داخلي"),
)
DUTIES = Vocabulary(
    Word("reader", marked("reader"), "", "قارئ"),
    Word("contributor", marked("contributor"), "", "مساهم"),
    Word("focal_point", marked("focal point"), "", "جهة_التنسيق"),
    Word("coordinator", marked("coordinator"), "", "منسق"),
    Word("administrator", marked("administrator"), "", "مدير"),
)
RELATIONS = Vocabulary(
    Word("equal", marked("asks the same as"), "", "مساو same equals مطابق"),
    Word("subset", marked("is part of"), "", "جزء_من part_of part"),
    Word("superset", marked("includes"), "", "يشمل include includes"),
    Word("intersects", marked("overlaps with"), "", "يتداخل_مع overlaps overlap intersect"),
    Word("reaffirms", marked("reaffirms"), "", "يؤكد_من_جديد reaffirm"),
    Word("implements", marked("carries out"), "", "ينفذ implement carries_out"),
    Word("succeeds", marked("takes the place of"), "", "يحل_محل replaces replace supersedes succeed"),
)
BASES = Vocabulary(
    Word("read", marked("both texts read"), "", "مقروء"),
    Word("press", marked("known from the press"), "", "صحافة الصحافة"),
    Word("unchecked", marked("not looked up yet"), "", "لم_يتحقق_منه"),
)
PARTY_KINDS = Vocabulary(
    Word("state", marked("State"), "", "دولة"),
    Word("un_system", marked("United Nations system"), "", "منظومة_الأمم_المتحدة"),
    Word("general_assembly", marked("General Assembly"), "", "الجمعية_العامة"),
    Word("regional_organization", marked("regional organization"), "", "منظمة_إقليمية"),
    Word("other", marked("other"), "", "غير_ذلك"),
)
