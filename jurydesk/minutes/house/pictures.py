"""Images an establishment chooses: made fit for paper, or refused in one sentence.

PNG and JPEG are read here; a drawing (SVG) is first painted by the window. What is kept is an
opaque PNG in grey or in red, green and blue: a transparent image prints on a white page, and what
an archive (PDF/A) makes of transparency is never asked.
"""

import warnings
from base64 import b64decode, b64encode
from io import BytesIO

from PIL import Image, ImageOps, UnidentifiedImageError

from jurydesk.deliberation.establishment import Picture
from jurydesk.errors import JuryDeskError

LEAST, MOST = 60, 8_000
"""The pixels that the longer side of an image may have, at least and at most."""

MOST_BYTES = 8 * 1024 * 1024
_KEPT_SIDE = 1_200
_MOST_KEPT = 1_200_000
_FORMATS = ("PNG", "JPEG")


class PictureError(JuryDeskError):
    """An image cannot be used; the sentence says which and what to do."""


def prepared(content: bytes, alternative: str, what: str) -> Picture:
    """Return an image ready for paper; ``what`` names it in sentences (« le logo »).

    Raises:
        PictureError: It is no PNG or JPEG, is damaged, too small, too large, or has no words.
    """
    if not alternative.strip():
        raise PictureError(
            f"Décrivez {what} en quelques mots : c’est ce qu’entend une personne qui ne le voit "
            "pas (« Logo de l’école »)."
        )
    return Picture(_opaque_png(content, what), " ".join(alternative.split()))


def _opaque_png(content: bytes, what: str) -> str:
    if len(content) > MOST_BYTES:
        raise PictureError(
            f"L’image choisie pour {what} pèse {len(content) // 1024**2} Mo : donnez-en une de "
            f"{MOST_BYTES // 1024**2} Mo au plus."
        )
    try:
        with warnings.catch_warnings():
            # What is large is refused below, in words.
            warnings.simplefilter("ignore")
            image = Image.open(BytesIO(content), formats=_FORMATS)
            _check_size(image, what)
            flat = _flattened(ImageOps.exif_transpose(image))
    except UnidentifiedImageError:
        raise PictureError(
            f"Le fichier choisi pour {what} n’est pas une image PNG ou JPEG : enregistrez-la dans "
            "l’un de ces formats (un dessin SVG se choisit dans la fenêtre de JuryDesk)."
        ) from None
    except (OSError, SyntaxError, ValueError, EOFError, Image.DecompressionBombError):
        raise PictureError(
            f"L’image choisie pour {what} est abîmée et ne peut pas être lue : enregistrez-la de "
            "nouveau, ou choisissez-en une autre."
        ) from None
    flat.thumbnail((_KEPT_SIDE, _KEPT_SIDE))
    out = BytesIO()
    flat.save(out, "PNG", optimize=True)
    if out.tell() > _MOST_KEPT:
        # A photograph: a smaller one says as much on a letterhead.
        flat.thumbnail((_KEPT_SIDE // 2, _KEPT_SIDE // 2))
        out = BytesIO()
        flat.save(out, "PNG", optimize=True)
    return b64encode(out.getvalue()).decode("ascii")


def _check_size(image: Image.Image, what: str) -> None:
    wide, high = image.size
    told = f"L’image choisie pour {what} a {wide} × {high} pixels"
    if max(wide, high) > MOST:
        raise PictureError(f"{told} : réduisez-la à {MOST} pixels de côté au plus.")
    if max(wide, high) < LEAST:
        raise PictureError(f"{told} : elle serait floue, donnez-en une de 300 pixels au moins.")
    if max(wide, high) > 12 * min(wide, high):
        raise PictureError(f"{told} : trop allongée pour tenir sur un papier, recadrez-la.")


def _flattened(image: Image.Image) -> Image.Image:
    """Return the image on white, in grey when it has no colour."""
    if image.mode in ("RGBA", "LA", "PA", "P") or "transparency" in image.info:
        above = image.convert("RGBA")
        white = Image.new("RGBA", above.size, (255, 255, 255, 255))
        image = Image.alpha_composite(white, above)
    grey = image.mode in ("1", "L", "I", "I;16")
    if image.mode in ("I", "I;16"):
        image = image.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    bare = Image.new("L" if grey else "RGB", image.size)
    # A copy of the pixels alone: no profile, no date and no comment of whoever made it.
    bare.paste(image.convert(bare.mode))
    return bare


def pixels(picture: Picture) -> tuple[int, int, str, bytes]:
    """Return width, height, colour space of a PDF, and the bytes of an image row by row.

    Raises:
        PictureError: What is kept is no image: the settings were written by another hand.
    """
    image: Image.Image
    try:
        image = Image.open(BytesIO(b64decode(picture.data, validate=True)), formats=("PNG",))
        _check_size(image, "les papiers")
        image.load()
    except PictureError:
        raise
    except (OSError, SyntaxError, ValueError, EOFError, Image.DecompressionBombError):
        raise PictureError(
            f"L’image « {picture.alternative} » des réglages de l’établissement ne peut pas être "
            "lue : choisissez-la de nouveau."
        ) from None
    image = image if image.mode in ("L", "RGB") else _flattened(image)
    space = "DeviceGray" if image.mode == "L" else "DeviceRGB"
    return image.width, image.height, space, image.tobytes()


def png(picture: Picture) -> bytes:
    """Return the file of an image, to show it on screen or save it."""
    return b64decode(picture.data)
