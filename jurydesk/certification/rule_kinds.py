"""Every rule a rulebook may hold: one entry each, in the order the minutes print them.

Adding a rule to the rulebook is adding its entry here. A rule that a file does not write is worth
its ``unset`` value and prints nowhere, so that the sessions made before it existed still open.
"""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import cast

from jurydesk.certification import panel_section as panel
from jurydesk.certification import rule_readers as read
from jurydesk.certification import vae_section as vae
from jurydesk.certification.mark_scale import mark_scale_words
from jurydesk.certification.rule_kind import RuleKind
from jurydesk.certification.rule_values import (
    CastingVote,
    DatedText,
    EnglishScale,
    EnglishThreshold,
    Exclusion,
    Level,
    MarkedBlocks,
    Prerequisite,
    QuorumRule,
    Quota,
    ResultNotice,
    RouteRule,
    Seat,
    Setting,
    ThesisWork,
    VaeRegime,
)
from jurydesk.certification.title import MarkScale
from jurydesk.certification.vocabulary import JurorCapacity, ProposalRule, Reading
from jurydesk.french.numbers import decimal

_VOICES = {"toutes": "deliberative", "VAE": "deliberative"}


def _quota(end: str, label: str, *derogations: str) -> tuple[tuple[str, Mapping[str, object]]]:
    return ((end, {"cle": end, "libelle": label, "derogations": list(derogations)}),)


LEVELS: RuleKind[tuple[Level, ...]] = RuleKind(
    "niveaux",
    "Niveaux et statut donné au bloc",
    panel.read_levels,
    panel.level_words,
    unset=(),
    required=True,
)
ROUTES: RuleKind[tuple[RouteRule, ...]] = RuleKind(
    "voies",
    "Voies d’accès ouvertes",
    panel.read_routes,
    panel.route_words,
    unset=(),
    required=True,
)
SEATS: RuleKind[tuple[Seat, ...]] = RuleKind(
    "sieges",
    "Sièges du jury",
    panel.read_seats,
    panel.seat_words,
    unset=(),
    required=True,
    example=[{"role": "president", "minimum": 1, "statutaire": True, "voix": _VOICES}],
)
EXTERNAL_SHARE: RuleKind[Fraction] = RuleKind(
    "part_exterieurs",
    "Part de membres extérieurs",
    read.read_share,
    read.share_words,
    unset=Fraction(0),
    example="30 %",
)
EXTERNAL_READING: RuleKind[Reading] = RuleKind(
    "lecture_exterieurs",
    "Lecture de la part de membres extérieurs",
    read.read_reading,
    lambda reading: reading.words,
    unset=Reading.SEATS,
    example="seats",
)
QUORUM: RuleKind[QuorumRule] = RuleKind(
    "quorum",
    "Quorum",
    read.read_quorum,
    read.quorum_words,
    unset=QuorumRule(),
    example={"part": "1/2", "minimum": 0, "president_requis": True},
)
GENDER_BALANCE: RuleKind[Fraction] = RuleKind(
    "equilibre_femmes_hommes",
    "Équilibre entre les femmes et les hommes",
    read.read_share,
    read.share_words,
    unset=Fraction(0),
    example="40 %",
)
CASTING_VOTE: RuleKind[CastingVote] = RuleKind(
    "voix_preponderante",
    "Voix prépondérante du président",
    read.read_casting_vote,
    lambda rule: read.flag_words(rule.granted),
    ends=lambda rule: "-".join(rule.routes),
    labels=read.casting_vote_label,
)
PROPOSAL: RuleKind[ProposalRule] = RuleKind(
    "proposition",
    "Proposition tirée de plusieurs évaluations",
    read.read_proposal,
    read.proposal_words,
    unset=ProposalRule.NONE,
    example="worst",
)
PRINT_TALLIES: RuleKind[bool] = RuleKind(
    "impression_decomptes",
    "Décomptes imprimés au procès-verbal",
    read.read_flag,
    read.flag_words,
    unset=False,
    example=True,
)
SCALES: RuleKind[MarkedBlocks] = RuleKind(
    "baremes",
    "Barème des blocs notés",
    read.read_marked_blocks,
    read.marked_blocks_words,
    ends=lambda rule: "-".join(rule.blocks),
    labels=read.marked_blocks_label,
    stem="bareme",
)
DEFENCE_BLOCK: RuleKind[str] = RuleKind(
    "soutenance.bloc",
    "Bloc de la soutenance",
    read.read_text,
    str,
    unset="",
    plain=True,
    example="BC01",
)
DEFENCE_JURORS: RuleKind[tuple[JurorCapacity, ...]] = RuleKind(
    "soutenance.jures",
    "Qualités requises au jury de soutenance",
    read.read_capacities,
    read.capacity_words,
    unset=(),
    example=["entreprise", "enseignant"],
)
DEFENCE_STEP: RuleKind[Decimal] = RuleKind(
    "soutenance.pas",
    "Pas des notes de soutenance",
    read.read_number,
    decimal,
    unset=Decimal("0.25"),
    example=Decimal("0.25"),
)
REPORT_WEIGHT: RuleKind[Fraction] = RuleKind(
    "soutenance.poids_du_rapport",
    "Poids du rapport dans la note",
    read.read_share,
    read.share_words,
    required=True,
    example="1/2",
)
DEFENCE_SCALE: RuleKind[MarkScale] = RuleKind(
    "soutenance.bareme",
    "Barème de la soutenance",
    read.read_scale,
    mark_scale_words,
    required=True,
    example={
        "note_maximale": 20,
        "seuils": [
            {"note": 16, "niveau": 1},
            {"note": 10, "niveau": 2},
            {"note": 8, "niveau": 3},
        ],
        "sinon": 4,
    },
)
DEFENCE_GAP: RuleKind[Decimal] = RuleKind(
    "soutenance.ecart_signale",
    "Écart de notes signalé entre deux jurés",
    read.read_number,
    decimal,
    unset=Decimal(1000),
    example=Decimal(4),
)
DEFENCE_PAGES: RuleKind[int] = RuleKind(
    "soutenance.pages_maximum",
    "Pages du rapport, annexes à part",
    read.read_count,
    str,
    unset=0,
    example=60,
)
REGIMES: RuleKind[VaeRegime] = RuleKind(
    "vae",
    "Régime de la VAE",
    vae.read_regime,
    lambda regime: regime.label,
    has_value=False,
    ends=lambda regime: regime.key,
    labels=vae.regime_label,
)
EXCLUSIONS: RuleKind[tuple[Exclusion, ...]] = RuleKind(
    "vae_exclusions",
    "VAE, personnes qui ne délibèrent pas",
    vae.read_exclusions,
    vae.exclusion_words,
    unset=(),
    example=["entreprise", "accompagnement"],
)
RESULT_NOTICE: RuleKind[ResultNotice] = RuleKind(
    "vae_notification",
    "VAE, notification du résultat",
    vae.read_result_notice,
    vae.result_notice_words,
    example={"jours": 15, "copie_accompagnateur": True},
)
CITED_TEXTS: RuleKind[DatedText] = RuleKind(
    "vae_textes_cites",
    "VAE, texte cité sur les papiers",
    vae.read_dated_text,
    lambda text: text.text,
    has_value=False,
    ends=lambda text: text.key,
    labels=vae.dated_text_label,
)
QUOTAS: RuleKind[Quota] = RuleKind(
    "quotas",
    "Quota d’admission",
    read.read_quota,
    read.quota_words,
    ends=lambda quota: quota.key,
    labels=lambda quota: f"Quota : {quota.label}",
    example="20 %",
    offered=(
        *_quota("vapp", "Admis par VAPP", "VAPP"),
        *_quota("m1_l3", "Admis avec un M1 ou une L3", "M1_L3"),
        *_quota("derogations", "Dérogations, toutes ensemble", "VAPP", "M1_L3"),
    ),
)
ENGLISH: RuleKind[tuple[EnglishThreshold, ...]] = RuleKind(
    "anglais",
    "Niveau d’anglais demandé à l’entrée",
    read.read_english,
    read.english_words,
    unset=(),
    example=[{"test": "TOEIC", "minimum": 785}],
)
ENGLISH_SCALES: RuleKind[tuple[EnglishScale, ...]] = RuleKind(
    "anglais_echelles",
    "Échelles des tests d’anglais",
    read.read_english_scales,
    read.english_scale_words,
    unset=(),
)
PREREQUISITES: RuleKind[tuple[Prerequisite, ...]] = RuleKind(
    "prerequis",
    "Prérequis et dérogations",
    read.read_prerequisites,
    read.prerequisite_words,
    unset=(),
    of_sitting=False,
    example=[{"libelle": "VAPP", "annees_experience": 10, "derogation": "VAPP"}],
)
MAIN_ACTIVITY: RuleKind[str] = RuleKind(
    "activite_representants",
    "Activité des représentants qualifiés",
    read.read_text,
    str,
    unset="",
    example="une activité principale autre que l’enseignement",
)
THESIS_WORK: RuleKind[ThesisWork] = RuleKind(
    "soutenance.travail",
    "Durée du travail de thèse",
    read.read_thesis_work,
    read.thesis_work_words,
    of_sitting=False,
    example={"mois_minimum": 4, "mois_maximum": 6, "stage_mois_minimum": 4},
)
THESIS_SUBJECT: RuleKind[str] = RuleKind(
    "soutenance.sujet",
    "Validation du sujet de thèse",
    read.read_text,
    str,
    unset="",
    of_sitting=False,
    example="par le responsable de la formation",
)
VAE_ASSESSMENT: RuleKind[str] = RuleKind(
    "vae_evaluation",
    "VAE, évaluation",
    read.read_text,
    str,
    unset="",
    of_sitting=False,
    example="un rapport et un entretien avec le jury",
)

RULE_KINDS: tuple[RuleKind[object], ...] = cast(
    "tuple[RuleKind[object], ...]",
    (
        EXTERNAL_SHARE,
        EXTERNAL_READING,
        QUORUM,
        GENDER_BALANCE,
        CASTING_VOTE,
        PROPOSAL,
        REPORT_WEIGHT,
        DEFENCE_SCALE,
        DEFENCE_GAP,
        DEFENCE_PAGES,
        LEVELS,
        ROUTES,
        SCALES,
        SEATS,
        REGIMES,
        EXCLUSIONS,
        RESULT_NOTICE,
        CITED_TEXTS,
        QUOTAS,
        ENGLISH,
        ENGLISH_SCALES,
        DEFENCE_BLOCK,
        DEFENCE_JURORS,
        DEFENCE_STEP,
        THESIS_WORK,
        THESIS_SUBJECT,
        VAE_ASSESSMENT,
        MAIN_ACTIVITY,
        PREREQUISITES,
        PRINT_TALLIES,
    ),
)


def kind_of(key: str) -> RuleKind[object]:
    """Return the kind of a rule by its key; ``KeyError`` when no rulebook may hold it."""
    for kind in RULE_KINDS:
        if kind.holds(key):
            return kind
    raise KeyError(key)


def value_words(setting: Setting[object]) -> str:
    """Return a rule's value in words, « non réglé » where it asks nothing."""
    kind = kind_of(setting.key)
    if setting.value is None or (setting.value == kind.unset and setting == kind.not_set):
        return "non réglé"
    return kind.words(setting.value)
