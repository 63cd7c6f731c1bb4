"""The program: `newsparse` and `python -m newsparse`."""

from __future__ import annotations

import sys


def run() -> None:
    """Run the command line and exit with its code; Ctrl-C is quiet even while modules load."""
    try:
        from .cli import main

        code = main()
    except KeyboardInterrupt:
        code = 130
    sys.exit(code)


if __name__ == "__main__":
    run()
