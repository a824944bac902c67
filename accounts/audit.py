"""What somebody should look at: staff who no longer come, staff without a second factor, peaks.

Reads alone. The command `audit_accounts` prints it; each number below says why it is what it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from statistics import median
from typing import Any

from django.db.models import Count, Exists, F, OuterRef
from django.db.models.functions import Coalesce, TruncHour

from accounts.models import Authenticator, AuthEvent, AuthKind, AuthOutcome, User

STALE_AFTER = timedelta(days=90)  # CIS Controls 8.1, 5.3, has 45 days; reporters travel for longer
RECENT = timedelta(days=7)  # peaks are told while somebody can still do something about them
USUAL = timedelta(days=28)  # what they are compared with: four weeks hold each weekday four times
TIMES = 5  # as often as the median; ours: a busy Monday has about twice
LEAST: Mapping[str, int] = {"hour": 30, "day": 100}
"""Below, a peak is one person who forgot a password: the account limit lets 40 an hour pass."""

GUESSES = (
    AuthKind.CODE_GUESSED,
    AuthKind.SIGN_IN,
    AuthKind.SECOND_FACTOR,
    AuthKind.RECOVERY_CODE,
    AuthKind.REAUTHENTICATION,
)


@dataclass(frozen=True)
class StaleColleague:
    """Somebody who may open the desk and has not signed in for long; None: never."""

    account: int
    email: str
    last_sign_in: datetime | None


@dataclass(frozen=True)
class WithoutSecondFactor:
    """Somebody who may open the desk by a password alone."""

    account: int
    email: str
    is_administrator: bool


@dataclass(frozen=True)
class Peak:
    """An hour or a day with far more failed guesses than usual."""

    beginning: datetime
    span: str
    guesses: int
    usual: float


@dataclass(frozen=True)
class Audit:
    """What was found at a moment."""

    at: datetime
    stale: tuple[StaleColleague, ...]
    without_second_factor: tuple[WithoutSecondFactor, ...]
    peaks: tuple[Peak, ...]

    def __bool__(self) -> bool:
        return bool(self.stale or self.without_second_factor or self.peaks)

    def as_json(self) -> dict[str, Any]:
        """Return it in plain values; moments in ISO form."""
        return {
            "at": self.at.isoformat(),
            "stale": [_plain(each) for each in self.stale],
            "without_second_factor": [_plain(each) for each in self.without_second_factor],
            "peaks": [_plain(each) for each in self.peaks],
        }


def audit(at: datetime) -> Audit:
    """Return what is found at `at`, in three queries."""
    return Audit(
        at=at,
        stale=tuple(_stale(at)),
        without_second_factor=tuple(_without_second_factor()),
        peaks=tuple(_peaks(at)),
    )


def failed_mails(at: datetime) -> int:
    """Return how many tries to send a mail failed in the day before `at`."""
    failed = AuthEvent.objects.filter(kind=AuthKind.MAIL, at__gt=at - timedelta(days=1), at__lte=at)
    return failed.exclude(outcome=AuthOutcome.DONE).count()


def _stale(at: datetime) -> Iterator[StaleColleague]:
    colleagues = User.objects.filter(is_staff=True, is_active=True)
    last = colleagues.annotate(last=Coalesce("last_login", F("date_joined")))
    for user in last.filter(last__lt=at - STALE_AFTER).order_by("last", "pk"):
        yield StaleColleague(user.pk, user.email, user.last_login)


def _without_second_factor() -> Iterator[WithoutSecondFactor]:
    confirmed = Authenticator.objects.filter(user=OuterRef("pk"), confirmed_at__isnull=False)
    open_doors = User.objects.filter(~Exists(confirmed), is_staff=True, is_active=True)
    for user in open_doors.order_by("-is_superuser", "email_canonical"):
        if user.has_usable_password():  # else nobody can sign in at all
            yield WithoutSecondFactor(user.pk, user.email, user.is_superuser)


def _peaks(at: datetime) -> Iterator[Peak]:
    """Yield days, then hours: a quiet one counts as none, so that one burst is not the usual."""
    first_day = _day(at - USUAL)
    failed = AuthEvent.objects.filter(
        kind__in=GUESSES,
        outcome__in=(AuthOutcome.FAILED, AuthOutcome.REFUSED),
        at__gte=first_day,
        at__lte=at,
    )
    found = failed.annotate(hour=TruncHour("at", tzinfo=UTC)).order_by()
    hours = {row["hour"]: row["n"] for row in found.values("hour").annotate(n=Count("pk"))}
    days: dict[datetime, int] = {}
    for hour, guesses in hours.items():
        days[_day(hour)] = days.get(_day(hour), 0) + guesses
    for span, counted, length in (
        ("day", days, timedelta(days=1)),
        ("hour", hours, timedelta(hours=1)),
    ):
        number = int((at - first_day) / length) + 1
        usual = median([*counted.values(), *[0] * (number - len(counted))])
        for beginning in sorted(counted):
            guesses = counted[beginning]
            if (
                beginning > at - RECENT - length
                and guesses >= LEAST[span]
                and guesses >= TIMES * usual
            ):
                yield Peak(beginning, span, guesses, usual)


def _day(moment: datetime) -> datetime:
    return moment.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)


def _plain(found: StaleColleague | WithoutSecondFactor | Peak) -> dict[str, Any]:
    return {
        name: value.isoformat() if isinstance(value, datetime) else value
        for name, value in vars(found).items()
    }
