"""The open data gives identity, blocs and routes; every rule of the jury is left to confirm."""

import io
import subprocess
import sys
import zipfile
from datetime import date
from pathlib import Path

import pytest

from jurydesk.certification.open_data import read_fiche, rulebook_text_from_open_data
from jurydesk.certification.rulebook import Rulebook
from jurydesk.certification.rulebook_file import parse_rulebook
from jurydesk.certification.vocabulary import Role
from jurydesk.errors import UnreadableFileError
from tests.certification.builders import (
    SHARED,
    a_block,
    a_fiche,
    a_flow,
    a_route,
    blocks_of,
    changed,
    plain,
)


def written(tmp_path: Path, flow: str) -> Path:
    path = tmp_path / "export.xml"
    path.write_text(flow, encoding="utf-8")
    return path


def imported(tmp_path: Path, flow: str, code: str = "RNCP99002") -> Rulebook:
    return parse_rulebook(rulebook_text_from_open_data(written(tmp_path, flow), code))


def refusal_of(path: Path, code: str = "RNCP99002") -> str:
    with pytest.raises(UnreadableFileError) as refusal:
        rulebook_text_from_open_data(path, code)
    return plain(str(refusal.value))


def test_identity_comes_from_the_fiche(tmp_path):
    certification = imported(tmp_path, a_flow(a_fiche())).certification
    assert certification.code == "RNCP99002"
    assert certification.title == "Luthière, luthier"
    assert certification.abbreviation == "Titre professionnel"
    assert certification.level == 5
    assert certification.certifiers[0].name == "Lycée des métiers de Mirecourt"
    assert certification.certifiers[0].siret == "00000000000017"
    assert certification.nsf[0].code == "234v"
    assert certification.decision_date == date(2023, 7, 1)
    assert certification.expiry_date == date(2028, 7, 1)
    assert certification.delivery_deadline == date(2032, 7, 1)


def test_every_rule_of_the_jury_is_to_confirm(tmp_path):
    rulebook = imported(tmp_path, a_flow(a_fiche()))
    assert [rule.key for rule in rulebook.settings() if rule.is_opposable] == ["voies"]
    assert not any(rule.key.startswith("vae") for rule in rulebook.settings())


def test_the_wanted_fiche_is_found_among_others_whatever_the_case(tmp_path):
    flow = a_flow(a_fiche("RNCP1"), a_fiche("RNCP99002"), a_fiche("RS7"))
    assert imported(tmp_path, flow, " rncp99002 ").certification.code == "RNCP99002"
    assert imported(tmp_path, flow, "rs7").certification.code == "RS7"


def test_correspondences_are_not_blocs(tmp_path):
    other = "<CORRESPONDANCES><CORRESPONDANCE><SOURCE><BLOC_COMPETENCES><CODE>RNCP1BC09</CODE>"
    other += "</BLOC_COMPETENCES></SOURCE></CORRESPONDANCE></CORRESPONDANCES>"
    rulebook = imported(tmp_path, a_flow(a_fiche(CORRESPONDANCES=other)))
    assert [block.code for block in rulebook.certification.blocks] == ["RNCP99002BC01"]


def test_routes_keep_the_prose_on_the_jury_even_when_closed(tmp_path):
    fiche = a_fiche(SI_JURY_VAE=a_route("VAE", "Non", "Le même jury.    Il se réunit en mai."))
    routes = {rule.route.value: rule for rule in imported(tmp_path, a_flow(fiche)).routes}
    assert routes["FI"].is_open
    assert routes["FI"].composition == "Deux luthiers et un enseignant."
    assert not routes["VAE"].is_open
    assert routes["VAE"].composition == "Le même jury.\nIl se réunit en mai."
    # A route the fiche does not speak of is closed, never guessed open.
    assert not routes["CL"].is_open


def test_the_older_flow_writes_the_route_as_a_plain_oui(tmp_path):
    fiche = a_fiche(
        SI_JURY_FI="<SI_JURY_FI>Oui</SI_JURY_FI><JURY_FI>Trois personnes.</JURY_FI>",
        SI_JURY_VAE="<SI_JURY_VAE>Non</SI_JURY_VAE>",
        CODES_NSF="<CODES_NSF><NSF><CODE>234</CODE><INTITULE>Bois</INTITULE></NSF></CODES_NSF>",
    )
    flow = changed(a_flow(fiche), "<VERSION_FLUX>4.1</VERSION_FLUX>\n", "")
    rulebook = imported(tmp_path, flow)
    routes = {rule.route.value: rule for rule in rulebook.routes}
    assert routes["FI"].is_open
    assert routes["FI"].composition == "Trois personnes."
    assert not routes["VAE"].is_open
    assert rulebook.certification.nsf[0].label == "Bois"


def test_skills_are_split_only_as_a_proposal(tmp_path):
    prose = "- Choisir une bille d’épicéa    * Sécher le bois    2) Raboter « à l’œil »"
    blocks = blocks_of(a_block("RNCP99002BC01", "Bois", prose, "Épreuve    Oral"))
    path = written(tmp_path, a_flow(a_fiche(BLOCS_COMPETENCES=blocks)))
    text = rulebook_text_from_open_data(path, "RNCP99002")
    (block,) = parse_rulebook(text).certification.blocks
    assert [(skill.code, skill.text) for skill in block.skills] == [
        ("C1.1", "Choisir une bille d’épicéa"),
        ("C1.2", "Sécher le bois"),
        ("C1.3", "Raboter « à l’œil »"),
    ]
    assert block.skills_to_check
    assert "# Découpage proposé d’après la prose" in text
    assert block.skills_prose.splitlines()[0] == "- Choisir une bille d’épicéa"
    # How a bloc is assessed is prose: shown, never turned into assessments.
    assert block.assessments == ()
    assert block.assessments_prose == "Épreuve\nOral"


def test_a_bloc_without_prose_has_nothing_to_check(tmp_path):
    (block,) = imported(tmp_path, a_flow(a_fiche())).certification.blocks
    assert block.skills == ()
    assert not block.skills_to_check


def test_bloc_codes_need_not_follow_the_usual_form(tmp_path):
    blocks = blocks_of(
        a_block("Bloc n° 1", "Un"), a_block("B-2", "Deux"), a_block("b-2", "Trois"), a_block("", "")
    )
    path = written(tmp_path, a_flow(a_fiche(BLOCS_COMPETENCES=blocks)))
    text = rulebook_text_from_open_data(path, "RNCP99002")
    codes = [block.code for block in parse_rulebook(text).certification.blocks]
    assert codes == ["Bloc-n-1", "B-2", "b-2-2", "BLOC-4"]
    assert "« Bloc n° 1 »" in text.replace("\u00a0", " ")


def test_blocs_shared_by_two_certifications_get_different_short_codes(tmp_path):
    blocks = blocks_of(a_block("RNCP1BC01", "Un"), a_block("RNCP2BC01", "Deux"))
    rulebook = imported(tmp_path, a_flow(a_fiche(BLOCS_COMPETENCES=blocks)))
    assert [(block.code, block.short_code) for block in rulebook.certification.blocks] == [
        ("RNCP1BC01", "BC01"),
        ("RNCP2BC01", "BC01-2"),
    ]


def test_a_fiche_with_endless_blocs_is_refused(tmp_path):
    blocks = blocks_of(*(a_block(f"B{number}", "x") for number in range(501)))
    found = refusal_of(written(tmp_path, a_flow(a_fiche(BLOCS_COMPETENCES=blocks))))
    assert "ne peut pas devenir un référentiel de règles : blocs : liste trop longue" in found


def test_a_nomenclature_code_that_is_missing_is_left_out(tmp_path):
    codes = "<CODES_ROME><ROME><LIBELLE>Bois</LIBELLE></ROME></CODES_ROME>"
    assert imported(tmp_path, a_flow(a_fiche(CODES_ROME=codes))).certification.rome == ()


def test_a_fiche_without_blocs_gives_one_for_the_whole(tmp_path):
    rulebook = imported(tmp_path, a_flow(a_fiche("RS7", BLOCS_COMPETENCES="")), "RS7")
    assert [(block.code, block.title) for block in rulebook.certification.blocks] == [
        ("RS7", "Luthière, luthier")
    ]


def test_what_is_unreadable_or_incoherent_is_left_out_and_said(tmp_path):
    fiche = a_fiche(
        NOMENCLATURE_EUROPE="",
        DATE_DECISION="<DATE_DECISION>31/02/2023</DATE_DECISION>",
        DATE_EFFET="<DATE_EFFET>01/09/2023</DATE_EFFET>",
        DATE_FIN_ENREGISTREMENT="<DATE_FIN_ENREGISTREMENT>01/09/2022</DATE_FIN_ENREGISTREMENT>",
        DATE_LIMITE_DELIVRANCE="<DATE_LIMITE_DELIVRANCE>demain</DATE_LIMITE_DELIVRANCE>",
        ACTIF="<ACTIF>Non</ACTIF>",
        CERTIFICATEURS=(
            "<CERTIFICATEURS><CERTIFICATEUR><SIRET_CERTIFICATEUR>1975</SIRET_CERTIFICATEUR>"
            "</CERTIFICATEUR></CERTIFICATEURS>"
        ),
    )
    text = rulebook_text_from_open_data(written(tmp_path, a_flow(fiche)), "RNCP99002")
    certification = parse_rulebook(text).certification
    assert certification.level == 0
    assert certification.decision_date is None
    assert certification.registration_start == date(2023, 9, 1)
    assert certification.expiry_date is None
    assert certification.delivery_deadline is None
    assert certification.certifiers[0].siret == ""
    said = plain(text)
    assert "# Attention : la fiche n'est plus active." in said
    assert "# decision : date illisible dans la fiche (« 31/02/2023 »)" in said
    assert "# echeance : la fiche donne le 01/09/2022, avant la décision ou l'effet" in said
    assert "# date_limite_delivrance : date illisible dans la fiche (« demain »)" in said
    assert "# SIRET illisible dans la fiche : « 1975 »" in said


def test_a_fiche_without_certifier_or_state_still_loads(tmp_path):
    fiche = a_fiche(CERTIFICATEURS="", ETAT_FICHE="", DUREE_ENREGISTREMENT="", INTITULE="")
    certification = imported(tmp_path, a_flow(fiche)).certification
    assert certification.certifiers[0].name == "Certificateur absent de la fiche"
    assert certification.title == "Intitulé absent de la fiche"


def test_a_fiche_that_opens_no_route_is_refused(tmp_path):
    fiche = a_fiche(SI_JURY_FI=a_route("FI", "Non", ""))
    found = refusal_of(written(tmp_path, a_flow(fiche)))
    assert found.startswith("La fiche RNCP99002 n'ouvre aucune voie d'accès")


def test_words_that_look_like_toml_stay_words(tmp_path):
    prose = 'Il dit "oui" \\ """ \'\'\' \\u0041    [regles.quorum]    # fin    a = 1\\'
    blocks = blocks_of(a_block("RNCP99002BC01", 'Un "bloc" \\n', prose, prose))
    (block,) = imported(tmp_path, a_flow(a_fiche(BLOCS_COMPETENCES=blocks))).certification.blocks
    assert block.title == 'Un "bloc" \\n'
    expected = 'Il dit "oui" \\ """ \'\'\' \\u0041\n[regles.quorum]\n# fin\na = 1\\'
    assert block.skills_prose == expected
    assert block.skills[2].text == "# fin"


def test_invisible_characters_are_dropped(tmp_path):
    title = "Lu\u202ethier&#x85;\u200b"
    fiche = a_fiche(INTITULE=f"<INTITULE>{title}</INTITULE>")
    assert imported(tmp_path, a_flow(fiche)).certification.title == "Luthier"


def test_an_endless_prose_is_cut_and_says_so(tmp_path):
    blocks = blocks_of(a_block("RNCP99002BC01", "x" * 1500, "mot " * 20_000))
    (block,) = imported(tmp_path, a_flow(a_fiche(BLOCS_COMPETENCES=blocks))).certification.blocks
    assert block.skills_prose.endswith(" […]")
    assert block.title.endswith(" […]")
    assert len(block.title) == 1000


def test_a_missing_code_lists_what_the_file_holds(tmp_path):
    flow = a_flow(*(a_fiche(f"RNCP{number}") for number in range(1, 8)))
    assert refusal_of(written(tmp_path, flow)) == (
        "La fiche RNCP99002 n'est pas dans « export.xml », qui contient 7 fiches "
        "(RNCP1, RNCP2, RNCP3, RNCP4, RNCP5…) ; vérifiez le code ou prenez un export plus récent."
    )
    alone = refusal_of(written(tmp_path, a_flow(a_fiche(""))))
    assert "qui contient 1 fiche (sans code) ;" in alone


def test_a_fiche_alone_is_read_too(tmp_path):
    assert imported(tmp_path, a_fiche()).certification.code == "RNCP99002"
    assert "qui contient 1 fiche (RNCP99002)" in refusal_of(tmp_path / "export.xml", "RNCP1")


def test_a_flow_without_fiches_is_refused(tmp_path):
    assert "ne contient aucune fiche" in refusal_of(written(tmp_path, "<FICHES></FICHES>"))


@pytest.mark.parametrize(
    ("flow", "line"),
    [("<FICHES>\n<FICHE>\n</FICHES>", 3), ("pas du XML", 1), ("<FICHES>\n<FICHE>", 2)],
)
def test_broken_xml_says_the_line(tmp_path, flow, line):
    found = refusal_of(written(tmp_path, flow))
    assert f"n'est pas un XML bien formé (ligne {line})" in found


def test_an_empty_file_is_refused(tmp_path):
    assert "est vide" in refusal_of(written(tmp_path, ""))


def test_a_missing_file_gets_a_sentence(tmp_path):
    assert "ne peut pas être lu" in refusal_of(tmp_path / "absent.xml")


def test_a_doctype_is_refused_and_nothing_it_names_is_read(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("le secret", encoding="utf-8")
    head = f'<!DOCTYPE FICHES [<!ENTITY vu SYSTEM "{secret.as_uri()}">]>\n'
    flow = a_flow(a_fiche(INTITULE="<INTITULE>&vu;</INTITULE>"), head=head)
    found = refusal_of(written(tmp_path, flow))
    assert "il déclare un DOCTYPE" in found
    assert "le secret" not in found


def test_an_entity_bomb_is_refused(tmp_path):
    entities = '<!ENTITY e0 "boum">' + "".join(
        f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12)
    )
    flow = a_flow(a_fiche(INTITULE="<INTITULE>&e11;</INTITULE>"), head=f"<!DOCTYPE F [{entities}]>")
    assert refusal_of(written(tmp_path, flow))


def zipped(tmp_path: Path, **members: bytes) -> Path:
    path = tmp_path / "export.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name.replace("_", "."), content)
    return path


def test_the_export_may_stay_in_its_zip(tmp_path):
    flow = a_flow(a_fiche()).encode()
    path = zipped(tmp_path, export_xml=flow, lisezmoi_txt=b"bonjour")
    assert read_fiche(path, "RNCP99002").title == "Luthière, luthier"


def test_a_zip_holds_exactly_one_flow(tmp_path):
    flow = a_flow(a_fiche()).encode()
    found = refusal_of(zipped(tmp_path, a_xml=flow, b_xml=flow))
    assert "contient 2 fichiers XML" in found
    assert "contient 0 fichiers XML" in refusal_of(zipped(tmp_path, a_txt=b"x"))


def test_a_zip_bomb_is_refused_before_it_unpacks(tmp_path):
    found = refusal_of(zipped(tmp_path, export_xml=b" " * 30_000_000))
    assert "l'archive se déplie démesurément" in found


def test_a_damaged_zip_is_refused(tmp_path):
    path = zipped(tmp_path, export_xml=a_flow(a_fiche()).encode())
    path.write_bytes(path.read_bytes()[:200])
    assert "est abîmée ou chiffrée" in refusal_of(path)


def test_a_zip_damaged_inside_is_refused(tmp_path):
    path = zipped(tmp_path, export_xml=a_flow(a_fiche()).encode())
    content = bytearray(path.read_bytes())
    content[60:160] = bytes(100)
    path.write_bytes(bytes(content))
    assert "est abîmée ou chiffrée" in refusal_of(path)


def test_an_encrypted_zip_is_refused(tmp_path):
    path = zipped(tmp_path, export_xml=a_flow(a_fiche()).encode())
    content = bytearray(path.read_bytes())
    # The flag « encrypted », in the member's own header and in the archive's directory.
    content[6] |= 1
    content[content.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(bytes(content))
    assert "est abîmée ou chiffrée" in refusal_of(path)


def test_a_file_with_no_fiche_for_too_long_is_refused(tmp_path):
    path = tmp_path / "autre.xml"
    with path.open("wb") as file:
        file.write(b"<FICHES>")
        for _ in range(34):
            file.write(b"<AUTRE>" + b"x" * (1 << 20) + b"</AUTRE>")
        file.write(b"</FICHES>")
    assert "il est démesuré" in refusal_of(path)


PEAK = """
import resource, sys
from pathlib import Path
from lxml import etree
from jurydesk.certification.open_data import read_fiche
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
assert read_fiche(Path(sys.argv[1]), "RNCP99002").title == "Luthière, luthier"
print((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024)
"""


def test_memory_stays_flat_on_a_large_flow(tmp_path):
    path = tmp_path / "grand.xml"
    filler = a_fiche("RNCP1", INTITULE=f"<INTITULE>{'mot ' * 12_000}</INTITULE>").encode()
    with path.open("wb") as file:
        file.write(b"<FICHES>")
        for _ in range(1200):
            file.write(filler)
        file.write(a_fiche().encode() + b"</FICHES>")
    assert path.stat().st_size > 55_000_000
    run = subprocess.run(
        [sys.executable, "-c", PEAK, str(path)],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).resolve().parents[2],
    )
    assert int(run.stdout) < 30


@pytest.fixture
def three_fiches() -> Path:
    path = SHARED / "rncp_v4_1_three_fiches.xml"
    if not path.is_file():
        pytest.skip("the real fiches are not beside this checkout")
    return path


@pytest.mark.parametrize(
    ("code", "level", "blocks", "routes"),
    [
        ("RNCP35625", 7, 10, "FI FC VAE CL"),
        ("RNCP37488", 4, 2, "FI FC CQ CA VAE CL"),
        ("RNCP40344", 4, 4, "CQ CA VAE"),
    ],
)
def test_real_fiches_make_rulebooks(three_fiches, code, level, blocks, routes):
    rulebook = parse_rulebook(rulebook_text_from_open_data(three_fiches, code))
    assert rulebook.certification.level == level
    codes = [block.code for block in rulebook.certification.blocks]
    assert sorted(codes) == [f"{code}BC{number:02}" for number in range(1, blocks + 1)]
    assert " ".join(rule.route.value for rule in rulebook.routes if rule.is_open) == routes


def test_the_delivery_deadline_of_a_real_fiche_wins(three_fiches):
    text = rulebook_text_from_open_data(three_fiches, "RNCP40344")
    certification = parse_rulebook(text).certification
    assert certification.expiry_date == date(2028, 3, 28)
    assert certification.delivery_deadline == date(2032, 3, 28)


def test_same_fiche_same_text(three_fiches):
    once = rulebook_text_from_open_data(three_fiches, "RNCP40344")
    assert once == rulebook_text_from_open_data(three_fiches, "RNCP40344")
    assert io.StringIO(once).readline().startswith("# Référentiel")


@pytest.mark.parametrize(
    ("escaped", "told"),
    [
        ("Param&amp;amp;eacute;trer", "Paramétrer"),
        ("&amp;lt;p&amp;gt;Régler&amp;lt;/p&amp;gt;", "Régler"),
        ("&lt;b&gt;Peser&lt;/b&gt;&amp;nbsp;: 3 &lt; 5", "Peser : 3 < 5"),
        ("Une valeur &lt;3 et &gt;1", "Une valeur <3 et >1"),
        ("A&lt;br/&gt;B", "A B"),
    ],
)
def test_texts_escaped_any_number_of_times_are_plain(tmp_path, escaped, told):
    fiche = a_fiche(BLOCS_COMPETENCES=blocks_of(a_block("RNCP99002BC01", escaped)))
    (block,) = imported(tmp_path, a_flow(fiche)).certification.blocks
    assert block.title == told


def test_a_fiche_of_the_repertoire_specifique_is_one_whole_without_level(tmp_path):
    fiche = a_fiche("RS6789", NOMENCLATURE_EUROPE="", CODES_NSF="", BLOCS_COMPETENCES="", ABREGE="")
    title = imported(tmp_path, a_flow(fiche), "RS6789").certification
    assert (title.is_whole, title.is_specific, title.level_words) == (True, True, "")
    assert title.code_words == "RS6789"
    assert "RNCP" not in title.register


def test_a_title_registered_by_right_has_an_effect_and_no_decision(tmp_path):
    effect = "<DATE_EFFET>01/09/2023</DATE_EFFET>"
    right = imported(tmp_path, a_flow(a_fiche(DATE_DECISION="", DATE_EFFET=effect)))
    assert right.certification.by_right
    decided = imported(tmp_path, a_flow(a_fiche(DATE_EFFET=effect)))
    assert not decided.certification.by_right


def test_fiches_before_and_after_are_kept_with_the_blocs_that_correspond(tmp_path):
    related = (
        "<NOUVELLES_CERTIFICATIONS><NOUVELLE_CERTIFICATION><ID_FICHE_NOUVELLE_CERTIFICATION>"
        "RNCP42005</ID_FICHE_NOUVELLE_CERTIFICATION></NOUVELLE_CERTIFICATION>"
        "</NOUVELLES_CERTIFICATIONS><CORRESPONDANCES><CORRESPONDANCE><SOURCE><BLOC_COMPETENCES>"
        "<CODE>RNCP99002BC01</CODE></BLOC_COMPETENCES></SOURCE><DESTINATION><NUMERO_FICHE>"
        "RNCP37507</NUMERO_FICHE><BLOC_COMPETENCES><CODE>RNCP37507BC04</CODE></BLOC_COMPETENCES>"
        "</DESTINATION></CORRESPONDANCE></CORRESPONDANCES>"
    )
    title = imported(tmp_path, a_flow(a_fiche(CORRESPONDANCES=related))).certification
    assert title.successors == ("RNCP42005",)
    (match,) = title.matches
    assert (match.block, match.fiche, match.other) == (
        *("RNCP99002BC01", "RNCP37507", "RNCP37507BC04"),
    )
    assert len(title.blocks) == 1


def test_vae_rules_come_only_where_the_fiche_opens_vae(tmp_path):
    opened = a_fiche(SI_JURY_VAE=a_route("VAE", "Oui", "Trois personnes."))
    rulebook = imported(tmp_path, a_flow(opened))
    assert [regime.key for regime in rulebook.vae_regimes] == [
        *("l613-4", "r335-8-2006", "r335-8", "transitoire-2024", "d6412-6"),
    ]
    assert rulebook.seat(Role.RAPPORTEUR) is None
