"""What the screen reader that listens understands; asked of the accessibility bus on Linux."""

from time import monotonic

from PySide6.QtDBus import QDBus, QDBusConnection, QDBusMessage

_WAIT = 200
_FRESH = 10.0
_SESSION = ("org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus", "GetAddress")
_REGISTRY = (
    "org.a11y.atspi.Registry",
    "/org/a11y/atspi/registry",
    "org.a11y.atspi.Registry",
    "GetRegisteredEvents",
)
_known: list[tuple[float, bool]] = []


def hears_announcements() -> bool:
    """Whether some reader asked for announcements, as Orca does since 45."""
    now = monotonic()
    if not _known or now - _known[0][0] > _FRESH:
        _known[:] = [(now, _asked())]
    return _known[0][1]


def _asked() -> bool:
    block = QDBus.CallMode.Block
    session = QDBusConnection.sessionBus()
    told = session.call(QDBusMessage.createMethodCall(*_SESSION), block, _WAIT).arguments()
    if not told:
        return False
    bus = QDBusConnection.connectToBus(str(told[0]), "jurydesk-accessibility")
    answer = bus.call(QDBusMessage.createMethodCall(*_REGISTRY), block, _WAIT)
    # PySide cannot take a list of structures apart; its text holds every event by name.
    return '"Object:Announcement:' in repr(answer)
