"""What a command says when it cannot go on."""


class CannotGoOn(Exception):
    """One clear line for the person at the terminal: what is wrong, and what to do."""
