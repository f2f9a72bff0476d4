"""The other papers of a jury, one PDF a kind: what can be printed, when, and by which day.

Leaves the words of each paper to :mod:`jurydesk.minutes.papers`, and writing files to callers.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import NamedTuple, TypeVar

from jurydesk.cohort.candidate import Candidate
from jurydesk.compliance.member import JuryMember
from jurydesk.deliberation.civil_status import amended
from jurydesk.deliberation.state import SittingState
from jurydesk.deliberation.words.naming import candidate_name, member_name
from jurydesk.errors import JuryDeskError
from jurydesk.file_names import safe_file_name
from jurydesk.french.days import day, unbroken_day
from jurydesk.french.folding import fold
from jurydesk.french.lists import enumeration
from jurydesk.french.spaces import NBSP, clean
from jurydesk.minutes.content.session_section import establishment
from jurydesk.minutes.papers import (
    admitted,
    certificate,
    composition,
    deadlines,
    defence_form,
    experience,
    notification,
    obstacles,
    sitting_form,
    summons,
)
from jurydesk.minutes.papers.folder import session_mark
from jurydesk.minutes.papers.mentions import load_mentions
from jurydesk.minutes.papers.sheet import Sheet, marked_duplicate, with_code
from jurydesk.minutes.papers.title_facts import TitleFacts, title_facts


class Part(NamedTuple):
    """One sheet of a kind, composed when its page comes; ``person`` is whose it is, if anyone's.

    A candidate's or a member's identifier; empty for what is everybody's. ``facts`` are what a
    certificate states.
    """

    compose: Callable[[], Sheet]
    person: str = ""
    facts: TitleFacts | None = None


Sheets = Iterable[Part]
Person = TypeVar("Person", Candidate, JuryMember)


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper printed: its kind, its title, the name of its file and its bytes."""

    kind: str
    title: str
    file_name: str
    content: bytes


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

    @property
    def file_name(self) -> str:
        """The name of its file."""
        return f"{self.key}.pdf"


@dataclass(frozen=True, slots=True)
class Choice:
    """Which papers are wanted: ``people`` alone if any are named, a file ``each``, ``duplicates``.

    ``duplicates`` marks certificates as such: the holder has had the first. ``sign`` returns the
    text of the code of a certificate, signed by the establishment's key, and ``issuers`` are its
    certificates (DER), the key's own first.
    """

    people: tuple[str, ...] = ()
    each: bool = False
    duplicates: bool = False
    sign: Callable[[TitleFacts], str] | None = None
    issuers: tuple[bytes, ...] = ()


EVERYTHING = Choice()


def produce(
    state: SittingState,
    kinds: tuple[str, ...] = (),
    before_sheet: Callable[[], None] = lambda: None,
    choice: Choice = EVERYTHING,
) -> tuple[Paper, ...]:
    """Print the papers of these kinds, or every kind that applies when none is named.

    ``before_sheet`` is called before each sheet is composed; what it raises stops the printing.

    Raises:
        JuryDeskError: a kind is unknown, or named while it does not apply; a person is unknown.
    """
    _check_people(state, choice.people)
    if kinds:
        asked = tuple(dict.fromkeys(kind_named(word).key for word in kinds))
        chosen = tuple(kind for key in asked for kind in KINDS if kind.key == key)
        obstacles = tuple(text for kind in chosen if (text := kind.obstacle(state)))
        if obstacles:
            raise JuryDeskError(" ".join(obstacles))
    else:
        chosen = tuple(kind for kind in KINDS if not kind.obstacle(state))
    return tuple(paper for kind in chosen for paper in _papers(state, kind, before_sheet, choice))


def not_printed(
    state: SittingState, kinds: tuple[str, ...] = (), choice: Choice = EVERYTHING
) -> tuple[str, ...]:
    """Return what :func:`produce` leaves out of these kinds, or of all of them, and why."""
    asked = tuple(kind_named(word) for word in kinds) or KINDS
    told = []
    for kind in asked:
        why = kind.obstacle(state)
        if why:
            told.append(f"{kind.title}{NBSP}: {why}")
            continue
        having = {part.person for part in kind.sheets(state)}
        lacking = [person for person in choice.people if person not in having]
        if lacking:
            names = enumeration(_name(state, person) for person in lacking)
            told.append(f"{kind.title}{NBSP}: rien pour {names}.")
    return tuple(told)


def _check_people(state: SittingState, people: tuple[str, ...]) -> None:
    for person in people:
        if person not in state.candidates and person not in state.members:
            raise JuryDeskError(
                f"«{NBSP}{clean(person)}{NBSP}» n’est l’identifiant d’aucun candidat ni d’aucun "
                "membre de cette séance : reprenez-le tel qu’il est dans la promotion ou le jury."
            )


def _name(state: SittingState, person: str) -> str:
    if person in state.candidates:
        return candidate_name(state, person)
    return member_name(state, person)


def _papers(
    state: SittingState, kind: "Kind", before_sheet: Callable[[], None], choice: Choice
) -> Iterator[Paper]:
    """Print one kind: in one file, or in one a person."""
    if kind.states_decisions:
        state = amended(state)
    parts = list(kind.sheets(state))
    if choice.people:
        parts = [part for part in parts if part.person in choice.people]
    if not parts:
        return
    if not choice.each or not all(part.person for part in parts):
        yield _print(state, kind, parts, before_sheet, choice)
        return
    for person in dict.fromkeys(part.person for part in parts):
        own = [part for part in parts if part.person == person]
        name = safe_file_name(
            f"{kind.key} {state.minutes_number} {person} {_name(state, person)}.pdf"
        )
        yield replace(_print(state, kind, own, before_sheet, choice), file_name=name)


def count_sheets(state: SittingState, kinds: tuple[str, ...]) -> int:
    """Return how many sheets these kinds hold, without composing any."""
    return sum(1 for word in kinds for _ in kind_named(word).sheets(state))


def kind_named(word: str) -> Kind:
    """Return the kind a word names, accents and case aside.

    Raises:
        JuryDeskError: there is no such kind; the sentence lists them.
    """
    for kind in KINDS:
        if fold(kind.key) == fold(word):
            return kind
    known = ", ".join(kind.key for kind in KINDS)
    raise JuryDeskError(
        f"Le papier «{NBSP}{clean(word)}{NBSP}» n’existe pas{NBSP}: choisissez parmi {known}."
    )


def _print(
    state: SittingState,
    kind: Kind,
    parts: Sequence[Part],
    before_sheet: Callable[[], None],
    choice: Choice,
) -> Paper:
    from jurydesk.minutes.pages.page_frame import PageFrame  # noqa: PLC0415 reportlab when printing
    from jurydesk.minutes.papers.pages import render  # noqa: PLC0415 likewise

    certification = clean(state.rulebook.certification.code)
    footer = [kind.caption, f"{certification}, séance du {unbroken_day(state.session_date)}"]
    if state.sealed is not None and kind.states_decisions:
        footer.append(f"Procès-verbal scellé, empreinte {state.sealed.head}")
    frame = PageFrame(
        title=f"{kind.title}{NBSP}– {certification}, {day(state.session_date)}",
        author=establishment(state),
        subject=clean(state.rulebook.certification.title),
        keywords=session_mark(state),
        footer=tuple(footer),
        draft=kind.states_decisions and state.sealed is None,
        issuers=choice.issuers if kind.is_title else (),
    )

    def told(part: Part) -> Sheet:
        before_sheet()
        sheet = part.compose()
        if part.facts is not None and choice.sign is not None:
            stated = part.facts._replace(duplicate=choice.duplicates)
            sheet = with_code(sheet, choice.sign(stated))
        return marked_duplicate(sheet) if choice.duplicates and kind.is_title else sheet

    sheets = (partial(told, part) for part in parts)
    return Paper(kind.key, kind.title, kind.file_name, render(sheets, frame))


def _never_due(_state: SittingState) -> date | None:
    return None


def _sitting_sheets(state: SittingState) -> Iterator[Part]:
    yield Part(partial(sitting_form.sitting_form, state))
    for candidate in state.candidates.values():
        yield Part(partial(sitting_form.candidate_form, state, candidate), candidate.identifier)
    yield Part(partial(sitting_form.acts_form, state))
    yield Part(partial(sitting_form.acts_legend, state))


def _notifications(state: SittingState) -> Iterator[Part]:
    appeal = load_mentions().appeal
    for candidate in notification.notified(state):
        yield Part(
            partial(notification.notification, state, candidate, appeal), candidate.identifier
        )


def _experience_notifications(state: SittingState) -> Iterator[Part]:
    appeal = load_mentions().appeal
    for candidate in experience.experience_notified(state):
        yield Part(
            partial(experience.experience_notification, state, candidate, appeal),
            candidate.identifier,
        )


def _for(
    compose: Callable[[SittingState, Person], Sheet],
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
        when="après le scellement",
        explanation="Un certificat par bloc validé et par personne.",
        states_decisions=True,
        sheets=lambda state: [
            Part(
                partial(certificate.block_certificate, state, candidate, block),
                candidate.identifier,
                title_facts(state, candidate, block),
            )
            for candidate, block in certificate.validated(state)
        ],
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
)
"""Every kind of paper, in the order of the work."""

TITLES = frozenset(kind.key for kind in KINDS if kind.is_title)
"""The kinds that certify something: each may carry a code to check."""
