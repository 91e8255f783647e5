"""Draft instrument files: TOML made by rules from an official text, in which each guess is marked and explained.

Comments begin with "guess:" or "look:"; nothing of the text is quoted but the first words of a paragraph and its title.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator

from ctrack.domain.failures import marked
from ctrack.domain.frozen import dataclass
from ctrack.domain.official_texts.demands import Demand
from ctrack.domain.official_texts.outline import Draft, cite
from ctrack.domain.official_texts.paragraph_codes import label_scopes
from ctrack.domain.official_texts.passages import Role
from ctrack.domain.official_texts.subjects import propose_themes
from ctrack.domain.official_texts.times import Timing
from ctrack.domain.official_texts.tongue import Tongue

Say = Callable[[str], str]

# As many words of a paragraph as find it again.
_QUOTED = 10
_TITLE = 200
_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]+")

HEAD = (
    marked("Drafted by rules from {source} and not read against it by anybody. What follows a # is a guess and why."),
    marked("Read each line. 'ctrack instrument check' tells mistakes of form, 'ctrack instrument add' takes it in."),
)
COUNTS = marked(
    "{operative} operative paragraphs, of which {rows} have a row; {preambular} preambular ones, which have none."
)
WRITTEN_FIRST = marked('begins: "{words}"')
VERB = marked('verb: "{verb}"')
VERB_OF_LEAD = marked('verb: "{verb}", of the paragraph that introduces this list')
LATER_VERB = marked('verb: "{verb}" asks nothing; "{later}" behind it does')
NO_VERB = marked("look: no verb that says how strongly this asks was found")
DOUBTED = marked("guess: the paragraph names nobody; this is whom such a text addresses as a rule")
NAMED = marked("guess: by the bodies that the paragraph names")
BINDING = marked("guess: decided, or restated, by the Security Council for States to carry out")
NOTHING = marked("look: this seems to ask nothing of anybody; delete the row if so")
DATED = marked('guess: from "{words}"')
UNDATED = marked("look: words that speak of time and give no date")
OFTEN = marked("guess: from words that say how often")
THEMES = marked("guess: by words of these themes")
TITLE = marked("look: words of the text; say it in your own")
UNNUMBERED = marked("look: the text gives this paragraph no number; the number here is only its place")
LEAD = marked('Paragraph {number} introduces a list and has no row of its own: "{words}"')


@dataclass(frozen=True, slots=True)
class Place:
    """The code of a row, the number by which people cite it, and its section."""

    code: str
    number: str
    section: str


def write_draft(draft: Draft, say: Say) -> Iterator[str]:
    """The lines of the file."""
    yield from write_head(draft, say)
    yield from write_sections(draft)
    labels, sections = label_scopes(draft.demands), list_sections(draft)
    for demand, code in zip(draft.demands, draft.codes, strict=True):
        yield ""
        if demand.is_lead:
            yield comment(say(LEAD).format(number=cite(demand, labels), words=first_words(demand.passage.text)))
        else:
            place = Place(code, cite(demand, labels), sections[demand.passage.heading])
            yield from write_row(draft.tongue, demand, place, say)


def write_head(draft: Draft, say: Say) -> Iterator[str]:
    """What the whole file is, and the facts of its front."""
    front, language = draft.front, draft.tongue.code
    counts = {"operative": len(draft.demands), "rows": draft.rows, "preambular": draft.count(Role.PREAMBULAR)}
    yield from (comment(say(line).format(source=draft.source)) for line in HEAD)
    yield comment(say(COUNTS).format(**counts))
    yield from ("", "schema = 1", f"slug = {quote(draft.slug)}")
    if front.symbol:
        yield f"symbol = {quote(front.symbol)}"
    yield f"kind = {quote(front.kind.value)}"
    yield f"title.{language} = {quote(front.title[:_TITLE] or draft.slug)}"
    if front.adopted:
        yield f"adopted_on = {quote(front.adopted.isoformat())}"
    yield f"languages = [{quote(language)}]"
    yield from ("", "[source.text]", f"{language} = {quote(front.symbol or front.title[:_TITLE] or draft.slug)}")


def list_sections(draft: Draft) -> dict[str, str]:
    """The slug of each heading under which there is a row."""
    found: dict[str, str] = {}
    for demand in draft.demands:
        found.setdefault(demand.passage.heading, f"part-{len(found) + 1}")
    return found or {"": "part-1"}


def write_sections(draft: Draft) -> Iterator[str]:
    """A [[section]] for each heading."""
    for heading, slug in list_sections(draft).items():
        title = heading[:_TITLE] or draft.front.title[:_TITLE] or draft.slug
        yield from ("", "[[section]]", f"slug = {quote(slug)}", f"title.{draft.tongue.code} = {quote(title)}")


def write_row(tongue: Tongue, demand: Demand, at: Place, say: Say) -> Iterator[str]:
    """A [[commitment]]."""
    language, passage = tongue.code, demand.passage
    yield from ("[[commitment]]", comment(say(WRITTEN_FIRST).format(words=first_words(passage.text))))
    if demand.asks_nothing:
        yield comment(say(NOTHING))
    yield from (f"code = {quote(at.code)}", f"section = {quote(at.section)}")
    yield f"paragraph.{language} = {quote(at.number)}" + ("" if passage.path else f"  {comment(say(UNNUMBERED))}")
    yield f"kind = {quote(demand.kind.value)}"
    named = DOUBTED if "addressee" in demand.doubts else NAMED
    yield f"addressee = {quote(demand.addressee.value)}  {comment(say(named))}"
    if demand.force:
        yield f"force = {quote(demand.force)}  {comment(tell_verb(demand, say))}"
    else:
        yield comment(tell_verb(demand, say))
    if demand.is_binding:
        yield f"binding = true  {comment(say(BINDING))}"
    yield from write_timing(demand.timing, language, say)
    if themes := propose_themes(passage.text, tongue):
        yield f"themes = [{', '.join(map(quote, themes))}]  {comment(say(THEMES))}"
    yield f"title.{language} = {quote(demand.title or at.number)}  {comment(say(TITLE))}"
    yield from ('sources = ["text"]', 'verification = "unchecked"')


def write_timing(timing: Timing, language: str, say: Say) -> Iterator[str]:
    """When something is due, and how often."""
    if timing.deadline:
        yield f"deadline = {quote(timing.deadline)}  {comment(say(DATED).format(words=timing.words))}"
    elif timing.words:
        yield f"deadline_words.{language} = {quote(timing.words)}  {comment(say(UNDATED))}"
    if timing.recurrence:
        yield f"recurrence = {quote(timing.recurrence)}  {comment(say(OFTEN))}"


def tell_verb(demand: Demand, say: Say) -> str:
    """From which verb the force was read."""
    if demand.asks_later:
        return say(LATER_VERB).format(verb=demand.verb, later=demand.asks_later)
    if not demand.verb:
        return say(NO_VERB)
    own = demand.passage.begin.verb == demand.verb or demand.passage.parent is None
    return say(VERB if own else VERB_OF_LEAD).format(verb=demand.verb)


def first_words(text: str) -> str:
    """The first words of a paragraph."""
    words = text.split(None, _QUOTED)
    return " ".join(words[:_QUOTED])[:_TITLE] + (" ..." if len(words) > _QUOTED else "")


def comment(text: str) -> str:
    """A comment of TOML, in one line and without characters that are not seen."""
    return f"# {_UNSEEN.sub(' ', text)}"


def quote(text: str) -> str:
    """A basic string of TOML, without characters that only steer a display."""
    return json.dumps(_UNSEEN.sub(" ", text), ensure_ascii=False)
