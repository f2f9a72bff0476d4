"""The forms filled by hand: the sitting's sheet, the defence's grids, the lists to post."""

from jurydesk.certification.vocabulary import JurorCapacity
from jurydesk.cohort.candidate import BlockRecord, BlockRecordState, Thesis
from jurydesk.deliberation.facts import MemberRecused
from jurydesk.deliberation.sheet.acts import ACTS
from jurydesk.minutes.papers.admitted import NOBODY, admitted_by_name, admitted_by_number
from jurydesk.minutes.papers.defence_form import defence_form, heard
from jurydesk.minutes.papers.leaf import Table, to_text
from jurydesk.minutes.papers.sitting_form import (
    acts_form,
    acts_legend,
    candidate_form,
    sitting_form,
)
from tests.builders import a_candidate, at, ruled, unruled
from tests.minutes.builders import BLOCKS, a_full_sitting, a_story, arrive, decide, defend
from tests.minutes.papers.builders import a_closed_state, a_sealed_state, golden, plain


def test_defence_form_of_a_confidential_thesis_is_worded_as_reviewed():
    state = a_sealed_state()
    text = to_text(defence_form(state, state.candidates["C02"]))
    assert text == golden("defence_form")
    assert "Aquila" not in text


def test_defence_form_shows_title_director_and_room_for_three_jurors():
    thesis = Thesis("Jumeaux numériques", None, director="Anne Roy")
    state = a_story([a_candidate(thesis=thesis)]).state()
    sheet = defence_form(state, state.candidates["C01"])
    text = plain(to_text(sheet))
    assert "Thèse : « Jumeaux numériques »" in text
    assert "Direction : Anne Roy" in text
    assert "60 au plus hors annexes" in text
    grid = next(block for block in sheet.blocks if isinstance(block, Table))
    assert grid.rows == (("",) * 5,) * 3


def test_recused_member_is_no_juror_on_the_form():
    story = a_story([a_candidate()])
    defend(story, "C01", "M7", "M3", "12 12 13 13")
    story.tell(MemberRecused(at("09:30"), "M7", "C01", "lien"))
    state = story.state()
    text = to_text(defence_form(state, state.candidates["C01"]))
    assert "NOMM7" not in text
    assert "NOMM3" in text


def test_marks_already_given_are_not_printed_on_the_form():
    story = a_story([a_candidate()])
    defend(story, "C01", "M7", "M3", "11.25 12.5 13.75 17.5")
    state = story.state()
    text = to_text(defence_form(state, state.candidates["C01"]))
    assert not [mark for mark in ("11,25", "12,5", "13,75", "17,5") if mark in text]


def test_nobody_is_heard_again_on_an_acquired_bloc():
    acquired = BlockRecord(BLOCKS[6], BlockRecordState.ACQUIRED)
    state = a_story([a_candidate(), a_candidate("C02", blocks=(acquired,))]).state()
    assert [c.identifier for c in heard(state)] == ["C01"]


def test_certification_without_defence_hears_nobody():
    state = a_story([a_candidate()]).state()
    state.rulebook = unruled(state.rulebook, "soutenance")
    assert heard(state) == ()


def test_confirmed_weight_and_scale_lose_their_doubt():
    state = a_story([a_candidate()]).state()
    rulebook = unruled(state.rulebook, "soutenance.pages_maximum")
    for key in ("soutenance.poids_du_rapport", "soutenance.bareme"):
        rulebook = ruled(rulebook, key, to_confirm=False)
    state.rulebook = ruled(rulebook, "soutenance.jures", value=(JurorCapacity.COMPANY,))
    text = to_text(defence_form(state, state.candidates["C01"]))
    assert "à confirmer" not in text
    assert "au plus hors annexes" not in text
    assert "chaque qualité" not in text


def test_legend_holds_every_act_of_a_sheet_and_no_other():
    assert [*ACTS] == [
        *("presence", "ouverture", "suspension", "reprise", "cloture", "president_seance"),
        *("deport", "passer_outre", "jury_soutenance", "note", "vote", "decompte", "consensus"),
        *(
            "adoption",
            "attente",
            "non_presente",
            "reouverture",
            "recommandation",
            "incident",
            "annuler",
        ),
    ]


def test_legend_is_on_paper():
    text = to_text(acts_legend(a_closed_state()))
    assert [act for act in ACTS if f"{act} | " not in text] == []
    assert ACTS


def test_blank_form_has_the_columns_of_a_sheet():
    text = to_text(acts_form(a_closed_state()))
    assert "Heure | Acte | Membre | Candidat | Bloc | Valeur | Motif" in text


def test_sitting_form_lists_every_member_with_the_identifier_to_type():
    state = a_closed_state()
    text = to_text(sitting_form(state))
    assert state.members
    assert [key for key in state.members if f"identifiant {key} | " not in text] == []


def test_candidate_form_shows_each_proposal_in_words():
    acquired = BlockRecord(BLOCKS[0], BlockRecordState.ACQUIRED)
    proposed = BlockRecord(BLOCKS[1], proposed=3)
    state = a_story([a_candidate(blocks=(acquired, proposed))]).state()
    text = plain(to_text(candidate_form(state, state.candidates["C01"])))
    assert "BC01 / Acquis |" in text
    assert "BC02 / Proposé : 3 – en voie de validation – écarts mineurs |" in text
    assert "BC03 / Sans proposition |" in text
    assert "Bloc et proposition | 1 | 2 | 3 | 4 | Abst. | Prés. | Niveau adopté" in text


def test_recommendations_have_room_on_a_vae_form_only():
    state = a_closed_state()
    assert "Recommandations" in to_text(candidate_form(state, state.candidates["C08"]))
    assert "Recommandations" not in to_text(candidate_form(state, state.candidates["C01"]))


def test_admitted_are_in_the_order_of_the_alphabet():
    text = plain(to_text(admitted_by_name(a_sealed_state())))
    assert (
        "5 personnes admises, par ordre alphabétique. | Nom et prénoms "
        "1 | D’HAUTEFEUILLE Anne-Sophie 2 | FERRAND Karim 3 | LE GOFF Yann "
        "4 | LEFÈVRE Éloïse 5 | NGUYỄN Minh Khôi"
    ) in text


def test_list_by_number_names_nobody():
    state = a_sealed_state()
    text = to_text(admitted_by_number(state))
    assert "1 | C01" in text
    assert not [c for c in state.candidates.values() if c.birth_name in text]


def test_homonyms_carry_their_number():
    story = a_story([a_candidate("C01"), a_candidate("C02")])
    arrive(story, "M1 M2 M3 M4 M5 M6")
    for identifier in ("C01", "C02"):
        decide(story, identifier, (2,) * 7)
    text = plain(to_text(admitted_by_name(story.state())))
    assert "LEFÈVRE Éloïse (n° C01)" in text
    assert "LEFÈVRE Éloïse (n° C02)" in text


def test_nobody_admitted_is_said():
    story = a_story([a_candidate()])
    decide(story, "C01", (4,) * 7)
    assert NOBODY in to_text(admitted_by_name(story.state()))


def test_pending_candidate_is_not_on_the_list():
    assert "FOURNIER" not in to_text(admitted_by_name(a_full_sitting().state()))
