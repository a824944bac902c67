"""Whether the process is up and can answer."""

import pytest
from django.db import DatabaseError, connection
from django.test import Client


def test_process_answers_without_the_database(client: Client) -> None:
    assert client.get("/healthz").json() == {"status": "ok"}


@pytest.mark.django_db
def test_node_is_ready_when_the_database_answers(client: Client) -> None:
    response = client.get("/readyz")

    assert (response.status_code, response.json()["database"]) == (200, "ok")


def test_node_is_not_ready_when_the_database_refuses_and_says_no_more(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse() -> None:
        raise DatabaseError("password of seetao@db.internal is wrong")

    monkeypatch.setattr(connection, "cursor", refuse)

    response = client.get("/readyz")

    assert response.status_code == 503
    assert b"internal" not in response.content


def test_health_is_only_read(client: Client) -> None:
    assert client.post("/healthz").status_code == 405
