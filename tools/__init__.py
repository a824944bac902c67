"""What stands behind the commands of the Makefile; no part of the site imports this."""
