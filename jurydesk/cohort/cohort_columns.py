"""The columns of a cohort's file and the words they take; leaves reading the rows to others."""

from collections.abc import Sequence

from jurydesk.certification.rulebook import Rulebook
from jurydesk.cohort.block_columns import BlockColumns, block_fields
from jurydesk.cohort.cohort_words import (
    DEROGATIONS,
    GENDERS,
    english_test_converter,
    route_converter,
)
from jurydesk.tables.converters import (
    to_choice,
    to_date,
    to_identifier,
    to_insee,
    to_pages,
    to_score,
    to_text,
    to_yes_no,
)
from jurydesk.tables.table import Field


def cohort_fields(rulebook: Rulebook, blocks: Sequence[BlockColumns]) -> list[Field]:
    """Return every field of FORMATS §2 for one rulebook."""
    return [
        *_identity_fields(),
        *_path_fields(rulebook),
        *_thesis_fields(),
        *block_fields(blocks, rulebook),
    ]


def _text(name: str, *synonyms: str, required: bool = False) -> Field:
    return Field(name, to_text, synonyms, required, plain=True)


def _identity_fields() -> list[Field]:
    return [
        Field(
            "identifiant",
            to_identifier,
            (
                "id",
                "identifiant candidat",
                "n°",
                "numéro",
                "numéro candidat",
                "n° candidat",
                "numéro étudiant",
                "n° étudiant",
                "code apprenant",
                "matricule",
                "INE",
                "identifiant apprenant",
                "n° apprenant",
                "numéro de dossier",
                "n° dossier",
            ),
            required=True,
        ),
        _text(
            "nom_naissance",
            "nom",
            "nom de famille",
            "nom de naissance",
            "nom patronymique",
            "nom candidat",
            "nom du candidat",
            "nom apprenant",
            required=True,
        ),
        _text("nom_usage", "nom d’usage", "nom usuel", "nom marital", "nom d’épouse"),
        _text(
            "prenoms",
            "prénom",
            "prénoms",
            "prénom(s)",
            "prénom candidat",
            "prénom usuel",
            "prénom du candidat",
            required=True,
        ),
        Field(
            "sexe",
            to_choice(GENDERS, "F ou M, ou laissez vide"),
            ("genre", "civilité", "sexe (F/M)", "titre"),
        ),
        Field(
            "date_naissance",
            to_date,
            (
                "date de naissance",
                "né le",
                "née le",
                "né(e) le",
                "naissance",
                "date naiss",
                "ddn",
                "né(e)",
            ),
        ),
        _text(
            "commune_naissance",
            "commune de naissance",
            "lieu de naissance",
            "ville de naissance",
            "lieu naissance",
            "né(e) à",
            "ville naissance",
        ),
        Field(
            "code_insee_naissance",
            to_insee,
            (
                "code INSEE de naissance",
                "code INSEE",
                "INSEE naissance",
                "code commune naissance",
                "code insee commune naissance",
                "code commune",
            ),
        ),
        _text("pays_naissance", "pays de naissance", "pays", "pays naiss"),
    ]


def _path_fields(rulebook: Rulebook) -> list[Field]:
    return [
        Field(
            "voie",
            route_converter(rulebook),
            (
                "voie d’accès",
                "voie accès",
                "voie de formation",
                "statut",
                "régime",
                "modalité d’accès",
                "voie d’accès à la certification",
            ),
            required=True,
        ),
        _text(
            "employeur",
            "entreprise",
            "société",
            "entreprise d’accueil",
            "organisme employeur",
            "raison sociale",
        ),
        Field(
            "debut_parcours",
            to_date,
            (
                "début de parcours",
                "début du parcours",
                "date de début",
                "date début",
                "date de début de parcours",
                "date d’entrée",
                "entrée en formation",
                "date début parcours",
                "début formation",
                "date de recevabilité",
            ),
        ),
        Field(
            "derogation",
            to_choice(DEROGATIONS, "VAPP ou M1_L3, ou laissez vide"),
            ("dérogation", "admission dérogatoire", "admission par dérogation"),
        ),
        Field(
            "anglais_test",
            english_test_converter(rulebook),
            ("test d’anglais", "test anglais", "anglais", "certification anglais"),
        ),
        Field(
            "anglais_score",
            to_score,
            ("score d’anglais", "score anglais", "score", "résultat anglais", "note anglais"),
        ),
        _text(
            "rapporteur",
            "rapporteur VAE",
            "référent pédagogique",
            "référent",
            "rapporteure",
            "nom du rapporteur",
        ),
        _text(
            "accompagnateur",
            "accompagnatrice",
            "accompagnateur VAE",
            "accompagnement",
            "accompagné par",
            "nom de l’accompagnateur",
        ),
    ]


def _thesis_fields() -> list[Field]:
    return [
        _text(
            "these_titre",
            "titre de la thèse",
            "titre thèse",
            "thèse",
            "sujet de thèse",
            "thèse professionnelle",
            "titre de la thèse professionnelle",
            "sujet",
        ),
        Field(
            "these_pages",
            to_pages,
            ("pages de la thèse", "nombre de pages", "pages", "thèse pages", "nb pages"),
        ),
        Field(
            "these_confidentielle",
            to_yes_no,
            ("thèse confidentielle", "confidentielle", "confidentialité", "confidentiel"),
        ),
        _text(
            "directeur_these",
            "directeur de thèse",
            "directrice de thèse",
            "directeur thèse",
            "tuteur de thèse",
            "encadrant",
        ),
    ]
