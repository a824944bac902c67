"""Tasks that the tests enqueue; what they did stands in `done`."""

from datetime import timedelta

from django_tasks import TaskContext, task

from seetao.work.retrying import retrying

PAUSE = timedelta(seconds=30)

done: list[str] = []


class Away(Exception):
    """What a task needs is away for a while."""


@task
def note(word: str) -> None:
    """Write a word down."""
    done.append(word)


@task
def fail() -> None:
    """Fail for good."""
    raise ZeroDivisionError


@task(takes_context=True)
@retrying(Away, tries=3, base=PAUSE)
def succeed_on_try(context: TaskContext, number: int) -> None:
    """Fail until it has been tried `number` times."""
    done.append("tried")
    if len(done) < number:
        raise Away
