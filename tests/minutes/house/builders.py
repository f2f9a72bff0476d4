"""Images as an establishment has them."""

from io import BytesIO

from PIL import Image

from jurydesk.deliberation.establishment import (
    Appeal,
    Establishment,
    OwnWords,
    Picture,
    Signatory,
)
from jurydesk.minutes.house.pictures import prepared
from tests.builders import at

DAY = at("09:00").date()


def a_file(image: Image.Image, kind: str = "PNG", **options: object) -> bytes:
    """The bytes of an image."""
    out = BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def a_logo() -> Picture:
    """A blue square on nothing, 200 by 100 pixels."""
    image = Image.new("RGBA", (200, 100), (0, 0, 0, 0))
    image.paste((31, 58, 95, 255), (0, 0, 100, 100))
    return prepared(a_file(image), "Logo de l’école", "le logo")


def a_house(*words: tuple[str, str], **changes: object) -> Establishment:
    """A school with everything set."""
    settings: dict[str, object] = {
        "name": "École des métiers",
        "address": ("10 avenue du Port", "31000 Toulouse"),
        "contact": ("05 61 00 00 00",),
        "place": "Toulouse",
        "logo": a_logo(),
        "stamp": a_logo(),
        "signatories": (
            Signatory(
                "Jeanne Martin",
                "directrice des études",
                "le directeur général",
                "n° 2024-12",
                DAY,
            ),
            Signatory("Paul Durand", "directeur général", papers=("certificats", "parchemins")),
        ),
        "words": tuple(OwnWords(*each) for each in words),
        "appeal": Appeal("Devant le tribunal de Toulouse.", "article 1", "Léa Roy", DAY),
    }
    return Establishment(**(settings | changes))
