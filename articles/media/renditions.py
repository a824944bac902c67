"""Renditions: what pages show of a picture, made once by the worker and never changed.

Widths step by about half: a browser that has to take the next larger file loads little too much.
Nothing is enlarged; where a picture is narrower than a width, its own stands in.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Final

import PIL.Image
from PIL import ImageCms

from articles.media.crop import crop_box
from articles.models import Image
from articles.models.rendition import CROPS, Focus, Folder, Shape, file_name

NAME_LENGTH: Final = 20  # characters of base32: 100 bits of the files' hash
FOLDER: Final = "r"


@dataclass(frozen=True, slots=True)
class Recipe:
    """Files of one format and shape."""

    shape: Shape
    extension: str
    widths: tuple[int, ...]
    quality: int


# AVIF is what nine readers of ten get. The widest is for dense screens, on which a coarser file
# looks the same. WebP is for older browsers; JPEG for the oldest, for feeds and for networks,
# which ask for 1200 pixels.
RECIPES: Final = (
    Recipe(Shape.WHOLE, "avif", (480, 640, 960), 55),
    Recipe(Shape.WHOLE, "avif", (1600,), 45),
    Recipe(Shape.WHOLE, "webp", (640, 1280), 76),
    Recipe(Shape.WHOLE, "jpg", (1280,), 80),
    Recipe(Shape.WIDE, "avif", (320, 640, 1280), 50),
    Recipe(Shape.WIDE, "webp", (640,), 76),
    Recipe(Shape.WIDE, "jpg", (1200,), 80),
    Recipe(Shape.CARD, "avif", (240, 480, 960), 50),
    Recipe(Shape.CARD, "webp", (480,), 76),
    Recipe(Shape.CARD, "jpg", (1200,), 80),
    Recipe(Shape.SQUARE, "jpg", (1200,), 80),
)
WIDEST: Final = 1600
WIDEST_SQUARE: Final = 1200

_ENCODERS: Final = {"avif": "AVIF", "webp": "WEBP", "jpg": "JPEG"}
OPTIONS: Final[dict[str, dict[str, int | bool]]] = {
    # A step slower takes three times as long, and saves 2 to 7 % of a photograph.
    "avif": {"speed": 8},
    "webp": {"method": 4},
    "jpg": {"progressive": True, "optimize": True},
}

Files = dict[str, tuple[bytes, tuple[int, int]]]
"""Bytes and sizes by file name."""


def whole(image: Image) -> tuple[Folder, Files]:
    """Return the renditions of the whole picture, and how its row will hold them."""
    return _foldered(_files(_screen_picture(image), (Shape.WHOLE,), image.focus))


def crops(image: Image, focus: Focus) -> tuple[Folder, Files]:
    """Return its cuts around a focal point, likewise."""
    return _foldered(_files(_screen_picture(image), CROPS, focus))


def _files(picture: PIL.Image.Image, shapes: Sequence[Shape], focus: Focus) -> Files:
    files: Files = {}
    for shape in shapes:
        cut = picture
        if shape != Shape.WHOLE:
            cut = picture.crop(crop_box(picture.width, picture.height, shape.ratio, focus))
        for recipe in RECIPES:
            if recipe.shape == shape:
                for size in _sizes(cut, recipe.widths):
                    name = file_name(shape, size[0], recipe.extension)
                    if name not in files:
                        files[name] = (_encoded(cut, size, recipe), size)
    return files


def _sizes(cut: PIL.Image.Image, widths: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield the sizes in which it is shown; of widths too large only one, its own."""
    for width in widths:
        fitting = min(width, cut.width)
        yield fitting, max(1, round(cut.height * fitting / cut.width))
        if fitting < width:
            return


def _encoded(cut: PIL.Image.Image, size: tuple[int, int], recipe: Recipe) -> bytes:
    shown = cut.resize(size, PIL.Image.Resampling.LANCZOS)
    if recipe.extension == "jpg" and shown.mode == "RGBA":
        paper = PIL.Image.new("RGB", size, "white")
        paper.paste(shown, mask=shown)
        shown = paper
    out = BytesIO()
    shown.save(
        out, _ENCODERS[recipe.extension], quality=recipe.quality, **OPTIONS[recipe.extension]
    )
    return out.getvalue()


def _screen_picture(image: Image) -> PIL.Image.Image:
    """Return the stored picture in the colours of screens, no larger than the renditions need."""
    with image.file.open("rb") as file, PIL.Image.open(file) as opened:
        scale = max(WIDEST / opened.width, WIDEST_SQUARE / opened.height)
        profile = opened.info.get("icc_profile")
        if scale < 1:
            # A JPEG is decoded at a half, a quarter, an eighth: in a fraction of time and memory.
            opened.draft(None, (round(opened.width * scale), round(opened.height * scale)))
        picture = _plain(opened)
    scale = max(WIDEST / picture.width, WIDEST_SQUARE / picture.height)
    if scale < 1:
        size = max(1, round(picture.width * scale)), max(1, round(picture.height * scale))
        picture = picture.resize(size, PIL.Image.Resampling.LANCZOS, reducing_gap=2.0)
    return _in_srgb(picture, profile) if profile else picture


def _plain(opened: PIL.Image.Image) -> PIL.Image.Image:
    """Return it as RGB, with its transparency where it has one."""
    if opened.mode.startswith("I"):  # 16 bits, which converting would cut off, not scale
        return opened.point(lambda value: value / 256).convert("L").convert("RGB")
    clear = opened.mode in ("RGBA", "LA", "PA") or "transparency" in opened.info
    return opened.convert("RGBA" if clear else "RGB")


def _in_srgb(picture: PIL.Image.Image, profile: bytes) -> PIL.Image.Image:
    """Return it in the colours that every screen and network takes for granted.

    So the files need no profile, which would be larger than many a small one.
    """
    try:
        converted = ImageCms.profileToProfile(
            picture,
            ImageCms.ImageCmsProfile(BytesIO(profile)),
            ImageCms.createProfile("sRGB"),
            outputMode=picture.mode,
        )
    except (ImageCms.PyCMSError, OSError):
        return picture  # a broken profile, or one for greys: the picture was converted without it
    return converted or picture


def _foldered(files: Files) -> tuple[Folder, Files]:
    """Return the files under a folder named by the hash of all their bytes."""
    digest = hashlib.sha256()
    for name, (content, _size) in sorted(files.items()):
        digest.update(f"{name} {len(content)}\n".encode())
        digest.update(content)
    short = base64.b32encode(digest.digest()).decode().lower()[:NAME_LENGTH]
    folder = f"{FOLDER}/{short}"
    held = Folder(folder=folder, files={name: list(size) for name, (_, size) in files.items()})
    return held, {f"{folder}/{name}": each for name, each in files.items()}
