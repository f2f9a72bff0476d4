"""What the jury may not vote, count or adopt, and what the sentence tells the clerk to do."""

from datetime import date

import pytest

from jurydesk.certification.vocabulary import BlockStatus
from jurydesk.deliberation import acts
from jurydesk.deliberation.decisions import block_status
from jurydesk.deliberation.facts import BallotCounted, BallotWay, DecisionAdopted, VoteCast
from jurydesk.deliberation.permission import check_allowed
from jurydesk.errors import ActRefusedError
from tests.builders import a_candidate, a_member, at, unruled
from tests.deliberation.builders import (
    BC01,
    BC07,
    a_record,
    adopt,
    arrive,
    bc07_acquired,
    consensus,
    defend,
    leave,
    prepared,
    proposed_levels,
    recuse,
    regular_jury,
    sitting,
    tally,
    vote,
)

ALL_FOR_2 = dict.fromkeys(("M1", "M2", "M3", "M4", "M5", "M6", "M9"), 2)


def a_count(**changes):
    voters = tuple(ALL_FOR_2)
    count = {
        "at": at("09:15"),
        "candidate": "C01",
        "block": BC01,
        "way": BallotWay.TALLY,
        "tally": {2: 7},
        "abstentions": 0,
        "voters": voters,
        "chair": "M1",
        "level": 2,
        "casting_vote": False,
    }
    return BallotCounted(**{**count, **changes})


def test_nobody_votes_before_the_opening():
    session = prepared()
    arrive(session, "M1")
    asked = r"relevez les présences, puis ouvrez la séance avant"
    for act in (
        lambda: vote(session, {"M1": 2}),
        lambda: consensus(session),
        lambda: tally(session, {2: 7}),
    ):
        with pytest.raises(ActRefusedError, match=asked):
            act()


def test_nobody_votes_while_the_sitting_is_suspended():
    session = sitting()
    session.record(*acts.suspend_sitting(session.state, at("09:05")))
    with pytest.raises(ActRefusedError, match=r"suspendue : reprenez la séance"):
        vote(session, {"M1": 2})


@pytest.mark.parametrize(
    ("member", "why"),
    [
        ("M7", "n’a que voix consultative pour la voie FI"),
        ("M99", "Aucun membre du jury ne porte l’identifiant « M99 »"),
    ],
)
def test_only_a_voter_votes(member, why):
    with pytest.raises(ActRefusedError, match=why):
        vote(sitting(), {member: 2})


def test_an_absent_member_does_not_vote():
    session = sitting()
    leave(session, "M4", clock="09:01")
    with pytest.raises(ActRefusedError, match=r"PrénomM4 NOMM4 n’est pas présent"):
        vote(session, {"M4": 2})


def test_a_recused_member_does_not_vote_on_that_candidate_but_does_on_another():
    session = sitting(a_candidate("C01", **bc07_acquired()), a_candidate("C02", **bc07_acquired()))
    recuse(session, "M4", "C01")
    with pytest.raises(ActRefusedError, match=r"s’est déporté pour LEFÈVRE Éloïse"):
        vote(session, {"M4": 2}, candidate="C01")
    vote(session, {"M4": 2}, candidate="C02")
    assert session.state.ballot("C02", BC01).votes == {"M4": 2}


def test_a_voting_member_who_is_rapporteur_of_a_candidate_loses_the_vote_on_them():
    session = sitting(a_candidate("C01", rapporteur="M3", **bc07_acquired()))
    with pytest.raises(ActRefusedError, match=r"est rapporteur et ne vote pas"):
        vote(session, {"M3": 2})


def test_a_suppleant_votes_only_while_replacing_an_absent_titulaire():
    members = (*regular_jury(), a_member("M10", "enseignant", substitute_for="M4"))
    session = sitting(members=members)
    arrive(session, "M10", clock="09:01")
    with pytest.raises(ActRefusedError, match=r"est suppléant et ne remplace personne"):
        vote(session, {"M10": 2})
    leave(session, "M4", clock="09:11")
    vote(session, {"M10": 2}, clock="09:12")
    assert session.state.ballot("C01", BC01).votes == {"M10": 2}


@pytest.mark.parametrize("level", [0, 5])
def test_a_level_outside_the_rulebook_is_refused(level):
    with pytest.raises(ActRefusedError, match=f"niveau {level} n’existe pas.*de 1 à 4"):
        vote(sitting(), {"M1": level})


def test_a_bloc_already_acquis_is_not_voted():
    with pytest.raises(ActRefusedError, match=r"BC07 de LEFÈVRE Éloïse est acquis"):
        vote(sitting(), {"M1": 2}, block="BC07")


def test_an_unknown_bloc_or_candidate_is_named():
    session = sitting()
    with pytest.raises(ActRefusedError, match=r"pas de bloc « BC09 ».*BC01, BC02"):
        vote(session, {"M1": 2}, block="BC09")
    with pytest.raises(ActRefusedError, match=r"« C77 »"):
        vote(session, {"M1": 2}, candidate="C77")


def test_a_fact_holds_the_full_code_of_a_bloc():
    session = sitting()
    with pytest.raises(ActRefusedError, match=r"code complet"):
        check_allowed(session.state, VoteCast(at("09:10"), "M1", "C01", "BC01", 2))


def test_a_vote_is_changed_by_voting_again():
    session = sitting()
    vote(session, {"M1": 2})
    vote(session, {"M1": None})
    assert session.state.ballot("C01", BC01).votes == {"M1": None}


def test_a_vote_is_withdrawn_once():
    session = sitting()
    vote(session, {"M1": 2})
    session.record(*acts.withdraw(session.state, "M1", "C01", "BC01", at("09:11")))
    assert session.state.ballot("C01", BC01).votes == {}
    with pytest.raises(ActRefusedError, match=r"pas de vote en cours"):
        session.record(*acts.withdraw(session.state, "M1", "C01", "BC01", at("09:11")))


def test_a_nominal_ballot_is_adopted_once_every_voter_spoke():
    session = sitting()
    vote(session, {**ALL_FOR_2, "M9": None})
    adopt(session, "BC01")
    ballot = session.state.ballot("C01", BC01)
    assert ballot.decision.status is BlockStatus.VALIDATED
    assert (ballot.count.tally, ballot.count.abstentions, ballot.votes) == ({2: 6}, 1, {})


def test_adoption_names_the_voters_who_have_not_spoken():
    session = sitting()
    vote(session, {"M1": 2, "M2": 2, "M3": 2, "M4": 2, "M5": 2})
    with pytest.raises(ActRefusedError, match=r"Il manque.*NOMM6, .*NOMM9"):
        adopt(session, "BC01")


def test_a_vote_of_someone_who_lost_the_seat_is_withdrawn_before_adoption():
    members = (*regular_jury(), a_member("M10", "enseignant", substitute_for="M4"))
    session = sitting(members=members)
    leave(session, "M4", clock="09:01")
    arrive(session, "M10", clock="09:01")
    others = {m: 2 for m in ALL_FOR_2 if m != "M4"}
    vote(session, {**others, "M10": 2})
    arrive(session, "M4", clock="09:12")
    vote(session, {"M4": 2}, clock="09:12")
    with pytest.raises(ActRefusedError, match=r"NOMM10 ne vote plus.*retirez ce vote"):
        adopt(session, "BC01")


def test_a_tally_equals_the_voters():
    session = sitting()
    with pytest.raises(ActRefusedError, match=r"totalise 8 voix.* 7 votant"):
        tally(session, {2: 8})
    with pytest.raises(ActRefusedError, match=r"totalise 6 voix"):
        tally(session, {2: 5}, abstentions=1)
    tally(session, {2: 6}, abstentions=1)


def test_a_tally_without_anyone_to_vote_is_refused():
    session = sitting(a_candidate(**bc07_acquired()), members=regular_jury())
    leave(session, *ALL_FOR_2, clock="09:01")
    with pytest.raises(ActRefusedError, match=r"Aucun membre présent ne vote"):
        tally(session, {})


def test_a_negative_number_is_no_tally():
    session = sitting()
    with pytest.raises(ActRefusedError, match=r"nombre négatif"):
        tally(session, {2: 8, 3: -1})
    with pytest.raises(ActRefusedError, match=r"nombre négatif"):
        check_allowed(session.state, a_count(tally={2: 8}, abstentions=-1))


def test_named_votes_and_a_tally_are_not_mixed():
    session = sitting()
    vote(session, {"M1": 2})
    with pytest.raises(ActRefusedError, match=r"votes nominatifs sont en cours"):
        tally(session, {2: 7})
    with pytest.raises(ActRefusedError, match=r"votes nominatifs sont en cours"):
        consensus(session, "BC01", 2)
    tally(session, {2: 7}, block="BC02")
    with pytest.raises(ActRefusedError, match=r"décompte est déjà enregistré"):
        vote(session, {"M1": 2}, block="BC02", clock="09:16")
    with pytest.raises(ActRefusedError, match=r"décompte est déjà enregistré"):
        tally(session, {2: 7}, block="BC02")


def test_a_tally_that_ties_asks_for_the_chairs_level():
    # Eight voters: M1 to M6, M9 and one more teacher. 4–4 at level 2.
    members = (*regular_jury(), a_member("M10", "enseignant"))
    session = sitting(members=members)
    tally(session, {2: 4, 3: 4})
    tally(session, {2: 4, 3: 4}, chair=2, block="BC02")
    tally(session, {2: 4, 3: 4}, chair=3, block="BC03")
    counts = [session.state.ballot("C01", f"RNCP35609BC0{n}").count for n in (1, 2, 3)]
    assert [(count.level, count.casting_vote) for count in counts] == [
        (3, False),
        (2, True),
        (3, False),
    ]


def test_the_chairs_level_is_one_of_those_counted():
    with pytest.raises(ActRefusedError, match=r"niveau du président \(1\)"):
        tally(sitting(), {2: 4, 3: 3}, chair=1)


def test_a_level_the_tally_cannot_give_is_refused():
    session = sitting()
    with pytest.raises(ActRefusedError, match=r"n’est pas celui que donne le décompte"):
        check_allowed(session.state, a_count(level=1))
    with pytest.raises(ActRefusedError, match=r"n’est pas celui que donne le décompte"):
        check_allowed(session.state, a_count(casting_vote=True))


def test_a_tally_of_other_voters_is_refused():
    session = sitting()
    others = ("M1", "M2", "M3", "M4", "M5", "M6", "M7")
    with pytest.raises(ActRefusedError, match=r"recomptez"):
        check_allowed(session.state, a_count(voters=others))


def test_all_abstaining_gives_nothing_and_the_jury_votes_again():
    session = sitting()
    tally(session, {}, abstentions=7)
    with pytest.raises(ActRefusedError, match=r"Aucune voix n’a été exprimée.*voter de nouveau"):
        adopt(session, "BC01")
    vote(session, ALL_FOR_2, clock="09:16")
    adopt(session, "BC01")
    ballot = session.state.ballot("C01", BC01)
    assert ballot.decision.level == 2
    assert [count.level for count in ballot.earlier] == [None]


def test_all_abstaining_by_name_is_not_adopted_either():
    session = sitting()
    vote(session, dict.fromkeys(ALL_FOR_2))
    with pytest.raises(ActRefusedError, match=r"Aucune voix n’a été exprimée"):
        adopt(session, "BC01")


def test_nothing_is_adopted_without_a_vote():
    session = sitting()
    with pytest.raises(ActRefusedError, match=r"Aucun vote n’est enregistré"):
        adopt(session, "BC01")
    decision = DecisionAdopted(at("09:20"), "C01", BC01, 2, BlockStatus.VALIDATED, 2)
    with pytest.raises(ActRefusedError, match=r"Aucun résultat n’est enregistré"):
        check_allowed(session.state, decision)
    vote(session, {"M1": 2})
    with pytest.raises(ActRefusedError, match=r"Il manque le vote"):
        check_allowed(session.state, decision)


def test_nothing_is_adopted_without_quorum():
    # Seven voters appointed: quorum 4. Four leave, three stay.
    session = sitting()
    leave(session, "M3", "M4", "M5", "M6", clock="09:05")
    tally(session, {2: 3})
    with pytest.raises(ActRefusedError, match=r"Le quorum n’est pas atteint.*3 votant.* 4 requis"):
        adopt(session, "BC01")


def test_a_recusal_never_lowers_the_quorum():
    # Four present of seven; one recused leaves three voters for four required.
    session = sitting()
    leave(session, "M4", "M5", "M6", clock="09:01")
    recuse(session, "M9")
    consensus(session, "BC01", 2)
    with pytest.raises(ActRefusedError, match=r"Le quorum n’est pas atteint"):
        adopt(session, "BC01")


def test_nothing_is_adopted_while_the_chair_is_recused_until_another_presides():
    session = sitting()
    recuse(session, "M1")
    consensus(session, "BC01")
    with pytest.raises(ActRefusedError, match=r"qui préside, s’est déporté"):
        adopt(session, "BC01")
    session.record(*acts.name_acting_chair(session.state, "M2", at("09:20")))
    adopt(session, "BC01")
    assert session.state.ballot("C01", BC01).decision is not None


def test_nothing_is_adopted_while_the_chair_is_away():
    session = sitting()
    leave(session, "M1", clock="09:05")
    consensus(session, "BC01")
    with pytest.raises(ActRefusedError, match=r"qui préside, n’est pas présent"):
        adopt(session, "BC01")


def test_a_chair_who_does_not_vote_on_a_candidate_does_not_preside_for_them():
    session = sitting(a_candidate(rapporteur="M1", **bc07_acquired()))
    consensus(session, "BC01")
    with pytest.raises(ActRefusedError, match=r"qui préside, ne vote pas sur"):
        adopt(session, "BC01")


def test_a_finding_that_stops_says_whether_the_chair_may_go_on():
    # 2/8 externals: the appointed jury is short of 30 %.
    session = sitting(members=regular_jury()[:8])
    consensus(session, "BC01")
    with pytest.raises(ActRefusedError, match=r"« exterieurs » empêche.*passer outre"):
        adopt(session, "BC01")


def test_a_missing_defence_stops_its_own_bloc_only():
    session = sitting(a_candidate(blocks=proposed_levels(2, 2, 2, 2, 2, 2, 2)))
    consensus(session)
    adopt(session, "BC01")
    with pytest.raises(ActRefusedError, match=r"« soutenance » empêche d’adopter le bloc BC07"):
        adopt(session, "BC07")


def test_a_new_vote_under_way_wins_over_the_tally_of_the_same_voters():
    # Seven vote 3, M9 leaves, the jury starts again by name, M9 comes back in the middle.
    session = sitting()
    tally(session, {3: 7}, clock="09:10")
    leave(session, "M9", clock="09:11")
    vote(session, {"M1": 2, "M2": 2}, clock="09:12")
    arrive(session, "M9", clock="09:13")
    with pytest.raises(ActRefusedError, match=r"Il manque le vote"):
        adopt(session, "BC01", "Écart.", clock="09:14")
    vote(session, dict.fromkeys(("M3", "M4", "M5", "M6", "M9"), 2), clock="09:15")
    adopt(session, "BC01", clock="09:16")
    ballot = session.state.ballot("C01", BC01)
    assert (ballot.decision.level, ballot.count.tally, ballot.votes) == (2, {2: 7}, {})
    assert [earlier.tally for earlier in ballot.earlier] == [{3: 7}]


@pytest.mark.parametrize("status", [BlockStatus.PENDING, BlockStatus.NOT_PRESENTED])
def test_a_bloc_set_aside_is_not_decided_without_its_defence(status):
    session = sitting(a_candidate(blocks=proposed_levels(2, 2, 2, 2, 2, 2, 2)))
    session.record(*acts.set_aside(session.state, "C01", "BC07", status, at("09:10")))
    consensus(session, "BC07", 2)
    with pytest.raises(ActRefusedError, match=r"soutenance.*empêche d’adopter le bloc BC07"):
        adopt(session, "BC07")
    defend(session, {"M7": ("14", "15"), "M3": ("12", "13")}, clock="09:21")
    adopt(session, "BC07", clock="09:22")


def test_the_chair_may_pass_over_the_missing_defence_of_a_bloc_set_aside():
    session = sitting(a_candidate(blocks=proposed_levels(2, 2, 2, 2, 2, 2, 2)))
    pending = BlockStatus.PENDING
    session.record(*acts.set_aside(session.state, "C01", "BC07", pending, at("09:10")))
    consensus(session, "BC07", 2)
    reason = "Notes remises sur papier."
    session.record(*acts.override(session.state, "soutenance", at("09:16"), reason, "C01"))
    adopt(session, "BC07")
    assert block_status(session.state, "C01", BC07) is BlockStatus.VALIDATED


def test_a_vae_tie_not_recused_stops_adoption_and_is_not_passed_over():
    session = sitting(
        a_candidate(
            route="VAE",
            employer="THALES",
            path_start=date(2024, 4, 15),
            rapporteur="M12",
            blocks=proposed_levels(2, 2, 2, 2, 2, 2, 2),
        ),
        members=(*regular_jury(), a_member("M12", "rapporteur")),
    )
    consensus(session, "BC01")
    with pytest.raises(ActRefusedError, match=r"« vae_independance ».*remédiez-y avant"):
        adopt(session, "BC01")


def test_a_departure_from_the_proposal_needs_its_reason():
    session = sitting()
    consensus(session, "BC01", 3)
    with pytest.raises(ActRefusedError, match=r"3 – .*s’écarte de la proposition \(2 – "):
        adopt(session, "BC01")
    adopt(session, "BC01", reason="Monographie non remise.")
    decision = session.state.ballot("C01", BC01).decision
    assert (decision.level, decision.proposed, decision.reason) == (3, 2, "Monographie non remise.")


def test_a_bloc_without_proposal_needs_no_reason():
    session = sitting(a_candidate())
    consensus(session, "BC01", 3)
    adopt(session, "BC01")
    assert session.state.ballot("C01", BC01).decision.status is BlockStatus.IN_PROGRESS


def test_the_reason_of_a_star_goes_with_departures_only():
    session = sitting()
    consensus(session, "BC01", 1)
    consensus(session)
    adopt(session, "*", reason="Travail exceptionnel.")
    reasons = [session.state.ballot("C01", f"RNCP35609BC0{n}").decision.reason for n in (1, 2)]
    assert reasons == ["Travail exceptionnel.", ""]


def test_a_decision_other_than_the_count_is_refused():
    session = sitting()
    consensus(session, "BC01", 2)
    decision = DecisionAdopted(at("09:20"), "C01", BC01, 1, BlockStatus.VALIDATED, 2, "parce que")
    with pytest.raises(ActRefusedError, match=r"n’est pas celui du décompte"):
        check_allowed(session.state, decision)


def test_a_decision_on_another_proposal_is_refused():
    session = sitting()
    consensus(session, "BC01", 2)
    decision = DecisionAdopted(at("09:20"), "C01", BC01, 2, BlockStatus.VALIDATED, 1)
    with pytest.raises(ActRefusedError, match=r"La proposition du bloc BC01.*a changé"):
        check_allowed(session.state, decision)


def test_an_arrival_after_the_count_asks_for_a_new_vote():
    session = sitting()
    leave(session, "M9", clock="09:01")
    consensus(session, "BC01")
    arrive(session, "M9", clock="09:16")
    with pytest.raises(ActRefusedError, match=r"Les votants ne sont plus ceux du décompte"):
        adopt(session, "BC01")


def test_an_adopted_bloc_is_undone_before_anything_else():
    session = sitting()
    consensus(session, "BC01")
    adopt(session, "BC01")
    with pytest.raises(ActRefusedError, match=r"déjà adopté.*rouvrez la décision"):
        vote(session, {"M1": 3}, clock="09:21")
    with pytest.raises(ActRefusedError, match=r"déjà adopté"):
        adopt(session, "BC01")
    with pytest.raises(ActRefusedError, match=r"déjà adopté"):
        session.record(
            *acts.set_aside(session.state, "C01", "BC01", BlockStatus.PENDING, at("09:21"))
        )


def test_a_star_leaves_out_what_needs_no_decision():
    blocks = (
        a_record(BC01, state="attente"),
        a_record("RNCP35609BC02", state="np"),
        *(a_record(f"RNCP35609BC0{n}", 2) for n in (3, 4, 5, 6)),
        a_record(BC07, state="acquis"),
    )
    session = sitting(a_candidate(blocks=blocks))
    with pytest.raises(ActRefusedError, match=r"propose de déclarer non présenté le bloc BC02"):
        consensus(session)
    absent = BlockStatus.NOT_PRESENTED
    session.record(*acts.set_aside(session.state, "C01", "BC02", absent, at("09:12")))
    consensus(session)
    adopt(session)
    decided = [block for (_, block), ballot in session.state.ballots.items() if ballot.decision]
    assert decided == [f"RNCP35609BC0{n}" for n in (3, 4, 5, 6)]
    with pytest.raises(ActRefusedError, match=r"Aucun bloc de LEFÈVRE Éloïse n’est à adopter"):
        adopt(session)


def test_a_pending_bloc_may_be_voted_once_the_piece_came():
    blocks = (a_record(BC01, 2, state="attente"), *bc07_acquired()["blocks"][1:])
    session = sitting(a_candidate(blocks=blocks))
    consensus(session, "BC01", 2)
    adopt(session, "BC01")
    assert session.state.ballot("C01", BC01).decision.level == 2


def test_a_consensus_without_level_nor_proposal_is_refused():
    with pytest.raises(ActRefusedError, match=r"Aucun niveau n’est proposé pour le bloc BC01"):
        consensus(sitting(a_candidate()), "BC01")


def test_a_consensus_on_all_blocs_leaves_the_contested_one_to_its_vote():
    session = sitting()
    vote(session, {"M1": 2}, block="BC03")
    consensus(session)
    assert session.state.ballot("C01", "RNCP35609BC03").count is None
    assert session.state.ballot("C01", "RNCP35609BC04").count.level == 2
    with pytest.raises(ActRefusedError, match=r"vote est déjà en cours sur chaque bloc"):
        consensus(session)


def test_a_bloc_being_voted_is_not_put_aside():
    session = sitting()
    vote(session, {"M1": 2})
    with pytest.raises(ActRefusedError, match=r"retirez les votes ou annulez le décompte"):
        session.record(
            *acts.set_aside(session.state, "C01", "BC01", BlockStatus.PENDING, at("09:21"))
        )
    with pytest.raises(ActRefusedError, match=r"tout autre statut vient d’un vote"):
        session.record(
            *acts.set_aside(session.state, "C01", "BC02", BlockStatus.VALIDATED, at("09:21"))
        )


def test_a_follow_up_is_asked_for_a_bloc_not_validated():
    session = sitting()
    consensus(session, "BC01", 4)
    consensus(session, "BC02", 2)
    adopt(session, "BC01", reason="Étude de cas insuffisante.")
    adopt(session, "BC02")
    plan = acts.plan_follow_up
    session.record(*plan(session.state, "C01", "BC01", "Rattrapage", None, at("09:30")))
    assert session.state.ballot("C01", BC01).follow_up.work == "Rattrapage"
    with pytest.raises(ActRefusedError, match=r"n’appelle ni complément ni rattrapage"):
        session.record(*plan(session.state, "C01", "BC02", "Rattrapage", None, at("09:30")))


def test_no_count_ever_names_a_vote():
    session = sitting()
    vote(session, {**ALL_FOR_2, "M9": 4, "M1": 1})
    adopt(session, "BC01")
    kept = session.state.ballot("C01", BC01).count
    assert kept.tally == {1: 1, 2: 5, 4: 1}
    assert set(kept.voters) == set(ALL_FOR_2)
    assert not session.votes
    assert all(not isinstance(entry.fact, VoteCast) for entry in session.entries)


def test_a_recused_chair_has_no_casting_vote():
    session = sitting()
    recuse(session, "M1")
    with pytest.raises(ActRefusedError, match=r"qui préside, s’est déporté"):
        tally(session, {2: 3, 3: 3}, chair=2)
    session.record(*acts.name_acting_chair(session.state, "M2", at("09:16")))
    tally(session, {2: 3, 3: 3}, chair=2, clock="09:17")
    count = session.state.ballot("C01", BC01).count
    assert (count.level, count.casting_vote, count.chair) == (2, True, "M2")


def test_a_casting_vote_the_rulebook_does_not_grant_is_refused():
    session = sitting()
    session.state.rulebook = unruled(session.state.rulebook, "voix_preponderante")
    split = {2: 3, 3: 3}
    with pytest.raises(
        ActRefusedError, match=r"ne donne pas de voix prépondérante pour la voie FI"
    ):
        check_allowed(
            session.state, a_count(tally=split, abstentions=1, level=2, casting_vote=True)
        )


def test_nothing_is_adopted_when_nobody_presides():
    session = sitting()
    consensus(session, "BC01")
    session.state.chair = None
    with pytest.raises(ActRefusedError, match=r"Personne ne préside la séance : nommez"):
        adopt(session, "BC01")
