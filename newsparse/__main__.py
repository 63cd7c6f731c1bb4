"""Entry point of the commands `newsparse` and `python -m newsparse`."""

from __future__ import annotations

import gc
import os
import sys

# Exit codes as shells report them: 128 plus the number of the signal, SIGINT or SIGPIPE.
_INTERRUPTED, _BROKEN_PIPE = 130, 141


def run() -> None:
    """Run the command line and end the process with its exit code.

    Ctrl-C, even during imports, SIGTERM and SIGHUP end the process without a traceback.

    Commands must start and end fast, as shell loops run them often. Therefore the garbage collector is off during
    imports, and the process ends as soon as its output is flushed, without finalizing modules.
    """
    try:
        gc.disable()
        from .cli import catch_signals, main

        catch_signals()
        gc.freeze()
        gc.enable()
        code = main()
    except KeyboardInterrupt as interrupt:
        code = getattr(interrupt, "code", _INTERRUPTED)
    for stream in (sys.stdout, sys.stderr):
        try:
            if stream is not None:  # None if it was closed before the start: newsparse >&-
                stream.flush()
        except (OSError, ValueError):
            code = code or _BROKEN_PIPE
        except KeyboardInterrupt as interrupt:
            code = getattr(interrupt, "code", _INTERRUPTED)
    if multiprocessing := sys.modules.get("multiprocessing.util"):  # its finalizers, which do not run, would do this
        import shutil

        shutil.rmtree(multiprocessing.get_temp_dir(), ignore_errors=True)
    os._exit(code)


if __name__ == "__main__":
    run()
