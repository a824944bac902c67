"""Saved articles: a signed-in reader's own list. Its pages are personal and never cached."""
