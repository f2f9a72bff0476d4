"""The words a cohort's file may use for a route, a derogation, an English test."""

from jurydesk.certification.english import known_test
from jurydesk.certification.rulebook import Rulebook
from jurydesk.certification.vocabulary import AccessRoute, Derogation
from jurydesk.french.folding import folded_word
from jurydesk.tables.cell import Cell
from jurydesk.tables.converters import Converter, Understood, refuse, text_of, warn

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
    AccessRoute.INDIVIDUAL: (
        "candidature individuelle",
        "candidat libre",
        "candidate libre",
        "individuelle",
        "candidat individuel",
    ),
}

DEROGATIONS: dict[str, tuple[Derogation | None, str]] = {
    **dict.fromkeys(("vapp", "validation des acquis professionnels"), (Derogation.VAPP, "VAPP")),
    **dict.fromkeys(
        ("m1 l3", "m1l3", "m1 ou l3", "l3 m1", "l3 ou m1", "m1 et l3", "l3m1"),
        (Derogation.M1_L3, "M1 ou L3"),
    ),
    **dict.fromkeys(("m1", "master 1"), (Derogation.M1, "M1")),
    **dict.fromkeys(("l3", "licence", "licence 3"), (Derogation.L3, "L3")),
    **dict.fromkeys(("", "non", "aucune", "neant", "sans"), (None, "aucune")),
}


def route_converter(rulebook: Rulebook) -> Converter:
    """Return what reads a route; one that the certification closes is refused.

    A text that only contains the words of one route is taken with a doubt.
    """
    words: dict[str, AccessRoute] = {}
    for route, synonyms in _ROUTES.items():
        for name in (route.value, route.words, f"{route.value} {route.words}", *synonyms):
            for written in (name, f"{route.value} {name}", f"{name} {route.value}"):
                words[folded_word(written)] = route
    open_routes = [route.value for route in AccessRoute if rulebook.is_open(route)]
    expected = f"écrivez {', '.join(open_routes)}"

    def convert(cell: Cell) -> Understood[AccessRoute]:
        text = text_of(cell)
        folded = folded_word(text)
        exact = words.get(folded)
        route = exact or _only_route(folded, words)
        if route is None or isinstance(cell, bool):
            return refuse(f"« {text} » n’est pas une voie d’accès : {expected}.")
        if not rulebook.is_open(route):
            code = rulebook.certification.code
            return refuse(
                f"la voie {route.value} ({route.words}) est fermée pour {code} : {expected}."
            )
        if exact is None:
            return warn(route, route.words, f"« {text} » est lu {route.value} : {expected}.")
        return Understood(route, route.words)

    return convert


def _only_route(folded: str, words: dict[str, AccessRoute]) -> AccessRoute | None:
    """Return the one route whose words stand in a text, the longest first; two mean nothing."""
    if not _DENIALS.isdisjoint(folded.split()):
        return None
    rest, found = f" {folded} ", set()
    for name in sorted(words, key=len, reverse=True):
        if f" {name} " in rest:
            found.add(words[name])
            rest = rest.replace(f" {name} ", "  ")
    return found.pop() if len(found) == 1 else None


# « hors contrat de professionnalisation » names what it is not.
_DENIALS = frozenset({"hors", "non", "sans", "sauf", "pas", "ni", "ou"})


def english_test_converter(rulebook: Rulebook) -> Converter:
    """Return what reads an English test by its names, or as it stands with a warning."""
    tests = tuple(threshold.test for threshold in rulebook.english)

    def convert(cell: Cell) -> Understood[str]:
        text = text_of(cell)
        test = known_test(rulebook, text)
        if test is not None:
            return Understood(test, test)
        if not tests:
            return Understood(text, text)
        known = ", ".join(tests)
        return warn(text, text, f"« {text} » n’a pas de seuil au référentiel : attendu {known}.")

    return convert
