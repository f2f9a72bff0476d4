"""Images are made fit for paper, or refused in one sentence."""

from io import BytesIO

import pytest
from PIL import Image

from jurydesk.deliberation.establishment import Picture
from jurydesk.minutes.house.pictures import PictureError, pixels, png, prepared
from tests.minutes.house.builders import a_file, a_logo


def test_what_is_transparent_prints_white():
    wide, high, space, rows = pixels(a_logo())
    assert (wide, high, space, len(rows)) == (200, 100, "DeviceRGB", 200 * 100 * 3)
    assert rows[:3] == bytes((31, 58, 95))
    assert rows[-3:] == b"\xff\xff\xff"


@pytest.mark.parametrize(
    ("mode", "kind", "space"),
    [
        ("RGB", "PNG", "DeviceRGB"),
        ("RGB", "JPEG", "DeviceRGB"),
        ("CMYK", "JPEG", "DeviceRGB"),
        ("L", "PNG", "DeviceGray"),
        ("1", "PNG", "DeviceGray"),
        ("I;16", "PNG", "DeviceGray"),
        ("P", "PNG", "DeviceRGB"),
        ("LA", "PNG", "DeviceRGB"),
    ],
)
def test_any_usual_image_is_read(mode, kind, space):
    picture = prepared(a_file(Image.new(mode, (120, 80)), kind), "Logo", "le logo")
    assert pixels(picture)[:3] == (120, 80, space)


def test_sixteen_bits_keep_their_grey():
    image = Image.new("I;16", (100, 100), 0x8000)
    assert pixels(prepared(a_file(image), "Logo", "le logo"))[3][:1] == b"\x80"


def test_a_photograph_taken_sideways_is_set_upright():
    exif = Image.Exif()
    exif[0x0112] = 6
    photo = a_file(Image.new("RGB", (200, 100)), "JPEG", exif=exif)
    assert pixels(prepared(photo, "Photo", "le logo"))[:2] == (100, 200)


def test_a_large_image_is_made_smaller_and_loses_who_made_it():
    image = Image.new("RGB", (4000, 2000), "red")
    picture = prepared(a_file(image, dpi=(300, 300)), "  Logo  de l’école ", "le logo")
    assert pixels(picture)[:2] == (1200, 600)
    assert picture.alternative == "Logo de l’école"
    assert Image.open(BytesIO(png(picture))).info == {}


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "n’est pas une image PNG ou JPEG"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "SVG se choisit dans la fenêtre"),
        (a_file(Image.new("RGB", (90, 90)), "GIF"), "n’est pas une image PNG ou JPEG"),
        (a_file(Image.effect_noise((300, 300), 9))[:2000], "abîmée"),
        (a_file(Image.new("RGB", (40, 20))), "40 × 20 pixels"),
        (a_file(Image.new("1", (9000, 10))), "9000 × 10 pixels"),
        (a_file(Image.new("RGB", (1300, 100))), "trop allongée"),
        (bytes(9 * 1024 * 1024), "9 Mo"),
    ],
)
def test_what_cannot_be_used_is_told_in_a_sentence(content, told):
    with pytest.raises(PictureError, match=told):
        prepared(content, "Logo", "le logo")


def test_an_image_needs_words():
    with pytest.raises(PictureError, match="Décrivez le logo"):
        prepared(a_file(Image.new("RGB", (90, 90))), "  ", "le logo")


@pytest.mark.parametrize("data", ["", "pas du base64", "QUJD"])
def test_settings_written_by_another_hand_are_refused(data):
    with pytest.raises(PictureError, match="choisissez-la de nouveau"):
        pixels(Picture(data, "Logo"))
