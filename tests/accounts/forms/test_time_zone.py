"""The select of time zones."""

from django import forms
from django.test import SimpleTestCase

from accounts.forms.time_zone import TimeZoneSelect, time_zones


class TimeZoneTests(SimpleTestCase):
    def test_element_is_the_one_that_django_would_write(self) -> None:
        attributes = {"id": 'id_"zone"', "aria-describedby": "help", "required": True}
        for present in ("Asia/Shanghai", "UTC", '<"old">', ""):
            choices = time_zones(present)
            with self.subTest(present=present):
                self.assertHTMLEqual(
                    TimeZoneSelect(choices=choices).render("zone", present, attributes),
                    forms.Select(choices=choices).render("zone", present, attributes),
                )

    def test_zones_are_grouped_by_place_and_read_as_words(self) -> None:
        groups = dict(time_zones("Asia/Shanghai"))

        self.assertIn(("America/Port_of_Spain", "Port of Spain"), groups["America"])
        self.assertIn(
            ("America/Argentina/Buenos_Aires", "Argentina / Buenos Aires"), groups["America"]
        )
        self.assertEqual(groups["UTC"], "UTC")

    def test_zone_in_use_is_among_them_though_it_lies_nowhere(self) -> None:
        self.assertIn(("PRC", "PRC"), time_zones("PRC"))
        self.assertNotIn(("Asia/Shanghai", "Asia/Shanghai"), time_zones("Asia/Shanghai"))
