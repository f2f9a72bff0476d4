"""The other papers of a jury, one PDF a kind: what can be printed, when, and by which day.

Leaves the words of each paper to :mod:`jurydesk.minutes.papers`, and writing files to callers.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from itertools import chain

from jurydesk.deliberation.civil_status import amended
from jurydesk.deliberation.facts import IssuedTitle
from jurydesk.deliberation.issued_titles import held_titles
from jurydesk.deliberation.state import SittingState
from jurydesk.deliberation.words.naming import candidate_name, member_name
from jurydesk.errors import JuryDeskError
from jurydesk.file_names import safe_file_name
from jurydesk.french.days import day, unbroken_day
from jurydesk.french.folding import fold
from jurydesk.french.lists import enumeration
from jurydesk.french.spaces import NBSP, clean
from jurydesk.minutes.content.session_section import establishment
from jurydesk.minutes.house.signing import house_of
from jurydesk.minutes.pages import page_frame
from jurydesk.minutes.papers import pages
from jurydesk.minutes.papers.folder import session_mark
from jurydesk.minutes.papers.kinds import KINDS, Kind, Part
from jurydesk.minutes.papers.leaf import Leaf, marked_duplicate, with_code, with_day
from jurydesk.minutes.papers.title_facts import TitleFacts, mark_of


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper printed: its kind, its title, the name of its file and its bytes.

    ``people`` are whose it is, each once; ``titles`` the certificates it holds.
    """

    kind: str
    title: str
    file_name: str
    content: bytes
    people: tuple[str, ...] = ()
    titles: tuple[IssuedTitle, ...] = ()


@dataclass(frozen=True, slots=True)
class Choice:
    """Which papers are wanted: ``people`` alone if any are named, a file ``each``, ``duplicates``.

    ``duplicates`` marks certificates as such: the holder has had the first; ``issuing`` those
    that a person holds by the register. ``dated`` is the day that letters and certificates are
    written, left to write by hand without. ``sign`` returns the text of the code of a
    certificate, signed by the establishment's key, and ``issuers`` are its certificates (DER), the
    key's own first.
    """

    people: tuple[str, ...] = ()
    each: bool = False
    duplicates: bool = False
    issuing: bool = False
    dated: date | None = None
    sign: Callable[[TitleFacts], str] | None = None
    issuers: tuple[bytes, ...] = ()


EVERYTHING = Choice()


def produce(
    state: SittingState,
    kinds: tuple[str, ...] = (),
    before_sheet: Callable[[], None] = lambda: None,
    choice: Choice = EVERYTHING,
) -> tuple[Paper, ...]:
    """Print the papers of these kinds, or every kind that applies when none is named.

    ``before_sheet`` is called before each sheet is composed; what it raises stops the printing.

    Raises:
        JuryDeskError: a kind is unknown, or named while it does not apply; a person is unknown.
    """
    _check_people(state, choice.people)
    if kinds:
        asked = tuple(dict.fromkeys(kind_named(word).key for word in kinds))
        chosen = tuple(kind for key in asked for kind in KINDS if kind.key == key)
        obstacles = tuple(text for kind in chosen if (text := kind.obstacle(state)))
        if obstacles:
            raise JuryDeskError(" ".join(obstacles))
    else:
        chosen = tuple(kind for kind in KINDS if not kind.obstacle(state))
    return tuple(paper for kind in chosen for paper in _papers(state, kind, before_sheet, choice))


def not_printed(
    state: SittingState, kinds: tuple[str, ...] = (), choice: Choice = EVERYTHING
) -> tuple[str, ...]:
    """Return what :func:`produce` leaves out of these kinds, or of all of them, and why."""
    asked = tuple(kind_named(word) for word in kinds) or KINDS
    told = []
    for kind in asked:
        why = kind.obstacle(state)
        if why:
            told.append(f"{kind.title}{NBSP}: {why}")
            continue
        having = {part.person for part in kind.sheets(state)}
        lacking = [person for person in choice.people if person not in having]
        if lacking:
            names = enumeration(_name(state, person) for person in lacking)
            told.append(f"{kind.title}{NBSP}: rien pour {names}.")
    return tuple(told)


def _check_people(state: SittingState, people: tuple[str, ...]) -> None:
    for person in people:
        if person not in state.candidates and person not in state.members:
            raise JuryDeskError(
                f"«{NBSP}{clean(person)}{NBSP}» n’est l’identifiant d’aucun candidat ni d’aucun "
                "membre de cette séance : reprenez-le tel qu’il est dans la promotion ou le jury."
            )


def _name(state: SittingState, person: str) -> str:
    if person in state.candidates:
        return candidate_name(state, person)
    return member_name(state, person)


def _papers(
    state: SittingState, kind: "Kind", before_sheet: Callable[[], None], choice: Choice
) -> Iterator[Paper]:
    """Print one kind: in one file, or in one a person."""
    if kind.states_decisions:
        state = amended(state)
    wanted = frozenset(choice.people)
    parts = (part for part in kind.sheets(state) if not wanted or part.person in wanted)
    if not choice.each:
        # Thousands of parts are made as their pages come.
        first = next(parts, None)
        if first is not None:
            yield _print(state, kind, chain((first,), parts), before_sheet, choice)
        return
    held = list(parts)
    if not all(part.person for part in held):
        yield _print(state, kind, held, before_sheet, choice)
        return
    owned: dict[str, list[Part]] = {}
    for part in held:
        owned.setdefault(part.person, []).append(part)
    for person, own in owned.items():
        name = safe_file_name(
            f"{kind.key} {state.minutes_number} {person} {_name(state, person)}.pdf"
        )
        yield replace(_print(state, kind, own, before_sheet, choice), file_name=name)


def count_leaves(state: SittingState, kinds: tuple[str, ...]) -> int:
    """Return how many sheets these kinds hold, without composing any."""
    return sum(1 for word in kinds for _ in kind_named(word).sheets(state))


def kind_named(word: str) -> Kind:
    """Return the kind a word names, accents and case aside.

    Raises:
        JuryDeskError: there is no such kind; the sentence lists them.
    """
    for kind in KINDS:
        if fold(kind.key) == fold(word):
            return kind
    known = ", ".join(kind.key for kind in KINDS)
    raise JuryDeskError(
        f"Le papier «{NBSP}{clean(word)}{NBSP}» n’existe pas{NBSP}: choisissez parmi {known}."
    )


def _print(
    state: SittingState,
    kind: Kind,
    parts: Iterable[Part],
    before_sheet: Callable[[], None],
    choice: Choice,
) -> Paper:
    certification = clean(state.rulebook.certification.code)
    footer = [
        kind.foot(state.rulebook.certification),
        f"{certification}, séance du {unbroken_day(state.session_date)}",
    ]
    if state.sealed is not None and kind.states_decisions:
        footer.append(f"Procès-verbal scellé, empreinte {state.sealed.head}")
    frame = page_frame.PageFrame(
        title=f"{kind.title}{NBSP}– {certification}, {day(state.session_date)}",
        author=establishment(state),
        subject=clean(state.rulebook.certification.title),
        keywords=session_mark(state),
        footer=tuple(footer),
        draft=kind.states_decisions and state.sealed is None,
        issuers=choice.issuers if kind.is_title else (),
    )

    held = held_titles(state) if choice.issuing and kind.is_title else frozenset()
    issued: list[IssuedTitle] = []
    people: dict[str, None] = {}

    def told(part: Part) -> Leaf:
        before_sheet()
        people[part.person] = None
        sheet = part.compose()
        if choice.dated is not None:
            sheet = with_day(sheet, choice.dated)
        if part.facts is None:
            return sheet
        again = choice.duplicates or (part.person, part.facts.code) in held
        code = choice.sign(part.facts._replace(duplicate=again)) if choice.sign else ""
        issued.append(IssuedTitle(part.person, part.facts.code, again, mark_of(code)))
        sheet = with_code(sheet, code) if code else sheet
        return marked_duplicate(sheet) if again else sheet

    sheets = (partial(told, part) for part in parts)
    content = pages.render(sheets, frame, house_of(state))
    whose = tuple(person for person in people if person)
    return Paper(kind.key, kind.title, kind.file_name, content, whose, tuple(issued))
