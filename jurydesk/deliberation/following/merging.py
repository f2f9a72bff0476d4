"""Makes one file of what several sessions, and a table, hold of one person; matches nobody."""

from dataclasses import dataclass, field, fields, replace
from datetime import date

from jurydesk.certification.rulebook import Rulebook, SkillBlock
from jurydesk.certification.vocabulary import BlockStatus
from jurydesk.cohort.candidate import BlockRecord, BlockRecordState, Candidate
from jurydesk.deliberation.earlier_decisions import BlockBroughtIn
from jurydesk.deliberation.following.earlier import EarlierPerson, EarlierSession
from jurydesk.french.days import short_day

# What a table completes: the identifier is its own to give, the blocs are weighed one by one.
_COMPLETED = tuple(
    each.name for each in fields(Candidate) if each.name not in ("identifier", "blocks", "remarks")
)


@dataclass(slots=True)
class Past:
    """One person through earlier sessions, the latest last."""

    held: list[tuple[EarlierSession, EarlierPerson]] = field(default_factory=list)

    @property
    def latest(self) -> tuple[EarlierSession, EarlierPerson]:
        """The last session that examined the person, and what it holds."""
        return self.held[-1]

    @property
    def file(self) -> Candidate:
        """The person's file, as the last session has it."""
        return self.latest[1].file

    @property
    def certified_by(self) -> EarlierSession | None:
        """The session that gave the whole certification, if any."""
        return next((session for session, person in self.held if person.is_certified), None)

    def identifiers(self) -> frozenset[str]:
        """Return the identifiers the person had."""
        return frozenset(person.file.identifier for _, person in self.held)

    def obtained(self, code: str) -> tuple[EarlierSession, BlockBroughtIn] | None:
        """Return where a bloc was first obtained; a bloc acquired is acquired for good."""
        for session, person in self.held:
            for block in person.blocks:
                if block.block == code and block.status is not None and block.status.is_obtained:
                    return session, block
        return None


def came_back(past: Past, rulebook: Rulebook, notices: list[str]) -> Candidate:
    """Return the file of somebody who comes back: blocs obtained are « acquis », with their day.

    A bloc that was « en attente » keeps the proposal of its file, for nobody judged it; what was
    judged and not validated is proposed anew.
    """
    records = []
    for block in rulebook.certification.blocks:
        obtained = past.obtained(block.code)
        if obtained is not None:
            _tell_voted_again(past, block, obtained[0], notices)
            day = _day_of(past, block.code)
            if day is None:
                notices.append(
                    f"{past.file.name} ({past.file.identifier}) : {block.short_code} est acquis "
                    "sans date dans la séance antérieure ; notez-la dans son dossier."
                )
            records.append(
                BlockRecord(block.code, BlockRecordState.ACQUIRED, None, acquired_on=day)
            )
        elif (pending := _pending(past, block.code)) is not None:
            record = replace(past.file.record(block.code), state=BlockRecordState.TO_VOTE)
            if pending.proposed is not None:
                # What the defence gave stands: the bloc waited for something else.
                record = replace(record, proposed=pending.proposed)
            if record != BlockRecord(block.code):
                records.append(record)
    return replace(past.file, blocks=tuple(records))


def completed(file: Candidate, row: Candidate, rulebook: Rulebook, notices: list[str]) -> Candidate:
    """Return a file completed by a row of a table: what the row says wins, save acquired blocs."""
    said = {name: getattr(row, name) for name in _COMPLETED}
    told = {name: value for name, value in said.items() if value not in (None, "", ())}
    blocks = []
    for block in rulebook.certification.blocks:
        kept, given = file.record(block.code), row.record(block.code)
        if kept.state is BlockRecordState.ACQUIRED:
            _tell_left_aside(row, block, kept, given, notices)
            blocks.append(kept)
        elif given != BlockRecord(block.code):
            if given.state is BlockRecordState.ACQUIRED:
                notices.append(
                    f"{row.name} ({row.identifier}) : la table dit {block.short_code} acquis, ce "
                    "qu’aucune des séances données n’a validé ; vérifiez-le."
                )
            blocks.append(given)
        elif kept != given:
            blocks.append(kept)
    if row.route is not file.route:
        notices.append(
            f"{row.name} ({row.identifier}) : la voie était {file.route.value}, elle est "
            f"{row.route.value} dans la table, qui l’emporte."
        )
    remarks = row.remarks or file.remarks
    return replace(file, identifier=row.identifier, blocks=tuple(blocks), remarks=remarks, **told)


def _day_of(past: Past, code: str) -> date | None:
    """Return the first day a bloc was known to be acquired."""
    days = [
        block.acquired_on
        for _, person in past.held
        for block in person.blocks
        if block.block == code and block.acquired_on and block.status and block.status.is_obtained
    ]
    return min(days, default=None)


def _pending(past: Past, code: str) -> BlockBroughtIn | None:
    """Return a bloc that the latest session left « en attente »."""
    return next(
        (
            block
            for block in past.latest[1].blocks
            if block.block == code and block.status is BlockStatus.PENDING
        ),
        None,
    )


def _tell_voted_again(
    past: Past, block: SkillBlock, first: EarlierSession, notices: list[str]
) -> None:
    for session, person in past.held:
        again = next((each for each in person.blocks if each.block == block.code), None)
        later = (session.session_date, session.sealed_at) > (first.session_date, first.sealed_at)
        if later and again and again.status and not again.status.is_obtained:
            notices.append(
                f"{person.file.name} ({person.file.identifier}) : {block.short_code}, validé par "
                f"{first.words}, a été jugé de nouveau par {session.words} "
                f"(« {again.status.value} ») ; un bloc validé reste acquis."
            )


def _tell_left_aside(
    row: Candidate, block: SkillBlock, kept: BlockRecord, given: BlockRecord, notices: list[str]
) -> None:
    who = f"{row.name} ({row.identifier}) : {block.short_code}"
    since = f" le {short_day(kept.acquired_on)}" if kept.acquired_on else ""
    if given.state is BlockRecordState.ACQUIRED:
        if given.acquired_on and kept.acquired_on and given.acquired_on != kept.acquired_on:
            notices.append(
                f"{who} est acquis{since} d’après la séance antérieure, et le "
                f"{short_day(given.acquired_on)} d’après la table ; la séance l’emporte."
            )
    elif given != BlockRecord(block.code):
        notices.append(
            f"{who} est acquis{since} : ce que la table en dit est laissé de côté, il n’est pas "
            "voté de nouveau."
        )
