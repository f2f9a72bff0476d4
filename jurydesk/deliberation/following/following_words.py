"""What the screen and the files say of the sessions that this one follows, bloc by bloc."""

from dataclasses import dataclass

from jurydesk.certification.vocabulary import BlockStatus
from jurydesk.deliberation.earlier_decisions import BlockBroughtIn
from jurydesk.deliberation.facts import SessionFollowed
from jurydesk.deliberation.state import SittingState
from jurydesk.deliberation.words.naming import UNDECIDED
from jurydesk.french.days import short_day
from jurydesk.french.numbers import plain_decimal
from jurydesk.french.spaces import NBSP, typeset

Pair = tuple[str, str]

_ASKED = {BlockStatus.IN_PROGRESS: "complément", BlockStatus.NOT_ACQUIRED: "rattrapage"}


@dataclass(frozen=True, slots=True)
class EarlierBlock:
    """A bloc as an earlier session left it, and the minutes that say so."""

    session: SessionFollowed
    block: BlockBroughtIn

    @property
    def words(self) -> str:
        """« non acquis, niveau 4 ; rattrapage : TP, avant le 01/09/2024 »."""
        block = self.block
        status = UNDECIDED if block.status is None else block.status.value
        level = "" if block.level is None else f", niveau {block.level}"
        asked = _ASKED.get(block.status) if block.status else None
        if block.defended is not None:
            report, oral, mark = map(plain_decimal, block.defended)
            return f"{status} ; soutenance notée {mark} (rapport {report}, oral {oral})"
        if asked is None or not (block.work or block.due_on):
            return f"{status}{level}"
        work = f"{NBSP}: {block.work}" if block.work else ""
        due = f", avant le {short_day(block.due_on)}" if block.due_on else ""
        return f"{status}{level} ; {asked}{work}{due}"

    def as_json(self) -> dict[str, object]:
        """Return the bloc as « decisions --json » prints it."""
        block = self.block
        return {
            "minutes_number": self.session.minutes_number,
            "date": self.session.session_date.isoformat(),
            "status": None if block.status is None else block.status.value,
            "level": block.level,
            "work": block.work or None,
            "due_on": block.due_on.isoformat() if block.due_on else None,
            **({} if block.defended is None else {"thesis": self._thesis()}),
        }

    def _thesis(self) -> dict[str, str]:
        marks = self.block.defended or ()
        return {
            name: format(mark, "f")
            for name, mark in zip(("report", "oral", "mark"), marks, strict=True)
        }


def earlier_blocks(state: SittingState, candidate: str) -> dict[str, EarlierBlock]:
    """Return what the latest session followed left of each bloc, by full code.

    A bloc obtained is told by the session that first did.
    """
    found: dict[str, EarlierBlock] = {}
    for session in state.followed:
        for each in session.candidates:
            if each.candidate != candidate:
                continue
            for block in each.blocks:
                known = found.get(block.block)
                if known is None or not _is_obtained(known.block):
                    found[block.block] = EarlierBlock(session, block)
    return found


def left_there(state: SittingState, candidate: str, block: str) -> str:
    """Return « Séance du 19/04/2024 : non acquis, niveau 4 · », before a bloc’s proposal."""
    told = earlier_blocks(state, candidate).get(block)
    if told is None:
        return ""
    return typeset(f"Séance du {short_day(told.session.session_date)} : {told.words} · ")


def earlier_pairs(state: SittingState, candidate: str) -> list[Pair]:
    """Return what earlier sessions left of a candidate, for the file shown in the room."""
    blocks = earlier_blocks(state, candidate)
    name = state.rulebook.certification.block
    return [
        (
            name(code).short_code,
            f"{told.words} – procès-verbal {told.session.minutes_number}",
        )
        for code, told in blocks.items()
    ]


def _is_obtained(block: BlockBroughtIn) -> bool:
    return block.status is not None and block.status.is_obtained
