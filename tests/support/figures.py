"""How many faults were injected and how many attacks made, and what came of them: the tables of SECURITY.md.

A test tells its figures by the fixture `tell_figures`; what all tests of a run told is printed at its end, and written
into the pages where CTRACK_UPDATE_FIGURES is set. Figures of one name and engine add up.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple, Protocol

from tests.support.runner import Runner

ROOT = Path(__file__).parent.parent.parent
PAGES = {"en": ROOT / "SECURITY.md", "ar": ROOT / "SECURITY.ar.md", "fr": ROOT / "SECURITY.fr.md"}
FAULTS, ATTACKS = TABLES = ("faults-injected", "attacks-refused")
# What is injected, by the word that tests use, as the pages call it, in the order of PAGES; and what is tried.
INJECTED = {
    "kill": (
        "killed by kill -9, or within a write",
        "القطع بالأمر kill -9 أو أثناء كتابة",
        "interruption par kill -9, ou au milieu d’une écriture",
    ),
    "power": (
        "power cut: a log that ends anywhere",
        "انقطاع الكهرباء: سجل كتابة ينتهي في أي موضع",
        "coupure de courant\u00a0: un fichier d’écritures qui s’arrête n’importe où",
    ),
    "disk": ("full disk", "قرص ممتلئ", "disque plein"),
    "read-only": ("read-only file system", "نظام ملفات للقراءة فقط", "système de fichiers en lecture seule"),
    "lock": ("a lock that is held for long", "قفل يطول احتجازه", "un verrou longtemps retenu"),
    "removed": (
        "database removed while it is used",
        "حذف قاعدة البيانات أثناء استعمالها",
        "base de données enlevée pendant son utilisation",
    ),
    "server": (
        "server killed or restarted during writes",
        "قطع الخادوم أو إعادة تشغيله أثناء الكتابة",
        "serveur interrompu ou redémarré pendant des écritures",
    ),
    "failover": ("server failed over to a standby", "تحول الخادوم إلى البديل", "passage au serveur de secours"),
    "clock": ("clock set back", "إرجاع الساعة", "horloge retardée"),
    "bytes": ("bytes flipped, file cut short", "بايتات مقلوبة وملف مبتور", "octets inversés, fichier tronqué"),
    "crowd": ("16 processes that write at once", "16 برنامجا تكتب في آن واحد", "16 processus qui écrivent à la fois"),
}
TRIED = {
    "party": ("rows of another party", "سطور طرف آخر", "lignes d’une autre partie"),
    "sql": ("SQL through a text", "أوامر SQL في نص", "du SQL par un texte"),
    "history": (
        "history changed past the guards",
        "تغيير التاريخ رغم الحواجز",
        "historique modifié malgré les protections",
    ),
    "guards": (
        "history changed by a statement",
        "تغيير التاريخ بعبارة SQL",
        "historique modifié par une instruction SQL",
    ),
    "rehash": (
        "history rewritten with all its hashes",
        "إعادة كتابة التاريخ بكل بصماته",
        "historique réécrit avec toutes ses empreintes",
    ),
    "seal": ("a forged or foreign seal", "ختم مزور أو غريب", "un sceau falsifié ou étranger"),
    "file": ("a hostile register file", "ملف سجل معاد", "un fichier de registre hostile"),
    "path": ("a path that leads elsewhere", "مسار يخرج من موضعه", "un chemin qui mène ailleurs"),
    "configuration": (
        "a configuration in the current folder",
        "إعدادات في المجلد الحالي",
        "une configuration dans le dossier courant",
    ),
    "secrets": (
        "a password looked for in what is told and kept",
        "البحث عن كلمة سر فيما يُقال ويُحفظ",
        "un mot de passe cherché dans ce qui est dit et conservé",
    ),
}
NAMES = {**INJECTED, **TRIED}


def call(name: str, language: str) -> str:
    """What is injected or tried, as the page in that language calls it."""
    return NAMES[name][list(PAGES).index(language)]


class Tell(Protocol):
    """What the fixture `tell_figures` is."""

    def __call__(self, name: str, engine: str, tried: int, lost: int = 0) -> None: ...


class Figure(NamedTuple):
    """How often something was tried on an engine, and how often it was not survived, or let through."""

    name: str
    engine: str
    tried: int
    lost: int

    @property
    def table(self) -> str:
        """The table that it belongs to."""
        return FAULTS if self.name in INJECTED else ATTACKS

    def write(self, language: str) -> str:
        """The row of the table."""
        name = call(self.name, language)
        return f"| {name} | {self.engine} | {self.tried:,} | {self.tried - self.lost:,} | {self.lost:,} |"


def engine_of(runner: Runner) -> str:
    """What the register of a runner is kept by, as the pages call it."""
    return "PostgreSQL" if "://" in runner.database else "SQLite"


def add_up(figures: Iterable[Figure]) -> list[Figure]:
    """Figures of one name and engine as one, in the order of the names."""
    found: dict[tuple[str, str], Figure] = {}
    for each in figures:
        key = (each.name, each.engine)
        before = found.get(key, each._replace(tried=0, lost=0))
        found[key] = before._replace(tried=before.tried + each.tried, lost=before.lost + each.lost)
    return sorted(found.values(), key=lambda each: (list(NAMES).index(each.name), each.engine))


def fill_page(text: str, figures: Iterable[Figure], language: str) -> str:
    """A page with these figures in the place of those of their names; the others stay."""
    for table in TABLES:
        own = [figure for figure in figures if figure.table == table]
        pattern = re.compile(rf"(<!-- {table} -->\n\n(?:\|.*\n){{2}})((?:\|.*\n)*)")
        text = pattern.sub(lambda found, own=own: found[1] + merge_rows(found[2], own, language), text)  # type: ignore[misc]
    return text


def merge_rows(rows: str, figures: list[Figure], language: str) -> str:
    """The rows of a table, those of the figures anew."""
    kept = {tuple(row.split("|")[1:3]): row for row in rows.splitlines()}
    kept |= {tuple(row.split("|")[1:3]): row for row in (figure.write(language) for figure in figures)}
    names = [call(name, language) for name in NAMES]
    order = {name: place for place, name in enumerate(names)}
    # What another table of a test told stays where it was, after the rest.
    return "".join(
        f"{kept[key]}\n" for key in sorted(kept, key=lambda key: (order.get(key[0].strip(), len(order)), key[1]))
    )
