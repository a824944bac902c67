"""Properties are tried with the same examples in every run and on every machine."""

from hypothesis import settings

settings.register_profile("seetao", deadline=None, derandomize=True, database=None)
settings.load_profile("seetao")
