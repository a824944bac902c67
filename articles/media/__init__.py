"""Pictures: how they come into the library, and what pages show of them."""
