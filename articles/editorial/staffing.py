"""Staffing: whether the people of a column can fill the levels of a round.

Who may give a level is asked of the policy, one person at one level at a time; what is added here
is that the levels need different people, and that a chief editor stands in once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from django.utils.timezone import now

from accounts.models import User
from articles.editorial.dossier import Dossier, roles_in
from articles.editorial.facts import Ask, Facts, Round, Written
from articles.editorial.policy import judge
from articles.editorial.round_rules import is_in_round, level_after_save
from articles.editorial.short_round import is_short_round
from articles.editorial.verb import Verb
from articles.models import Column, Role, Stage
from articles.models.column import MOST_LEVELS

NEWCOMER: Final = -1
"""Key of a person who is not there yet."""


@dataclass(frozen=True, slots=True)
class Candidates:
    """Who may give a level, as keys of users: whose level it is, and who would stand in."""

    own: frozenset[int]
    standing_in: frozenset[int]


@dataclass(frozen=True, slots=True)
class Shortage:
    """A level that nobody is left for, and what would help; names are as people read them."""

    level: int
    levels: int
    author: str = ""  # whose words nobody could review; empty where it holds for anybody's
    instead: tuple[str, ...] = ()  # who could save it in the author's place
    recalled: tuple[str, ...] = ()  # who could save it in a review begun anew
    role: Role | None = None  # what one more person would have to be


def candidates(people: Mapping[int, Facts], level: int, levels: int) -> list[Candidates]:
    """Return who may give each level from `level` on; the facts are those of that moment.

    Once a level below was given by somebody else, the words are vouched for: nobody is barred from
    the last level for having written them.
    """
    ask = Ask(at=now())
    found = []
    for number in range(level, levels + 1):
        own, standing_in = set(), set()
        for key, facts in people.items():
            then = replace(
                facts,
                stage=Stage.REVIEW,
                level=number,
                levels=levels,
                wrote_last=facts.wrote_last and number == level,
            )
            if judge(Verb.APPROVE, replace(then, stand_in_used=True), ask) is None:
                own.add(key)
            elif judge(Verb.APPROVE, then, ask) is None:
                standing_in.add(key)
        found.append(Candidates(frozenset(own), frozenset(standing_in)))
    return found


def first_unfilled(people: Mapping[int, Facts], level: int, levels: int) -> int | None:
    """Return the first level that nobody is left for; None where all can be filled."""
    offered = candidates(people, level, levels)
    for count in range(1, len(offered) + 1):
        if not _fills(offered[:count]):
            return level + count - 1
    return None


def staff_shortages(column: Column) -> tuple[Shortage, ...]:
    """Return the levels that a column's people can't fill: of anybody's article, else of whose."""
    roles = roles_in(column.pk)

    def people(author: User | None) -> dict[int, Facts]:
        return {
            user.pk: Facts(
                roles=found,
                four_eyes=column.four_eyes,
                wrote_before_review=user == author,
                wrote_last=user == author,
            )
            for user, found in roles.items()
        }

    levels = column.levels
    anybodys = first_unfilled(people(None), 1, levels)
    if anybodys is not None:
        return (Shortage(anybodys, levels, role=_helping_role(people(None), 1, levels)),)
    return tuple(
        Shortage(
            level,
            levels,
            author=author.name(),
            role=_helping_role(people(author), 1, levels),
        )
        for author in sorted(roles, key=lambda user: user.name())
        if (level := first_unfilled(people(author), 1, levels)) is not None
    )


@dataclass(frozen=True, slots=True)
class OpenLevels:
    """The levels still to be given, of the words as they are, and everybody's facts then."""

    people: Mapping[int, Facts]
    level: int
    levels: int


def open_levels(dossier: Dossier) -> OpenLevels | None:
    """Return the levels between the words as they are and their publication; None without any."""
    article = dossier.article
    if article.stage in (Stage.DRAFT, Stage.RETURNED):
        people, level, levels = _after_save(dossier, None)
        return OpenLevels(people, level, 1 if is_short_round(dossier) else levels)
    if article.stage == Stage.REVIEW:
        people = {user.pk: dossier.facts(user) for user in dossier.roles}
        return OpenLevels(people, article.level, article.levels)
    return None


def shortage_now(dossier: Dossier) -> Shortage | None:
    """Return the open level that nobody is left for, and what would help."""
    ahead = open_levels(dossier)
    if ahead is None:
        return None
    unfilled = first_unfilled(ahead.people, ahead.level, ahead.levels)
    if unfilled is None:
        return None
    return Shortage(
        unfilled,
        ahead.levels,
        role=_helping_role(ahead.people, ahead.level, ahead.levels),
        recalled=_writers_anew(dossier),
    )


def shortage_after_save(dossier: Dossier, author: User) -> Shortage | None:
    """Return the level that nobody would be left for once `author` has saved; None without any.

    Names what would help: somebody else who saves, a review begun anew, one more person.
    """
    people, level, levels = _after_save(dossier, author)
    unfilled = first_unfilled(people, level, levels)
    if unfilled is None:
        return None
    ask = Ask(at=dossier.at)
    instead = (
        user.name()
        for user in dossier.roles
        if user != author
        and judge(Verb.SAVE, dossier.facts(user), ask) is None
        and first_unfilled(*_after_save(dossier, user)) is None
    )
    return Shortage(
        unfilled,
        levels,
        author=author.name(),
        instead=tuple(sorted(instead)),
        recalled=_writers_anew(dossier),
        role=_helping_role(people, level, levels),
    )


def _writers_anew(dossier: Dossier) -> tuple[str, ...]:
    """Return who could save it after a recall, and leave a review that can be filled."""
    if not is_in_round(dossier.article):
        return ()
    ask = Ask(at=dossier.at)
    names = (
        user.name()
        for user in dossier.roles
        if judge(Verb.SAVE, replace(dossier.facts(user), stage=Stage.DRAFT), ask) is None
        and first_unfilled(*_after_save(dossier, user, anew=True)) is None
    )
    return tuple(sorted(names))


def _after_save(
    dossier: Dossier, author: User | None, *, anew: bool = False
) -> tuple[dict[int, Facts], int, int]:
    """Return everybody's facts, the level and the levels after a save, or after a review anew."""
    article, before = dossier.article, dossier.round
    in_review = is_in_round(article) and not anew
    if in_review:
        level = level_after_save(article)
        levels, four_eyes = article.levels, article.four_eyes
    else:
        level, levels, four_eyes = 1, article.column.levels, article.column.four_eyes
    written = before.written
    if author is not None:
        written = (*written, Written(author.pk, dossier.head.number + 1, in_review))
    around = Round(
        live=before.live,
        written=written,
        given=tuple(each for each in before.given if in_review and each.level < level),
    )
    people = {
        user.pk: replace(
            dossier.facts(user),
            four_eyes=four_eyes,
            gave_a_level=around.gave_a_level(user.pk),
            stand_in_used=around.stand_in_used(),
            wrote_before_review=around.wrote_before_review(user.pk),
            wrote_last=around.wrote_last(user.pk),
        )
        for user in dossier.roles
    }
    return people, level, levels


def _helping_role(people: Mapping[int, Facts], level: int, levels: int) -> Role | None:
    """Return what one more person would have to be; None where one is not enough."""
    used = any(facts.stand_in_used for facts in people.values())
    for role in (Role.EDITOR, Role.CHIEF):
        newcomer = Facts(roles=frozenset({role}), stand_in_used=used)
        if first_unfilled({**people, NEWCOMER: newcomer}, level, levels) is None:
            return role
    return None


def _fills(offered: Sequence[Candidates]) -> bool:
    """Tell whether different people can give all these levels, one of them standing in at most."""
    return any(True for _filled in _fillings(offered, frozenset(), stands_in=False))


def _fillings(
    offered: Sequence[Candidates], taken: frozenset[int], *, stands_in: bool
) -> Iterator[frozenset[int]]:
    if not offered:
        yield taken
        return
    first, rest = offered[0], offered[1:]
    for key in _enough(first.own - taken):
        yield from _fillings(rest, taken | {key}, stands_in=stands_in)
    if not stands_in:
        for key in _enough(first.standing_in - taken):
            yield from _fillings(rest, taken | {key}, stands_in=True)


def _enough(keys: Iterable[int]) -> list[int]:
    # Who has as many to choose from as there are levels never runs out of people.
    return sorted(keys)[:MOST_LEVELS]
