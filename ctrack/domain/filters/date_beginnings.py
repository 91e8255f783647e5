"""The words with which a date in words may begin, so that the grammar of dates is asked only where one may stand."""

from __future__ import annotations

import re
from functools import cache

from ctrack.domain.filters.synonyms import folded

_BEGINNINGS = (
    "today now الآن maintenant tomorrow yesterday eow eom eoq eoy this next last end start q1 q2 q3 q4 "
    "اليوم غدا الغد أمس نهاية هذا هذه "
    "الشهر الأسبوع السنة العام الربع الشهر_القادم aujourd'hui demain hier fin "
    "lundi mardi mercredi jeudi vendredi samedi dimanche après-demain mois trimestre année semaine ce cette "
    "monday tuesday wednesday thursday friday saturday sunday "
    "الاثنين الإثنين الثلاثاء الأربعاء الخميس الجمعة السبت الأحد "
    # Months as people write them beside the names by which they are printed.
    "يونيو يوليو جانفي فيفري مارت افريل مايس ماي جوان جويلية يوليوز أوت غشت شتنبر نونبر دجنبر "
    "jan feb apr jun jul aug sept sep oct nov dec janv févr fév avr juil"
)


@cache
def date_beginnings() -> frozenset[str]:
    """The words with which a date in words may begin, and the names of the months."""
    from ctrack.domain.date_styles import STYLES

    months = (name for style in STYLES.values() for whole in style.months for name in re.split("[/ ]", whole))
    return frozenset(map(folded, (*_BEGINNINGS.split(), *months)))
