"""The project's settings as the tests want them: known keys, a quick hasher, no traces.

DATABASE_URL chooses the database: a file of this run's own on SQLite where it is unset, else
the server that it names, on which Django makes a test database.
"""

import os
import tempfile
from pathlib import Path

KEYS = {
    "DEBUG": "true",
    "SECRET_KEY": "a key for tests only: 0123456789 abcdefghijklmnopqrstuvwxyz",
    "SITE_URL": "http://testserver",
    "ALLOWED_HOSTS": "testserver,127.0.0.1,localhost",
}
LEFT_TO_DEFAULTS = (
    "EVENT_KEY",
    "ACCOUNTS_CODE_PEPPER",
    "ACCOUNTS_CODE_PEPPER_FALLBACKS",
    "SECRET_KEY_FALLBACKS",
    "EMAIL_URL",
    "CACHE_URL",
    "CONTACT_EMAIL",
    "STAFF_SECOND_FACTOR",
    "MEDIA_URL",
    "TIME_ZONE",
    "FIRST_NUMBER",
    "TRUSTED_PROXIES",
)
for name in LEFT_TO_DEFAULTS:
    os.environ.pop(name, None)
os.environ.update(KEYS)

from seetao.settings import *  # noqa: E402, F403
from seetao.settings import DATABASES  # noqa: E402

# The site as readers get it. The rest of the profile is the development one: no TLS here.
DEBUG = False

# This process's own; tests/conftest.py makes it and takes it away.
TESTS_FOLDER = Path(tempfile.gettempdir()) / f"seetao-tests-{os.getpid()}"
VAR_DIR = TESTS_FOLDER
MEDIA_ROOT = VAR_DIR / "media"

if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # A file, not memory: threads that race, and the live server, need connections of their own.
    DATABASES["default"]["TEST"] = {"NAME": str(TESTS_FOLDER / "test.sqlite3")}

# A kept connection would outlive the live server's threads, and with it the database.
DATABASES["default"]["CONN_MAX_AGE"] = 0

# About 500 times as fast as Argon2, which has a test of its own.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
