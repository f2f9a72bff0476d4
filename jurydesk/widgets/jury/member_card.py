"""What the page of the jury says of one member: a row of the table, and a line under it."""

from jurydesk.certification.vocabulary import AccessRoute, Role
from jurydesk.compliance.jury_columns import MEMBER_COLUMNS
from jurydesk.compliance.member import JuryMember
from jurydesk.compliance.situation import voice_of
from jurydesk.deliberation.presence import PRESIDES, is_presiding
from jurydesk.deliberation.state import SittingState
from jurydesk.french.aloud import aloud
from jurydesk.french.lists import enumeration
from jurydesk.french.spaces import typeset
from jurydesk.widgets.parts.attendance_words import attendance_cell
from jurydesk.widgets.parts.record_table import Cell

# The row of the table says these already; the act is told with who signed it.
_IN_CELLS = frozenset(
    ("identifiant", "nom", "prenom", "role", "exterieur", "voix", "acte_nomination")
)


def member_cells(
    state: SittingState, member: JuryMember, routes: tuple[AccessRoute, ...]
) -> tuple[Cell, ...]:
    """Return the row of one member: name, seat, voice for these routes, external, attendance."""
    external = {True: Cell("oui"), False: Cell("non", state="muted")}
    unknown = Cell("inconnu", state="warn", tip="Statut inconnu : ni extérieur ni interne.")
    seat = f"{member.role.words} (suppléant)" if member.substitute_for else member.role.words
    if is_presiding(state, member):
        seat += " ◆" if member.role is Role.CHAIR else PRESIDES
    return (
        Cell(
            member.full_name,
            bold=True,
            tip=f"{member.full_name} ({member.identifier})",
            person=True,
        ),
        Cell(seat, tip=f"{seat} (◆ : préside)" if "◆" in seat else seat, spoken=aloud(seat)),
        _voice_cell(state, member, routes),
        unknown if member.external is None else external[member.external],
        attendance_cell(state, member, presiding=False),
    )


def _voice_cell(state: SittingState, member: JuryMember, routes: tuple[AccessRoute, ...]) -> Cell:
    voices = {route: voice_of(member, route, state.rulebook) for route in routes}
    told = typeset(" ; ".join(f"{route} : {voice.words}" for route, voice in voices.items()))
    if len(set(voices.values())) == 1:
        return Cell(next(iter(voices.values())).words, tip=told)
    voting = enumeration(route.value for route, voice in voices.items() if voice == "deliberative")
    return Cell(f"délib. : {voting}", state="accent", tip=told)


def member_card(state: SittingState, member: JuryMember) -> str:
    """Return on one line what the file says of a member, and the act that appoints them."""
    told = (column.shown(member) for column in MEMBER_COLUMNS if column.name not in _IN_CELLS)
    return " · ".join((*(text for text in told if text), _act(state, member)))


def _act(state: SittingState, member: JuryMember) -> str:
    act = state.acts.get(member.act)
    if not member.act:
        return "aucun acte de nomination"
    if act is None or not act.signatory:
        return f"acte {member.act} (signataire à renseigner)"
    return f"acte {member.act} signé par {act.signatory}"
