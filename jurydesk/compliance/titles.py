"""What each check is called in French."""

from jurydesk.french.spaces import capitalised

_TITLES = {
    "quorum": "Quorum",
    "president": "Présidence",
    "composition": "Composition du jury",
    "exterieurs": "Membres extérieurs",
    "parite": "Équilibre entre les femmes et les hommes",
    "vae_representants": "VAE, représentation des professions",
    "vae_rapporteur": "VAE, rapport",
    "vae_enseignants_chercheurs": "VAE, enseignement et recherche",
    "vae_independance": "VAE, indépendance",
    "nomination": "Acte de nomination",
    "enregistrement": "Enregistrement de la certification",
    "quotas": "Quotas d’admission",
    "anglais": "Niveau d’anglais",
    "soutenance": "Jury de soutenance",
    "regles_publiees": "Publication des règles",
}


def finding_title(identifier: str) -> str:
    """Return a check's name in French, the identifier itself when it is a new one."""
    return _TITLES.get(identifier) or capitalised(identifier.replace("_", " "))
