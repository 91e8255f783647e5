"""Deadlines in French: every phrase and what it means. Lengths of time count from 15 January 2026."""

from __future__ import annotations

from datetime import date

import pytest

from ctrack.domain.deadlines import parse_deadline

TODAY = date(2026, 1, 15)

MEANINGS = {
    "2025": """
        d'ici à la fin de 2025
        avant le début de 2026
    """,
    "2025-11": """
        avant décembre 2025
    """,
    "2025-12-30": """
        avant le 31/12/2025
        avant le 31 décembre 2025
    """,
    "2025-12-31": """
        au plus tard le 31/12/2025
    """,
    "2025-36": """
        avant le 1er trimestre 2026
    """,
    "2026": """
        d'ici fin 2026
        d'ici à fin 2026
        d'ici la fin 2026
        fin 2026
        à la fin de 2026
        à la fin de l'année 2026
        avant la fin de 2026
        avant la fin de l'année 2026
        au plus tard à la fin de 2026
        jusqu'à la fin de 2026
        jusqu'à fin 2026
        pour fin 2026
        en 2026
        courant 2026
        au cours de 2026
        au cours de l'année 2026
        dans le courant de l'année 2026
        cette année
        d'ici à la fin de cette année
        d'ici la fin de l'année en cours
        au courant de 2026
        en fin d'année 2026
        d'ici la fin de l'année 2026
        avant fin 2026
        avant l'année 2027
        pour la fin de 2026
    """,
    "2026-01-29": """
        dans les deux semaines
    """,
    "2026-02": """
        févr. 2026
        le mois prochain
    """,
    "2026-02-05": """
        dans trois semaines
    """,
    "2026-02-14": """
        dans un délai de trente (30) jours
        dans les trente jours
        sous trente jours
    """,
    "2026-02-15": """
        sous un mois
    """,
    "2026-03-16": """
        dans soixante jours
    """,
    "2026-04-01": """
        dans les trois mois à compter du 1er janvier 2026
    """,
    "2026-04-15": """
        dans les 90 jours
        dans un délai de 90 jours
        dans un délai maximum de trois mois
        sous 90 jours
        dans un délai de quatre-vingt-dix jours
        dans les trois prochains mois
        d'ici à trois mois
        dans un délai ne dépassant pas 90 jours
    """,
    "2026-05": """
        avant juin 2026
        avant le mois de juin 2026
    """,
    "2026-05-15": """
        dans cent vingt jours
    """,
    "2026-06": """
        d’ici la fin du mois de juin 2026
        d'ici à juin 2026
        fin juin 2026
        à fin juin 2026
        avant fin juin 2026
        avant la fin du mois de juin 2026
        au plus tard en juin 2026
        au plus tard fin juin 2026
        jusqu'en juin 2026
        en juin 2026
        au plus tard à fin juin 2026
        au plus tard d'ici fin juin 2026
        au mois de juin 2026
        au cours du mois de juin 2026
        courant juin 2026
        courant du mois de juin 2026
        juin de l'année 2026
        en fin juin 2026
        pour juin 2026
        jusqu'à juin 2026
        jusqu'à la fin du mois de juin 2026
    """,
    "2026-06-29": """
        avant le 30 juin 2026
    """,
    "2026-06-30": """
        30 juin 2026 à minuit (heure de New York)
        le 30 juin 2026 à 18h00, heure de Genève
        dès que possible et au plus tard le 30 juin 2026
        le 30 juin 2026
        d'ici au 30 juin 2026
        d'ici le 30 juin 2026
        au plus tard le 30 juin 2026
        au plus tard au 30 juin 2026
        le 30 juin 2026 au plus tard
        pas plus tard que le 30 juin 2026
        jusqu'au 30 juin 2026
        pour le 30 juin 2026
        mardi 30 juin 2026
        échéance : 30 juin 2026
        date limite : 30 juin 2026
        le dernier jour de juin 2026
        le 30/06/2026
        le 30 juin 2026 à 18h00
        le 30 juin 2026 à 18:00
        au plus tard le mardi 30 juin 2026
        le 30 juin de l'année 2026
        30 juin, 2026
    """,
    "2026-07-01": """
        au plus tard le 1er juillet 2026
        1er juillet 2026
        le premier juillet 2026
    """,
    "2026-07-14": """
        dans un délai de cent quatre-vingts jours
    """,
    "2026-07-15": """
        dans un délai de six mois
        d'ici six mois
        d'ici à six mois
        dans six mois
        dans les six mois
        dans un délai n'excédant pas six mois
        sous six mois
        au cours des six prochains mois
        dans six mois au plus tard
        dans les six mois à compter d'aujourd'hui
        au plus tard dans six mois
        au plus tard dans un délai de six mois
        dans un délai maximal de six mois
        dans un délai de six (6) mois
    """,
    "2026-08": """
        août 2026
        AOUT 2026
    """,
    "2026-12": """
        déc. 2026
        d'ici à la fin décembre 2026
        d'ici décembre 2026
        d'ici à fin décembre 2026
    """,
    "2026-12-31": """
        avant le 1er janvier 2027
        31 décembre 2026 inclus
        au 31 décembre 2026
    """,
    "2026-33": """
        premier trimestre 2026
        en fin de premier trimestre 2026
        d'ici à la fin du premier trimestre de 2026
        avant le deuxième trimestre 2026
    """,
    "2026-34": """
        au cours du deuxième trimestre de 2026
        au deuxième trimestre 2026
        au 2e trimestre 2026
        2ème trimestre 2026
        T2 2026
        avant la fin du deuxième trimestre 2026
        trimestre 2 de 2026
    """,
    "2026-35": """
        3ème trimestre de 2026
        3e trimestre 2026
    """,
    "2026-36": """
        quatrième trimestre de 2026
        dernier trimestre de 2026
        quatrième trimestre 2026
        dernier trimestre 2026
    """,
    "2026-40": """
        mi-2026
        à la mi-2026
        au milieu de l'année 2026
        avant la fin du premier semestre 2026
        dans le courant du premier semestre 2026
        S1 2026
        1er semestre 2026
        premier semestre de 2026
        première moitié de 2026
        six premiers mois de 2026
        d'ici la fin du 1er semestre 2026
        au premier semestre 2026
        au cours du premier semestre de l'année 2026
    """,
    "2026-41": """
        second semestre 2026
        deuxième semestre de l'année 2026
        d'ici la fin du deuxième semestre 2026
        le second semestre de 2026
    """,
    "2027": """
        exercice biennal 2026-2027
        fin de l'année prochaine
        l'année prochaine
    """,
    "2027-01-01": """
        d'ici le 1er janvier 2027
    """,
    "2027-01-15": """
        dans un an
        dans un délai d'un an
        d'ici un an
        dans les 12 prochains mois
        dans les douze mois
        sous un an
    """,
    "2027-07-15": """
        dans les dix-huit mois
        dans un an et demi
    """,
    "2027-33": """
        1er trimestre 2027
    """,
    "2027-34": """
        deuxième trimestre de l'année prochaine
    """,
    "2028-01-15": """
        dans deux ans
        au cours des deux prochaines années
        d'ici deux ans
        dans un délai de deux ans
        dans les deux ans
        dans vingt-quatre mois
    """,
    "2029": """
        avant 2030
        avant l'an 2030
    """,
    "2030": """
        de 50 % d'ici à 2030
        d'ici 2030
        d'ici à 2030
        d'ici à l'an 2030
        à l'horizon 2030
    """,
}
PHRASES = [(line.strip(), edtf) for edtf, lines in MEANINGS.items() for line in lines.strip().splitlines()]


@pytest.mark.parametrize(("phrase", "edtf"), PHRASES)
def test_a_phrase_means_its_date(phrase: str, edtf: str) -> None:
    """The phrase is understood, at the precision that it has."""
    assert parse_deadline(phrase, TODAY).edtf == edtf
