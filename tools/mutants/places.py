"""Where the program can be broken, how, and which of these places are drawn."""

from __future__ import annotations

import ast
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path
from random import Random

FOLDERS = ("ctrack/domain", "ctrack/notify", "ctrack/services", "ctrack/store", "ctrack/text/safe.py")


@dataclass(frozen=True, slots=True)
class Mutant:
    """One way to break one place; `source` is the digest of the module that it was found in."""

    module: str
    operator: str
    occurrence: int
    line: int
    column: int
    last_line: int
    inside: str
    source: str

    @property
    def key(self) -> str:
        """What tells it from every other, as long as its module stays the same."""
        return f"{self.module}:{self.line}:{self.column}:{self.operator}:{self.occurrence}:{self.source}"

    @property
    def name(self) -> str:
        """What it is called in a report."""
        where = f" in {self.inside}" if self.inside else ""
        return f"{self.module}:{self.line}:{self.column}{where}: {self.operator.removeprefix('core/')}"


def list_modules(root: Path, folders: Iterable[str] = FOLDERS) -> list[str]:
    """The modules that are broken, as paths from the root."""
    paths = (root / folder for folder in folders)
    found = (each for path in paths for each in (path.rglob("*.py") if path.is_dir() else [path]))
    return sorted(each.relative_to(root).as_posix() for each in found)


def draw(root: Path, modules: Iterable[str], count: int, seed: int, cache: Path) -> list[Mutant]:
    """Places drawn at random, and one mutant of each: what can be broken in eleven ways weighs no more than once."""
    by_place: dict[tuple[str, int, int], list[Mutant]] = defaultdict(list)
    for module in modules:
        for mutant in read_mutants(root, module, cache):
            by_place[module, mutant.line, mutant.column].append(mutant)
    chance = Random(seed)
    places = chance.sample(sorted(by_place), min(count, len(by_place)))
    drawn = [chance.choice(by_place[place]) for place in places]
    kept = [mutant for mutant in drawn if can_break(root, mutant)]
    # In the place of what cannot be broken others are drawn; what was drawn before stays, and so its results.
    left = sorted(by_place.keys() - set(places))
    instead = chance.sample(left, min(len(drawn) - len(kept), len(left)))
    return kept + [chance.choice(by_place[place]) for place in instead]


def can_break(root: Path, mutant: Mutant) -> bool:
    """Whether the operator can do what it offers: that of exceptions cannot where they are named with a dot."""
    if not mutant.operator.endswith("ExceptionReplacer"):
        return True
    try:
        break_source((root / mutant.module).read_text(encoding="utf-8"), mutant)
    except (AttributeError, LookupError):
        return False
    return True


def read_mutants(root: Path, module: str, cache: Path) -> list[Mutant]:
    """The mutants of one module, from the cache where it has not changed since."""
    source = (root / module).read_text(encoding="utf-8")
    digest = sha256(source.encode()).hexdigest()[:12]
    kept = cache / f"{module.replace('/', '.')}.{digest}.json"
    if kept.exists():
        return [Mutant(**fields) for fields in json.loads(kept.read_text(encoding="utf-8"))]
    found = list(find_mutants(root, module, source, digest))
    cache.mkdir(parents=True, exist_ok=True)
    kept.write_text(json.dumps([asdict(mutant) for mutant in found]), encoding="utf-8")
    return found


def find_mutants(root: Path, module: str, source: str, digest: str) -> Iterator[Mutant]:
    """Every mutant of a module, but in what only a type checker reads: annotations and TYPE_CHECKING."""
    from cosmic_ray.commands.init import _all_work_items

    unread = list(list_unread(source))
    for item in _all_work_items([root / module], {}):
        (found,) = item.mutations
        start = found.start_pos
        if not any(first <= start < last for first, last in unread):
            yield Mutant(
                module=module, operator=found.operator_name, occurrence=found.occurrence, line=start[0],
                column=start[1], last_line=found.end_pos[0], inside=found.definition_name or "", source=digest,
            )  # fmt: skip


def list_unread(source: str) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """From where to where stands what is no code to Python."""
    for node in ast.walk(ast.parse(source)):
        for part in (getattr(node, "annotation", None), getattr(node, "returns", None)):
            if part is not None:
                yield (part.lineno, part.col_offset), (part.end_lineno, part.end_col_offset)
        if isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING":
            yield (node.lineno, node.col_offset), (node.end_lineno or node.lineno, node.end_col_offset or 0)


def break_source(source: str, mutant: Mutant) -> str:
    """The source of the module with the mutant in it."""
    from cosmic_ray.mutating import mutate_code
    from cosmic_ray.plugins import get_operator

    broken: str | None = mutate_code(source, get_operator(mutant.operator)(), mutant.occurrence)
    if broken is None or broken == source:
        raise LookupError(mutant.name)
    return broken
