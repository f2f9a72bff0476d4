"""What a certificate states, in the few facts that its code holds and its signature covers."""

from datetime import date
from hashlib import sha256
from typing import NamedTuple

from jurydesk.certification.rulebook import SkillBlock
from jurydesk.cohort.candidate import Candidate
from jurydesk.deliberation.state import SittingState
from jurydesk.french.spaces import clean
from jurydesk.minutes.content.session_section import establishment
from jurydesk.minutes.papers.words import holder_name


class TitleFacts(NamedTuple):
    """One certificate: what of, to whom, by which minutes of which certifier.

    ``birth`` is AAAA-MM-JJ, or as much of it as the register gives; ``decided_on`` the day of the
    jury. ``duplicate`` tells that the holder had another before.
    """

    code: str
    title: str
    holder: str
    birth: str
    decided_on: date
    minutes_number: str
    certifier: str
    duplicate: bool = False

    @property
    def lines(self) -> tuple[tuple[str, str], ...]:
        """The facts as people compare them with a page: label and text."""
        return (
            ("Titulaire", self.holder),
            ("Naissance", self.birth or "non indiquée"),
            ("Objet", f"{self.code} – {self.title}"),
            ("Décision du jury", f"{self.decided_on:%d/%m/%Y}"),
            ("Procès-verbal", self.minutes_number),
            ("Certificateur", self.certifier),
            *((("Exemplaire", "duplicata"),) if self.duplicate else ()),
        )


def mark_of(code: str) -> str:
    """Return what a register keeps of the text of a code: twelve digits of its digest."""
    return sha256(code.encode()).hexdigest()[:12].upper() if code else ""


def title_facts(
    state: SittingState, candidate: Candidate, block: SkillBlock | None = None
) -> TitleFacts:
    """Return the facts of a bloc's certificate, or of the whole certification's."""
    certification = state.rulebook.certification
    return TitleFacts(
        code=clean(block.code if block else certification.code),
        title=clean(block.title if block else certification.title),
        holder=holder_name(candidate),
        birth="" if candidate.birth_date is None else candidate.birth_date.isoformat(),
        decided_on=state.session_date,
        minutes_number=clean(state.minutes_number),
        certifier=establishment(state),
    )
