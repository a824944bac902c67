"""Facts: all that the policy needs to know of a person and an article, as plain values."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from articles.models import PublicState, Role, Stage


@dataclass(frozen=True, slots=True)
class Times:
    """The moments of an article that `set_times` writes; a `review_due` is a day of the site."""

    published_at: datetime | None = None
    embargo_until: datetime | None = None
    expires_at: datetime | None = None
    review_due: date | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Another column that a verb reaches into: what the person is there, and its levels."""

    roles: frozenset[Role] = frozenset()
    levels: int = 2
    is_here: bool = False  # it is the article's own column


@dataclass(frozen=True, slots=True)
class Partner:
    """The story that an article is to be paired with."""

    is_gone: bool = False  # the article named was killed or lies in the trash
    language_taken: bool = False
    embargo_until: datetime | None = None
    public_from: datetime | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """A person before an article, its round, its gates, its story and the desk around it."""

    roles: frozenset[Role] = frozenset()
    is_active: bool = True
    is_system: bool = False
    is_administrator: bool = False
    is_himself: bool = False  # a role is to be given to the person who gives it

    stage: Stage = Stage.DRAFT
    public_state: PublicState = PublicState.UNPUBLISHED
    is_trashed: bool = False
    is_owner: bool = False
    has_owner: bool = False  # an owner without a role in the column does not count
    is_seen: bool = False  # readers have had it under its address
    published_at: datetime | None = None
    times: Times = Times()
    title: str = ""  # of the row: what readers have, once they have it
    head: int = 1
    column_levels: int = 2
    is_scheduled: bool = False
    live_moved: bool = False  # readers have had other words since the change was scheduled

    level: int = 0
    levels: int = 0
    four_eyes: bool = True
    gave_a_level: bool = False
    stand_in_used: bool = False
    wrote_before_review: bool = False
    wrote_last: bool = False
    wrote_since_live: bool = False
    approved_head: bool = False

    submit_blockers: tuple[str, ...] = ()
    publish_blockers: tuple[str, ...] = ()
    embargo_until: datetime | None = None
    change_class: str = ""
    notice_text: str = ""
    typo_doubts: tuple[str, ...] = ()  # why the change may be more than the typo it is said to be
    typo_confirmed: bool = False

    has_siblings: bool = False  # the story has articles in other languages
    language_taken: bool = False  # the story has another article in this language
    siblings_embargo_until: datetime | None = None
    siblings_public_from: datetime | None = None
    elsewhere: tuple[Place, ...] = ()
    partner: Partner | None = None

    lock_in_use: bool = False  # another person's lock, alive and written at


@dataclass(frozen=True, slots=True)
class Ask:
    """What came with the wish; None where the user has not been asked yet, as for a button.

    `column` is where to move, `other` the article to pair with, both as primary keys.
    """

    at: datetime
    revision: int | None = None
    reason: str | None = None
    moment: datetime | None = None
    confirmed: bool | None = None
    title: str | None = None
    public_text: str | None = None
    times: Times | None = None
    column: int | None = None
    other: int | None = None


@dataclass(frozen=True, slots=True)
class Written:
    """Who wrote which revision since `live`, and whether in review."""

    author: int
    number: int
    in_review: bool


@dataclass(frozen=True, slots=True)
class Given:
    """An approval of the round: by whom, at which level, for which revision."""

    approver: int
    level: int
    revision: int
    stood_in: bool


@dataclass(frozen=True, slots=True)
class Round:
    """The round so far; turns into the facts that concern one person."""

    live: int = 0
    written: tuple[Written, ...] = field(default=())
    given: tuple[Given, ...] = field(default=())

    def wrote_before_review(self, person: int) -> bool:
        """Whether he wrote words since `live`, other than a reviewer's touches in review."""
        return any(
            each.author == person and each.number > self.live and not each.in_review
            for each in self.written
        )

    def wrote_since_live(self, person: int) -> bool:
        """Whether he wrote any words since `live`."""
        return any(each.author == person and each.number > self.live for each in self.written)

    def wrote_last(self, person: int) -> bool:
        """Whether he wrote anything newer than what another person approved, or than `live`."""
        others = (each.revision for each in self.given if each.approver != person)
        vouched = max(others, default=self.live)
        return any(
            each.author == person and each.number > max(vouched, self.live) for each in self.written
        )

    def gave_a_level(self, person: int) -> bool:
        """Whether he approved a level of this round."""
        return any(each.approver == person for each in self.given)

    def stand_in_used(self) -> bool:
        """Whether a chief editor stood in at a level of this round."""
        return any(each.stood_in for each in self.given)

    def approved(self, level: int, revision: int) -> bool:
        """Whether this level's approval is for exactly this revision."""
        return any(each.level == level and each.revision == revision for each in self.given)


def may_publish(roles: frozenset[Role], levels: int) -> bool:
    """Whether these roles publish where a round has so many levels."""
    return Role.CHIEF in roles or (Role.EDITOR in roles and levels == 1)


def required_role(level: int, levels: int) -> Role:
    """Return whose a level is: the last of several is a chief editor's, the others an editor's."""
    return Role.CHIEF if levels > 1 and level == levels else Role.EDITOR


def roles_of(values: Iterable[str]) -> frozenset[Role]:
    """Return roles from their stored values."""
    return frozenset(Role(value) for value in values)
