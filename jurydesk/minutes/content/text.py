"""The minutes as plain text, for people to review word by word; leaves pages to ``pdf``."""

from collections.abc import Iterable, Iterator

from jurydesk.minutes.content.model import (
    BlockCell,
    CandidateRow,
    ChangeRow,
    Decided,
    FiguresAnnex,
    FindingRow,
    MemberRow,
    Minutes,
    Pair,
    Rectification,
    RuleRow,
    SignaturePlace,
)


def to_text(minutes: Minutes) -> str:
    """Return everything the minutes say, one thing a line, under the headings of the pages."""
    return "\n".join(_lines(minutes)) + "\n"


def _lines(minutes: Minutes) -> Iterator[str]:
    yield from (minutes.establishment, minutes.title, minutes.certification, minutes.subtitle)
    yield from (minutes.footer, minutes.date_words, minutes.draft_note)
    yield from _section("Chiffres", (f"{each.value} {each.label}" for each in minutes.figures))
    if minutes.rectification is not None:
        yield from _section("Rectification", _rectification(minutes.rectification))
    yield from _section("Séance", [*minutes.preamble, *_pairs(minutes.session)])
    yield from _section("Déroulement", _pairs(minutes.chronology))
    yield from _section(
        "Actes de nomination",
        (
            _joined(f"n° {act.number}", act.signed_on, act.signatory, act.delegation, act.members)
            for act in minutes.acts
        ),
    )
    yield from _section("Membres du jury", map(_member, minutes.members))
    yield from _section("Contrôles", [minutes.findings_note, *map(_finding, minutes.findings)])
    yield from _section(
        "Passer outre",
        (
            _joined(row.moment, row.finding, row.scope, row.author, row.reason)
            for row in minutes.overrides
        ),
    )
    yield from _section(
        "Déports", (_joined(row.candidate, row.members) for row in minutes.recusals)
    )
    yield from _section("Décisions", _decisions(minutes))
    yield from _section("Résultats", _results(minutes))
    yield from _section("Soutenances", _defences(minutes))
    yield from _section("Motifs et précisions", _details(minutes))
    yield from _section("Incidents", _pairs(minutes.incidents))
    yield from _section("Corrections", [*_pairs(minutes.corrections), minutes.input_corrections])
    yield from _section("Règles appliquées", [minutes.rules_note, *map(_rule, minutes.rules)])
    for group in minutes.legend:
        yield from _section(f"Légende : {group.title}", _pairs(group.entries))
    yield from _section("Clôture et signatures", [*minutes.closing, *_places(minutes.signatures)])
    yield from ("", f"Empreinte : {minutes.digest} ({minutes.entries} inscriptions)")

    if minutes.figures_annex is not None:
        yield from _section(minutes.figures_annex.title, _figures(minutes.figures_annex))


def _section(title: str, lines: Iterable[str]) -> Iterator[str]:
    body = [line for line in lines if line]
    if body:
        yield from ("", f"## {title}", *body)


def _joined(*parts: str) -> str:
    return " | ".join(part for part in parts if part)


def _pairs(pairs: Iterable[Pair]) -> Iterator[str]:
    return (f"{pair.label} : {pair.text}" for pair in pairs)


def _rectification(part: Rectification) -> Iterator[str]:
    yield from part.statement
    yield from _pairs(part.cited)
    yield f"Motif : {part.reason}"
    yield part.alert
    yield from map(_change, part.rows)


def _change(row: ChangeRow) -> str:
    who = f"{row.name} ({row.identifier})"
    return _joined(who, row.subject, f"{_decided(row.before)} → {_decided(row.after)}", row.effect)


def _decided(said: Decided) -> str:
    return ", ".join(part for part in (said.words, said.level) if part)


def _member(row: MemberRow) -> str:
    return _joined(
        *(row.identifier, row.name, row.quality, row.employer, row.seat, row.standing, row.voice),
        *row.presence,
    )


def _finding(row: FindingRow) -> str:
    head = _joined(row.title, row.scope, row.result, row.value, row.threshold)
    return "\n".join([head, *(f"    {line}" for line in (row.statement, *row.remarks, row.source))])


def _decisions(minutes: Minutes) -> Iterator[str]:
    yield minutes.tally_note
    for row in minutes.candidates:
        yield _candidate(row)
        for column, cell in zip(minutes.columns, row.cells, strict=True):
            yield f"    {column.short_code} : {_cell(cell)}"


def _candidate(row: CandidateRow) -> str:
    return _joined(row.identifier, row.name, row.birth_name, row.route_words, row.outcome_words)


def _cell(cell: BlockCell) -> str:
    return _joined(cell.words, cell.level, cell.tally, *cell.notes)


def _results(minutes: Minutes) -> Iterator[str]:
    yield from _pairs(minutes.counts)
    for each in minutes.lists:
        yield f"{each.title} : {', '.join(each.names)}"


def _defences(minutes: Minutes) -> Iterator[str]:
    for row in minutes.defences:
        marks = ""
        if row.mark:
            marks = f"rapport {row.report}, oral {row.oral}, note {row.mark}, niveau {row.level}"
        yield _joined(row.candidate, row.title, row.jurors, marks)


def _details(minutes: Minutes) -> Iterator[str]:
    for detail in minutes.details:
        yield f"{detail.name} ({detail.identifier})"
        yield from (f"    {line}" for line in _pairs(detail.lines))


def _rule(row: RuleRow) -> str:
    return _joined(row.label, row.value, row.source, row.adoption)


def _places(places: Iterable[SignaturePlace]) -> Iterator[str]:
    for place in places:
        yield f"[ ] {_joined(place.name, place.capacity, place.presence, place.note)}"


def _figures(annex: FiguresAnnex) -> Iterator[str]:
    yield annex.note
    for chart in annex.charts:
        yield from (chart.title, chart.note, _joined(*chart.headings))
        yield from (_joined(*row) for row in chart.rows)
        yield from chart.remarks
