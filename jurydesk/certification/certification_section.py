"""Reads the identity and the blocs of a rulebook file; leaves the rules to their own module."""

import re

from jurydesk.certification.checked_table import LONGEST_TEXT, CheckedTable
from jurydesk.certification.title import (
    Assessment,
    BlockMatch,
    Certification,
    Certifier,
    NamedCode,
    Skill,
    SkillBlock,
)

_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,39}")
_SIRET = re.compile(r"\d{14}")


def read_certification(root: CheckedTable) -> Certification:
    """Read ``[certification]`` and ``[[blocs]]``, noting every fault."""
    table = root.table("certification")
    certification = Certification(
        code=_code(table, "code"),
        title=table.text("intitule"),
        abbreviation=table.text("abrege", required=False, longest=200),
        level=table.integer("niveau", low=0, high=8),
        certifiers=tuple(_certifier(item) for item in table.tables("certificateurs")),
        nsf=_named_codes(table, "nsf"),
        formacodes=_named_codes(table, "formacodes"),
        rome=_named_codes(table, "rome"),
        decision_date=table.day("decision"),
        registration_start=table.day("enregistrement"),
        expiry_date=table.day("echeance"),
        delivery_deadline=table.day("date_limite_delivrance"),
        successors=_texts(table, "nouvelles"),
        predecessors=_texts(table, "anciennes"),
        matches=tuple(_match(item) for item in root.tables("correspondances", required=False)),
        blocks=tuple(_block(item) for item in root.tables("blocs")),
    )
    table.close()
    return certification


def _texts(table: CheckedTable, key: str) -> tuple[str, ...]:
    return table.texts(key) if key in table else ()


def _match(table: CheckedTable) -> BlockMatch:
    match = BlockMatch(
        _code(table, "bloc"), _code(table, "fiche"), _code(table, "bloc_de_la_fiche")
    )
    table.close()
    return match


def _code(table: CheckedTable, key: str, *, required: bool = True) -> str:
    code = table.text(key, required=required, longest=40)
    if code and not _CODE.fullmatch(code):
        table.fault(key, "un code ne tient que des lettres sans accent, chiffres, points et tirets")
    return code


def _certifier(table: CheckedTable) -> Certifier:
    siret = "".join(table.text("siret", required=False, longest=20).split())
    if siret and not _SIRET.fullmatch(siret):
        table.fault("siret", "un SIRET a 14 chiffres ; laissez le texte vide s’il est inconnu")
    certifier = Certifier(table.text("nom"), siret)
    table.close()
    return certifier


def _named_codes(table: CheckedTable, key: str) -> tuple[NamedCode, ...]:
    codes = []
    for item in table.tables(key, required=False):
        codes.append(NamedCode(_code(item, "code"), item.text("libelle", required=False)))
        item.close()
    return tuple(codes)


def _block(table: CheckedTable) -> SkillBlock:
    block = SkillBlock(
        code=_code(table, "code"),
        title=table.text("intitule", longest=1000),
        skills=tuple(_skill(item) for item in table.tables("competences", required=False)),
        assessments=tuple(
            _assessment(item) for item in table.tables("evaluations", required=False)
        ),
        skills_prose=table.text("competences_prose", required=False, longest=LONGEST_TEXT),
        assessments_prose=table.text("evaluations_prose", required=False, longest=LONGEST_TEXT),
        given_short_code=_code(table, "code_court", required=False),
        skills_to_check=table.flag("decoupage_a_verifier", default=False),
    )
    table.close()
    return block


def _skill(table: CheckedTable) -> Skill:
    skill = Skill(_code(table, "code"), table.text("texte", longest=4000))
    table.close()
    return skill


def _assessment(table: CheckedTable) -> Assessment:
    assessment = Assessment(
        code=_code(table, "code"),
        title=table.text("intitule"),
        kind=table.text("nature", longest=100),
        work=table.text("travail", required=False, longest=100),
        oral=table.text("oral", required=False, longest=100),
        ordered_by=table.text("commanditaire", required=False, longest=200),
        jurors=_texts(table, "jures"),
        pages=table.integer("pages", high=10_000, default=0),
    )
    table.close()
    return assessment
