"""How passwords are hashed."""

from threading import BoundedSemaphore

from django.contrib.auth.hashers import Argon2PasswordHasher

AT_ONCE = 4
"""Hashes that one process computes side by side: 46 MiB each, whatever the number of threads."""

_turns = BoundedSemaphore(AT_ONCE)


class TunedArgon2Hasher(Argon2PasswordHasher):
    """Argon2id at OWASP's first choice: 46 MiB, two passes, one lane.

    Django's own 100 MiB in 8 lanes would let a few dozen sign-ins at once exhaust the memory.
    """

    memory_cost = 46 * 1024  # KiB
    time_cost = 2
    parallelism = 1

    def encode(self, password: str, salt: str) -> str:
        """Hash a password, when it is this thread's turn."""
        with _turns:
            return super().encode(password, salt)

    def verify(self, password: str, encoded: str) -> bool:
        """Compare a password with its hash, when it is this thread's turn."""
        with _turns:
            return super().verify(password, encoded)
