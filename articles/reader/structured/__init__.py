"""Structured data (schema.org, in JSON-LD): what a page says, said to programs."""
