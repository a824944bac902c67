"""The tests' settings for a server in processes of its own; DATABASE_URL names its database."""

from tests.settings import *  # noqa: F403

# Tests say in X-Forwarded-For which network each request comes from.
TRUSTED_PROXIES = 1
