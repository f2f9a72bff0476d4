"""The course of a sitting: who may arrive, open, preside, withdraw, pass over, close."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from jurydesk.certification.rulebook import Adoption
from jurydesk.certification.vocabulary import AccessRoute, BlockStatus, JurorCapacity, Outcome
from jurydesk.compliance.member import Attendance, NominationAct
from jurydesk.deliberation import acts
from jurydesk.deliberation.decisions import outcome
from jurydesk.deliberation.facts import (
    ActUndone,
    CandidateCorrected,
    CohortImported,
    DefenceMarked,
    FindingOverridden,
    IncidentRecorded,
    JuryImported,
    MemberCorrected,
    MinutesSigned,
    NominationDescribed,
    Part,
    RecommendationWritten,
    RuleConfirmed,
    SessionDescribed,
    SessionSealed,
    SigningDeclared,
    SigningWay,
    SittingClosed,
    SittingOpened,
    SittingResumed,
    SittingSuspended,
)
from jurydesk.deliberation.inspection import findings_for
from jurydesk.deliberation.permission import check_allowed
from jurydesk.deliberation.state import Phase
from jurydesk.deliberation.thesis import thesis_mark
from jurydesk.errors import ActRefusedError
from tests.builders import a_candidate, a_member, at
from tests.deliberation.builders import (
    BC01,
    BC07,
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


def opened(session, clock="09:00"):
    return session.record(*acts.open_sitting(session.state, at(clock)))


def closed(session, clock="12:00"):
    return session.record(*acts.close_sitting(session.state, at(clock)))


def sealed():
    session = sitting()
    consensus(session)
    adopt(session)
    closed(session)
    session.record(SessionSealed(at("12:10"), "RNCP35609-2024-04-19-01", "a" * 64, 40, "b" * 64))
    return session


# Opening


def test_opening_needs_the_chair_to_sit():
    session = prepared()
    arrive(session, "M2", "M3", "M4", "M5")
    with pytest.raises(ActRefusedError, match=r"PrénomM1 NOMM1, qui préside, n’est pas présent"):
        opened(session)


def test_opening_needs_somebody_to_preside():
    session = prepared(members=regular_jury()[1:])
    arrive(session, "M2", "M3", "M4", "M5")
    with pytest.raises(ActRefusedError, match=r"Personne ne préside"):
        opened(session)
    session.record(*acts.name_acting_chair(session.state, "M2", at("08:50")))
    assert opened(session).phase is Phase.OPEN


def test_opening_needs_the_quorum_of_one_route():
    # FI: 7 voting members, 4 needed. VAE: 9 voting members, 5 needed.
    session = prepared(
        a_candidate("C01", **bc07_acquired()), a_candidate("C02", "VAE", **bc07_acquired())
    )
    arrive(session, "M1", "M2", "M3")
    with pytest.raises(
        ActRefusedError, match=r"quorum.*3 membre.*4 requis \(FI\).*5 requis \(VAE\)"
    ):
        opened(session)
    arrive(session, "M4", clock="08:50")
    assert opened(session).phase is Phase.OPEN


def test_opening_needs_nothing_else():
    # Two externals of eight are too few, and still the sitting opens.
    session = prepared(members=regular_jury()[:8])
    arrive(session, "M1", "M2", "M3", "M4")
    assert opened(session).phase is Phase.OPEN


def test_an_empty_cohort_does_not_open():
    session = prepared()
    session.record(CohortImported(at("08:10"), "vide.csv", "3" * 64, ()))
    arrive(session, "M1", "M2", "M3", "M4")
    with pytest.raises(ActRefusedError, match=r"promotion est vide"):
        opened(session)


def test_a_sitting_opens_suspends_resumes_and_closes_in_that_order_only():
    session = prepared()
    for too_early in (SittingSuspended, SittingResumed, SittingClosed):
        with pytest.raises(ActRefusedError, match=r"relevez les présences, puis ouvrez"):
            session.record(too_early(at("08:30")))
    session = sitting()
    with pytest.raises(ActRefusedError, match=r"déjà ouverte"):
        session.record(SittingOpened(at("09:01")))
    session.record(*acts.suspend_sitting(session.state, at("10:00"), "Pause"))
    with pytest.raises(ActRefusedError, match=r"déjà suspendue : reprenez-la"):
        session.record(SittingSuspended(at("10:01")))
    with pytest.raises(ActRefusedError, match=r"suspendue : reprenez la séance"):
        closed(session)
    session.record(*acts.resume_sitting(session.state, at("10:15")))
    assert session.state.phase is Phase.OPEN
    with pytest.raises(ActRefusedError, match=r"poursuivez-la"):
        session.record(SittingResumed(at("10:16")))


# Attendance


def test_a_member_who_voted_in_an_open_ballot_does_not_leave():
    session = sitting()
    vote(session, {"M4": 2})
    with pytest.raises(ActRefusedError, match=r"NOMM4 a voté sur le bloc BC01.*retirez le vote"):
        leave(session, "M4")
    session.record(*acts.withdraw(session.state, "M4", "C01", "BC01", at("09:11")))
    leave(session, "M4")
    assert session.state.attendance["M4"] is Attendance.LEFT


def test_a_departure_after_a_tally_asks_for_a_new_vote_before_adoption():
    session = sitting()
    tally(session, {2: 7})
    leave(session, "M4")
    with pytest.raises(ActRefusedError, match=r"votants ne sont plus ceux du décompte"):
        adopt(session, "BC01", clock="09:31")
    tally(session, {2: 6}, clock="09:31")
    adopt(session, "BC01", clock="09:32")
    ballot = session.state.ballot("C01", BC01)
    assert (len(ballot.count.voters), len(ballot.earlier)) == (6, 1)


def test_a_member_who_took_part_is_not_marked_absent_afterwards():
    session = sitting()
    tally(session, {2: 7})
    adopt(session, "BC01")
    with pytest.raises(ActRefusedError, match=r"a pris part à un vote : enregistrez un départ"):
        leave(session, "M4", how="absent")


def test_a_member_who_took_part_in_an_adoption_undone_is_not_marked_absent_either():
    session = sitting()
    tally(session, {2: 7})
    adopt(session, "BC01")
    session.undo()
    with pytest.raises(ActRefusedError, match=r"a pris part à un vote"):
        leave(session, "M4", how="excuse")


def test_a_mistaken_arrival_is_corrected_before_any_vote():
    session = sitting()
    leave(session, "M4", how="absent")
    assert session.state.attendance["M4"] is Attendance.ABSENT


def test_nobody_leaves_without_having_come():
    session = prepared()
    with pytest.raises(ActRefusedError, match=r"n’est pas arrivé : enregistrez une absence"):
        leave(session, "M4")
    with pytest.raises(ActRefusedError, match=r"Aucun membre.*« M44 »"):
        leave(session, "M44")


# Chair and recusal


def test_an_acting_chair_is_present_and_votes():
    session = prepared(members=(*regular_jury(), a_member("M12", "rapporteur")))
    with pytest.raises(ActRefusedError, match=r"NOMM2 n’est pas présent"):
        session.record(*acts.name_acting_chair(session.state, "M2", at("08:50")))
    arrive(session, "M12")
    with pytest.raises(ActRefusedError, match=r"n’a que voix consultative"):
        session.record(*acts.name_acting_chair(session.state, "M12", at("08:50")))


def test_a_member_is_recused_once_and_before_voting():
    session = sitting()
    vote(session, {"M4": 2})
    with pytest.raises(
        ActRefusedError, match=r"a voté sur le bloc BC01.*avant d’enregistrer le déport"
    ):
        recuse(session, "M4", clock="09:11")
    recuse(session, "M5", clock="09:11")
    with pytest.raises(ActRefusedError, match=r"s’est déjà déporté"):
        recuse(session, "M5", clock="09:11")


def test_a_juror_who_marked_and_withdraws_is_a_juror_no_more():
    # A member recused for a candidate is not a defence juror for that candidate: M7's marks are
    # out, and nobody of a company is left to judge.
    session = sitting(a_candidate(blocks=proposed_levels(2, 2, 2, 2, 2, 2, 2)))
    defend(session, {"M7": ("14", "15"), "M3": ("12", "13")})
    assert thesis_mark(session.state, "C01") is not None
    recuse(session, "M7")
    assert thesis_mark(session.state, "C01") is None
    defence = next(f for f in findings_for(session.state, "C01") if f.id == "soutenance")
    assert (defence.status, defence.value) == ("bloquant", "2/2")
    with pytest.raises(ActRefusedError, match=r"désignez un autre juré"):
        session.record(
            *acts.appoint_jurors(session.state, "C01", ("M7",), JurorCapacity.COMPANY, at("09:06"))
        )


def test_marks_are_not_taken_from_under_an_adopted_defence():
    session = sitting(a_candidate(blocks=proposed_levels(2, 2, 2, 2, 2, 2, 2)))
    defend(session, {"M7": ("14", "15"), "M3": ("12", "13")})
    session.record(*acts.agree(session.state, "C01", "BC07", None, at("09:06")))
    session.record(*acts.adopt(session.state, "C01", "BC07", at("09:07")))
    with pytest.raises(ActRefusedError, match=r"déjà adoptée.*annulez l’adoption du bloc BC07"):
        recuse(session, "M7", clock="09:08")
    session.undo()
    recuse(session, "M7", clock="09:08")


# Defence


def test_a_mark_comes_from_a_declared_juror_within_the_scale_by_quarters():
    session = sitting(a_candidate(blocks=proposed_levels(2, 2, 2, 2, 2, 2, 2)))
    with pytest.raises(ActRefusedError, match=r"n’est pas au jury de soutenance"):
        session.record(
            *acts.mark_defence(session.state, "C01", "X1", Part.ORAL, Decimal(12), at("09:02"))
        )
    defend(session, {"X1": ("0", "20")})
    for impossible in ("20.25", "-1", "12.3", "NaN", "sNaN", "1E-9000", "1E+9000"):
        with pytest.raises(ActRefusedError, match=r"par pas de 0,25") as refusal:
            check_allowed(
                session.state,
                DefenceMarked(at("09:03"), "C01", "X1", Part.ORAL, Decimal(impossible)),
            )
        assert len(str(refusal.value)) < 200
    with pytest.raises(ActRefusedError, match=r"Nommez la personne"):
        session.record(
            *acts.appoint_jurors(session.state, "C01", (" ",), JurorCapacity.COMPANY, at("09:03"))
        )


def test_a_defence_already_decided_or_acquired_takes_no_mark():
    session = sitting(
        a_candidate("C01", blocks=proposed_levels(2, 2, 2, 2, 2, 2, 2)),
        a_candidate("C02", **bc07_acquired()),
    )
    defend(session, {"M7": ("14", "15"), "M3": ("14", "15")})
    consensus(session, "BC07")
    adopt(session, "BC07")
    with pytest.raises(ActRefusedError, match=r"BC07.*déjà adopté : annulez son adoption"):
        defend(session, {"M8": ("14", "15")}, clock="09:30")
    with pytest.raises(ActRefusedError, match=r"BC07.*déjà acquis"):
        defend(session, {"M8": ("14", "15")}, candidate="C02", clock="09:30")


# Passing over a finding


def test_the_chair_passes_over_a_share_too_small_with_a_reason():
    session = prepared(members=regular_jury()[:8])
    with pytest.raises(ActRefusedError, match=r"Indiquez le motif"):
        session.record(*acts.override(session.state, "exterieurs", at("08:30"), " "))
    session.record(*acts.override(session.state, "exterieurs", at("08:30"), "Désistement tardif."))
    arrive(session, *(f"M{n}" for n in range(1, 9)))
    opened(session)
    consensus(session)
    adopt(session)
    assert outcome(session.state, "C01") is Outcome.CERTIFIED
    assert session.state.overrides[0].by == "PrénomM1 NOMM1"


def test_what_does_not_block_or_does_not_exist_is_not_passed_over():
    session = sitting()
    with pytest.raises(ActRefusedError, match=r"« exterieurs » ne bloque rien"):
        session.record(*acts.override(session.state, "exterieurs", at("09:10"), "Motif."))
    with pytest.raises(ActRefusedError, match=r"Aucun constat.*« parite2 ».*exterieurs"):
        session.record(*acts.override(session.state, "parite2", at("09:10"), "Motif."))
    with pytest.raises(ActRefusedError, match=r"Aucun candidat"):
        session.record(*acts.override(session.state, "exterieurs", at("09:10"), "Motif.", "C99"))


def test_a_quorum_is_never_passed_over():
    session = sitting()
    leave(session, "M3", "M4", "M5", "M6", clock="09:05")
    with pytest.raises(ActRefusedError, match=r"On ne passe pas outre le constat « quorum »"):
        session.record(*acts.override(session.state, "quorum", at("09:10"), "Motif."))


def test_nobody_passes_over_when_nobody_presides():
    session = prepared(members=regular_jury()[1:8])
    with pytest.raises(ActRefusedError, match=r"Seul le président passe outre"):
        session.record(*acts.override(session.state, "exterieurs", at("08:30"), "Motif."))


def test_an_override_of_another_value_is_refused():
    session = prepared(members=regular_jury()[:8])
    stale = FindingOverridden(at("08:30"), "exterieurs", None, "Motif.", "M1", {"FI|": "1/8"})
    with pytest.raises(ActRefusedError, match=r"a changé depuis"):
        check_allowed(session.state, stale)


# Closing, sealing, signing


def test_nothing_closes_with_an_undecided_candidate():
    candidates = [a_candidate(f"C{n:02}", **bc07_acquired()) for n in range(1, 8)]
    session = sitting(*candidates)
    consensus(session)
    adopt(session)
    with pytest.raises(ActRefusedError, match=r"n’a pas statué sur .* et un autre"):
        closed(session)


def test_a_pending_candidate_does_not_keep_the_sitting_open():
    session = sitting()
    session.record(
        *acts.set_aside(session.state, "C01", "BC02", BlockStatus.PENDING, at("09:10"), "Pièce")
    )
    assert closed(session).phase is Phase.CLOSED


def test_nothing_closes_over_votes_in_progress():
    session = sitting()
    session.record(*acts.set_aside(session.state, "C01", "BC02", BlockStatus.PENDING, at("09:10")))
    vote(session, {"M1": 2})
    with pytest.raises(ActRefusedError, match=r"vote est en cours sur le bloc BC01"):
        closed(session)


def test_a_closed_sitting_takes_words_but_no_act():
    session = sitting()
    consensus(session)
    adopt(session)
    closed(session)
    with pytest.raises(ActRefusedError, match=r"séance est close : annulez la clôture"):
        vote(session, {"M1": 2}, clock="12:05")
    session.record(*acts.recommend(session.state, "C01", "Poursuivre.", at("12:05")))
    session.record(*acts.record_incident(session.state, "Coupure de courant.", at("12:06")))
    session.undo(at("12:07"))
    session.undo(at("12:07"))
    session.undo(at("12:07"))
    assert session.state.phase is Phase.OPEN


def test_words_are_not_empty():
    session = sitting()
    with pytest.raises(ActRefusedError, match=r"Écrivez les recommandations"):
        session.record(RecommendationWritten(at("09:10"), "C01", " "))
    with pytest.raises(ActRefusedError, match=r"Décrivez l’incident"):
        session.record(IncidentRecorded(at("09:10"), ""))


def test_only_a_closed_session_is_sealed():
    with pytest.raises(ActRefusedError, match=r"enregistrez la clôture avant de sceller"):
        sitting().record(SessionSealed(at("12:10"), "PV", "a" * 64, 40, "b" * 64))


def test_a_sealed_session_takes_nothing_but_signatures():
    session = sealed()
    for refused in (
        SessionDescribed(at("13:00"), place="Ailleurs"),
        RecommendationWritten(at("13:00"), "C01", "Trop tard."),
        ActUndone(at("13:00"), 3),
    ):
        with pytest.raises(ActRefusedError, match=r"séance est scellée.*rectificatif"):
            check_allowed(session.state, refused)
    session.record(SigningDeclared(at("13:00"), "M2", SigningWay.PAPER))
    signature = MinutesSigned(at("13:00"), "M1", "Président", "c" * 64, "d" * 64)
    session.record(signature)
    with pytest.raises(ActRefusedError, match=r"a déjà signé ce procès-verbal"):
        session.record(signature)
    with pytest.raises(ActRefusedError, match=r"manière de signer ne change plus"):
        session.record(SigningDeclared(at("13:05"), "M1", SigningWay.PAPER))
    assert len(session.state.signatures) == 1


def test_nobody_signs_before_the_seal():
    with pytest.raises(ActRefusedError, match=r"scellez-la avant de faire signer"):
        sitting().record(MinutesSigned(at("13:00"), "M1", "P", "c" * 64, "d" * 64))


# Times and preparation


def test_times_do_not_go_back_but_may_be_equal():
    session = sitting()
    vote(session, {"M1": 2}, clock="09:10")
    vote(session, {"M2": 2}, clock="09:10")
    with pytest.raises(ActRefusedError, match=r"\(09:09\) précède.*\(09:10\)"):
        vote(session, {"M3": 2}, clock="09:09")


def test_a_session_prepared_today_replays_a_sitting_of_last_year():
    session = prepared()
    later = at("10:00", date(2026, 11, 23))
    session.record(SessionDescribed(later, place="Toulouse"))
    arrive(session, "M1", clock="08:45")
    assert session.state.attendance["M1"] is Attendance.PRESENT


def test_imports_stop_at_the_opening():
    session = prepared()
    everyone = tuple(session.state.members.values())
    session.record(JuryImported(at("08:10"), "jury.csv", "4" * 64, everyone))
    session = sitting()
    with pytest.raises(ActRefusedError, match=r"la promotion ne s’importe qu’en préparation"):
        session.record(CohortImported(at("09:30"), "p.csv", "3" * 64, (a_candidate("C09"),)))
    with pytest.raises(ActRefusedError, match=r"le jury ne s’importe qu’en préparation"):
        session.record(JuryImported(at("09:30"), "j.csv", "4" * 64, everyone))
    with pytest.raises(ActRefusedError, match=r"existe déjà"):
        session.record(session.state.created)


def test_an_import_keeps_whom_an_act_names():
    session = prepared()
    arrive(session, "M9")
    with pytest.raises(ActRefusedError, match=r"membres absents du nouveau fichier \(M9\)"):
        session.record(JuryImported(at("08:46"), "j.csv", "4" * 64, regular_jury()[:8]))
    recuse(session, "M9", "C01", clock="08:50")
    with pytest.raises(ActRefusedError, match=r"candidats absents du nouveau fichier \(C01\)"):
        session.record(CohortImported(at("08:51"), "p.csv", "3" * 64, (a_candidate("C09"),)))


def corrected(session, reason="Erreur de saisie.", **changes):
    candidate = replace(session.state.candidates["C01"], **changes)
    return session.record(CandidateCorrected(at("09:30"), candidate, "champ", "", "", reason))


def test_a_correction_has_a_reason_and_is_possible_until_the_seal():
    session = sitting()
    with pytest.raises(ActRefusedError, match=r"Indiquez le motif de la correction"):
        corrected(session, reason="", birth_name="Lefebvre")
    corrected(session, birth_name="Lefebvre")
    assert session.state.candidates["C01"].birth_name == "Lefebvre"


def test_a_correction_does_not_pull_the_rug_from_under_a_vote():
    session = sitting()
    consensus(session, "BC01")
    with pytest.raises(ActRefusedError, match=r"avant de changer sa voie d’accès"):
        corrected(session, route=AccessRoute.EXPERIENCE)
    acquired = (*bc07_acquired()["blocks"][1:],)
    record = replace(session.state.candidates["C01"].record(BC07), block=BC01)
    with pytest.raises(ActRefusedError, match=r"avant de le déclarer acquis"):
        corrected(session, blocks=(record, *acquired))
    corrected(session, employer="Airbus")


def test_a_setting_is_confirmed_by_its_key():
    session = prepared()
    with pytest.raises(ActRefusedError, match=r"pas de paramètre « inventé »"):
        session.record(RuleConfirmed(at("08:30"), "inventé", Adoption()))
    key = session.state.rulebook.quorum.key
    adoption = Adoption(date(2023, 9, 1), "Conseil de la formation", date(2023, 9, 15))
    session.record(RuleConfirmed(at("08:30"), key, adoption))
    assert session.state.rulebook.quorum.adoption == adoption


def test_an_act_of_nomination_has_a_number():
    session = prepared()
    with pytest.raises(ActRefusedError, match=r"numéro de l’acte"):
        session.record(NominationDescribed(at("08:30"), NominationAct(" ")))
    session.record(NominationDescribed(at("08:30"), NominationAct("2024-017", date(2024, 3, 1))))
    assert session.state.acts["2024-017"].signed_on == date(2024, 3, 1)


@pytest.mark.parametrize(
    ("people", "end"), [(4, ""), (5, ""), (6, " et un autre"), (7, " et 2 autres")]
)
def test_five_undecided_are_named_and_the_others_counted(people, end):
    cohort = [a_candidate(f"C0{n}", birth_name=f"Nom{n}", **bc07_acquired()) for n in range(people)]
    with pytest.raises(ActRefusedError) as refusal:
        closed(sitting(*cohort))
    named = str(refusal.value).removeprefix("Le jury n’a pas statué sur ").partition("\xa0:")[0]
    assert named.endswith(f"NOM{min(people, 5) - 1} Éloïse{end}")
    assert named.count(", ") == min(people, 5) - 1


def test_a_recusal_noted_before_the_opening_binds_no_arrival():
    session = prepared()
    recuse(session, "M5", clock="08:50")
    arrive(session, "M1", clock="08:45")
    assert session.state.attendance["M1"] is Attendance.PRESENT


def test_a_member_is_corrected_with_a_reason_and_nothing_counted_on_changes():
    session = prepared()
    before = session.state.members["M2"]

    def corrected(reason="Faute de frappe.", **details):
        fact = MemberCorrected(at("08:30"), replace(before, **details), "nom", "a", "b", reason)
        return session.record(fact)

    with pytest.raises(ActRefusedError, match="Indiquez le motif"):
        corrected(reason=" ", name="Autre")
    with pytest.raises(ActRefusedError, match="Seuls le nom, le prénom"):
        corrected(external=True)
    with pytest.raises(ActRefusedError, match="Seuls le nom, le prénom"):
        corrected()
    assert corrected(name="Autre").members["M2"].name == "Autre"


def test_votes_on_somebody_else_leave_the_route_to_be_corrected():
    session = sitting(a_candidate("C01", **bc07_acquired()), a_candidate("C02", **bc07_acquired()))
    vote(session, {"M4": 2})

    def to_route(identifier, route):
        file = replace(session.state.candidates[identifier], route=AccessRoute(route))
        return session.record(
            CandidateCorrected(at("09:30"), file, "voie", "FI", route, "Erreur de saisie.")
        )

    with pytest.raises(ActRefusedError, match="Le jury a déjà voté sur"):
        to_route("C01", "FC")
    assert to_route("C02", "FC").candidates["C02"].route is AccessRoute("FC")


def test_nobody_passes_over_for_a_candidate_of_another_cohort():
    session = prepared(members=regular_jury()[:8])
    with pytest.raises(ActRefusedError, match="Aucun candidat ne porte l’identifiant"):
        session.record(
            FindingOverridden(at("08:30"), "exterieurs", "C99", "Motif.", "La présidente", {"": ""})
        )
