"""The keys: one table for action, key, menu, help, shortcuts and README; reading them is apart.

A key of the room is read by :mod:`~jurydesk.widgets.keys.key_reading`; a key of the window is
the shortcut of one of its actions; ``tests/widgets/parts/test_room_keys.py`` holds the README.
"""

from enum import StrEnum
from typing import NamedTuple


class Action(StrEnum):
    """What a key of the room asks for."""

    LEVEL = "level"
    ABSTAIN = "abstain"
    WITHDRAW = "withdraw"
    NEXT_VOTER = "next_voter"
    PREVIOUS_VOTER = "previous_voter"
    UNANIMOUS = "unanimous"
    UNANIMOUS_ALL = "unanimous_all"
    CONSENSUS = "consensus"
    TALLY = "tally"
    SECRET = "secret"  # noqa: S105 a way to vote, not a password
    ADOPT = "adopt"
    ADOPT_ALL = "adopt_all"
    PENDING = "pending"
    NOT_PRESENTED = "not_presented"
    NEXT_CANDIDATE = "next_candidate"
    PREVIOUS_CANDIDATE = "previous_candidate"
    NEXT_BLOCK = "next_block"
    PREVIOUS_BLOCK = "previous_block"
    SEARCH = "search"
    ATTENDANCE = "attendance"
    RECUSE = "recuse"
    CHAIR = "chair"
    DEFENCE = "defence"
    RECOMMEND = "recommend"
    REOPEN = "reopen"
    CLEAR_CASES = "clear_cases"
    FILE = "file"
    FOLLOW_UP = "follow_up"
    CHECKS = "checks"
    BACK = "back"
    KEYS = "keys"


class Group(StrEnum):
    """Where the help puts a key."""

    VOTE = "Voter sur le bloc choisi"
    DECIDE = "Décider"
    MOVE = "Se déplacer"
    JURY = "Le jury"
    ATTENDANCE = "Dans « Présences »"
    WINDOW = "Partout"


class Key(NamedTuple):
    """One key, or several that go together.

    ``strokes`` are what the keyboard gives, separated by blanks: a character in the room and in
    « Présences », Qt's name of a key that has none, a whole shortcut for the window; « Shift+ »
    before one means that Shift must be *held*, which Caps Lock does not do. ``action`` is an
    :class:`Action` in the room, the value of an ``Attendance`` in « Présences », an action of the
    main window elsewhere. ``menu`` is the line of the room's menu « Autre » where there is one.
    """

    group: Group
    action: str
    strokes: str
    caption: str
    words: str
    readme: str
    menu: str = ""


_V, _D, _M, _J, _A, _W = Group

KEYS: tuple[Key, ...] = (
    Key(
        *(_V, Action.LEVEL, "1 2 3 4 5 6 7 8 9", "1 2 3 4"),
        "niveau du membre en surbrillance, puis membre suivant",
        "level of the member highlighted, then the next member",
    ),
    Key(_V, Action.ABSTAIN, "0", "0", "abstention de ce membre", "this member abstains"),
    Key(_V, Action.PREVIOUS_VOTER, "Left", "←", "membre précédent", "the member before"),
    Key(_V, Action.NEXT_VOTER, "Right", "→", "membre suivant", "the next member"),
    Key(
        *(_V, Action.WITHDRAW, "Backspace Delete", "Retour arrière"),
        "retirer le vote du membre",
        "take the member’s vote back",
        "Retirer le vote du membre",
    ),
    Key(
        *(_V, Action.UNANIMOUS, "u", "U"),
        "unanimité sur la proposition, pour ce bloc",
        "everybody on the proposal, for this bloc",
    ),
    Key(
        *(_V, Action.UNANIMOUS_ALL, "Shift+u", "Maj + U"),
        "unanimité sur la proposition, pour tous les blocs qui en ont une (Maj tenue)",
        "the same for every bloc that has a proposal (Shift held; Caps Lock does not do it)",
        "Unanimité sur tous les blocs",
    ),
    Key(
        *(_V, Action.CONSENSUS, "c", "C"),
        "consensus sur un niveau à choisir",
        "everybody on a level to choose",
    ),
    Key(
        *(_V, Action.TALLY, "t", "T"),
        "décompte : nombres de voix par niveau",
        "numbers of votes for each level",
    ),
    Key(
        *(_V, Action.SECRET, "s", "S"),
        "scrutin secret : même décompte, dépouillé sur papier",
        "secret ballot: the same numbers, counted on paper",
    ),
    Key(
        *(_D, Action.ADOPT, "a", "A"),
        "adopter le bloc et passer au suivant",
        "adopt the bloc and go to the next",
    ),
    Key(
        *(_D, Action.ADOPT_ALL, "Shift+a", "Maj + A"),
        "adopter tous les blocs dépouillés et passer au candidat suivant (Maj tenue)",
        "adopt every bloc counted and go to the next candidate (Shift held)",
        "Adopter tous les blocs dépouillés",
    ),
    Key(
        *(_D, Action.PENDING, "e", "E", "mettre le bloc en attente", "set the bloc « en attente »"),
        "Mettre le bloc en attente…",
    ),
    Key(
        *(_D, Action.NOT_PRESENTED, "n", "N"),
        "déclarer le bloc non présenté",
        "the bloc was not presented",
        "Bloc non présenté…",
    ),
    Key(
        *(_D, Action.REOPEN, "r", "R"),
        "rouvrir une décision déjà prise",
        "take up again a decision already taken",
        "Rouvrir la décision…",
    ),
    Key(
        *(_D, Action.FOLLOW_UP, "f", "F"),
        "complément, rattrapage et leur date ; recommandations à un candidat VAE",
        "what is still asked of the candidate, and by when",
        "Compléments et rattrapages…",
    ),
    Key(_M, Action.PREVIOUS_BLOCK, "Up", "↑", "bloc précédent", "the bloc before"),
    Key(_M, Action.NEXT_BLOCK, "Down", "↓", "bloc suivant", "the next bloc"),
    Key(
        *(_M, Action.PREVIOUS_CANDIDATE, "PageUp", "Page préc."),
        "candidat précédent",
        "the candidate before",
    ),
    Key(
        _M,
        Action.NEXT_CANDIDATE,
        "PageDown",
        "Page suiv.",
        "candidat suivant",
        "the next candidate",
    ),
    Key(_M, Action.SEARCH, "/", "/", "chercher un candidat", "search a candidate"),
    Key(_M, Action.FILE, "i", "I", "tout le dossier du candidat", "the candidate’s whole file"),
    Key(
        *(_M, Action.CHECKS, "v", "V"),
        "aller aux contrôles ; F1 sur l’un d’eux l’explique",
        "go to the checks; F1 on one explains it",
    ),
    Key(_M, Action.BACK, "Escape", "Échap", "revenir aux blocs", "back to the blocs"),
    Key(_M, Action.KEYS, "?", "?", "montrer toutes les touches", "show every key"),
    Key(
        *(_J, Action.ATTENDANCE, "p", "P"),
        "présences ; un chiffre fait arriver ou partir le membre de ce numéro",
        "attendance; then a digit has the member of that number come or leave",
    ),
    Key(
        *(_J, Action.RECUSE, "d", "D"),
        "déport pour ce candidat du membre dont on donne le numéro",
        "the member whose digit follows withdraws for this candidate",
    ),
    Key(
        *(_J, Action.CHAIR, "h", "H"),
        "président de séance proposé : le temps d’un déport, puis retour",
        "name the acting chair that the room proposes",
    ),
    Key(
        *(_J, Action.DEFENCE, "m", "M", "notes de soutenance", "marks of the defence"),
        "Notes de soutenance…",
    ),
    Key(
        *(_J, Action.RECOMMEND, "Shift+r", "Maj + R"),
        "recommandations au candidat",
        "recommendations to the candidate",
        "Recommandations…",
    ),
    Key(
        *(_J, Action.CLEAR_CASES, "l", "L"),
        "adopter ensemble les cas clairs",
        "adopt together the files that raise no question",
    ),
    Key(_A, "present", "p", "P", "présent", "present"),
    Key(_A, "distance", "d", "D", "présent à distance", "present by remote means"),
    Key(_A, "absent", "a", "A", "absent", "absent"),
    Key(_A, "excuse", "e", "E", "excusé", "excused"),
    Key(_A, "parti", "l", "L", "parti : le motif est demandé", "left; the reason is asked"),
    Key(_A, "chair", "s", "S", "préside la séance", "presides"),
    Key(_W, "undo_action", "Ctrl+Z", "Ctrl + Z", "annuler le dernier acte", "undo the last act"),
    Key(
        *(_W, "redo_action", "Ctrl+Shift+Z", "Ctrl + Maj + Z"),
        "rétablir l’acte annulé, avant tout autre acte",
        "give back the act undone, before any other act",
    ),
    Key(_W, "copy_action", "Ctrl+C", "Ctrl + C", "copier ce qui est choisi", "copy what is chosen"),
    Key(
        *(_W, "copy_all_action", "Ctrl+Shift+C", "Ctrl + Maj + C"),
        "copier toute la liste, avec ses en-têtes",
        "copy the whole list, with its headings",
    ),
    Key(
        *(_W, "find_action", "Ctrl+F", "Ctrl + F"),
        "rechercher dans la liste",
        "search the list",
    ),
    Key(
        *(_W, "print_action", "Ctrl+P", "Ctrl + P"),
        "imprimer la liste ; le procès-verbal sur sa page",
        "print the list; the minutes on their page",
    ),
    Key(_W, "incident_action", "Ctrl+I", "Ctrl + I", "noter un incident", "note an incident"),
    Key(
        *(_W, "projection_action", "F5", "F5"),
        "projeter le candidat sur le second écran, ou cesser",
        "show the candidate on a second screen, or stop",
    ),
    Key(
        *(_W, "neutral_action", "F6", "F6"),
        "écran neutre sur le second écran",
        "blank the second screen",
    ),
    Key(_W, "veil_action", "F9", "F9", "masquer ce qui est privé", "mask what is private"),
    Key(_W, "help_action", "F1", "F1", "aide de la page", "help of the page"),
    Key(_W, "keys_action", "Shift+F1", "Maj + F1", "touches du clavier", "this table"),
    Key(
        *(_W, "certification_action", "Ctrl+1", "Ctrl + 1", "page Certification"),
        "page « Certification »; the seven others follow",
    ),
    Key(_W, "cohort_action", "Ctrl+2", "Ctrl + 2", "page Promotion", "page « Promotion »"),
    Key(_W, "jury_action", "Ctrl+3", "Ctrl + 3", "page Jury", "page « Jury »"),
    Key(_W, "defence_action", "Ctrl+4", "Ctrl + 4", "page Soutenances", "page « Soutenances »"),
    Key(_W, "sitting_action", "Ctrl+5", "Ctrl + 5", "page Séance", "page « Séance »"),
    Key(_W, "minutes_action", "Ctrl+6", "Ctrl + 6", "page Procès-verbal", "page « Procès-verbal »"),
    Key(_W, "handover_action", "Ctrl+7", "Ctrl + 7", "page Suites", "page « Suites »"),
    Key(_W, "figures_action", "Ctrl+8", "Ctrl + 8", "page Bilan", "page « Bilan »"),
    Key(_W, "new_action", "Ctrl+N", "Ctrl + N", "nouvelle séance", "new session"),
    Key(_W, "open_action", "Ctrl+O", "Ctrl + O", "ouvrir une séance", "open a session"),
    Key(
        *(_W, "larger_action", "Ctrl++ Ctrl+=", "Ctrl + +"),
        "lettres plus grandes",
        "larger letters",
    ),
    Key(_W, "smaller_action", "Ctrl+-", "Ctrl + -", "lettres plus petites", "smaller letters"),
    Key(_W, "normal_action", "Ctrl+0", "Ctrl + 0", "taille normale", "letters as they come"),
    Key(
        *(_W, "verify_action", "Ctrl+Shift+V", "Ctrl + Maj + V"),
        "vérifier un procès-verbal",
        "verify minutes",
    ),
    Key(
        *(_W, "home_action", "Ctrl+W", "Ctrl + W"),
        "fermer la séance ; ouverte, demande s’il faut la suspendre",
        "close the session; an open sitting may be suspended first",
    ),
    Key(
        *(_W, "quit_action", "Ctrl+Q", "Ctrl + Q"),
        "quitter ; séance ouverte, demande s’il faut la suspendre",
        "quit; an open sitting may be suspended first",
    ),
)

ROOM = frozenset((Group.VOTE, Group.DECIDE, Group.MOVE, Group.JURY))


def keys_of(*groups: Group) -> tuple[Key, ...]:
    """Return the keys of some groups, in the order of the table."""
    return tuple(key for key in KEYS if key.group in groups)


def acts_by_stroke(*groups: Group) -> dict[str, str]:
    """Return what each stroke of some groups asks for."""
    return {stroke: key.action for key in keys_of(*groups) for stroke in key.strokes.split()}


def readme_rows() -> tuple[str, ...]:
    """Return the README’s rows: key, what it does."""
    return tuple(
        f"| {'in « Présences » (P): ' if key.group is Group.ATTENDANCE else ''}{key.caption} "
        f"| {key.readme} |"
        for key in KEYS
    )
