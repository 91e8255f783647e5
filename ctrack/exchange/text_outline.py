"""The outline of the official text that a file holds, and why there is none."""

from __future__ import annotations

from pathlib import Path

from ctrack.domain.failures import Refused, marked
from ctrack.domain.messages import list_all
from ctrack.domain.official_texts.outline import Draft, outline
from ctrack.domain.official_texts.paragraph_codes import clean_stem
from ctrack.domain.official_texts.tongue import known_tongues
from ctrack.exchange.official_text import read_text


class NoOperativeText(Refused):
    message = marked(
        '{path}: no operative paragraph was found: none has a number, opens with the verb of an organ or with "We". '
        "Where it is in another language than {language}, name it with --language."
    )


class StemUnfit(Refused):
    message = marked(
        "No code can begin with {stem}: a beginning has capitals and digits, hyphens between them, 16 at most."
    )


class TongueUnknown(Refused):
    message = marked("There are no rules for texts in {language}; there are for {known}.")


def draft_instrument(
    path: Path, slug: str | None = None, stem: str | None = None, language: str | None = None
) -> Draft:
    """What rules read in a file."""
    if language is not None and language not in known_tongues():
        raise TongueUnknown(language=language, known=list_all(known_tongues()))
    start = clean_stem(stem) if stem else None
    if stem and start is None:
        raise StemUnfit(stem=stem)
    passages, tongue = read_text(path, language)
    draft = outline(path.name, passages, tongue, slug, start)
    if not draft.demands:
        raise NoOperativeText(path=path, language=tongue.code)
    return draft
