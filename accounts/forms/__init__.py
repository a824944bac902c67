"""Forms of the account pages, one file a concept."""
