"""Stylesheets stand inside the pages, and the policy lets them and nothing else."""

import base64
import hashlib
import re

import pytest
from django.test import Client

from seetao.stylesheet import RULES


@pytest.mark.django_db
@pytest.mark.parametrize(("address", "count"), [("/accounts/retrieve-password/", 1), ("/", 2)])
def test_policy_names_the_stylesheets_that_a_page_holds(address: str, count: int) -> None:
    response = Client().get(address)

    styles = re.findall(r"<style>(.*?)</style>", response.content.decode(), re.DOTALL)
    policy = response.headers["Content-Security-Policy"]
    (allowed,) = re.findall(r"style-src ([^;]*)", policy)
    assert len(styles) == count
    for each in styles:
        digest = base64.b64encode(hashlib.sha256(each.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in allowed.split()
    assert "unsafe" not in policy


def test_stylesheets_cannot_end_their_element() -> None:
    assert "<" not in "".join(RULES.values())
