"""A composition as the screen tells it: one line of a table, then everything about it."""

from html import escape

from jurydesk.certification.vocabulary import Gender, Reading, Role
from jurydesk.compliance.compositions import Composition, Compositions
from jurydesk.compliance.member import JuryMember
from jurydesk.minutes.typography import agree_number, capitalised, enumeration, plural, typeset
from jurydesk.widgets import theme
from jurydesk.widgets.live_band import LOOKS
from jurydesk.widgets.record_table import Cell

HEADINGS = ("Entrent", "Sortent", "Extérieurs", "F / H", "À savoir")
WIDTHS = (200, 170, 96, 84, 150)


def composition_cells(composition: Composition, reading: Reading) -> tuple[Cell, ...]:
    """Return who enters and leaves, the deciding share, women and men, and what to know."""
    leaving = enumeration(member.full_name for member in composition.leaving)
    shares = dict.fromkeys(shares[reading] for shares in composition.shares.values())
    look, _, word = LOOKS[composition.balance.status]
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
    without = sum(not member.act for member in composition.entering)
    if without:
        parts.append(f"{without} sans acte")
    return enumeration(parts)


def composition_html(composition: Composition, reading: Reading) -> str:
    """Return the whole composition: who, the four readings, the balance, what remains to do."""
    parts = [_people("Entrent", composition.entering)]
    if composition.leaving:
        parts.append(_people("Sortent", composition.leaving))
    parts.append(_readings(composition, reading))
    parts.append(f"<p>{escape(typeset(composition.balance.message))}</p>")
    if composition.recusals:
        items = "".join(
            f"<li>{escape(typeset(f'{each.member.full_name}, pour {each.candidate.name} : '))}"
            f"{escape(typeset(each.why))}</li>"
            for each in composition.recusals
        )
        word = agree_number(len(composition.recusals), "Déport")
        parts.append(f"<p><b>{word} à enregistrer</b></p><ul>{items}</ul>")
    if composition.notes:
        items = "".join(f"<li>{escape(typeset(note))}</li>" for note in composition.notes)
        parts.append(f"<p><b>À faire ou à savoir</b></p><ul>{items}</ul>")
    return "".join(parts)


def _people(title: str, members: tuple[JuryMember, ...]) -> str:
    items = "".join(
        f"<li><b>{escape(member.full_name)}</b> – {escape(typeset(_described(member)))}</li>"
        for member in members
    )
    return f"<p><b>{title}</b></p><ul>{items}</ul>"


def _described(member: JuryMember) -> str:
    outside = {True: "extérieur", False: "interne", None: "origine inconnue"}[member.external]
    parts = [f"siège « {member.role.words} »", outside, member.quality, member.employer]
    return ", ".join(part for part in parts if part)


def _readings(composition: Composition, chosen: Reading) -> str:
    """Return a small table: one row a reading, one column a route; the deciding one is marked."""
    muted = theme.current().muted
    routes = tuple(composition.shares)
    head = "".join(f"<td align='right'>{route}</td>" for route in routes)
    rows = []
    for reading in Reading:
        shares = [composition.shares[route][reading] for route in routes]
        cells = "".join(
            f"<td align='right'>{'–' if share == '0/0' else escape(share)}</td>" for share in shares
        )
        words = capitalised(reading.words)
        name = f"<b>{words} ◆</b>" if reading is chosen else words
        rows.append(f"<tr><td>{name}</td>{cells}</tr>")
    return (
        f"<p><b>Membres extérieurs</b> <span style='color:{muted}'>"
        "(◆ lecture retenue pour la séance)</span></p>"
        f"<table cellpadding='3'><tr style='color:{muted}'><td></td>{head}</tr>"
        f"{''.join(rows)}</table>"
    )


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
