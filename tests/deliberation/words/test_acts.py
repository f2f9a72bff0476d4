"""Every act has its name in French, and none tells a vote or the reason of a recusal."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from jurydesk.certification.rulebook import Adoption
from jurydesk.certification.vocabulary import BlockStatus, JurorCapacity
from jurydesk.compliance.member import Attendance, NominationAct
from jurydesk.deliberation import acts, facts
from jurydesk.deliberation.establishment import NO_SETTINGS
from jurydesk.deliberation.facts import Part, SigningWay
from jurydesk.deliberation.kinds.registry import KINDS
from jurydesk.deliberation.words.acts import describe, describe_act
from tests.builders import a_candidate, a_member, at
from tests.deliberation.builders import BC01, bc07_acquired, prepared, sitting

T = at("09:00")


def state():
    return prepared().state


def the_facts():
    """One fact of each kind with the words it must have."""
    session = prepared()
    count = facts.BallotCounted(
        T, "C01", BC01, facts.BallotWay.TALLY, {2: 7}, 0, ("M1",), "M1", 2, casting_vote=False
    )
    return {
        session.state.created: "création de la séance",
        session.entries[1].fact: "import de la promotion (1 candidat)",
        session.entries[2].fact: "import du jury (9 membres)",
        facts.CandidateCorrected(
            T, a_candidate(), "employeur", "", "", "Oubli"
        ): "correction du dossier de LEFÈVRE Éloïse (employeur)",
        facts.RectificationDeclared(
            T, "PV-1", date(2024, 4, 19), T, "a", 3, "Erreur", ()
        ): "rectification du procès-verbal PV-1",
        facts.AccrochageNoted(
            T, "C01", facts.AccrochageState.SENT
        ): "accrochage de LEFÈVRE Éloïse : envoyé",
        facts.SessionFollowed(
            T, "PV-1", "RNCP35609", date(2024, 4, 19), T, "a", 3, ()
        ): "suite du procès-verbal PV-1",
        facts.SessionRescheduled(T, date(2024, 4, 26)): "date de la séance corrigée, 26 avril 2024",
        facts.SessionDescribed(T, place="Ailleurs"): "description de la séance",
        facts.NominationDescribed(
            T, NominationAct("2024-017")
        ): "description de l’acte de nomination 2024-017",
        facts.RuleConfirmed(T, "quorum", Adoption()): "confirmation de la règle «",
        facts.SigningDeclared(T, "M2", SigningWay.PAPER): "manière de signer de PrénomM2 NOMM2",
        facts.AttendanceRecorded(T, "M2", Attendance.LEFT): "départ de PrénomM2 NOMM2",
        facts.SittingOpened(T): "ouverture de la séance",
        facts.SittingSuspended(T): "suspension de la séance",
        facts.SittingResumed(T): "reprise de la séance",
        facts.SittingClosed(T): "clôture de la séance",
        facts.ActingChairNamed(T, "M2"): "présidence de séance confiée à PrénomM2 NOMM2",
        facts.MemberRecused(
            T, "M2", "C01", "son cousin"
        ): "déport de PrénomM2 NOMM2 pour LEFÈVRE Éloïse",
        facts.MentionSettled(
            T, "C01", "M2", "Mme NomM2", False
        ): "« Mme NomM2 » ne désigne pas PrénomM2 NOMM2, dossier de LEFÈVRE Éloïse",
        facts.DefenceJurorAppointed(
            T, "C01", "X1", JurorCapacity.COMPANY
        ): "désignation de X1 à la soutenance de LEFÈVRE Éloïse",
        facts.DefenceMarked(
            T, "C01", "X1", Part.ORAL, Decimal(12)
        ): "note d’oral de X1 pour LEFÈVRE Éloïse",
        facts.VoteCast(
            T, "M2", "C01", BC01, 4
        ): "vote de PrénomM2 NOMM2 sur le bloc BC01 de LEFÈVRE Éloïse",
        facts.VoteWithdrawn(
            T, "M2", "C01", BC01
        ): "retrait du vote de PrénomM2 NOMM2 sur le bloc BC01 de LEFÈVRE Éloïse",
        facts.DecisionAdopted(
            T, "C01", BC01, 2, BlockStatus.VALIDATED, 2
        ): "adoption du bloc BC01 de LEFÈVRE Éloïse",
        facts.BlockSetAside(
            T, "C01", BC01, BlockStatus.PENDING, "Pièce"
        ): "mise en attente du bloc BC01 de LEFÈVRE Éloïse",
        facts.DecisionReopened(
            T, "C01", BC01, "Note oubliée"
        ): "réouverture du bloc BC01 de LEFÈVRE Éloïse",
        facts.FollowUpPlanned(
            T, "C01", BC01, "Complément", date(2024, 9, 1)
        ): "suite demandée pour le bloc BC01 de LEFÈVRE Éloïse",
        facts.RecommendationWritten(T, "C01", "Lire."): "recommandations à LEFÈVRE Éloïse",
        facts.IncidentRecorded(T, "Panne"): "incident porté au procès-verbal",
        facts.ActUndone(T, 3): "annulation du dernier acte",
        facts.RuleSet(
            T, "quorum", '{"minimum":3}', "", Adoption()
        ): "changement de la règle « Quorum »",
        facts.CivilStatusAmended(
            T, a_candidate(), (("nom_usage", "", "Roy"),), "Pièce"
        ): "état civil corrigé de LEFÈVRE Éloïse",
        facts.MemberCorrected(
            T, a_member("M2", "directeur"), "nom", "A", "B", "Coquille"
        ): "correction de PrénomM2 NOMM2 (nom)",
        facts.ActRestored(T, 3): "rétablissement du dernier acte annulé",
        facts.SessionSealed(T, "PV", "a", 3, "b"): "scellement de la séance",
        facts.MinutesSigned(T, "M2", "N", "f", "d"): "signature de PrénomM2 NOMM2",
        facts.EstablishmentDescribed(T, NO_SETTINGS): "réglages de l’établissement",
        facts.EnglishChosen(T, everyone=True): "papiers aussi en anglais, pour tout le monde",
        facts.TitlesIssued(
            T, T.date(), (facts.IssuedTitle("C01", BC01),)
        ): "délivrance de 1\N{NO-BREAK SPACE}certificat",
    }, (
        (count, "décompte sur le bloc BC01 de LEFÈVRE Éloïse"),
        (
            facts.FindingOverridden(T, "exterieurs", None, "Motif", "M1", {}),
            "passer outre le constat « exterieurs »",
        ),
    )


def named():
    hashable, others = the_facts()
    return [*hashable.items(), *others]


def test_every_kind_of_fact_is_named():
    described = {type(fact) for fact, _ in named()}
    assert described == {kind.fact for kind in KINDS}


@pytest.mark.parametrize("number", range(len(KINDS)))
def test_an_act_is_named_in_the_words_of_the_room(number):
    fact, words = named()[number]
    assert describe(fact, state()).startswith(words)


def test_a_fact_of_no_known_kind_is_a_bug():
    with pytest.raises(TypeError):
        describe(facts.Fact(T), state())


def test_a_code_of_another_certification_is_named_as_it_is():
    adopted = facts.DecisionAdopted(T, "C01", "REFUGE-A", 2, BlockStatus.VALIDATED, 2)
    assert describe(adopted, state()) == "adoption du bloc REFUGE-A de LEFÈVRE Éloïse"


def test_a_vote_is_named_without_its_value():
    cast = facts.VoteCast(T, "M2", "C01", BC01, 4)
    told = {describe(replace(cast, level=level), state()) for level in (1, 2, 3, 4, None)}
    assert len(told) == 1


def test_a_recusal_is_named_without_its_reason():
    assert "cousin" not in describe(facts.MemberRecused(T, "M2", "C01", "son cousin"), state())


@pytest.mark.parametrize(
    ("fact", "words"),
    [
        (
            facts.BlockSetAside(T, "C01", BC01, BlockStatus.NOT_PRESENTED),
            "bloc BC01 de LEFÈVRE Éloïse déclaré non présenté",
        ),
        (
            facts.DefenceMarked(T, "C01", "M2", Part.REPORT, Decimal(12)),
            "note de rapport de PrénomM2 NOMM2 pour LEFÈVRE Éloïse",
        ),
        (
            facts.FindingOverridden(T, "soutenance", "C01", "Motif", "M1", {}),
            "passer outre le constat « soutenance » pour LEFÈVRE Éloïse",
        ),
        (facts.RecommendationWritten(T, "C99", "x"), "recommandations à C99"),
    ],
)
def test_other_turns_of_phrase(fact, words):
    assert describe(fact, state()) == words


def test_a_name_that_begins_with_a_vowel_elides():
    session = prepared(a_candidate(birth_name="Abadie"))
    adopted = facts.DecisionAdopted(T, "C01", BC01, 2, BlockStatus.VALIDATED, 2)
    assert describe(adopted, session.state) == "adoption du bloc BC01 d’ABADIE Éloïse"


def test_an_act_of_several_facts_is_named_by_what_it_decides():
    session = sitting(a_candidate(**bc07_acquired()))
    consensus = acts.agree(session.state, "C01", "BC01", None, at("09:10"))
    session.record(*consensus)
    assert describe_act(consensus, session.state) == "consensus sur le bloc BC01 de LEFÈVRE Éloïse"
    whole = acts.agree(session.state, "C01", "*", None, at("09:11"))
    assert describe_act(whole, session.state).endswith("LEFÈVRE Éloïse et 4 autres")
    counted = whole[0]
    decision = acts.decide(session.state, counted, at("09:11"))
    assert describe_act((counted, decision), session.state) == (
        "adoption du bloc BC02 de LEFÈVRE Éloïse"
    )
    assert describe_act(whole[:2], session.state).endswith("et 1 autre")
