"""Sample content: people, columns, articles and drawings for a first look at the house."""
