"""How passwords are hashed outside the tests."""

from concurrent.futures import ThreadPoolExecutor
from threading import Event, Lock

import pytest
from django.contrib.auth.hashers import Argon2PasswordHasher

from accounts.hashers import AT_ONCE, TunedArgon2Hasher
from seetao import settings


def test_password_is_hashed_with_46_mib_two_passes_and_one_lane() -> None:
    hasher = TunedArgon2Hasher()

    encoded = hasher.encode("correct horse", hasher.salt())

    assert "argon2id" in encoded
    assert "m=47104,t=2,p=1" in encoded
    assert hasher.verify("correct horse", encoded)
    assert not hasher.verify("wrong horse", encoded)


def test_argon2_comes_first() -> None:
    assert settings.PASSWORD_HASHERS[0] == "accounts.hashers.TunedArgon2Hasher"


def test_no_more_than_four_hashes_are_computed_side_by_side(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    inside, most, lock = 0, 0, Lock()
    full = Event()

    def encode(self: object, password: str, salt: str) -> str:
        nonlocal inside, most
        with lock:
            inside += 1
            most = max(most, inside)
            if inside == AT_ONCE:
                full.set()
        full.wait(60)  # until as many as may are here
        with lock:
            inside -= 1
        return password

    monkeypatch.setattr(Argon2PasswordHasher, "encode", encode)
    hasher = TunedArgon2Hasher()
    with ThreadPoolExecutor(3 * AT_ONCE) as pool:
        done = list(pool.map(lambda n: hasher.encode(f"{n}", "salt"), range(3 * AT_ONCE)))

    assert len(done) == 3 * AT_ONCE
    assert most == AT_ONCE
