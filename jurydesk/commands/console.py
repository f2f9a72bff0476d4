"""What the console can write: any encoding, a reader who leaves, a full disk.

Leaves the words to the commands.
"""

import codecs
import json
import os
import sys
import unicodedata
from typing import TextIO

# What French typography asks for and a console of another age does not have.
_PLAIN = {
    "’": "'",
    "–": "-",
    "—": "-",
    "…": "...",
    "œ": "oe",
    "Œ": "OE",
    "«": '"',
    "»": '"',
    "✓": "+",
    "✗": "x",
}
_HANDLER = "jurydesk.plain"


def prepare_streams() -> None:
    """Never fail on a sentence that the console's encoding cannot write: write it plainly."""
    codecs.register_error(_HANDLER, _plainly)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors=_HANDLER)


def tell(sentence: str) -> None:
    """Say one sentence on standard error, if there is one."""
    if sys.stderr is not None:
        sys.stderr.write(f"{sentence}\n")


def flush() -> None:
    """Write out what was printed; a full disk shows itself only then."""
    if sys.stdout is not None:
        sys.stdout.flush()


def print_json(content: object) -> None:
    """Print data as JSON; a console that is not UTF-8 gets the same data, letters escaped."""
    encoding = codecs.lookup(getattr(sys.stdout, "encoding", None) or "utf-8").name
    print(json.dumps(content, ensure_ascii=encoding != "utf-8", indent=2))


def drop_output() -> None:
    """Send what is still to be written nowhere, so that closing the program stays quiet."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (sys.stdout, sys.stderr):
        _redirect(stream, nowhere)
    os.close(nowhere)


def _redirect(stream: TextIO | None, to: int) -> None:
    if stream is None:
        return
    try:
        os.dup2(to, stream.fileno())
    except (OSError, ValueError):
        # A stream without a descriptor of its own has nothing left to fail on.
        return


def _plainly(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    refused = error.object[error.start : error.end]
    return "".join(_plain_letter(letter) for letter in refused), error.end


def _plain_letter(letter: str) -> str:
    if letter in _PLAIN:
        return _PLAIN[letter]
    if letter.isspace():
        return " "
    return unicodedata.normalize("NFKD", letter).encode("ascii", "ignore").decode() or "?"
