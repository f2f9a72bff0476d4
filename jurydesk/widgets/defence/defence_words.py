"""What the marks of a defence say in words: who defends, what is missing, how to go on."""

from jurydesk.certification.rulebook import DefenceRule
from jurydesk.certification.vocabulary import JurorCapacity
from jurydesk.cohort.candidate import Candidate
from jurydesk.deliberation.state import Defence, SittingState
from jurydesk.french.numbers import decimal, plural
from jurydesk.french.spaces import typeset


def lacking_capacities(state: SittingState, candidate: str) -> tuple[JurorCapacity, ...]:
    """Return in what capacities a defence still lacks a juror."""
    rule, defence = state.rulebook.defence, state.defences.get(candidate) or Defence()
    recused = state.recused.get(candidate, frozenset())
    held = {capacity for juror, capacity in defence.jurors.items() if juror not in recused}
    needed = () if rule is None else rule.required_capacities
    return tuple(each for each in needed if each not in held)


def missing_words(state: SittingState, candidate: str) -> str:
    """Return what is still missing before a defence has its mark."""
    rule = state.rulebook.defence
    defence = state.defences.get(candidate) or Defence()
    if rule is None:
        return ""
    lacking = lacking_capacities(state, candidate)
    if lacking:
        return f"Il manque au jury un juré au titre de : {', '.join(lacking)}."
    recused = state.recused.get(candidate, frozenset())
    jurors = [juror for juror in defence.jurors if juror not in recused]
    left = sum(juror not in given for juror in jurors for given in (defence.report, defence.oral))
    return f"Il manque {plural(left, 'note')} pour calculer la note de la soutenance."


def how_to_mark(rule: DefenceRule) -> str:
    """Return the scale of the marks and the keys that go through them."""
    maximum, step = decimal(rule.scale.value.maximum), decimal(rule.step)
    return (
        f"Notes sur {maximum}, par pas de {step} ; la virgule et le point conviennent. "
        "Entrée ou Tab enregistre et passe à la note suivante, puis au candidat suivant."
    )


def subject(who: Candidate) -> str:
    """Return who defends and what: no title where the thesis is confidential."""
    parts, thesis = [who.name], who.thesis
    if thesis is not None and thesis.confidential:
        parts.append("thèse confidentielle")
    elif thesis is not None and thesis.title:
        parts.append(f"« {thesis.title} »")
    if thesis is not None and thesis.pages is not None:
        parts.append(plural(thesis.pages, "page"))
    return typeset(" – ".join(parts))
