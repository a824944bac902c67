"""The project's settings as the tests want them: known keys, a quick hasher, no traces."""

import os
import tempfile

KEYS = {
    "DEBUG": "true",
    "SECRET_KEY": "a key for tests only: 0123456789 abcdefghijklmnopqrstuvwxyz",
    "SITE_URL": "http://testserver",
    "ALLOWED_HOSTS": "testserver,127.0.0.1,localhost",
}
for name in ("EVENT_KEY", "ACCOUNTS_CODE_PEPPER", "EMAIL_URL", "CACHE_URL", "MEDIA_URL"):
    os.environ.pop(name, None)
os.environ.update(KEYS)

from seetao.settings import *  # noqa: E402, F403

# The site as readers get it: Django's tests turn DEBUG off anyway.
DEBUG = False

# About 500 times as fast as Argon2, which has a test of its own.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
MEDIA_ROOT = tempfile.mkdtemp(prefix="seetao-media-")
