"""The peers beside ctrack as one small picture: a bar for each program and verb, in milliseconds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

WIDTH, LEFT, RIGHT = 640, 150, 80
BAR, GAP, HEAD = 12, 4, 26
STYLE = (
    "text{font:12px sans-serif;fill:#24292f}.verb{font-weight:bold}.bar{fill:#8c959f}.ours{fill:#0969da}"
    "@media(prefers-color-scheme:dark){text{fill:#e6edf3}.bar{fill:#6e7681}.ours{fill:#58a6ff}}"
)


def draw(times: Mapping[str, Mapping[str, float]], title: str) -> str:
    """The picture of `times`: for each verb the seconds of each program, in the order in which they are shown."""
    most = max(taken for programs in times.values() for taken in programs.values())
    lines, height = [], 6
    for verb, programs in times.items():
        lines.append(f'<text class="verb" x="6" y="{height + 14}">{verb}</text>')
        height += HEAD
        for program, taken in sorted(programs.items(), key=lambda item: item[1]):
            lines += draw_bar(program, taken, most, height)
            height += BAR + GAP
        height += GAP
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img" aria-label="{title}">'
        f"<title>{title}</title><style>{STYLE}</style>\n" + "\n".join(lines) + "\n</svg>\n"
    )


def draw_bar(program: str, taken: float, most: float, top: int) -> Iterator[str]:
    """One program's bar, its name before and its time behind."""
    length = max(1, round((WIDTH - LEFT - RIGHT) * taken / most))
    kind = "ours" if program == "ctrack" else "bar"
    yield f'<text x="{LEFT - 6}" y="{top + 10}" text-anchor="end">{program}</text>'
    yield f'<rect class="{kind}" x="{LEFT}" y="{top}" width="{length}" height="{BAR}"/>'
    yield f'<text x="{LEFT + length + 6}" y="{top + 10}">{1000 * taken:.0f} ms</text>'
