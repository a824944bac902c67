"""How passwords are hashed outside the tests."""

from accounts.hashers import TunedArgon2Hasher
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
