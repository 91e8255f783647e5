"""The closed vocabularies of the fields: each word, what people read for it, what it means, and its other names.

The first of the other names is the one that the program itself shows in Arabic, the last ones are French; names are
compared folded
(`domain.filters.synonyms`).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from ctrack.domain.failures import marked


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
    Word("not_reported", marked("not reported"), marked("nobody has said anything yet"), "لم_يبلغ_عنه non_communiqué"),
    Word("not_started", marked("not started"), marked("work has not begun"), "لم_يبدأ non_commencé pas_commencé"),
    Word(
        "in_progress",
        marked("in progress"),
        marked("work is under way"),
        "قيد_التنفيذ جار ongoing started underway under_way en_cours",
    ),
    Word(
        "partially_implemented",
        marked("partially implemented"),
        marked("done in part"),
        "نفذ_جزئيا منفذ_جزئيا جزئيا partial partly partiellement_mis_en_œuvre partiellement en_partie",
    ),
    Word(
        "implemented",
        marked("implemented"),
        marked("done"),
        "نفذ منفذ منجز منجزة أنجز done finished complete completed fulfilled mis_en_œuvre réalisé fait",
    ),
    Word("not_applicable", marked("not applicable"), marked("does not apply to the party"), "لا_ينطبق sans_objet"),
    Word(
        "overtaken_by_events",
        marked("overtaken by events"),
        marked("events have made it pointless"),
        "تجاوزته_الأحداث متجاوز dépassé_par_les_événements dépassé",
    ),
    Word("overdue", "", marked("open after its due date"), "متأخر متأخرة late delayed en_retard"),
    Word("due_soon", "", marked("open and due within days"), "soon يحين_قريبا قريبا قريب échéance_proche bientôt"),
    Word("missed", "", marked("a date of what comes round went by without being met"), "فات_موعده فائت manqué manquée"),
    Word(
        "postponed",
        "",
        marked("open, with a target date of one's own later than the date that counts"),
        "مؤجل مؤجلة reporté reportée",
    ),
    Word(
        "not_looked_up",
        "",
        marked("its date went by and nobody has looked; another party's"),
        "لم_ينظر_فيه non_examiné",
    ),
    Word("met_late", "", marked("done after its due date"), "نفذ_متأخرا أنجز_متأخرا منجز_متأخرا honoré_en_retard"),
    Word("regressed", "", marked("the last update moved backwards"), "تراجع متراجع en_recul"),
    Word("stale", "", marked("nothing was said for a long time"), "راكد dormant"),
    Word("open", "", marked("something is still to be done"), "مفتوح ouvert"),
)
DUE_STATES = Vocabulary(
    Word("overdue", marked("overdue"), marked("open after its due date"), "متأخر متأخرة en_retard"),
    Word(
        "missed",
        marked("missed"),
        marked("a date of what comes round went by without being met"),
        "فات_موعده فائت manqué manquée",
    ),
    Word(
        "not_looked_up",
        marked("not looked up"),
        marked("its date went by and nobody has looked; another party's"),
        "لم_ينظر_فيه non_examiné",
    ),
    Word(
        "due_soon",
        marked("due soon"),
        marked("open and due within days"),
        "soon يحين_قريبا قريبا قريب échéance_proche bientôt",
    ),
    Word("later", marked("later"), marked("open and not due for a while"), "لاحق plus_tard"),
    Word(
        "met", marked("met in time"), marked("done by its due date"), "نفذ_في_موعده أنجز_في_موعده منجز honoré_à_temps"
    ),
    Word(
        "met_late",
        marked("met late"),
        marked("done after its due date"),
        "نفذ_متأخرا أنجز_متأخرا منجز_متأخرا honoré_en_retard",
    ),
    Word("closed", marked("closed"), marked("nothing more is to be done"), "مغلق clos"),
    Word("none", marked("no date"), "", "بلا_موعد sans_date"),
)
ADDRESSEES = Vocabulary(
    Word("member_states", marked("Member States"), marked("the Member States"), "الدول_الأعضاء États_Membres"),
    Word(
        "un_system",
        marked("United Nations system"),
        marked("the United Nations system"),
        "منظومة_الأمم_المتحدة système_des_Nations_Unies",
    ),
    Word(
        "both",
        marked("Member States and the United Nations system"),
        marked("the Member States and the United Nations system"),
        "الدول_الأعضاء_ومنظومة_الأمم_المتحدة كلاهما États_Membres_et_système_des_Nations_Unies",
    ),
    Word(
        "general_assembly",
        marked("General Assembly"),
        marked("the General Assembly itself"),
        "الجمعية_العامة Assemblée_générale",
    ),
    Word(
        "regional_organizations",
        marked("regional organizations"),
        marked("regional organizations"),
        "المنظمات_الإقليمية organisations_régionales",
    ),
    Word(
        "participants",
        marked("those who took part"),
        marked("those who took part in the conference"),
        "المشاركون مشاركون",
    ),
    Word(
        "named", marked("named parties"), marked("the parties that the text names"), "أطراف_مسماة مسمى parties_nommées"
    ),
)
KINDS = Vocabulary(
    Word("action", marked("action"), marked("something is to be done"), "إجراء"),
    Word("event", marked("event"), marked("a meeting is to be held"), "مناسبة فعالية manifestation"),
    Word("deliverable", marked("deliverable"), marked("something is to be handed over"), "منجز_مستهدف ناتج produit"),
    Word("review", marked("review"), marked("a look back is to be taken"), "استعراض examen"),
    Word("norm", marked("norm"), marked("a rule is to be kept"), "قاعدة معيار norme"),
    Word("reporting", marked("reporting"), marked("a report is to be made"), "إبلاغ établissement_de_rapports"),
    Word(
        "capacity",
        marked("capacity-building"),
        marked("abilities are to be built"),
        "بناء_القدرات renforcement_des_capacités",
    ),
)
FORCES = Vocabulary(
    Word("decides", marked("decides"), "", "يقرر décide"),
    Word("demands", marked("demands"), "", "يطالب_ب يطالب exige"),
    Word("must", marked("must"), "", "يجب doit"),
    Word("commits", marked("commits"), "", "يلتزم s’engage"),
    Word("resolves", marked("resolves"), "", "يعقد_العزم est_résolu"),
    Word("recommits", marked("recommits"), "", "يجدد_الالتزام s’engage_de_nouveau"),
    Word("reaffirms", marked("reaffirms"), "", "يؤكد_من_جديد réaffirme"),
    Word("directs", marked("directs"), "", "يوعز_إلى يوعز charge"),
    Word("requests", marked("requests"), "", "يطلب prie"),
    Word("urges", marked("urges"), "", "يحث exhorte"),
    Word("calls_upon", marked("calls upon"), "", "يهيب_ب يهيب engage"),
    Word("calls_for", marked("calls for"), "", "يدعو_إلى préconise"),
    Word("should", marked("should"), "", "ينبغي devrait"),
    Word("recommends", marked("recommends"), "", "يوصي_ب يوصي recommande"),
    Word("should_consider", marked("should consider"), "", "ينبغي_النظر_في devrait_envisager"),
    Word(
        "states_should_consider",
        marked("States should consider"),
        "",
        "ينبغي_للدول_أن_تنظر_في les_États_devraient_envisager",
    ),
    Word("may_wish", marked("may wish to"), "", "قد_يود قد_تود may_wish_to voudra_peut-être"),
    Word("encourages", marked("encourages"), "", "يشجع encourage"),
    Word("invites", marked("invites"), "", "يدعو invite"),
    Word("stresses", marked("stresses"), "", "يشدد_على يشدد souligne"),
    Word("emphasizes", marked("emphasizes"), "", "يؤكد insiste_sur"),
    Word("underscores", marked("underscores"), "", "يبرز met_l’accent_sur"),
    Word("highlights", marked("highlights"), "", "يسلط_الضوء_على met_en_avant"),
    Word("affirms", marked("affirms"), "", "يؤكد_أن affirme"),
    Word("recognizes", marked("recognizes"), "", "يسلم_ب يسلم reconnaît"),
    Word("recalls", marked("recalls"), "", "يشير_إلى يشير rappelle"),
    Word("supports", marked("supports"), "", "يؤيد appuie"),
    Word("welcomes", marked("welcomes"), "", "يرحب_ب يرحب se_félicite_de"),
    Word("intends", marked("intends"), "", "يعتزم entend"),
)
BINDING = Vocabulary(
    Word("yes", marked("binding"), marked("it binds"), "نعم ملزم oui contraignant"),
    Word("no", marked("not binding"), marked("it does not bind"), "لا غير_ملزم non non_contraignant"),
)
WITHDRAWN = Vocabulary(Word("yes", marked("withdrawn"), "", "نعم مخفي withdrawn hidden oui retiré"))
VERIFICATIONS = Vocabulary(
    Word("verified", marked("verified"), marked("read in the official text"), "متحقق_منه vérifié"),
    Word(
        "secondary",
        marked("secondary source"),
        marked("told by the press or in a speech"),
        "مصدر_ثانوي ثانوي source_secondaire",
    ),
    Word(
        "unchecked", marked("unchecked"), marked("not looked up yet"), "لم_يتحقق_منه غير_متحقق_منه غير_مدقق non_vérifié"
    ),
)
POSITIONS = Vocabulary(
    Word("supported", marked("supported"), marked("the party supports it"), "يحظى_بالتأييد مؤيد appuyé"),
    Word(
        "supported_in_part",
        marked("supported in part"),
        marked("the party supports some of it"),
        "يحظى_بتأييد_جزئي مؤيد_جزئيا appuyé_en_partie",
    ),
    Word("noted", marked("noted"), marked("the party took note of it"), "أحيط_علما_به محاط_به_علما noté"),
    Word("not_applicable", marked("not applicable"), marked("does not apply to the party"), "لا_ينطبق sans_objet"),
)
PRIORITIES = Vocabulary(
    Word("high", marked("high"), marked("of high priority"), "عالية élevée"),
    Word("medium", marked("medium"), marked("of medium priority"), "متوسطة moyenne"),
    Word("low", marked("low"), marked("of low priority"), "منخفضة faible"),
)
VOICES = Vocabulary(
    Word("agency", marked("agency"), "", "الجهة_المعنية الجهة organisme"),
    Word("coordinator", marked("coordinator"), "", "المنسق coordonnateur"),
    Word("external", marked("external observer"), "", "مراقب_خارجي خارجي observateur_extérieur extérieur"),
)
LEVELS = Vocabulary(
    Word("public", marked("public"), "", "علنية علني publique"),
    Word("restricted", marked("restricted"), "", "مقيدة مقيد restreinte"),
    Word("internal", marked("internal"), "", "داخلية داخلي interne"),
)
DUTIES = Vocabulary(
    Word("reader", marked("reader"), "", "قارئ lecteur"),
    Word("contributor", marked("contributor"), "", "مساهم contributeur"),
    Word("focal_point", marked("focal point"), "", "جهة_التنسيق point_focal"),
    Word("coordinator", marked("coordinator"), "", "منسق coordonnateur"),
    Word("administrator", marked("administrator"), "", "مدير administrateur"),
)
PARTY_KINDS = Vocabulary(
    Word("state", marked("State"), "", "دولة État"),
    Word("un_system", marked("United Nations system"), "", "منظومة_الأمم_المتحدة système_des_Nations_Unies"),
    Word("general_assembly", marked("General Assembly"), "", "الجمعية_العامة Assemblée_générale"),
    Word("regional_organization", marked("regional organization"), "", "منظمة_إقليمية organisation_régionale"),
    Word("other", marked("other"), "", "غير_ذلك autre"),
)
