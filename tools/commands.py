"""The commands of the Makefile: what each needs first, and which module then does it."""

import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass

from tools import environment, serve
from tools.refusal import CannotGoOn


@dataclass(frozen=True)
class Command:
    """`lock` is what .venv must hold; `arguments` go to Python, none for nothing more to do."""

    lock: str
    arguments: tuple[str, ...] = ()


COMMANDS = {
    "run": Command(environment.RUNTIME_LOCK, ("-m", "tools.serve")),
    "setup": Command(environment.DEVELOPMENT_LOCK),
    "test": Command(environment.DEVELOPMENT_LOCK, ("-m", "tools.test")),
    "test-fast": Command(environment.DEVELOPMENT_LOCK, ("-m", "tools.test", "--fast")),
    "check": Command(environment.DEVELOPMENT_LOCK, ("-m", "tools.check")),
    "pages": Command(environment.PAGES_LOCK, ("-m", "tools.pages")),
    "screens": Command(environment.DEVELOPMENT_LOCK, ("-m", "tools.screens")),
    "bench": Command(environment.PAGES_LOCK, ("-m", "tools.bench")),
    "lock": Command(environment.DEVELOPMENT_LOCK, ("-m", "tools.locks", "update")),
    "catalogues": Command(environment.DEVELOPMENT_LOCK, ("-m", "tools.catalogues", "update")),
}


def run(words: Sequence[str]) -> int:
    """Run the command named in `words`; return its exit status, having said why it is not 0."""
    if len(words) != 1 or words[0] not in COMMANDS:
        print(f"Say one of: {', '.join(COMMANDS)}.", file=sys.stderr)
        return 2
    command = COMMANDS[words[0]]
    try:
        if words[0] == "run":
            serve.require_free_port(serve.port())
        environment.ready(command.lock)
        if command.arguments:
            sys.stdout.flush()
            # In place of this process, so that signals reach the one that works.
            os.execv(environment.PYTHON, [str(environment.PYTHON), *command.arguments])
    except CannotGoOn as refusal:
        print(refusal, file=sys.stderr)
        return 1
    except subprocess.CalledProcessError as error:
        return error.returncode or 1
    except KeyboardInterrupt:
        return 130
    except OSError as error:
        print(environment.told(error), file=sys.stderr)
        return 1
    return 0
