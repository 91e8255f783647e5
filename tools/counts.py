"""The figures of the catalogue in the README and the docs: `python -m tools.counts` writes them anew from its files.

A sentence that tells a figure is known here by its words; the page of the catalogue is made whole.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from ctrack.domain.catalogue import FIRST_INSTRUMENTS, NEUTRAL_HOME, CommitmentEntry, InstrumentEntry, binds
from ctrack.domain.vocabulary import Verification
from ctrack.services.shipped_instruments import read_catalogue

ROOT = Path(__file__).resolve().parent.parent
Figures = dict[str, int]

SENTENCES = {
    "README.md": (
        "{all_instruments} instruments of the United Nations' work",
        "{all_commitments} commitments, in English, Arabic and French",
        "a new register holds {instruments} of them, with {commitments} commitments",
        "in the first progress report: 0 of {home} of",
        "{commitments} commitments, {instruments} instruments. Home party:",
        "is still *unchecked*: {verified}, {secondary} and {unchecked} of the {commitments} of a new register",
        "lists {items} items of the Plan",
    ),
    "README.fr.md": (
        "{all_instruments} instruments de l’action des Nations Unies",
        "violent\u00a0: {all_commitments} engagements, en français",
        "un nouveau registre en contient {instruments}, soit {commitments} engagements",
        "mène au premier rapport d’étape\u00a0: 0 sur {home} de ses propres engagements",
        "(engagements\u00a0: {commitments}, instruments\u00a0: {instruments}). Partie titulaire",
        "encore *non vérifié*\u00a0: {verified}, {secondary} et {unchecked} des {commitments} d’un nouveau registre",
        "énumère {items} éléments du Plan",
    ),
    "README.ar.md": (
        "عدد صكوكه {all_instruments}",
        "وعدد التزاماتها {all_commitments}",
        "ويضم السجل الجديد منها {instruments}، وعدد التزاماتها {commitments}",
        "صفر من أصل {home} مما",
        "عدد الالتزامات {commitments}، وعدد الصكوك {instruments}.",
        "بعد: {verified} و{secondary} و{unchecked} من أصل {commitments} في السجل الجديد",
        "ويسرد الفهرس {items} بندا من بنود الخطة",
    ),
}

PAGES = {
    "docs/catalogue.md": (
        "en",
        """# The shipped catalogue

[العربية](catalogue.ar.md) · [Français](catalogue.fr.md)

This page is made by `python -m tools.counts` from the files under `ctrack/catalogue/`.

What stands under *at once* is in a new register; `ctrack init --instruments NAMES` chooses otherwise, `ctrack
instrument list --available` shows the rest and `ctrack instrument add NAME` takes one in. *Verified* was read in the
official text; `ctrack show CODE` says when, and what is from the press or still unchecked. A test holds paragraph
numbers and verbs to thirteen official texts (`tests/exchange/test_catalogue_paragraphs.py`).

| name | symbol | instrument | commitments | verified | at once |
| --- | --- | --- | ---: | ---: | --- |
""",
        ("all", "in a new register", "yes", ""),
    ),
    "docs/catalogue.ar.md": (
        "ar",
        """<div dir="rtl">

# الفهرس المرفق بالبرنامج

[English](catalogue.md) · [Français](catalogue.fr.md)

تُنشأ هذه الصفحة بالأمر `python -m tools.counts` من الملفات الواردة في `ctrack/catalogue/`.

ما ورد في عمود *مدرج ابتداء* يضمه كل سجل جديد؛ ويُختار غيره بالأمر `ctrack init --instruments NAMES`، ويعرض الأمر `ctrack
instrument list --available` ما تبقى، ويضيف الأمر `ctrack instrument add NAME` صكا منها. وما هو *متحقق منه* قُرئ في النص
الرسمي؛ ويبين الأمر `ctrack show CODE` تاريخ قراءته، وما أُخذ من الصحافة أو لم يُتحقق منه بعد. ويقارن الاختبار
`tests/exchange/test_catalogue_paragraphs.py` أرقام الفقرات وأفعالها بثلاثة عشر نصا رسميا.

| الاسم | الرمز | الصك | الالتزامات | المتحقق منها | مدرج ابتداء |
| --- | --- | --- | ---: | ---: | --- |
""",
        ("الجميع", "في السجل الجديد", "نعم", "\n</div>\n"),
    ),
    "docs/catalogue.fr.md": (
        "fr",
        """# Le catalogue fourni

[English](catalogue.md) · [العربية](catalogue.ar.md)

`python -m tools.counts` écrit cette page d’après les fichiers de `ctrack/catalogue/`.

Ce qui est *d’emblée* figure dans tout nouveau registre\u202f; `ctrack init --instruments NOMS` choisit autrement,
`ctrack instrument list --available` montre le reste et `ctrack instrument add NOM` en ajoute un. Ce qui est *vérifié* a
été lu dans le texte officiel\u202f; `ctrack show CODE` dit quand, et ce qui vient de la presse ou n’est pas encore
vérifié. Un test compare à treize textes officiels les numéros et les verbes des paragraphes
(`tests/exchange/test_catalogue_paragraphs.py`).

| nom | cote | instrument | engagements | vérifiés | d’emblée |
| --- | --- | --- | ---: | ---: | --- |
""",
        ("tous", "dans un nouveau registre", "oui", ""),
    ),
}


def read_instruments() -> list[InstrumentEntry]:
    """Every shipped instrument, oldest first."""
    return [entry for entry, _digest in read_catalogue()]


def binds_home(item: CommitmentEntry) -> bool:
    """Whether a commitment binds the home party of a register that was made without one."""
    return item.addressee is not None and binds(
        item.addressee, item.addressee_parties, NEUTRAL_HOME.code, NEUTRAL_HOME.kind
    )


def count_catalogue() -> Figures:
    """The figures by the names that the sentences give them."""
    every = read_instruments()
    first = [entry for entry in every if entry.slug in FIRST_INSTRUMENTS]
    items = [item for entry in first for item in entry.commitments]
    plan = next(entry for entry in first if entry.slug == "pve-plan")
    return {
        "all_instruments": len(every),
        "all_commitments": sum(len(entry.commitments) for entry in every),
        "instruments": len(first),
        "commitments": len(items),
        "home": sum(map(binds_home, items)),
        "items": sum(item.section != "assembly" for item in plan.commitments),
        **{word.value: 0 for word in Verification},
        **Counter(item.verification.value for item in items),
    }


def find_sentence(sentence: str) -> re.Pattern[str]:
    """The sentence in a page, whatever its figures, and broken into lines wherever it is."""
    parts = (r"(\d+)" if part.startswith("{") else re.escape(part) for part in re.split(r"(\{\w+\})", sentence))
    return re.compile("".join(parts).replace(r"\ ", r"\s+"))


def write_figures(text: str, sentences: tuple[str, ...], figures: Figures) -> str:
    """A page with the figures of today; a sentence that is not there any more is a mistake of this file."""
    for sentence in sentences:
        found = find_sentence(sentence).search(text)
        if found is None:
            raise LookupError(sentence)
        for place, name in reversed([*enumerate(re.findall(r"\{(\w+)\}", sentence), 1)]):
            text = text[: found.start(place)] + str(figures[name]) + text[found.end(place) :]
    return text


def make_page(language: str, opening: str, words: tuple[str, str, str, str]) -> str:
    """The page of the catalogue: a line for each instrument, and what they sum up to."""
    whole, begun, yes, closing = words
    every = read_instruments()
    lines = [
        f"| `{entry.slug}` | {entry.symbol or ''} | {entry.title[language]} | {len(entry.commitments)} "
        f"| {count_verified([entry])} | {yes if entry.slug in FIRST_INSTRUMENTS else ''} |"
        for entry in every
    ]
    for name, held in ((whole, every), (begun, [entry for entry in every if entry.slug in FIRST_INSTRUMENTS])):
        total = sum(len(entry.commitments) for entry in held)
        lines.append(f"| **{name}** | | {len(held)} | {total} | {count_verified(held)} | |")
    return opening + "\n".join(lines) + "\n" + closing


def count_verified(entries: list[InstrumentEntry]) -> int:
    """How many of their commitments were read in the official text."""
    return sum(item.verification is Verification.VERIFIED for entry in entries for item in entry.commitments)


def make_pages() -> Iterator[tuple[Path, str]]:
    """Each page that tells figures, as it is to be."""
    figures = count_catalogue()
    for name, sentences in SENTENCES.items():
        path = ROOT / name
        yield path, write_figures(path.read_text("utf-8"), sentences, figures)
    for name, (language, opening, words) in PAGES.items():
        yield ROOT / name, make_page(language, opening, words)


if __name__ == "__main__":
    for page, text in make_pages():
        page.write_text(text, "utf-8")
        sys.stdout.write(f"{page}\n")
