"""Which passwords are good enough.

Length does most of it. There are no rules on kinds of characters, nothing is cut off, and
pasting is welcome. What could tell something about an account (its likeness to names and the
address, the longer minimum of staff) is asked only after its owner has proved himself.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts import limits
from accounts.models import User

# Words that people of this site would think of first; Django's own list is English.
_CONTEXT = """
seetao jiandao yidaiyilu beltandroad beltroad silkroad sichouzhilu gongcheng xinwen admin
administrator guanliyuan root editor bianji jizhe password passwort mima mimashi ceshi test
welcome huanying qwerty qwertyuiop asdfghjkl zxcvbnm iloveyou woaini woaizhongguo zhongguo
beijing shanghai guangzhou shenzhen letmein changeme default
"""
CONTEXT = frozenset(_CONTEXT.split())
_SURNAMES = """
wang li zhang liu chen yang huang zhao wu zhou xu sun ma zhu hu guo he gao lin luo zheng
liang xie song tang deng feng han cao zeng peng xiao cai pan tian dong yuan yu ye jiang du
wei su lu ding ren shen yao cui zhong tan fan jin shi liao jia xia fu fang zou xiong bai
meng qin qiu hou yan xue lei long duan hao kong shao mao chang wan gu lai kang
"""
SURNAMES = frozenset(_SURNAMES.split())
_SYLLABLE = (
    r"(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?"
    r"(?:iang|iong|uang|ang|eng|ing|ong|uai|uan|iao|ian|ai|ei|ao|ou|an|en|in|un|ia|ie|iu|ua|uo"
    r"|ui|ue|ve|er|a|o|e|i|u|v)"
)
_NAME = re.compile(
    rf"(?:{'|'.join(sorted(SURNAMES, key=len, reverse=True))})(?:{_SYLLABLE}){{1,2}}"
)
_STUFFING = re.compile(r"[\W\d_]+")


class LengthValidator:
    """At least 12 characters, 15 for staff; at most 256."""

    def validate(self, password: str, user: Any = None) -> None:
        """Raise ValidationError for a password outside the bounds."""
        staff = isinstance(user, User) and user.is_staff
        least = limits.PASSWORD_STAFF if staff else limits.PASSWORD_READERS
        if len(password) < least:
            raise ValidationError(
                ngettext(
                    "The password is too short: it needs at least %(least)d character.",
                    "The password is too short: it needs at least %(least)d characters.",
                    least,
                ),
                code="password_too_short",
                params={"least": least},
            )
        if len(password) > limits.PASSWORD_MOST:
            raise ValidationError(
                _("The password is too long: %(most)d characters are the most."),
                code="password_too_long",
                params={"most": limits.PASSWORD_MOST},
            )

    def get_help_text(self, *, staff: bool = False) -> str:
        """Say the bounds: for readers, unless somebody of the staff proved himself."""
        return _("At least %(least)d characters; a few words are easier than odd signs.") % {
            "least": limits.PASSWORD_STAFF if staff else limits.PASSWORD_READERS
        }


class GuessableValidator:
    """Refuses what is guessed first here: words of the site, names in pinyin, runs, repeats."""

    def validate(self, password: str, user: Any = None) -> None:
        """Raise ValidationError where digits and signs around one such word are all there is."""
        if len(password) > limits.PASSWORD_MOST:
            return  # refused elsewhere, and not worth the work
        plain = unicodedata.normalize("NFKC", password).casefold()
        if _is_guessable(plain):
            raise ValidationError(
                _("The password is among the first that others would guess."),
                code="password_guessable",
            )

    def get_help_text(self) -> str:
        """Say what to keep away from."""
        return _("Not a name, a word of this site or a row of keys with a few digits.")


def password_problems(password: str, user: User | None = None) -> list[str]:
    """Return what is wrong with a password, in the active language; an empty list if nothing.

    `user` only once he has proved himself: the answer tells something about him.
    """
    if len(password) > limits.PASSWORD_MOST:
        # Alone: likeness is measured in a time that grows with the length.
        return _problems(LengthValidator(), password)
    if "\x00" in password or not _is_text(password):
        return [_("The password holds a character that can't be stored.")]
    try:
        validate_password(password, user)
    except ValidationError as error:
        return [str(message) for message in error.messages]
    return []


def _problems(validator: LengthValidator, password: str) -> list[str]:
    try:
        validator.validate(password)
    except ValidationError as error:
        return [str(message) for message in error.messages]
    return []


def _is_text(password: str) -> bool:
    try:
        password.encode()
    except UnicodeEncodeError:
        return False
    return True


def _is_guessable(plain: str) -> bool:
    if len(set(plain)) <= 3:
        return True
    steps = {ord(after) - ord(before) for before, after in pairwise(plain)}
    if steps <= {1} or steps <= {-1}:
        return True
    words = _STUFFING.sub(" ", plain).split()
    if not words:
        # Digits alone: as long as it likes, it is a date, a telephone or a row of keys.
        return plain.isdecimal()
    joined = "".join(words)
    if joined in CONTEXT or set(words) <= CONTEXT:
        return True
    return len(words) <= 1 and _NAME.fullmatch(joined) is not None
