"""The project: settings from the environment, root addresses, headers, language, health."""
