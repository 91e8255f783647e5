"""Words of an instrument's own for statuses, as people read them: beside a status, in lists, and with what is lost."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

from ctrack.domain.fields.vocabularies import POSITIONS
from ctrack.domain.records.undertakings import Row, WordCount
from ctrack.domain.scales import Scale, ScaleWord, read_scales
from ctrack.domain.vocabulary import Status
from ctrack.render.document import Align, Block, Column, Document, Fact, Facts, Heading, Paragraph, Table, Tone
from ctrack.text.labels import label_value
from ctrack.text.language import choose_words, current_language
from ctrack.text.language import translate as _
from ctrack.views import words
from ctrack.views.columns import status_tone

# What stands before a word that nobody said, and that follows from a status.
ABOUT = "≈ "
# How many losses are told below a list.
MOST_LOSSES = 6


class Told(NamedTuple):
    """A status in the words of a scale: what people read, whether somebody said it so, and what is lost."""

    word: ScaleWord | None
    is_said: bool
    loss: dict[str, str] | None

    @property
    def text(self) -> str:
        """The word as people read it; nothing where the scale has none."""
        if self.word is None:
            return words.NO_RATE
        return say_word(self.word) if self.is_said else ABOUT + say_word(self.word)


def say_word(word: ScaleWord) -> str:
    """A word with the letters that stand for it."""
    name = choose_words(word.name)
    return f"{name} ({word.short})" if word.short else name


def tell(scale: Scale, status: Status, own: str | None) -> Told:
    """A status in the words of a scale: as it was said, else by the crosswalk; what nobody reported has no word."""
    said = scale.word(own)
    if said is not None:
        return Told(said, True, said.loss)
    if status is Status.NOT_REPORTED:
        return Told(None, False, None)
    found = scale.render(status)
    return Told(scale.word(found.word), False, found.loss)


def own_facts(scale: Scale | None, row: Row) -> list[Fact]:
    """The status of an undertaking in the words of its instrument, and what is lost by that."""
    if scale is None:
        return []
    told = tell(scale, row.status_in_hand, row.own_status)
    if told.word is None and told.loss is None:
        return []
    title = _("{word} ({scale})").format(word=told.text, scale=choose_words(scale.title))
    return [
        Fact("own_status", _("Own scale"), title),
        Fact("loss", _("Crosswalk"), choose_words(told.loss), Tone.FAINT),
    ]


def own_column(scales: Mapping[str, Scale]) -> tuple[Column, Callable[[Row], Any]]:
    """The column of a list that tells each status in the words of its instrument; others as they are."""

    def get(row: Row) -> str:
        scale = scales.get(row.instrument)
        return tell(scale, row.status_in_hand, row.own_status).text if scale else words.say_status(row.status)

    return Column("own_status", _("Status")), get


def own_cells(scales: Mapping[str, Scale]) -> tuple[Column, Callable[[Row], Any]]:
    """The same for machines: the key of the word, as it was said or as the crosswalk has it."""

    def get(row: Row) -> str | None:
        scale = scales.get(row.instrument)
        word = tell(scale, row.status_in_hand, row.own_status).word if scale else None
        return word.key if word else None

    return Column("scale_word", "scale_word"), get


def loss_notes(rows: Iterable[Row], scales: Mapping[str, Scale]) -> tuple[str, ...]:
    """What the words of a list lose, each loss once."""
    found: dict[str, None] = {}
    for row in rows:
        scale = scales.get(row.instrument)
        told = tell(scale, row.status_in_hand, row.own_status) if scale else None
        if told is not None and told.loss:
            found[_("{word}: {loss}").format(word=told.text, loss=choose_words(told.loss))] = None
    return tuple(list(found)[:MOST_LOSSES])


def own_data(row: Row, scales: Mapping[str, Scale]) -> dict[str, Any]:
    """A status in the words of its instrument, as JSON holds it."""
    scale = scales.get(row.instrument)
    if scale is None:
        return {"scale": None}
    told = tell(scale, row.status_in_hand, row.own_status)
    return {"scale": {"name": scale.slug, **told_data(told)}}


def told_data(told: Told) -> dict[str, Any]:
    """A word, whether it was said, and what is lost, as JSON holds them."""
    word = told.word
    return {"word": word.key if word else None, "names": word.name if word else None, "said": told.is_said,
            "loss": told.loss}  # fmt: skip


def view_scale_report(counts: list[WordCount], scales: Mapping[str, Scale], facts: tuple[Fact, ...]) -> Document:
    """How many commitments of each instrument stand at which word of its own, with what each of them loses."""
    blocks: list[Block] = [Heading(_("Statuses in the words of the instruments"), 1), Facts(facts)]
    data = []
    for slug, scale in scales.items():
        rows = [(count, tell(scale, count.status, count.own_status)) for count in counts if count.instrument == slug]
        if not rows:
            continue
        blocks += [Heading(choose_words(rows[0][0].title)), scale_head(scale), counted_table(slug, rows)]
        data.append({"instrument": slug, "scale": scale.slug, "rows": [
            {"status": count.status.value, "count": count.total, **told_data(told)} for count, told in rows
        ]})  # fmt: skip
    if not data:
        blocks.append(Paragraph(_("No instrument here has a scale of its own: 'ctrack edit INSTRUMENT --scale NAME'.")))
    return Document(_("Scales"), current_language(), tuple(blocks), {"instruments": data})


def scale_head(scale: Scale) -> Paragraph:
    """The name and the source of a scale."""
    text = _("Scale: {scale} ({slug}).").format(scale=choose_words(scale.title), slug=scale.slug)
    return Paragraph(text, Tone.FAINT)


def counted_table(slug: str, rows: list[tuple[WordCount, Told]]) -> Table:
    """The words of one instrument with their counts; what nobody said stands behind a sign."""
    columns = (
        Column("word", _("Word")),
        Column("status", _("Status"), show=words.say_status, tone=status_tone),
        Column("count", _("Commitments"), align=Align.END),
        Column("loss", _("What is lost"), wraps=True),
    )
    return Table(
        slug, columns, [(told.text, count.status, count.total, choose_words(told.loss)) for count, told in rows]
    )


def scales_topic() -> list[Block]:
    """Every shipped scale: its words, what each stands for, the way back, and every loss."""
    text = _(
        'An instrument may have a scale of its own: an instrument file names it (scale = "ogp") or holds it '
        "([own_scale]), and 'ctrack edit INSTRUMENT --scale NAME' sets it. 'ctrack update CODE --status WORD' takes "
        "its words then, by key, letters or name, beside the statuses of the register. The word is kept as it was "
        "said; 'ctrack list --scale' and 'ctrack report --scale' show it, and by the crosswalk (after the sign "
        "{sign}) what was reported in other words. What either way loses stands beside it."
    )
    blocks: list[Block] = [Paragraph(text.format(sign=ABOUT.strip()))]
    for scale in read_scales().values():
        blocks += scale_blocks(scale)
    return blocks


def scale_blocks(scale: Scale) -> list[Block]:
    """One scale whole."""
    source = _("Source: {cited}").format(cited=choose_words(scale.source))
    there = (
        Column("key", _("Word"), tone=lambda value: Tone.STRONG),
        Column("name", _("Name")),
        Column("status", _("Status")),
        Column("loss", _("What is lost"), wraps=True),
    )
    rows = [(word.key, say_word(word), say_meaning(word), choose_words(word.loss)) for word in scale.words]
    back = (
        Column("status", _("Status")),
        Column("word", _("Told as"), tone=lambda value: Tone.STRONG),
        Column("loss", _("What is lost"), wraps=True),
    )
    ways = [(words.say(words.STATUS_WORDS, item.status), item.word or words.NO_RATE, choose_words(item.loss))
            for item in scale.back]  # fmt: skip
    return [
        Heading(label_value(scale.slug, choose_words(scale.title))),
        *([Paragraph(choose_words(scale.note))] if scale.note else []),
        Table(f"{scale.slug}_words", there, rows),
        Table(f"{scale.slug}_back", back, ways, _("From the statuses of the register")),
        Paragraph(source, Tone.FAINT),
    ]


def say_meaning(word: ScaleWord) -> str:
    """The status, or the position, that a word stands for."""
    if word.status is not None:
        return words.say(words.STATUS_WORDS, word.status)
    if word.position is not None:
        position = words.say(POSITIONS.shown, word.position.value)
        return _("position: {position}").format(position=position)
    return words.NO_RATE
