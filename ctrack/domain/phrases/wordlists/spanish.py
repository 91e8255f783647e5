"""The Spanish words of deadlines."""

from __future__ import annotations

from ctrack.domain.phrases.phrasebook import Language, numbered

_MID = "mediados; a mediados"
_HASTE = "lo antes posible; cuanto antes; sin demora; sin dilación; inmediatamente; a la mayor brevedad"

SPANISH = Language(
    words={
        "by": "al; hasta; para; con fecha",
        "in": "en; durante; en el curso de; en el transcurso de; dentro de; en un",
        "before": "antes de; antes del; con anterioridad a; con anterioridad al",
        "limit": "a más tardar; no más tarde de; no más tarde del; como máximo; o antes; inclusive; a más tardar el",
        "max": "máximo; no superior a",
        "span": "plazo; período; periodo; plazo máximo",
        "label": "fecha límite; vencimiento; fecha prevista; plazo",
        "end": "fin; fines; finales; a finales; a fines; final; término; al término; al final",
        "start": "comienzo; comienzos; a comienzos; principio; principios; a principios; inicio; inicios",
        "last_day": "último día",
        "first": "primeros; primeras",
        "the": "el; la; los; las",
        "of": "de; del",
        "one": "un; una",
        "and": "y",
        "this": "este; esta; en curso; presente",
        "next": "próximo; próxima; próximos; próximas",
        "now": "hoy; hoy en día",
        "after": "después de; después del; a partir de; a partir del; desde; siguiente; siguientes; tras",
        "year_word": "año; año civil",
        "month_word": "mes",
        "day_word": "día",
        "days": "día; días; días naturales; días civiles",
        "days 7": "semana; semanas",
        "months": "mes; meses",
        "months 12": "año; años",
        "months 120": "decenio; decenios",
        "hours": "hora; horas",
        "plural": "días; semanas; meses; años; decenios; horas; próximos; próximas",
        "adoption": "adopción; aprobación; su adopción; su aprobación; la adopción; la aprobación",
        "text": "resolución; declaración; estrategia; marco; convención; tratado; decisión; documento; instrumento",
        "part 3": "trimestre",
        "part 6": "semestre; mitad",
        "mid": _MID,
        "biennium 2": "bienio",
        "haste": _HASTE,
        "percent": "por ciento",
    },
    signs={
        "fiscal_year": "ejercicio; presupuestario; presupuestaria; financiero; financiera; escolar",
        "recurring": "cada; todos; todas; anual; anualmente; mensual; mensualmente; trimestral; semestral; bienal",
        "working_days": "hábiles; laborables",
        "event": "reunión; conferencia; cumbre; examen; período de sesiones; informe; firma; ratificación; elecciones",
        "season": "primavera; verano; otoño; invierno",
        "vague": f"{_MID}; {_HASTE}; pronto; próximamente; aproximadamente; varios; varias; algunos; algunas",
        "several_dates": "o; entre",
    },
    months=(
        "enero; ene",
        "febrero; feb",
        "marzo",
        "abril; abr",
        "mayo",
        "junio; jun",
        "julio; jul",
        "agosto; ago",
        "septiembre; setiembre; sept",
        "octubre; oct",
        "noviembre; nov",
        "diciembre; dic",
    ),
    weekdays=("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"),
    cardinals=(
        # Eleven is the English "once".
        *numbered("uno dos tres cuatro cinco seis siete ocho nueve diez"),
        *numbered("doce trece catorce quince dieciséis diecisiete dieciocho diecinueve veinte", 12),
        *((word, place * 10) for word, place in numbered("treinta cuarenta cincuenta sesenta setenta ochenta", 3)),
        ("noventa", 90),
    ),
    ordinals=(
        *numbered("primer segundo tercer cuarto"),
        *numbered("primero segundo tercero cuarto"),
        *numbered("primera segunda tercera cuarta"),
        ("último", -1),
        ("última", -1),
    ),
    hijri_months=(),
)
