"""Entry point of the commands `newsparse` and `python -m newsparse`."""

from __future__ import annotations

import gc
import os
import sys


def run() -> None:
    """Run the command line and end the process with its exit code.

    Ctrl-C ends it without a traceback from the first import on; SIGTERM and SIGHUP end it like Ctrl-C.

    Start-up time matters in shell loops. Therefore the garbage collector is off while modules load, as none of their
    objects is garbage, and the process ends as soon as its output is flushed, without finalizing modules.
    """
    try:
        gc.disable()
        from .cli import catch_signals, main

        catch_signals()
        gc.freeze()
        gc.enable()
        code = main()
    except KeyboardInterrupt as interrupt:
        code = getattr(interrupt, "code", 130)
    for stream in (sys.stdout, sys.stderr):
        try:
            if stream is not None:  # None if it was closed before the start: newsparse >&-
                stream.flush()
        except (OSError, ValueError):
            code = code or 141
        except KeyboardInterrupt as interrupt:
            code = getattr(interrupt, "code", 130)
    if processes := sys.modules.get("multiprocessing.util"):  # finalizing would remove its folder of sockets
        import shutil

        shutil.rmtree(processes.get_temp_dir(), ignore_errors=True)
    os._exit(code)


if __name__ == "__main__":
    run()
