"""What the minutes say of the checks: each result, what was passed over, who withdrew.

Findings of the same rule with the same figures for several candidates make one row. The quorum
and the chair of a closed sitting are told from its ballots, since the room may have emptied.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from jurydesk.certification.vocabulary import AccessRoute, Reading
from jurydesk.compliance.finding import Finding, FindingStatus
from jurydesk.compliance.registry import finding_title, names_faults
from jurydesk.compliance.rules.quorum import CHAIR, QUORUM
from jurydesk.deliberation.facts import BallotCounted, FindingOverridden
from jurydesk.deliberation.inspection import findings
from jurydesk.deliberation.looks import look_of
from jurydesk.deliberation.state import Phase, SittingState
from jurydesk.deliberation.words.naming import (
    at_moment,
    candidate_name,
    member_name,
    moment_words,
    numbered_name,
)
from jurydesk.french.lists import enumeration, shortened
from jurydesk.french.numbers import agree_number, counted_share, plural
from jurydesk.french.spaces import NBSP, THIN, capitalised, clean, ended, sentence, typeset
from jurydesk.minutes.content.model import FindingRow, OverrideRow, RecusalRow

PASSED_OVER = "passé outre"
# Longer lists of names are kept for the findings that are not as they should be.
_NAMES_LIMIT = 8
# A last clause that asks something of the clerk: « ; indiquez le numéro de l’acte. »
_ASKED = re.compile(r"(?:[\s\u00a0\u202f]*;|\.)\s[A-Za-zéÉ]+ez\b[^.]*\.$")


def printed_findings(state: SittingState) -> tuple[Finding, ...]:
    """Return the findings as the minutes hold them, without those only true of the last minute."""
    found = findings(state)
    if state.phase not in (Phase.CLOSED, Phase.SEALED):
        return found
    voted = _ballots_by_route(state)
    return tuple(finding for finding in found if not _told_by_ballots(finding, voted))


def finding_rows(state: SittingState) -> tuple[FindingRow, ...]:
    """Return every check, those of the whole sitting first, then by candidate."""
    found = printed_findings(state)
    shared = _grouped(found, own=False)
    own = _grouped(found, own=True)
    return (*_ballot_rows(state), *(_row(state, group) for group in (*shared, *own)))


def findings_note(state: SittingState) -> str:
    """Return which reading of the external share decides, and when the checks were made."""
    when = "à la clôture" if state.phase in (Phase.CLOSED, Phase.SEALED) else "à cet instant"
    return (
        f"Contrôles établis {when} de la séance. Part des membres extérieurs{NBSP}: la lecture "
        f"retenue par l’établissement compte {state.reading.words}. Les fractions sont écrites "
        "telles que comptées, sans les réduire."
    )


def override_rows(state: SittingState) -> tuple[OverrideRow, ...]:
    """Return each « passer outre » with its author and its written reason."""
    return tuple(
        OverrideRow(
            moment=moment_words(state, fact.at),
            finding=finding_title(fact.finding),
            scope=_override_scope(state, fact),
            author=member_name(state, fact.by),
            reason=sentence(fact.reason),
        )
        for fact in state.overrides
    )


def recusal_rows(state: SittingState) -> tuple[RecusalRow, ...]:
    """Return who did not deliberate on whom; the reasons stay in the session's file."""
    return tuple(
        RecusalRow(
            candidate=numbered_name(state.candidates[candidate]),
            members=enumeration(
                member_name(state, member) for member in state.members if member in recused
            ),
        )
        for candidate, recused in state.recused.items()
        if recused and candidate in state.candidates
    )


def _grouped(found: Sequence[Finding], *, own: bool) -> Iterable[Sequence[Finding]]:
    """Put together the findings that say the same of several routes, or of several candidates."""
    groups: dict[str, dict[tuple[object, ...], list[Finding]]] = {}
    for finding in found:
        if (finding.candidate is not None) is own:
            groups.setdefault(finding.id, {}).setdefault(_alike(finding), []).append(finding)
    return [group for rule in groups.values() for group in rule.values()]


def _alike(finding: Finding) -> tuple[object, ...]:
    key = (finding.id, finding.status, finding.value, finding.threshold, finding.source)
    if finding.candidate is None:
        readings = tuple((finding.readings or {}).items())
        return (*key, readings, finding.overridden, _about(finding, "voie"))
    alone = finding.status in (FindingStatus.COMPLIANT, FindingStatus.NOT_APPLICABLE)
    return key if alone else (*key, finding.candidate)


def _about(finding: Finding, routes: str) -> str:
    """Return the message with the name of its route put as ``routes``."""
    return finding.message.replace(f"voie {finding.route}", routes, 1)


def _row(state: SittingState, group: Sequence[Finding]) -> FindingRow:
    one = group[0]
    result = PASSED_OVER if one.overridden else look_of(one.status).word
    remarks = tuple(_remarks(state, one))
    if one.candidate is not None and len(group) > 1:
        names = [candidate_name(state, each.candidate or "") for each in group]
        statement = f"{capitalised(result)} pour {shortened(names, _NAMES_LIMIT)}."
        scope, remarks = plural(len(group), "candidature"), ()
    elif one.candidate is not None:
        statement, scope = _stated(one.message), candidate_name(state, one.candidate)
    else:
        scope = _routes([each.route for each in group if each.route])
        statement = _stated(_about(one, scope) if one.route else one.message)
    return FindingRow(
        title=finding_title(one.id),
        scope=scope or "séance",
        status=one.status,
        result=result,
        value=_figures(one)[0],
        threshold=_figures(one)[1],
        statement=statement,
        remarks=remarks,
        source=capitalised(typeset(one.source)),
    )


def _stated(message: str) -> str:
    """Return what was found without what the clerk was asked: the minutes ask nobody anything."""
    return typeset(_ASKED.sub(".", message))


def _routes(routes: Sequence[AccessRoute]) -> str:
    """Return « voie FI », « voies FI et FC », nothing for none."""
    if not routes:
        return ""
    return f"{agree_number(len(routes), 'voie')} {enumeration(route.value for route in routes)}"


def _figures(finding: Finding) -> tuple[str, str]:
    """Return value and threshold, with percentages where the two count on different wholes."""
    if finding.value is None:
        return ("", "")
    if finding.threshold is None:
        return (clean(finding.value), "")
    same = finding.value.partition("/")[2] == finding.threshold.partition("/")[2]
    value, threshold = (
        (clean(finding.value), clean(finding.threshold))
        if same
        else (counted_share(finding.value), counted_share(finding.threshold))
    )
    return (value, f"seuil{NBSP}{threshold}")


def _remarks(state: SittingState, finding: Finding) -> Iterable[str]:
    if finding.readings:
        readings = (
            f"{reading.words}{NBSP}: {counted_share(value)}{_chosen(state, reading)}"
            for reading, value in finding.readings.items()
        )
        yield f"Lectures{NBSP}– {f'{THIN}; '.join(readings)}."
    if any(name not in finding.message for name in finding.names):
        yield f"Ont été comptés{NBSP}: {enumeration(clean(name) for name in finding.names)}."
    # What is missing there is told by the message: acts, rules to publish, people to recuse.
    if finding.missing and not names_faults(finding.id) and "manque" not in finding.message:
        yield f"Il manque{NBSP}: {finding.missing}."
    if finding.overridden:
        told = finding.overridden
        yield (
            f"Passé outre {at_moment(state, told.at)} par {member_name(state, told.by)}"
            f"{NBSP}: {ended(told.reason)}"
        )


def _chosen(state: SittingState, reading: Reading) -> str:
    return " (lecture retenue)" if reading is state.reading else ""


def _override_scope(state: SittingState, fact: FindingOverridden) -> str:
    if fact.candidate is not None:
        return candidate_name(state, fact.candidate)
    keys = [key.partition("|") for key in fact.values]
    people = [candidate_name(state, candidate) for _, _, candidate in keys if candidate]
    routes = dict.fromkeys(route for route, _, candidate in keys if route and not candidate)
    parts = [f"voie {route}" for route in routes] + ([shortened(people, 6)] if people else [])
    return enumeration(parts) or "séance"


def _ballots_by_route(state: SittingState) -> dict[AccessRoute, list[BallotCounted]]:
    found: dict[AccessRoute, list[BallotCounted]] = {}
    for (candidate, _), ballot in state.ballots.items():
        if ballot.decision is not None and ballot.count is not None:
            found.setdefault(state.candidates[candidate].route, []).append(ballot.count)
    return found


def _told_by_ballots(finding: Finding, voted: dict[AccessRoute, list[BallotCounted]]) -> bool:
    if finding.id == QUORUM.id:
        return finding.route in voted
    if finding.id == CHAIR.id:
        return bool(voted)
    return False


def _ballot_rows(state: SittingState) -> Iterable[FindingRow]:
    """Tell the quorum of each route and the chair from the ballots that were adopted."""
    if state.phase not in (Phase.CLOSED, Phase.SEALED):
        return
    voted = _ballots_by_route(state)
    found = findings(state)
    for finding in found:
        if finding.id == QUORUM.id and finding.candidate is None and finding.route in voted:
            yield _quorum_row(finding, voted[finding.route])
    if voted:
        yield _chair_row(state, voted, found)


def _quorum_row(finding: Finding, counts: Sequence[BallotCounted]) -> FindingRow:
    sizes = [len(count.voters) for count in counts]
    needed, _, appointed = (finding.threshold or "").partition("/")
    span = str(min(sizes)) if min(sizes) == max(sizes) else f"de {min(sizes)} à {max(sizes)}"
    return FindingRow(
        title=QUORUM.title,
        scope=f"voie {finding.route}",
        status=FindingStatus.COMPLIANT,
        result=look_of(FindingStatus.COMPLIANT).word,
        value=f"{min(sizes)}/{appointed} au moins",
        threshold=f"seuil{NBSP}{finding.threshold}",
        statement=(
            f"Vérifié à chaque adoption{NBSP}: {span}{NBSP}votants pour "
            f"{plural(len(counts), 'mise aux voix', 'mises aux voix')}, "
            f"il en fallait{NBSP}{needed}."
        ),
        remarks=(),
        source=capitalised(typeset(finding.source)),
    )


def _chair_row(
    state: SittingState,
    voted: dict[AccessRoute, list[BallotCounted]],
    found: Sequence[Finding],
) -> FindingRow:
    chairs = Counter(count.chair for counts in voted.values() for count in counts)
    told = (
        f"{member_name(state, chair)} ({plural(number, 'mise aux voix', 'mises aux voix')})"
        for chair, number in chairs.items()
    )
    source = next((finding.source for finding in found if finding.id == CHAIR.id), "")
    return FindingRow(
        title=CHAIR.title,
        scope="séance",
        status=FindingStatus.COMPLIANT,
        result=look_of(FindingStatus.COMPLIANT).word,
        value="",
        threshold="",
        statement=f"Présidence exercée par {enumeration(told)}.",
        remarks=(),
        source=capitalised(typeset(source)),
    )
