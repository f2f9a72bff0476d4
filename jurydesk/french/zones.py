"""The time zones where French juries sit: the Hexagone and the overseas territories."""

ZONES: tuple[tuple[str, str], ...] = (
    ("Europe/Paris", "France hexagonale et Corse"),
    ("America/Guadeloupe", "Guadeloupe"),
    ("America/Martinique", "Martinique"),
    ("America/Cayenne", "Guyane"),
    ("Indian/Reunion", "La Réunion"),
    ("Indian/Mayotte", "Mayotte"),
    ("America/Miquelon", "Saint-Pierre-et-Miquelon"),
    ("America/St_Barthelemy", "Saint-Barthélemy"),
    ("America/Marigot", "Saint-Martin"),
    ("Pacific/Tahiti", "Polynésie française : îles de la Société, Tuamotu, Australes"),
    ("Pacific/Marquesas", "Polynésie française : îles Marquises"),
    ("Pacific/Gambier", "Polynésie française : îles Gambier"),
    ("Pacific/Noumea", "Nouvelle-Calédonie"),
    ("Pacific/Wallis", "Wallis-et-Futuna"),
    ("Indian/Kerguelen", "Terres australes"),
)
"""Each zone's own name, and who lives by it."""
