"""RNCP35609 as shipped: what the fiche says, and what is marked « à confirmer »."""

import re
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from jurydesk.certification.rulebook import Adoption, QuorumRule
from jurydesk.certification.rulebook_file import load_rulebook, shipped_rulebooks
from jurydesk.certification.vocabulary import (
    AccessRoute,
    BlockStatus,
    Derogation,
    JurorCapacity,
    Outcome,
    ProposalRule,
    Reading,
    Role,
    Voice,
)
from tests.builders import the_rulebook, the_second_rulebook
from tests.certification.builders import SHARED, plain

TRAINING = (
    AccessRoute.STUDENT,
    AccessRoute.CONTINUING,
    AccessRoute.PROFESSIONALISATION,
    AccessRoute.APPRENTICESHIP,
)


def the_fiche() -> str:
    path = SHARED / "fiche_rncp35609.txt"
    if not path.is_file():
        pytest.skip("the fiche is not beside this checkout")
    text = re.sub(r"</?\w+[^>]*>|[#|_\\]", " ", path.read_text(encoding="utf-8"))
    return plain(text)


def test_seven_blocs_hold_thirty_nine_competences_and_sixteen_evaluations():
    blocks = the_rulebook().certification.blocks
    assert [block.code for block in blocks] == [f"RNCP35609BC0{n}" for n in range(1, 8)]
    assert [len(block.skills) for block in blocks] == [5, 6, 7, 6, 5, 5, 5]
    assert [len(block.assessments) for block in blocks] == [2, 2, 2, 3, 3, 3, 1]


def test_competences_are_numbered_as_in_the_fiche():
    blocks = the_rulebook().certification.blocks
    assert len(blocks) == 7
    for number, block in enumerate(blocks, start=1):
        expected = [f"BC{number}.{rank}" for rank in range(1, len(block.skills) + 1)]
        assert [skill.code for skill in block.skills] == expected


def test_evaluations_are_of_the_kinds_of_the_fiche():
    kinds = [
        [assessment.kind for assessment in block.assessments]
        for block in the_rulebook().certification.blocks
    ]
    practice = ["projet applicatif", "TP en exploitation", "TP par simulation"]
    assert kinds == [
        ["monographie", "étude de cas"],
        ["étude de cas", "monographie"],
        ["projet applicatif", "étude de cas"],
        practice,
        practice,
        ["monographie", "TP en exploitation", "projet applicatif"],
        ["thèse, rapport et oral"],
    ]


def test_identity_is_that_of_the_fiche():
    certification = the_rulebook().certification
    assert certification.code == "RNCP35609"
    assert certification.level == 7
    assert certification.decision_date == date(2021, 5, 19)
    assert certification.registration_start == date(2021, 5, 19)
    assert certification.expiry_date == date(2024, 5, 19)
    assert [item.code for item in certification.nsf] == ["326"]
    assert [item.code for item in certification.formacodes] == ["50105", "31028"]
    assert [item.code for item in certification.rome] == ["M1805", "H1206", "H2502"]
    assert [item.siret for item in certification.certifiers] == [""]


def test_titles_are_written_in_the_fiche():
    fiche = the_fiche()
    certification = the_rulebook().certification
    assert plain(certification.title) in fiche
    cut = []
    for block in certification.blocks:
        title = plain(block.title)
        beside = fiche.split(block.code, 1)[1][:1500]
        words = [re.escape(word) for word in title.split()]
        assert re.search(" (?:.*? )?".join(words), beside), block.code
        if not beside.startswith(f" {title}"):
            cut.append(block.short_code)
    # A page break of the text falls inside these two titles.
    assert cut == ["BC05", "BC07"]


def test_competences_are_written_in_the_fiche():
    fiche = the_fiche()
    whole = 0
    skills = [skill for block in the_rulebook().certification.blocks for skill in block.skills]
    for skill in skills:
        words = plain(skill.text)
        assert words[:40] in fiche, skill.code
        whole += words.rstrip(".") in fiche
    # Page breaks of the text cut two of them (BC2.4 and BC3.6) and a note one (BC4.5).
    assert whole >= len(skills) - 3


def test_levels_run_backwards_and_say_their_status():
    levels = the_rulebook().levels
    assert [(level.number, level.status) for level in levels] == [
        (1, BlockStatus.VALIDATED),
        (2, BlockStatus.VALIDATED),
        (3, BlockStatus.IN_PROGRESS),
        (4, BlockStatus.NOT_ACQUIRED),
    ]
    assert levels[1].label == "2 – au niveau des attentes"


def test_five_routes_are_open_and_individual_application_is_closed():
    rulebook = the_rulebook()
    assert [rule.route.value for rule in rulebook.routes if rule.is_open] == [
        "FI",
        "FC",
        "CQ",
        "CA",
        "VAE",
    ]
    assert not rulebook.is_open(AccessRoute.INDIVIDUAL)


def test_six_vote_on_training_routes_and_eight_for_vae():
    rulebook = the_rulebook()

    def voting(route: AccessRoute) -> int:
        return sum(
            seat.minimum for seat in rulebook.seats if seat.voices.get(route) is Voice.VOTING
        )

    assert [voting(route) for route in TRAINING] == [6, 6, 6, 6]
    assert voting(AccessRoute.EXPERIENCE) == 8
    assert sum(seat.minimum for seat in rulebook.seats if seat.statutory) == 6


@pytest.mark.parametrize("role", [Role.EMPLOYER, Role.EMPLOYEE])
def test_representatives_advise_on_training_routes_and_vote_for_vae(role):
    seat = the_rulebook().seat(role)
    assert seat is not None
    assert {seat.voices[route] for route in TRAINING} == {Voice.ADVISORY}
    assert seat.voices[AccessRoute.EXPERIENCE] is Voice.VOTING


def test_rapporteur_sits_for_vae_only_and_never_votes():
    seat = the_rulebook().seat(Role.RAPPORTEUR)
    assert seat is not None
    assert seat.minimum == 0
    assert dict(seat.voices) == {AccessRoute.EXPERIENCE: Voice.ADVISORY}


def test_what_the_fiche_gives_is_opposable():
    rulebook = the_rulebook()
    assert rulebook.external_share.value == Fraction(3, 10)
    assert rulebook.external_share.is_opposable
    assert rulebook.defence is not None
    assert rulebook.defence.pages is not None
    assert rulebook.defence.pages.value == 60
    assert rulebook.defence.pages.is_opposable


def test_what_no_source_gives_is_to_confirm():
    rulebook = the_rulebook()
    assert {setting.key for setting in rulebook.settings() if not setting.is_opposable} == {
        "lecture_exterieurs",
        "quorum",
        "equilibre_femmes_hommes",
        "voix_preponderante.FI-FC-CQ-CA",
        "voix_preponderante.VAE",
        "proposition",
        "soutenance.poids_du_rapport",
        "soutenance.bareme",
        "soutenance.ecart_signale",
        "soutenance.pas",
        "niveaux",
        "impression_decomptes",
        "anglais_echelles",
        "vae.transitoire-2024",
        "vae_notification",
    }


def test_shipped_settings_are_those_of_the_definition():
    rulebook = the_rulebook()
    assert rulebook.external_reading.value is Reading.SEATS
    assert rulebook.quorum.value == QuorumRule(Fraction(1, 2), 0, chair_required=True)
    assert rulebook.gender_balance.value == Fraction(2, 5)
    assert rulebook.proposal.value is ProposalRule.WORST
    assert rulebook.print_tallies
    assert all(rulebook.grants_casting_vote(route) for route in (*TRAINING, AccessRoute.EXPERIENCE))


@pytest.mark.parametrize(
    ("mark", "level"),
    [("20", 1), ("16", 1), ("15.99", 2), ("10", 2), ("9.99", 3), ("8", 3), ("7.99", 4), ("0", 4)],
)
def test_defence_mark_gives_its_level(mark, level):
    defence = the_rulebook().defence
    assert defence is not None
    assert defence.scale.value.level(Decimal(mark)) == level


def test_defence_needs_a_company_and_a_teacher():
    defence = the_rulebook().defence
    assert defence is not None
    assert defence.block == "RNCP35609BC07"
    assert defence.required_capacities == (JurorCapacity.COMPANY, JurorCapacity.TEACHER)
    assert defence.step == Decimal("0.25")
    assert defence.report_weight.value == Fraction(1, 2)
    assert defence.gap.value == 4


@pytest.mark.parametrize(
    ("began", "texts"),
    [
        (date(2019, 11, 3), ["l613-4", "r335-8-2006"]),
        (date(2019, 11, 4), ["l613-4", "r335-8"]),
        (date(2022, 12, 22), ["l613-4", "r335-8"]),
        (date(2022, 12, 23), ["r335-8"]),
        (date(2023, 12, 31), ["r335-8"]),
        (date(2024, 1, 1), ["transitoire-2024"]),
        (date(2024, 4, 12), ["transitoire-2024"]),
        (date(2024, 4, 13), ["d6412-6"]),
    ],
)
def test_vae_texts_depend_on_the_day_the_path_began(began, texts):
    assert [regime.key for regime in the_rulebook().regimes(began)] == texts


def test_law_grants_the_casting_vote_to_late_vae_paths_whatever_the_setting():
    rulebook = the_rulebook()
    assert rulebook.grants_casting_vote(AccessRoute.EXPERIENCE, date(2024, 4, 13))


def test_quotas_and_english_are_those_of_the_fiche():
    rulebook = the_rulebook()
    assert [(quota.value.key, quota.value.share) for quota in rulebook.quotas] == [
        ("vapp", Fraction(1, 5)),
        ("m1_l3", Fraction(3, 10)),
        ("derogations", Fraction(2, 5)),
    ]
    assert {threshold.test: threshold.minimum for threshold in rulebook.english} == {
        "TOEFL": 85,
        "TOEIC": 785,
        "IELTS": Decimal("6.5"),
        "CAE": 170,
        "FCE": 170,
    }
    assert rulebook.rules["anglais"].source.startswith("Fiche RNCP35609")


@pytest.mark.parametrize("rulebook", [the_rulebook(), the_second_rulebook()], ids=["1", "2"])
def test_every_setting_can_be_adopted_alone(rulebook):
    adoption = Adoption(date(2024, 1, 10), "Conseil de la formation", date(2024, 1, 12))
    keys = [setting.key for setting in rulebook.settings()]
    assert len(keys) == len(set(keys))
    for key in keys:
        before = {setting.key: setting.adoption for setting in rulebook.settings()}
        adopted = rulebook.with_adoption(key, adoption)
        after = {setting.key: setting.adoption for setting in adopted.settings()}
        assert after == before | {key: adoption}
        assert all(setting.is_opposable for setting in adopted.settings() if setting.key == key)


def test_adopting_an_unknown_setting_is_a_key_error():
    with pytest.raises(KeyError):
        the_rulebook().with_adoption("quorun", Adoption())


def test_every_rule_says_where_it_comes_from():
    assert all(setting.source and setting.label for setting in the_rulebook().settings())


def test_every_shipped_rulebook_loads():
    codes = [load_rulebook(path).certification.code for path in shipped_rulebooks()]
    assert "RNCP35609" in codes


def test_second_rulebook_is_marked_and_has_no_defence():
    rulebook = the_second_rulebook()
    assert rulebook.defence is None
    assert [block.short_code for block in rulebook.certification.blocks] == [
        "REFUGE-A",
        "REFUGE-B",
        "REFUGE-C",
        "REFUGE-D",
    ]
    scales = [block.mark_scale for block in rulebook.certification.blocks]
    assert [scale.maximum for scale in scales if scale] == [20, 20, 20, 100]
    assert [scale.level(Decimal(45)) for scale in scales[3:] if scale] == [2]
    assert [scale.level(Decimal("8.49")) for scale in scales[:1] if scale] == [3]
    assert not rulebook.grants_casting_vote(AccessRoute.STUDENT)
    assert rulebook.is_open(AccessRoute.INDIVIDUAL)
    assert rulebook.certification.delivery_deadline == date(2032, 7, 1)


def test_blocs_are_found_by_full_or_short_code():
    certification = the_rulebook().certification
    assert certification.block("BC03") is certification.block("RNCP35609BC03")
    with pytest.raises(KeyError):
        certification.block("BC08")


def test_level_and_seat_that_do_not_exist():
    rulebook = the_second_rulebook()
    with pytest.raises(KeyError):
        rulebook.level(4)
    assert rulebook.level(3).words == "non maîtrisé"
    assert rulebook.seat(Role.DIRECTOR) is None


def test_every_word_of_the_trade_reads_in_french():
    words = [word.words for kind in (AccessRoute, Role, Voice, Reading, Outcome) for word in kind]
    assert all(words)
    assert AccessRoute.EXPERIENCE.words == "validation des acquis de l’expérience"
    assert Role.EMPLOYER.is_representative
    assert not Role.TEACHER.is_representative
    assert BlockStatus.ACQUIRED.is_obtained
    assert not BlockStatus.IN_PROGRESS.is_obtained


@pytest.mark.parametrize(
    ("began", "cited"),
    [
        (date(2023, 12, 28), ("article R613-37 du code de l’éducation",)),
        (date(2023, 12, 29), ()),
        (None, ()),
    ],
)
def test_papers_cite_r613_37_for_the_paths_of_its_day_only(began, cited):
    assert the_rulebook().cited_texts(began) == cited


def test_what_the_fiche_says_of_each_evaluation_is_carried():
    works = {
        work.code: work
        for block in the_rulebook().certification.blocks
        for work in block.assessments
    }
    assert len(works) == 16
    assert all(len(work.jurors) == 2 and work.work for work in works.values())
    assert {code for code, work in works.items() if work.pages == 10} == {
        *("BC01.1", "BC02.2", "BC06.1"),
    }
    assert works["BC07.1"].pages == 60
    pairs = {code for code, work in works.items() if work.work == "en binôme"}
    assert pairs == {"BC04.2", "BC04.3", "BC05.2", "BC05.3", "BC06.2"}
    ordered = {code for code, work in works.items() if "commanditaire" in work.jurors[0]}
    assert ordered == {"BC01.1", "BC03.1", "BC04.1", "BC05.1", "BC06.3"}
    assert works["BC03.1"].terms == (
        "rapport en groupe, oral en groupe ; proposée par une entreprise partenaire ; jugée par "
        "un représentant opérationnel de l’entreprise commanditaire et un enseignant spécialisé"
    )


def test_prerequisites_and_derogations_are_carried_with_their_years():
    asked = the_rulebook().prerequisites
    assert len([each for each in asked if each.derogation is None]) == 6
    years = {each.derogation: each.years for each in asked if each.derogation is not None}
    assert years == {Derogation.VAPP: 10, Derogation.M1: 0, Derogation.L3: 3}
    work = the_rulebook().rules["soutenance.travail"].value
    assert (work.shortest, work.longest, work.internship) == (4, 6, 4)


def test_m1_and_l3_share_their_quota():
    shared = (Derogation.M1_L3,)
    counted = [each.is_counted_by(shared) for each in Derogation]
    assert counted == [each is not Derogation.VAPP for each in Derogation]


@pytest.mark.parametrize("code", ["BC02", "bc02", "RNCP35609BC02", "rncp35609bc02"])
def test_a_bloc_is_known_by_either_code_in_any_case(code):
    assert the_rulebook().certification.block(code).code == "RNCP35609BC02"
