"""The flow to the Caisse des Dépôts: who is in it, how each element is written, what stops it."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from lxml import etree

from jurydesk.cohort.birth_date import BirthDate
from jurydesk.deliberation.accrochage_standing import standings
from jurydesk.deliberation.applying import apply_fact
from jurydesk.deliberation.civil_status import amendment
from jurydesk.deliberation.facts import AccrochageNoted, AccrochageState
from jurydesk.deliberation.permission import check_allowed
from jurydesk.errors import JuryDeskError
from jurydesk.transmission.accrochage import (
    Depositor,
    Wanted,
    accrochage,
    first_names,
    holder_faults,
    timestamp,
)
from jurydesk.transmission.flow_check import flow_faults
from jurydesk.transmission.flow_shape import FlowSchema
from tests.builders import a_candidate, at
from tests.minutes.builders import a_story, decide
from tests.transmission.builders import (
    DEPOSITOR,
    NIL,
    a_certified_story,
    a_holder,
    certified,
    nodes,
    schema,
    sealed,
    values,
)

ROUTES = [
    ("FI", "FORMATION_INITIALE_HORS_APPRENTISSAGE"),
    ("CA", "FORMATION_INITIALE_APPRENTISSAGE"),
    ("FC", "FORMATION_CONTINUE_HORS_CONTRAT_DE_PROFESSIONNALISATION"),
    ("CQ", "FORMATION_CONTINUE_CONTRAT_DE_PROFESSIONNALISATION"),
    ("VAE", "VAE"),
]


def every_route():
    return certified(*(a_holder(f"C{n:02}", route) for n, (route, _) in enumerate(ROUTES)))


def test_flow_of_every_route_is_valid_against_the_schema():
    flow = accrochage(every_route(), DEPOSITOR)
    assert flow_faults(flow, schema()) == []


def test_flow_of_sparse_holders_is_valid_against_the_schema():
    sparse = a_holder(birth_place="", birth_place_code="", birth_country="", used_name="Durand")
    abroad = a_holder("C02", birth_place_code="99109", birth_country="ALLEMAGNE")
    coded = a_holder("C03", birth_country="99109", first_names="Ana, Lucía, Inés, Eva")
    flow = accrochage(certified(sparse, abroad, coded), DEPOSITOR)
    assert flow_faults(flow, schema()) == []


def test_flow_passes_our_own_checks_without_any_schema():
    assert flow_faults(accrochage(every_route(), DEPOSITOR)) == []


@pytest.mark.parametrize(("route", "words"), ROUTES)
def test_each_route_has_its_own_words(route, words):
    flow = accrochage(certified(a_holder(route=route)), DEPOSITOR)
    assert values(flow, "modaliteAcces") == [words]
    assert values(flow, "voieAccessVAE") == (["VAE_CLASSIQUE"] if route == "VAE" else [])


def test_only_the_certified_leave_and_by_admission():
    story = a_story((a_holder(), a_holder("C02", birth_name="Durand")))
    decide(story, "C01", (2,) * 7)
    decide(story, "C02", (2, 2, 2, 2, 2, 2, 4))
    flow = accrochage(sealed(story), DEPOSITOR)
    assert values(flow, "nomNaissance") == ["Lefèvre"]
    assert values(flow, "obtentionCertification") == ["PAR_ADMISSION"]


def test_head_of_the_flow_names_session_sender_and_certification():
    flow = accrochage(certified(), DEPOSITOR)
    assert flow.startswith(b"<?xml version='1.0' encoding='UTF-8'?>")
    assert values(flow, "idFlux") == ["RNCP35609-2024-04-19-01"]
    assert values(flow, "idClient") == ["00AAA000", "00AAA000"]
    assert values(flow, "idContrat") == ["MCFCER000000"]
    assert values(flow, "type") == ["RNCP"]
    assert values(flow, "code") == ["RNCP35609"]
    assert values(flow, "idTechnique") == ["RNCP35609-2024-04-19-01-C01"]
    assert values(flow, "dateDebutValidite") == ["2024-04-19"]


def test_certification_of_the_specific_register_says_so():
    state = certified()
    state.rulebook = replace(state.rulebook, title=replace(state.rulebook.title, code="RS1234"))
    flow = accrochage(state, DEPOSITOR)
    assert values(flow, "type") == ["RS"]
    assert flow_faults(flow) == []


def test_summer_offset_is_that_of_the_day_and_never_z():
    # 19 April is summer time in Paris: two hours ahead.
    flow = accrochage(certified(), DEPOSITOR)
    assert values(flow, "horodatage") == ["2024-04-19T17:00:00+02:00"]


@pytest.mark.parametrize(
    ("moment", "written"),
    [
        (at("17:00", date(2024, 1, 19)), "2024-01-19T17:00:00+01:00"),
        (at("17:00", date(2024, 7, 19)), "2024-07-19T17:00:00+02:00"),
        (datetime(2024, 4, 19, 15, 0, 7, 345678, UTC), "2024-04-19T15:00:07+00:00"),
        (
            datetime(2024, 4, 19, 11, tzinfo=timezone(timedelta(hours=-4))),
            "2024-04-19T11:00:00-04:00",
        ),
    ],
)
def test_timestamp_has_seconds_and_a_numeric_offset(moment, written):
    assert timestamp(moment) == written


def test_timestamp_without_offset_is_a_fault_of_the_program():
    with pytest.raises(ValueError, match="2024"):
        timestamp(datetime(2024, 4, 19, 17))  # noqa: DTZ001 on purpose


def test_nillable_elements_are_there_and_nil():
    flow = accrochage(certified(), DEPOSITOR)
    found = nodes(flow, ("dateFinValidite", "scoring", "mentionValidee", "nomUsage"))
    assert len(found) == 4
    assert all(node.get(NIL) == "true" and node.text is None for node in found)
    assert values(flow, "moisNaissance") == ["4"]
    assert values(flow, "jourNaissance") == ["17"]


def test_used_name_is_written_when_there_is_one():
    flow = accrochage(certified(a_holder(used_name="Durand")), DEPOSITOR)
    (used,) = nodes(flow, ("nomUsage",))
    assert (used.text, used.get(NIL)) == ("Durand", None)


def test_empty_optional_elements_are_left_out():
    bare = a_holder(birth_place="", birth_country="", birth_place_code="")
    flow = accrochage(certified(bare), DEPOSITOR)
    for tag in ("libelleCommuneNaissance", "codePaysNaissance", "libellePaysNaissance", "prenom2"):
        assert values(flow, tag) == []
    assert values(flow, "codeInsee") == []
    (postal,) = nodes(flow, ("codePostal",))
    assert postal.get(NIL) == "true"


@pytest.mark.parametrize(
    ("country", "place", "code", "label"),
    [
        # Insee: 99216 is China, 99109 Germany, 99335 Mali; France has communes.
        ("Chine", "", ["216"], ["Chine"]),
        ("ALLEMAGNE", "99109", ["109"], ["ALLEMAGNE"]),
        ("99109", "", ["109"], []),
        ("216", "", ["216"], []),
        ("", "99335", ["335"], []),
        ("France", "31555", [], ["France"]),
        ("FRA", "31555", [], ["France"]),
        ("Syldavie", "", [], ["Syldavie"]),
        ("", "31555", [], []),
    ],
)
def test_a_country_is_the_last_three_figures_of_insee_and_a_code_is_no_label(
    country, place, code, label
):
    holder = a_holder(birth_country=country, birth_place_code=place)
    flow = accrochage(certified(holder), DEPOSITOR)
    assert values(flow, "codePaysNaissance") == code
    assert values(flow, "libellePaysNaissance") == label


@pytest.mark.parametrize(
    ("country", "fault"),
    [
        ("99999", "« 99999 » n’est pas un code de pays"),
        ("XYZ", "« XYZ » n’est pas un code de pays"),
        ("URSS", "ne désigne pas un pays d’aujourd’hui"),
    ],
)
def test_a_country_that_cannot_be_sent_is_told_with_the_name(country, fault):
    (found,) = holder_faults(a_holder(birth_country=country))
    assert found.startswith("LEFÈVRE Éloïse (C01) : ")
    assert fault in found


def test_a_birth_known_by_its_year_or_its_month_leaves_the_rest_nil():
    year, month = (
        a_holder(birth_date=BirthDate(1998)),
        a_holder("C02", birth_date=BirthDate(1998, 4)),
    )
    flow = accrochage(certified(year, month), DEPOSITOR)
    assert values(flow, "anneeNaissance") == ["1998", "1998"]
    assert values(flow, "moisNaissance") == [None, "4"]
    assert values(flow, "jourNaissance") == [None, None]
    assert flow_faults(flow, schema()) == []


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("Éloïse", ["Éloïse"]),
        ("Minh Khôi", ["Minh", "Khôi"]),
        ("Jean Paul, Marie", ["Jean Paul", "Marie"]),
        ("Jean-Baptiste", ["Jean-Baptiste"]),
        ("Ana, Lucía, Inés, Eva", ["Ana", "Lucía", "Inés"]),
        (" , ", []),
    ],
)
def test_first_names_are_at_most_three(typed, names):
    assert first_names(a_candidate(first_names=typed)) == names


def test_leading_zeros_of_the_birth_place_are_kept():
    flow = accrochage(certified(a_holder(birth_place_code="01004")), DEPOSITOR)
    assert values(flow, "codeInsee") == ["01004"]


def test_same_session_gives_the_same_bytes():
    assert accrochage(every_route(), DEPOSITOR) == accrochage(every_route(), DEPOSITOR)


def test_nothing_leaves_before_the_seal():
    with pytest.raises(JuryDeskError, match="scellez d’abord le procès-verbal"):
        accrochage(a_certified_story().state(), DEPOSITOR)


def test_session_that_certifies_nobody_has_nothing_to_send():
    story = a_story((a_holder(),))
    decide(story, "C01", (4,) * 7)
    with pytest.raises(JuryDeskError, match="Aucun candidat n’est certifié"):
        accrochage(sealed(story), DEPOSITOR)


def test_every_fault_of_every_holder_is_told_at_once_with_the_names():
    first = a_holder(birth_date=None, gender=None)
    second = a_holder("C02", birth_name="Durand", birth_place_code="1555")
    with pytest.raises(JuryDeskError) as refused:
        accrochage(certified(first, second), Depositor("COURT", ""))
    told = str(refused.value).replace("\u00a0", " ").replace("\u202f", " ")
    for fault in (
        "LEFÈVRE Éloïse (C01) : la date de naissance manque",
        "LEFÈVRE Éloïse (C01) : le sexe (F ou M) manque",
        "DURAND Éloïse (C02) : le code Insee de naissance doit avoir 5 caractères",
        "l’identifiant client doit avoir 8 caractères",
        "l’identifiant de contrat doit avoir de 1 à 20 caractères",
    ):
        assert fault in told


@pytest.mark.parametrize(
    ("details", "fault"),
    [
        ({"birth_date": BirthDate(1899, 12, 31)}, "entre 1900 et 2099"),
        ({"birth_name": ""}, "le nom de naissance manque"),
        ({"birth_name": "\x00"}, "le nom de naissance manque"),
        ({"birth_name": "A" * 61}, "nom de naissance de plus de 60 caractères"),
        ({"used_name": "A" * 61}, "nom d’usage de plus de 60 caractères"),
        ({"birth_place": "A" * 61}, "commune de naissance de plus de 60 caractères"),
        ({"birth_country": "A" * 61}, "pays de naissance de plus de 60 caractères"),
        ({"first_names": ""}, "le prénom manque"),
        ({"first_names": "A" * 61}, "un prénom a plus de 60 caractères"),
    ],
)
def test_each_civil_status_that_cannot_be_sent_is_named(details, fault):
    (found,) = holder_faults(a_holder(**details))
    assert fault in found


def test_complete_civil_status_has_no_fault():
    assert holder_faults(a_holder(birth_name="A" * 60, birth_date=BirthDate(1900, 1, 1))) == []


def test_uncertified_candidate_with_a_poor_file_stops_nothing():
    story = a_story((a_holder(), a_candidate("C02")))
    decide(story, "C01", (2,) * 7)
    decide(story, "C02", (4,) * 7)
    assert values(accrochage(sealed(story), DEPOSITOR), "nomNaissance") == ["Lefèvre"]


def test_control_characters_do_not_break_the_flow():
    flow = accrochage(certified(a_holder(birth_place="Tou\x0blouse\x00")), DEPOSITOR)
    assert values(flow, "libelleCommuneNaissance") == ["Tou louse"]


def test_markup_in_a_name_stays_a_name():
    flow = accrochage(certified(a_holder(birth_name="<b>O’Brien & fils</b>")), DEPOSITOR)
    assert values(flow, "nomNaissance") == ["<b>O’Brien & fils</b>"]


def test_long_minutes_number_fits_the_flow():
    state = certified()
    state.minutes_number = "N" * 80
    (found,) = values(accrochage(state, DEPOSITOR), "idFlux")
    assert found == "N" * 50


def noted(state, candidate, word, clock="18:00", reason=""):
    apply_fact(state, AccrochageNoted(at(clock), candidate, AccrochageState(word), reason))
    return state


def test_only_some_leave_and_the_flow_has_its_own_name():
    state = certified(a_holder(), a_holder("C02", birth_name="Durand"))
    whole = accrochage(state, DEPOSITOR)
    some = accrochage(state, DEPOSITOR, wanted=Wanted(("C02",)))
    assert values(some, "idTechnique") == ["RNCP35609-2024-04-19-01-C02"]
    assert values(some, "idFlux") != values(whole, "idFlux")
    assert some == accrochage(state, DEPOSITOR, wanted=Wanted(("C02",)))


def test_sent_again_the_flow_is_another_and_the_passage_the_same():
    state = certified()
    first = accrochage(state, DEPOSITOR)
    noted(state, "C01", "envoyé")
    noted(state, "C01", "refusé", "18:30", "Date de naissance inconnue")
    again = accrochage(state, DEPOSITOR)
    assert values(again, "idFlux") == ["RNCP35609-2024-04-19-01-2"]
    assert values(again, "idTechnique") == values(first, "idTechnique")
    assert values(again, "horodatage") == ["2024-04-19T18:30:00+02:00"]


@pytest.mark.parametrize("person", ["C02", "C77"])
def test_somebody_who_is_not_certified_or_not_there_is_refused(person):
    story = a_story((a_holder(), a_holder("C02")))
    decide(story, "C01", (2,) * 7)
    decide(story, "C02", (4,) * 7)
    with pytest.raises(JuryDeskError, match=person):
        accrochage(sealed(story), DEPOSITOR, wanted=Wanted((person,)))


def test_the_course_of_each_holder():
    state = certified(a_holder(), a_holder("C02", birth_name="Durand"))
    assert [each.state.value for each in standings(state).values()] == ["à envoyer"] * 2
    noted(state, "C01", "envoyé")
    noted(state, "C01", "refusé", "18:30", "Date de naissance inconnue")
    assert standings(state)["C01"].reason == "Date de naissance inconnue"
    noted(state, "C02", "envoyé", "18:30")
    fact, _ = amendment(state, "C02", (("commune_naissance", "Auch"),), "acte", at("18:40"))
    apply_fact(state, fact)
    assert [each.state.value for each in standings(state).values()] == ["refusé", "à renvoyer"]
    noted(state, "C02", "envoyé", "18:50")
    assert standings(state)["C02"].state.value == "envoyé"


def test_a_refusal_says_why_and_only_the_certified_are_followed():
    story = a_story((a_holder(), a_holder("C02")))
    decide(story, "C01", (2,) * 7)
    decide(story, "C02", (4,) * 7)
    refused = AccrochageNoted(at("18:00"), "C01", AccrochageState.REFUSED, " ")
    with pytest.raises(JuryDeskError, match="scellée"):
        check_allowed(story.state(), refused)
    state = sealed(story)
    with pytest.raises(JuryDeskError, match="motif du refus"):
        check_allowed(state, refused)
    with pytest.raises(JuryDeskError, match="n’est pas titulaire"):
        check_allowed(state, replace(refused, candidate="C02", reason="x"))
    check_allowed(state, replace(refused, reason="Date inconnue"))


LATER = """<xsd:schema xmlns:c="urn:cdc:cpf:pc5:schema:2.0.0"
    xmlns:xsd="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:cdc:cpf:pc5:schema:2.0.0"
    elementFormDefault="qualified">
  <xsd:element name="flux"><xsd:complexType><xsd:sequence>
    <xsd:element name="horodatage" type="xsd:dateTime"/>
    <xsd:element name="action"><xsd:simpleType><xsd:restriction base="xsd:string">
      <xsd:enumeration value="CREATION"/><xsd:enumeration value="ANNULATION"/>
    </xsd:restriction></xsd:simpleType></xsd:element>
    <xsd:element name="idFlux" type="xsd:string"/>
    <xsd:element name="version" fixed="2" type="xsd:string"/>
    <xsd:element name="emetteur" type="c:emetteur"/>
  </xsd:sequence></xsd:complexType></xsd:element>
  <xsd:complexType name="emetteur"><xsd:sequence>
    <xsd:element name="idClient" type="xsd:string"/>
    <xsd:element name="identifiantNational" %s type="xsd:string"/>
    <xsd:element name="certificateurs"/>
  </xsd:sequence></xsd:complexType>
</xsd:schema>"""


def later(tmp_path, national=""):
    path = tmp_path / "plus_tard.xsd"
    path.write_text(LATER % national, encoding="utf-8")
    return FlowSchema(path)


def test_the_schema_given_decides_of_order_namespace_and_what_is_nil(tmp_path):
    wanted = Wanted(schema=later(tmp_path, 'nillable="true"'), held={"action": "CREATION"})
    flow = etree.fromstring(accrochage(certified(), DEPOSITOR, wanted=wanted))
    assert [etree.QName(node).localname for node in flow] == [
        *("horodatage", "action", "idFlux", "version", "emetteur")
    ]
    assert {etree.QName(node).namespace for node in flow.iter(etree.Element)} == {
        "urn:cdc:cpf:pc5:schema:2.0.0"
    }
    sender = flow[-1]
    assert [etree.QName(node).localname for node in sender] == [
        *("idClient", "identifiantNational", "certificateurs")
    ]
    assert (sender[1].get(NIL), sender[1].text) == ("true", None)
    assert flow[3].text == "2"


def test_what_a_schema_asks_and_nobody_holds_is_told_with_the_rest(tmp_path):
    with pytest.raises(JuryDeskError) as refused:
        accrochage(
            certified(a_holder(), a_holder("C02", gender=None)),
            DEPOSITOR,
            wanted=Wanted(schema=later(tmp_path)),
        )
    told = str(refused.value).replace("\u00a0", " ")
    assert "(C02) : le sexe (F ou M) manque" in told
    assert "« action » (une valeur parmi CREATION, ANNULATION)" in told
    assert "« identifiantNational »" in told


def test_a_value_that_the_schema_does_not_know_is_refused(tmp_path):
    wanted = Wanted(schema=later(tmp_path, 'minOccurs="0"'), held={"action": "CRÉER"})
    with pytest.raises(JuryDeskError, match="CREATION, ANNULATION"):
        accrochage(certified(), DEPOSITOR, wanted=wanted)


def test_the_schema_at_hand_leaves_the_flow_as_it_is():
    shape = Wanted(schema=FlowSchema(schema()))
    assert accrochage(every_route(), DEPOSITOR, wanted=shape) == accrochage(
        every_route(), DEPOSITOR
    )


@pytest.mark.parametrize(
    "content", ["", "<a/>", "<xsd:schema xmlns:xsd='http://www.w3.org/2001/XMLSchema'/>"]
)
def test_another_file_is_no_schema(tmp_path, content):
    path = tmp_path / "autre.xsd"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(JuryDeskError, match=r"autre\.xsd"):
        accrochage(certified(), DEPOSITOR, wanted=Wanted(schema=FlowSchema(path)))
