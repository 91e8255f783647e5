"""The words that say nothing of what a commitment asks, as folding leaves them, and the stems of the others."""

from __future__ import annotations

ENGLISH, ARABIC = "en", "ar"
IDLE_ENGLISH = """
a about above action actions after against all also among an and any appropriate are as assembly at be been before
being best between both by call called calls can consider considering considers could council counter countering
decide decides decision develop development did do does each effort efforts encourage encouraged encourages ensure
extremism extremist extremists for from further general give given gives good had has have how improve in include
included includes including international into is it its keep kept made make makes may measure measures member more
most must national nations need needed needs new no not of off on only or other others out over own part parts per
prevent preventing prevention promote provide relevant request requested requests resolution resolutions same
secretary security shall should so state states strategy strengthen strengthening such support supports take taken
takes terrorism terrorist terrorists than that the their then these they this those through to under united up upon
urge urged urges use used uses using very violent way ways well what when where which while who whom will with
within work working works would
"""
IDLE_ARABIC = """
اتخاذ اجل ارهابيه اطار الارهاب الارهابي الارهابيه الارهابيين الاستراتيجيه الاعضاء الاعمال الامم الامن التدابير
التطرف التي الجمعيه الجهود الدول الدولي الدوليه الذي الذين الصله العام العامه العمل العنيف القرار المتحده المتطرف
المتطرفين المتعلق المتعلقه النظر الوطني الوطنيه الي ان او ايضا بعد بما بين تحسين تعزيز تكون تلك تنفيذ جميع خلال دعم
ذات ذلك سواء طريق علي عن عند غير في فيها قبل قرارات كفاله كل كما لا ما مجال مجلس مع مكافحه من منع هذا هذه وضع وغيرها
وفي وما ومن يحث يشجع يطلب يقرر يكون ينبغي يهيب
"""
STOPWORDS: dict[str, frozenset[str]] = {
    ENGLISH: frozenset(IDLE_ENGLISH.split()),
    ARABIC: frozenset(IDLE_ARABIC.split()),
}
ENDINGS: dict[str, tuple[str, ...]] = {
    ENGLISH: (
        "ization", "isation", "ations", "ation", "itions", "ition", "ments", "ment", "ings", "ing", "ies", "ied", "ers",
        "ors", "er", "or", "ions", "ion", "ives", "ive", "als", "al", "ed", "es", "s", "e", "y",
    ),
    ARABIC: ("يات", "ات", "ين", "ون", "يه", "ه", "ي"),
}  # fmt: skip
BEGINNINGS = ("وال", "بال", "كال", "فال", "لل", "ال", "و", "ب", "ل")
LEAST = 3


def find_stem(word: str, language: str) -> str:
    """A word without its ending, and in Arabic without what is written together with it in front."""
    if language == ARABIC:
        before = next((each for each in BEGINNINGS if word.startswith(each) and len(word) - len(each) >= LEAST), "")
        word = word.removeprefix(before)
    ending = next((each for each in ENDINGS[language] if word.endswith(each) and len(word) - len(each) >= LEAST), "")
    return word.removesuffix(ending)
