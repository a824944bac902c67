"""The project's settings with pictures in the folder that MEDIA_FOLDER names."""

import os

from seetao.settings import *  # noqa: F403

MEDIA_ROOT = os.environ["MEDIA_FOLDER"]
