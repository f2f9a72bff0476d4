"""The blank « bordereau de séance »: the sitting on paper, ready to be typed in afterwards.

Its acts, fields and values are those :mod:`jurydesk.deliberation.sheet.sitting_sheet` reads.
"""

from collections.abc import Iterator

from jurydesk.cohort.candidate import Candidate
from jurydesk.deliberation.decisions import block_status, proposal
from jurydesk.deliberation.sheet.acts import SHEET_ACTS
from jurydesk.deliberation.state import SittingState
from jurydesk.french.spaces import NBSP, THIN, capitalised, clean, typeset
from jurydesk.minutes.content.decisions_section import level_words
from jurydesk.minutes.content.jury_section import seat_words, voice_words
from jurydesk.minutes.content.model import Pair
from jurydesk.minutes.papers.leaf import (
    TO_WRITE,
    Details,
    Leaf,
    SignatureLine,
    Signatures,
    Subtitle,
    Table,
    TableColumn,
    Title,
    Tone,
    Words,
)
from jurydesk.minutes.papers.words import letter_sender, session_details

_LEGEND_COLUMNS = (
    TableColumn("Acte", 30),
    TableColumn("Champs", 33),
    TableColumn("Valeur", 52),
    TableColumn("Sens", 62),
)
_PRESENCE_COLUMNS = (
    TableColumn("Membre", 52),
    TableColumn("Siège", 42),
    TableColumn("Présent, à distance, absent, excusé", 26),
    TableColumn("Arrivée", 14, centred=True),
    TableColumn("Départ", 14, centred=True),
    TableColumn("Motif", 22),
)
_BLANK_COLUMNS = (
    TableColumn("Heure", 14, centred=True),
    TableColumn("Acte", 28),
    TableColumn("Membre", 22),
    TableColumn("Candidat", 22),
    TableColumn("Bloc", 14),
    TableColumn("Valeur", 26),
    TableColumn("Motif", 44),
)
_BLANK_ROWS = 25


def sitting_form(state: SittingState) -> Leaf:
    """Return the first page: the sitting's hours and who is there."""
    hours = ("Ouverture", "Suspension", "Reprise", "Clôture")
    return Leaf(
        about="le bordereau de séance",
        blocks=(
            Title("Bordereau de séance", letter_sender(state)[0], "À remplir à la main"),
            Details(
                (
                    *session_details(state),
                    *(Pair(hour, f"à {TO_WRITE}") for hour in hours),
                )
            ),
            Subtitle("Présences"),
            Table(_PRESENCE_COLUMNS, tuple(_presences(state)), to_fill=True),
            Signatures((SignatureLine("Secrétariat"), SignatureLine("Présidence du jury"))),
        ),
    )


def candidate_form(state: SittingState, candidate: Candidate) -> Leaf:
    """Return the page of one candidate: every bloc with its proposal, and room to decide."""
    levels = state.rulebook.levels
    columns = (
        TableColumn("Bloc et proposition", 56),
        *(TableColumn(str(level.number), 9, centred=True) for level in levels),
        TableColumn("Abst.", 11, centred=True),
        TableColumn("Prés.", 11, centred=True),
        TableColumn("Niveau adopté", 16),
        TableColumn("Heure", 14),
        TableColumn("Motif, s’il s’écarte", 40),
    )
    empty = ("",) * (len(columns) - 1)
    legend = f"{THIN}; ".join(level_words(state, level.number) for level in levels)
    return Leaf(
        about=clean(candidate.name),
        continues=True,
        blocks=(
            Title(clean(candidate.name), f"Candidature n°{NBSP}{clean(candidate.identifier)}"),
            Details(
                (
                    Pair("Voie d’accès", candidate.route.words),
                    Pair("Membres en déport", TO_WRITE * 2),
                    Pair("Nombre de votants", TO_WRITE),
                )
            ),
            Table(
                columns,
                tuple(
                    (
                        f"{clean(block.short_code)}\n{_proposed(state, candidate, block.code)}",
                        *empty,
                    )
                    for block in state.rulebook.certification.blocks
                ),
                to_fill=True,
                row_height=16,
            ),
            Words(
                typeset(
                    f"Niveaux : {legend}. Écrire dans chaque colonne le nombre de voix, jamais un "
                    "nom. « Prés. » : niveau exprimé par la présidence, en cas de partage."
                ),
                Tone.NOTE,
            ),
            *_experience_room(candidate),
        ),
    )


def acts_form(state: SittingState) -> Leaf:
    """Return a page of lines for any other act."""
    blank = ("",) * len(_BLANK_COLUMNS)
    return Leaf(
        about="le bordereau de séance",
        continues=True,
        blocks=(
            Title("Autres actes de la séance", letter_sender(state)[0]),
            Table(_BLANK_COLUMNS, (blank,) * _BLANK_ROWS, to_fill=True),
        ),
    )


def acts_legend(state: SittingState) -> Leaf:
    """Return the last page: every act a sheet may hold, to type it in."""
    return Leaf(
        about="le bordereau de séance",
        continues=True,
        blocks=(
            Title("Pour saisir le bordereau", letter_sender(state)[0]),
            Table(
                _LEGEND_COLUMNS,
                tuple(tuple(map(typeset, (act.word, *act.legend))) for act in SHEET_ACTS),
            ),
            Words(
                typeset(
                    "Une ligne par acte, dans l’ordre : heure, acte, membre, candidat, bloc, "
                    "valeur, motif. Plusieurs identifiants se séparent par des espaces ; * vaut "
                    "pour tous ceux qui sont concernés."
                ),
                Tone.NOTE,
            ),
        ),
    )


def _presences(state: SittingState) -> Iterator[tuple[str, ...]]:
    for member in state.members.values():
        seat = f"{seat_words(state, member)}\nvoix {voice_words(state, member)}"
        who = f"{clean(member.full_name)}\nidentifiant {clean(member.identifier)}"
        yield (who, seat, "", "", "", "")


def _proposed(state: SittingState, candidate: Candidate, block: str) -> str:
    record = candidate.record(block)
    status = block_status(state, candidate.identifier, block)
    if record.state != "à voter" and status is not None:
        return capitalised(status.value)
    level = proposal(state, candidate.identifier, block)
    if level is None:
        return "Sans proposition"
    return f"Proposé{NBSP}: {level_words(state, level)}"


def _experience_room(candidate: Candidate) -> tuple[Words | Table, ...]:
    if not candidate.route.is_experience:
        return ()
    return (Table((TableColumn("Recommandations du jury (VAE)", 1),), (("",),) * 4, to_fill=True),)
