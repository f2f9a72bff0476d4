"""The columns of a cohort's file and the words they take; leaves reading the rows to others."""

from collections.abc import Sequence

from jurydesk.certification.rulebook import Rulebook
from jurydesk.certification.vocabulary import AccessRoute, Derogation, Gender
from jurydesk.cohort.block_columns import BlockColumns, block_fields
from jurydesk.cohort.converters import (
    Converter,
    Understood,
    refuse,
    text_of,
    to_choice,
    to_date,
    to_identifier,
    to_insee,
    to_pages,
    to_score,
    to_text,
    to_yes_no,
    warn,
)
from jurydesk.cohort.naming import fold
from jurydesk.cohort.spreadsheet import Cell
from jurydesk.cohort.table import Field

GENDERS: dict[str, tuple[Gender | None, str]] = {
    **dict.fromkeys(("f", "femme", "feminin", "mme", "madame", "mlle"), (Gender.WOMAN, "femme")),
    **dict.fromkeys(("m", "h", "homme", "masculin", "monsieur", "mr"), (Gender.MAN, "homme")),
    **dict.fromkeys(("", "inconnu", "nc", "non precise"), (None, "inconnu")),
}

_ROUTES = {
    AccessRoute.STUDENT: (
        "formation initiale",
        "formation initiale hors apprentissage",
        "eleve",
        "etudiant",
        "etudiante",
        "eleve ou etudiant",
        "initiale",
    ),
    AccessRoute.CONTINUING: (
        "formation continue",
        "formation continue hors contrat de professionnalisation",
        "stagiaire de la formation continue",
        "continue",
    ),
    AccessRoute.PROFESSIONALISATION: (
        "contrat de professionnalisation",
        "professionnalisation",
        "contrat pro",
        "cp",
    ),
    AccessRoute.APPRENTICESHIP: (
        "contrat d apprentissage",
        "apprentissage",
        "apprenti",
        "apprentie",
        "contrat apprentissage",
    ),
    AccessRoute.EXPERIENCE: (
        "validation des acquis de l experience",
        "validation des acquis",
        "experience",
    ),
    AccessRoute.INDIVIDUAL: ("candidature individuelle", "candidat libre", "individuelle"),
}

_DEROGATIONS: dict[str, tuple[Derogation | None, str]] = {
    **dict.fromkeys(("vapp", "validation des acquis professionnels"), (Derogation.VAPP, "VAPP")),
    **dict.fromkeys(
        ("m1 l3", "m1l3", "m1", "l3", "m1 ou l3", "l3 m1"), (Derogation.M1_L3, "M1 ou L3")
    ),
    **dict.fromkeys(("", "non", "aucune", "neant", "sans"), (None, "aucune")),
}


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
            _route_converter(rulebook),
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
            to_choice(_DEROGATIONS, "VAPP ou M1_L3, ou laissez vide"),
            ("dérogation", "admission dérogatoire", "admission par dérogation"),
        ),
        Field(
            "anglais_test",
            _test_converter(rulebook),
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


def _route_converter(rulebook: Rulebook) -> Converter:
    words: dict[str, AccessRoute] = {}
    for route, synonyms in _ROUTES.items():
        for name in (route.value, route.words, f"{route.value} {route.words}", *synonyms):
            words[fold(name)] = route
            words[fold(f"{route.value} {name}")] = route
    open_routes = [route.value for route in AccessRoute if rulebook.is_open(route)]
    expected = f"écrivez {', '.join(open_routes)}"

    def convert(cell: Cell) -> Understood[AccessRoute]:
        text = text_of(cell)
        route = words.get(fold(text))
        if route is None:
            return refuse(f"« {text} » n’est pas une voie d’accès : {expected}.")
        if not rulebook.is_open(route):
            code = rulebook.certification.code
            return refuse(
                f"la voie {route.value} ({route.words}) est fermée pour {code} : {expected}."
            )
        return Understood(route, route.words)

    return convert


def _test_converter(rulebook: Rulebook) -> Converter:
    tests = {fold(threshold.test): threshold.test for threshold in rulebook.english}
    by_first_word = {folded.split()[0]: test for folded, test in tests.items() if folded}

    def convert(cell: Cell) -> Understood[str]:
        text = text_of(cell)
        folded = fold(text)
        first, *_ = folded.split() or [""]
        test = tests.get(folded) or by_first_word.get(first)
        if test is not None:
            return Understood(test, test)
        if not tests:
            return Understood(text, text)
        known = ", ".join(tests.values())
        return warn(text, text, f"« {text} » n’a pas de seuil au référentiel : attendu {known}.")

    return convert
