"""What the columns of one row say against each other, or against the day; leaves cells alone.

A doubt is a warning: the law gives no age, and a register may be odd. Only what cannot be is an
error: nobody begins a path before being born.
"""

import re
from datetime import date

from jurydesk.certification.english import read_score, scales_words
from jurydesk.certification.rulebook import Rulebook
from jurydesk.cohort.birth_date import BirthDate
from jurydesk.cohort.candidate import Candidate
from jurydesk.cohort.countries import FRANCE, country_of
from jurydesk.french.agreement import of, that
from jurydesk.french.days import plain_day
from jurydesk.french.folding import fold
from jurydesk.tables.row import RowReading

_SCORE_ONLY = "score d’anglais sans test : ajoutez le nom du test."
_TEST_ONLY = "test d’anglais sans score : ajoutez le score."
_YOUNGEST, _OLDEST, _FIRST_YEAR = 14, 100, 1900
# A bloc acquired, or a path begun, longer ago than this is a slip of the pen.
_LONGEST = 40
# The days that an empty or broken cell becomes in a spreadsheet.
_FIRST_DAYS = frozenset(
    {date(1899, 12, 30), date(1899, 12, 31), date(1900, 1, 1), date(1904, 1, 1)}
)
_BIG_CITIES = {
    "paris": ("75056", *(f"751{n:02}" for n in range(1, 21))),
    "lyon": ("69123", *(f"6938{n}" for n in range(1, 10))),
    "marseille": ("13055", *(f"132{n:02}" for n in range(1, 17))),
}
_BIG_CITY = re.compile(r"(paris|lyon|marseille)(?: (?:\d.*|arrondissement.*|cedex.*))?")
# The days that a spreadsheet makes of the numbers 1900 to 2030.
_YEARS_AS_DAYS = (date(1905, 3, 14), date(1905, 7, 22))


def check_person(row: RowReading, rulebook: Rulebook, on: date | None = None) -> None:
    """Point out what two columns of one row say against each other, or against the day ``on``."""
    check_days(row, on)
    check_birth_place(row)
    check_english(row, rulebook)


def check_english(row: RowReading, rulebook: Rulebook) -> None:
    """Point out a score without its test, on none of its scales, or read on a second scale."""
    test, score = row.values.get("anglais_test"), row.values.get("anglais_score")
    if test is not None and score is not None:
        reading = read_score(rulebook, test, score)
        if reading.outside:
            row.warning(
                "anglais_score",
                f"{reading.words} n’est pas un score de ce test "
                f"({scales_words(rulebook, reading.test)}) : il ne compte pas comme atteint, "
                "vérifiez-le.",
            )
        elif reading.on_second_scale:
            row.warning("anglais_score", f"compris comme {reading.words} : vérifiez l’échelle.")
    if test is not None and score is None and not _is_faulty(row, "anglais_score"):
        row.warning("anglais_test", _TEST_ONLY)
    elif score is not None and test is None:
        row.warning("anglais_score", _SCORE_ONLY)


def _is_faulty(row: RowReading, name: str) -> bool:
    return any(flaw.field == name for flaw in row.flaws)


def check_days(row: RowReading, on: date | None) -> None:
    """Point out a birth, a path or an acquisition that cannot be, seen from the day ``on``."""
    get = row.values.get
    born: BirthDate | None = get("date_naissance")
    if born is not None:
        _check_birth(row, born, get("debut_parcours"), on)
    for name, what in (("debut_parcours", "le parcours"), ("recevabilite", "la recevabilité")):
        day: date | None = get(name)
        if day is not None:
            _check_day(row, name, what, day, on)


def check_acquired(row: RowReading, name: str, day: date, on: date | None) -> None:
    """Point out a bloc acquired after the sitting, or longer ago than anybody remembers."""
    _check_day(row, name, "cette acquisition", day, on)


def _check_birth(row: RowReading, born: BirthDate, began: date | None, on: date | None) -> None:
    whole, note = born.whole, row.warning
    entered, seen = began or on, on or began
    if whole in _FIRST_DAYS:
        told = "ce jour est celui que les tableurs écrivent pour une cellule vide"
    elif whole is not None and _YEARS_AS_DAYS[0] <= whole <= _YEARS_AS_DAYS[1]:
        year = (whole - date(1899, 12, 30)).days
        told = f"le tableur a sans doute pris l’année {year} pour un jour, écrivez-la en texte"
    elif on is not None and born.earliest > on:
        told = f"naissance {born.words}, après le {plain_day(on)}"
    elif began is not None and born.earliest >= began:
        told, note = f"naissance {born.words}, parcours commencé le {plain_day(began)}", row.error
    elif entered is not None and _age(born.earliest, entered) < _YOUNGEST:
        told = f"naissance {born.words}, soit moins de {_YOUNGEST} ans le {plain_day(entered)}"
    elif seen is not None and _age(born.latest, seen) > _OLDEST:
        told = f"naissance {born.words}, soit plus de {_OLDEST} ans le {plain_day(seen)}"
    elif born.year < _FIRST_YEAR:
        told = f"naissance {born.words}"
    else:
        return
    note("date_naissance", f"{told} : l’une des deux dates est fausse, vérifiez.")


def _age(born: date, on: date) -> int:
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def _check_day(row: RowReading, name: str, what: str, day: date, on: date | None) -> None:
    if day in _FIRST_DAYS:
        told = "ce jour est celui que les tableurs écrivent pour une cellule vide"
    elif on is not None and day > on:
        told = f"{what} est du {plain_day(day)}, après le {plain_day(on)}"
    elif day.year < (on or date(2020, 1, 1)).year - _LONGEST:
        told = f"{what} serait du {plain_day(day)}"
    else:
        return
    row.warning(name, f"{told} : vérifiez ce jour.")


def check_birth_place(row: RowReading) -> None:
    """Point out a commune, a code and a country that do not go together."""
    get = row.values.get
    code, country, place = (
        get(name, "") for name in ("code_insee_naissance", "pays_naissance", "commune_naissance")
    )
    known = country_of(country) if country else None
    if code and known is not None and known.code:
        abroad = country_of(code) if code.startswith("99") else None
        if abroad is not None and abroad.code != known.code:
            row.warning(
                "code_insee_naissance",
                f"le code {code} désigne un autre pays ({abroad.name}) {that(known.name)} : "
                "l’un des deux est faux.",
            )
        elif abroad is None and not code.startswith("99") and known.code != FRANCE:
            row.warning(
                "code_insee_naissance",
                f"le code {code} est celui d’une commune française, le pays est {known.name} : "
                f"le code serait 99{known.code}.",
            )
    match = _BIG_CITY.fullmatch(fold(place)) if code else None
    if match is not None and code not in (codes := _BIG_CITIES[match[1]]):
        row.warning(
            "code_insee_naissance",
            f"« {code} » n’est pas un code INSEE {of(place)} ({codes[0]}, {codes[1]}…) : "
            "c’est sans doute un code postal.",
        )


def check_civil_status(row: RowReading, columns: frozenset[str]) -> None:
    """Say what certificates and the accrochage will lack, of the columns that the file has."""
    values = row.values
    faulty = {flaw.field for flaw in row.flaws}
    for name, what in LACKING.items():
        if name in columns and name not in values and name not in faulty:
            row.warning(name, f"{what} : l’accrochage et le certificat en auront besoin.")
    places = ("commune_naissance", "code_insee_naissance", "pays_naissance")
    if not columns.isdisjoint(places) and all(name not in values for name in places):
        name = next(name for name in places if name in columns)
        if name not in faulty:
            row.warning(name, "le lieu de naissance manque : le certificat en aura besoin.")


# What every holder's file must say in the end.
LACKING = {
    "sexe": "le sexe (F ou M) manque",
    "date_naissance": "la date de naissance manque",
}


def missing_civil_status(candidate: Candidate) -> tuple[str, ...]:
    """Return what a holder's file still lacks for the certificate and the accrochage, in words."""
    told = [
        words
        for words, value in (
            ("le sexe", candidate.gender),
            ("la date de naissance", candidate.birth_date),
            ("le lieu de naissance", candidate.birth_place or candidate.birth_place_code),
        )
        if not value
    ]
    return tuple(told)
