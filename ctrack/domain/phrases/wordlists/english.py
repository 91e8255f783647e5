"""The English words of deadlines."""

from __future__ import annotations

from ctrack.domain.phrases.phrasebook import Language, NumberWords, numbered, spellings

_UNITS = numbered(
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
_TENS = [(word, place * 10) for word, place in numbered("twenty thirty forty fifty sixty seventy eighty ninety", 2)]
_ORDINALS = numbered(
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
    "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
)

_MID = "mid; middle; mid year; midyear"
# What asks for haste and names no date.
_HASTE = (
    "as soon as possible; as soon as practicable; as soon as feasible; as early as possible; as quickly as possible; "
    "at the earliest opportunity; at the earliest possible date; at the earliest possible time; earliest possible; "
    "without delay; without further delay; promptly; immediately; expeditiously; asap"
)
# Where the clock is read by which a deadline ends, and where what is due happens.
_PLACES = (
    "new york; geneva; vienna; nairobi; the hague; paris; london; brussels; rome; washington; addis ababa; bangkok; "
    "kuwait; kuwait city; riyadh; doha; abu dhabi; dubai; muscat; manama; amman; baghdad; beirut; cairo; tunis; "
    "algiers; rabat; dushanbe"
)


def _times_of_places() -> str:
    clocks = ("{} time", "{} local time", "{} standard time", "local time in {}", "time in {}")
    return "; ".join(clock.format(place) for place in spellings(_PLACES) for clock in clocks)


def _cardinals() -> NumberWords:
    compounds = [(f"{ten} {unit}", tens + ones) for ten, tens in _TENS for unit, ones in _UNITS[:9]]
    return (*_UNITS, *_TENS, *compounds)


def _ordinals() -> NumberWords:
    compounds = [(f"twenty {unit}", 20 + ones) for unit, ones in _ORDINALS[:9]]
    return (*_ORDINALS, *compounds, ("thirtieth", 30), ("thirty first", 31), ("last", -1), ("final", -1))


ENGLISH = Language(
    words={
        "by": "by; until; till; up to; up until; on; at; through; for; as at; due; due by; due on; due in; "
        "due for; ending; ending on; ending in; expiring on; expiring in; scheduled for; planned for; "
        "foreseen for; set for; expected by; expected in; expected on; between now and; from now until; "
        "from now to; from now till; by the date of; on the date of; to be completed by; to be implemented "
        "by",
        "in": "in; within; during; over; inside; throughout; in the course of; during the course of; over "
        "the course of; within the course of; in the space of",
        "before": "before; prior to; ahead of; in advance of; earlier than; sooner than; strictly before",
        "limit": "no later than; not later than; not any later than; no later; not later; at the latest; at "
        "latest; latest; at the very latest; no further than; not beyond; not after; on or before; on or "
        "prior to; before or on; in or before; before or in; by or before; before or by; on or by; by or "
        "on; at or before; or earlier; or before; or sooner; inclusive; included; up to and including; "
        "until and including; to be done by",
        "max": "no more than; not more than; at most; at the most; up to; maximum; max; not exceeding; not "
        "to exceed; that does not exceed; which does not exceed; no longer than; not longer than",
        "span": "period; time period; timeframe; time frame; term; time limit; time span; window; duration; "
        "maximum period; maximum time; maximum time frame; maximum term; maximum duration",
        "label": "deadline; due date; target date; target; completion date; date of completion; closing "
        "date; submission deadline; timeline; expiry date; end date; to be completed; to be implemented; to "
        "be submitted; to be achieved; to be finalized; to be finalised; completed; for completion; for "
        "implementation; complete; completion; with a deadline; for a period; for the period",
        "fixed": "is; fixed at; set at",
        "end": "end; close; conclusion; expiry; year end; month end; end of business; close of business; cob; eod",
        "start": "start; beginning; opening; commencement",
        "last_day": "last day; final day",
        "first": "first",
        "first -1": "last; final",
        "the": "the",
        "of": "of",
        "one": "a; an",
        "and": "and",
        "this": "this; current; present",
        "next": "next; coming; upcoming",
        "ahead": "following",
        "now": "today; now; today's date; date of today; the present day",
        "hence": "hence; from now; from today; as of today; as of now; starting today; starting now; from today's date",
        "after": "after; from; since; as of; as from; following; starting; starting from; starting in; "
        "starting on; commencing; commencing on; beginning on; beginning in; with effect from; effective; "
        "effective from; onward; onwards; no earlier than; not earlier than; not before; no sooner than; "
        "counted from; counting from; running from; calculated from; from the date of; after the date of; "
        "of the date of",
        "corresponding": "corresponding to",
        "era": "ad; ce; a d; c e",
        "year_word": "year; calendar year",
        "month_word": "month",
        "day_word": "day",
        "days": "day; days; calendar day; calendar days",
        "days 7": "week; weeks; calendar weeks",
        "days 14": "fortnight; fortnights",
        "months": "month; months; calendar month; calendar months",
        "months 12": "year; years; calendar year; calendar years",
        "months 120": "decade; decades",
        "hours": "hour; hours",
        "plural": "days; calendar days; weeks; calendar weeks; fortnights; months; calendar months; years; "
        "calendar years; decades; hours",
        "adoption": "adoption; its adoption; date of adoption; date of its adoption",
        "text": "resolution; declaration; plan; plan of action; programme of action; strategy; framework; "
        "convention; treaty; protocol; decision; document; instrument; text",
        "half": "half",
        "length": "period; time; timeframe; time frame; time period; window",
        "part 3": "quarter; calendar quarter; trimester",
        "part 6": "half; half year; semester",
        "hundred 100": "hundred",
        "clock": "a m; p m; am; pm; o clock; hrs",
        "noon": "noon; midday; midnight",
        "at_time": "at",
        "zone": "utc; gmt; est; edt; cet; cest; eet; ast; local time; headquarters time; eastern time; "
        "eastern standard time; eastern daylight time; " + _times_of_places(),
        "place": _PLACES,
        "mid": _MID,
        "biennium 2": "biennium",
        "biennium 3": "triennium",
        "biennium 4": "quadrennium",
        "closing": "close of business; end of business; cob; eod; end of day; end of the day",
        "haste": _HASTE,
        "anyway": "in any event; in any case; at all events; under all circumstances",
        "but": "but; yet",
        "percent": "per cent; percent",
    },
    signs={
        "hijri": "ah; a h; hijri; hijra; hegira; jumada; rabi; eid",
        "fiscal_year": "fy; fiscal; financial; budget; budgetary; school; academic; programme year; program "
        "year; biennium; biennia; triennium; quadrennium; tax year; marketing year",
        "recurring": "every; each; annual; annually; yearly; monthly; weekly; daily; quarterly; biennial; "
        "biennially; biannual; biannually; semiannual; semiannually; triennial; triennially; regular; "
        "regularly; periodic; periodically; per; thereafter; recurring; intervals",
        "working_days": "working; business day; business days; workday; workdays; work days; banking days",
        "event": "session; sessions; meeting; meetings; conference; conferences; congress; summit; review; "
        "reviews; cycle; cycles; assembly; election; elections; adoption; adopted; ratification; accession; "
        "entry; force; signature; signing; publication; decision; resolution; report; reports; reporting; "
        "submission; consideration; visit; forum; workshop; mandate; anniversary; receipt; notification; "
        "request; approval; launch; round; milestone; phase; examination; hearing; plenary; committee; "
        "council; commission; parliament; parliamentary; legislature; legislative; government; cabinet; "
        "cop; unga; hlpf; stocktake; dialogue; debate; retreat; symposium; establishment; appointment; "
        "event; events; deployment; establishing; completion of; conclusion of negotiations; letter; note; "
        "announcement; agenda item; withdrawal; ceremony; referendum; census; inauguration; designation; "
        "promulgation",
        "season": "spring; summer; autumn; fall; winter; season",
        "vague": f"{_MID}; {_HASTE}; midway; early; earlier; late; later; soon; sooner; shortly; "
        "approximately; about; around; circa; ca; roughly; nearly; possible; practicable; feasible; "
        "immediate; delay; urgent; urgently; ongoing; continuous; "
        "continuously; continuing; continued; tbd; tbc; tba; to be determined; to be confirmed; to be "
        "announced; to be decided; n a; na; none; pending; near; future; short; medium; long; eventually; "
        "timely; several; few; some; many; couple; towards; toward; almost; forthwith; due "
        "course; in due course; at an early date; estimated; tentatively; provisionally; tentative; "
        "somewhere; sometime; approx; weeks ahead; latter; turn; less; under; more; permanent; indefinite; "
        "indefinitely; unspecified; open; "
        "earliest opportunity; opportunity; over time; in time; coming period; next period; "
        "period ahead; period to come; coming time; long run; "
        "foreseeable",
        "several_dates": "between; either; respectively; versus; rather; to; or",
    },
    months=(
        "january; jan",
        "february; feb",
        "march; mar",
        "april; apr",
        "may",
        "june; jun",
        "july; jul",
        "august; aug",
        "september; sept; sep",
        "october; oct",
        "november; nov",
        "december; dec",
    ),
    weekdays=(
        "monday; mon",
        "tuesday; tues; tue",
        "wednesday; wed",
        "thursday; thurs; thur; thu",
        "friday; fri",
        "saturday; sat",
        "sunday; sun",
    ),
    cardinals=_cardinals(),
    ordinals=_ordinals(),
    hijri_months=(
        "muharram",
        "safar",
        "rabi al awwal; rabi al awal; rabi i; rabi' al-awwal; rabi'i",
        "rabi al thani; rabi al akhir; rabi ii; rabi' al-thani; rabi' al-akhir",
        "jumada al awwal; jumada al ula; jumada i; jumada al-oula",
        "jumada al thani; jumada al akhirah; jumada al akhira; jumada ii",
        "rajab",
        "shaban; sha'ban; shaaban",
        "ramadan; ramadhan",
        "shawwal; shawal",
        "dhu al qadah; dhul qadah; dhu al-qa'dah; dhul qa'dah; dhu al qidah; dhu'l-qa'da",
        "dhu al hijjah; dhul hijjah; dhu al hijja; dhul hijja; dhu'l-hijja",
    ),
)
