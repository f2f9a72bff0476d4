"""The proof of regular composition for one candidate: who sat, who withdrew, quorum and shares.

Everything is that of the minute of adoption. It holds no vote, and no reason of a recusal.
"""

from collections.abc import Iterable, Iterator

from jurydesk.certification.vocabulary import Reading
from jurydesk.cohort.candidate import Candidate
from jurydesk.compliance.member import JuryMember
from jurydesk.compliance.registry import finding_title
from jurydesk.compliance.share import Share
from jurydesk.deliberation.inspection import findings_for
from jurydesk.deliberation.state import SittingState
from jurydesk.deliberation.words.naming import chair_words, member_name, moment_words
from jurydesk.french.days import unbroken_day
from jurydesk.french.lists import enumeration
from jurydesk.french.numbers import counted_share, percent, plural
from jurydesk.french.spaces import NBSP, THIN, capitalised, clean, ended, typeset
from jurydesk.minutes.content.jury_section import seat_words
from jurydesk.minutes.content.model import Pair
from jurydesk.minutes.papers.bench_at import Adoptions, BenchAt, adoptions
from jurydesk.minutes.papers.leaf import (
    Block,
    Details,
    Leaf,
    SignatureLine,
    Signatures,
    Subtitle,
    Table,
    TableColumn,
    Title,
    Tone,
    Words,
)
from jurydesk.minutes.papers.words import (
    blocks_named,
    holder_name,
    letter_sender,
    session_details,
)

_COLUMNS = (
    TableColumn("Nom", 42),
    TableColumn("Qualité et employeur", 62),
    TableColumn("Siège", 44),
    TableColumn("Pour cette candidature", 32),
)


def proven(state: SittingState) -> tuple[Candidate, ...]:
    """Return the candidates on whom the jury adopted something."""
    decided = {identifier for (identifier, _), ballot in state.ballots.items() if ballot.decision}
    return tuple(c for c in state.candidates.values() if c.identifier in decided)


def composition_proof(state: SittingState, candidate: Candidate) -> Leaf:
    """Return the « attestation de composition régulière » for one candidate."""
    groups = adoptions(state, candidate)
    overridden = tuple(_overrides(state, candidate))
    return Leaf(
        about=clean(candidate.name),
        blocks=(
            Title("Attestation de composition du jury", letter_sender(state)[0]),
            Details(
                (
                    *session_details(state),
                    Pair(
                        "Candidature", f"{holder_name(candidate)} ({clean(candidate.identifier)})"
                    ),
                    Pair("Voie d’accès", candidate.route.words),
                    Pair("Acte de nomination", _acts(state)),
                )
            ),
            *(block for group in groups for block in _group(state, group)),
            *((Details(overridden),) if overridden else ()),
            Words(
                "Les décisions sont celles du jury, prises collégialement. Cette attestation ne "
                "porte aucun vote.",
                Tone.NOTE,
            ),
            Signatures((SignatureLine("Présidence du jury", chair_words(state)),)),
        ),
    )


def _group(state: SittingState, group: Adoptions) -> Iterator[Block]:
    bench = group.bench
    codes = [clean(state.rulebook.certification.block(code).short_code) for code in group.blocks]
    yield Subtitle(capitalised(blocks_named(codes).partition(NBSP)[2]))
    yield Words(_moment(state, group))
    yield Table(_COLUMNS, tuple(_rows(state, bench)))
    pairs = [
        Pair("Présidence", member_name(state, bench.chair)),
        Pair("Quorum", _quorum(bench)),
        Pair("Membres extérieurs", _share(state, bench.shares[state.reading])),
        Pair("Autres lectures", _others(state, bench)),
    ]
    if bench.withdrawn:
        own = bench.own_shares[state.reading]
        pairs.append(Pair("Déport", f"{_names(bench.withdrawn)}, sans participer à la décision"))
        pairs.append(Pair("Extérieurs après déport", _share(state, own) + _reserve(state, own)))
    if bench.away:
        pairs.append(Pair("Absences", _names(bench.away)))
    yield Details(tuple(pairs))


def _moment(state: SittingState, group: Adoptions) -> str:
    first, last = moment_words(state, group.first), moment_words(state, group.last)
    when = f"à {first}" if first == last else f"entre {first} et {last}"
    return f"Adoption {when}. Ont siégé à cet instant{NBSP}:"


def _rows(state: SittingState, bench: BenchAt) -> Iterator[tuple[str, ...]]:
    parts = ((bench.voters, "voix délibérative"), (bench.advising, "voix consultative"))
    for members, part in parts:
        for member in members:
            chairs = ", présidence" if member.identifier == bench.chair else ""
            about = ", ".join(
                text for text in (typeset(member.quality), typeset(member.employer)) if text
            )
            yield (clean(member.full_name), about, seat_words(state, member), part + chairs)


def _quorum(bench: BenchAt) -> str:
    reached = "atteint" if len(bench.voters) >= bench.quorum else "non atteint"
    return (
        f"{plural(len(bench.voters), 'votant')}, il en faut {bench.quorum} sur "
        f"{plural(bench.appointed, 'membre nommé', 'membres nommés')} à voix délibérative{NBSP}: "
        f"{reached}"
    )


def _share(state: SittingState, share: Share) -> str:
    threshold = state.rulebook.external_share.value
    verdict = {True: "atteint", False: "non atteint", None: "indéterminé"}
    goal = f"seuil de {percent(threshold)} {verdict[share.reaches(threshold)]}"
    who = f" ({_names(share.having)})" if share.having else ""
    return f"{counted_share(share.bounds)}{who}, parmi {state.reading.words}{NBSP}: {goal}"


def _reserve(state: SittingState, share: Share) -> str:
    """Return that a shortfall for one candidate alone stops nothing."""
    if share.reaches(state.rulebook.external_share.value) is not False:
        return ""
    return ", réserve portée au procès-verbal sans arrêter la décision"


def _overrides(state: SittingState, candidate: Candidate) -> Iterator[Pair]:
    """Return what the chair passed over for this candidate, as the minutes print it."""
    for finding in findings_for(state, candidate.identifier):
        told = finding.overridden
        if told is not None:
            yield Pair(
                "Passé outre",
                f"{finding_title(finding.id)}, par {member_name(state, told.by)} à "
                f"{moment_words(state, told.at)}{NBSP}: {ended(told.reason)}",
            )


def _others(state: SittingState, bench: BenchAt) -> str:
    return f"{THIN}; ".join(
        f"{reading.words}{NBSP}: {counted_share(bench.shares[reading].bounds)}"
        for reading in Reading
        if reading is not state.reading
    )


def _acts(state: SittingState) -> str:
    numbers = dict.fromkeys(member.act for member in state.members.values() if member.act)
    return enumeration(_act(state, number) for number in numbers) or "non renseigné"


def _act(state: SittingState, number: str) -> str:
    act = state.acts.get(number)
    signed = f" du {unbroken_day(act.signed_on)}" if act and act.signed_on else ""
    by = f", signé par {typeset(act.signatory)}" if act and act.signatory else ""
    return f"n°{NBSP}{clean(number)}{signed}{by}"


def _names(members: Iterable[JuryMember]) -> str:
    return enumeration(clean(member.full_name) for member in members)
