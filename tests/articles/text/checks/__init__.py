"""The checks of texts, and labelled sentences to measure them by."""
