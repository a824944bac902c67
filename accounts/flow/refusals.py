"""How a flow says no. None of these tells whether an account exists."""

from __future__ import annotations

from datetime import timedelta


class Refusal(Exception):
    """Any of them."""


class TooManyFromHere(Refusal):
    """The network address asked too often; true for whatever it asks, so it is told openly."""

    def __init__(self, retry_after: timedelta) -> None:
        super().__init__(f"Again in {retry_after}.")
        self.retry_after = retry_after


class TooSoon(Refusal):
    """This browser asked for the same address a moment ago."""

    def __init__(self, retry_after: timedelta) -> None:
        super().__init__(f"Again in {retry_after}.")
        self.retry_after = retry_after


class Incorrect(Refusal):
    """Wrong, run out, used, guessed too often, of another browser: all the same to the outside."""

    def __init__(self, attempts_left: int = 0) -> None:
        super().__init__("The code is not correct, or it has run out.")
        self.attempts_left = attempts_left


class WeakPassword(Refusal):
    """The code was right, the password is not good enough; the code need not be typed again."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__(" ".join(problems))
        self.problems = problems


class SecondFactorNeeded(Refusal):
    """The code was right, but this account asks for its second factor too."""

    def __init__(self, *, wrong: bool) -> None:
        super().__init__("The second factor is wrong." if wrong else "The second factor is needed.")
        self.wrong = wrong
