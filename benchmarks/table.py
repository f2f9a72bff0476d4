"""Prints what the benchmarks measured as one aligned table; leaves measuring to the others."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """One measure beside its floor, taken in the same run; the texts carry their units."""

    name: str
    measured: str
    floor: str
    ratio: str
    aim: str
    ok: bool

    @property
    def cells(self) -> tuple[str, ...]:
        """The row as it is printed."""
        verdict = "ok" if self.ok else "MISSED"
        return self.name, self.measured, self.floor, self.ratio, self.aim, verdict


_HEADINGS = ("measure", "measured", "floor", "ratio", "aim", "verdict")


def print_table(rows: list[Row]) -> None:
    """Print the rows under their headings, the first column to the left, the others right."""
    lines = [_HEADINGS, *(row.cells for row in rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(_HEADINGS))]
    for number, line in enumerate(lines):
        first, *others = (cell.rjust(width) for cell, width in zip(line, widths, strict=True))
        print("  ".join((first.strip().ljust(widths[0]), *others)).rstrip())
        if number == 0:
            print("  ".join("-" * width for width in widths))
