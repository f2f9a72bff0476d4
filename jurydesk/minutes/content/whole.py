"""Composes the minutes: every sentence and table cell, as a pure function of the state.

Leaves type and pages to :mod:`~jurydesk.minutes.pages.pdf`, and whether the minutes may be printed
as official to :mod:`~jurydesk.minutes.preflight`.
"""

from datetime import datetime

from jurydesk.deliberation.facts import SittingClosed
from jurydesk.deliberation.presence import sat
from jurydesk.deliberation.session_time import local
from jurydesk.deliberation.state import SittingState
from jurydesk.deliberation.words.naming import chair_words, last
from jurydesk.french.agreement import of
from jurydesk.french.days import clock, day, unbroken_day
from jurydesk.french.numbers import plural
from jurydesk.french.spaces import NBSP, clean, typeset
from jurydesk.minutes.content import (
    checks_section,
    decisions_section,
    figures_section,
    jury_section,
    rectification_section,
    rules_section,
    session_section,
)
from jurydesk.minutes.content.model import Minutes

TITLE = "Procès-verbal de délibération du jury"
_KIND = "Procès-verbal"
DISCLAIMER = (
    "Document de travail, sans valeur de décision tant que la séance n’est pas scellée et le "
    "procès-verbal signé."
)


def compose(
    state: SittingState,
    *,
    head: str,
    entries: int,
    generated_at: datetime | None = None,
) -> Minutes:
    """Return the « procès-verbal » of a sitting, complete or not.

    ``head`` and ``entries`` are the journal's head digest and count just before the seal.
    ``generated_at`` only dates a draft.
    """
    certification = state.rulebook.certification
    number = clean(state.minutes_number)
    rectified = rectification_section.rectification(state)
    title = TITLE if rectified is None else rectification_section.TITLE
    return Minutes(
        title=title,
        certification=typeset(certification.title),
        code=clean(certification.code),
        establishment=session_section.establishment(state),
        number=number,
        date=state.session_date.isoformat(),
        date_words=day(state.session_date),
        subtitle=session_section.subtitle(state),
        figures=decisions_section.key_figures(state),
        preamble=session_section.preamble(state),
        session=session_section.session_pairs(state),
        chronology=session_section.chronology(state),
        acts=session_section.nomination_acts(state),
        members=jury_section.member_rows(state),
        findings_note=checks_section.findings_note(state),
        findings=checks_section.finding_rows(state),
        overrides=checks_section.override_rows(state),
        recusals=checks_section.recusal_rows(state),
        columns=decisions_section.block_columns(state),
        tally_note=decisions_section.tally_note(state),
        candidates=decisions_section.candidate_rows(state),
        lists=decisions_section.result_lists(state),
        counts=decisions_section.count_pairs(state),
        defences=decisions_section.defence_rows(state),
        details=decisions_section.candidate_details(state),
        incidents=session_section.incidents(state),
        corrections=session_section.corrections(state),
        input_corrections=session_section.input_corrections(state),
        rules_note=rules_section.rules_note(state),
        rules=rules_section.rule_rows(state),
        legend=rules_section.legend(state),
        closing=_closing(state),
        signatures=jury_section.signature_places(state),
        running_head=(
            f"{title}{NBSP}– {clean(certification.code)}, {unbroken_day(state.session_date)}"
        ),
        footer=f"{_KIND if rectified is None else title} n°{NBSP}{number}",
        draft_note=_draft_note(state, generated_at),
        digest=head,
        entries=entries,
        rectification=rectified,
        figures_annex=figures_section.figures_annex(state),
    )


def _closing(state: SittingState) -> tuple[str, ...]:
    closed = last(state, SittingClosed)
    if closed is None:
        return ("La séance n’est pas close.",)
    at = local(state, closed.at)
    chair = chair_words(state)
    presided = f", sous la présidence {of(chair)}," if chair else ""
    ended = (
        f"L’ordre du jour étant épuisé, la séance{presided} a été close le "
        f"{day(at.date())} à {clock(at)}."
    )
    return (ended, _attested(len(sat(state))))


def _attested(people: int) -> str:
    signs = plural(people, "personne a siégé et signe", "personnes ont siégé et signent")
    return (
        f"{signs} ci-dessous pour attester la participation à la délibération. Les décisions sont "
        "celles du jury, prises collégialement. Les votes individuels ne figurent dans aucun "
        "document."
    )


def _draft_note(state: SittingState, generated_at: datetime | None) -> str:
    if generated_at is None:
        return DISCLAIMER
    at = local(state, generated_at)
    return f"{DISCLAIMER} Projet édité le {unbroken_day(at.date())} à {clock(at)}."
