"""A faulty rulebook is answered with every fault, each with its place; a hostile one with words."""

from contextlib import suppress
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jurydesk.certification.rulebook_file import MOST_FAULTS, load_rulebook, parse_rulebook
from jurydesk.errors import InvalidRulebookError, UnreadableFileError
from tests.certification.builders import changed, faults_of, plain, the_second_text, the_text

SHARE = 'valeur = "3/10"'


def test_all_faults_come_at_once_each_with_its_place():
    text = changed(the_text(), "niveau = 7", "niveau = 12")
    text = changed(text, SHARE, 'valeur = "13/10"')
    text = changed(text, 'role = "directeur"', 'role = "dirlo"')
    text = changed(text, 'statut = "en voie de validation"', 'statut = "presque"')
    found = faults_of(text)
    assert found[0] == "certification.niveau : un nombre de 0 à 8 est attendu"
    assert found[1] == "regles.part_exterieurs.valeur : une part va de 0 à 1 (0 % à 100 %)"
    assert found[2].startswith("regles.niveaux.valeur[3].statut : mot inconnu")
    assert found[3].startswith("regles.sieges.valeur[2].role : mot inconnu")
    assert len(found) == 4


def test_the_error_is_a_sentence_for_the_clerk():
    with pytest.raises(InvalidRulebookError) as refusal:
        parse_rulebook(changed(the_text(), SHARE, 'valeur = "3 sur 10"'))
    assert plain(str(refusal.value)) == (
        "Le référentiel de règles est à corriger : regles.part_exterieurs.valeur : "
        'une part est attendue, écrite "3/10", "30 %" ou 0.3'
    )


@pytest.mark.parametrize("written", ['"3/10"', '"30 %"', '"30%"', "0.3", '" 3 / 10 "', '"30,0 %"'])
def test_a_share_is_exact_however_it_is_written(written):
    rulebook = parse_rulebook(changed(the_text(), SHARE, f"valeur = {written}"))
    assert rulebook.external_share.value == Fraction(3, 10)


@pytest.mark.parametrize(
    "written",
    ["1.5", "-1", "2", "true", '"1/0"', '"30"', "[1]", "nan", "inf", "1e999999999", "0.1234567"],
)
def test_a_share_out_of_bounds_is_refused(written):
    (fault,) = faults_of(changed(the_text(), SHARE, f"valeur = {written}"))
    assert fault.startswith("regles.part_exterieurs.valeur : une part ")


@pytest.mark.parametrize("written", ["0.5", '"0,5"', '"0.5"'])
def test_a_decimal_is_read_with_point_or_comma(written):
    rulebook = parse_rulebook(changed(the_text(), "valeur = 0.25", f"valeur = {written}"))
    assert rulebook.defence is not None
    assert rulebook.defence.step == Decimal("0.5")


@pytest.mark.parametrize(
    "written", ["-1", "1e999999999", "nan", "9999999999999999", '"deux"', "true", "0.1234567", "0"]
)
def test_a_wrong_number_is_refused(written):
    (fault,) = faults_of(changed(the_text(), "valeur = 0.25", f"valeur = {written}"))
    assert fault.startswith("regles.soutenance.pas.valeur : ")


def test_an_unknown_key_is_not_silently_lost():
    assert faults_of(changed(the_text(), "[regles.quorum]", "[regles.quorun]")) == (
        "regles.quorun : clé inconnue ; vérifiez son orthographe",
    )


def test_a_missing_value_is_named_once():
    text = changed(the_text(), 'code = "RNCP35609BC02"\n', "")
    assert faults_of(text) == ("blocs[2].code : valeur manquante",)


@pytest.mark.parametrize(
    ("before", "after", "fault"),
    [
        ("niveau = 7", 'niveau = "7"', "certification.niveau : un nombre entier est attendu"),
        ("niveau = 7", "niveau = true", "certification.niveau : un nombre entier est attendu"),
        ('abrege = "MS"', "abrege = 3", "certification.abrege : un texte entre guillemets"),
        ("ouverte = true", 'ouverte = "oui"', "regles.voies.valeur[1].ouverte : true (oui)"),
        ('bloc = "RNCP35609BC07"', 'bloc = ""', "regles.soutenance.bloc : le texte est vide"),
        (
            'voix = { VAE = "consultative" }',
            'voix = "consultative"',
            "regles.sieges.valeur[6].voix : une table est attendue",
        ),
        (
            'voix = { VAE = "consultative" }',
            'voix = { XX = "consultative" }',
            "regles.sieges.valeur[6].voix.XX : clé inconnue",
        ),
        (
            'valeur = ["entreprise", "enseignant"]',
            'valeur = "entreprise"',
            "regles.soutenance.jures.valeur : une liste est attendue",
        ),
        (
            'valeur = ["entreprise", "enseignant"]',
            "valeur = []",
            "regles.soutenance.jures.valeur : la liste est vide",
        ),
        (
            'valeur = ["entreprise", "enseignant"]',
            'valeur = ["entreprise", "entreprise"]',
            "regles.soutenance.jures.valeur[2] : « entreprise » est écrit deux fois",
        ),
        (
            'valeur = ["entreprise", "enseignant"]',
            'valeur = ["entreprise", 3]',
            "regles.soutenance.jures.valeur[2] : mot inconnu",
        ),
        (
            "rome = [",
            "rome = [ 3,",
            "certification.rome[1] : une table est attendue",
        ),
        ('siret = ""', 'siret = "123"', "certification.certificateurs[1].siret : un SIRET"),
        ('code = "326"', 'code = "32 6*"', "certification.nsf[1].code : un code ne tient"),
        (
            'libelle = "au niveau des attentes"',
            'libelle = "au niveau\\u0000"',
            "regles.niveaux.valeur[2].libelle : le texte contient un caractère de contrôle",
        ),
        (
            'libelle = "au niveau des attentes"',
            f'libelle = "{"a" * 201}"',
            "regles.niveaux.valeur[2].libelle : texte trop long (201 caractères, 200 au plus)",
        ),
        ("format = 1", "format = 2", "format : cette version de JuryDesk lit le format 1"),
        (
            'valeur = { part = "1/2", minimum = 0, president_requis = true }',
            "valeur = { president_requis = true }",
            "regles.quorum.valeur : donnez une part, un minimum, ou les deux",
        ),
        (
            'voies = ["VAE"]',
            'voies = ["VAE", "FI"]',
            "regles.voix_preponderante[2].voies : la voie FI a déjà sa règle",
        ),
        (
            "fin = 2023-12-31",
            "fin = 2019-11-03",
            "regles.vae[3].fin : le régime finit avant d'avoir commencé",
        ),
    ],
)
def test_a_fault_says_its_place(before, after, fault):
    (found,) = faults_of(changed(the_text(), before, after))
    assert found.startswith(fault)


def adopted(on: str, published: str) -> str:
    before = 'adopte_le = ""\nadopte_par = ""\npublie_le = ""'
    return changed(
        the_text(), before, f'adopte_le = {on}\nadopte_par = "Conseil"\npublie_le = {published}'
    )


@pytest.mark.parametrize("written", ["2024-01-10", '"2024-01-10"', '"10/01/2024"'])
def test_an_adoption_date_is_read_as_people_write_it(written):
    rulebook = parse_rulebook(adopted(written, "2024-01-12"))
    levels = rulebook.rules["niveaux"]
    assert levels.adoption.adopted_on == date(2024, 1, 10)
    assert levels.is_opposable


@pytest.mark.parametrize(
    "written", ['"31/02/2024"', '"2024-02-31"', '"hier"', "3", "2024-01-10T10:00:00"]
)
def test_an_impossible_date_is_refused(written):
    (fault,) = faults_of(adopted(written, "2024-01-12"))
    assert fault.startswith("regles.niveaux.adopte_le : une date qui existe est attendue")


def test_a_rule_published_before_its_adoption_is_refused():
    (fault,) = faults_of(adopted("2024-01-12", "2024-01-10"))
    assert fault.startswith("regles.niveaux.publie_le : la publication précède l'adoption")


@pytest.mark.parametrize(
    ("before", "after", "fault"),
    [
        ("numero = 2", "numero = 3", "regles.niveaux.valeur : les niveaux sont numérotés"),
        (
            'attentes", statut = "validé"',
            'attentes", statut = "en attente"',
            "regles.niveaux.valeur : le statut « en attente » ne peut pas venir",
        ),
        (
            'attentes", statut = "validé"',
            'attentes", statut = "non acquis"',
            "regles.niveaux.valeur[1].statut : le meilleur niveau donne un bloc « validé »",
        ),
        (
            'statut = "en voie de validation" }',
            'statut = "non acquis" }, { numero = 9, libelle = "x", statut = "validé" }',
            "regles.niveaux.valeur : les niveaux sont numérotés",
        ),
        (
            'code = "RNCP35609BC02"',
            'code = "rncp35609bc01"',
            "blocs : « RNCP35609BC01 » est écrit 2 fois",
        ),
        (
            'code = "RNCP35609BC02"',
            'code = "AUTREBC01"',
            "blocs (code_court) : « BC01 » est écrit 2 fois",
        ),
        ('code = "BC2.1"', 'code = "BC1.1"', "competences : « BC1.1 » est écrit 2 fois"),
        ('code = "BC02.1"', 'code = "BC01.1"', "evaluations : « BC01.1 » est écrit 2 fois"),
        (
            "echeance = 2024-05-19",
            "echeance = 2021-05-18",
            "certification.echeance : cette date précède certification.decision",
        ),
        (
            "echeance = 2024-05-19",
            "date_limite_delivrance = 2020-01-01",
            "certification.date_limite_delivrance : cette date précède certification.decision",
        ),
        ('voie = "CL"', 'voie = "FI"', "regles.voies.valeur : « FI » est écrit 2 fois"),
        (
            'role = "salarie"',
            'role = "employeur"',
            "regles.sieges.valeur : « EMPLOYEUR » est écrit 2 fois",
        ),
        ('cle = "m1_l3"', 'cle = "vapp"', "regles.quotas : « VAPP » est écrit 2 fois"),
        ('cle = "d6412-6"', 'cle = "r335-8"', "regles.vae : « R335-8 » est écrit 2 fois"),
        ('test = "FCE"', 'test = "cae"', "regles.anglais.valeur : « CAE » est écrit 2 fois"),
        (
            'bloc = "RNCP35609BC07"',
            'bloc = "RNCP35609BC08"',
            "regles.soutenance.bloc : aucun bloc n'a le code « RNCP35609BC08 »",
        ),
        (
            "{ note = 10, niveau = 2 }",
            "{ note = 17, niveau = 2 }",
            "regles.soutenance.bareme.valeur.seuils : les notes vont de la plus haute",
        ),
        (
            "{ note = 16, niveau = 1 }",
            "{ note = 21, niveau = 1 }",
            "regles.soutenance.bareme.valeur.seuils : un seuil dépasse la note maximale",
        ),
        (
            "{ note = 10, niveau = 2 }",
            "{ note = 10, niveau = 1 }",
            "regles.soutenance.bareme.valeur.seuils : les niveaux vont du meilleur",
        ),
        (
            "sinon = 4",
            "sinon = 5",
            "regles.soutenance.bareme.valeur : le niveau 5 n'existe pas",
        ),
        (
            "note_maximale = 20",
            "note_maximale = 0",
            "regles.soutenance.bareme.valeur.note_maximale : la note maximale est plus grande",
        ),
    ],
)
def test_a_contradiction_says_its_place(before, after, fault):
    assert faults_of(changed(the_text(), before, after))[0].startswith(fault)


def test_a_worse_level_never_gives_a_better_status():
    text = changed(the_text(), 'statut = "non acquis" },', 'statut = "validé" },')
    assert faults_of(text) == (
        "regles.niveaux.valeur : un niveau moins bon ne donne pas un meilleur statut",
    )


def test_someone_must_vote_on_every_open_route():
    text = the_text().replace('toutes = "deliberative"', 'VAE = "deliberative"')
    assert faults_of(text) == tuple(
        f"regles.sieges.valeur : personne n'a voix délibérative pour la voie {route}"
        for route in ("FI", "FC", "CQ", "CA")
    )


def test_a_certification_with_no_open_route_is_refused():
    text = the_second_text().replace("ouverte = true", "ouverte = false")
    assert faults_of(text) == (
        "regles.voies.valeur : aucune voie n'est ouverte ; ouvrez-en au moins une",
    )


def test_a_casting_vote_for_an_undescribed_route_is_refused():
    text = changed(the_second_text(), '  { voie = "FC", ouverte = false },\n', "")
    text = changed(text, 'voies = ["FI", "CA", "CL"]', 'voies = ["FI", "CA", "CL", "FC"]')
    assert faults_of(text) == (
        "regles.voix_preponderante[1].voies : la voie FC n'est pas dans regles.voies",
    )


def test_blocs_of_two_certifications_may_be_given_other_short_codes():
    text = changed(
        the_text(), 'code = "RNCP35609BC02"', 'code = "RNCP1BC01"\ncode_court = "COMMUN"'
    )
    block = parse_rulebook(text).certification.block("COMMUN")
    assert block.code == "RNCP1BC01"


def test_a_mark_scale_names_blocs_that_exist_once():
    text = changed(the_second_text(), 'blocs = ["REFUGE-D"]', 'blocs = ["REFUGE-C", "REFUGE-Z"]')
    assert faults_of(text) == (
        "regles.baremes[2].blocs : le bloc « REFUGE-C » a déjà un barème",
        "regles.baremes[2].blocs : aucun bloc n'a le code « REFUGE-Z »",
    )
    text = changed(the_second_text(), 'blocs = ["REFUGE-D"]', 'blocs = ["REFUGE-D", "REFUGE-D", 4]')
    assert faults_of(text) == (
        "regles.baremes[2].blocs[2] : ce texte est écrit deux fois",
        "regles.baremes[2].blocs[3] : un texte court entre guillemets est attendu",
    )


def test_a_bloc_scale_speaks_of_levels_that_exist():
    text = changed(the_second_text(), "{ note = 45, niveau = 2 }], sinon = 3", "], sinon = 4")
    assert faults_of(text) == (
        "regles.baremes (REFUGE-D) : le niveau 4 n'existe pas dans regles.niveaux",
    )


def test_two_blocs_of_one_code_stay_two_faults_and_no_crash():
    text = changed(the_second_text(), 'code = "REFUGE-B"', 'code = "REFUGE-A"')
    found = faults_of(text)
    assert "regles.baremes[1].blocs : aucun bloc n'a le code « REFUGE-B »" in found


def test_a_fixed_quorum_needs_no_share():
    text = changed(the_text(), 'part = "1/2", minimum = 0', "minimum = 4")
    assert parse_rulebook(text).quorum.value.minimum == 4
    assert parse_rulebook(text).quorum.value.share is None


def test_optional_rules_may_be_absent():
    rulebook = parse_rulebook(the_second_text())
    assert rulebook.english == ()
    assert rulebook.quotas == ()
    assert rulebook.vae_regimes == ()
    text = the_text()
    start = text.index("[regles.soutenance.pages_maximum]")
    without = parse_rulebook(text[:start])
    assert without.defence is not None
    assert without.defence.pages is None
    assert "soutenance.pages_maximum" not in {rule.key for rule in without.settings()}


@pytest.mark.parametrize(
    ("debut", "label"),
    [
        ("debut = 2024-04-13\n", "VAE, parcours commencé à partir du 13/04/2024"),
        ("", "VAE, parcours commencé à toute date"),
        ("fin = 2030-01-01\n", "VAE, parcours commencé jusqu’au 01/01/2030"),
    ],
)
def test_a_vae_text_says_its_period(debut, label):
    rulebook = parse_rulebook(changed(the_text(), "debut = 2024-04-13\n", debut))
    assert rulebook.rules["vae.d6412-6"].label == label


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("code = \nniveau = 7", "ligne 1, colonne 8 : ce n'est pas du TOML"),
        ('a = "', "fin du fichier : ce n'est pas du TOML"),
        ("a = 1\na = 2\n", "ligne 2, colonne 6 : la même clé est écrite deux fois"),
        ("[a]\n[a]", "ligne 2, colonne 3 : la même clé est écrite deux fois"),
        ("a = 2024-02-31", "ligne 1, colonne 5 : cette date n'existe pas"),
        ("a = " + "[" * 100_000, "le fichier emboîte trop de listes"),
        ("a = \x00", "ligne 1, colonne 5 : ce n'est pas du TOML"),
        ("a = " + "9" * 5000, "un nombre a trop de chiffres"),
        ("", "certification : valeur manquante"),
    ],
    ids=["cut", "unclosed", "twice", "table twice", "date", "deep", "nul", "huge number", "empty"],
)
def test_hostile_toml_gets_a_sentence(text, fault):
    assert faults_of(text)[0].startswith(fault)


def test_an_empty_file_lacks_its_three_parts_and_no_more():
    assert faults_of("") == (
        "certification : valeur manquante",
        "blocs : valeur manquante",
        "regles : valeur manquante",
    )


def test_wrong_sections_are_faults():
    assert faults_of("certification = 3\nblocs = 4\nregles = []")[:3] == (
        "certification : une table est attendue ([certification] ou { … })",
        "blocs : une liste est attendue",
        "regles : une table est attendue ([regles] ou { … })",
    )


def test_thousands_of_faults_are_cut_short():
    junk = "\n".join(f"inconnue_{number} = 1" for number in range(5000))
    found = faults_of(junk + "\n" + the_text())
    assert len(found) == MOST_FAULTS + 1
    assert found[-1] == "… et 4800 autres fautes, à revoir après celles-ci"


def test_an_endless_list_is_one_fault():
    blocks = '[[blocs]]\ncode = "X"\nintitule = "x"\n' * 501
    text = the_text()
    start, end = text.index("[[blocs]]"), text.index("[regles.niveaux]")
    found = faults_of(text[:start] + blocks + text[end:])
    assert found == ("blocs : liste trop longue (501 éléments, 500 au plus)",)


def test_a_long_misspelt_key_is_cut():
    (fault,) = faults_of(f'"{"é" * 300}\\u0007" = 1\n' + the_text())
    assert fault == f"{'é' * 60}… : clé inconnue ; vérifiez son orthographe"


def test_a_rulebook_file_with_a_byte_order_mark_is_read(tmp_path):
    path = tmp_path / "regles.toml"
    path.write_text(the_second_text(), encoding="utf-8-sig")
    assert load_rulebook(path).certification.code == "RNCP99001"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("é".encode("cp1252"), "n'est pas un texte en UTF-8"),
        (b"#" * 4_000_001, "est trop volumineux"),
        (None, "ne peut pas être ouvert"),
    ],
    ids=["cp1252", "huge", "absent"],
)
def test_an_unreadable_file_gets_a_sentence(tmp_path, content, words):
    path = tmp_path / "regles.toml"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(UnreadableFileError) as refusal:
        load_rulebook(path)
    assert words in plain(str(refusal.value))


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_a_damaged_rulebook_is_read_or_refused_in_words(data):
    lines = the_second_text().splitlines()
    position = data.draw(st.integers(0, len(lines) - 1))
    lines[position] = data.draw(
        st.sampled_from(
            ["", "valeur = 7", "x = [[[1]]]", "source = {}", 'code = "é"', "regles = 1", "[blocs]"]
        )
        | st.text(max_size=20)
    )
    # Nothing but our own error, which pytest would show as a failure of another kind.
    with suppress(InvalidRulebookError):
        assert parse_rulebook("\n".join(lines)).levels
