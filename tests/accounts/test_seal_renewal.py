"""A secret can be changed without locking anybody out."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings

from accounts.models import Authenticator
from accounts.second_factor import check_second_factor
from tests.accounts.authenticators import Telephone
from tests.accounts.people import somebody
from tests.factories import make_user

pytestmark = pytest.mark.django_db


def resealed() -> str:
    """Run the command, and return what it printed."""
    output = StringIO()
    call_command("reseal_authenticators", stdout=output)
    return output.getvalue()


def test_former_secret_can_go_after_sealing_anew(settings: Settings) -> None:
    user = make_user()
    telephone = Telephone(user)
    settings.ACCOUNTS_CODE_PEPPER_FALLBACKS = [settings.ACCOUNTS_CODE_PEPPER]
    settings.ACCOUNTS_CODE_PEPPER = "another secret than before"

    assert "Sealed anew: 1. Were so already: 0." in resealed()
    assert "Sealed anew: 0. Were so already: 1." in resealed()

    settings.ACCOUNTS_CODE_PEPPER_FALLBACKS = []
    who = somebody()
    assert check_second_factor(user, telephone.token(who.at), who)


def test_lost_secret_is_said_and_nothing_is_changed(settings: Settings) -> None:
    user = make_user()
    telephone = Telephone(user)
    former = Authenticator.objects.get().sealed_seed
    settings.ACCOUNTS_CODE_PEPPER = "another secret than before"
    settings.ACCOUNTS_CODE_PEPPER_FALLBACKS = []

    with pytest.raises(CommandError, match="let nobody in"):
        resealed()

    assert Authenticator.objects.get().sealed_seed == former
    who = somebody()
    assert not check_second_factor(user, telephone.token(who.at), who)
    assert check_second_factor(user, telephone.sheet[0], who)  # they need no such secret
