"""The columns of a jury's file (FORMATS §3), one record each; leaves reading the rows to others."""

from jurydesk.cohort.civil_values import to_email
from jurydesk.cohort.identifiers import to_identifier
from jurydesk.cohort.text_values import to_name, to_printed
from jurydesk.cohort.word_values import to_choice, to_gender
from jurydesk.compliance.jury_words import (
    EXPECTED_ROLES,
    VOICES,
    to_external,
    to_role,
    to_teacher_researcher,
)
from jurydesk.tables.column import Column
from jurydesk.tables.table import Field

_LETTERS_ONLY = "coordonnées : elles ne servent qu’aux courriers"

MEMBER_COLUMNS: tuple[Column, ...] = (
    Column(
        "identifiant",
        "identifiant",
        "identifier",
        (
            *("id", "n°", "numéro", "n° membre", "n° du membre", "code"),
            *("identifiant membre", "matricule"),
        ),
        to_identifier,
        required=True,
        example="M07",
        told="n° {}",
    ),
    Column(
        "nom",
        "nom",
        "name",
        ("nom de famille", "nom du membre", "nom d’usage"),
        to_name,
        required=True,
        example="Dussaut",
        told="{}",
    ),
    Column(
        "prenom",
        "prénom",
        "first_name",
        ("prénom", "prénoms", "prénom(s)"),
        to_name,
        required=True,
        example="Claire",
        told="{}",
    ),
    Column(
        "sexe",
        "sexe",
        "gender",
        ("genre", "civilité"),
        to_gender,
        hint="F ou M ; vide si ce n’est pas su",
        example="F",
    ),
    Column(
        "qualite",
        "qualité",
        "quality",
        ("qualité", "fonction", "titre", "qualités", "fonctions"),
        to_printed,
        hint="ce qui sera imprimé, par exemple « professeure, statistique »",
        example="Directrice de l’ingénierie",
        told="{}",
    ),
    Column(
        "role",
        "rôle dans le jury",
        "role",
        ("rôle", "siège", "fonction au jury", "rôle au jury", "rôle dans le jury"),
        to_role,
        required=True,
        hint=EXPECTED_ROLES,
        example="employeur",
        told="{}",
    ),
    Column(
        "exterieur",
        "membre extérieur",
        "external",
        (
            *("extérieur", "membre extérieur", "externe", "extérieure", "extérieur(e)"),
            *("interne/externe", "externe/interne", "interne ou externe", "int/ext"),
        ),
        to_external,
        hint="oui ou non ; vide si ce n’est pas su",
        example="oui",
    ),
    Column(
        "enseignant_chercheur",
        "enseignant-chercheur",
        "teacher_researcher",
        ("enseignant-chercheur", "enseignante-chercheuse", "EC", "chercheur"),
        to_teacher_researcher,
        hint="oui ou non ; vide si ce n’est pas su",
        example="oui",
    ),
    Column(
        "employeur",
        "entreprise ou établissement",
        "employer",
        ("entreprise", "organisme", "société", "établissement"),
        to_printed,
        example="Aérostellar",
        told="{}",
    ),
    Column(
        "voix",
        "voix",
        "voice",
        ("type de voix", "voix au jury"),
        to_choice(VOICES, "deliberative ou consultative, ou laissez vide"),
        hint="deliberative ou consultative ; vide pour celle du référentiel",
        example="consultative",
    ),
    Column(
        "suppleant_de",
        "suppléant de",
        "substitute_for",
        ("suppléant de", "suppléante de", "suppléant", "supplée", "titulaire remplacé"),
        to_identifier,
        hint="l’identifiant du titulaire",
        example="M01",
        told="suppléant de {}",
    ),
    Column(
        "acte_nomination",
        "acte de nomination",
        "act",
        (
            *("acte de nomination", "acte", "arrêté", "décision de nomination"),
            *("arrêté de nomination", "n° acte"),
        ),
        to_printed,
        example="2024-017",
    ),
    Column(
        "courriel",
        "courriel",
        "email",
        (
            *("e-mail", "email", "mail", "adresse électronique", "adresse e-mail", "adresse mail"),
            *("adresse email", "courrier électronique", "mél", "adresse courriel"),
        ),
        to_email,
        hint="une adresse électronique, par exemple zoe.durand@exemple.fr",
        example="claire.dussaut@exemple.fr",
        private=_LETTERS_ONLY,
    ),
    Column(
        "adresse",
        "adresse postale",
        "address",
        (
            *("adresse postale", "adresse complète", "adresse personnelle", "domicile"),
            *("adresse du membre", "adresse de correspondance", "adresse professionnelle"),
        ),
        to_printed,
        hint="où la convocation est envoyée",
        example="3 rue des Lilas, 65000 Tarbes",
        private=_LETTERS_ONLY,
    ),
)


def jury_fields() -> list[Field]:
    """Return every field of FORMATS §3."""
    return [column.field() for column in MEMBER_COLUMNS]
