"""The settings of production, for a site that `make pages` serves from a temporary folder."""

import os
from pathlib import Path

from seetao.settings import *  # noqa: F403
from seetao.settings import MIDDLEWARE, TEMPLATES

ROOT_URLCONF = "tools.pages.urls"
VAR_DIR = Path(os.environ["PAGES_FOLDER"])
STATIC_ROOT = VAR_DIR / "static"
MEDIA_ROOT = VAR_DIR / "media"
SERVE_MEDIA = True  # no front server here
MIDDLEWARE.insert(0, "tools.pages.compression.BrotliMiddleware")
EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"

TEMPLATES[0]["OPTIONS"]["loaders"] = [  # type: ignore[index]
    (
        "django.template.loaders.cached.Loader",
        ["tools.pages.seen_templates.Loader", "django.template.loaders.app_directories.Loader"],
    ),
]
