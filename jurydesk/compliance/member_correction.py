"""Corrects a member's name, quality or employer, read as the jury's file is; records nothing."""

from dataclasses import replace
from typing import Any, NamedTuple

from jurydesk.compliance.jury_columns import MEMBER_COLUMNS
from jurydesk.compliance.member import JuryMember
from jurydesk.errors import JuryDeskError
from jurydesk.french.spaces import capitalised

CORRECTABLE = {
    column.name: column
    for column in MEMBER_COLUMNS
    if column.attribute in ("name", "first_name", "quality", "employer")
}
"""The columns that may be corrected until the seal: nothing is counted on them."""


class MemberCorrection(NamedTuple):
    """A member corrected, both texts, what was understood and what to look at."""

    member: JuryMember
    before: str
    after: str
    words: str
    warning: str = ""


def correct_member(member: JuryMember, name: str, text: str) -> MemberCorrection:
    """Return a member with one column replaced by a text.

    Raises:
        JuryDeskError: the text is not understood, is missing, or changes nothing.
    """
    column, text = CORRECTABLE[name], " ".join(text.split())
    label = capitalised(column.label)
    if not text and column.required:
        raise JuryDeskError(f"{label} : cette rubrique ne peut pas rester vide.")
    understood = column.convert(text) if text else None
    if understood is not None and understood.value is None:
        raise JuryDeskError(f"{label} : {understood.message}")
    value: Any = "" if understood is None else understood.value
    corrected = replace(member, **{column.attribute: value})
    if corrected == member:
        raise JuryDeskError("Rien ne change, cette valeur est déjà celle du jury.")
    words = "(vide)" if understood is None else understood.words
    warning = "" if understood is None else understood.message
    return MemberCorrection(corrected, column.text(member), text, words, warning)
