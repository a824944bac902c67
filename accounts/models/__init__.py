"""The tables of accounts, one file a concept."""

from accounts.models.address_undo import AddressUndo
from accounts.models.auth_event import AuthEvent, AuthKind, AuthOutcome
from accounts.models.authenticator import Authenticator
from accounts.models.challenge import Challenge, Purpose
from accounts.models.counter import Counter
from accounts.models.device import Device
from accounts.models.invitation import Invitation
from accounts.models.recovery_code import RecoveryCode
from accounts.models.user import Language, User
from accounts.models.user_session import UserSession

__all__ = [
    "AddressUndo",
    "AuthEvent",
    "AuthKind",
    "AuthOutcome",
    "Authenticator",
    "Challenge",
    "Counter",
    "Device",
    "Invitation",
    "Language",
    "Purpose",
    "RecoveryCode",
    "User",
    "UserSession",
]
