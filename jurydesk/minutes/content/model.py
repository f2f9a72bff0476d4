"""The minutes as plain data: every sentence and table cell, ready to be set in type.

Holds words and no rule: :mod:`~jurydesk.minutes.content.whole` works them out of the state, and
:mod:`~jurydesk.minutes.content.text` and :mod:`~jurydesk.minutes.pages.pdf` lay them out. No part
of it can hold how a person voted.
"""

from dataclasses import dataclass

from jurydesk.certification.vocabulary import BlockStatus, Outcome
from jurydesk.compliance.finding import FindingStatus
from jurydesk.deliberation.figures.chart import Chart


@dataclass(frozen=True, slots=True)
class Pair:
    """A label and what it says."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of the front page and what it counts, already agreed with it."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class ActRow:
    """One act of nomination and the members it appoints."""

    number: str
    signed_on: str
    signatory: str
    delegation: str
    members: str


@dataclass(frozen=True, slots=True)
class MemberRow:
    """One member: who they are, their seat and voice, and where they were, when."""

    identifier: str
    name: str
    quality: str
    employer: str
    seat: str
    standing: str
    voice: str
    presence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FindingRow:
    """One check, or one check with the same result for several candidates."""

    title: str
    scope: str
    status: FindingStatus
    result: str
    value: str
    threshold: str
    statement: str
    remarks: tuple[str, ...]
    source: str


@dataclass(frozen=True, slots=True)
class OverrideRow:
    """A finding the chair passed over (« passer outre »), with the written reason and author."""

    moment: str
    finding: str
    scope: str
    author: str
    reason: str


@dataclass(frozen=True, slots=True)
class RecusalRow:
    """The members who did not deliberate on one candidate; the reason is not part of it."""

    candidate: str
    members: str


@dataclass(frozen=True, slots=True)
class BlockColumn:
    """A bloc as the decisions' table heads it."""

    code: str
    short_code: str
    title: str


@dataclass(frozen=True, slots=True)
class BlockCell:
    """What was decided on one bloc for one candidate, in words."""

    status: BlockStatus | None
    words: str
    level: str
    tally: str
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CandidateRow:
    """One candidate's blocs and outcome."""

    identifier: str
    name: str
    birth_name: str
    route: str
    route_words: str
    cells: tuple[BlockCell, ...]
    outcome: Outcome | None
    outcome_words: str


@dataclass(frozen=True, slots=True)
class DefenceRow:
    """One candidate's defence: what was defended, before whom, and the marks of the jury."""

    candidate: str
    title: str
    jurors: str
    report: str
    oral: str
    mark: str
    level: str


@dataclass(frozen=True, slots=True)
class CandidateDetail:
    """What has to be said of one candidate beyond the decisions' table."""

    identifier: str
    name: str
    lines: tuple[Pair, ...]


@dataclass(frozen=True, slots=True)
class ResultList:
    """The candidates who share an outcome."""

    title: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RuleRow:
    """A rule used: its value, its source, and its adoption."""

    label: str
    value: str
    source: str
    adoption: str
    unadopted: bool


@dataclass(frozen=True, slots=True)
class LegendGroup:
    """Codes or words of the minutes and what they mean."""

    title: str
    entries: tuple[Pair, ...]


@dataclass(frozen=True, slots=True)
class SignaturePlace:
    """Where one person who sat signs; ``note`` tells a signature on paper or a refusal."""

    member: str
    name: str
    capacity: str
    presence: str
    is_chair: bool
    note: str


@dataclass(frozen=True, slots=True)
class Decided:
    """What was decided on a bloc, or an outcome, in words; ``level`` where one was adopted."""

    words: str
    level: str = ""


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """A bloc or an outcome in the first minutes and now; ``effect`` tells in a word if it changed.

    It is empty while the jury has not decided.
    """

    identifier: str
    name: str
    subject: str
    before: Decided
    after: Decided
    effect: str


@dataclass(frozen=True, slots=True)
class Rectification:
    """What is rectified and why; ``alert`` is empty within four months."""

    statement: tuple[str, ...]
    cited: tuple[Pair, ...]
    reason: str
    alert: str
    rows: tuple[ChangeRow, ...]


@dataclass(frozen=True, slots=True)
class FiguresAnnex:
    """The « bilan » at the end of the minutes, nameless: what it is, and its charts with counts."""

    title: str
    note: str
    charts: tuple[Chart, ...]


@dataclass(frozen=True, slots=True)
class Minutes:
    """The « procès-verbal » of one sitting.

    ``digest`` is the journal's head and ``entries`` its count just before the seal; both stand
    on every page. ``date`` is the session's day as in ``2024-04-19``.
    """

    title: str
    certification: str
    code: str
    establishment: str
    number: str
    date: str
    date_words: str
    subtitle: str
    figures: tuple[Figure, ...]
    preamble: tuple[str, ...]
    session: tuple[Pair, ...]
    chronology: tuple[Pair, ...]
    acts: tuple[ActRow, ...]
    members: tuple[MemberRow, ...]
    findings_note: str
    findings: tuple[FindingRow, ...]
    overrides: tuple[OverrideRow, ...]
    recusals: tuple[RecusalRow, ...]
    columns: tuple[BlockColumn, ...]
    tally_note: str
    candidates: tuple[CandidateRow, ...]
    lists: tuple[ResultList, ...]
    counts: tuple[Pair, ...]
    defences: tuple[DefenceRow, ...]
    details: tuple[CandidateDetail, ...]
    incidents: tuple[Pair, ...]
    corrections: tuple[Pair, ...]
    input_corrections: str
    rules_note: str
    rules: tuple[RuleRow, ...]
    legend: tuple[LegendGroup, ...]
    closing: tuple[str, ...]
    signatures: tuple[SignaturePlace, ...]
    running_head: str
    footer: str
    draft_note: str
    digest: str
    entries: int
    rectification: Rectification | None = None
    figures_annex: FiguresAnnex | None = None
