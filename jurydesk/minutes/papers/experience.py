"""The papers of a VAE result: the notification, and the report of the jury's president.

A partial validation names the blocs acquired and what remains, with the president's report and the
jury's recommendations. The article cited is the rulebook's for the day the path began (R613-37
until 28/12/2023, none since).
"""

from collections.abc import Iterator

from jurydesk.certification.vocabulary import Outcome
from jurydesk.cohort.candidate import Candidate
from jurydesk.deliberation.decisions import outcome
from jurydesk.deliberation.follow_ups import may_be_advised
from jurydesk.deliberation.state import SittingState
from jurydesk.deliberation.words.naming import member_name
from jurydesk.french.lists import enumeration
from jurydesk.french.spaces import NBSP, clean, sentence, typeset
from jurydesk.minutes.content.model import Pair
from jurydesk.minutes.house.signing import signed
from jurydesk.minutes.house.wordings import said
from jurydesk.minutes.papers.leaf import (
    Block,
    Details,
    Leaf,
    SignatureLine,
    Signatures,
    Subtitle,
    Title,
    Tone,
    Words,
)
from jurydesk.minutes.papers.mentions import Notice
from jurydesk.minutes.papers.notification import (
    appeal_words,
    blocks_table,
    defence_words,
    explanation,
    letter_opening,
    obtained_and_left,
    recommendation_words,
    replaced_words,
    statement,
)
from jurydesk.minutes.papers.words import amended_note, holder_name, letter_sender, session_details

NO_RECOMMENDATION = "Recommandations à écrire par le jury avant le scellement."


def experience_notified(state: SittingState) -> tuple[Candidate, ...]:
    """Return the VAE candidates whose result is known."""
    return tuple(
        candidate
        for candidate in state.candidates.values()
        if candidate.route.is_experience and outcome(state, candidate.identifier) is not None
    )


def reported(state: SittingState) -> tuple[Candidate, ...]:
    """Return the VAE candidates whose result asks for a report: partial, or refused."""
    return tuple(
        candidate
        for candidate in state.candidates.values()
        if may_be_advised(state, candidate.identifier)
    )


def experience_notification(state: SittingState, candidate: Candidate, appeal: Notice) -> Leaf:
    """Return one VAE candidate's notification."""
    result = outcome(state, candidate.identifier)
    assert result is not None  # noqa: S101 experience_notified() was asked first
    about = "résultat de la validation des acquis de l’expérience"
    return Leaf(
        about=clean(candidate.name),
        blocks=(
            *letter_opening(state, candidate, about),
            Words(said(state, "vae-ouverture", candidate)),
            *(Words(line) for line in replaced_words(state)),
            Words(_statement(result), Tone.STATEMENT),
            *(Words(line) for line in explanation(state, candidate, result)),
            blocks_table(state, candidate),
            *(Words(line) for line in defence_words(state, candidate)),
            *_recommendations(state, candidate),
            *amended_note(state, candidate),
            appeal_words(appeal),
            *_copy(state, candidate),
            Words(said(state, "vae-fin", candidate)),
            signed(state, "notifications-vae"),
        ),
    )


def president_report(state: SittingState, candidate: Candidate) -> Leaf:
    """Return the « rapport du président du jury » on one candidate."""
    result = outcome(state, candidate.identifier)
    assert result is not None  # noqa: S101 reported() was asked first
    got, left = obtained_and_left(state, candidate)
    text = state.recommendations.get(candidate.identifier, "")
    presided = _presided(state, candidate)
    return Leaf(
        about=clean(candidate.name),
        blocks=(
            Title(
                "Rapport du président du jury",
                letter_sender(state)[0],
                _titled(state, candidate),
            ),
            Details(
                (
                    *session_details(state),
                    Pair(
                        "Candidature", f"{holder_name(candidate)} ({clean(candidate.identifier)})"
                    ),
                    Pair("Décision du jury", _statement(result)),
                    Pair("Blocs acquis", enumeration(got) or "aucun"),
                    Pair("Blocs restant à valider", enumeration(left) or "aucun"),
                )
            ),
            Subtitle("Décision, bloc par bloc"),
            blocks_table(state, candidate),
            Subtitle("Recommandations du jury"),
            Words(sentence(text) if text else NO_RECOMMENDATION),
            Signatures((SignatureLine("Présidence du jury", presided, "date et signature"),)),
        ),
    )


def _statement(result: Outcome) -> str:
    if result is Outcome.CERTIFIED:
        return "Validation totale : certification obtenue".replace(" :", f"{NBSP}:")
    return statement(result)


def _recommendations(state: SittingState, candidate: Candidate) -> Iterator[Block]:
    written = tuple(recommendation_words(state, candidate))
    yield from (Words(line) for line in written)
    if may_be_advised(state, candidate.identifier):
        if not written:
            yield Words(NO_RECOMMENDATION)
        cited = enumeration(state.rulebook.cited_texts(candidate.path_start))
        told = "Le rapport du président du jury est joint à la présente notification"
        yield Words(typeset(f"{told} ({cited})." if cited else f"{told}."))


def _copy(state: SittingState, candidate: Candidate) -> Iterator[Block]:
    """Name who else receives the result: the person who accompanied, where that was set."""
    notice = state.rulebook.result_notice
    if notice is not None and notice.copy_to_companion and candidate.companion.strip():
        told = f"Copie à la personne qui a accompagné la démarche : {clean(candidate.companion)}"
        yield Words(typeset(f"{told}."), Tone.NOTE)


def _titled(state: SittingState, candidate: Candidate) -> str:
    cited = state.rulebook.cited_texts(candidate.path_start)
    return ", ".join(("Validation des acquis de l’expérience", *cited))


def _presided(state: SittingState, candidate: Candidate) -> str:
    """Return who presided over this candidate's last adopted bloc: the chair may be recused."""
    counts = [
        (ballot.decision.at, ballot.count.chair)
        for (identifier, _), ballot in state.ballots.items()
        if identifier == candidate.identifier and ballot.decision and ballot.count
    ]
    chair = max(counts)[1] if counts else state.chair
    return member_name(state, chair) if chair else ""
