"""Templates without their layout: a fifth of a page that phones need not fetch."""

import re
from typing import Final

from django.template.base import Origin
from django.template.loaders.filesystem import Loader as FilesystemLoader

_INDENTATION: Final = re.compile(r"\s*\n\s*")
_END_OF_TAG: Final = re.compile(r"\n(/?>)")
# Tags that write nothing leave no empty line. Before each of them stands a line's end already, so
# that what they part stays apart.
_SILENT: Final = r"\{% (?:load|extends|block|if|elif|else|endif|for|empty|endfor|with|endwith)\b"
_LINE_OF_TAGS: Final = re.compile(rf"^((?:{_SILENT}[^%\n]*%\}}|\{{#[^#\n]*#\}})+)\n", re.MULTILINE)
_SPACES_COUNT: Final = re.compile(r"<(?:pre|textarea)\b")


class Loader(FilesystemLoader):
    """Loads templates with every line beginning at its first letter, and none left empty by tags.

    It works on the template, never on what is put into it: an article's words stay as they are.
    """

    def get_contents(self, origin: Origin) -> str:
        """Return a template's text; untouched where it is no HTML, or spaces count in it."""
        contents: str = super().get_contents(origin)
        if not str(origin.name).endswith(".html") or _SPACES_COUNT.search(contents):
            return contents
        lines = _INDENTATION.sub("\n", contents)
        return _LINE_OF_TAGS.sub(r"\1", _END_OF_TAG.sub(r"\1", lines))
