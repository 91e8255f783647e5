"""Whose a figure is: the names that stand beside it, and the word for what it counts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ctrack.domain.messages import join_words
from ctrack.domain.records.undertakings import Body
from ctrack.render.document import Fact, Paragraph, Tone
from ctrack.text.language import choose_words, translate_count
from ctrack.text.language import translate as _

# More parties than a line may name are told by their codes.
MOST_NAMED = 10
# More parties than a footer tells apart are told as the home party's and those of others.
MOST_APART = 3


def say_body(body: Body) -> str:
    """A party by its name, with its code."""
    name = choose_words(body.name)
    return f"{name} ({body.code})" if name else body.code


def say_bodies(whose: Sequence[Body]) -> str:
    """Every party, by its name while there are few."""
    return join_words((say_body(body) if len(whose) <= MOST_NAMED else body.code for body in whose), _)


def whose_fact(whose: Sequence[Body]) -> Fact:
    """The fact that a report begins with: whose figures it holds."""
    label = _("Party") if len(whose) < 2 else _("Parties")
    return Fact("party", label, say_bodies(whose), Tone.STRONG)


def count_words(count: int, parties: int) -> str:
    """How many commitments; of several parties each has its own undertaking under a commitment, and they are that."""
    if parties > 1:
        return translate_count("{count} undertaking", "{count} undertakings", count)
    return translate_count("{count} commitment", "{count} commitments", count)


def say_counts(counts: Mapping[str, int], home: str) -> str:
    """How many are whose; of many parties, the home party's and those of others."""
    if len(counts) > MOST_APART and home in counts:
        others = sum(counts.values()) - counts[home]
        return (
            _("{party}: {count}").format(party=home, count=counts[home])
            + " · "
            + _("others: {count}").format(count=others)
        )
    return " · ".join(_("{party}: {count}").format(party=party, count=count) for party, count in counts.items())


def nothing_found(whose: Sequence[Body]) -> Paragraph:
    """That no commitment of these parties fits."""
    return Paragraph(_("No commitment of {party} fits.").format(party=say_bodies(whose)), Tone.WARNING)


def whose_data(whose: Sequence[Body]) -> list[dict[str, Any]]:
    """The parties as JSON holds them."""
    return [{"code": body.code, "name": choose_words(body.name), "names": body.name} for body in whose]
