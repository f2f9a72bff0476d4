"""The commands on paper: draft, seal, signatures, verification, exports."""

from argparse import Namespace
from pathlib import Path

from jurydesk.clock import now
from jurydesk.commands.console import print_json, tell
from jurydesk.commands.opening import key_for, open_session
from jurydesk.commands.signing_keys import establishment_key, signing_key
from jurydesk.deliberation.facts import SessionDescribed
from jurydesk.deliberation.state import SittingState
from jurydesk.errors import JuryDeskError, UnreadableFileError
from jurydesk.files import write_whole
from jurydesk.minutes.pages import page_code
from jurydesk.replacing import check_replaceable
from jurydesk.signature import certification_path, signing
from jurydesk.signature import trust as trusted
from jurydesk.signature import verdict as verdicts
from jurydesk.signature import verification as signature_verification
from jurydesk.storage import sealing
from jurydesk.storage import verification as storage_verification
from jurydesk.transmission import export

_SQLITE_START = b"SQLite format 3\x00"


def draft(arguments: Namespace) -> int:
    """Write the draft minutes, « PROJET » across each page."""
    with open_session(arguments, read_only=True) as session:
        check_replaceable(arguments.out, replace=arguments.replace)
        write_whole(arguments.out, sealing.draft_minutes(session), replace=arguments.replace)
    print(f"Projet de procès-verbal écrit : {arguments.out}")
    return 0


def seal_session(arguments: Namespace) -> int:
    """Seal the session and write the official minutes."""
    with open_session(arguments) as session:
        if arguments.place:
            session.record(SessionDescribed(now(), place=arguments.place))
        moment = now()
        warning = sealing.clock_warning(session.state, moment)
        key = None
        if arguments.seal_p12 is not None:
            key = establishment_key(arguments, moment)
        try:
            sealed = sealing.seal(
                session,
                arguments.out,
                at=moment,
                establishment_key=key,
                replace=arguments.replace,
            )
        except sealing.SealBlockedError as refusal:
            for blocker in refusal.blockers:
                print(f"À régler – {blocker.message}")
            more = len(refusal.blockers) - 1
            asked = f"réglez les {more + 1} points signalés ; " if more else ""
            raise JuryDeskError(
                f"La séance ne peut pas encore être scellée : {asked}{refusal.blockers[0].message}"
            ) from refusal
        if warning:
            tell(f"Avertissement : {warning}")
        for reserve in sealed.reserves:
            print(f"Réserve : {reserve}")
        print(
            f"Séance scellée : {session.state.minutes_number}. "
            f"Procès-verbal à signer : {arguments.out}"
        )
    return 0


def sign(arguments: Namespace) -> int:
    """Sign the minutes for one member, in place or to another file."""
    moment = now()
    state = _believed(arguments)
    with signing_key(arguments, moment) as key:
        for warning in certification_path.key_warnings(key, at=moment):
            tell(f"Avertissement : {warning}")
        fact = signing.sign_file(
            arguments.file,
            arguments.member,
            key,
            at=moment,
            out=arguments.out,
            session=state,
            delegation=arguments.delegation,
            accepts_name=arguments.accept_name,
            warn=lambda warning: tell(f"Avertissement : {warning}"),
        )
        remark = certification_path.key_remark(key)
    print(f"Signé par {fact.signer} : {arguments.out or arguments.file}")
    print(f"Empreinte SHA-256 du certificat : {fact.fingerprint}")
    if remark:
        print(f"Remarque : {remark}")
    return 0


def verify(arguments: Namespace) -> int:
    """Verify minutes or a session; 1 unless nothing at all is wrong and somebody vouches for it."""
    if _is_session(arguments.file):
        verdict = storage_verification.verify_session(
            arguments.file, key_for(arguments, arguments.file)
        )
    else:
        trust = trusted.load_trust(arguments.trust) if arguments.trust else None
        state, faults = _verified(arguments)
        verdict = signature_verification.verify_pdf(
            arguments.file, trust=trust, session=state, session_faults=faults, at=now()
        )
    if arguments.json:
        print_json(verdict.as_json())
    else:
        print(f"{verdict.file} : {verdict.finding.words}")
        for signature in verdict.signatures:
            print(f"  {signature.words}")
        for message in verdict.messages:
            print(f"  {message}")
        # What a page of a file that does not hold says of itself is worth nothing.
        holds = verdict.finding is not verdicts.Finding.INVALID
        codes = _page_codes(arguments.file) if holds else ()
        if codes:
            told_codes = ", ".join(f"page {page} {code}" for page, code in enumerate(codes, 1))
            print(f"  Empreintes des mots (T dans le code de la page) : {told_codes}.")
    return 0 if verdict.valid else 1


def _page_codes(path: Path) -> tuple[str, ...]:
    """Return the codes of the pages of minutes, nothing for a session."""
    return () if _is_session(path) else page_code.codes_of_file(path)


def export_session(arguments: Namespace) -> int:
    """Write an export and print its warnings."""
    with open_session(arguments, read_only=True) as session:
        warnings = export.export(
            session.state,
            export.ExportFormat(arguments.format),
            arguments.out,
            client=arguments.client,
            contract=arguments.contract,
            schema=arguments.schema,
            action=arguments.action,
            people=tuple(arguments.people),
            replace=arguments.replace,
        )
    for warning in warnings:
        print(f"Avertissement : {warning}")
    print(f"Export écrit : {arguments.out}")
    return 0


def _verified(arguments: Namespace) -> tuple[SittingState | None, tuple[str, ...]]:
    """Return the session given beside a PDF, verified itself, and why not to believe it."""
    if arguments.session is None:
        return None, ()
    return storage_verification.believed_session(
        arguments.session, key_for(arguments, arguments.session)
    )


def _believed(arguments: Namespace) -> SittingState | None:
    """Return the session given beside a PDF to sign; one that is not whole is refused."""
    state, faults = _verified(arguments)
    if faults:
        raise JuryDeskError(" ".join(faults))
    return state


def _is_session(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            start = file.read(len(_SQLITE_START))
    except OSError as error:
        raise UnreadableFileError(
            f"Le fichier « {path} » ne peut pas être lu : vérifiez son emplacement et vos droits."
        ) from error
    return start == _SQLITE_START or (path.suffix == ".jury" and not start.startswith(b"%PDF"))
