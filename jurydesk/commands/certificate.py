"""The command of whoever is shown a certificate: is it genuine, and what does it state?"""

from argparse import Namespace
from pathlib import Path

from jurydesk.commands.console import print_json, tell
from jurydesk.signature.titles.title_code import TitleVerdict, check_title, read_title
from jurydesk.signature.titles.title_pages import read_title_pages
from jurydesk.signature.trust import load_trust


def check(arguments: Namespace) -> int:
    """Check a file or the text of a code; 0 genuine, 1 not, 2 nothing that can be read."""
    trust = load_trust(arguments.trust)
    path = Path(arguments.certificate)
    if path.suffix.lower() == ".pdf" or _is_file(path):
        pages = read_title_pages(path)
        verdicts = [check_title(page.code, trust, page.others) for page in pages]
        faults = [page.fault(verdict) for page, verdict in zip(pages, verdicts, strict=True)]
        for page in pages:
            if page.translated:
                tell(f"Page {page.number + 1} : traduction, que personne n’atteste.")
    else:
        verdicts = [check_title(read_title(arguments.certificate), trust)]
        faults = [verdicts[0].fault]
    if arguments.json:
        print_json([_told(*each) for each in zip(verdicts, faults, strict=True)])
    else:
        for verdict, fault in zip(verdicts, faults, strict=True):
            _print(verdict, fault)
    return 1 if any(faults) else 0


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:
        # A long text is no name of file.
        return False


def _print(verdict: TitleVerdict, fault: str) -> None:
    print(f"NON AUTHENTIQUE : {fault}." if fault else "Authentique.")
    for label, text in verdict.code.facts.lines:
        print(f"  {label} : {text}")
    print(f"  Signé par : {verdict.signer}, le {verdict.code.issued_at:%d/%m/%Y}")
    if not fault:
        print("  Comparez ces mentions avec celles du certificat que vous tenez.")


def _told(verdict: TitleVerdict, fault: str) -> dict[str, object]:
    facts = verdict.code.facts
    return {
        "genuine": not fault,
        "fault": fault or None,
        "signer": verdict.signer,
        "issued_at": verdict.code.issued_at.isoformat(),
        **facts._asdict(),
        "decided_on": facts.decided_on.isoformat(),
    }
