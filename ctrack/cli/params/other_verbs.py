"""Verbs of other tools, and what does here what they do there; words that are no verbs, with the command for them."""

from __future__ import annotations

from collections.abc import Sequence

from ctrack.cli.command_table import COMMANDS
from ctrack.cli.params.command_names import find_command
from ctrack.cli.params.format_words import PLAIN, line_of_format
from ctrack.cli.params.said_words import PERCENT, find_first_status, find_last_status
from ctrack.domain.failures import Misused, UnknownCode, marked, offer
from ctrack.domain.filters.little_words import count_leading
from ctrack.domain.folding import fold
from ctrack.domain.vocabulary import SETTABLE_STATUSES
from ctrack.exchange.export_files import EXPORTS
from ctrack.render.format_names import FORMATS

# By what stands here: the command, and what follows it; the words of the line take the place of {}. The first command
# that there is counts.
VERBS: dict[str, tuple[str, ...]] = {
    "ls dir tasks items show-all ll": ("list {}",),
    "search find grep query lookup filter": ("search {}", "list {}"),
    "dump save احفظ enregistrer": ("export {}",),
    "csv excel xlsx spreadsheet": ("list",),
    "close complete finish finished resolve tick check implement implemented": ("done {}", "update {} done"),
    "begin started": ("start {}", "update {} started"),
    "delay defer extend reschedule": ("postpone {}", "update --help"),
    "status stat st summary overview stats statistics progress": ("report {}",),
    "new create insert": ("add --help",),
    "rm delete remove del drop hide archive احذف حذف امسح supprimer effacer": ("withdraw {}", "undo --help"),
    "restore unhide unarchive undelete": ("withdraw {} --back", "undo --help"),
    "backup save-all snapshot نسخة انسخ sauvegarde sauvegarder": ("db backup {}",),
    "move copy transfer": ("db move --help",),
    "seal sign": ("verify --help",),
    "roles permissions rights grant": ("access --help",),
    "health diagnose selftest": ("doctor",),
    "use switch workspace contexts": ("context list",),
    "alias aliases shortcut": ("config --help",),
    "view open get info cat display describe detail details": ("show {}",),
    "modify mod set change mark make put عدل علم اجعل ضع حدد marquer mettre définir": ("update {}",),
    "what what's which ما quoi quels all everything كل الكل جميع tout tous toutes": ("list {}",),
    "rename correct fix": ("edit --help",),
    "history journal audit changelog": ("log {}",),
    "comment annotate annotation remark": ("note {}",),
    "deadline deadlines agenda next todo upcoming dates": ("due {}",),
    "mail send notify email reminder reminders أرسل إرسال envoyer": ("remind --help",),
    "print pdf docx": ("report {}",),
    "revert rollback إلغاء ألغ": ("undo --help",),
    "users people persons members contacts": ("person list",),
    "ministries ministry agencies departments وزارة وزارات الوزارات ministère ministères": ("agency list",),
    "countries states parties دول الدول pays états": ("party list",),
    "instruments declarations treaties": ("instrument list",),
    "settings configure preferences options": ("config --help",),
    "man docs manual tutorial topics": ("help {}",),
    "upgrade migrate database": ("db --help",),
    "site website web html": ("publish --help",),
    "answers replies accept dismiss": ("remind answers --waiting",),
    "unset": ("config --help",),
    "links relations related": ("show {}",),
    "themes theme": ("report --by theme",),
    "scales scale": ("help scales",),
    "chart graph plot": ("report chart {}",),
    "draft": ("instrument draft --help",),
    "catalogue catalog available": ("instrument list --available",),
    "suggestions": ("suggest {}",),
    "ics ical cal": ("calendar {}",),
}
BY_VERB = {fold(verb): lines for verbs, lines in VERBS.items() for verb in verbs.split()}
# The commands that write formats.
WRITING = ("list", "report", "export")
NEEDING = ("show", "update", "note", "done", "start", "withdraw", "postpone", "search")


class NoSuchVerb(Misused):
    message = marked("There is no command {word}. Did you mean 'ctrack {line}'?")


def refuse_verb(word: str, rest: Sequence[str]) -> None:
    """Refuse a verb of another tool, a status or a code with the line that does what was meant; others pass."""
    if is_code_apart(word, rest):
        word, rest = f"{word}-{rest[0]}", rest[1:]
    line = find_line(word, rest)
    if line is None:
        return
    refuse_written(word, line.partition(" ")[0], rest)
    if rest and find_named(rest[0]) == line.partition(" ")[0]:
        rest = rest[1:]
    rest = rest[count_leading(rest) :]
    # What cannot be told back as it was typed is left out of the line; a command that lacks it then tells its help.
    said = " ".join(rest) if all(map(PLAIN.fullmatch, rest)) else ""
    if not said and line.partition(" {}")[0] in NEEDING:
        line = f"{line.split()[0]} --help"
    raise NoSuchVerb(word=word, line=" ".join(line.format(said).split()))


def refuse_written(word: str, command: str, rest: Sequence[str]) -> None:
    """Refuse a verb beside the name of a format with the line that writes it."""
    known = (*FORMATS, *EXPORTS) if command in WRITING else ()
    for named in (word, *rest):
        line = line_of_format(command, [each for each in rest if each != command], named, known)
        if line is not None:
            raise NoSuchVerb(word=word, line=line)


def is_code_apart(word: str, rest: Sequence[str]) -> bool:
    """Whether a word and the figure behind it are a code without its hyphen (KWT 14); a mistyped verb is none."""
    from ctrack.domain.nearness import nearest

    is_pair = word.isalpha() and bool(rest) and rest[0].isdecimal()
    return is_pair and fold(word) not in BY_VERB and not nearest(word.casefold(), COMMANDS)


def find_line(word: str, rest: Sequence[str] = ()) -> str | None:
    """The line that stands here for a word before the rest of its line; None where nothing is known to."""
    for line in BY_VERB.get(fold(word), ()):
        if line.split()[0] in COMMANDS:
            return line
    from ctrack.domain.filters.plain_words import find_state

    if has_figure(word) and PLAIN.fullmatch(word) and rest and (command := find_named(rest[0])):
        return f"{command} {word} {{}}"
    state = find_state(word)
    if state and state.removeprefix("status:") in SETTABLE_STATUSES and any(map(has_figure, rest)):
        return f"update {{}} {word}"
    if state:
        return f"list {word} {{}}"
    if not (has_figure(word) and PLAIN.fullmatch(word)):
        return None
    is_said = bool(rest) and (
        PERCENT.match(rest[0]) or PERCENT.fullmatch(rest[-1]) or find_first_status(rest)[1]
        or find_last_status(("", *rest))[1]
    )  # fmt: skip
    return f"update {word} {{}}" if is_said else f"show {word} {{}}"


def find_named(word: str) -> str | None:
    """The command of a name in any language."""
    return word if word in COMMANDS else find_command(word)


def refuse_filter(words: Sequence[str]) -> None:
    """Refuse words that are no codes, where codes are wanted, and are a filter, with the line that lists what fits."""
    from ctrack.domain.filters.plain_words import has_meaning

    left = words[count_leading(words) :]
    if any(map(has_figure, words)) or (left and not has_meaning(left[0]) and ":" not in left[0]):
        return
    line = " ".join(("list", *left))
    raise UnknownCode(code=" ".join(words), nearest=offer([f"'ctrack {line}'"]))


def has_figure(word: str) -> bool:
    """Whether a word may be a code."""
    return any(sign.isdecimal() for sign in word)
