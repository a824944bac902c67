"""How the house says no: with the rule, the reason, and who can clear it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _


@dataclass(frozen=True, slots=True)
class Answer:
    """What the policy says. `who` names the people who can clear a refusal, if any can."""

    allowed: bool
    rule: str = ""
    reason: str = ""
    who: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return self.allowed

    def __str__(self) -> str:
        if not self.who:
            return self.reason
        names = _(", ").join(self.who)
        return _("%(reason)s Who can help: %(names)s.") % {"reason": self.reason, "names": names}


ALLOWED = Answer(allowed=True)


class Refused(Exception):
    """A verb was not performed, and nothing was written."""

    def __init__(self, reason: str, *, rule: str = "", who: Sequence[str] = ()) -> None:
        self.answer = Answer(allowed=False, rule=rule, reason=reason, who=tuple(who))
        super().__init__(reason)

    @property
    def reason(self) -> str:
        """The sentence for the person who was refused."""
        return self.answer.reason

    def __str__(self) -> str:
        return str(self.answer)


class Stale(Refused):
    """The user acted on another revision than the head: it changed while he looked."""

    def __init__(self, head: int) -> None:
        self.head = head
        super().__init__(_("It changed while you looked."), rule="head")


def require(answer: Answer) -> None:
    """Raise Refused unless the policy allowed it."""
    if not answer:
        raise Refused(answer.reason, rule=answer.rule, who=answer.who)
