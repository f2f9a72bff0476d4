"""What the room says of a candidate: each sentence worked out from the file and the votes."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from jurydesk.certification.vocabulary import BlockStatus, Derogation
from jurydesk.cohort.birth_date import BirthDate
from jurydesk.cohort.candidate import BlockRecord, BlockRecordState, Thesis
from jurydesk.compliance.member import Attendance
from jurydesk.deliberation import acts
from jurydesk.deliberation.facts import DecisionAdopted
from jurydesk.deliberation.state import Ballot
from jurydesk.deliberation.words import candidate_file, candidate_words
from tests.builders import a_candidate, at, unruled
from tests.deliberation.builders import (
    BC01,
    BC02,
    BC05,
    BC07,
    BLOCKS,
    SECOND,
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
    sitting,
    tally,
    vote,
)

DAY = date(2023, 6, 1)
SEVEN = ("M1", "M2", "M3", "M4", "M5", "M6", "M9")


def plain(text):
    return text.replace("\xa0", " ").replace("\u202f", " ")


def ready(*candidates):
    return sitting(*(candidates or (a_candidate(**bc07_acquired()),)))


def hint(session, block=BC01, undoes=()):
    return plain(candidate_words.ballot_hint(session.state, "C01", block, undoes))


# Names


def test_two_of_one_name_are_told_by_their_number_and_the_third_is_not():
    state = prepared(
        a_candidate("C01"), a_candidate("C02"), a_candidate("C03", birth_name="Roy")
    ).state
    assert candidate_words.homonyms(state) == {"C01", "C02"}
    assert plain(candidate_words.told_apart(state, "C01")) == "LEFÈVRE Éloïse (n° C01)"
    assert candidate_words.told_apart(state, "C03") == "ROY Éloïse"


def test_one_alone_or_with_other_first_names_needs_no_number():
    alone = prepared(a_candidate("C01"), a_candidate("C02", first_names="Zoé")).state
    assert candidate_words.homonyms(alone) == frozenset()
    assert candidate_words.told_apart(alone, "C01") == "LEFÈVRE Éloïse"


# The file


def acquired(code, day):
    return BlockRecord(code, BlockRecordState.ACQUIRED, acquired_on=day)


def test_identity_keeps_what_is_private_to_itself():
    who = a_candidate(
        employer="Onera",
        birth_date=BirthDate(1990, 5, 1),
        rapporteur="M9",
        companion="Mme Roy",
        derogation=Derogation.VAPP,
        blocks=(acquired(BC01, DAY), acquired(BC02, DAY), acquired(BC05, None)),
    )
    state = prepared(who).state
    common = (
        "BC01 et BC02 acquis le 01/06/2023 · BC05 acquis · parcours commencé le 1er septembre 2022"
    )
    told = plain(candidate_words.facts(state, who, private=True))
    assert told == (
        f"n° C01 · Onera · née en 1990 · {common} · admission {Derogation.VAPP.words} · "
        "rapporteur : M9 · accompagnée par Mme Roy"
    )
    shown = plain(candidate_words.facts(state, who, private=False))
    assert shown == f"n° C01 · {common} · admission {Derogation.VAPP.words}"
    bare = a_candidate(path_start=None)
    assert plain(candidate_words.facts(prepared(bare).state, bare, private=True)) == "n° C01"


def test_only_remarks_that_say_something_are_told():
    who = a_candidate(remarks=(("observation", "Absente en mai"), ("autre", "  ")))
    assert plain(candidate_words.remarks(who)) == "Observation : Absente en mai"


def test_thesis_and_its_marks_are_for_the_jury():
    who = a_candidate(
        blocks=proposed_levels(2, 2, 2, 2, 2, 2, None), thesis=Thesis(title="Essaims", pages=61)
    )
    session = ready(who)
    told = candidate_words.thesis(session.state, who, private=True)
    assert plain(told) == "Thèse de 61 pages · soutenance à noter (M) · « Essaims »"
    defend(session, {"M7": ("14", "15"), "M3": ("12", "13")})
    # (14 + 12)/2 = 13, (15 + 13)/2 = 14, half each: 13.5.
    told = candidate_words.thesis(session.state, who, private=True)
    assert plain(told) == (
        "Thèse de 61 pages · soutenance 13,50/20 (rapport 13,00, oral 14,00) · « Essaims »"
    )
    assert plain(candidate_words.thesis(session.state, who, private=False)) == "Thèse de 61 pages"
    assert "61 pages" in plain(candidate_words.warnings(session.state, who))
    secret = replace(who, thesis=Thesis(title="Essaims", confidential=True))
    shown = candidate_words.thesis(session.state, secret, private=True)
    assert "Essaims" not in shown
    assert plain(shown).endswith("thèse confidentielle")


def test_an_acquired_defence_is_not_to_be_marked():
    who = a_candidate(**bc07_acquired())
    assert candidate_words.thesis(ready(who).state, who, private=True) == ""


# Outcome and proposals


def test_outcome_is_foreseen_until_it_is_decided():
    session = ready()
    assert candidate_words.live_outcome(session.state, "C01").endswith("(prévue)")
    consensus(session)
    adopt(session)
    assert plain(candidate_words.live_outcome(session.state, "C01")) == "Certification complète"


def test_a_partial_outcome_names_the_blocs_obtained():
    session = ready()
    consensus(session, level=4, block="BC02")
    adopt(session, "BC02", reason="Insuffisant")
    told = plain(candidate_words.live_outcome(session.state, "C01"))
    assert "BC01, BC03, BC04, BC05, BC06, BC07 (prévue)" in told
    assert "BC02" not in told


def test_nothing_proposed_is_to_be_decided():
    state = ready(a_candidate()).state
    assert candidate_words.live_outcome(state, "C01") == "à décider"
    assert plain(candidate_words.behind_proposal(state, state.candidates["C01"], BC01)) == (
        "Aucune proposition : le jury décide seul."
    )


def test_where_a_proposal_comes_from():
    record = replace(a_record(BC01, 3), assessments=(Decimal(3), None))
    who = a_candidate(blocks=(record, *proposed_levels(2, 2, 2, 2, 2, 2, None)[1:], a_record(BC07)))
    session = ready(who)
    assert (
        plain(candidate_words.evaluations(session.state, who, BC01))
        == "monographie économique et technologique 3"
    )
    told = plain(candidate_words.behind_proposal(session.state, who, BC01))
    assert told.endswith(": monographie économique et technologique 3 (le moins bon niveau)")
    assert plain(candidate_words.behind_proposal(session.state, who, BC02)).endswith(
        ": colonne du dossier"
    )
    defend(session, {"M7": ("14", "15"), "M3": ("12", "13")})
    assert plain(candidate_words.behind_proposal(session.state, who, BC07)).endswith(
        ": soutenance 13,50/20"
    )
    absent = a_candidate(blocks=(a_record(BC01, 2, "np"),))
    assert "N le déclare" in candidate_words.behind_proposal(ready(absent).state, absent, BC01)


# Where the ballot stands


def test_the_ballot_is_led_from_the_first_vote_to_the_adoption():
    session = ready()
    assert hint(session) == "1 à 4 par membre, 0 abstention."
    vote(session, dict.fromkeys(SEVEN[:5], 2))
    assert hint(session) == "Encore 2 votes."
    vote(session, dict.fromkeys(SEVEN[5:6], 2))
    assert hint(session) == "Encore 1 vote."
    vote(session, dict.fromkeys(SEVEN[6:], 2))
    assert hint(session) == "Tous ont voté : A pour adopter."
    adopt(session, "BC01")
    assert hint(session) == "Adopté. R pour rouvrir."
    decision = session.state.ballot("C01", BC01).decision
    assert hint(session, undoes=(decision,)) == "Adopté. Ctrl+Z annule."
    assert hint(session, BC07) == "Acquis : ne se vote pas."


def test_a_tally_asks_for_its_adoption_until_the_voters_change():
    session = ready()
    tally(session, {2: 7})
    assert hint(session) == "Dépouillé : A pour adopter."
    leave(session, "M9")
    assert hint(session) == "Les votants ont changé : revotez."
    arrive(session, "M9", clock="09:31")
    tally(session, {}, abstentions=7, block="BC02", clock="09:32")
    assert hint(session, BC02) == "Aucune voix : revotez."
    vote(session, {"M1": 2}, block="BC02", clock="09:33")
    assert hint(session, BC02) == "Encore 6 votes."


def test_a_tie_says_whose_voice_prevails():
    session = ready()
    leave(session, "M9", clock="09:05")
    vote(session, {**dict.fromkeys(SEVEN[:3], 2), **dict.fromkeys(SEVEN[3:6], 3)})
    assert hint(session) == (
        "Partage 3–3 : voix prépondérante de PrénomM1 NOMM1, niveau 2. A adopte."
    )
    vote(session, {"M1": 3, "M4": 2}, clock="09:11")
    assert hint(session) == "Partage 3–3 : PrénomM1 NOMM1 a voté 3, niveau 3. A adopte."
    vote(session, {"M1": None, "M4": None}, clock="09:12")
    assert hint(session) == "Partage 2–2 : PrénomM1 NOMM1 s’est abstenu, niveau 3. A adopte."


def test_a_bloc_set_aside_is_said_by_its_status():
    session = ready()
    session.record(
        *acts.set_aside(session.state, "C01", "BC01", BlockStatus.PENDING, at("09:10"), "Pièce")
    )
    aside = session.state.ballot("C01", BC01).set_aside
    assert hint(session) == "En attente. R pour rouvrir."
    assert hint(session, undoes=(aside,)) == "En attente. Ctrl+Z annule."


def test_outside_an_open_sitting_nobody_votes():
    session = prepared()
    assert hint(session) == "Ouvrez la séance pour voter."
    session = ready()
    session.record(*acts.suspend_sitting(session.state, at("09:30")))
    assert hint(session) == "Séance suspendue."
    session.record(*acts.resume_sitting(session.state, at("09:31")))
    consensus(session, clock="09:32")
    adopt(session, clock="09:33")
    session.record(*acts.close_sitting(session.state, at("09:34")))
    assert hint(session) == "Séance terminée."


def test_once_counted_the_voters_are_those_of_the_tally():
    session = ready()
    assert candidate_words.ended_ballot(session.state, "C01", BC01) is None
    tally(session, {2: 7})
    counted = candidate_words.ended_ballot(session.state, "C01", BC01)
    assert counted == dict.fromkeys(SEVEN, ("décompte", "compris dans le décompte"))
    adopt(session, "BC01")
    leave(session, "M9")
    voters = candidate_words.ballot_voters(session.state, "C01", BC01)
    assert [member.identifier for member in voters] == list(SEVEN)
    now = candidate_words.ballot_voters(session.state, "C01", BC02)
    assert [member.identifier for member in now] == list(SEVEN[:6])
    acquis = candidate_words.ended_ballot(session.state, "C01", BC07)
    assert acquis["M1"] == ("–", "ne vote pas, bloc acquis")


# The sitting


def test_the_sitting_says_what_comes_next():
    session = prepared()
    assert candidate_words.sitting(session.state) == (
        "En préparation : notez les présences, puis ouvrez. Préside : PrénomM1 NOMM1."
    )
    session = ready(a_candidate("C01", **bc07_acquired()), a_candidate("C02", **bc07_acquired()))
    consensus(session)
    adopt(session)
    assert plain(candidate_words.sitting(session.state)) == (
        "Ouverte à 9 h 00. Préside : PrénomM1 NOMM1."
    )
    assert "Il reste des blocs à voter pour" in plain(
        candidate_words.closing_question(session.state)
    )
    consensus(session, candidate="C02", clock="09:30")
    adopt(session, candidate="C02", clock="09:31")
    assert plain(candidate_words.sitting(session.state)) == (
        "Ouverte à 9 h 00. Tous sont décidés : « Clore » termine la séance."
    )
    assert "Il reste" not in candidate_words.closing_question(session.state)
    session.record(*acts.close_sitting(session.state, at("10:00")))
    assert plain(candidate_words.sitting(session.state)) == (
        "Close à 10 h 00. Préside : PrénomM1 NOMM1. Suite : page Procès-verbal."
    )


def test_closing_tells_whose_presence_and_advice_are_missing():
    session = prepared(a_candidate("C01", "VAE", **bc07_acquired(), employer="Onex"))
    arrive(session, *(f"M{n}" for n in range(1, 9)))
    session.record(*acts.open_sitting(session.state, at("09:00")))
    assert "Le procès-verbal demandera la présence de PrénomM9 NOMM9" in plain(
        candidate_words.closing_question(session.state)
    )
    assert candidate_words.closing_question(None).startswith("La délibération sera terminée")


def test_a_decided_candidate_is_to_be_asked_for_what_was_not_validated():
    session = ready()
    assert candidate_words.follow_ups(session.state, "C01") == ""
    consensus(session, level=4, block="BC02")
    adopt(session, "BC02", reason="Insuffisant")
    consensus(session, clock="09:30")
    adopt(session, clock="09:31")
    told = plain(candidate_words.follow_ups(session.state, "C01"))
    assert told.startswith("LEFÈVRE Éloïse – à préciser : ")
    assert "(BC02)" in told
    session.record(
        *acts.plan_follow_up(session.state, "C01", "BC02", "Rattrapage", None, at("09:40"))
    )
    assert candidate_words.follow_ups(session.state, "C01") == ""


def test_an_unanimity_tells_what_it_leaves_and_by_which_key():
    who = a_candidate(blocks=(a_record(BC01), a_record(BC02, state="np"), a_record(BC07)))
    told = plain(candidate_words.left_to_vote(ready(who).state, "C01", (BC01, BC02, BC07)))
    assert "BC01 (aucun niveau proposé)" in told
    assert "BC02 (proposé non présenté, touche N)" in told
    assert "BC07 (soutenance à noter, touche M)" in told


# The whole file on one page


def test_the_page_of_a_candidate_holds_the_file_and_nothing_empty():
    who = a_candidate(
        "C01",
        "FC",
        employer="Onera",
        english_test="TOEIC",
        english_score=Decimal(800),
        admissible_on=date(2023, 5, 2),
        remarks=(("observation", "À revoir"), ("vide", " ")),
        blocks=(acquired(BC01, DAY), *proposed_levels(2, 2, 2, 2, 2, 2, None)[1:]),
        thesis=Thesis(title="Essaims", director="Mme Roy", pages=1),
    )
    session = ready(who)
    page = plain(candidate_file.file_html(session.state, who))
    for told in (
        "<b>Entreprise</b></td><td style='padding:2px 0'>Onera<",
        ">TOEIC 800<",
        ">le 2 mai 2023<",
        ">acquis le 01/06/2023<",
        ">Essaims<",
        ">1 page<",
        ">À revoir<",
    ):
        assert told in page, told
    assert "Née" not in page
    assert "Déports" not in page
    assert "Vide" not in page
    assert "Admission" not in page
    consensus(session, "BC02")
    adopt(session, "BC02")
    session.record(
        *acts.set_aside(session.state, "C01", "BC03", BlockStatus.PENDING, at("09:30"), "Pièce")
    )
    session.record(*acts.attend(session.state, ("M9",), Attendance.LEFT, at("09:31")))
    recuse(session, "M8", clock="09:32")
    page = plain(candidate_file.file_html(session.state, who))
    assert "<h3>Déports</h3><p>PrénomM8 NOMM8</p>" in page
    assert " – adopté : " in page
    assert " – en attente<" in page


def test_marks_given_and_awaited_are_told_juror_by_juror():
    who = a_candidate(blocks=proposed_levels(2, 2, 2, 2, 2, 2, None))
    session = ready(who)
    page = candidate_file.file_html(session.state, who)
    assert "Thèse et soutenance" not in page
    defend(session, {"M7": ("14", "15")})
    session.record(
        *acts.appoint_jurors(session.state, "C01", ("M3",), acts.JurorCapacity.TEACHER, at("09:03"))
    )
    page = plain(candidate_file.file_html(session.state, who))
    assert "PrénomM7 NOMM7 (entreprise)</b>" in page
    assert ">rapport 14, oral 15<" in page
    assert ">rapport attendu, oral attendu<" in page


def test_every_bloc_of_the_title_has_its_row():
    who = a_candidate(**bc07_acquired())
    page = candidate_file.file_html(ready(who).state, who)
    assert [code for code in BLOCKS if f"<b>{code[-4:]}</b>" not in page] == []


def test_a_title_without_defence_says_nothing_of_a_thesis():
    who = a_candidate("C01", thesis=Thesis(title="Essaims", pages=12))
    state = prepared(who, rulebook=SECOND).state
    if state.rulebook.defence is not None:
        state.rulebook = unruled(state.rulebook, "soutenance")
    assert state.rulebook.defence is None
    assert candidate_words.thesis(state, who, private=True) == ""


def test_one_word_about_the_thesis_stands_alone_and_small():
    who = a_candidate(blocks=proposed_levels(2, 2, 2, 2, 2, 2, None))
    told = candidate_words.thesis(ready(who).state, who, private=True)
    assert plain(told) == "soutenance à noter (M)"


@pytest.mark.parametrize(("people", "more"), [(4, False), (5, True)])
def test_four_whose_advice_is_missing_are_named(people, more):
    cohort = [
        a_candidate(f"V0{n}", "VAE", birth_name=f"Nom{n}", **bc07_acquired()) for n in range(people)
    ]
    session = prepared(*cohort)
    for who in cohort:
        for code in BLOCKS[:6]:
            where = (who.identifier, code)
            session.state.ballots[where] = refused_ballot(where)
    told = plain(candidate_words.closing_question(session.state))
    assert told.count("NOM") - told.partition("présence de")[2].count("NOM") == 4
    assert ("NOM4" in told) is False
    assert ("autre" in told.partition("recommandations")[2].partition("touche F")[0]) is more


def refused_ballot(where):
    """A bloc adopted at level 4, as the guards would have it after a whole vote."""
    decided = DecisionAdopted(at("09:20"), *where, 4, BlockStatus.NOT_ACQUIRED, None)
    return Ballot(decision=decided)
