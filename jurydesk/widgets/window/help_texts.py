"""The help of each page, and the keys of the sitting, as the screen shows them (F1, ?)."""

from jurydesk.bundle import resource

KEYS: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = (
    (
        "Voter sur le bloc choisi",
        (
            ("1 2 3 4", "niveau du membre en surbrillance, puis membre suivant"),
            ("0", "abstention de ce membre"),
            ("← →", "membre précédent ou suivant"),
            ("Retour arrière", "retirer le vote du membre"),
            ("U", "unanimité sur la proposition, pour ce bloc"),
            ("Maj + U", "unanimité sur la proposition, pour tous les blocs qui en ont une"),
            ("C", "consensus sur un niveau à choisir"),
            ("T", "décompte : nombres de voix par niveau"),
            ("S", "scrutin secret : même décompte, dépouillé sur papier"),
        ),
    ),
    (
        "Décider",
        (
            ("A", "adopter le bloc et passer au suivant"),
            ("Maj + A", "adopter tous les blocs dépouillés et passer au candidat suivant"),
            ("E", "mettre le bloc en attente"),
            ("N", "déclarer le bloc non présenté"),
            ("F", "complément, rattrapage et leur date ; recommandations à un candidat VAE"),
            ("R", "rouvrir une décision déjà prise, avec un motif"),
            ("Ctrl + Z", "annuler le dernier acte"),
            ("Ctrl + Maj + Z", "rétablir l’acte annulé, avant tout autre acte"),
        ),
    ),
    (
        "Se déplacer",
        (
            ("↑ ↓", "bloc précédent ou suivant"),
            ("Page préc. / suiv.", "candidat précédent ou suivant"),
            ("/", "chercher un candidat"),
            ("I", "tout le dossier du candidat"),
            ("V", "aller aux contrôles ; F1 sur l’un d’eux l’explique"),
            ("Échap", "revenir aux blocs"),
        ),
    ),
    (
        "Le jury",
        (
            ("P puis chiffre", "arrivée ou départ du membre de ce numéro"),
            ("D puis chiffre", "déport de ce membre pour le candidat"),
            ("H", "président de séance proposé : le temps d’un déport, puis retour"),
            ("M", "notes de soutenance"),
            ("Maj + R", "recommandations au candidat"),
            ("L", "adopter ensemble les cas clairs"),
            ("F9", "masquer ce qui est privé"),
            ("F5", "projeter le candidat sur le second écran, ou cesser"),
            ("F6", "écran neutre sur le second écran"),
        ),
    ),
)

TITLES = {
    "start": "Bien commencer",
    "certification": "Certification",
    "cohort": "Promotion",
    "jury": "Jury",
    "defence": "Soutenances",
    "sitting": "Séance",
    "minutes": "Procès-verbal",
    "handover": "Suites",
}


def help_html(page: str) -> str:
    """Return the help of a page, as ``resources/help`` holds it."""
    return resource("help", f"{page}.html").read_text(encoding="utf-8")


def keys_html() -> str:
    """Return the keys of the sitting as a table."""
    parts = []
    for title, rows in KEYS:
        cells = "".join(
            f"<tr><td style='padding:3px 18px 3px 0'><b>{key}</b></td>"
            f"<td style='padding:3px 0'>{words}</td></tr>"
            for key, words in rows
        )
        parts.append(f"<h3>{title}</h3><table>{cells}</table>")
    return "".join(parts)
