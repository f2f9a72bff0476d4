"""The commands on rulebooks: which are at hand, and one made from the RNCP open data."""

from argparse import Namespace

from jurydesk.certification.catalogue import rulebooks_at_hand
from jurydesk.certification.open_data import rulebook_of_fiche
from jurydesk.certification.rulebook_file import parse_rulebook
from jurydesk.files import write_whole
from jurydesk.french.lists import enumeration
from jurydesk.french.numbers import counted


def listing(_arguments: Namespace) -> int:
    """Print one line a rulebook: code, title, expiry, values to confirm."""
    for rulebook in rulebooks_at_hand():
        expiry = f"échéance {rulebook.expiry:%d/%m/%Y}" if rulebook.expiry else "sans échéance"
        print(
            f"{rulebook.code}  {rulebook.title}  ({expiry} ; "
            f"valeurs à confirmer : {rulebook.to_confirm})"
        )
    return 0


def import_fiche(arguments: Namespace) -> int:
    """Write a rulebook drawn from the open data; its values to confirm are said."""
    text, doubts = rulebook_of_fiche(arguments.file, arguments.code)
    rulebook = parse_rulebook(text)
    write_whole(arguments.out, text.encode(), replace=arguments.replace)
    certification = rulebook.certification
    blocks = (
        "aucun bloc"
        if certification.is_whole
        else counted(len(certification.blocks), "bloc", "blocs")
    )
    after = enumeration(certification.successors)
    replaced = f" Cette fiche est remplacée par {after}." if after else ""
    waiting = sum(not setting.is_opposable for setting in rulebook.settings())
    print(
        f"{certification.code} – {certification.title} : {blocks}.{replaced} "
        f"Relisez {arguments.out.name} : {waiting} valeurs y sont à confirmer."
    )
    for doubt in doubts:
        print(f"À vérifier – {doubt}")
    return 0
