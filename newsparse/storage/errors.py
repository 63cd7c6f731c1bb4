"""Whatever goes wrong in a file system or an object store, as an OSError with one clause."""

from __future__ import annotations

import errno
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager

# By the names of their classes, for the libraries that they are from need not be there.
_NO_ACCESS = {
    "NoCredentialsError", "PartialCredentialsError", "CredentialRetrievalError", "TokenRetrievalError",
    "DefaultCredentialsError", "RefreshError", "ClientAuthenticationError", "CredentialUnavailableError",
}  # fmt: skip
_NOT_THERE = {"ResourceNotFoundError"}
# What adlfs and gcsfs say of these, in classes that say nothing, and where the reason begins.
_REFUSED = re.compile(r"unable to connect to account for |Forbidden: \S+\s*")
_DETAILS = re.compile(r"\n(RequestId|ErrorCode|Time|Content|Attempted credentials):.*", re.DOTALL)  # Azure's, all lines
_CODES: tuple[tuple[type[OSError], int], ...] = (
    (FileNotFoundError, errno.ENOENT), (PermissionError, errno.EACCES), (FileExistsError, errno.EEXIST),
    (IsADirectoryError, errno.EISDIR), (NotADirectoryError, errno.ENOTDIR), (TimeoutError, errno.ETIMEDOUT),
)  # fmt: skip
_MOST = 200  # characters of what a library says


class StoreError(OSError):
    """A store that cannot be used here at all: a package is missing, or the scheme is not known."""

    def __init__(self, message: str) -> None:
        super().__init__(errno.EOPNOTSUPP, message)

    def __reduce__(self) -> tuple[type[StoreError], tuple[str]]:
        return StoreError, (str(self.strerror),)


@contextmanager
def faults(path: str) -> Iterator[None]:
    """Every failure of what is done within, as an OSError on `path`."""
    try:
        yield
    except Exception as error:
        told = as_oserror(error, path)
        if told is error:
            raise
        raise told from error


def as_oserror(error: BaseException, path: str) -> OSError:
    """A failure as an OSError on `path`, of the class that its kind has, with one clause on what it was."""
    if isinstance(error, OSError) and error.strerror and (error.filename or isinstance(error, StoreError)):
        if error.filename == path or path.startswith("file://") or str(error.filename) not in path:
            return error
        return OSError(error.errno, error.strerror, path)  # a library names a container, or leaves the scheme out
    if isinstance(error, MemoryError):
        return OSError(errno.ENOMEM, os.strerror(errno.ENOMEM), path)
    name, said, status = type(error).__name__, _said(error), _status(error)
    if isinstance(error, UnicodeError):
        return OSError(errno.EINVAL, "not a path (it holds what is not text)", path)
    if isinstance(error, ValueError) and "\0" in path:
        return OSError(errno.EINVAL, "not a path (it holds a NUL character)", path)
    code = next((code for kind, code in _CODES if isinstance(error, kind)), None)
    if name in _NO_ACCESS or code == errno.EACCES or status in (401, 403) or _REFUSED.match(str(error)):
        return PermissionError(errno.EACCES, f"no access ({said})", path)
    if name in _NOT_THERE or status == 404:
        code = errno.ENOENT
    if code is not None:
        return OSError(code, os.strerror(code), path)  # Python makes it one of the class that the code has
    return OSError(getattr(error, "errno", None) or errno.EIO, said, path)


def _status(error: BaseException) -> int | None:
    """The status of an answer over HTTP that a failure is made of, as the libraries of Azure and Google keep it."""
    found = getattr(error, "status_code", None) or getattr(error, "code", None)
    return int(found) if isinstance(found, int) or (isinstance(found, str) and found.isdecimal()) else None


def _said(error: BaseException) -> str:
    """What a library says of a failure, in one line."""
    said = getattr(error, "strerror", None) or str(error)
    if not isinstance(error, OSError) and len(error.args) > 1 and isinstance(error.args[0], str):
        said = error.args[0]  # Google's have the whole answer behind it
    said = " ".join(_REFUSED.sub("", _DETAILS.sub("", said), count=1).split()).rstrip(".!")
    return (said if len(said) <= _MOST else said[:_MOST] + "...") or type(error).__name__
