"""All that rules read of one text, under the code of each paragraph."""

from __future__ import annotations

from ctrack.domain.frozen import dataclass
from ctrack.domain.official_texts.demands import Demand, read_demands
from ctrack.domain.official_texts.fronts import Front, read_front
from ctrack.domain.official_texts.paragraph_codes import code_demands, make_stem, write_number
from ctrack.domain.official_texts.passages import Passage, Role
from ctrack.domain.official_texts.tongue import Tongue


@dataclass(frozen=True, slots=True)
class Draft:
    """All that was read of a text."""

    source: str
    tongue: Tongue
    front: Front
    passages: list[Passage]
    demands: list[Demand]
    slug: str
    stem: str

    @property
    def codes(self) -> list[str]:
        """The code of each demand."""
        return code_demands(self.demands, self.stem)

    def count(self, role: Role) -> int:
        """How many passages play a part."""
        return sum(item.role is role for item in self.passages)

    @property
    def rows(self) -> int:
        """How many rows a draft has."""
        return sum(not demand.is_lead for demand in self.demands)


def outline(
    source: str, passages: list[Passage], tongue: Tongue, slug: str | None = None, stem: str | None = None
) -> Draft:
    """What rules read of the passages of a text; names that are not given are made from its symbol or title."""
    front = read_front(passages, tongue)
    start = stem or make_stem(front.symbol, front.title)
    return Draft(source, tongue, front, passages, read_demands(passages, tongue, front), slug or start.lower(), start)


def cite(demand: Demand, labels: dict[tuple[str, ...], str]) -> str:
    """The number of a paragraph with the part of the text that it stands in, where numbers begin anew."""
    label = labels.get(demand.passage.scope, "")
    number = write_number(demand.passage) if demand.passage.path else str(demand.place + 1)
    return f"{label} {number}".strip()
