"""A composition as the screen tells it: one line of a table, then everything about it."""

from collections.abc import Iterable
from html import escape

from jurydesk.certification.vocabulary import Gender, Reading, Role
from jurydesk.compliance.advice.compositions import Composition, Compositions
from jurydesk.compliance.member import JuryMember
from jurydesk.deliberation.looks import look_of
from jurydesk.french.lists import enumeration
from jurydesk.french.numbers import agree_number, plural
from jurydesk.french.spaces import capitalised, typeset
from jurydesk.widgets.parts import theme
from jurydesk.widgets.parts.record_table import Cell

HEADINGS = ("Entrent", "Sortent", "Extérieurs", "F / H", "À savoir")
WIDTHS = (200, 170, 96, 84, 150)


def composition_cells(composition: Composition, reading: Reading) -> tuple[Cell, ...]:
    """Return who enters and leaves, the deciding share, women and men, and what to know."""
    leaving = enumeration(member.full_name for member in composition.leaving)
    shares = dict.fromkeys(shares[reading] for shares in composition.shares.values())
    found = look_of(composition.balance.status)
    look, word = found.tone, capitalised(found.word)
    told = _to_know(composition)
    return (
        Cell(enumeration(member.full_name for member in composition.entering), bold=True),
        Cell(leaving or "personne", "" if leaving else "muted"),
        Cell(enumeration(shares), "good", "Seuil atteint sur toutes les voies", shape=True),
        Cell(
            _women_and_men(composition),
            look,
            typeset(f"{word}. {composition.balance.message}"),
            shape=True,
        ),
        Cell(told or "–", "warn" if composition.recusals else "muted", typeset(told)),
    )


def _women_and_men(composition: Composition) -> str:
    genders = [m.gender for m in composition.members if _is_counted(m)]
    women, men = genders.count(Gender.WOMAN), genders.count(Gender.MAN)
    unknown = genders.count(None)
    return f"{women} / {men}" + (f" + {unknown} ?" if unknown else "")


def _is_counted(member: JuryMember) -> bool:
    return member.role is not Role.RAPPORTEUR and not member.substitute_for


def _to_know(composition: Composition) -> str:
    parts = []
    if composition.recusals:
        parts.append(plural(len(composition.recusals), "déport"))
    if not all(member.act for member in composition.entering):
        parts.append("acte à prendre")
    return enumeration(parts)


def composition_html(composition: Composition, reading: Reading) -> str:
    """Return the whole composition: who and what remains to do, beside what is counted then."""
    people = [_people("Entrent", composition.entering)]
    if composition.recusals:
        word = agree_number(len(composition.recusals), "Déport")
        told = (
            f"{each.member.full_name}, pour {each.candidate.name} : {each.why}."
            for each in composition.recusals
        )
        people.append(_lines(f"{word} à enregistrer", told))
    if composition.leaving:
        names = enumeration(member.full_name for member in composition.leaving)
        people.append(_lines("Sortent", (names,)))
    if composition.notes:
        people.append(_lines("À faire ou à savoir", composition.notes))
    counts = _readings(composition, reading) + _lines("", (composition.balance.message,))
    return (
        "<table width='100%' cellspacing='0'><tr>"
        f"<td width='52%' style='padding-right:16px'>{''.join(people)}</td>"
        f"<td width='48%'>{counts}</td></tr></table>"
    )


def _lines(title: str, lines: Iterable[str]) -> str:
    """Return a small heading and a line each, close together."""
    head = f"<p style='margin:6px 0 2px 0'><b>{title}</b></p>" if title else ""
    return head + "".join(
        f"<p style='margin:2px 0 4px 0'>{escape(typeset(line))}</p>" for line in lines
    )


def _people(title: str, members: tuple[JuryMember, ...]) -> str:
    muted = theme.current().muted
    lines = "".join(
        f"<p style='margin:2px 0 4px 0'>{escape(member.full_name)}<br>"
        f"<span style='color:{muted}'>{escape(typeset(_described(member)))}</span></p>"
        for member in members
    )
    return f"<p style='margin:6px 0 2px 0'><b>{title}</b></p>{lines}"


def _described(member: JuryMember) -> str:
    outside = {True: "extérieur", False: "interne", None: "origine inconnue"}[member.external]
    parts = [f"siège « {member.role.words} »", outside, member.quality, member.employer]
    return ", ".join(part for part in parts if part)


def _readings(composition: Composition, chosen: Reading) -> str:
    """Return a small table: one row a reading, one column for the routes that count alike."""
    muted = theme.current().muted
    columns: dict[tuple[str, ...], list[str]] = {}
    for route, shares in composition.shares.items():
        counts = tuple("–" if shares[each] == "0/0" else shares[each] for each in Reading)
        columns.setdefault(counts, []).append(route)
    head = "".join(f"<td align='right'>{', '.join(routes)}</td>" for routes in columns.values())
    rows = []
    for place, reading in enumerate(Reading):
        mark = ("<b>", " ◆</b>") if reading is chosen else ("", "")
        cells = "".join(
            f"<td align='right'>{mark[0]}{escape(counts[place])}{mark[0] and '</b>'}</td>"
            for counts in columns
        )
        rows.append(f"<tr><td>{mark[0]}{_SHORT[reading]}{mark[1]}</td>{cells}</tr>")
    return (
        "<p style='margin:6px 0 2px 0'><b>Membres extérieurs</b></p>"
        f"<table cellpadding='3'><tr style='color:{muted}'><td>◆ lecture retenue</td>{head}</tr>"
        f"{''.join(rows)}</table>"
    )


_SHORT = {
    Reading.SEATS: "Personnes nommées",
    Reading.STATUTORY: "Membres statutaires",
    Reading.VOTING: "Voix délibératives",
    Reading.PRESENT: "Personnes présentes",
}


def search_words(search: Compositions) -> tuple[str, str]:
    """Return how the search went in a sentence, and its state."""
    number = len(search.found)
    cut = " La recherche s’est arrêtée avant d’avoir tout essayé." if search.is_cut else ""
    if search.is_needless:
        return "Le jury nommé convient déjà : aucun changement n’est nécessaire.", "good"
    if not number:
        return typeset(f"Aucune composition de ce vivier ne convient en 4 changements.{cut}"), "bad"
    if search.has_more:
        text = f"Les {number} meilleures compositions ; d’autres conviennent aussi."
    elif number == 1:
        text = f"Une seule composition convient.{cut}"
    else:
        text = f"{number} compositions conviennent, la meilleure d’abord.{cut}"
    return typeset(text), "good"
