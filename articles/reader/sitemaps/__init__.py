"""Sitemaps: which pages there are and when their words changed, for search engines.

Not Django's framework: it counts all articles to make pages of them, so that each new article
moves the others to another file, and takes the host from the request. Ours has a file a month,
found by an index; files of past months stay as they are.
"""
