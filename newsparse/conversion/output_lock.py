"""The lock for writing to an output, so that two runs do not write to it at the same time."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import BinaryIO

from ..problems import os_error_message
from ..storage import stores
from .output_paths import ConvertError
from .plan import LOCK_FILE, PLAN_FILE, PlanError, refuse_links
from .state import STATE_FILE

_MAX_LOCK_ATTEMPTS = 5  # while other processes remove the lock file


@contextmanager
def output_lock(work: str, dest: str) -> Iterator[None]:
    """Hold the lock for writing to `dest`. Raises ConvertError if another process holds it.

    Object stores have no locks: there, the shards of a run fail if another run has replaced its plan.
    """
    if stores.is_remote(work):
        yield
        return
    refuse_links(work)
    created = _missing_folders(work)
    lock_path = os.path.join(work, LOCK_FILE)
    try:
        file = _open_locked(lock_path)
    except (FileNotFoundError, FileExistsError) as error:
        raise ConvertError(f"{dest}: cannot be written: creating {work} failed ({os_error_message(error)})") from None
    if file is None:
        raise ConvertError(f"{dest}: another run is writing to this output; wait until it has finished")
    with file:
        try:
            yield
        except BaseException as error:  # without a plan or a state, nothing in the folder is of use
            is_needed = any(stores.exists(os.path.join(work, name)) for name in (PLAN_FILE, STATE_FILE))
            if work in created and (isinstance(error, ConvertError | PlanError) or not is_needed):
                stores.remove_folder(work)
            raise
        finally:
            for remove, path in [(os.unlink, lock_path), *((os.rmdir, folder) for folder in created or [work])]:
                with suppress(OSError):  # a folder that is not empty stays
                    remove(path)


def _missing_folders(path: str) -> list[str]:
    """The folders in a path that do not exist, the last one first."""
    missing = []
    while not os.path.exists(path):
        missing.append(path)
        path = os.path.dirname(path)
    return missing


def _open_locked(path: str) -> BinaryIO | None:
    """Open a file with an exclusive lock, which lasts until it is closed; None if another process holds the lock.

    Creates the file and its folder, which the previous holder may remove at the same time. Raises OSError.
    """
    missing: OSError | None = None
    for _ in range(_MAX_LOCK_ATTEMPTS):
        try:
            os.makedirs(os.path.dirname(path), exist_ok=True)
            file = open(path, "wb", opener=_open_without_waiting)  # noqa: SIM115 - the caller closes it
            missing = None
            if _acquire_lock(file) and os.path.samestat(os.fstat(file.fileno()), os.stat(path)):
                return file
            file.close()
        except (FileNotFoundError, FileExistsError) as error:
            missing = error
    if missing:
        raise missing
    return None


def _open_without_waiting(path: str, flags: int) -> int:
    """Open a lock file, without following a link or waiting for a pipe."""
    return os.open(path, flags | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0), 0o666)


def _acquire_lock(file: BinaryIO) -> bool:
    """Lock a file; False if another process holds the lock.

    True without a lock where there are none: on Windows, and on some file systems.
    """
    try:
        import fcntl
    except ImportError:
        return True
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:  # a file system without locks
        return True
    return True
