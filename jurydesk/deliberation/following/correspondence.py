"""Sees the blocs of an earlier session as those of the rulebook now in force.

A title that expired has a successor, whose fiche may say which bloc stands for which
(« correspondance »). Only one bloc for one is taken, and told; any other is for the jury.
"""

from collections import Counter
from dataclasses import replace

from jurydesk.certification.rulebook import Rulebook
from jurydesk.certification.title import Certification
from jurydesk.deliberation.following.earlier import EarlierPerson, EarlierSession
from jurydesk.errors import ActRefusedError
from jurydesk.french.agreement import of


def translated(session: EarlierSession, rulebook: Rulebook, notices: list[str]) -> EarlierSession:
    """Return a session with the blocs of this rulebook; what changes name is told.

    Raises:
        ActRefusedError: it is of a title that this one does not succeed, or holds a bloc that the
            rulebook has no more.
    """
    title = rulebook.certification
    if session.certification != title.code:
        return _succeeded(session, title, notices)
    known = {block.code for block in title.blocks}
    for person in session.people:
        lost = [block.block for block in person.blocks if block.block not in known]
        if lost:
            raise ActRefusedError(
                f"Le référentiel n’a plus le bloc {lost[0]}, que {session.words} a jugé : "
                "choisissez le référentiel de cette séance."
            )
    return session


def _succeeded(session: EarlierSession, title: Certification, notices: list[str]) -> EarlierSession:
    matches = [match for match in title.matches if match.fiche == session.certification]
    if not matches:
        succeeds = session.certification in title.predecessors
        why = (
            "sa fiche succède à l’autre sans dire quel bloc tient lieu de quel bloc : ajoutez la "
            "correspondance au référentiel, ou dans la fenêtre par « Correspondance… », ou donnez "
            "les blocs acquis dans la table des candidats"
            if succeeds
            else "donnez une séance du même titre, ou dites quel bloc tient lieu de quel bloc "
            "(« Correspondance… » dans la fenêtre, [[correspondances]] dans le référentiel)"
        )
        raise ActRefusedError(
            f"{session.words[0].upper()}{session.words[1:]} est de la certification "
            f"{session.certification}, celle-ci {of(title.code)} : {why}."
        )
    here = Counter(match.block for match in matches)
    there = Counter(match.other for match in matches)
    names = {
        match.other: match.block
        for match in matches
        if here[match.block] == there[match.other] == 1
    }
    told = ", ".join(f"{old} → {new}" for old, new in names.items()) or "aucun bloc pour un bloc"
    notices.append(
        f"Les blocs de {session.words} sont repris par la correspondance de la fiche {title.code} "
        f"({told}) : vérifiez-la. Les autres blocs sont à voter."
    )
    return replace(session, people=tuple(_renamed(each, names) for each in session.people))


def _renamed(person: EarlierPerson, names: dict[str, str]) -> EarlierPerson:
    return replace(
        person,
        blocks=tuple(
            # A level of another title's scale proposes nothing here.
            replace(block, block=names[block.block], proposed=None)
            for block in person.blocks
            if block.block in names
        ),
    )
