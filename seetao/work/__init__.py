"""Work outside the request: tasks, their retries, their rescue, and what becomes due by itself.

Tasks are Django's own (django-tasks, database backend). Enqueue them in the transaction that
causes them, make them idempotent, and never pass a code, token or password: arguments and
results stand in the database in clear.
"""
