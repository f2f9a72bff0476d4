"""Everything the file holds of one candidate, on one page to read; leaves the vote to the room."""

from html import escape

from jurydesk.certification import rule_kinds as kinds
from jurydesk.cohort.candidate import BlockRecordState, Candidate
from jurydesk.deliberation.decisions import block_status
from jurydesk.deliberation.following import following_words
from jurydesk.deliberation.records import Defence
from jurydesk.deliberation.rectification import rectified_words
from jurydesk.deliberation.state import SittingState
from jurydesk.deliberation.words import candidate_words
from jurydesk.deliberation.words.labels import member_name
from jurydesk.french.agreement import agree
from jurydesk.french.days import short_day, unbroken_day
from jurydesk.french.lists import enumeration
from jurydesk.french.numbers import decimal, plural
from jurydesk.french.spaces import capitalised, typeset

Pair = tuple[str, str]


def file_html(state: SittingState, who: Candidate) -> str:
    """Return a candidate's whole file: identity, blocs, defence, remarks."""
    parts = [_table(_identity(state, who))]
    earlier = rectified_words.before_pairs(state, who.identifier)
    if earlier:
        parts += ["<h3>Premier procès-verbal, rectifié</h3>", _table(earlier)]
    left = following_words.earlier_pairs(state, who.identifier)
    if left:
        parts += ["<h3>Séances antérieures</h3>", _table(left)]
    parts += ["<h3>Blocs</h3>", _table(_blocks(state, who))]
    defence = _defence(state, who)
    if defence:
        parts += ["<h3>Thèse et soutenance</h3>", _table(defence)]
    told = [(capitalised(heading), text) for heading, text in who.remarks if text.strip()]
    if told:
        parts += ["<h3>Remarques du dossier</h3>", _table(told)]
    recused = state.recused.get(who.identifier)
    if recused:
        names = enumeration(member_name(state, each) for each in sorted(recused))
        parts += ["<h3>Déports</h3>", f"<p>{escape(names)}</p>"]
    works = _works(state)
    if works:
        parts += ["<h3>Évaluations, d’après la fiche</h3>", _table(works)]
    return "".join(parts)


def _works(state: SittingState) -> list[Pair]:
    """Return how each evaluation is made and judged, last: it is the same for everyone."""
    return [
        (f"{block.short_code}, {work.title}", work.terms)
        for block in state.rulebook.certification.blocks
        for work in block.assessments
        if work.terms
    ]


def _identity(state: SittingState, who: Candidate) -> list[Pair]:
    born = who.birth_date
    admitted = _admission(state, who)
    score = decimal(who.english_score) if who.english_score is not None else ""
    told = [
        ("Voie", f"{who.route} – {who.route.words}"),
        ("Entreprise", who.employer),
        (agree(who.gender, "Né", "Née", "Né·e"), f"en {born.year}" if born else ""),
        ("Parcours commencé", f"le {unbroken_day(who.path_start)}" if who.path_start else ""),
        ("Demande recevable", f"le {unbroken_day(who.admissible_on)}" if who.admissible_on else ""),
        ("Admission", admitted),
        ("Anglais", f"{who.english_test} {score}".strip()),
        ("Rapporteur", who.rapporteur),
        ("Accompagné par", who.companion),
    ]
    return [(heading, text) for heading, text in told if text]


def _admission(state: SittingState, who: Candidate) -> str:
    """Return the derogation with what the fiche asks of it, « VAPP, avec 10 ans… »."""
    admitted = who.derogation
    if admitted is None:
        return ""
    asked = [
        each.words
        for each in state.rulebook.prerequisites
        if each.derogation is not None and each.derogation.is_counted_by((admitted,))
    ]
    return (
        f"{admitted.words} – la fiche demande : {' ; ou '.join(asked)}" if asked else admitted.words
    )


def _blocks(state: SittingState, who: Candidate) -> list[Pair]:
    told = []
    for block in state.rulebook.certification.blocks:
        record = who.record(block.code)
        status = block_status(state, who.identifier, block.code)
        decision = state.ballot(who.identifier, block.code).decision
        words = candidate_words.behind_proposal(state, who, block.code)
        if record.state is BlockRecordState.ACQUIRED:
            when = f" le {short_day(record.acquired_on)}" if record.acquired_on else ""
            words = f"acquis{when}"
        elif decision is not None:
            words += f" – adopté : {state.rulebook.level(decision.level).label}"
        elif status is not None:
            words += f" – {status.value}"
        told.append((block.short_code, words))
    return told


def _defence(state: SittingState, who: Candidate) -> list[Pair]:
    thesis, told = who.thesis, []
    if thesis is not None:
        title = "confidentielle" if thesis.confidential else thesis.title
        told += [("Thèse", title), ("Directeur", thesis.director)]
        told.append(("Rapport", plural(thesis.pages, "page") if thesis.pages is not None else ""))
    sitting = state.defences.get(who.identifier) or Defence()
    for juror, capacity in sitting.jurors.items():
        marks = (
            f"{part} {decimal(given[juror])}" if juror in given else f"{part} attendu"
            for part, given in (("rapport", sitting.report), ("oral", sitting.oral))
        )
        told.append((f"{member_name(state, juror)} ({capacity.value})", ", ".join(marks)))
    asked = (kinds.THESIS_WORK, kinds.THESIS_SUBJECT) if told else ()
    for kind in (*asked, *((kinds.VAE_ASSESSMENT,) if who.route.is_experience else ())):
        setting = state.rulebook.rules.get(kind.key)
        told.append((kind.label, "" if setting is None else kinds.value_words(setting)))
    told.append(("À regarder", candidate_words.warnings(state, who)))
    return [(heading, text) for heading, text in told if text]


def _table(pairs: list[Pair]) -> str:
    rows = "".join(
        f"<tr><td style='padding:2px 18px 2px 0'><b>{escape(typeset(heading))}</b></td>"
        f"<td style='padding:2px 0'>{escape(typeset(text))}</td></tr>"
        for heading, text in pairs
    )
    return f"<table>{rows}</table>"
