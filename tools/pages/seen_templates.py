"""Which templates the served site has rendered: a template is read when it is needed first."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote, unquote

from django.conf import settings
from django.template.base import Origin

from seetao.lean_templates import Loader as LeanLoader

SUBFOLDER = "templates-seen"


class Loader(LeanLoader):
    """The site's loader, which leaves a file named after each template that it reads."""

    def get_contents(self, origin: Origin) -> str:
        """Return a template's text."""
        folder = settings.VAR_DIR / SUBFOLDER
        folder.mkdir(exist_ok=True)
        (folder / quote(str(origin.template_name), safe="")).touch()
        return super().get_contents(origin)


def seen_templates(folder: Path) -> set[str]:
    """Return the names of the templates that a site in `folder` has rendered."""
    return {unquote(each.name) for each in (folder / SUBFOLDER).glob("*")}
