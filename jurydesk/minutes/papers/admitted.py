"""The list of those admitted, by name or by number: what is posted, hence nothing more."""

from jurydesk.certification.vocabulary import Outcome
from jurydesk.cohort.candidate import Candidate
from jurydesk.deliberation.state import SittingState
from jurydesk.deliberation.words.naming import chair_words
from jurydesk.french.folding import fold, identifier_key
from jurydesk.french.numbers import plural
from jurydesk.french.spaces import NBSP, capitalised, clean
from jurydesk.minutes.papers.leaf import (
    Details,
    Leaf,
    SignatureLine,
    Signatures,
    Table,
    TableColumn,
    Title,
    Words,
)
from jurydesk.minutes.papers.words import candidates_with, letter_sender, session_details

NOBODY = "Aucune admission n’est prononcée à l’issue de cette séance."


def admitted_by_name(state: SittingState) -> Leaf:
    """Return the list by name, in the order of the alphabet; homonyms carry their number."""
    found = candidates_with(state, Outcome.CERTIFIED)
    names = [fold(candidate.name) for candidate in found]
    rows = [
        (fold(candidate.name), candidate.identifier, _name(candidate, names)) for candidate in found
    ]
    return _leaf(state, "par ordre alphabétique", "Nom et prénoms", [r[2] for r in sorted(rows)])


def admitted_by_number(state: SittingState) -> Leaf:
    """Return the list by candidate's number alone, for a posting that names nobody."""
    found = candidates_with(state, Outcome.CERTIFIED)
    numbers = sorted((clean(each.identifier) for each in found), key=identifier_key)
    return _leaf(state, "par numéro de candidature", "Numéro de candidature", numbers)


def _leaf(state: SittingState, order: str, heading: str, rows: list[str]) -> Leaf:
    admitted = plural(len(rows), "personne admise", "personnes admises")
    columns = (TableColumn("", 8, centred=True), TableColumn(heading, 92))
    numbered = tuple((str(n), row) for n, row in enumerate(rows, start=1))
    content = (Words(capitalised(f"{admitted}, {order}.")), Table(columns, numbered))
    return Leaf(
        about="la liste des admis",
        blocks=(
            Title("Liste des admis", letter_sender(state)[0]),
            Details(session_details(state)),
            *(content if rows else (Words(NOBODY),)),
            Signatures((SignatureLine("Présidence du jury", chair_words(state)),)),
        ),
    )


def _name(candidate: Candidate, names: list[str]) -> str:
    name = clean(candidate.name)
    if names.count(fold(candidate.name)) > 1:
        return f"{name} (n°{NBSP}{clean(candidate.identifier)})"
    return name
