"""A captured page on the disk: its bytes, with a limit, and the number in its name."""

from __future__ import annotations

import re
import stat
from pathlib import Path

from django.utils.translation import gettext as _

from articles.exchange.decoding import MAX_BYTES, too_large
from articles.exchange.refusal import PageRefused

_NUMBERED = re.compile(r"([1-9][0-9]{0,8})\.(?:html?|txt)", re.IGNORECASE)


def read_bytes(path: Path) -> bytes:
    """Return what the file holds; never reads more than MAX_BYTES.

    Raises PageRefused for a folder, a device or pipe (they may never end), a missing file, one
    without permission and one that is too large.
    """
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise PageRefused(_("this is a folder: name the files in it"))
        if not stat.S_ISREG(status.st_mode):
            raise PageRefused(_("this is not a regular file"))
        if status.st_size > MAX_BYTES:
            raise too_large()
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except PageRefused:
        raise
    except FileNotFoundError:
        raise PageRefused(_("there is no such file")) from None
    except PermissionError:
        raise PageRefused(_("no permission to read this file")) from None
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        raise PageRefused(_("the file cannot be read: %(error)s") % {"error": error}) from None


def number_in_name(path: Path) -> int | None:
    """Return 276749 for a file called `276749.html`, None for any other name."""
    match = _NUMBERED.fullmatch(path.name)
    return int(match[1]) if match else None
