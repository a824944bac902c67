"""Who may: the kinds of people that the verb table names."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from articles.editorial.facts import Facts, required_role
from articles.models import Role


@dataclass(frozen=True, slots=True)
class Who:
    """One kind of person who may perform a verb."""

    name: str
    matches: Callable[[Facts], bool]


OWNER = Who("owner", lambda facts: facts.is_owner)
REPORTER = Who("reporter", lambda facts: Role.REPORTER in facts.roles)
REPORTER_OF_NOBODYS = Who(
    "reporter-without-owner",
    lambda facts: Role.REPORTER in facts.roles and not facts.has_owner,
)
EDITOR = Who("editor", lambda facts: Role.EDITOR in facts.roles)
CHIEF = Who("chief", lambda facts: Role.CHIEF in facts.roles)
SYSTEM = Who("system", lambda facts: facts.is_system)
ADMINISTRATOR = Who("administrator", lambda facts: facts.is_administrator)
EDITOR_OF_LEVEL = Who(
    "editor-of-level",
    lambda facts: (
        Role.EDITOR in facts.roles and required_role(facts.level, facts.levels) == Role.EDITOR
    ),
)
CHIEF_OF_LEVEL = Who(
    "chief-of-level",
    lambda facts: (
        Role.CHIEF in facts.roles and required_role(facts.level, facts.levels) == Role.CHIEF
    ),
)
CHIEF_STANDS_IN = Who(
    "chief-stands-in",
    lambda facts: (
        Role.CHIEF in facts.roles
        and required_role(facts.level, facts.levels) == Role.EDITOR
        and not facts.stand_in_used
    ),
)
EDITOR_OF_ONE_LEVEL = Who(
    "editor-of-one-level", lambda facts: Role.EDITOR in facts.roles and facts.levels == 1
)
EDITOR_OF_SHORT_COLUMN = Who(
    "editor-of-short-column",
    lambda facts: Role.EDITOR in facts.roles and facts.column_levels == 1,
)
