"""Random sheets: the levels and outcomes are those of a recount by hand from the rows alone.

The recount knows no part of the program: voters, majority, casting vote and outcomes are written
again from their definition, and follow the rows that the program accepted.
"""

from collections import Counter
from datetime import date, time
from itertools import count

from hypothesis import event, given, settings
from hypothesis import strategies as st

from jurydesk.deliberation.decisions import decisions_json
from jurydesk.deliberation.sheet.act import SheetRow
from jurydesk.deliberation.sheet.replay import replay
from tests.builders import a_candidate, a_member
from tests.deliberation.builders import (
    BC04,
    BC07,
    BLOCKS,
    a_record,
    bc07_acquired,
    prepared,
    proposed_levels,
    regular_jury,
)
from tests.deliberation.sheet.reading import read_value

TRAINING = ("M1", "M2", "M3", "M4", "M5", "M6", "M9")
VOTING = {"C01": TRAINING, "C02": TRAINING, "V01": (*TRAINING, "M7", "M8")}
# Half of seven voting members, half of nine, rounded up.
QUORUM = {"C01": 4, "C02": 4, "V01": 5}
FILE = {
    "C01": {BC07: "acquis"},
    "C02": {BC07: "acquis"},
    "V01": {BC07: "acquis"},
}
PROPOSED = dict(zip(BLOCKS, (2, 1, 3, 2, 2, 4), strict=False))
STATUS = {1: "validé", 2: "validé", 3: "en voie de validation", 4: "non acquis"}


class Recount:
    """The jury's decisions, followed row by row with nothing but the rows."""

    def __init__(self):
        self.present, self.recused, self.chair = set(), set(), "M1"
        self.votes, self.counted, self.adopted, self.aside = {}, {}, {}, {}

    def voters(self, candidate):
        away = {member for member, whom in self.recused if whom == candidate}
        return {m for m in VOTING[candidate] if m in self.present} - away

    def status(self, candidate, block):
        place = candidate, block
        known = STATUS.get(self.adopted.get(place)) or self.aside.get(place)
        return known or FILE[candidate].get(block)

    def outcome(self, candidate):
        found = [self.status(candidate, block) for block in BLOCKS]
        to_vote = [status for status in found if status != "acquis"]
        obtained = [status in ("validé", "acquis") for status in found]
        if to_vote and all(status == "non présenté" for status in to_vote):
            return "NP"
        if "en attente" in found:
            return "ATT"
        if None in found:
            return None
        if all(obtained):
            return "CERT"
        if any(obtained):
            return "PART"
        return "REFU" if candidate.startswith("V") else "AJOU"

    def blocks(self, row):
        (candidate,) = row.candidates
        if row.block != "*":
            return [row.block]
        return [block for block in BLOCKS if self.status(candidate, block) is None]

    def standing(self, place):
        level, voters = self.counted.get(place, (None, None))
        return level is not None and voters == self.voters(place[0])

    def take(self, row):
        getattr(self, f"take_{row.act}")(row, *row.members, *row.candidates)

    def take_presence(self, row, member):
        (self.present.add if row.value == "present" else self.present.discard)(member)

    def take_deport(self, _row, member, candidate):
        self.recused.add((member, candidate))

    def take_president_seance(self, _row, member):
        self.chair = member

    def take_vote(self, row, member, candidate):
        level = None if row.value == "abstention" else int(row.value)
        self.votes.setdefault((candidate, row.block), {})[member] = level

    def take_decompte(self, row, candidate):
        numbers, _, chair = row.value.partition(" prep=")
        *votes, _abstentions = (int(number) for number in numbers.split("/"))
        expressed = [level for level, number in enumerate(votes, 1) for _ in range(number)]
        level = majority(expressed, int(chair) if chair else None)
        self.counted[candidate, row.block] = level, self.voters(candidate)

    def take_consensus(self, row, candidate):
        for block in self.blocks(row):
            place = candidate, block
            busy = self.votes.get(place) or self.standing(place)
            if row.block != "*" or not busy:
                level = int(row.value) if row.value else PROPOSED[block]
                self.counted[place] = level, self.voters(candidate)

    def take_adoption(self, row, candidate):
        voters = self.voters(candidate)
        assert len(voters) >= QUORUM[candidate]
        assert self.chair in voters
        for block in self.blocks(row):
            place = candidate, block
            votes = self.votes.pop(place, None)
            if votes:
                assert votes.keys() == voters
                expressed = [level for level in votes.values() if level is not None]
                self.counted[place] = majority(expressed, votes[self.chair]), voters
            level, counted_by = self.counted[place]
            assert counted_by == voters
            self.adopted[place] = level
            self.aside.pop(place, None)

    def take_attente(self, row, candidate):
        for block in self.blocks(row):
            self.aside[candidate, block] = "en attente"

    def take_reouverture(self, row, candidate):
        decided = [b for b in BLOCKS if self.status(candidate, b) not in (None, "acquis")]
        for block in decided if row.block == "*" else [row.block]:
            assert block in decided
            self.adopted.pop((candidate, block), None)
            self.aside.pop((candidate, block), None)
            self.counted.pop((candidate, block), None)

    def take_non_presente(self, row, candidate):
        for block in self.blocks(row):
            self.aside[candidate, block] = "non présenté"


def majority(expressed, chair):
    """The smallest level that more than half reach, or half with the chair's own vote."""
    for level in STATUS:
        reached = sum(vote <= level for vote in expressed)
        tied = bool(expressed) and 2 * reached == len(expressed)
        if 2 * reached > len(expressed) or (tied and chair is not None and chair <= level):
            return level
    return None


CANDIDATES = st.sampled_from(sorted(VOTING))
MEMBERS = st.sampled_from([f"M{number}" for number in range(1, 10)])
BLOCS = st.sampled_from(BLOCKS[:6])
WHOLE = st.one_of(BLOCS, st.just("*"))
LEVELS = st.sampled_from([1, 2, 2, 3, 4, None])


def a_row(act, member="", candidate="", block="", value=""):
    members = (member,) if member else ()
    return act, members, (candidate,) if candidate else (), block, value


@st.composite
def ballots(draw):
    """One bloc put to the vote in one way, then adopted."""
    candidate, block = draw(CANDIDATES), draw(BLOCS)
    rows = []
    if draw(st.booleans()):
        for member in VOTING[candidate]:
            level = draw(LEVELS)
            rows.append(a_row("vote", member, candidate, block, str(level or "abstention")))
    else:
        number = draw(st.sampled_from([len(VOTING[candidate]), len(VOTING[candidate]) - 1]))
        levels = Counter(draw(st.lists(LEVELS, min_size=number, max_size=number)))
        tally = "/".join(str(levels[level]) for level in (*STATUS, None))
        chair = draw(st.sampled_from(sorted(levels.keys() - {None}) or [None]))
        told = f" prep={chair}" if chair and draw(st.booleans()) else ""
        rows.append(a_row("decompte", "", candidate, block, tally + told))
    return [*rows, a_row("adoption", "", candidate, block)]


SINGLE = st.one_of(
    st.builds(a_row, st.just("presence"), MEMBERS, value=st.sampled_from(["present", "parti"])),
    st.builds(a_row, st.just("deport"), MEMBERS, CANDIDATES),
    st.builds(a_row, st.just("president_seance"), MEMBERS),
    st.builds(a_row, st.sampled_from(["attente", "non_presente"]), st.just(""), CANDIDATES, WHOLE),
    st.builds(
        a_row,
        st.just("consensus"),
        st.just(""),
        CANDIDATES,
        WHOLE,
        st.sampled_from(["", "1", "2", "3", "4"]),
    ),
    st.builds(a_row, st.just("reouverture"), st.just(""), CANDIDATES, WHOLE),
    st.builds(a_row, st.just("adoption"), st.just(""), CANDIDATES, WHOLE),
).map(lambda row: [row])


def a_sitting():
    """Three candidates, their files as above, before a jury that nothing blocks."""
    proposed = proposed_levels(*PROPOSED.values())
    absent = a_record(BC04, proposed=2, state="np")
    second = tuple(absent if record.block == BC04 else record for record in proposed)
    vae = {"rapporteur": "M12", "path_start": date(2024, 4, 15), "employer": "Cartexa"}
    done = (a_record(BC07, state="acquis"),)
    return prepared(
        a_candidate("C01", **{**bc07_acquired(), "blocks": (*proposed, *done)}),
        a_candidate("C02", blocks=(*second, *done)),
        a_candidate("V01", "VAE", blocks=(*proposed, *done), **vae),
        members=(*regular_jury(), a_member("M12", "rapporteur")),
    )


@settings(max_examples=120, deadline=None)
@given(st.lists(st.one_of(ballots(), ballots(), SINGLE), min_size=4, max_size=30))
def test_levels_and_outcomes_are_those_of_a_recount_by_hand(groups):
    session, hand, number = a_sitting(), Recount(), count(2)
    opening = [a_row("presence", f"M{n}", value="present") for n in (*range(1, 10), 12)]
    rows = [*opening, a_row("ouverture"), *(row for group in groups for row in group)]
    for act, members, candidates, block, value in rows:
        row = SheetRow(next(number), time(9), act, members, candidates, block, value, "Motif.")
        if not replay([read_value(row)], session).problems and act != "ouverture":
            hand.take(row)
    told = decisions_json(session.state)["candidates"]
    assert [candidate["id"] for candidate in told] == list(session.state.candidates)
    for candidate in told:
        who = candidate["id"]
        assert candidate["outcome"] == hand.outcome(who)
        found = {each["code"]: (each["status"], each["level"]) for each in candidate["blocs"]}
        assert found == {b: (hand.status(who, b), hand.adopted.get((who, b))) for b in BLOCKS}
    event("VAE adopted" if any(who == "V01" for who, _ in hand.adopted) else "no VAE adopted")
