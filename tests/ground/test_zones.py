"""Zones as texts name them."""

import pytest

from truce.when import check_zone, zone_named


@pytest.mark.parametrize(
    ("words", "zone"),
    [
        ("ET", "EST5EDT"),
        ("e.d.t.", "EST5EDT"),
        ("GMT", "UTC"),
        ("Z", "UTC"),
        ("CEST", "CET"),
        ("Vienna", "Europe/Vienna"),
        ("Sao Paulo", "America/Sao_Paulo"),
        ("CST", None),
        ("IST", None),
        ("local", None),
        ("Atlantis", None),
        ("", None),
    ],
)
def test_a_zone_is_found_by_abbreviation_or_city(words, zone):
    assert zone_named(words) == zone
    if zone is not None:
        assert check_zone(zone) == zone
