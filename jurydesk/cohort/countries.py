"""The country a birth is written with, and its code: the last three figures of Insee's 99xxx.

Source: Insee, code officiel géographique, « Pays et territoires étrangers » (data.gouv.fr, dataset
58c984b088ee386cdb1261f3, edition of 2025), compared code by code. A state that is no more, or a
territory that is French, is told: the accrochage asks for the country of today (DOMAIN §7).
"""

import re
from functools import cache
from typing import NamedTuple

from jurydesk.bundle import resource
from jurydesk.french.folding import fold, folded_word

FRANCE = "100"
_ARTICLE = re.compile(r"^(?:la|le|les|l) ")
_CODE = re.compile(r"(?:99)?(\d{3})")
_BRACKETS = re.compile(r"[(\[].*?[)\]]")
# Where a commune has a code of its own, in France, and the country is France.
_FRENCH = {
    "guadeloupe": "971xx",
    "martinique": "972xx",
    "guyane": "973xx",
    "guyane francaise": "973xx",
    "reunion": "974xx",
    "ile de la reunion": "974xx",
    "saint pierre et miquelon": "975xx",
    "mayotte": "976xx",
    "saint barthelemy": "97701",
    "saint martin": "97801",
    "wallis et futuna": "986xx",
    "polynesie francaise": "987xx",
    "polynesie": "987xx",
    "tahiti": "987xx",
    "nouvelle caledonie": "988xx",
    "corse": "2Axxx ou 2Bxxx",
    "dom": "97xxx",
    "tom": "98xxx",
    "dom tom": "97xxx ou 98xxx",
    "outre mer": "97xxx ou 98xxx",
}
# States that are no more: the code is that of the country where the town is today.
_GONE = {
    "urss": "Russie, Ukraine, Géorgie…",
    "union sovietique": "Russie, Ukraine, Géorgie…",
    "yougoslavie": "Serbie, Croatie, Bosnie-Herzégovine…",
    "ex yougoslavie": "Serbie, Croatie, Bosnie-Herzégovine…",
    "ex urss": "Russie, Ukraine, Géorgie…",
    "serbie et montenegro": "Serbie ou Monténégro",
    "tchecoslovaquie": "Tchéquie ou Slovaquie",
    "indochine": "Viêt Nam, Laos ou Cambodge",
    "indochine francaise": "Viêt Nam, Laos ou Cambodge",
    "aof": "Sénégal, Mali, Côte d’Ivoire…",
    "afrique occidentale francaise": "Sénégal, Mali, Côte d’Ivoire…",
    "aef": "Gabon, Congo, Tchad…",
    "afrique equatoriale francaise": "Gabon, Congo, Tchad…",
    "rhodesie": "Zimbabwe ou Zambie",
    "coree": "Corée du Sud ou Corée du Nord",
    "empire ottoman": "Turquie, Liban, Syrie…",
}
# States that are no more, whole inside one country of today.
_NOW = {
    "rda": "109",
    "republique democratique allemande": "109",
    "allemagne de l est": "109",
    "viet nam du nord": "243",
    "viet nam du sud": "243",
    "vietnam du nord": "243",
    "vietnam du sud": "243",
    "algerie francaise": "352",
    "departement francais d algerie": "352",
}


# Codes of the past, which stand in identification numbers, and the code of today where it is one.
_FORMER = {
    **dict.fromkeys(("141", "142"), "109"),
    **dict.fromkeys(("202", "233"), "251"),
    **dict.fromkeys(("209", "210", "211"), "123"),
    **dict.fromkeys(("244", "245"), "243"),
    **dict.fromkeys(("402", "403"), "401"),
    "115": "",
    "124": "208",
    "143": "254",
    "218": "216",
    "228": "227",
    "237": "",
    "263": "251",
    "264": "231",
    "305": "",
    "307": "332",
    "320": "393",
    "325": "350",
    "362": "309",
    "504": "404",
}


class Country(NamedTuple):
    """What a text was understood as; ``code`` is empty and ``doubt`` says why when it cannot be."""

    name: str
    code: str
    doubt: str = ""

    @property
    def is_france(self) -> bool:
        """Whether births there have a commune's code."""
        return self.code == FRANCE


@cache
def _countries() -> tuple[dict[str, Country], dict[str, Country]]:
    """Return every country by folded name, and by code."""
    names: dict[str, Country] = {}
    codes: dict[str, Country] = {}
    for line in resource("countries", "insee.csv").read_text(encoding="utf-8").splitlines():
        code, name, others = line.split(";")
        codes[code] = country = Country(name, code)
        for each in (name, *others.split("|")):
            if each:
                names[folded_word(each)] = country
                names[folded_word(each).replace(" ", "")] = country
    return names, codes


@cache
def country_of(text: str) -> Country | None:
    """Return the country a text names, by its name or its code; ``None`` for what is unknown."""
    names, codes = _countries()
    if match := _CODE.fullmatch(text.strip()):
        return codes.get(match[1]) or _former(match[1])
    whole = fold(text)
    for folded in dict.fromkeys((whole, folded_word(text), _ARTICLE.sub("", whole))):
        if folded in names:
            return names[folded]
        found = _told(folded, text)
        if found is not None:
            return found
    bare = _BRACKETS.sub(" ", text)
    if bare != text and (inside := country_of(bare.strip())) is not None:
        return inside._replace(doubt=f"« {text} » est lu {inside.name} : vérifiez.")
    return None


def _former(code: str) -> Country | None:
    """Return what a code of the past designates today, to be looked at."""
    if code not in _FORMER:
        return None
    now = _countries()[1].get(_FORMER[code])
    if now is None:
        doubt = f"« 99{code} » n’est plus un code de l’Insee : donnez celui du pays d’aujourd’hui."
        return Country(f"99{code}", "", doubt)
    return now._replace(
        doubt=f"« 99{code} » est un ancien code de l’Insee : aujourd’hui 99{now.code}, {now.name}."
    )


def _told(folded: str, text: str) -> Country | None:
    """Return a French territory or a state that is no more, with what is to be said of it."""
    if folded in _FRENCH:
        doubt = f"« {text} » est en France : le code de la commune est {_FRENCH[folded]}."
        return Country("France", FRANCE, doubt)
    if folded in _NOW:
        now = _countries()[1][_NOW[folded]]
        return now._replace(
            doubt=f"« {text} » est lu {now.name}, le pays d’aujourd’hui : vérifiez."
        )
    if folded in _GONE:
        doubt = (
            f"« {text} » ne désigne pas un pays d’aujourd’hui : écrivez celui où se trouve la "
            f"commune ({_GONE[folded]})."
        )
        return Country(text, "", doubt)
    return None
