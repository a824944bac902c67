"""How passwords are hashed."""

from django.contrib.auth.hashers import Argon2PasswordHasher


class TunedArgon2Hasher(Argon2PasswordHasher):
    """Argon2id at OWASP's first choice: 46 MiB, two passes, one lane.

    Django's own 100 MiB in 8 lanes would let a few dozen sign-ins at once exhaust the memory.
    """

    memory_cost = 46 * 1024  # KiB
    time_cost = 2
    parallelism = 1
