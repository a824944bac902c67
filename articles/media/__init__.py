"""Pictures: how they come into the library."""
