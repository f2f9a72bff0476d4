"""The certificate of each bloc validated, and the lines a « parchemin » must carry.

Only what a sealed session decided: nothing pending, no condition, no logo and no label but the
certifier's own. Leaves whether they may be printed to :func:`missing_lines`.
"""

from collections.abc import Iterator

from jurydesk.certification.rulebook import Certification, SkillBlock
from jurydesk.certification.vocabulary import BlockStatus, Outcome
from jurydesk.cohort.candidate import Candidate
from jurydesk.deliberation.decisions import block_status
from jurydesk.deliberation.state import SittingState
from jurydesk.french.days import day, unbroken_day
from jurydesk.french.lists import enumeration
from jurydesk.french.spaces import NBSP, capitalised, clean, quoted, typeset
from jurydesk.minutes.content.model import Pair
from jurydesk.minutes.content.session_section import establishment
from jurydesk.minutes.house.signing import made_at, signed
from jurydesk.minutes.papers.leaf import (
    TO_WRITE,
    Details,
    Gap,
    Leaf,
    Title,
    Tone,
    Words,
)
from jurydesk.minutes.papers.words import (
    amended_note,
    birth_words,
    candidates_with,
    holder_name,
)


def missing_lines(state: SittingState) -> tuple[str, ...]:
    """Return the mandatory lines that the rulebook or the session cannot fill, in words."""
    certification = state.rulebook.certification
    # A level and an NSF code are printed where the fiche gives them; some registers have none.
    given = {
        "le nom légal du certificateur": establishment(state),
        "l’intitulé exact": certification.title,
        "la date de la décision d’enregistrement, ou d’effet d’un enregistrement de droit": (
            certification.decision_date or certification.registration_start
        ),
        "le lieu de la séance": state.place,
    }
    return tuple(words for words, value in given.items() if not value)


def validated(state: SittingState) -> tuple[tuple[Candidate, SkillBlock], ...]:
    """Return each person and bloc this jury validated; blocs acquired before have theirs."""
    return tuple(
        (candidate, block)
        for candidate in state.candidates.values()
        for block in state.rulebook.certification.blocks
        if block_status(state, candidate.identifier, block.code) is BlockStatus.VALIDATED
    )


def certified(state: SittingState) -> tuple[Candidate, ...]:
    """Return those who obtained the whole certification."""
    return candidates_with(state, Outcome.CERTIFIED)


def block_certificate(state: SittingState, candidate: Candidate, block: SkillBlock) -> Leaf:
    """Return the certificate of one bloc for its holder."""
    born = birth_words(candidate)
    certification = state.rulebook.certification
    return Leaf(
        about=clean(candidate.name),
        bordered=True,
        blocks=(
            Words(establishment(state), Tone.CENTRED_STRONG),
            Gap(9),
            Words(_kind_words(certification), Tone.KIND),
            Gap(5),
            Words("délivré à", Tone.CENTRED),
            Words(holder_name(candidate), Tone.NAME),
            *((Words(born, Tone.CENTRED),) if born else ()),
            Gap(6),
            *_validated_words(certification, block),
            Words(quoted(certification.title), Tone.CENTRED_STRONG),
            Gap(4),
            *(Words(line, Tone.CENTRED) for line in _registration_lines(state)),
            Gap(4),
            Words(f"Décision du jury réuni le {day(state.session_date)}", Tone.CENTRED),
            Words(typeset(state.place), Tone.CENTRED),
            Words(f"Procès-verbal n°{NBSP}{clean(state.minutes_number)}", Tone.CENTRED),
            Gap(3),
            *amended_note(state, candidate),
            made_at(state, centred=True),
            signed(state, "certificats"),
        ),
    )


def parchment(state: SittingState, candidate: Candidate) -> Leaf:
    """Return the lines of one holder's « parchemin », to be copied as they stand."""
    certification = state.rulebook.certification
    pairs = (
        Pair("Certificateur", establishment(state)),
        Pair("Intitulé exact", typeset(certification.title)),
        *_registration_pairs(certification),
        Pair("Titulaire", holder_name(candidate)),
        Pair("Naissance", capitalised(birth_words(candidate)) or TO_WRITE),
        Pair("Décision du jury", day(state.session_date)),
        Pair("Lieu", typeset(state.place)),
        Pair("Procès-verbal", f"n°{NBSP}{clean(state.minutes_number)}"),
    )
    return Leaf(
        about=clean(candidate.name),
        blocks=(
            Title("Données du parchemin", establishment(state), holder_name(candidate)),
            Details(pairs),
            Words(
                "Chaque ligne est à porter sur le parchemin telle qu’elle est écrite ici, sans "
                "réserve ni condition, sans logo ni label autres que ceux du certificateur.",
                Tone.NOTE,
            ),
            *amended_note(state, candidate),
            made_at(state),
            signed(state, "parchemins"),
        ),
    )


def _kind_words(certification: Certification) -> str:
    return "Certificat" if certification.is_whole else "Certificat de bloc de compétences"


def _validated_words(certification: Certification, block: SkillBlock) -> Iterator[Words | Gap]:
    """Name the bloc, where there are some; a certification without blocs is obtained whole."""
    if certification.is_whole:
        yield Words("pour l’obtention de la certification", Tone.CENTRED)
        return
    yield Words("pour la validation du bloc", Tone.CENTRED)
    yield Words(f"{clean(block.code)}{NBSP}– {typeset(block.title)}", Tone.CENTRED_STRONG)
    yield Gap(4)
    yield Words("de la certification professionnelle", Tone.CENTRED)


def _registration_pairs(certification: Certification) -> Iterator[Pair]:
    """Return the registration, by decision or by right, and what the fiche gives beside it."""
    register = "Répertoire spécifique" if certification.is_specific else "RNCP"
    yield Pair("Enregistrement", f"{register}, fiche n°{NBSP}{clean(certification.code)}")
    decided, effect = certification.decision_date, certification.registration_start
    if decided is None and effect is not None:
        yield Pair("Enregistrement de droit", f"à compter du {unbroken_day(effect)}")
    else:
        yield Pair("Décision d’enregistrement", unbroken_day(decided) if decided else TO_WRITE)
    if level := certification.level_words:
        yield Pair("Niveau", f"{level} du cadre national des certifications")
        yield Pair("Niveau européen", f"{level} du cadre européen des certifications")
    if certification.nsf:
        nsf = enumeration(f"{code.code}, {typeset(code.label)}" for code in certification.nsf)
        yield Pair("Code NSF", nsf)


def _registration_lines(state: SittingState) -> Iterator[str]:
    certification = state.rulebook.certification
    decided, effect = certification.decision_date, certification.registration_start
    since = f", par décision du {unbroken_day(decided)}" if decided else ""
    by_right = certification.by_right and effect is not None
    if by_right and effect is not None:
        since = f", à compter du {unbroken_day(effect)}"
    yield f"enregistrée {'de droit ' if by_right else ''}{certification.register}"
    yield f"sous le n°{NBSP}{clean(certification.code)}{since}"
    if level := certification.level_words:
        yield f"{level} du cadre national et {level} du cadre européen des certifications"
    if certification.nsf:
        nsf = enumeration(f"{code.code} ({typeset(code.label)})" for code in certification.nsf)
        yield f"NSF {nsf}"
