"""The commands on paper: draft, seal, signatures, verification, exports, other papers."""

import sys
from argparse import Namespace
from pathlib import Path

from jurydesk.clock import now
from jurydesk.commands.console import print_json
from jurydesk.commands.opening import key_for, open_session
from jurydesk.deliberation.facts import SessionDescribed
from jurydesk.deliberation.state import SittingState
from jurydesk.errors import JuryDeskError, UnreadableFileError, reason_of
from jurydesk.files import write_whole

_SQLITE_START = b"SQLite format 3\x00"


def draft(arguments: Namespace) -> int:
    """Write the draft minutes, « PROJET » across each page."""
    from jurydesk.storage.sealing import draft_minutes  # noqa: PLC0415

    with open_session(arguments, read_only=True) as session:
        write_whole(arguments.out, draft_minutes(session))
    print(f"Projet de procès-verbal écrit : {arguments.out}")
    return 0


def seal_session(arguments: Namespace) -> int:
    """Seal the session and write the official minutes."""
    from jurydesk.storage.sealing import SealBlockedError, seal  # noqa: PLC0415

    with open_session(arguments) as session:
        if arguments.place:
            session.record(SessionDescribed(now(), place=arguments.place))
        try:
            sealed = seal(session, arguments.out, at=now())
        except SealBlockedError as refusal:
            for blocker in refusal.blockers:
                print(f"À régler – {blocker.message}")
            more = len(refusal.blockers) - 1
            asked = f"réglez les {more + 1} points signalés ; " if more else ""
            raise JuryDeskError(
                f"La séance ne peut pas encore être scellée : {asked}{refusal.blockers[0].message}"
            ) from refusal
        for reserve in sealed.reserves:
            print(f"Réserve : {reserve}")
        print(
            f"Séance scellée : {session.state.minutes_number}. "
            f"Procès-verbal à signer : {arguments.out}"
        )
    return 0


def sign(arguments: Namespace) -> int:
    """Sign the minutes for one member, in place or to another file."""
    from jurydesk.signature.keys import load_key  # noqa: PLC0415
    from jurydesk.signature.signing import sign_file  # noqa: PLC0415

    moment = now()
    key = load_key(arguments.p12, _passphrase(arguments.passphrase_file), at=moment)
    state = _state_of(arguments)
    fact = sign_file(
        arguments.file, arguments.member, key, at=moment, out=arguments.out, session=state
    )
    print(f"Signé par {fact.signer} : {arguments.out or arguments.file}")
    print(f"Empreinte SHA-256 du certificat : {fact.fingerprint}")
    return 0


def verify(arguments: Namespace) -> int:
    """Verify minutes or a session; 1 when anything at all is wrong."""
    if _is_session(arguments.file):
        from jurydesk.storage.verification import verify_session  # noqa: PLC0415

        verdict = verify_session(arguments.file, key_for(arguments, arguments.file))
    else:
        from jurydesk.signature.trust import load_trust  # noqa: PLC0415
        from jurydesk.signature.verification import verify_pdf  # noqa: PLC0415

        trust = load_trust(arguments.trust) if arguments.trust else None
        state = _state_of(arguments)
        verdict = verify_pdf(arguments.file, trust=trust, session=state, at=now())
    if arguments.json:
        print_json(verdict.as_json())
    else:
        print(f"{verdict.file} : {'VALIDE' if verdict.valid else 'NON VALIDE'}")
        for message in verdict.messages:
            print(f"  {message}")
    return 0 if verdict.valid else 1


def export_session(arguments: Namespace) -> int:
    """Write an export and print its warnings."""
    from jurydesk.transmission.export import ExportFormat, export  # noqa: PLC0415

    with open_session(arguments, read_only=True) as session:
        warnings = export(
            session.state,
            ExportFormat(arguments.format),
            arguments.out,
            client=arguments.client,
            contract=arguments.contract,
            schema=arguments.schema,
        )
    for warning in warnings:
        print(f"Avertissement : {warning}")
    print(f"Export écrit : {arguments.out}")
    return 0


def documents(arguments: Namespace) -> int:
    """Write the other papers, one PDF a kind, and name those that do not apply."""
    from jurydesk.minutes.papers.documents import produce  # noqa: PLC0415

    with open_session(arguments, read_only=True) as session:
        written = produce(session.state, tuple(arguments.only))
    try:
        arguments.out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise JuryDeskError(
            f"Le dossier « {arguments.out} » ne peut pas être créé ({reason_of(error)}) : "
            "choisissez un autre emplacement."
        ) from error
    for paper in written:
        write_whole(arguments.out / paper.file_name, paper.content)
        print(f"{paper.title} : {arguments.out / paper.file_name}")
    return 0


def _state_of(arguments: Namespace) -> SittingState | None:
    """Return the state of the session given beside a PDF, if one was."""
    if arguments.session is None:
        return None
    with open_session(arguments, arguments.session, read_only=True) as session:
        return session.state


def _passphrase(path: Path | None) -> str:
    if path is not None:
        try:
            # Windows’ Notepad puts a mark before the first letter.
            return path.read_text(encoding="utf-8-sig").rstrip("\r\n")
        except (OSError, UnicodeDecodeError) as error:
            raise UnreadableFileError(
                f"Le fichier de phrase secrète « {path} » ne peut pas être lu : vérifiez son "
                "emplacement."
            ) from error
    if sys.stdin is not None and sys.stdin.isatty():
        from getpass import getpass  # noqa: PLC0415

        return getpass("Phrase secrète de la clé : ")
    return ""


def _is_session(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            start = file.read(len(_SQLITE_START))
    except OSError as error:
        raise UnreadableFileError(
            f"Le fichier « {path} » ne peut pas être lu : vérifiez son emplacement et vos droits."
        ) from error
    return start == _SQLITE_START or (path.suffix == ".jury" and not start.startswith(b"%PDF"))
