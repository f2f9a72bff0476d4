"""Whether the official minutes may be printed, and if not, everything that is missing and where.

Findings that only hold at one moment (quorum, chair) were tested at each adoption and stop
nothing here. Leaves sealing to :mod:`jurydesk.storage.sealing`.
"""

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from enum import StrEnum

from jurydesk.certification.vocabulary import Outcome
from jurydesk.cohort.person_checks import missing_civil_status
from jurydesk.compliance.member import Attendance, JuryMember
from jurydesk.compliance.registry import finding_title, moment_bound
from jurydesk.compliance.rules.nomination import NOMINATION
from jurydesk.deliberation.decisions import outcome
from jurydesk.deliberation.follow_ups import lacks_recommendations
from jurydesk.deliberation.inspection import findings
from jurydesk.deliberation.presence import sat
from jurydesk.deliberation.rectification.changes import lateness
from jurydesk.deliberation.session_time import local
from jurydesk.deliberation.state import Ballot, Phase, SittingState
from jurydesk.deliberation.words.naming import candidate_name, member_name, opened_at
from jurydesk.french.agreement import of
from jurydesk.french.days import clock, unbroken_day
from jurydesk.french.lists import enumeration
from jurydesk.french.spaces import NBSP, THIN, clean, ended, quoted
from jurydesk.minutes.content.model import Minutes
from jurydesk.minutes.content.rectification_section import late_words
from jurydesk.minutes.content.whole import compose
from jurydesk.minutes.pages import page_frame, pdf, typesetting


class Where(StrEnum):
    """The page of the window where a fault is mended."""

    CERTIFICATION = "certification"
    COHORT = "cohort"
    JURY = "jury"
    SITTING = "sitting"
    MINUTES = "minutes"


@dataclass(frozen=True, slots=True)
class Blocker:
    """Something to mend: a sentence, the page to go to, and the place on it.

    ``place`` names a candidate, a member, a rule or a finding by its identifier; ``block`` is a
    bloc's full code, ``field`` a detail of the session or of the person.
    """

    message: str
    where: Where
    place: str = ""
    block: str = ""
    field: str = ""


def preflight(state: SittingState) -> tuple[Blocker, ...]:
    """Return everything that keeps the official minutes from being printed, empty when ready."""
    return (
        *_session_blockers(state),
        *_jury_blockers(state),
        *_finding_blockers(state),
        *_decision_blockers(state),
        *_print_blockers(state),
    )


def reserves(state: SittingState) -> tuple[Blocker, ...]:
    """Return what is missing and stops nothing: the minutes print it, or certificates need it."""
    return (
        *_late_reserves(state),
        *_day_reserves(state),
        *_act_reserves(state),
        *_rule_reserves(state),
        *_member_reserves(state),
        *_remote_reserves(state),
        *_civil_reserves(state),
    )


def _session_blockers(state: SittingState) -> Iterator[Blocker]:
    if not state.minutes_number.strip():
        message = "Le procès-verbal n’a pas de numéro : indiquez-le."
        yield Blocker(_spaced(message), Where.MINUTES, field="minutes_number")
    first = state.rectification
    if first is not None and state.minutes_number.strip() == first.minutes_number.strip():
        message = "Le procès-verbal rectificatif porte le numéro du premier : donnez-lui le sien."
        yield Blocker(_spaced(message), Where.MINUTES, field="minutes_number")
    if not (state.place.strip() or state.remote_means.strip()):
        message = "Le lieu de la séance manque : indiquez-le, ou les moyens de visioconférence."
        yield Blocker(_spaced(message), Where.MINUTES, field="place")
    if not state.candidates:
        message = "La séance n’a aucune candidature : importez la promotion."
        yield Blocker(_spaced(message), Where.COHORT)
    if opened_at(state) is None:
        message = "L’ouverture de la séance manque : enregistrez-la."
        yield Blocker(_spaced(message), Where.SITTING)
    elif state.phase not in (Phase.CLOSED, Phase.SEALED):
        message = "La séance n’est pas close : enregistrez la clôture."
        yield Blocker(_spaced(message), Where.SITTING)


def _jury_blockers(state: SittingState) -> Iterator[Blocker]:
    present = {member.identifier for member in sat(state)}
    if state.chair is None or state.chair not in present:
        message = "Personne n’a présidé la séance : désignez un président de séance présent."
        yield Blocker(_spaced(message), Where.SITTING)
    passed = any(each.id == NOMINATION.id and each.overridden for each in findings(state))
    for member in state.members.values():
        name = clean(member.full_name)
        if not member.act.strip() and not passed:
            message = f"L’acte de nomination manque pour {name} : indiquez son numéro."
            yield _about(member, message, "act")
        if member.identifier not in state.attendance and not member.substitute_for:
            message = f"La présence n’est pas relevée pour {name} : enregistrez-la."
            yield _about(member, message, "attendance")


def _finding_blockers(state: SittingState) -> Iterator[Blocker]:
    for finding in findings(state):
        if finding.stops and not moment_bound(finding.id):
            message = f"{finding_title(finding.id)} : {ended(finding.message)}"
            place = finding.candidate or finding.id
            yield Blocker(_spaced(message), Where.JURY, place, field=finding.id)


def _decision_blockers(state: SittingState) -> Iterator[Blocker]:
    for identifier, candidate in state.candidates.items():
        result = outcome(state, identifier)
        name = clean(candidate.name)
        if result is None:
            message = f"Le jury n’a pas statué sur {name} : adoptez chaque bloc."
            yield Blocker(_spaced(message), Where.SITTING, identifier)
        if lacks_recommendations(state, identifier):
            message = f"Les recommandations du jury manquent pour {name} (VAE) : écrivez-les."
            yield Blocker(_spaced(message), Where.SITTING, identifier, field="recommendation")
    for (identifier, block), ballot in state.ballots.items():
        fault = _ballot_fault(ballot)
        if fault:
            code = state.rulebook.certification.block(block).short_code
            name = candidate_name(state, identifier)
            message = f"{name}, bloc {code} : {fault}"
            yield Blocker(_spaced(message), Where.SITTING, identifier, block)


def _ballot_fault(ballot: Ballot) -> str:
    if ballot.votes:
        return "un vote est en cours ; adoptez-le ou retirez-le."
    count = ballot.count
    if count is None:
        return ""
    if sum(count.tally.values()) + count.abstentions != len(count.voters):
        return "le décompte ne correspond pas au nombre de votants ; reprenez le vote."
    aside = ballot.set_aside
    if ballot.decision is None and (aside is None or count.at > aside.at):
        return "le vote est compté mais n’est pas adopté ; adoptez le niveau ou reprenez le vote."
    return ""


def _print_blockers(state: SittingState) -> Iterator[Blocker]:
    """Find the texts that no face can draw or that have no room, each with its person."""
    minutes = compose(state, head="0" * 64, entries=0)
    typesetter = typesetting.Typesetter()
    refused: set[tuple[str, str]] = set()
    # People's own texts first: what repeats them elsewhere is the same fault.
    for who, identifier, text in sorted(_texts(minutes), key=lambda found: not found[1]):
        unknown = typesetter.faces.unsupported(clean(text))
        if not unknown or set(unknown) <= _told(refused, identifier):
            continue
        refused.add((identifier, unknown))
        try:
            typesetter.line(text, who)
        except typesetting.UnsupportedGlyphError as error:
            yield Blocker(str(error), _page_of(state, identifier), identifier, field="text")
    if refused:
        return
    try:
        page_frame.check_room(pdf.frame_of(minutes, draft=False), typesetter)
    except typesetting.TextOverflowError as error:
        yield Blocker(str(error), Where.MINUTES, field="minutes_number")


def _told(refused: set[tuple[str, str]], identifier: str) -> set[str]:
    """Return the characters already refused for a person, or for anyone when it is nobody's."""
    return {
        char
        for owner, characters in refused
        if not identifier or owner == identifier
        for char in characters
    }


def _texts(record: object, who: str = "", identifier: str = "") -> Iterator[tuple[str, str, str]]:
    """Yield every text of the minutes with the person it is about, and their identifier."""
    if isinstance(record, str):
        yield who, identifier, record
    elif isinstance(record, tuple):
        for item in record:
            yield from _texts(item, who, identifier)
    elif is_dataclass(record) and not isinstance(record, type):
        who = getattr(record, "name", "") or who
        identifier = getattr(record, "identifier", "") or getattr(record, "member", identifier)
        if isinstance(record, Minutes):
            who = identifier = ""
        for each in fields(record):
            yield from _texts(getattr(record, each.name), who, identifier)


def _page_of(state: SittingState, identifier: str) -> Where:
    if identifier in state.candidates:
        return Where.COHORT
    return Where.JURY if identifier in state.members else Where.MINUTES


def _late_reserves(state: SittingState) -> Iterator[Blocker]:
    late = lateness(state)
    if late is not None:
        yield Blocker(late_words(late.session_date, state.session_date), Where.MINUTES)


def _civil_reserves(state: SittingState) -> Iterator[Blocker]:
    """Say before the seal what certificates and the accrochage will ask of the holders' files."""
    for key, who in state.candidates.items():
        missing = missing_civil_status(who)
        if missing and outcome(state, key) in (Outcome.CERTIFIED, Outcome.PARTIAL):
            message = (
                f"État civil {of(clean(who.name))} : il manque {enumeration(missing)} ; le "
                "certificat et l’accrochage en auront besoin."
            )
            yield Blocker(_spaced(message), Where.COHORT, key)


def _day_reserves(state: SittingState) -> Iterator[Blocker]:
    opened = opened_at(state)
    opened = None if opened is None else local(state, opened)
    if opened is not None and opened.date() != state.session_date:
        message = (
            f"La séance porte la date du {unbroken_day(state.session_date)} et a été ouverte le "
            f"{unbroken_day(opened.date())}, à {clock(opened)} : ces deux jours s’impriment."
        )
        yield Blocker(_spaced(message), Where.SITTING)


def _act_reserves(state: SittingState) -> Iterator[Blocker]:
    numbers = dict.fromkeys(member.act for member in state.members.values() if member.act)
    for number in numbers:
        act = state.acts.get(number)
        missing = [
            label
            for label, known in (
                ("sa date", act and act.signed_on),
                ("son signataire", act and act.signatory.strip()),
            )
            if not known
        ]
        if missing:
            message = f"Acte de nomination {clean(number)} : indiquez {enumeration(missing)}."
            yield Blocker(_spaced(message), Where.JURY, number, field="act")


def _rule_reserves(state: SittingState) -> Iterator[Blocker]:
    for setting in state.rulebook.settings():
        if not setting.is_opposable:
            message = (
                f"Règle {quoted(setting.label)} à confirmer : notez par qui et quand elle a été "
                "adoptée, puis publiée."
            )
            yield Blocker(_spaced(message), Where.CERTIFICATION, setting.key, field="adoption")


def _member_reserves(state: SittingState) -> Iterator[Blocker]:
    for member in state.members.values():
        if not member.quality.strip():
            name = member_name(state, member.identifier)
            yield _about(member, f"La qualité {of(name)} manque : indiquez-la.", "quality")


def _remote_reserves(state: SittingState) -> Iterator[Blocker]:
    remote = any(fact.attendance is Attendance.REMOTE for fact in state.attendance_log)
    if remote and not state.remote_means.strip():
        message = "Des membres ont siégé à distance : indiquez par quel moyen."
        yield Blocker(_spaced(message), Where.MINUTES, field="remote_means")


def _about(member: JuryMember, message: str, field: str) -> Blocker:
    return Blocker(_spaced(message), Where.JURY, member.identifier, field=field)


def _spaced(message: str) -> str:
    return message.replace(" :", f"{NBSP}:").replace(" ;", f"{THIN};")
