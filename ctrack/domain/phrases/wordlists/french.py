"""The French words of deadlines. An apostrophe parts two words."""

from __future__ import annotations

from ctrack.domain.phrases.phrasebook import Language, NumberWords, numbered, spellings

_UNITS = [
    *numbered("un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize"),
    ("dix-sept", 17),
    ("dix-huit", 18),
    ("dix-neuf", 19),
]
_TENS = [
    ("vingt", 20),
    ("trente", 30),
    ("quarante", 40),
    ("cinquante", 50),
    ("soixante", 60),
    ("septante", 70),
    ("quatre-vingt", 80),
    ("huitante", 80),
    ("nonante", 90),
]

_MID = "mi; milieu; à la mi; à mi; au milieu; mi-année"
# What asks for haste and names no date.
_HASTE = (
    "dès que possible; aussitôt que possible; le plus tôt possible; le plus rapidement possible; au plus vite; "
    "dans les meilleurs délais; dans les plus brefs délais; sans délai; sans tarder; sans retard; immédiatement"
)
_PLACES = (
    "new york; genève; vienne; nairobi; la haye; paris; londres; bruxelles; rome; washington; addis-abeba; "
    "koweït; riyad; doha; mascate; manama; amman; bagdad; beyrouth; le caire; tunis; alger; rabat; douchanbé"
)


def _times_of_places() -> str:
    return "; ".join(f"heure {of} {place}" for place in spellings(_PLACES) for of in ("de", "d'", "du"))


def _cardinals() -> NumberWords:
    compounds = []
    for ten, tens in _TENS:
        # France counts 70 and 90 on from 60 and 80: soixante et onze, quatre-vingt-douze.
        added = _UNITS if ten in ("soixante", "quatre-vingt") else _UNITS[:9]
        compounds += [(f"{ten} {unit}", tens + ones) for unit, ones in added]
        compounds += [(f"{ten} et {unit}", tens + ones) for unit, ones in added if ones in (1, 11)]
        compounds += [(f"{ten} et une", tens + 1), (f"{ten} une", tens + 1)]
    return (*_UNITS, ("une", 1), *_TENS, ("quatre-vingts", 80), *compounds)


FRENCH = Language(
    words={
        "by": "au; aux; pour; jusqu'au; jusqu'à; jusqu'en; à l'horizon; à l'horizon de; à la date du; en "
        "date du; expirant le; prenant fin le; entre maintenant et; le ou avant; prévu pour; prévue pour; "
        "fixé au; fixée au; au titre de",
        "in": "en; dans; sous; pendant; durant; courant; courant du; courant de; au cours de; au cours du; "
        "au cours des; au cours d'; dans le courant de; dans le courant du; au courant de; au courant du; "
        "d'ici; d'ici à; d'ici au; d'ici le; en l'espace de; à échéance de; dans le cours de; lors du",
        "before": "avant; antérieurement à; antérieurement au; préalablement à; préalablement au",
        "limit": "au plus tard; pas plus tard que; pas plus tard qu'; avant ou; inclus; incluse; compris; "
        "inclusivement; dernier délai; le ou avant; ou avant; en tout état de cause",
        "max": "au maximum; au plus; maximum; maximal; maximale; n'excédant pas; ne dépassant pas; qui "
        "n'excède pas; qui ne dépasse pas; ne pouvant excéder; ne pouvant dépasser; n'excédant; qui "
        "n'excédera pas; qui ne dépassera pas; ne devant pas dépasser; ne devant pas excéder",
        "span": "délai; période; durée; laps de temps; délai maximum; délai maximal; période maximale",
        "label": "échéance; date limite; date butoir; date cible; date prévue; à achever; à réaliser; à "
        "terminer; date d'échéance; délai; délai de mise en œuvre; délai d'exécution; échéancier; date de "
        "fin; date d'achèvement; pour une période; et ce",
        "fixed": "est; fixée au; fixé au; fixée le; fixé le; fixée à; fixé à",
        "end": "fin; à la fin; à fin; terme; au terme; expiration; clôture; achèvement; à l'expiration",
        "start": "début; au début; commencement",
        "last_day": "dernier jour; au dernier jour",
        "first": "premiers; premières",
        "first -1": "derniers; dernières",
        "the": "le; la; l'; les",
        "of": "de; du; d'; des",
        "one": "un; une",
        "and": "et",
        "this": "ce; cet; cette; en cours; courant; courante; présent; présente; actuel; actuelle",
        "next": "prochain; prochaine; prochains; prochaines; à venir",
        "now": "aujourd'hui; maintenant; ce jour; date d'aujourd'hui; jour même; date du jour",
        "hence": "dès aujourd'hui; à partir de maintenant; à dater de ce jour",
        "after": "après; dès; depuis; à compter de; à compter du; à compter d'; à partir de; à partir du; à "
        "partir d'; à dater de; à dater du; suivant; suivants; suivantes; qui suivent; qui suit; qui "
        "suivront; au plus tôt; à la suite de; après la date de",
        "corresponding": "correspondant au",
        "year_word": "année; année civile; an",
        "month_word": "mois",
        "day_word": "jour",
        "days": "jour; jours; jour civil; jours civils; jours calendaires; jours francs",
        "days 7": "semaine; semaines",
        "months": "mois",
        "months 12": "an; ans; année; années",
        "months 120": "décennie; décennies",
        "hours": "heure; heures",
        "plural": "jours; jours civils; jours calendaires; jours francs; semaines; ans; années; décennies; heures; "
        "prochains; prochaines; les; au cours des",
        "adoption": "adoption; son adoption; l'adoption; date d'adoption; date de son adoption; date de l'adoption",
        "text": "résolution; déclaration; plan; plan d'action; programme d'action; stratégie; cadre; convention; "
        "traité; protocole; décision; document; instrument; texte",
        "half": "demi; demie",
        "part 3": "trimestre; trimestre civil; trim",
        "part 6": "semestre; moitié; semestre civil",
        "hundred 100": "cent; cents",
        "noon": "midi; minuit",
        "at_time": "à",
        "zone": "heure locale; tu; temps universel; temps universel coordonné; heure du siège; " + _times_of_places(),
        "place": _PLACES,
        "mid": _MID,
        "biennium 2": "exercice biennal; biennium",
        "haste": _HASTE,
        "anyway": "en tout état de cause; en tout cas; en toute hypothèse; dans tous les cas",
        "but": "mais",
        "percent": "pour cent",
    },
    signs={
        "hijri": "hégire; hégirien; hégirienne; de l'hégire; joumada; rabia",
        "fiscal_year": "exercice; exercices; budgétaire; fiscal; fiscale; financière; financier; scolaire; "
        "universitaire; exercice biennal; biennal; triennal; rentrée",
        "recurring": "chaque; tous; toutes; annuel; annuelle; annuellement; mensuel; mensuelle; "
        "trimestriel; trimestrielle; semestriel; semestrielle; hebdomadaire; par an; par mois; périodique; "
        "périodiquement; régulièrement; biennale; quinquennal; quinquennale",
        "working_days": "ouvrables; ouvrés; ouvrable; ouvré",
        "event": "réunion; réunions; conférence; conférences; sommet; examen; ratification; adhésion; "
        "entrée; vigueur; signature; décision; résolution; rapport; rapports; élection; élections; "
        "assemblée; mandat; visite; réception; approbation; lancement; bilan; colloque; parlement; "
        "plénière; comité; conseil; congrès; présentation; demande; notification; promulgation; "
        "publication; dépôt; clôture de la session; lettre; vote; création; prochaine session; la session; "
        "atelier; sessions; débat; loi; cycle; phase",
        "season": "printemps; été; automne; hiver; saison; l'été",
        "vague": f"{_MID}; {_HASTE}; bientôt; prochainement; environ; vers; quelques; plusieurs; immédiatement; "
        "délais; rapidement; possible; urgence; urgent; alentours; autour; approximativement; plutôt; sans "
        "délai; sans tarder; sans retard; meilleurs; progressivement; permanent; permanente; continu; "
        "continue; ultérieurement; déterminer; définir; à déterminer; à définir; à préciser; indéterminé; "
        "indéterminée; long terme; moyen terme; court terme; temps voulu; moins; plus tôt; dès que "
        "possible; peu; temps utile; prochaine période; période à venir; occasion; avenir; opportun",
        "several_dates": "entre; ou; ainsi que; puis",
    },
    months=(
        "janvier; janv",
        "février; févr; fév",
        "mars",
        "avril; avr",
        "mai",
        "juin",
        "juillet; juil",
        "août",
        "septembre; sept",
        "octobre; oct",
        "novembre; nov",
        "décembre; déc",
    ),
    weekdays=(
        "lundi; lun",
        "mardi; mar",
        "mercredi; mer",
        "jeudi; jeu",
        "vendredi; ven",
        "samedi; sam",
        "dimanche; dim",
    ),
    cardinals=_cardinals(),
    ordinals=(
        ("premier", 1),
        ("première", 1),
        ("second", 2),
        ("seconde", 2),
        ("deuxième", 2),
        ("troisième", 3),
        ("quatrième", 4),
        ("dernier", -1),
        ("dernière", -1),
    ),
    hijri_months=(
        "mouharram; moharram",
        "safar",
        "rabia al awal; rabi al awwal; rabia i",
        "rabia al thani; rabi al thani; rabia ii",
        "joumada al oula; joumada al awwal; joumada i",
        "joumada al thania; joumada al akhira; joumada ii",
        "rajab; radjab",
        "chaabane; chaban",
        "ramadan",
        "chawwal; chaoual",
        "dhou al qi'da; dhou al kaada; dou al kaada",
        "dhou al hijja; dou al hijja",
    ),
)
