"""Writes a fiche as the TOML text of a rulebook; leaves every rule of the jury to confirm.

Identity, blocs and routes come from the fiche. Its proses are copied and shown; the skills are
split from theirs only as a proposal, marked so. No rule is ever drawn from prose.
"""

import re
from collections.abc import Iterator
from datetime import date

from jurydesk.bundle import resource
from jurydesk.certification.checked_table import LONGEST_LIST, LONGEST_TEXT
from jurydesk.certification.fiche import Fiche, FicheBlock, FicheCode
from jurydesk.certification.rulebook import SkillBlock
from jurydesk.certification.rulebook_file import parse_rulebook
from jurydesk.errors import InvalidRulebookError, UnreadableFileError

_BULLET = re.compile(r"^(?:[-–—•*·▪■]|\d{1,2}[.)])\s*")
_FORBIDDEN = re.compile(r"[^A-Za-z0-9._-]+")
_ADOPTION = ['adopte_le = ""', 'adopte_par = ""', 'publie_le = ""']


def rulebook_text(fiche: Fiche) -> str:
    """Return the rulebook's text for a fiche.

    Raises:
        UnreadableFileError: the fiche lacks what no rulebook can do without (an open route).
    """
    if not any(route.is_open for route in fiche.routes):
        raise UnreadableFileError(
            f"La fiche {fiche.code} n’ouvre aucune voie d’accès : aucun jury ne peut s’y tenir ; "
            "vérifiez qu’il s’agit de la bonne fiche."
        )
    rules = _model("open_data_rules.toml")
    if any(route.is_open and route.route.is_experience for route in fiche.routes):
        rules += "\n" + _model("open_data_vae.toml")
    lines = [*_heading(fiche), *_identity(fiche), *_blocks(fiche), *_routes(fiche), ""]
    text = "\n".join(lines) + "\n" + rules
    try:
        parse_rulebook(text)
    except InvalidRulebookError as error:
        raise UnreadableFileError(
            f"La fiche {fiche.code} ne peut pas devenir un référentiel de règles : "
            + " ; ".join(error.faults)
        ) from error
    return text


def _model(name: str) -> str:
    return resource("rulebooks", "models", name).read_text(encoding="utf-8")


def _heading(fiche: Fiche) -> Iterator[str]:
    yield f"# Référentiel de règles du jury de la certification {fiche.code}."
    yield "#"
    yield "# Identité, blocs et voies : France compétences, données ouvertes, Licence Ouverte 2.0."
    yield "# Les règles du jury, plus bas, sont toutes à confirmer avant de s’en servir."
    if not fiche.is_active:
        yield "# Attention : la fiche n’est plus active."
    if fiche.state:
        yield f"# État de la fiche : {fiche.state}"
    yield ""
    yield "format = 1"
    yield ""


def _identity(fiche: Fiche) -> Iterator[str]:
    yield "[certification]"
    yield f"code = {_quoted(_code(fiche.code))}"
    yield f"intitule = {_quoted(_cut(fiche.title, 500) or 'Intitulé absent de la fiche')}"
    yield f"abrege = {_quoted(_cut(fiche.abbreviation, 200))}"
    yield from _level(fiche.level)
    yield "certificateurs = ["
    for certifier in fiche.certifiers or (FicheCode("", "Certificateur absent de la fiche"),):
        yield from _certifier(certifier)
    yield "]"
    for key, codes in (("nsf", fiche.nsf), ("formacodes", fiche.formacodes), ("rome", fiche.rome)):
        yield f"{key} = ["
        for item in codes:
            if _code(item.code):
                label = _quoted(_cut(item.label, 500))
                yield f"  {{ code = {_quoted(_code(item.code))}, libelle = {label} }},"
        yield "]"
    yield from _dates(fiche)


def level_of(words: str) -> str | None:
    """Return the figure of « NIV7 », ``None`` where the fiche gives no such level."""
    match = re.fullmatch(r"NIV([1-8])", words.upper())
    return match[1] if match else None


def _level(words: str) -> Iterator[str]:
    level = level_of(words)
    if level is None:
        unread = f" lisible (« {words} »)" if words else ""
        yield f"# La fiche ne donne pas de niveau de qualification{unread}."
    yield f"niveau = {level or 0}"


def _certifier(certifier: FicheCode) -> Iterator[str]:
    siret = "".join(certifier.code.split())
    if siret and not re.fullmatch(r"[0-9]{14}", siret):
        yield f"  # SIRET illisible dans la fiche : « {certifier.code} »"
        siret = ""
    name = _cut(certifier.label, 500) or "Certificateur sans nom dans la fiche"
    yield f"  {{ nom = {_quoted(name)}, siret = {_quoted(siret)} }},"


def _dates(fiche: Fiche) -> Iterator[str]:
    if fiche.duration:
        yield f"# Durée de l’enregistrement : {fiche.duration} an(s)"
    first: date | None = None
    for key, words in (("decision", fiche.decision), ("enregistrement", fiche.effect)):
        day = fiche_day(words)
        if day is not None:
            first = day if first is None else max(first, day)
        yield from _date_line(key, words, day)
    for key, words in (
        ("echeance", fiche.expiry),
        ("date_limite_delivrance", fiche.delivery_deadline),
    ):
        day = fiche_day(words)
        if day is not None and first is not None and day < first:
            yield f"# {key} : la fiche donne le {words}, avant la décision ou l’effet ; à corriger"
            continue
        yield from _date_line(key, words, day)
    yield from _relations(fiche)
    yield ""


def _relations(fiche: Fiche) -> Iterator[str]:
    """Name the fiches before and after, and which bloc stands for which of theirs."""
    for key, codes in (("nouvelles", fiche.successors), ("anciennes", fiche.predecessors)):
        if codes:
            yield f"{key} = [{', '.join(_quoted(code) for code in codes[:100])}]"
    for match in fiche.matches[:LONGEST_LIST]:
        if all(map(_code, (match.block, match.fiche, match.other))):
            yield ""
            yield "[[correspondances]]"
            yield f"bloc = {_quoted(_code(match.block))}"
            yield f"fiche = {_quoted(_code(match.fiche))}"
            yield f"bloc_de_la_fiche = {_quoted(_code(match.other))}"


def _date_line(key: str, words: str, day: date | None) -> Iterator[str]:
    if day is not None:
        yield f"{key} = {day.isoformat()}"
    elif words:
        yield f"# {key} : date illisible dans la fiche (« {words} »)"


def _blocks(fiche: Fiche) -> Iterator[str]:
    blocks = fiche.blocks
    if not blocks:
        yield "# La fiche ne décrit aucun bloc : un seul bloc tient lieu de la certification."
        blocks = (FicheBlock(fiche.code, fiche.title, "", ""),)
    given: set[str] = set()
    short: set[str] = set()
    for position, block in enumerate(blocks, start=1):
        code = _unique(_code(block.code) or f"BLOC-{position}", given)
        yield "[[blocs]]"
        if code != block.code:
            yield f"# Code écrit dans la fiche : « {block.code} »"
        yield f"code = {_quoted(code)}"
        # A bloc shared with another certification keeps that one's code: BC01 twice.
        short_code = SkillBlock(code, "").short_code
        if (free := _unique(short_code, short)) != short_code:
            yield f"code_court = {_quoted(free)}"
        yield f"intitule = {_quoted(_cut(block.title, 1000) or 'Intitulé absent de la fiche')}"
        yield from _skills(block.skills, position)
        yield "# Les évaluations restent en prose ; écrivez-les une à une si vous les votez :"
        yield '#   { code = "BC01.1", intitule = "Étude de cas", nature = "étude de cas" },'
        yield "evaluations = []"
        yield f"evaluations_prose = {_paragraphs(block.assessments)}"
        yield ""


def _skills(prose: str, position: int) -> Iterator[str]:
    skills = [_BULLET.sub("", line) for line in prose.splitlines()]
    skills = [skill for skill in skills if skill][:200]
    if skills:
        yield "# Découpage proposé d’après la prose : une fois vérifié, écrivez false."
    yield f"decoupage_a_verifier = {'true' if skills else 'false'}"
    yield "competences = ["
    for rank, skill in enumerate(skills, start=1):
        yield f'  {{ code = "C{position}.{rank}", texte = {_quoted(_cut(skill, 4000))} }},'
    yield "]"
    yield f"competences_prose = {_paragraphs(prose)}"


def _routes(fiche: Fiche) -> Iterator[str]:
    yield "# --- Les voies d’accès, et la composition des jurys dans les mots de la fiche ---"
    yield "[regles.voies]"
    yield f"source = {_quoted(f'Fiche {fiche.code}, données ouvertes de France compétences')}"
    yield "a_confirmer = false"
    yield from _ADOPTION
    for route in fiche.routes:
        yield ""
        yield "[[regles.voies.valeur]]"
        yield f"voie = {_quoted(route.route.value)}"
        yield f"ouverte = {'true' if route.is_open else 'false'}"
        yield f"composition = {_paragraphs(route.composition)}"


def _code(words: str) -> str:
    return _FORBIDDEN.sub("-", words).strip("-._")[:40]


def _unique(code: str, given: set[str]) -> str:
    free, rank = code, 2
    while free.casefold() in given:
        free, rank = f"{code[:36]}-{rank}", rank + 1
    given.add(free.casefold())
    return free


def fiche_day(words: str) -> date | None:
    """Return a day of the flow, JJ/MM/AAAA; ``None`` for anything else."""
    match = re.fullmatch(r"(\d{2})/(\d{2})/(\d{4})", words)
    try:
        return date(int(match[3]), int(match[2]), int(match[1])) if match else None
    except ValueError:
        return None


def _cut(text: str, longest: int) -> str:
    mark = " […]"
    return text if len(text) <= longest else text[: longest - len(mark)] + mark


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


def _paragraphs(prose: str) -> str:
    text = _cut(prose, LONGEST_TEXT)
    if "\n" not in text:
        return _quoted(text)
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"""\n{escaped}"""'
