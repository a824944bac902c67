"""Tasks that try again, with growing pauses, when what they need is away for a while."""

import logging
from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Any

from django.utils import timezone
from django_tasks import TaskContext

logger = logging.getLogger(__name__)

TaskFunction = Callable[..., None]


def retrying(
    *passing: type[Exception], tries: int, base: timedelta
) -> Callable[[TaskFunction], TaskFunction]:
    """Enqueue a task anew after one of the `passing` errors, `tries` times in all.

    The pauses are `base`, twice `base`, four times … After the last try the error stands, and
    so does any other error at once: the task is FAILED, with its traceback. Write it below the
    task's own decorator, on a function whose first parameter is `context`:

        @task(takes_context=True)
        @retrying(OSError, tries=5, base=timedelta(seconds=30))
        def send(context: TaskContext, message: int) -> None: …
    """
    if not passing or tries < 1:
        raise ValueError("Name at least one error that can pass, and at least one try.")

    def decorate(function: TaskFunction) -> TaskFunction:
        @wraps(function)
        def run(context: TaskContext, *args: Any, attempt: int = 1, **kwargs: Any) -> None:
            try:
                function(context, *args, **kwargs)
            except passing as error:
                if attempt >= tries:
                    raise
                pause = base * 2 ** (attempt - 1)
                logger.warning(
                    "%s: try %d of %d failed (%s), next in %s",
                    context.task_result.task.module_path,
                    attempt,
                    tries,
                    type(error).__name__,
                    pause,
                )
                again = context.task_result.task.using(run_after=timezone.now() + pause)
                again.enqueue(*args, attempt=attempt + 1, **kwargs)

        return run

    return decorate
