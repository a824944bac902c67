"""The project's settings with pictures in the folder that MEDIA_FOLDER names."""

import os
from pathlib import Path

from seetao.settings import *  # noqa: F403

MEDIA_ROOT = Path(os.environ["MEDIA_FOLDER"])
