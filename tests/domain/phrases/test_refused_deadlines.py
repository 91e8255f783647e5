"""Deadlines that are refused, each for its own reason. Lengths of time count from 15 January 2026."""

from __future__ import annotations

from datetime import date

import pytest

from ctrack.domain.deadlines import DeadlineError, parse_deadline
from ctrack.domain.phrases import refusals

TODAY = date(2026, 1, 15)

REFUSALS = {
    "ambiguous": """
        12/07/2026
        3-4-2026
        03.04.2026
        03/04/2026
        ٠٣/٠٤/٢٠٢٦
        قبل 1/7/2026
        في 1/7/2026
    """,
    "counted_from_event": """
        within six months of adoption
        within 90 days of the adoption of this resolution
        within six months after the entry into force
        six months after entry into force
        no later than three months after the adoption of the present resolution
        within 60 days of receipt
        خلال ستة أشهر من تاريخ الاعتماد
        في غضون 90 يوما من اعتماد هذا القرار
        في غضون ستة أشهر من دخول الاتفاقية حيز النفاذ
        في موعد لا يتجاوز ثلاثة أشهر بعد التوقيع
        خلال 30 يوما من تاريخ نشره
        dans les six mois suivant l'adoption
        dans un délai de six mois à compter de l'entrée en vigueur
        within one year of adoption
    """,
    "counts_disagree": """
        within six (5) months
    """,
    "event": """
        in March 2026 at its sixty-first session
        at the seventieth session of the General Assembly
        by the 2026 review conference
        by COP30
        COP 30
        next session
        by the ninth review of the Strategy
        resolution 2396
        The report is due on 30 June 2026 in Geneva
        30 June 2026 or the next session
        at the end of the mandate
        الدورة الثمانون للجمعية العامة
        في دورتها المقبلة
        بحلول الاستعراض المقبل
        à la prochaine session
        lors de sa quatre-vingtième session
        في دورتها الثمانين
        at its eightieth session
        by the next review
    """,
    "fiscal_year": """
        FY 2026
        FY2025/26
        FY26
        fiscal year 2026
        financial year 2025-2026
        school year 2026
        academic year 2025/26
        2025-26
        by the end of fiscal year 2026
        end of FY2026
        budget year 2026
        السنة المالية 2025/2026
        العام الدراسي 2026
        exercice 2025-2026
        année scolaire 2026
        السنة المالية 2026
        FY2026
        exercice 2026
        next biennium
        biennium 2026-2028
        before the biennium 2026-2027
        fiscal biennium 2026-2027
        2025/26
        2011/12
    """,
    "hijri": """
        1447 AH
        15 Ramadan 1447
        15 رمضان 1447
        محرم 1448
        05/06/1447 هـ
        1447/12/30 هـ
        قبل نهاية رمضان 1447 هـ
        من 1 رمضان 1447 هـ إلى 15 رمضان 1447 هـ
        within 30 days of 15 Ramadan 1447 AH
        30 June 2026 هـ
        30, 1447 هـ, June 2026
        1505/01/01 هـ الموافق 2081/11/01 م
        15 ramadan 1447 de l'hégire
        15 شعبان 1447
        ربيع الأول 1448
        1447 هـ
    """,
    "hijri_disagrees": """
        15 رمضان 1447 هـ الموافق 7 مارس 2026 م
        1 مارس 2026 م الموافق 15 رمضان 1447 هـ
        1447/12/30 هـ الموافق 2026/07/16 م
        رمضان 1447 هـ الموافق مايو 2026 م
        15 Ramadan 1447 AH (4 April 2026)
    """,
    "months_disagree": """
        June/July 2026
        حزيران/يوليه 2026
        15 آب/سبتمبر 2026
    """,
    "no_such_date": """
        32/01/2026
        00/01/2026
        31 April 2026
        30 February 2026
        29 February 2026
        0 June 2026
        2026-02-30
        31 حزيران/يونيه 2026
        29 شباط/فبراير 2027
        31 juin 2026
        31 June 2026
        29 Feb 2027
        2100-02-29
        2026-12-32
    """,
    "no_such_month": """
        13/13/2026
        2026-13
        2026-13-01
        2026-00
        2026-21
        2026-37
        2026-30-06
    """,
    "no_such_part": """
        fifth quarter of 2026
        الفصل السابع من عام 2026
        Q5 2026
        Q0 2026
        third half of 2026
        H3 2026
    """,
    "no_year": """
        in the coming months at 5 pm
        30 June
        June 30
        June
        by June
        30/06
        second quarter
        Q2
        by the end of the quarter
        by the end of the decade
        by the end of
        last year
        يونيو
        30 يونيو
        حزيران/يونيه
        الربع الثاني
        نهاية العام
        قبل نهاية العام
        نهاية الشهر
        30 juin
        fin juin
        fin d'année
        by the end of the year
        by the end of June
        by next June
        الفصل القادم
    """,
    "not_understood": """
        six months
        90 days
        by six months
        before six months
        within 1.5 years
        within 0 days
        within -5 days
        30062026
        202606
        30 30 June 2026
        by by 2026
        in by 2026
        the
        by
        within
        within six months and by June 2026
        by Friday
        next Friday
        today
        now
        last June 2026
        قبل ستة أشهر
        dans 3 à 6 mois
        5 am 2026
        18:00 June 2026
        30 June 2026 at 99:99
        50 per cent
        by 50 per cent 2030
        -5 days
        for a period of six months
        period of six months
        [2026]
        1 2026
        30 2026
    """,
    "recurring": """
        every two years
        by 50 per cent per year by 2030
        annually
        each year by 31 March
        by 31 March each year
        biennially
        سنويا
        كل سنتين
        كل عام
        chaque année
        tous les deux ans
    """,
    "season": """
        spring 2026
        summer of 2026
        winter 2025/26
        by autumn 2026
        صيف 2026
        ربيع 2026
        courant été 2026
        été 2026
        printemps 2026
    """,
    "several_dates": """
        from 2025 to 2030
        between 2025 and 2030
        between 1 June and 30 June 2026
        2025–2030
        2025 - 2030
        the period 2025-2030
        2026 and 2027
        2026 or 2027
        2026, 2027
        June or July 2026
        June-July 2026
        June and July 2026
        Q1 and Q2 2026
        Q1-Q2 2026
        January to March 2026
        by 30 June 2026 and by 31 December 2026
        30 June 2026, 31 July 2026
        30 June 2026 at 99.59 p.m.
        1-15 June 2026
        1 to 15 June 2026
        30 June/1 July 2026
        within 3-6 months
        within three to six months
        within two or three years
        2026 2027
        June 2026 2026
        within six months or by the end of 2026
        من 2025 إلى 2030
        بين عامي 2025 و2030
        الفترة 2025-2030
        خلال الفترة من 2025 إلى 2030
        في غضون شهرين أو ثلاثة
        entre 2025 et 2030
        de 2025 à 2030
        2025-2026
        by the end of 2026/2027
        2026-06-30/2026-07-15
        June 2026 & July 2026
        30 juin 2026 et 31 juillet 2026
    """,
    "start": """
        after six months
        بعد ثلاثة أشهر من 30 يونيو 2026
        after 2026
        after 30 June 2026
        from 2026
        from 1 January 2026
        starting 1 January 2026
        beginning in 2026
        since 2020
        no earlier than June 2026
        not before 2026
        effective 1 July 2026
        بعد عام 2026
        اعتبارا من 1 يناير 2026
        ابتداء من 2026
        منذ 2020
        à partir de 2026
        à compter du 1er janvier 2026
        après 2026
        as of 2026
    """,
    "two_digit_year": """
        30 June 26
        June 30, 26
        June '26
        Q2 26
        01/02/03
        1/2/26
        30/6/26
        30 juin 26
        30/06/26
        31-Dec-25
    """,
    "unknown_word": """
        2026 Agenda
        Agenda 2030
        Vision 2030
        A/RES/70/254
        paragraph 21
        S/2026/123
        n/a
        202X
        2026-XX
        within zero days
        2030s
        by the 2030s
        We met on 30 June 2026
        see 2026
        hello 2026 world
        by 30 June 2026 at the earliest
        previous quarter
        tomorrow
        رؤية 2030
        رؤية الكويت 2035
        أي كلام
        blah
        at most once in 2026
    """,
    "vague": """
        within months
        in the coming months
        over the coming years
        in the coming years
        next months
        in the next half years
        coming weeks
        in the months ahead
        in the years to come
        in the following months
        during the coming decades
        the coming period
        over the next few years
        within the next couple of years
        at the earliest opportunity
        خلال أشهر
        خلال السنوات القادمة
        في السنوات المقبلة
        خلال الأشهر القادمة
        في الأشهر القليلة القادمة
        خلال الأعوام القادمة
        خلال الأسابيع المقبلة
        في الأيام القادمة
        خلال الشهور القادمة
        أشهر قادمة
        سنوات مقبلة
        خلال العقود القادمة
        خلال الفترة المقبلة
        في أقرب وقت ممكن
        dans les prochains mois
        dans les mois à venir
        au cours des mois prochains
        au cours des prochaines années
        ces prochaines années
        dans les prochaines semaines
        dans les prochains jours
        dans les années à venir
        d'ici quelques mois
        mois prochains
        dans les mois qui viennent
        en temps utile
        as soon as possible
        without delay
        immediately
        ongoing
        TBD
        none
        soon
        in due course
        mid-June 2026
        early June 2026
        late June 2026
        beginning of 2026
        the start of 2026
        by about June 2026
        circa 2026
        around 2026
        2026?
        2026~
        ~2026
        within a few months
        within several weeks
        about 200 people by 2026
        by 2026 if possible
        June 2026 (tbc)
        منتصف يونيو 2026
        end of mid-2026
        as soon as possible after 30 June 2026
        without delay by 2026
        as soon as possible and in any event
        first half of June 2026
        less than six months
        in less than six months
        في أقرب وقت ممكن
        فورا
        دون تأخير
        أوائل 2026
        أواخر عام 2026
        مطلع عام 2026
        بداية عام 2026
        حوالي 2026
        خلال بضعة أشهر
        النصف الأول من يونيو 2026
        قريبا
        à la mi-juin 2026
        début 2026
        début juin 2026
        dès que possible
        dans les meilleurs délais
        vers 2026
        environ six mois
        dans quelques mois
        early 2026
        late 2026
        by the beginning of 2026
    """,
    "week": """
        during the high-level week of 2026
        week 23 of 2026
        2026-W23
        2026W23
        2026-W23-5
        the first week of June 2026
        in the second week of June 2026
        next week
        this week
        الأسبوع الأول من يونيو 2026
    """,
    "weekday_disagrees": """
        Monday 30 June 2026
        30 June 2026 (Friday)
        الاثنين 30 يونيو 2026
        Friday, 30 June 2026
        الأربعاء 30 يونيو 2026
        lundi 30 juin 2026
    """,
    "working_days": """
        within 10 working days
        within 30 business days
        خلال عشرة أيام عمل
        dix jours ouvrables
    """,
    "year_out_of_range": """
        2396 (2017)
        1944
        2201
        June 1944
        30 June 2500
        30 June 20261
        1447
        within 999999999999 years
        1066
        99/99/9999
        within 200 years
    """,
}
PHRASES = [(line.strip(), reason) for reason, lines in REFUSALS.items() for line in lines.strip().splitlines()]


@pytest.mark.parametrize(("phrase", "reason"), PHRASES)
def test_a_phrase_is_refused_with_the_reason(phrase: str, reason: str) -> None:
    """Nothing is guessed, and the error says why in a sentence that quotes the phrase."""
    with pytest.raises(DeadlineError) as caught:
        parse_deadline(phrase, TODAY)
    assert caught.value.reason == reason
    assert phrase in str(caught.value)


@pytest.mark.parametrize("text", ["", " ", "\u200f", "\n\t", "«»", "!!!", "...", "()"])
def test_nothing_written_is_said_to_be_empty(text: str) -> None:
    """A text without a word is refused as empty, whatever marks it is made of."""
    with pytest.raises(DeadlineError) as caught:
        parse_deadline(text, TODAY)
    assert caught.value.reason == "empty"


def test_every_reason_is_tried() -> None:
    """No class of error is without a phrase in the table, but for empty texts and for stored values."""
    reasons = {error.reason for error in vars(refusals).values() if _is_reason(error)}
    assert reasons - set(REFUSALS) == {"empty", "not_edtf"}


def _is_reason(error: object) -> bool:
    return isinstance(error, type) and issubclass(error, DeadlineError)
