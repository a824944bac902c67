"""The public site. Reads the articles' rows; never imports editorial or admin."""
