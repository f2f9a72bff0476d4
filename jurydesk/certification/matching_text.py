"""Writes in a rulebook's text which bloc stands for which of another title (« correspondance »)."""

import json
from collections.abc import Mapping

from jurydesk.certification.rulebook_file import parse_rulebook
from jurydesk.certification.title import BlockMatch
from jurydesk.errors import JuryDeskError

_TABLE = "[[correspondances]]"


def with_matches(text: str, fiche: str, blocks: Mapping[str, str]) -> str:
    """Return a rulebook's text whose blocs stand for those of a fiche, ``blocks`` by theirs.

    What the text said of that fiche is replaced; of other fiches, kept.

    Raises:
        JuryDeskError: one bloc stands for two, or is none of this title.
    """
    title = parse_rulebook(text).certification
    if len(set(blocks.values())) < len(blocks):
        raise JuryDeskError("Un bloc ne tient lieu que d’un seul : corrigez la correspondance.")
    kept = [match for match in title.matches if match.fiche != fiche]
    wanted = (*kept, *(BlockMatch(new, fiche, old) for old, new in blocks.items()))
    written = "\n\n".join([_without(text).rstrip(), *map(_table, wanted)]) + "\n"
    if parse_rulebook(written).certification.matches != wanted:
        raise JuryDeskError(
            "La correspondance ne s’écrit pas dans ce référentiel : ajoutez-la à son fichier."
        )
    return written


def _without(text: str) -> str:
    """Return a text without its tables of correspondence."""
    kept, inside = [], False
    for line in text.splitlines():
        head = line.strip()
        if head.startswith("["):
            inside = head == _TABLE
        if not inside:
            kept.append(line)
    return "\n".join(kept)


def _table(match: BlockMatch) -> str:
    values = (("bloc", match.block), ("fiche", match.fiche), ("bloc_de_la_fiche", match.other))
    lines = (f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in values)
    return "\n".join((_TABLE, *lines))
