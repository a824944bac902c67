"""Real files, made on the spot: what editors and attackers upload."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO
from typing import Any

import PIL.Image
from PIL import ImageCms, TiffImagePlugin

ORIENTATION = 0x0112  # EXIF 2.3, table 4
GPS = 0x8825


def pixels(size: tuple[int, int] = (40, 30), mode: str = "RGB") -> PIL.Image.Image:
    """A picture whose corners differ, so that turning it shows."""
    image = PIL.Image.new("RGB", size, "navy")
    image.paste("orange", (0, 0, size[0] // 2, size[1] // 2))
    return image.convert(mode)


def encoded(image: PIL.Image.Image | None = None, kind: str = "JPEG", **options: Any) -> bytes:
    """The bytes of a file."""
    out = BytesIO()
    (image or pixels()).save(out, kind, **options)
    return out.getvalue()


def decoded(data: bytes) -> PIL.Image.Image:
    """The picture in stored bytes, read to its end."""
    image = PIL.Image.open(BytesIO(data))
    image.load()
    return image


def telling_exif(orientation: int = 1) -> PIL.Image.Exif:
    """EXIF with an orientation and the place where the picture was taken."""
    exif = PIL.Image.Exif()
    exif[ORIENTATION] = orientation
    exif[0x010F] = "Secret Camera"
    degrees = TiffImagePlugin.IFDRational
    exif.get_ifd(GPS).update({1: "N", 2: (degrees(39), degrees(54), degrees(26))})
    return exif


def srgb() -> bytes:
    """A colour profile."""
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def png_that_claims(width: int, height: int) -> bytes:
    """A few bytes whose header speaks of a huge picture."""
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"".join(
        [
            b"\x89PNG\r\n\x1a\n",
            _chunk(b"IHDR", header),
            _chunk(b"IDAT", zlib.compress(bytes(1000))),
            _chunk(b"IEND", b""),
        ]
    )


def webp_that_claims(width: int, height: int) -> bytes:
    """The same for WebP without loss."""
    data = b"\x2f" + struct.pack("<I", (width - 1) | (height - 1) << 14) + bytes(29)
    chunk = b"VP8L" + struct.pack("<I", len(data)) + data
    return b"RIFF" + struct.pack("<I", 4 + len(chunk)) + b"WEBP" + chunk


def jpeg_of_many_scans(count: int) -> bytes:
    """A JPEG whose last pass over all pixels is written again and again."""
    whole = encoded(pixels((64, 64)), progressive=True)
    last = whole.rindex(b"\xff\xda")
    return whole[:last] + whole[last:-2] * count + whole[-2:]


def _chunk(kind: bytes, data: bytes) -> bytes:
    crc = struct.pack(">I", zlib.crc32(kind + data))
    return struct.pack(">I", len(data)) + kind + data + crc
