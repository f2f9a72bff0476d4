"""What each act of a « bordereau de séance » becomes; leaves allowing it to the guards.

A row is one act, undone as a whole, save that each named vote is an act of its own.
"""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from jurydesk.certification.vocabulary import BlockStatus, JurorCapacity
from jurydesk.compliance.member import Attendance
from jurydesk.deliberation import acts
from jurydesk.deliberation.decisions import block_status, open_blocks
from jurydesk.deliberation.facts import BallotWay, Fact
from jurydesk.deliberation.inspection import voters_for
from jurydesk.deliberation.known import known_block, known_candidate
from jurydesk.deliberation.sheet import values
from jurydesk.deliberation.sheet.act import Acts, SheetAct, SheetRow
from jurydesk.deliberation.state import SittingState
from jurydesk.errors import ActRefusedError
from jurydesk.french.folding import fold

ALL = "*"


def _attendance(state: SittingState, row: SheetRow, at: datetime) -> Acts:
    attendance: Attendance = _given(row.value, "la présence")
    members = _required(row.members, "le membre")
    if members == (ALL,):
        members = tuple(m for m in state.members if _changes(state, m, attendance))
    return (acts.attend(state, members, attendance, at, row.reason),)


def _changes(state: SittingState, member: str, attendance: Attendance) -> bool:
    """Whether « * » applies this attendance to a member."""
    before = state.attendance.get(member)
    if attendance is Attendance.LEFT:
        return before is not None and before.sits
    if attendance.sits:
        return before is not attendance
    return before is None


def _opening(state: SittingState, _row: SheetRow, at: datetime) -> Acts:
    return (acts.open_sitting(state, at),)


def _suspension(state: SittingState, row: SheetRow, at: datetime) -> Acts:
    return (acts.suspend_sitting(state, at, row.reason),)


def _resumption(state: SittingState, _row: SheetRow, at: datetime) -> Acts:
    return (acts.resume_sitting(state, at),)


def _closing(state: SittingState, _row: SheetRow, at: datetime) -> Acts:
    return (acts.close_sitting(state, at),)


def _acting_chair(state: SittingState, row: SheetRow, at: datetime) -> Acts:
    members = _required(row.members, "le membre")
    if len(members) != 1 or members == (ALL,):
        raise ActRefusedError("Une seule personne préside : indiquez un seul membre.")
    return (acts.name_acting_chair(state, members[0], at),)


def _recusal(state: SittingState, row: SheetRow, at: datetime) -> Acts:
    facts: list[Fact] = []
    for member in _every(_required(row.members, "le membre"), state.members):
        candidates = _required(row.candidates, "le candidat")
        if candidates == (ALL,):
            candidates = tuple(
                c for c in state.candidates if member not in state.recused.get(c, frozenset())
            )
        facts.extend(acts.recuse(state, (member,), candidates, at, row.reason))
    return (tuple(facts),)


def _override(state: SittingState, row: SheetRow, at: datetime) -> Acts:
    finding = _given(row.value, "le constat")
    if row.candidates in ((), (ALL,)):
        return (acts.override(state, finding, at, row.reason),)
    return (
        tuple(
            fact
            for candidate in row.candidates
            for fact in acts.override(state, finding, at, row.reason, candidate)
        ),
    )


def _jurors(state: SittingState, row: SheetRow, at: datetime) -> Acts:
    capacity: JurorCapacity = _given(row.value, "la qualité")
    jurors = _required(row.members, "le juré")
    if jurors == (ALL,):
        raise ActRefusedError("Nommez les jurés de la soutenance : « * » n’en désigne aucun.")
    return (
        tuple(
            fact
            for candidate in _candidates(state, row, _defence_block(state))
            for fact in acts.appoint_jurors(state, candidate, jurors, capacity, at)
        ),
    )


def _mark(state: SittingState, row: SheetRow, at: datetime) -> Acts:
    written: values.WrittenMark = _given(row.value, "la note")
    jurors = _required(row.members, "le juré")
    facts: list[Fact] = []
    for candidate in _candidates(state, row, _defence_block(state)):
        defence = state.defences.get(candidate)
        declared = () if defence is None else tuple(defence.jurors)
        for juror in _every(jurors, declared):
            facts.extend(acts.mark_defence(state, candidate, juror, written.part, written.mark, at))
    return (tuple(facts),)


def _defence_block(state: SittingState) -> str:
    return "" if state.rulebook.defence is None else state.rulebook.defence.block


def _vote(state: SittingState, row: SheetRow, at: datetime) -> Acts:
    written: int | str = _given(row.value, "le vote")
    level = None if isinstance(written, str) else written
    votes: list[tuple[Fact, ...]] = []
    members = _required(row.members, "le membre")
    for candidate, block in _ballots(state, row):
        to_come = tuple(
            voter.identifier
            for voter in (voters_for(state, candidate) if members == (ALL,) else ())
            if voter.identifier not in state.ballot(candidate, block).votes
        )
        votes.extend(
            acts.vote(state, member, candidate, block, level, at)
            for member in _every(members, to_come)
        )
    return tuple(votes)


def _ballots(state: SittingState, row: SheetRow) -> Iterable[tuple[str, str]]:
    for candidate in _candidates(state, row, row.block):
        known_candidate(state, candidate)
        if _given(row.block, "le bloc") != ALL:
            yield candidate, known_block(state, row.block)
            continue
        for block in open_blocks(state, candidate):
            yield candidate, block


def _tally(state: SittingState, row: SheetRow, at: datetime) -> Acts:
    levels = [level.number for level in state.rulebook.levels]
    form = "/".join((*(f"n{number}" for number in levels), "abst"))
    written: values.WrittenTally = _given(row.value, "le décompte")
    if len(written.numbers) != len(levels) + 1:
        raise ActRefusedError(f"Le décompte ne se lit pas : écrivez {form}, et au besoin prep=k.")
    *votes, abstentions = written.numbers
    counts = dict(zip(levels, votes, strict=True))
    return (
        tuple(
            fact
            for candidate, block in _ballots(state, row)
            for fact in acts.count_tally(
                state,
                candidate,
                block,
                counts,
                abstentions,
                written.chair,
                BallotWay.TALLY,
                at,
            )
        ),
    )


def _consensus(state: SittingState, row: SheetRow, at: datetime) -> Acts:
    level: int | None = None if row.value == "" else row.value
    block = _given(row.block, "le bloc")
    return (
        tuple(
            fact
            for candidate in _candidates(state, row, block)
            for fact in acts.agree(state, candidate, block, level, at)
        ),
    )


def _adoption(state: SittingState, row: SheetRow, at: datetime) -> Acts:
    block = _given(row.block, "le bloc")
    return (
        tuple(
            fact
            for candidate in _candidates(state, row, block)
            for fact in acts.adopt(state, candidate, block, at, row.reason)
        ),
    )


def _aside(status: BlockStatus) -> Callable[[SittingState, SheetRow, datetime], Acts]:
    def build(state: SittingState, row: SheetRow, at: datetime) -> Acts:
        block = _given(row.block, "le bloc")
        return (
            tuple(
                fact
                for candidate in _candidates(state, row, block)
                for fact in acts.set_aside(state, candidate, block, status, at, row.reason)
            ),
        )

    return build


def _recommendation(state: SittingState, row: SheetRow, at: datetime) -> Acts:
    candidates = _every(_required(row.candidates, "le candidat"), state.candidates)
    return (tuple(f for c in candidates for f in acts.recommend(state, c, row.reason, at)),)


def _incident(state: SittingState, row: SheetRow, at: datetime) -> Acts:
    return (acts.record_incident(state, row.reason, at),)


def _candidates(state: SittingState, row: SheetRow, block: str) -> tuple[str, ...]:
    """Return the row's candidates; « * » is everyone on whom the jury has yet to decide."""
    named = _required(row.candidates, "le candidat")
    if named != (ALL,):
        return named
    if block in ("", ALL):
        found = tuple(c for c in state.candidates if open_blocks(state, c))
    else:
        code = known_block(state, block)
        found = tuple(c for c in state.candidates if block_status(state, c, code) is None)
    if not found:
        raise ActRefusedError(
            "Aucun candidat n’est concerné : le jury a déjà statué sur tous ; retirez cette ligne."
        )
    return found


def _every(named: tuple[str, ...], everyone: Iterable[str]) -> tuple[str, ...]:
    return tuple(everyone) if named == (ALL,) else named


def _required(named: tuple[str, ...], what: str) -> tuple[str, ...]:
    if not named:
        raise ActRefusedError(f"Il manque {what} : indiquez son identifiant.")
    return named


def _given(value: Any, what: str) -> Any:  # noqa: ANN401 each act reads its own kind of value
    if value == "":
        raise ActRefusedError(f"Il manque {what} : indiquez-le.")
    return value


_BALLOT = ("candidat", "bloc")
_BALLOT_WORDS = "candidat, bloc ou *"

ATTENDANCE = SheetAct(
    "presence",
    _attendance,
    ("membre", "present, distance, absent, excuse ou parti", "arrivée, absence, départ"),
    ("membre", "valeur"),
    value=values.attendance,
    example="present, distance, absent, excuse ou parti",
)
OPENING = SheetAct("ouverture", _opening, ("", "", "la séance est ouverte"))
SUSPENSION = SheetAct("suspension", _suspension, ("", "", "elle est suspendue (motif)"))
RESUMPTION = SheetAct("reprise", _resumption, ("", "", "elle reprend"))
CLOSING = SheetAct("cloture", _closing, ("", "", "elle est close"), synonyms=("fermeture",))
ACTING_CHAIR = SheetAct(
    "president_seance",
    _acting_chair,
    ("membre", "", "préside à partir de maintenant"),
    ("membre",),
    star=False,
    synonyms=("president de seance",),
)
RECUSAL = SheetAct(
    "deport",
    _recusal,
    ("membre, candidat", "", "le membre se retire pour ce candidat"),
    ("membre", "candidat"),
)
OVERRIDE = SheetAct(
    "passer_outre",
    _override,
    ("candidat, s’il y en a un", "identifiant du constat", "motif obligatoire"),
    ("valeur", "motif"),
    ("candidat",),
    values.finding,
    "l’identifiant du constat",
)
JURORS = SheetAct(
    "jury_soutenance",
    _jurors,
    ("candidat, membre", "entreprise ou enseignant", "qui juge la soutenance"),
    ("membre", "candidat", "valeur"),
    ("bloc", "motif"),
    values.capacity,
    "entreprise ou enseignant",
    star=False,
    synonyms=("jury de soutenance",),
)
MARK = SheetAct(
    "note",
    _mark,
    ("membre, candidat", "rapport=14,5 ou oral=15", "note d’un juré de soutenance"),
    ("membre", "candidat", "valeur"),
    ("bloc", "motif"),
    values.mark,
    "rapport=14,5 ou oral=15",
)
VOTE = SheetAct(
    "vote",
    _vote,
    ("membre, candidat, bloc", "niveau ou abstention", "vote nominal"),
    ("membre", *_BALLOT, "valeur"),
    value=values.vote,
    example="un niveau, ou abstention",
)
TALLY = SheetAct(
    "decompte",
    _tally,
    ("candidat, bloc", "n1/n2/n3/n4/abst, puis prep=k", "nombre de voix par niveau"),
    (*_BALLOT, "valeur"),
    value=values.tally,
    example="n1/n2/n3/n4/abst, et au besoin prep=k",
)
CONSENSUS = SheetAct(
    "consensus",
    _consensus,
    (_BALLOT_WORDS, "niveau, ou rien", "tout le jury ; rien : la proposition"),
    _BALLOT,
    ("valeur", "motif"),
    values.level,
    "un niveau, ou rien",
)
ADOPTION = SheetAct(
    "adoption",
    _adoption,
    (_BALLOT_WORDS, "", "motif si le niveau n’est pas celui proposé"),
    _BALLOT,
)
PENDING = SheetAct(
    "attente",
    _aside(BlockStatus.PENDING),
    (_BALLOT_WORDS, "", "décision en attente, motif neutre"),
    _BALLOT,
)
NOT_PRESENTED = SheetAct(
    "non_presente",
    _aside(BlockStatus.NOT_PRESENTED),
    (_BALLOT_WORDS, "", "bloc non présenté"),
    _BALLOT,
    synonyms=("non presentee",),
)
RECOMMENDATION = SheetAct(
    "recommandation",
    _recommendation,
    ("candidat", "", "le texte, dans le motif"),
    ("candidat", "motif"),
    (),
    synonyms=("recommandations",),
)
INCIDENT = SheetAct("incident", _incident, ("", "", "le texte, dans le motif"), ("motif",), ())
UNDO = SheetAct("annuler", None, ("", "", "annule le dernier acte"), synonyms=("annulation",))

SHEET_ACTS = (
    *(ATTENDANCE, OPENING, SUSPENSION, RESUMPTION, CLOSING, ACTING_CHAIR, RECUSAL, OVERRIDE),
    *(JURORS, MARK, VOTE, TALLY, CONSENSUS, ADOPTION, PENDING, NOT_PRESENTED),
    *(RECOMMENDATION, INCIDENT, UNDO),
)
"""Every act of a sheet, in the order the blank sheet explains them."""

ACTS = {act.word: act for act in SHEET_ACTS}

_NAMED = {
    **{act.word: act.word for act in SHEET_ACTS},
    **{synonym.replace(" ", "_"): act.word for act in SHEET_ACTS for synonym in act.synonyms},
}


def act_named(text: str) -> str | None:
    """Return the act a cell names, folded: « Clôture » is ``cloture``."""
    return _NAMED.get(fold(text).replace(" ", "_"))
