"""The spreadsheets of a secretariat: thirty candidates and the jury that sits on them."""

from pathlib import Path

import xlsxwriter

_HEADINGS = ("N° dossier", "Nom de naissance", "Prénoms", "Sexe", "Voie d'accès", "Entreprise")
_MORE = ("Début du parcours", "Rapporteur", "Remarques")
BLOCKS = tuple(f"BC0{number}" for number in range(1, 8))

# The blocs as the pedagogical service proposes them; « a » is acquired since last year.
_CLEAR = (
    ("01", "Abadie", "Clémence", "F", "FI"),
    ("02", "Amrani", "Yanis", "M", "FI"),
    ("03", "Barthélémy", "Maxence", "M", "FI"),
    ("04", "Belkacem", "Inès", "F", "FI"),
    ("05", "Castelnau", "Gaspard", "M", "FI"),
    ("06", "Chen", "Lin", "F", "FI"),
    ("07", "Delorme", "Apolline", "F", "FI"),
    ("08", "Diallo", "Mamadou", "M", "FI"),
    ("09", "Etcheverry", "Maialen", "F", "CA"),
    ("10", "Faure", "Titouan", "M", "CA"),
    ("11", "Garcia", "Léa", "F", "CA"),
    ("12", "Guillou", "Ewen", "M", "CA"),
    ("13", "Haddad", "Nour", "F", "CA"),
    ("14", "Lambert", "Rose-Marie", "F", "CQ"),
    ("15", "Martin", "Camille", "F", "CQ"),
    ("16", "Oliveira Santos", "Thiago", "M", "CQ"),
    ("17", "Perrin", "Augustin", "M", "FC"),
    ("18", "Rakotomalala", "Fanja", "F", "FC"),
    ("19", "Schmitt", "Jean-Baptiste", "M", "FC"),
    ("20", "Traoré", "Aïssata", "F", "FC"),
)
_TO_DISCUSS = (
    (("21", "Nguyên", "Thi Mai", "F", "FI"), "232222a", ""),
    (("22", "Aubert", "Paul", "M", "FI"), "223222a", ""),
    (("23", "Roussel", "Anaïs", "F", "FI"), "223222a", ""),
    (("24", "Saïdi", "Samira", "F", "FC"), "224222a", ""),
    (("25", "Vidal", "Élodie", "F", "FI"), "232222a", ""),
    (("26", "Weber", "Hugo", "M", "CA"), "213222a", ""),
    (("27", "Zimmer", "Jules", "M", "FI"), "3222222", ""),
    (("28", "Cazenave", "Philippe", "M", "VAE"), "222322a", "Hydrovia"),
    (("29", "Le Goff", "Solenn", "F", "VAE"), "222222a", "THALES"),
    (("30", "Yvon", "Basile", "M", "FC"), "4444444", ""),
)

_JURY = (
    "identifiant;nom;prénom;sexe;rôle;extérieur;enseignant-chercheur;employeur;acte de nomination",
    "M1;Aubert;Claire;F;president;non;oui;;2024-017",
    "M2;Bonnet;Denis;M;directeur;non;oui;;2024-017",
    "M3;Caron;Élise;F;enseignant;non;oui;;2024-017",
    "M4;Dumas;Farid;M;enseignant;non;oui;;2024-017",
    "M5;Étienne;Gaëlle;F;enseignant;non;non;;2024-017",
    "M6;Faure;Hugo;M;enseignant;non;non;;2024-017",
    "M7;Girard;Inès;F;employeur;oui;non;Thalès;2024-017",
    "M8;Henry;Jean;M;salarie;oui;non;Airbus;2024-017",
    "M9;Imbert;Karine;F;rapporteur;non;oui;;2024-017",
)


def write_cohort(path: Path) -> Path:
    """Write the thirty candidates as a secretariat does: a title first, levels as numbers."""
    people = [(who, "222222a", "") for who in _CLEAR] + list(_TO_DISCUSS)
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("Promotion")
        text = book.add_format({"num_format": "@"})
        headings = (*_HEADINGS, *_MORE, *BLOCKS, "BC07_date")
        sheet.merge_range(0, 0, 0, len(headings) - 1, "MS IA – promotion 2024")
        sheet.write_row(2, 0, headings)
        for row, (who, levels, company) in enumerate(people, start=3):
            started = "02/05/2023" if who[4] == "VAE" else "04/09/2023"
            rapporteur = "Karine Imbert" if who[4] == "VAE" else ""
            sheet.write_row(row, 0, (*who, company, started, rapporteur, ""), text)
            for column, level in enumerate(levels, start=len(_HEADINGS + _MORE)):
                sheet.write(row, column, "acquis" if level == "a" else int(level))
            if levels.endswith("a"):
                sheet.write(row, len(headings) - 1, "20/06/2023")
    return path


def write_jury(path: Path) -> Path:
    """Write the nine members as an old French spreadsheet program does."""
    path.write_bytes("\r\n".join((*_JURY, "")).encode("cp1252"))
    return path
