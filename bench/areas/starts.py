"""How fast the program starts and answers, over 10,000 undertakings."""

from __future__ import annotations

from collections.abc import Sequence

from bench.budgets import Budget
from bench.places import Place
from bench.stopwatch import Trial, Words, always

SIZE = 10_000
QUIET_DAY = "2019-01-01"


def list_budgets(place: Place, sizes: Sequence[int]) -> list[Budget]:
    """The budgets of what is typed every day."""
    register, changed = place.register(SIZE), place.copy(SIZE, "starts")

    def edit(*words: str) -> Words:
        return place.run(changed, *words)

    def shown(*words: str) -> Trial:
        return Trial(
            f"{' '.join(words) or 'ctrack alone'}, 80 columns", always(*place.run(register, *words)), on_terminal=True
        )

    completion = {"COMP_CWORD": "2", "_CTRACK_COMPLETE": "bash_complete", "CTRACK_DB": str(register)}
    return [
        Budget(Trial("--help", always(place.ctrack, "--help")), "R0", 6),
        Budget(Trial("--version", always(place.ctrack, "--version")), "R0", 6),
        Budget(Trial("completion of a command", always(place.ctrack), {**completion, "COMP_WORDS": "ctrack re",
                                                                      "COMP_CWORD": "1"}), "R0", 6),
        Budget(Trial("completion of a code", always(place.ctrack), {**completion,
                                                                   "COMP_WORDS": "ctrack show BENCH-0050"}), "RS", 0.5),
        Budget(shown(), "RS", 0.5),
        Budget(shown("list"), "RS", 0.5),
        Budget(shown("due"), "RS", 0.5),
        Budget(Trial("show", always(*place.run(register, "show", "BENCH-005000"))), "RS", 0.5),
        Budget(Trial("remind, nothing due", always(*place.run(register, "--today", QUIET_DAY, "remind", "--dry-run"))),
               "RS", 0.5),
        Budget(Trial("list, 10,000 rows piped", always(*place.run(register, "list"))), "RS", 1.2),
        Budget(Trial("update", lambda n: edit("update", f"BENCH-{n:06}", "--progress", "55")), "RS", 1.3),
        Budget(Trial("note", lambda n: edit("note", f"BENCH-{n + 2000:06}", "Two experts are named.")), "RS", 1.3),
        Budget(Trial("done", lambda n: edit("done", f"BENCH-{n + 4000:06}")), "RS", 1.3),
    ]  # fmt: skip
