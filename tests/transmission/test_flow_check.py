"""What is checked in a flow: the schema when given, and the traps it lets through."""

import pytest

from jurydesk.errors import JuryDeskError
from jurydesk.transmission.accrochage import accrochage
from jurydesk.transmission.flow_check import flow_faults
from tests.transmission.builders import DEPOSITOR, a_holder, certified, example, schema


def a_flow(*holders):
    return accrochage(certified(*(holders or (a_holder(),))), DEPOSITOR)


def changed(flow, before, after):
    """The flow with one thing altered, which must be there."""
    assert before.encode() in flow
    return flow.replace(before.encode(), after.encode())


def test_published_example_passes_with_its_schema():
    assert flow_faults(example(), schema()) == []


def test_published_example_passes_without_a_schema():
    assert flow_faults(example()) == []


def test_technical_identifier_used_twice_is_told():
    flow = a_flow(a_holder(), a_holder("C02"))
    twice = changed(flow, "2024-04-19-01-C02", "2024-04-19-01-C01")
    assert flow_faults(twice) == [
        "l’identifiant technique « RNCP35609-2024-04-19-01-C01 » sert 2 fois"
    ]


@pytest.mark.parametrize(
    "day", ["2024-02-31", "2024-13-01", "20240419", "2024-W16-5", "19/04/2024"]
)
def test_day_that_does_not_exist_is_told_with_the_name(day):
    flow = changed(a_flow(), ">2024-04-19<", f">{day}<")
    assert flow_faults(flow) == [
        f"Lefèvre Éloïse : la date « {day} » (dateDebutValidite) n’existe pas"
    ]


def test_birth_on_31_february_is_told_with_the_name():
    flow = changed(a_flow(), "moisNaissance>4<", "moisNaissance>2<")
    flow = changed(flow, "jourNaissance>17<", "jourNaissance>31<")
    assert flow_faults(flow) == ["Lefèvre Éloïse : la date de naissance n’existe pas"]


def test_leap_day_exists_in_a_leap_year():
    flow = changed(a_flow(), "moisNaissance>4<", "moisNaissance>2<")
    flow = changed(flow, "jourNaissance>17<", "jourNaissance>29<")
    assert len(flow_faults(flow)) == 1  # 1998 was no leap year
    assert flow_faults(changed(flow, ">1998<", ">1996<")) == []


def test_vae_needs_its_way_in():
    line = "<cpf:voieAccessVAE>VAE_CLASSIQUE</cpf:voieAccessVAE>"
    flow = changed(a_flow(a_holder(route="VAE")), line, "")
    assert flow_faults(flow) == ["Lefèvre Éloïse : VAE sans voieAccessVAE"]


def test_way_into_vae_is_for_vae_alone():
    line = "</cpf:modaliteAcces>"
    flow = changed(a_flow(), line, f"{line}<cpf:voieAccessVAE>VAE_CLASSIQUE</cpf:voieAccessVAE>")
    assert flow_faults(flow) == ["Lefèvre Éloïse : voieAccessVAE sans VAE"]


def test_unknown_type_of_certification_is_told():
    flow = changed(a_flow(), "<cpf:type>RNCP<", "<cpf:type>DIPLOME<")
    assert flow_faults(flow) == ["le type de certification « DIPLOME » n’est ni RNCP ni RS"]


def test_type_of_the_other_register_is_told():
    flow = changed(a_flow(), "<cpf:type>RNCP<", "<cpf:type>RS<")
    assert flow_faults(flow) == ["le code « RNCP35609 » n’est pas de type RS"]


@pytest.mark.parametrize(
    "written",
    ["2024-04-19T17:00:00Z", "2024-04-19T17:00:00.250+02:00", "2024-04-19 17:00:00+02:00"],
)
def test_timestamp_of_another_shape_is_told(written):
    flow = changed(a_flow(), "2024-04-19T17:00:00+02:00", written)
    (fault,) = flow_faults(flow)
    assert written in fault


@pytest.mark.parametrize("tag", ["dateFinValidite", "scoring", "mentionValidee", "nomUsage"])
def test_nillable_element_left_out_is_told(tag):
    flow = changed(a_flow(), f'<cpf:{tag} xsi:nil="true"/>', "")
    assert flow_faults(flow) == [f"Lefèvre Éloïse : {tag} manque (à marquer nil)"]


def test_blank_optional_element_is_told():
    flow = changed(a_flow(), ">Toulouse<", "><")
    assert flow_faults(flow) == ["Lefèvre Éloïse : libelleCommuneNaissance est vide"]


def test_birth_month_may_be_unknown():
    flow = changed(
        a_flow(),
        "<cpf:moisNaissance>4</cpf:moisNaissance>",
        '<cpf:moisNaissance xsi:nil="true"/>',
    )
    assert flow_faults(flow) == []


def test_every_fault_is_told_at_once():
    flow = changed(a_flow(a_holder(), a_holder("C02", birth_name="Durand")), ">2024-04-19<", "><")
    flow = changed(flow, "<cpf:type>RNCP<", "<cpf:type>AUTRE<")
    faults = flow_faults(flow)
    assert len(faults) == 3
    assert "Durand Éloïse : dateDebutValidite est vide" in faults


def test_holder_without_a_name_is_still_told():
    flow = changed(a_flow(), "<cpf:nomNaissance>Lefèvre</cpf:nomNaissance>", "")
    flow = changed(flow, "<cpf:prenom1>Éloïse</cpf:prenom1>", "")
    flow = changed(flow, ">17</", ">31</")
    assert flow_faults(flow) == ["titulaire sans nom : la date de naissance n’existe pas"]


def test_schema_faults_come_with_their_line():
    flow = changed(a_flow(), "<cpf:sexe>F<", "<cpf:sexe>X<")
    faults = flow_faults(flow, schema())
    assert faults
    assert all(fault.startswith("ligne ") for fault in faults)


def test_flow_that_is_not_xml_is_refused_in_words():
    with pytest.raises(JuryDeskError, match="n’est pas un document XML lisible"):
        flow_faults(b"ceci n'est pas du XML")


@pytest.mark.parametrize("content", [None, b"<a/>", b"pas du XML"])
def test_schema_that_cannot_be_read_is_refused_in_words(tmp_path, content):
    path = tmp_path / "schema.xsd"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(JuryDeskError, match=r"(?i)schéma"):
        flow_faults(a_flow(), path)


def test_external_entities_are_never_followed(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("secret", encoding="utf-8")
    bomb = (
        f'<!DOCTYPE x [<!ENTITY e SYSTEM "{secret.as_uri()}">]>'
        '<cpf:flux xmlns:cpf="urn:cdc:cpf:pc5:schema:1.0.0"><cpf:type>&e;</cpf:type></cpf:flux>'
    )
    assert not [fault for fault in flow_faults(bomb.encode()) if "secret" in fault]


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        (
            b"<cpf:sexe>F<",
            b"<cpf:sexe>X<",
            "EXEMPLE Camille : « X » (sexe) n’est pas",
        ),
        (b">EXEMPLE<", b">" + b"A" * 61 + b"<", "« nomNaissance » a plus de 60"),
        (b"<cpf:codeInsee>31555<", b"<cpf:codeInsee>3155<", "n’a pas 5 caractères"),
        (b"<cpf:anneeNaissance>1998<", b"<cpf:anneeNaissance>1850<", "en dessous de 1900"),
        (
            b"<cpf:anneeNaissance>1998</cpf:anneeNaissance>",
            b"",
            "il manque un élément dans « titulaire »",
        ),
        (
            b"<cpf:sexe>F</cpf:sexe>",
            b"<cpf:sexe>F</cpf:sexe><cpf:foo>1</cpf:foo>",
            "« foo » n’est pas à sa place",
        ),
        (b"14:30:00+02:00", b"14:30:00Z", "(horodatage) n’a pas la forme"),
    ],
)
def test_what_the_schema_refuses_is_said_in_french_with_the_holder(before, after, told):
    faults = flow_faults(example().replace(before, after, 1), schema())
    assert any(told in fault for fault in faults), faults
    assert not any("lement" in fault.replace("élément", "") for fault in faults)
