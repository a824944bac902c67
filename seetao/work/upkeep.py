"""What the worker clears away by itself."""

from datetime import datetime, timedelta

from django.contrib.sessions.models import Session
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

KEEP_SUCCESSFUL = timedelta(days=7)
KEEP_FAILED = timedelta(days=90)  # long enough for somebody to ask what happened


def clear_expired_sessions(at: datetime) -> int:
    """Delete sessions that ended before `at`; return how many."""
    return Session.objects.filter(expire_date__lt=at).delete()[0]


def clear_finished_tasks(at: datetime) -> int:
    """Delete records of tasks that finished long before `at`; return how many."""
    successful = DBTaskResult.objects.filter(
        status=TaskResultStatus.SUCCESSFUL, finished_at__lt=at - KEEP_SUCCESSFUL
    )
    failed = DBTaskResult.objects.filter(
        status=TaskResultStatus.FAILED, finished_at__lt=at - KEEP_FAILED
    )
    return successful.delete()[0] + failed.delete()[0]
