"""Pure functions on text: they import nothing of ours, ask no database and read no clock."""
