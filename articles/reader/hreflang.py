"""How the web calls our languages."""

HREFLANG = {"zh": "zh-Hans", "en": "en"}
"""Tags of BCP 47, by our two letters: in hreflang, in feeds, in structured data."""

DEFAULT = "en"
"""What x-default leads to: who reads neither is likelier to find his way in English."""
