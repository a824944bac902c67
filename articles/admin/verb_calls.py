"""From a pressed button to its verb: what the form brought, handed to editorial."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from django.utils.translation import gettext as _

from accounts.models import User
from articles import editorial
from articles.admin.button_form import ButtonForm
from articles.editorial import Refused, Verb
from articles.models import Article, Column, Event

Call = Callable[[Article, User, int, ButtonForm], Event | None]


class TimesChanged(Refused):
    """Another person set a moment that this one was about to set too."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Somebody else set the same moment while you looked: nothing was done. What stands "
                "now is said under each field; press the button again to set yours."
            ),
            rule="times-changed",
        )


def _publish(article: Article, user: User, revision: int, form: ButtonForm) -> Event:
    return editorial.publish(
        article,
        actor=user,
        revision=revision,
        moment=form.cleaned_data["moment"],
        reason=form.cleaned_data["publish_reason"],
    )


def _set_times(article: Article, user: User, revision: int, form: ButtonForm) -> Event | None:
    times = form.times()
    if times is None:
        raise TimesChanged
    return editorial.set_times(
        article,
        times,
        actor=user,
        revision=revision,
        reason=form.cleaned_data["times_reason"],
    )


def _kill(article: Article, user: User, revision: int, form: ButtonForm) -> Event:
    return editorial.kill(
        article,
        actor=user,
        revision=revision,
        reason=form.cleaned_data["kill_reason"],
        public_text=form.cleaned_data["kill_public_text"],
        title=form.cleaned_data["kill_title"],
    )


def _move(article: Article, user: User, revision: int, form: ButtonForm) -> Event:
    # One of his columns: the form offered no other.
    column = Column.objects.get(pk=int(form.cleaned_data["move_column"]))
    return editorial.move(article, column, actor=user, revision=revision)


def _pair(article: Article, user: User, revision: int, form: ButtonForm) -> Event:
    number = form.cleaned_data["pair_number"]
    other = editorial.readable_by(user).filter(number=number).first()
    if other is None:
        # The same sentence for one that he may not know of.
        raise Refused(
            _("There is no article %(number)s in your columns.") % {"number": number},
            rule="no-such-article",
        )
    if other.pk == article.pk:
        raise Refused(_("That is the number of this very article."), rule="itself")
    return editorial.pair(article, other, actor=user, revision=revision)


CALLS: Final[Mapping[Verb, Call]] = {
    Verb.SUBMIT: lambda article, user, revision, form: editorial.submit(
        article, actor=user, revision=revision
    ),
    Verb.RECALL: lambda article, user, revision, form: editorial.recall(
        article, actor=user, revision=revision
    ),
    Verb.APPROVE: lambda article, user, revision, form: editorial.approve(
        article, actor=user, revision=revision, opinion=form.cleaned_data["opinion"]
    ),
    Verb.RETURN: lambda article, user, revision, form: editorial.return_to_author(
        article, actor=user, revision=revision, reason=form.cleaned_data["reason"]
    ),
    Verb.CONFIRM_TYPO: lambda article, user, revision, form: editorial.confirm_typo(
        article, actor=user, revision=revision
    ),
    Verb.PUBLISH: _publish,
    Verb.EXPRESS: lambda article, user, revision, form: editorial.express(
        article, actor=user, revision=revision, reason=form.cleaned_data["express_reason"]
    ),
    Verb.SCHEDULE: lambda article, user, revision, form: editorial.schedule(
        article, actor=user, revision=revision, at=form.cleaned_data["schedule_moment"]
    ),
    Verb.UNSCHEDULE: lambda article, user, revision, form: editorial.unschedule(
        article, actor=user, revision=revision
    ),
    Verb.SET_TIMES: _set_times,
    Verb.SET_ADDRESSES: lambda article, user, revision, form: editorial.set_addresses(
        article, form.cleaned_data["addresses"].splitlines(), actor=user, revision=revision
    ),
    Verb.WITHDRAW: lambda article, user, revision, form: editorial.withdraw(
        article, actor=user, revision=revision, reason=form.cleaned_data["withdraw_reason"]
    ),
    Verb.REINSTATE: lambda article, user, revision, form: editorial.reinstate(
        article, actor=user, revision=revision, reason=form.cleaned_data["reinstate_reason"]
    ),
    Verb.KILL: _kill,
    Verb.MOVE: _move,
    Verb.PAIR: _pair,
    Verb.UNPAIR: lambda article, user, revision, form: editorial.unpair(
        article, actor=user, revision=revision
    ),
    Verb.DISCARD: lambda article, user, revision, form: editorial.discard(
        article,
        actor=user,
        revision=revision,
        confirmed=form.cleaned_data["discard_confirmed"],
    ),
    Verb.TRASH: lambda article, user, revision, form: editorial.trash(
        article, actor=user, revision=revision
    ),
    Verb.RESTORE: lambda article, user, revision, form: editorial.restore(
        article, actor=user, revision=revision
    ),
}
"""Every verb that has a button of its own beside saving."""
