"""The stylesheet stands inside the pages, and the policy lets it and nothing else."""

import base64
import hashlib
import re

from django.test import Client
from django.urls import reverse

from seetao.stylesheet import RULES


def test_policy_names_the_stylesheet_that_the_page_holds() -> None:
    response = Client().get(reverse("accounts:retrieve-password"))

    styles = re.findall(r"<style>(.*?)</style>", response.content.decode(), re.DOTALL)
    digests = [base64.b64encode(hashlib.sha256(each.encode()).digest()).decode() for each in styles]
    policy = response.headers["Content-Security-Policy"]
    assert len(styles) == 1
    assert f"style-src 'self' 'sha256-{digests[0]}'" in policy
    assert "unsafe" not in policy


def test_stylesheet_cannot_end_its_element() -> None:
    assert "<" not in RULES
