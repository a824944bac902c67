"""The samples' home pages and standing pages."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.utils.timezone import now

from articles.models import Page, Placement, Slot
from articles.samples.data_files import read_data
from articles.samples.lay import Laid, lay_samples
from articles.text.cleaning import clean_html

pytestmark = pytest.mark.django_db


@pytest.fixture
def laid(sign_ins: Path) -> Laid:
    return lay_samples(at=now(), sign_ins=sign_ins)


@pytest.mark.usefixtures("laid")
@pytest.mark.parametrize("language", ["zh", "en"])
def test_each_home_page_has_a_lead_a_pinned_one_and_a_banner_of_a_day(language: str) -> None:
    standing = Placement.objects.standing(language, [*Slot], now())

    assert {(each.slot, each.position) for each in standing} == {
        ("lead", 1),
        ("pinned", 1),
        ("banner", 1),
    }
    later = Placement.objects.standing(language, [Slot.BANNER], now() + timedelta(hours=24))
    assert not later.exists()


@pytest.mark.usefixtures("laid")
def test_what_people_took_off_stays_off(sign_ins: Path) -> None:
    Placement.objects.filter(language="en").update(until_at=now())

    lay_samples(at=now(), sign_ins=sign_ins)

    assert not Placement.objects.standing("en", [*Slot], now()).exists()


@pytest.mark.usefixtures("laid")
def test_five_pages_are_published_in_both_languages_with_the_sites_address(
    client: Client,
) -> None:
    slugs = [facts["slug"] for facts in read_data("pages")]

    assert len(slugs) == 5
    for slug in slugs:
        for address in (f"/page/{slug}/", f"/en/page/{slug}/"):
            response = client.get(address)
            assert response.status_code == 200, address
            assert "{contact}" not in response.content.decode()
    contact = client.get("/en/page/contact/").content.decode()
    assert f'href="mailto:{settings.CONTACT_EMAIL}"' in contact
    assert all(page.body == clean_html(page.body) for page in Page.objects.all())
