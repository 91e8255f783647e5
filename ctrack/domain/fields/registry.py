"""Every field of an undertaking and its commitment, in the order in which JSON and the help on filters have them.

A new column of an undertaking is a line in FIELDS, the column in `store/tables` with its revision, and its words in the
catalogues of messages. With `option` it can be set by `update`, is shown by `show` and told by the journal; with
`filter` it can be asked for. A filter that must look elsewhere than into its column has a function of its own in
`store/conditions`, found by its name.
"""

from __future__ import annotations

from ctrack.domain.failures import marked
from ctrack.domain.fields.field import Audience, Field, Filter, Form
from ctrack.domain.fields.vocabularies import (
    ADDRESSEES,
    BINDING,
    DUE_STATES,
    FORCES,
    KINDS,
    POSITIONS,
    PRIORITIES,
    STATUSES,
    VERIFICATIONS,
    VOICES,
    WITHDRAWN,
)


def told(key: str, title: str, form: Form) -> Field:
    """A column of an undertaking that listings do not have, and whose changes the journal tells."""
    return Field(key, title, form, f"undertaking.{key}", audience=Audience.NOBODY, is_told=True)


FIELDS: tuple[Field, ...] = (
    Field("code", marked("Code"), Form.TEXT, "commitment.code",
          filter=Filter(marked("the code of the commitment, or its ending"), ("ref", "الرمز"))),
    Field("instrument", marked("Instrument"), Form.TEXT, "instrument.slug",
          filter=Filter(marked("the instrument, by its short name, symbol or title, or a part of one"), ("الصك",))),
    Field("section", marked("Section"), Form.TEXT, "section.slug",
          filter=Filter(marked("the section of the instrument, by its short name or title"), ("القسم",))),
    Field("party", marked("Party"), Form.TEXT, "party.code",
          filter=Filter(marked("the State or organization that is bound, by its code or name"),
                        ("country", "الطرف", "الدولة"))),
    Field("title", marked("Title"), Form.WORDS, "commitment.title",
          filter=Filter(marked("words of the title"), ("العنوان", "الالتزام"))),
    Field("titles", "", Form.LANGUAGES, attribute="title", audience=Audience.JSON),
    Field("status", marked("Status"), Form.WORD, "undertaking.status", STATUSES, is_told=True,
          filter=Filter(marked("how far the party has come, as reported or as derived"), ("الحالة",))),
    Field("own_status", marked("Status in its own words"), Form.TEXT, "undertaking.own_status",
          filter=Filter(marked("the status in the words of the instrument's own scale"),
                        ("لفظ_الحالة", "الدرجة"),
                        True, "rating"), is_told=True),
    Field("progress", marked("Progress"), Form.PERCENT, "undertaking.progress", is_told=True,
          filter=Filter(marked("progress in per cent"), ("التقدم",))),
    Field("deadline", marked("Deadline of the text"), Form.DATE, "commitment.deadline"),
    Field("moved_deadline", marked("Deadline as moved"), Form.DATE, "commitment.moved_deadline"),
    Field("target", marked("Target"), Form.DATE, "undertaking.target", is_told=True),
    Field("due", marked("Due"), Form.DATE, vocabulary=DUE_STATES,
          filter=Filter(marked("the due date: its state, or a date"),
                        ("deadline", "الموعد", "الأجل", "المستحق", "المستحقة"), True)),
    Field("due_on", "", Form.DAY, "undertaking.due_last", attribute="due_last", audience=Audience.JSON),
    Field("due_state", "", Form.WORD, vocabulary=DUE_STATES),
    Field("days_left", marked("Left"), Form.NUMBER),
    Field("postponed", marked("Times postponed"), Form.NUMBER, "undertaking.postponed"),
    Field("postponed_from", marked("Postponed from"), Form.DATE, "undertaking.postponed_from"),
    Field("addressee", marked("Addressee"), Form.WORD, "commitment.addressee", ADDRESSEES,
          Filter(marked("whom the text addresses"), ("المخاطب", "الجهة_المخاطبة"))),
    Field("kind", marked("Kind"), Form.WORD, "commitment.kind", KINDS,
          Filter(marked("what the commitment asks for"), ("type", "النوع"))),
    Field("force", marked("Force"), Form.WORD, "commitment.force", FORCES,
          Filter(marked("the verb by which the text binds"), ("قوة_الإلزام", "الصيغة"), True)),
    Field("binding", marked("Binding"), Form.FLAG, "commitment.binding", BINDING,
          Filter(marked("whether it binds, whatever its verb"), ("الإلزام", "ملزم"), True)),
    Field("themes", marked("Themes"), Form.THEMES, "commitment.themes",
          filter=Filter(marked("a theme that cuts across instruments, by its name or a part of it"),
                        ("themes", "الموضوع", "موضوع", "المواضيع"), True, "theme")),
    Field("verification", marked("Verification"), Form.WORD, "commitment.verification", VERIFICATIONS,
          Filter(marked("how sure we are of what the text says"), ("التحقق",))),
    Field("position", marked("Position"), Form.WORD, "undertaking.position", POSITIONS,
          filter=Filter(marked("the stance that the party took"), ("الموقف",), True),
          option=marked("The party's stance; none takes it away.")),
    Field("priority", marked("Priority"), Form.WORD, "undertaking.priority", PRIORITIES,
          filter=Filter(marked("how pressing it is"), ("الأولوية",), True),
          option=marked("How pressing it is; none takes it away.")),
    Field("tags", marked("Tags"), Form.TAGS, "undertaking.tags", is_told=True),
    Field("voice", marked("Voice"), Form.WORD, "undertaking.voice", VOICES),
    Field("status_on", "", Form.DAY, "undertaking.status_on"),
    Field("updated_on", "", Form.DAY, "undertaking.updated_on",
          filter=Filter(marked("when the last update was made"), ("التحديث", "آخر_تحديث"), True, "updated")),
    Field("regressed", "", Form.FLAG, "undertaking.is_regressed", attribute="is_regressed"),
    Field("stale", "", Form.FLAG, attribute="is_stale"),
    Field("agency", marked("Agency"), Form.TEXT, "agency.code",
          filter=Filter(marked("the agency in charge, by its code or name"), ("الجهة",), True)),
    Field("person", marked("Focal point"), Form.TEXT, "person.name",
          filter=Filter(marked("the focal point, by name or e-mail address"),
                        ("focal_point", "المسؤول", "الشخص", "جهة_التنسيق"), True)),
    Field("note", marked("Note"), Form.WORDS, audience=Audience.NOBODY,
          filter=Filter(marked("words of a note"), ("الملاحظة",), True)),
    told("occurrence_last", marked("Next date"), Form.DATE),
    told("every", marked("Comes round"), Form.LENGTH),
    told("anchor", marked("First date"), Form.DATE),
    told("until", marked("Until"), Form.DAY),
    Field("withdrawn", marked("Withdrawn"), Form.FLAG, "undertaking.is_withdrawn", WITHDRAWN,
          Filter(marked("whether it was taken out of sight; without it, only what was not"), ("مخفي", "الإخفاء"), True),
          audience=Audience.NOBODY),
    told("snoozed_until", marked("No reminders until after"), Form.DAY),
)  # fmt: skip

BY_KEY: dict[str, Field] = {field.key: field for field in FIELDS}
# What `update` sets as it is typed: held by records under `filed`, and by an undertaking in a column of its own.
FILED: tuple[Field, ...] = tuple(field for field in FIELDS if field.is_filed)
# What the formats for machines have, and so what a row of a listing is read from.
LISTED: tuple[Field, ...] = tuple(field for field in FIELDS if field.audience is not Audience.NOBODY)
