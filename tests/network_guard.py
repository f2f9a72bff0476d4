"""Sees every socket opened and every name resolved in this process."""

import socket
import sys

uses: list[str] = []

_REFUSED = {int(socket.AF_INET): "AF_INET", int(socket.AF_INET6): "AF_INET6"}
_LOOK_UPS = ("socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr")


def watch() -> None:
    """Start watching; an audit hook also sees what replacing ``socket.socket`` would not."""
    sys.addaudithook(_note)


def _note(event: str, arguments: tuple[object, ...]) -> None:
    if event == "socket.__new__" and arguments[1] in _REFUSED:
        uses.append(f"socket {_REFUSED[arguments[1]]}")
    elif event in _LOOK_UPS:
        uses.append(f"{event} {arguments[0]!r}")
