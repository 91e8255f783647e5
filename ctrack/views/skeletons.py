"""A skeleton of an instrument file, with what belongs where told in comments, in the reader's language."""

from __future__ import annotations

from ctrack.domain.messages import join_words
from ctrack.domain.scales import read_scales
from ctrack.domain.themes import read_themes
from ctrack.domain.vocabulary import FORCES, Addressee, InstrumentKind, Kind, Position, Verification
from ctrack.text.language import translate as _

# Letters of a line of comment, at most; longer ones go on below.
WIDTH = 100


def write_skeleton(slug: str, stem: str) -> str:
    """The file: what is needed stands empty, and what may be left out behind a sign of comment."""
    return "\n".join((*head_lines(slug), *section_lines(), *commitment_lines(stem))) + "\n"


def remark(text: str) -> list[str]:
    """A comment, wrapped."""
    from textwrap import wrap

    return [f"# {line}" for line in wrap(text, WIDTH)]


def choose(words: type[InstrumentKind] | type[Kind] | type[Addressee] | type[Verification] | type[Position]) -> str:
    """The words of a vocabulary, of which one is to be chosen."""
    return join_words(words, _)


def head_lines(slug: str) -> list[str]:
    """The instrument as a whole."""
    return [
        *remark(_("Fill in what is empty, take away the sign # where a line is wanted, and look with 'ctrack "
                  "instrument check FILE'; 'ctrack instrument add FILE' takes it in. 'ctrack instrument schema' is for "
                  "editors.")),
        "schema = 1",
        f'slug = "{slug}"',
        *remark(_("What it is: {words}.").format(words=choose(InstrumentKind))),
        'kind = ""',
        *remark(_("One language is enough; others stand beside it: title.ar, title.fr ...")),
        'title.en = ""',
        '# title.ar = ""',
        '# symbol = "A/RES/60/288"',
        *remark(_("The day of its adoption, at the precision that is known: 2026, 2026-06 or 2026-06-30.")),
        '# adopted_on = "2026-06-30"',
        '# url = "https://"',
        *remark(_("Whether it can bind in law: false of a declaration, true of a treaty or a decision under "
                  "Chapter VII.")),
        "# binding = false",
        *remark(_("Status words of its own: {words}; [own_scale] holds others.").format(
            words=join_words(read_scales(), _))),
        '# scale = "ogp"',
        "",
        *remark(_("A citation, named once: a commitment cites it by sources = [\"text\"].")),
        "[source.text]",
        'en = ""',
        '# url = "https://"',
        "",
    ]  # fmt: skip


def section_lines() -> list[str]:
    """Its parts."""
    return [
        *remark(_("The sections, in the order of the text.")),
        "[[section]]",
        'slug = "main"',
        'title.en = ""',
        "",
    ]


def commitment_lines(stem: str) -> list[str]:
    """What it asks for."""
    return [
        *remark(_("One table for each thing that it asks for; repeat it. A code is its name for ever.")),
        "[[commitment]]",
        f'code = "{stem}-1"',
        'section = "main"',
        '# paragraph.en = "para. 1"',
        *remark(_("What it asks for: {words}.").format(words=choose(Kind))),
        'kind = ""',
        *remark(_("Whom it addresses: {words}; without this line, your own party alone.").format(
            words=choose(Addressee))),
        '# addressee = "member_states"',
        *remark(_("The verb of the text: {words}.").format(words=join_words(FORCES, _))),
        '# force = "urges"',
        *remark(_("The title in your own words: verb, addressee, object.")),
        'title.en = ""',
        '# summary.en = ""',
        '# deadline = "2027-12"',
        '# recurrence = "P1Y"',
        *remark(_("The stance of a party: {words}.").format(words=choose(Position))),
        '# position = { KW = "supported" }',
        f'# themes = ["{next(iter(read_themes()))}"]',
        *remark(_("How sure you are of what the text says: {words}.").format(words=choose(Verification))),
        'verification = "unchecked"',
        'sources = ["text"]',
    ]  # fmt: skip
