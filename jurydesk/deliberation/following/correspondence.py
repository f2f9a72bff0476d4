"""Sees the blocs of an earlier session as those of the rulebook now in force."""

from dataclasses import replace

from jurydesk.certification.rulebook import Rulebook
from jurydesk.deliberation.following.earlier import EarlierPerson, EarlierSession
from jurydesk.errors import ActRefusedError


def translated(session: EarlierSession, rulebook: Rulebook) -> EarlierSession:
    """Return a session with the blocs of this rulebook.

    Raises:
        ActRefusedError: it is of another title, or holds a bloc that the rulebook has no more.
    """
    code = rulebook.certification.code
    if session.certification != code:
        raise ActRefusedError(
            f"{session.words[0].upper()}{session.words[1:]} est de la certification "
            f"{session.certification}, celle-ci de {code} : donnez une séance du même titre."
        )
    known = {block.code for block in rulebook.certification.blocks}
    for person in session.people:
        lost = [block.block for block in person.blocks if block.block not in known]
        if lost:
            raise ActRefusedError(
                f"Le référentiel n’a plus le bloc {lost[0]}, que {session.words} a jugé : "
                "choisissez le référentiel de cette séance."
            )
    return session


def with_blocks(person: EarlierPerson, names: dict[str, str]) -> EarlierPerson:
    """Return a person whose blocs are called otherwise; those without a name are left out."""
    return replace(
        person,
        blocks=tuple(
            replace(block, block=names[block.block])
            for block in person.blocks
            if block.block in names
        ),
    )
