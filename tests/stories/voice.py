"""A synthesiser that keeps what it is told to speak: the Speech Dispatcher’s side of its protocol.

Orca is a real one; only the loudspeaker is missing. Each connection is answered by a thread, with
the few replies that Orca reads; anything else is « 200 OK ».
"""

import re
import socket
from html import unescape
from pathlib import Path
from threading import Condition, Thread
from time import monotonic

_ANSWERS = {
    "HISTORY GET CLIENT_ID": "245-1\r\n245 OK CLIENT ID SENT",
    "LIST OUTPUT_MODULES": "250-silent\r\n250 OK MODULE LIST SENT",
    "LIST SYNTHESIS_VOICES": "249-fr\tfr\tnone\r\n249 OK VOICE LIST SENT",
    "GET RATE": "251-0\r\n251 OK GET RETURNED",
    "GET PITCH": "251-0\r\n251 OK GET RETURNED",
    "GET VOLUME": "251-100\r\n251 OK GET RETURNED",
    "GET LANGUAGE": "251-fr\r\n251 OK GET RETURNED",
}
_TAGS = re.compile(r"<[^>]*>")


class Voice:
    """Listens on a socket of its own until it is closed; keeps every text in its order."""

    def __init__(self, path: Path) -> None:
        self.address = f"unix_socket:{path}"
        self._spoken: list[str] = []
        self._told = Condition()
        self._server = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self._server.bind(str(path))
        self._server.listen()
        Thread(target=self._welcome, daemon=True).start()

    def close(self) -> None:
        """Take no more connection."""
        self._server.close()

    def count(self) -> int:
        """Return how many texts were spoken so far."""
        with self._told:
            return len(self._spoken)

    def since(self, place: int) -> list[str]:
        """Return what was spoken after so many texts."""
        with self._told:
            return self._spoken[place:]

    def waits_for(self, words: str, place: int, seconds: float) -> bool:
        """Wait until these words are spoken after so many texts."""
        deadline = monotonic() + seconds
        with self._told:
            while not any(words in text for text in self._spoken[place:]):
                if not self._told.wait(deadline - monotonic()) and monotonic() >= deadline:
                    return False
        return True

    def _welcome(self) -> None:
        while True:
            try:
                one, _ = self._server.accept()
            except OSError:
                return
            Thread(target=self._answer, args=(one,), daemon=True).start()

    def _answer(self, one: socket.socket) -> None:
        """Read commands and texts, line by line, until the other side goes."""
        text: list[str] | None = None
        with one, one.makefile("rb") as lines:
            for raw in lines:
                line = raw.decode("utf-8").rstrip("\r\n")
                if text is not None and line != ".":
                    text.append(line.removeprefix(".") if line.startswith("..") else line)
                    continue
                if text is not None:
                    self._keep("\n".join(text))
                    text, reply = None, "225-1\r\n225 OK MESSAGE QUEUED"
                elif line == "SPEAK":
                    text, reply = [], "230 OK RECEIVING DATA"
                else:
                    if line.startswith(("KEY ", "CHAR ")):
                        self._keep(line)
                    reply = _ANSWERS.get(line, "200 OK")
                one.sendall(reply.encode() + b"\r\n")

    def _keep(self, text: str) -> None:
        words = " ".join(unescape(_TAGS.sub(" ", text)).split())
        with self._told:
            self._spoken.append(re.sub(r" ([.,])", r"\1", words))
            self._told.notify_all()
