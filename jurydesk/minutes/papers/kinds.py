"""Every kind of paper: what it is, whose, when it can be printed and by which day.

Leaves the words to each paper, and choosing and printing to ``documents``.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import NamedTuple, TypeVar

from jurydesk.certification.title import Certification
from jurydesk.cohort.candidate import Candidate
from jurydesk.compliance.member import JuryMember
from jurydesk.deliberation.state import SittingState
from jurydesk.deliberation.words.english import wants_english
from jurydesk.french.spaces import NBSP
from jurydesk.minutes.papers import (
    admitted,
    certificate,
    composition,
    deadlines,
    defence_form,
    experience,
    juror_proof,
    notification,
    obstacles,
    sitting_form,
    summons,
    translation,
)
from jurydesk.minutes.papers.leaf import Leaf
from jurydesk.minutes.papers.mentions import appeal_of
from jurydesk.minutes.papers.title_facts import TitleFacts, title_facts


class Part(NamedTuple):
    """One sheet of a kind, composed when its page comes; ``person`` is whose it is, if anyone's.

    A candidate's or a member's identifier; empty for what is everybody's. ``facts`` are what a
    certificate states.
    """

    compose: Callable[[], Leaf]
    person: str = ""
    facts: TitleFacts | None = None


Sheets = Iterable[Part]


Person = TypeVar("Person", Candidate, JuryMember)


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of paper.

    ``key`` is the word typed after ``--only``, ``caption`` stands at the foot of each such paper,
    ``when`` and ``explanation`` are for people. ``obstacle`` returns a French sentence while the
    kind does not apply, else nothing; ``due`` the day by which the law wants it sent, if it says
    one. A paper that ``states_decisions`` is marked « PROJET » until the session is sealed.
    """

    key: str
    title: str
    caption: str
    when: str
    explanation: str
    states_decisions: bool
    sheets: Callable[[SittingState], Sheets]
    obstacle: Callable[[SittingState], str]
    due: Callable[[SittingState], date | None]
    is_title: bool = False
    whole_caption: str = ""

    def foot(self, certification: Certification) -> str:
        """Return what stands at the foot of its pages; a certification may have no blocs."""
        return self.whole_caption if certification.is_whole and self.whole_caption else self.caption

    @property
    def file_name(self) -> str:
        """The name of its file."""
        return f"{self.key}.pdf"


def _never_due(_state: SittingState) -> date | None:
    return None


def _sitting_sheets(state: SittingState) -> Iterator[Part]:
    yield Part(partial(sitting_form.sitting_form, state))
    for candidate in state.candidates.values():
        yield Part(partial(sitting_form.candidate_form, state, candidate), candidate.identifier)
    yield Part(partial(sitting_form.acts_form, state))
    yield Part(partial(sitting_form.acts_legend, state))


def _notifications(state: SittingState) -> Iterator[Part]:
    appeal = appeal_of(state)
    for candidate in notification.notified(state):
        yield Part(
            partial(notification.notification, state, candidate, appeal), candidate.identifier
        )
        yield from _in_english(state, candidate)


def _experience_notifications(state: SittingState) -> Iterator[Part]:
    appeal = appeal_of(state)
    for candidate in experience.experience_notified(state):
        yield Part(
            partial(experience.experience_notification, state, candidate, appeal),
            candidate.identifier,
        )
        yield from _in_english(state, candidate)


def _in_english(state: SittingState, candidate: Candidate) -> Iterator[Part]:
    """Return the translation that follows a letter, where the candidate's are in English too."""
    if wants_english(state, candidate.identifier):
        yield Part(
            partial(translation.english_notification, state, candidate), candidate.identifier
        )


def _certificates(state: SittingState) -> Iterator[Part]:
    for candidate, block in certificate.validated(state):
        yield Part(
            partial(certificate.block_certificate, state, candidate, block),
            candidate.identifier,
            title_facts(state, candidate, block),
        )
        if wants_english(state, candidate.identifier):
            yield Part(
                partial(translation.english_certificate, state, candidate, block),
                candidate.identifier,
            )


def _for(
    compose: Callable[[SittingState, Person], Leaf],
    state: SittingState,
    people: Iterable[Person],
) -> Iterator[Part]:
    """Return a sheet for each person."""
    for person in people:
        yield Part(partial(compose, state, person), person.identifier)


KINDS: tuple[Kind, ...] = (
    Kind(
        key="convocations",
        title="Convocations",
        caption="Convocation",
        when="avant la séance",
        explanation="Une lettre à chaque membre, à joindre à la demande d’absence des extérieurs.",
        states_decisions=False,
        sheets=lambda state: _for(summons.summons, state, state.members.values()),
        obstacle=obstacles.no_member,
        due=deadlines.summons_due,
    ),
    Kind(
        key="emargement",
        title="Feuille d’émargement",
        caption="Feuille d’émargement",
        when="avant la séance",
        explanation="Tous les membres nommés, suppléants compris, à signer en séance.",
        states_decisions=False,
        sheets=lambda state: [Part(partial(summons.attendance_sheet, state))],
        obstacle=obstacles.no_member,
        due=_never_due,
    ),
    Kind(
        key="bordereau",
        title="Bordereau de séance",
        caption="Bordereau de séance",
        when="avant la séance",
        explanation=(
            "Le bordereau vierge, pour tenir la séance sur papier et la saisir ensuite (menu "
            "« Fichier », « Saisir un bordereau de séance… »)."
        ),
        states_decisions=False,
        sheets=_sitting_sheets,
        obstacle=obstacles.no_candidate,
        due=_never_due,
    ),
    Kind(
        key="soutenances",
        title="Fiches de notation de soutenance",
        caption="Fiche de notation de soutenance",
        when="avant les soutenances",
        explanation="Une fiche par candidat, pour les notes du rapport et de l’oral.",
        states_decisions=False,
        sheets=lambda state: _for(defence_form.defence_form, state, defence_form.heard(state)),
        obstacle=obstacles.no_defence,
        due=_never_due,
    ),
    Kind(
        key="notifications",
        title="Notifications individuelles",
        caption="Notification individuelle",
        when="après la séance",
        explanation=f"Une lettre par candidat{NBSP}: son résultat, bloc par bloc, et lui seul.",
        states_decisions=True,
        sheets=_notifications,
        obstacle=obstacles.no_result,
        due=_never_due,
    ),
    Kind(
        key="notifications-vae",
        title="Notifications de VAE",
        caption="Notification de VAE",
        when="après la séance, dans le délai réglé",
        explanation="Les blocs acquis, ce qui reste à valider et les recommandations du jury.",
        states_decisions=True,
        sheets=_experience_notifications,
        obstacle=obstacles.no_experience_result,
        due=deadlines.experience_results_due,
    ),
    Kind(
        key="rapport-president",
        title="Rapport du président du jury",
        caption="Rapport du président du jury",
        when="après la séance, avec la notification de VAE",
        explanation="Pour chaque VAE validée en partie ou refusée.",
        states_decisions=True,
        sheets=lambda state: _for(experience.president_report, state, experience.reported(state)),
        obstacle=obstacles.no_report,
        due=deadlines.experience_results_due,
    ),
    Kind(
        key="admis",
        title="Liste des admis",
        caption="Liste des admis",
        when="après la clôture",
        explanation="Les noms des certifiés, par ordre alphabétique, à afficher.",
        states_decisions=True,
        sheets=lambda state: [Part(partial(admitted.admitted_by_name, state))],
        obstacle=obstacles.not_closed,
        due=_never_due,
    ),
    Kind(
        key="admis-numeros",
        title="Liste des admis par numéro",
        caption="Liste des admis",
        when="après la clôture",
        explanation="Les numéros des certifiés, sans aucun nom, à afficher.",
        states_decisions=True,
        sheets=lambda state: [Part(partial(admitted.admitted_by_number, state))],
        obstacle=obstacles.not_closed,
        due=_never_due,
    ),
    Kind(
        key="certificats",
        title="Certificats de bloc",
        caption="Certificat de bloc de compétences",
        whole_caption="Certificat",
        when="après le scellement",
        explanation="Un certificat par bloc validé et par personne.",
        states_decisions=True,
        sheets=_certificates,
        obstacle=obstacles.no_certificate,
        due=_never_due,
        is_title=True,
    ),
    Kind(
        key="parchemins",
        title="Données des parchemins",
        caption="Données du parchemin",
        when="après le scellement",
        explanation="Les lignes obligatoires du parchemin de chaque certifié.",
        states_decisions=True,
        sheets=lambda state: [
            Part(
                partial(certificate.parchment, state, candidate),
                candidate.identifier,
                title_facts(state, candidate),
            )
            for candidate in certificate.certified(state)
        ],
        obstacle=obstacles.no_parchment,
        due=_never_due,
        is_title=True,
    ),
    Kind(
        key="composition",
        title="Attestations de composition du jury",
        caption="Attestation de composition du jury",
        when="après la séance",
        explanation="Qui a siégé à la minute où chaque décision a été adoptée, quorum et parts.",
        states_decisions=True,
        sheets=lambda state: _for(composition.composition_proof, state, composition.proven(state)),
        obstacle=obstacles.no_proof,
        due=_never_due,
    ),
    Kind(
        key="attestations-jury",
        title="Attestations de présence au jury",
        caption="Attestation de présence au jury",
        when="après la séance",
        explanation="À chaque membre qui a siégé, ses heures, pour son employeur ou ses frais.",
        states_decisions=False,
        sheets=lambda state: _for(juror_proof.juror_proof, state, juror_proof.sat(state)),
        obstacle=obstacles.nobody_sat,
        due=_never_due,
    ),
)
"""Every kind of paper, in the order of the work."""


TITLES = frozenset(kind.key for kind in KINDS if kind.is_title)
"""The kinds that certify something: each may carry a code to check."""
