"""Articles: their content, its way through the desk, and what readers get."""
