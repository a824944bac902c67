"""Sealing seeds anew, so that a former `ACCOUNTS_CODE_PEPPER` can be let go."""

from __future__ import annotations

from dataclasses import dataclass

from accounts.models import Authenticator
from accounts.sealing import is_sealed_anew, seal, unseal
from accounts.second_factor import SEED


@dataclass
class Renewal:
    """How many authenticators there are of each kind."""

    fine: int = 0
    renewed: int = 0
    unreadable: int = 0


def renew_seals() -> Renewal:
    """Seal every seed under the present secret; what no secret in force opens is left alone."""
    counts = Renewal()
    for each in Authenticator.objects.order_by("pk").iterator():
        seed = unseal(each.sealed_seed, SEED, each.user_id)
        if seed is None:
            counts.unreadable += 1
        elif is_sealed_anew(each.sealed_seed, SEED, each.user_id):
            counts.fine += 1
        else:
            # Its owner may be setting up another one in this very moment.
            present = Authenticator.objects.filter(pk=each.pk, sealed_seed=each.sealed_seed)
            counts.renewed += present.update(sealed_seed=seal(seed, SEED, each.user_id))
    return counts
