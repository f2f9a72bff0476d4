"""The commands on the other papers: printing them, and the register of certificates."""

from argparse import Namespace
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import replace
from typing import TYPE_CHECKING

from jurydesk.clock import now
from jurydesk.commands.console import print_json, tell
from jurydesk.commands.establishment import take
from jurydesk.commands.opening import open_session
from jurydesk.commands.signing_keys import establishment_key
from jurydesk.deliberation.facts import EnglishChosen, TitlesIssued
from jurydesk.deliberation.guards.paper_guards import check_english
from jurydesk.deliberation.state import SittingState
from jurydesk.errors import JuryDeskError, reason_of
from jurydesk.files import make_owned_folder, write_whole
from jurydesk.minutes.house import told
from jurydesk.minutes.papers import documents as paper_documents
from jurydesk.minutes.papers import folder
from jurydesk.minutes.papers import kinds as paper_kinds
from jurydesk.replacing import check_replaceable
from jurydesk.signature.titles import title_code
from jurydesk.transmission import mailing, titles_register, typed_tables

if TYPE_CHECKING:
    from jurydesk.minutes.papers.documents import Choice, Paper
    from jurydesk.storage.session_file import SessionFile


def documents(arguments: Namespace) -> int:
    """Write the other papers, one PDF a kind, and name those that do not apply."""
    kinds, choice = tuple(arguments.only), _choice(arguments)
    writes = arguments.source is not None or choice.issuing
    with ExitStack() as stack:
        session = stack.enter_context(open_session(arguments, read_only=not writes))
        folder.check_folder(arguments.out, session.state, replace=arguments.replace)
        if arguments.source is not None:
            take(session, arguments)
        state = _in_english(session.state, arguments.english)
        written = paper_documents.produce(state, kinds, choice=choice)
        left = paper_documents.not_printed(state, kinds, choice)
        doubts = told.reserves(session.state, (paper.kind for paper in written), choice.people)
        files = [(paper.title, paper.file_name, paper.content) for paper in written]
        if arguments.mailing:
            files += _mailing(session, written, choice)
        _write(arguments, files)
        if choice.issuing:
            _issue(session, written, choice)
    for why in left:
        print(f"Non écrit – {why}")
    for doubt in doubts:
        tell(f"Avertissement : {doubt}")
    _tell_without_codes(written, choice)
    return 0


def _in_english(state: SittingState, people: Sequence[str] | None) -> SittingState:
    """Return the state with the papers of these people in English too, everyone's for nobody."""
    if people is None:
        return state
    chosen = EnglishChosen(now(), not people, tuple(people))
    check_english(state, chosen)
    return replace(state, english=chosen)


def _choice(arguments: Namespace) -> "Choice":
    if arguments.issue and arguments.dated is None:
        raise JuryDeskError(
            "Le registre note quand un certificat est délivré : donnez ce jour avec --dated."
        )
    choice = paper_documents.Choice(
        tuple(arguments.people),
        arguments.each,
        arguments.duplicate,
        issuing=arguments.issue,
        dated=arguments.dated,
    )
    return choice if arguments.seal_p12 is None else _signing_titles(choice, arguments)


def _write(arguments: Namespace, files: Sequence[tuple[str, str, bytes]]) -> None:
    try:
        make_owned_folder(arguments.out)
    except OSError as error:
        raise JuryDeskError(
            f"Le dossier « {arguments.out} » ne peut pas être créé ({reason_of(error)}) : "
            "choisissez un autre emplacement."
        ) from error
    for _, name, _ in files:
        check_replaceable(arguments.out / name, replace=arguments.replace)
    for title, name, content in files:
        write_whole(arguments.out / name, content, replace=arguments.replace)
        print(f"{title} : {arguments.out / name}")


def _mailing(
    session: "SessionFile", written: Sequence["Paper"], choice: "Choice"
) -> list[tuple[str, str, bytes]]:
    files = mailing.mailing_files(session.state, written, choice.dated)
    return [("Table de publipostage", name, content) for name, content in files]


def _issue(session: "SessionFile", written: Sequence["Paper"], choice: "Choice") -> None:
    titles = tuple(title for paper in written for title in paper.titles)
    if titles and choice.dated is not None:
        session.record(TitlesIssued(now(), choice.dated, titles))
        again = sum(title.duplicate for title in titles)
        copies = f", dont {again} en duplicata" if again else ""
        print(f"Inscrits au registre des certificats : {len(titles)}{copies}.")


def _tell_without_codes(written: Sequence["Paper"], choice: "Choice") -> None:
    if choice.sign is None and any(paper.kind in paper_kinds.TITLES for paper in written):
        print(
            "Certificats sans code à vérifier : donnez la clé de l’établissement (--seal-p12) pour "
            "que chacun en porte un."
        )


def _signing_titles(choice: "Choice", arguments: Namespace) -> "Choice":
    """Return the choice with what signs the codes of certificates, the establishment's key."""
    moment = now()
    sign, issuers = title_code.signed_with(establishment_key(arguments, moment), moment)
    return replace(choice, sign=sign, issuers=issuers)


def register(arguments: Namespace) -> int:
    """Print the register of certificates delivered, or write it."""
    with open_session(arguments, read_only=True) as session:
        state = session.state
    if arguments.json:
        print_json(titles_register.told_rows(state))
        return 0
    table = titles_register.register_table(state)
    if arguments.out is not None:
        check_replaceable(arguments.out, replace=arguments.replace)
        content = typed_tables.table_file(table, arguments.out, state)
        write_whole(arguments.out, content, replace=arguments.replace)
        print(f"Registre écrit : {arguments.out}")
        return 0
    for row in table.rows:
        print(" · ".join(str(cell) for cell in row[1:] if cell))
    if not table.rows:
        print("Aucun certificat n’est encore inscrit au registre de cette séance.")
    return 0
