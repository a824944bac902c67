"""Users and how they sign in; knows nothing of articles."""
