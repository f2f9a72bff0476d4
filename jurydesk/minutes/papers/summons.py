"""The convocations, one letter a member, and the attendance sheet they sign on the day."""

from collections.abc import Iterator

from jurydesk.certification.vocabulary import Role
from jurydesk.compliance.member import JuryMember
from jurydesk.deliberation.state import SittingState
from jurydesk.deliberation.words.naming import chair_words, cohort_routes
from jurydesk.french.days import day, hour_words, unbroken_day
from jurydesk.french.lists import enumeration
from jurydesk.french.numbers import plural
from jurydesk.french.spaces import NBSP, clean, typeset
from jurydesk.minutes.content.jury_section import seat_words, voice_words
from jurydesk.minutes.content.model import Pair
from jurydesk.minutes.house.postal import address_lines
from jurydesk.minutes.house.signing import dated, signed
from jurydesk.minutes.house.wordings import said
from jurydesk.minutes.papers.deadlines import summons_due
from jurydesk.minutes.papers.leaf import (
    TO_WRITE,
    Block,
    Details,
    Leaf,
    Letterhead,
    SignatureLine,
    Signatures,
    Table,
    TableColumn,
    Title,
    Tone,
    Words,
)
from jurydesk.minutes.papers.mentions import load_mentions
from jurydesk.minutes.papers.words import (
    letter_sender,
    salutation,
    session_details,
)

_ATTENDANCE_COLUMNS = (
    TableColumn("Nom, qualité et employeur", 60),
    TableColumn("Siège", 40),
    TableColumn("Arrivée", 16, centred=True),
    TableColumn("Départ", 16, centred=True),
    TableColumn("Signature", 38),
)


def summons(state: SittingState, member: JuryMember) -> Leaf:
    """Return one member's convocation."""
    return Leaf(about=clean(member.full_name), blocks=tuple(_summons(state, member)))


def attendance_sheet(state: SittingState) -> Leaf:
    """Return the « feuille d’émargement »: everyone appointed, suppléants too."""
    rows = tuple(
        (_who(member), _seat(state, member), "", "", "") for member in state.members.values()
    )
    return Leaf(
        about="la feuille d’émargement",
        blocks=(
            Title("Feuille d’émargement", letter_sender(state)[0]),
            Details(
                (
                    *session_details(state),
                    Pair("Séance ouverte à", TO_WRITE),
                    Pair("Séance close à", TO_WRITE),
                )
            ),
            Words(
                "Chaque personne qui siège signe, suppléances appelées comprises. Une personne "
                "à distance signe par le moyen convenu.",
                Tone.NOTE,
            ),
            Table(_ATTENDANCE_COLUMNS, rows, to_fill=True),
            Signatures((SignatureLine("Certifié par la présidence du jury", chair_words(state)),)),
        ),
    )


def _summons(state: SittingState, member: JuryMember) -> Iterator[Block]:
    addressee = (clean(member.full_name), typeset(member.quality), typeset(member.employer))
    number = f"Procès-verbal n°{NBSP}{clean(state.minutes_number)}"
    lines = (*(line for line in addressee if line), *address_lines(member.address))
    yield Letterhead(letter_sender(state), lines, (number,))
    yield dated(state)
    yield Details((Pair("Objet", "convocation au jury de certification"),))
    yield Words(salutation(member.gender))
    yield Words(said(state, "convocation-ouverture", member))
    yield Details(tuple(_appointment(state, member)))
    counted = {"candidatures": plural(len(state.candidates), "candidature")}
    yield Words(said(state, "convocation-secret", member, counted))
    if any(candidate.route.is_experience for candidate in state.candidates.values()):
        yield Words(said(state, "convocation-relation", member))
    due = summons_due(state)
    if member.external and due is not None:
        delay = load_mentions().summons
        limit = {"date_limite": unbroken_day(due)}
        yield Words(said(state, "convocation-employeur", member, limit), Tone.STRONG)
        yield Words(f"{typeset(delay.source)}.", Tone.NOTE)
    yield Words(said(state, "convocation-empechement", member))
    yield Words(said(state, "convocation-fin", member))
    yield signed(state, "convocations")


def _appointment(state: SittingState, member: JuryMember) -> Iterator[Pair]:
    yield Pair("Date", day(state.session_date))
    yield Pair("Heure", hour_words(state.convened_at) or TO_WRITE)
    yield Pair("Lieu", typeset(state.place) or TO_WRITE)
    if state.remote_means:
        yield Pair("À distance", typeset(state.remote_means))
    yield Pair("Siège", seat_words(state, member))
    if member.role is not Role.RAPPORTEUR:
        yield Pair("Voix", voice_words(state, member))
    yield Pair("Voies d’accès", enumeration(route.words for route in cohort_routes(state)))
    if member.act:
        yield Pair("Acte de nomination", _act(state, member.act))


def _act(state: SittingState, number: str) -> str:
    act = state.acts.get(number)
    signed = f" du {unbroken_day(act.signed_on)}" if act and act.signed_on else ""
    return f"n°{NBSP}{clean(number)}{signed}"


def _who(member: JuryMember) -> str:
    lines = (clean(member.full_name), typeset(member.quality), typeset(member.employer))
    return "\n".join(line for line in lines if line)


def _seat(state: SittingState, member: JuryMember) -> str:
    return f"{seat_words(state, member)}\nvoix {voice_words(state, member)}"
