"""The main job on the sample: a sitting held, sealed, signed by all who sat, and verified."""

import os
import platform
from argparse import Namespace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from jurydesk.bundle import resource
from jurydesk.certification.catalogue import find_rulebook
from jurydesk.certification.rulebook_file import load_rulebook
from jurydesk.clock import now
from jurydesk.cohort.cohort_file import read_cohort
from jurydesk.compliance.jury_file import read_jury
from jurydesk.compliance.member import NominationAct
from jurydesk.deliberation.decisions import tally_counts
from jurydesk.deliberation.facts import (
    NominationDescribed,
    SessionDescribed,
    SigningDeclared,
    SigningWay,
)
from jurydesk.errors import JuryDeskError, reason_of
from jurydesk.files import make_owned_folder, write_whole
from jurydesk.signature import demonstration, signing, trust
from jurydesk.signature import verification as signature_verification
from jurydesk.signature.expected import expected_signatures
from jurydesk.storage import sealing
from jurydesk.storage import verification as storage_verification
from jurydesk.storage.preparation import SessionPlan, opening_facts
from jurydesk.storage.session_file import SessionFile
from jurydesk.storage.sheet_recording import enter_sheet
from jurydesk.widgets.window import launch

if TYPE_CHECKING:
    from jurydesk.signature.keys import SigningKey

_DAY = date(2024, 4, 19)
_PLACE = "Toulouse, salle des conseils"
_ACT = NominationAct(
    number="2024-017",
    signed_on=date(2024, 2, 12),
    signatory="la directrice générale",
    delegation="compétence propre",
)


def demo(arguments: Namespace) -> int:
    """Make the session, its signed minutes and the keys in a folder; tell each step."""
    folder: Path = arguments.out
    session_path, minutes_path = folder / "demo.jury", folder / "pv.pdf"
    for path in (session_path, minutes_path):
        if path.exists():
            raise JuryDeskError(
                f"« {path} » existe déjà et ne sera pas remplacé : donnez un autre dossier avec "
                "--out, ou déplacez l’ancien."
            )
    try:
        make_owned_folder(folder / "cles")
    except OSError as error:
        raise JuryDeskError(
            f"Le dossier « {folder} » ne peut pas être créé ({reason_of(error)}) : donnez-en un "
            "autre avec --out."
        ) from error
    moment = now()
    with prepare(session_path, moment) as session:
        hold(session)
        sign_all(session, minutes_path, folder, moment)
    valid = _verify(minutes_path, session_path, folder / "ca.pem")
    if valid and not arguments.no_window and _has_display():
        return launch.run(session_path)
    return 0 if valid else 1


def prepare(path: Path, moment: datetime) -> SessionFile:
    """Create the sample session: 28 candidates over five routes, a jury of nine."""
    rulebook_path = find_rulebook("RNCP35609")
    rulebook = load_rulebook(rulebook_path)
    cohort = read_cohort(resource("samples", "promotion_2024.csv"), rulebook)
    jury = read_jury(resource("samples", "jury_2024.csv"), rulebook)
    facts = opening_facts(SessionPlan(rulebook_path, _DAY, _PLACE), cohort, jury, moment)
    session = SessionFile.create(path, facts)
    session.record(NominationDescribed(moment, _ACT))
    session.record(SessionDescribed(moment, cohort_name="2024", remote_means="visioconférence"))
    state = session.state
    print(
        f"Séance préparée : {path} – {len(state.candidates)} candidats, "
        f"{len(state.members)} membres."
    )
    return session


def hold(session: SessionFile) -> None:
    """Replay the sample sitting, from the first arrival to the closing."""
    entry = enter_sheet(session, resource("samples", "bordereau_2024-04-19.csv"))
    if entry.problems:
        raise JuryDeskError(
            "Le bordereau d’exemple est refusé, réinstallez JuryDesk : " + entry.problems[0]
        )
    counts = tally_counts(session.state)
    print(
        f"Séance tenue : {entry.acts} actes – {counts.certified} certifiés, "
        f"{counts.partial} validations partielles, {counts.adjourned} ajournés, "
        f"{counts.refused} refusés, {counts.pending} en attente."
    )


def sign_all(session: SessionFile, minutes: Path, folder: Path, moment: datetime) -> None:
    """Make throwaway keys, seal, and have everyone who sat sign, the president last."""
    authority = demonstration.create_authority(at=moment)
    write_whole(folder / "ca.pem", authority.pem)
    keys: dict[str, SigningKey] = {}
    for expected in expected_signatures(session.state):
        key = keys[expected.member] = authority.issue(expected.name, at=moment)
        write_whole(folder / "cles" / f"{expected.member}.p12", demonstration.as_p12(key, ""))
        session.record(
            SigningDeclared(
                moment, expected.member, SigningWay.ELECTRONIC, key.fingerprint, key.subject
            )
        )
    sealing.seal(session, minutes, at=moment)
    print(f"Séance scellée : {session.state.minutes_number}, empreinte {session.head[:16]}…")
    ordered = sorted(expected_signatures(session.state), key=lambda each: each.chair)
    for expected in ordered:
        session.record(signing.sign_file(minutes, expected.member, keys[expected.member], at=now()))
    print(f"Procès-verbal signé par {len(ordered)} personnes : {minutes}")
    print("Les clés de démonstration ne prouvent l’identité de personne.")


def _verify(minutes: Path, session_path: Path, root: Path) -> bool:
    state, faults = storage_verification.believed_session(session_path)
    verdict = signature_verification.verify_pdf(
        minutes, trust=trust.load_trust(root), session=state, session_faults=faults, at=now()
    )
    print(f"Vérification : {'valide' if verdict.valid else verdict.finding.words}")
    for message in verdict.messages:
        print(f"  {message}")
    return verdict.valid


def _has_display() -> bool:
    if platform.system() == "Linux":
        return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
    return True
