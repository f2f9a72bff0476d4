"""The juries that a pool of persons would make compliant: who enters, who leaves, what it gives.

Every composition returned has passed the checks themselves. Leaves going through the changes to
:mod:`.composition_search`, and general advice to :mod:`.composition_advice`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import islice

from jurydesk.certification.vocabulary import AccessRoute, Reading
from jurydesk.compliance.advice.composition_search import Proposal, search
from jurydesk.compliance.advice.pool import Change, changed_members, changes_of, usable
from jurydesk.compliance.appointed import (
    appointed_findings,
    as_if_attended,
    condensed,
    stopping,
    with_members,
)
from jurydesk.compliance.bench import bench_of
from jurydesk.compliance.checks import cohort_routes
from jurydesk.compliance.finding import Finding, FindingStatus
from jurydesk.compliance.member import JuryMember
from jurydesk.compliance.recusal import ProposedRecusal, proposed_recusals
from jurydesk.compliance.rules.balance import check_balance
from jurydesk.compliance.rules.external_share import check_candidate_external_share, external_shares
from jurydesk.compliance.situation import Situation
from jurydesk.compliance.wording import named
from jurydesk.french.agreement import of
from jurydesk.french.lists import enumeration
from jurydesk.french.spaces import spaced


@dataclass(frozen=True, slots=True)
class Composition:
    """A jury that no rule of composition stops any more.

    ``shares`` are the readings of the external share for each route of the cohort; ``recusals``
    those its newcomers would need, which nobody has recorded; ``notes`` what remains to be done.
    """

    members: tuple[JuryMember, ...]
    changes: tuple[Change, ...]
    shares: Mapping[AccessRoute, Mapping[Reading, str]]
    balance: Finding
    recusals: tuple[ProposedRecusal, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def entering(self) -> tuple[JuryMember, ...]:
        """Who enters."""
        return tuple(change.entering for change in self.changes)

    @property
    def leaving(self) -> tuple[JuryMember, ...]:
        """Who gives up a seat."""
        return tuple(change.leaving for change in self.changes if change.leaving is not None)


@dataclass(frozen=True, slots=True)
class Compositions:
    """What a pool allows, best first, and how far the search went.

    ``is_needless``: nothing about the composition stops. ``tried`` is the largest number of
    changes gone through to the end; ``is_cut`` says that the search gave up before its limit, and
    ``has_more`` that others are as small as the last one given. ``set_aside`` tells who of the
    pool cannot enter, and why.
    """

    found: tuple[Composition, ...] = ()
    tried: int = 0
    has_more: bool = False
    is_cut: bool = False
    is_needless: bool = False
    set_aside: tuple[str, ...] = ()


def compliant_compositions(
    situation: Situation, pool: tuple[JuryMember, ...], *, at_most: int = 20
) -> Compositions:
    """Return the smallest changes from the pool after which no rule of composition stops.

    Additions, and replacements in a seat of the same role; never the chair. Fewest changes first,
    then the balance of women and men, then the fewest recusals, then the order of the pool. With
    the reading ``present`` and no attendance yet, everyone is taken to come.
    """
    situation = as_if_attended(situation)
    usable_pool = usable(situation, pool)
    if not stopping(appointed_findings(situation)):
        return Compositions(is_needless=True, set_aside=usable_pool.set_aside)
    tied = _recusals(situation, usable_pool.entering)
    situation = condensed(situation)
    result = search(situation, usable_pool, tuple(each.member.identifier for each in tied), at_most)
    candidates = (_composition(situation, each, tied) for each in result.proposals)
    found = tuple(islice((each for each in candidates if each is not None), at_most + 1))
    return Compositions(
        found=found[:at_most],
        tried=result.tried,
        has_more=len(found) > at_most,
        is_cut=result.is_cut,
        set_aside=usable_pool.set_aside,
    )


def _composition(
    situation: Situation, proposal: Proposal, tied: tuple[ProposedRecusal, ...]
) -> Composition | None:
    """Return the jury after the changes with its figures; ``None`` when a check still stops."""
    changes = changes_of(proposal.entering, proposal.leaving)
    members = changed_members(situation.members, changes)
    after = with_members(situation, members)
    if stopping(appointed_findings(after)):
        return None
    recusals = tuple(each for each in tied if each.member in proposal.entering)
    return Composition(
        members=members,
        changes=changes,
        shares={
            route: {
                reading: share.bounds
                for reading, share in external_shares(bench_of(after, route)).items()
            }
            for route in cohort_routes(after)
        },
        balance=check_balance(after)[0],
        recusals=recusals,
        notes=tuple(
            spaced(note)
            for note in (
                *_papers(situation, changes),
                *_other_seats(proposal),
                *_after_recusals(after, recusals),
            )
        ),
    )


def _recusals(
    situation: Situation, newcomers: tuple[JuryMember, ...]
) -> tuple[ProposedRecusal, ...]:
    """Return the recusals that newcomers would need on the VAE candidates, were they appointed."""
    new = {member.identifier for member in newcomers}
    everyone = with_members(situation, (*situation.members, *newcomers))
    return tuple(each for each in proposed_recusals(everyone) if each.member.identifier in new)


def _papers(situation: Situation, changes: tuple[Change, ...]) -> tuple[str, ...]:
    """Say what a change leaves to write: an act, a status, a suppléant's new titulaire."""
    entering = [change.entering for change in changes]
    notes = []
    if without_act := [member for member in entering if not member.act]:
        notes.append(f"À nommer par un acte : {named(without_act)}.")
    if unknown := [member for member in entering if member.external is None]:
        come = "viennent" if len(unknown) > 1 else "vient"
        notes.append(f"Préciser si {named(unknown)} {come} de l’extérieur.")
    for change in changes:
        gone = change.leaving
        following = [m for m in situation.members if gone and m.substitute_for == gone.identifier]
        if gone is not None and following:
            verb = "suppléent" if len(following) > 1 else "supplée"
            notes.append(
                f"{named(following)} {verb} désormais {change.entering.full_name}, qui prend le "
                f"siège {of(gone.full_name)} : l’acte doit le dire."
            )
    return tuple(notes)


def _other_seats(proposal: Proposal) -> tuple[str, ...]:
    if not proposal.instead:
        return ()
    seats = "Autres sièges possibles" if len(proposal.instead) > 1 else "Autre siège possible"
    whose = enumeration(f"celui {of(member.full_name)}" for member in reversed(proposal.instead))
    return (f"{seats}, à effet égal : {whose}.",)


def _after_recusals(after: Situation, recusals: tuple[ProposedRecusal, ...]) -> tuple[str, ...]:
    """Say for which candidates the external share would fall short once they are recorded."""
    recused = dict(after.recused)
    for each in recusals:
        known = recused.get(each.candidate.identifier, frozenset())
        recused[each.candidate.identifier] = known | {each.member.identifier}
    decided = replace(after, recused=recused)
    concerned = {each.candidate.identifier: each.candidate for each in recusals}
    short = [
        f"{candidate.name} ({finding.value})"
        for candidate in concerned.values()
        for finding in check_candidate_external_share(
            decided, bench_of(decided, candidate.route), candidate
        )
        if finding.status is FindingStatus.RESERVE
    ]
    if not short:
        return ()
    told = (
        "Après ces déports, la part des membres extérieurs serait sous le seuil pour "
        f"{enumeration(short)} : réserve portée au procès-verbal."
    )
    return (told,)
