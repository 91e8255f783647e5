"""What was typed after a command, before Click reads it: empty words, tags left out, texts, options that are none."""

from __future__ import annotations

import re
from collections.abc import Sequence

import click

from ctrack.domain.failures import Misused, marked

# A tag that a filter leaves out; never a figure, which begins the value of an option (-3d).
LEFT_OUT = re.compile(r"-[^\W\d_][\w.-]*")


class EmptyWord(Misused):
    message = marked(
        "Word {place} of what follows the command is empty: a variable of the shell that is not set, perhaps. "
        "Nothing was done; write the word, or leave it out ('ctrack help filters')."
    )


# Marks of writing direction come with pasted text and are seen by nobody.
UNSEEN = dict.fromkeys([0x61C, 0x200B, 0x200E, 0x200F, 0xFEFF, *range(0x202A, 0x202F), *range(0x2066, 0x206A)])


def refuse_empty(arguments: list[str]) -> None:
    """Refuse a word that holds nothing: as a filter it would mean everything."""
    for place, word in enumerate(arguments, 1):
        if not word.translate(UNSEEN).strip():
            raise EmptyWord(place=place)


def put_texts_last(words: list[str], parameters: Sequence[click.Parameter]) -> list[str]:
    """The words with those behind `--` that have blanks in them and begin with a hyphen: a text, and no option."""
    options = [each for each in parameters if isinstance(each, click.Option)]
    known = {name for each in options for name in each.opts}
    valued = {name for each in options if not each.is_flag for name in each.opts}
    texts = [
        place
        for place, word in enumerate(words)
        if word.startswith("-") and len(word.split()) > 1 and word.partition("=")[0] not in known
        and words[place - 1] not in valued
    ]  # fmt: skip
    others = [word for place, word in enumerate(words) if place not in texts]
    return [*others, "--", *(words[place] for place in texts)] if texts else words


def offer_nearest(
    error: click.NoSuchOption, parameters: Sequence[click.Parameter], context: click.Context
) -> click.NoSuchOption:
    """The refusal of an option that does not exist, with the nearest that do.

    Names are compared without their hyphens, or every short one would look like every other.
    """
    from ctrack.domain.nearness import nearest

    known = [name.removeprefix("--") for each in parameters for name in each.opts if name.startswith("--")]
    asked = error.option_name.strip("-").partition("=")[0]
    near = [f"--{name}" for name in nearest(asked, known)] if len(asked) > 1 else []
    return click.NoSuchOption(error.option_name, possibilities=near, ctx=context)


def spell_tags(words: list[str], parameters: Sequence[click.Parameter]) -> list[str]:
    """The words with `not +tag` for each `-tag` that is no short option and no value of an option."""
    valued = {name for each in parameters if isinstance(each, click.Option) and not each.is_flag for name in each.opts}
    short = {name for each in parameters for name in each.opts if len(name) == len("-n")}
    spelt: list[str] = []
    before = ""
    for word in words:
        is_tag = before not in valued and word not in short and LEFT_OUT.fullmatch(word)
        spelt += ["not", f"+{word[1:]}"] if is_tag else [word]
        before = word
    return spelt
