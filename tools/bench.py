"""`make bench`: runs every script in bench/, one after another, and prints what it measured."""

import subprocess
import sys

from tools.environment import PYTHON, ROOT

TIME_LIMIT = 3600  # seconds, for each script; Lighthouse opens every page five times


def main() -> int:
    """Run them all; return 1 when one failed."""
    status = 0
    for script in sorted((ROOT / "bench").glob("[a-z]*.py")):
        print(f"--- bench/{script.name}", flush=True)
        try:
            done = subprocess.run([str(PYTHON), script], cwd=ROOT, timeout=TIME_LIMIT, check=False)
        except subprocess.TimeoutExpired:
            print(f"bench/{script.name}: no end after {TIME_LIMIT} seconds", file=sys.stderr)
            status = 1
        else:
            status = status or done.returncode
    return status


if __name__ == "__main__":
    sys.exit(main())
