"""The columns of a cohort's file (FORMATS §2), one record each; leaves reading the rows to others.

A column added is one record here and the field of the candidate that it fills: the import, the
correction, the cards, the exports, the empty tables and the views of a session follow.
"""

from collections.abc import Sequence

from jurydesk.certification.rulebook import Rulebook
from jurydesk.certification.vocabulary import AccessRoute
from jurydesk.cohort.block_columns import BlockColumns, block_fields
from jurydesk.cohort.civil_values import to_birth, to_commune, to_country, to_email
from jurydesk.cohort.cohort_words import DEROGATIONS, english_test_converter, route_converter
from jurydesk.cohort.identifiers import to_identifier
from jurydesk.cohort.insee_codes import to_insee
from jurydesk.cohort.text_values import to_name, to_optional_name, to_printed
from jurydesk.cohort.word_values import to_choice, to_gender, to_yes_no
from jurydesk.tables.column import Column
from jurydesk.tables.converters import (
    Converter,
    to_date,
    to_pages,
    to_score,
)
from jurydesk.tables.table import Field

_DATE = "JJ/MM/AAAA"
_LETTERS_ONLY = "coordonnées : elles ne servent qu’aux courriers"


def _route(rulebook: Rulebook) -> tuple[Converter, str]:
    routes = ", ".join(route.value for route in AccessRoute if rulebook.is_open(route))
    return route_converter(rulebook), routes


def _english_test(rulebook: Rulebook) -> tuple[Converter, str]:
    tests = ", ".join(threshold.test for threshold in rulebook.english)
    return english_test_converter(rulebook), tests


_IDENTITY = (
    Column(
        "identifiant",
        "identifiant",
        "identifier",
        (
            *("id", "identifiant candidat", "n°", "numéro", "numéro candidat", "n° candidat"),
            *("numéro étudiant", "n° étudiant", "code apprenant", "matricule", "INE"),
            *("identifiant apprenant", "n° apprenant", "numéro de dossier", "n° dossier"),
        ),
        to_identifier,
        required=True,
        example="0012",
        told="n° {}",
    ),
    Column(
        "nom_naissance",
        "nom de naissance",
        "birth_name",
        (
            *("nom", "nom de famille", "nom de naissance", "nom patronymique"),
            *("nom candidat", "nom du candidat", "nom apprenant"),
        ),
        to_name,
        required=True,
        example="Durand",
        told="nom de naissance {}",
        civil=True,
    ),
    Column(
        "nom_usage",
        "nom d’usage",
        "used_name",
        ("nom d’usage", "nom usuel", "nom marital", "nom d’épouse"),
        to_optional_name,
        example="Durand-Leroy",
        civil=True,
    ),
    Column(
        "prenoms",
        "prénoms",
        "first_names",
        (
            *("prénom", "prénoms", "prénom(s)", "prénom candidat", "prénom usuel"),
            "prénom du candidat",
        ),
        to_name,
        required=True,
        example="Zoé",
        civil=True,
    ),
    Column(
        "sexe",
        "sexe",
        "gender",
        ("genre", "civilité", "sexe (F/M)", "titre"),
        to_gender,
        hint="F ou M ; vide si ce n’est pas su",
        example="F",
        civil=True,
    ),
    Column(
        "date_naissance",
        "date de naissance",
        "birth_date",
        (
            *("date de naissance", "né le", "née le", "né(e) le", "naissance", "date naiss"),
            *("ddn", "né(e)"),
        ),
        to_birth,
        hint=f"{_DATE}, ou MM/AAAA, ou AAAA quand le reste n’est pas connu",
        example="14/02/1999",
        told="naissance {}",
        civil=True,
    ),
    Column(
        "commune_naissance",
        "commune de naissance",
        "birth_place",
        (
            *("commune de naissance", "lieu de naissance", "ville de naissance"),
            *("lieu naissance", "né(e) à", "ville naissance"),
        ),
        to_commune,
        example="Tarbes",
        civil=True,
    ),
    Column(
        "code_insee_naissance",
        "code Insee de naissance",
        "birth_place_code",
        (
            *("code INSEE de naissance", "code INSEE", "INSEE naissance"),
            *("code commune naissance", "code insee commune naissance", "code commune"),
        ),
        to_insee,
        hint="cinq caractères, par exemple 31555",
        example="65440",
        civil=True,
    ),
    Column(
        "pays_naissance",
        "pays de naissance",
        "birth_country",
        ("pays de naissance", "pays", "pays naiss"),
        to_country,
        example="France",
        civil=True,
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
        example="zoe.durand@exemple.fr",
        private=_LETTERS_ONLY,
    ),
    Column(
        "adresse",
        "adresse postale",
        "address",
        (
            *("adresse postale", "adresse complète", "adresse personnelle", "domicile"),
            *("adresse du candidat", "adresse de correspondance"),
        ),
        to_printed,
        example="3 rue des Lilas, 65000 Tarbes",
        private=_LETTERS_ONLY,
    ),
)

_PATH = (
    Column(
        "voie",
        "voie d’accès",
        "route",
        (
            *("voie d’accès", "voie accès", "voie de formation", "statut", "régime"),
            *("modalité d’accès", "voie d’accès à la certification"),
        ),
        ruled=_route,
        required=True,
        example="VAE",
    ),
    Column(
        "employeur",
        "entreprise",
        "employer",
        (
            *("entreprise", "société", "entreprise d’accueil", "organisme employeur"),
            "raison sociale",
        ),
        to_printed,
        example="Aérostellar",
        heading="Entreprise",
    ),
    Column(
        "debut_parcours",
        "début du parcours",
        "path_start",
        (
            *("début de parcours", "début du parcours", "date de début", "date début"),
            *("date de début de parcours", "date d’entrée", "entrée en formation"),
            *("date début parcours", "début formation", "début de la formation"),
        ),
        to_date,
        hint=_DATE,
        example="04/09/2023",
        told="parcours commencé le {}",
    ),
    Column(
        "recevabilite",
        "date de recevabilité",
        "admissible_on",
        (
            *("recevabilité", "date de recevabilité", "recevable le", "recevabilité VAE"),
            *("date de la recevabilité", "date recevabilité", "livret 1 recevable le"),
            "décision de recevabilité",
        ),
        to_date,
        hint=f"{_DATE} ; le jour où la demande de VAE a été déclarée recevable",
        example="06/03/2023",
        told="demande recevable le {}",
    ),
    Column(
        "derogation",
        "dérogation",
        "derogation",
        ("dérogation", "admission dérogatoire", "admission par dérogation"),
        to_choice(DEROGATIONS, "VAPP ou M1_L3, ou laissez vide"),
        hint="VAPP ou M1_L3 ; vide s’il n’y en a pas",
        example="VAPP",
        told="admission dérogatoire {}",
    ),
    Column(
        "anglais_test",
        "test d’anglais",
        "english_test",
        ("test d’anglais", "test anglais", "anglais", "certification anglais"),
        ruled=_english_test,
        example="TOEIC",
    ),
    Column(
        "anglais_score",
        "score d’anglais",
        "english_score",
        ("score d’anglais", "score anglais", "score", "résultat anglais", "note anglais"),
        to_score,
        hint="un nombre, par exemple 785",
        example="890",
        heading="Anglais",
    ),
    Column(
        "rapporteur",
        "rapporteur",
        "rapporteur",
        (
            *("rapporteur VAE", "référent pédagogique", "référent", "rapporteure"),
            "nom du rapporteur",
        ),
        to_printed,
        hint="prénom et nom, ou identifiant d’un membre",
        example="M10",
    ),
    Column(
        "accompagnateur",
        "accompagnateur",
        "companion",
        (
            *("accompagnatrice", "accompagnateur VAE", "accompagnement", "accompagné par"),
            "nom de l’accompagnateur",
        ),
        to_printed,
        hint="prénom et nom",
        example="Paul Roux",
        told="accompagnement par {}",
    ),
)

_THESIS = (
    Column(
        "these_titre",
        "titre de la thèse",
        "thesis.title",
        (
            *("titre de la thèse", "titre thèse", "thèse", "sujet de thèse"),
            *("thèse professionnelle", "titre de la thèse professionnelle", "sujet"),
        ),
        to_printed,
        example="Vision par ordinateur",
        private="le titre d’une thèse confidentielle n’est écrit nulle part",
    ),
    Column(
        "these_pages",
        "pages de la thèse",
        "thesis.pages",
        ("pages de la thèse", "nombre de pages", "pages", "thèse pages", "nb pages"),
        to_pages,
        hint="un nombre, par exemple 58",
        example="58",
    ),
    Column(
        "these_confidentielle",
        "thèse confidentielle",
        "thesis.confidential",
        ("thèse confidentielle", "confidentielle", "confidentialité", "confidentiel"),
        to_yes_no,
        hint="oui ou non",
        example="oui",
    ),
    Column(
        "directeur_these",
        "directeur de thèse",
        "thesis.director",
        (
            *("directeur de thèse", "directrice de thèse", "directeur thèse"),
            *("tuteur de thèse", "encadrant"),
        ),
        to_printed,
        hint="prénom et nom",
        example="Anne Petit",
    ),
)

CANDIDATE_COLUMNS: tuple[Column, ...] = (*_IDENTITY, *_PATH, *_THESIS)
# What the acts name is never corrected: another identifier would be another person.
CORRECTED_COLUMNS = tuple(column for column in CANDIDATE_COLUMNS if column.name != "identifiant")
# Fields of a candidate that are no column: each bloc has columns of its own, and the rest is kept.
OTHER_FIELDS = {
    "thesis": "les colonnes de la thèse la remplissent",
    "blocks": "les colonnes de chaque bloc les remplissent",
    "remarks": "les colonnes inconnues du fichier, gardées à part",
}


def cohort_fields(rulebook: Rulebook, blocks: Sequence[BlockColumns]) -> list[Field]:
    """Return every field of FORMATS §2 for one rulebook."""
    plain = [column.field(rulebook) for column in CANDIDATE_COLUMNS]
    return [*plain, *block_fields(blocks, rulebook)]
