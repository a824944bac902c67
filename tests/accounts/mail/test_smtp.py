"""Codes on their way through mail servers that are slow, refuse, hang or die."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from datetime import timedelta
from email import message_from_bytes
from email.message import Message
from threading import Thread
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.db import connection
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from accounts.flow import retrieval
from accounts.mail.tasks import TRIES
from accounts.models import AuthEvent, AuthKind, AuthOutcome, Challenge
from seetao.work.rescue import give_back_orphans
from tests.accounts.mail.servers import HOST, Postbox, serving, silent
from tests.accounts.people import CODE, GOOD_PASSWORD, somebody, work
from tests.factories import make_user
from tools.environment import ROOT

pytestmark = pytest.mark.django_db(transaction=True)

Use = Callable[[int], None]


@pytest.fixture
def use(settings: Any) -> Use:
    """Send mail to this port from now on."""

    def change(port: int) -> None:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST = HOST
        settings.EMAIL_PORT = port
        settings.EMAIL_USE_TLS = False
        settings.EMAIL_TIMEOUT = 0.5

    return change


def ask(who: Any, **facts: Any) -> Any:
    make_user("reader", **{"email": "li@example.org", **facts})
    return retrieval.ask("li@example.org", who).challenge


def work_and_close() -> None:
    work()
    connection.close()


def part(letter: Message, kind: str) -> str:
    for each in letter.walk():
        if each.get_content_type() == kind:
            return bytes(each.get_payload(decode=True)).decode()
    raise AssertionError(kind)


def code_in(letter: bytes) -> str:
    found = CODE.search(part(message_from_bytes(letter), "text/plain"))
    assert found
    return "".join(found.groups())


def waiting() -> DBTaskResult[..., Any]:
    return DBTaskResult.objects.get(status=TaskResultStatus.READY)


def be_due() -> None:
    DBTaskResult.objects.filter(status=TaskResultStatus.READY).update(run_after=timezone.now())


def failures() -> list[str]:
    events = AuthEvent.objects.filter(kind=AuthKind.MAIL).exclude(outcome=AuthOutcome.DONE)
    return list(events.values_list("reason", flat=True))


@pytest.mark.parametrize(
    ("language", "word"), [("en", "password"), ("zh", '<html lang="zh-hans">')]
)
def test_letter_is_text_and_html_in_the_accounts_language(
    use: Use, language: str, word: str
) -> None:
    postbox = Postbox()
    with serving(postbox) as port:
        use(port)
        ask(somebody(), language=language)
        work()
    letter = message_from_bytes(postbox.letters[0])
    code = code_in(postbox.letters[0])
    html = part(letter, "text/html")
    assert word in html
    assert f"{code[:4]} {code[4:]}" in html
    assert code[:4] not in str(letter["Subject"])
    assert "http" not in part(letter, "text/plain").replace("http://testserver", "")


def test_codes_mac_is_committed_before_the_mail_leaves(use: Use, settings: Any) -> None:
    postbox = Postbox(slow=True)
    who = somebody()
    with serving(postbox) as port:
        use(port)
        settings.EMAIL_TIMEOUT = 60  # the server answers when it is told to
        challenge = ask(who)
        sender = Thread(target=work_and_close)
        sender.start()
        assert postbox.arrived.wait(60)

        row = Challenge.objects.get()
        postbox.release.set()
        sender.join(60)

    assert row.code_mac
    assert row.sent_at
    retrieval.confirm(challenge, code_in(postbox.letters[0]), GOOD_PASSWORD, who)


@pytest.mark.parametrize("answer", ["451 later", "452 full"])
def test_mail_refused_for_now_is_tried_again_with_a_fresh_code(use: Use, answer: str) -> None:
    postbox = Postbox(answer)
    who = somebody()
    with serving(postbox) as port:
        use(port)
        challenge = ask(who)
        work()
        first = Challenge.objects.get().code_mac
        assert waiting().run_after > timezone.now()
        postbox.answer = "250 OK"
        be_due()
        work()
    assert Challenge.objects.get().code_mac != first
    assert failures() == ["code refused"]
    retrieval.confirm(challenge, code_in(postbox.letters[0]), GOOD_PASSWORD, who)


def test_mailbox_that_does_not_exist_is_not_tried_again(use: Use) -> None:
    with serving(Postbox("550 no such user")) as port:
        use(port)
        ask(somebody())
        work()
    assert not DBTaskResult.objects.filter(status=TaskResultStatus.READY).exists()
    assert failures() == ["code refused"]


def test_server_that_dies_in_the_middle_is_tried_again(use: Use) -> None:
    postbox = Postbox(dies=True)
    who = somebody()
    with serving(postbox) as port:
        use(port)
        challenge = ask(who)
        work()
        postbox.dies = False
        be_due()
        work()
    assert failures() == ["code SMTPServerDisconnected"]
    retrieval.confirm(challenge, code_in(postbox.letters[0]), GOOD_PASSWORD, who)


def test_server_that_hangs_holds_the_worker_no_longer_than_its_timeout(use: Use) -> None:
    with silent() as port:
        use(port)
        ask(somebody())
        work()
    assert failures() == ["code SMTPServerDisconnected"]  # as smtplib calls a timeout
    assert waiting()


def test_after_five_tries_the_mail_is_given_up_and_administrators_can_see_it(use: Use) -> None:
    with silent() as port:
        pass  # nobody listens there any more
    use(port)
    ask(somebody())
    pauses: list[int] = []
    for _ in range(TRIES + 1):
        work()
        pauses += [
            round((each.run_after - timezone.now()) / timedelta(seconds=30))
            for each in DBTaskResult.objects.filter(status=TaskResultStatus.READY)
        ]
        be_due()

    assert pauses == [1, 2, 4, 8]
    assert failures() == ["code ConnectionRefusedError"] * TRIES
    assert DBTaskResult.objects.failed().count() == 1


def test_worker_killed_before_the_mail_left_leaves_a_code_that_nobody_knows() -> None:
    postbox = Postbox(slow=True)
    who = somebody()
    challenge = ask(who)
    with serving(postbox) as port:
        first = worker(port)
        assert postbox.arrived.wait(60)
        lost = Challenge.objects.get().code_mac
        first.kill()
        first.wait(60)
        assert give_back_orphans(timezone.now()) == 1

        postbox.slow = False
        second = worker(port, "--drain")
        assert second.wait(60) == 0

    assert Challenge.objects.get().code_mac != lost
    retrieval.confirm(challenge, code_in(postbox.letters[-1]), GOOD_PASSWORD, who)


def worker(port: int, *words: str) -> subprocess.Popen[bytes]:
    """Start the worker as a process of its own, on the test's database."""
    name = str(connection.settings_dict["NAME"])
    address = (
        f"sqlite:///{name}"
        if connection.vendor == "sqlite"
        else urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}").geturl()
    )
    return subprocess.Popen(
        [sys.executable, "manage.py", "worker", *words],
        cwd=ROOT,
        env={
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "seetao.settings",
            "DATABASE_URL": address,
            "EMAIL_URL": f"smtp://{HOST}:{port}",
        },
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
