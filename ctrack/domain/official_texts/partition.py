"""The parts of a text: each paragraph one of the front, the preamble, the operative part, a heading or the close.

A list hangs on the paragraph that introduces it, its lead: "Decides that all States shall: (a) ...", or a line without
a number, "We resolve:", for all that follows up to the next heading.
"""

from __future__ import annotations

from ctrack.domain.frozen import replace
from ctrack.domain.official_texts.accounts import is_account, read_account
from ctrack.domain.official_texts.numbers import Level
from ctrack.domain.official_texts.openings import Begin, Opening, read_opening
from ctrack.domain.official_texts.paragraphs import Block
from ctrack.domain.official_texts.passages import Part, Passage, Role, label_division
from ctrack.domain.official_texts.phrases_of_words import plain
from ctrack.domain.official_texts.tongue import Tongue

_HEADING_LENGTH = 220
_SHORT_HEADING = 90
_HEAD = 300
_ENDED = (".", ";", ":", ",", "؛", "،", "!", "?")
_LISTS = (":",)
_GOES_ON = (";", "؛", "; and", "؛ و", "; or")


class Partition:
    """The passages of a text, one paragraph after the other."""

    def __init__(self, tongue: Tongue) -> None:
        self.tongue = tongue
        self.part = Part()
        self.found: list[Passage] = []

    def take(self, block: Block) -> None:
        """Find out what a paragraph is."""
        if not block.text:
            return
        begin = read_opening(block.text, self.tongue)
        if block.role in (Role.FRONT, Role.NOTE, Role.CLOSING):
            self.put(block, Role(block.role), begin)
        elif block.role == Role.HEADING:
            self.put_heading(block, begin)
        elif block.prefix is not None:
            self.take_numbered(block, begin)
        else:
            self.take_bare(block, begin)

    def put(
        self, block: Block, role: Role, begin: Begin, parent: int | None = None, path: tuple[int, ...] = ()
    ) -> None:
        """Keep a passage."""
        part = self.part
        self.found.append(Passage(block, role, begin, path, part.scope, parent, part.heading))

    # Paragraphs without a number.

    def take_bare(self, block: Block, begin: Begin) -> None:
        """A paragraph without a number."""
        text, part = block.text, self.part
        if block.role == Role.PREAMBULAR:
            part.role = Role.PREAMBULAR
            self.put(block, Role.PREAMBULAR, begin)
        elif self.tongue.annexes.match(text):
            part.annexes, part.division = part.annexes + 1, ""
            part.enter(Role.FRONT)
            self.put_heading(block, begin)
        elif begin.kind is Opening.BODY:
            part.role = Role.PREAMBULAR
            self.put(block, Role.PREAMBULAR, begin)
        elif self.is_chapter_vii(text):
            self.put(block, Role.PREAMBULAR, begin)
        elif part.has_operative and self.is_closing(text):
            self.put(block, Role.CLOSING, begin)
        elif block.role == Role.OPERATIVE:
            self.put_operative(block, begin)
        else:
            self.take_opened(block, begin)

    def take_opened(self, block: Block, begin: Begin) -> None:
        """A paragraph without a number, by how it begins."""
        text, part = block.text, self.part
        is_sentence = text.endswith(_ENDED) or len(text) > _HEADING_LENGTH
        if begin.kind is Opening.PREAMBULAR and is_sentence and not part.has_operative and not text.endswith(":"):
            part.role = Role.PREAMBULAR
            self.put(block, Role.PREAMBULAR, begin)
        elif begin.kind in (Opening.VERB, Opening.DECLARING) and is_sentence:
            self.take_verb(block, begin)
        elif not is_sentence and self.is_heading(text):
            self.take_title(block, begin)
        elif part.has_operative or self.hangs():
            self.take_loose(block, begin)
        else:
            self.put(block, part.role if part.role is not Role.OPERATIVE else Role.FRONT, begin)

    def take_title(self, block: Block, begin: Begin) -> None:
        """A line without a full stop: of the front, as long as nothing else was read, and else a heading."""
        if self.part.role is Role.FRONT and not self.part.annexes and plain(block.text) not in self.tongue.preambles:
            self.put(block, Role.FRONT, begin)
        else:
            self.put_heading(block, begin)

    def take_verb(self, block: Block, begin: Begin) -> None:
        """A paragraph without a number that opens with a verb."""
        if block.text.endswith(","):
            self.part.role = Role.PREAMBULAR
            self.put(block, Role.PREAMBULAR, begin)
        elif block.text.endswith(_LISTS) and begin.kind is Opening.DECLARING:
            self.put(block, Role.LEAD, begin)
            self.part.lead = len(self.found) - 1
            self.part.numbers, self.part.places = dict(self.part.numbers), {}
        else:
            self.put_operative(block, begin)

    def take_loose(self, block: Block, begin: Begin) -> None:
        """A paragraph that goes on with the one before it, or introduces a list, or is one of a list without marks."""
        if block.text.endswith(_LISTS):
            self.put(block, Role.LEAD, begin)
            self.part.lead = len(self.found) - 1
        elif self.hangs():
            self.put(block, Role.OPERATIVE, begin, self.part.lead)
        else:
            last = next((item for item in reversed(self.found) if item.role is not Role.HEADING), None)
            if last is not None and last is self.found[-1] and last.role is Role.OPERATIVE and last.path:
                joined = replace(last.block, text=f"{last.text} {block.text}")
                self.found[-1] = replace(last, block=joined)
            else:
                self.put_operative(block, begin)

    def hangs(self) -> bool:
        """Whether the paragraph before introduces a list."""
        if not self.found or self.part.lead is None:
            return False
        last = self.found[-1]
        return last.opens_list or (last.parent == self.part.lead and not last.path and last.text.endswith(_GOES_ON))

    def put_heading(self, block: Block, begin: Begin) -> None:
        """A heading, under which a lead of the part before says nothing any more."""
        prefix, part = block.prefix, self.part
        if prefix is not None and (place := prefix.at(Level.DIVISION)):
            part.division = label_division(place, prefix.written)
        part.heading, part.lead = block.text, None
        if plain(block.text) in self.tongue.preambles:
            part.role = Role.PREAMBULAR
        self.put(block, Role.HEADING, begin)

    def put_operative(self, block: Block, begin: Begin, path: tuple[int, ...] = (), parent: int | None = None) -> None:
        """An operative paragraph."""
        self.part.role, self.part.has_operative = Role.OPERATIVE, True
        self.put(block, Role.OPERATIVE, begin, parent, path)
        if block.text.endswith(_LISTS) and not path:
            self.part.lead = len(self.found) - 1

    def is_heading(self, text: str) -> bool:
        """Whether a text without a full stop can be a heading."""
        return len(text) <= _HEADING_LENGTH and (text[:1].isupper() or not text[:1].isascii() or text[:1] in '[(“"')

    def is_chapter_vii(self, text: str) -> bool:
        """Whether a paragraph says only that what follows binds."""
        head = plain(text[:_HEAD])
        return len(text) < _HEADING_LENGTH and any(sign in head for sign in self.tongue.chapter_vii)

    def is_closing(self, text: str) -> bool:
        """Whether a line is the meeting and the day below a resolution."""
        return len(text) < _SHORT_HEADING and self.tongue.closings.fullmatch(plain(text)) is not None

    # Paragraphs with a number.

    def take_numbered(self, block: Block, begin: Begin) -> None:
        """A paragraph with a number."""
        assert block.prefix is not None
        level, place = self.choose_rank(block)
        if level is Level.DIVISION:
            self.take_division(block, begin)
        elif block.role != Role.OPERATIVE and level is Level.PARAGRAPH and self.is_title(block, begin):
            self.part.division = label_division(place, block.prefix.written)
            self.put_heading(block, begin)
        else:
            self.take_paragraph(block, begin, level, place)

    def take_division(self, block: Block, begin: Begin) -> None:
        """What a numeral or capital divides: a heading, or a paragraph that is numbered so."""
        assert block.prefix is not None
        if begin.kind is Opening.VERB and block.text.endswith(_ENDED):
            self.put_operative(block, begin)
        else:
            self.put_heading(block, begin)

    def is_title(self, block: Block, begin: Begin) -> bool:
        """Whether a numbered line is a title, such as "3. Border security"."""
        ended = block.text.endswith(_ENDED)
        return (
            not ended
            and len(block.text) <= _SHORT_HEADING
            and begin.kind is Opening.NONE
            and self.is_heading(block.text)
        )

    def take_paragraph(self, block: Block, begin: Begin, level: Level, place: int) -> None:
        """A numbered paragraph, or one of a list."""
        part = self.part
        deeper = [other for other in Level if other > level]
        for other in deeper:
            part.numbers.pop(other, None)
            part.places.pop(other, None)
        part.numbers[level] = place
        above = [other for other in (Level.PARAGRAPH, Level.LETTER) if other < level and other in part.places]
        parent = part.places[above[-1]] if above else part.lead
        path = tuple(part.numbers[other] for other in sorted(part.numbers))
        if self.is_preambular(block, begin, parent):
            self.put(block, Role.PREAMBULAR, begin, parent, path)
            part.role = Role.PREAMBULAR
        else:
            self.put_operative(block, begin, path, parent)
        part.places[level] = len(self.found) - 1

    def is_preambular(self, block: Block, begin: Begin, parent: int | None) -> bool:
        """Whether a numbered paragraph belongs to a preamble."""
        if block.role:
            return block.role == Role.PREAMBULAR
        if parent is not None and self.found[parent].role is Role.PREAMBULAR:
            return True
        return (
            begin.kind is Opening.PREAMBULAR
            and not self.part.has_operative
            and block.text.endswith((",", "،", ";", "؛"))
        )

    def choose_rank(self, block: Block) -> tuple[Level, int]:
        """The level of a number that can stand on several: (i) is a letter behind (h), and else a Roman numeral."""
        assert block.prefix is not None
        ranks, numbers = block.prefix.ranks, self.part.numbers
        if block.depth is not None:
            fitting = [rank for rank in ranks if rank[0] == block.depth]
            if fitting:
                return fitting[0]
        follows = [rank for rank in ranks if rank[1] == numbers.get(rank[0], 0) + 1 and rank[0] in numbers]
        if follows:
            return max(follows)
        begins = [rank for rank in ranks if rank[1] == 1]
        if begins:
            under_letter = Level.LETTER in numbers
            return max(begins) if under_letter else begins[0]
        if ranks[0] == (Level.LETTER, 0):
            return Level.LETTER, numbers.get(Level.LETTER, 0) + 1
        return ranks[0]


def sort_blocks(blocks: list[Block], tongue: Tongue) -> list[Passage]:
    """What each paragraph of a text is; of an account of the press, what it tells of the text."""
    partition = Partition(tongue)
    for block in blocks:
        partition.take(block)
    return read_account(blocks, tongue) if is_account(partition.found, blocks, tongue) else partition.found
