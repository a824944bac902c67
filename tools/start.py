"""Finds a Python that can run the project, and hands the command over to it.

This file alone is read by whatever `python3` a machine has, so it keeps to words that even
Python 2.7 understands; everything after the gate may be modern.
"""

import os
import sys

LEAST = (3, 11)
ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


def other_python():
    """Return the path of a newer Python on this machine, or None."""
    for folder in os.environ.get("PATH", "").split(os.pathsep):
        for minor in range(14, LEAST[1] - 1, -1):
            path = os.path.join(folder, "python3.%d" % minor)
            # A version manager's stub can stand here for a Python that it does not have.
            if os.access(path, os.X_OK) and os.system("%s -c '' 2>/dev/null" % quoted(path)) == 0:
                return path
    return None


def quoted(path):
    """Return the path as one word for a shell."""
    return "'" + path.replace("'", "'\\''") + "'"


def main():
    """Run the command, or say in one line why it cannot."""
    if sys.version_info < LEAST:
        path = other_python()
        if path:
            os.execv(path, [path] + sys.argv)
        sys.exit(
            "Python %d.%d or newer is needed, this is %d.%d: install one, or name it with "
            "`make PYTHON=python3.11 ...`." % (LEAST + tuple(sys.version_info[:2]))
        )
    sys.path.insert(0, ROOT)
    os.chdir(ROOT)
    from tools.commands import run

    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
