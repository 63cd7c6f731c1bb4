"""The program: `newsparse` and `python -m newsparse`."""

from __future__ import annotations

import gc
import os
import sys


def run() -> None:
    """Run the command line and end the process with its exit code; Ctrl-C is quiet from the first line on, SIGTERM and
    SIGHUP end it like Ctrl-C.

    Start-up counts in shell loops: nothing is collected while modules load, for all of it stays, and
    the process ends without taking its modules apart, as soon as everything is written.
    """
    try:
        gc.disable()
        from .cli import catch_signals, main

        catch_signals()
        gc.freeze()
        gc.enable()
        code = main()
    except KeyboardInterrupt as end:
        code = getattr(end, "code", 130)
    for stream in (sys.stdout, sys.stderr):
        try:
            if stream is not None:  # closed before the start: newsparse >&-
                stream.flush()
        except (OSError, ValueError):
            code = code or 141
        except KeyboardInterrupt as end:
            code = getattr(end, "code", 130)
    if processes := sys.modules.get("multiprocessing.util"):  # it would remove its folder of sockets at a usual end
        import shutil

        shutil.rmtree(processes.get_temp_dir(), ignore_errors=True)
    os._exit(code)


if __name__ == "__main__":
    run()
