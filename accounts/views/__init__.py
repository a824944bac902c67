"""Pages of accounts, one file a concept."""
