"""Convert exceptions of the file system and of object stores to OSErrors with a message of one clause."""

from __future__ import annotations

import errno
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager

# Classes of exceptions, given by their names because the libraries of the stores may not be installed.
_ACCESS_ERRORS = frozenset(
    """
    NoCredentialsError PartialCredentialsError CredentialRetrievalError TokenRetrievalError DefaultCredentialsError
    RefreshError ClientAuthenticationError CredentialUnavailableError
    """.split()
)
_NOT_FOUND_ERRORS = frozenset({"ResourceNotFoundError"})
_ACCESS_STATUSES = (401, 403)  # of HTTP
_NOT_FOUND_STATUS = 404
# adlfs and gcsfs raise general classes of exceptions for refused access; the reason follows this prefix.
_ACCESS_PREFIX = re.compile(r"unable to connect to account for |Forbidden: \S+\s*")
# Lines that Azure appends to a message.
_DETAILS = re.compile(r"\n(RequestId|ErrorCode|Time|Content|Attempted credentials):.*", re.DOTALL)
_ERRNOS: tuple[tuple[type[Exception], int], ...] = (
    (FileNotFoundError, errno.ENOENT),
    (PermissionError, errno.EACCES),
    (FileExistsError, errno.EEXIST),
    (IsADirectoryError, errno.EISDIR),
    (NotADirectoryError, errno.ENOTDIR),
    (TimeoutError, errno.ETIMEDOUT),
    (MemoryError, errno.ENOMEM),
)
_MAX_LENGTH = 200  # characters of a library's message


class StoreError(OSError):
    """An object store that cannot be used: a package is missing or the scheme is unknown."""

    def __init__(self, message: str) -> None:
        super().__init__(errno.EOPNOTSUPP, message)

    def __reduce__(self) -> tuple[type[StoreError], tuple[str]]:
        return StoreError, (str(self.strerror),)


class FileChangedError(OSError):
    """A file that has changed since it was read and therefore must not be replaced."""

    def __init__(self, path: str) -> None:
        super().__init__(errno.ESTALE, "changed since it was read", path)


@contextmanager
def oserrors_for(path: str) -> Iterator[None]:
    """Convert every exception that the block raises to an OSError for `path`, by `as_oserror`."""
    try:
        yield
    except Exception as error:
        converted = as_oserror(error, path)
        if converted is error:
            raise
        raise converted from error


def as_oserror(error: BaseException, path: str) -> OSError:
    """Convert an exception to an OSError for `path`, of the subclass that belongs to its errno.

    An OSError that already has a message and a file name is returned unchanged, unless its file name is a part of an
    object's path: libraries give only the container, or omit the scheme. Then the file name becomes `path`.
    """
    if isinstance(error, OSError) and error.strerror and (error.filename or isinstance(error, StoreError)):
        if error.filename == path or path.startswith("file://") or str(error.filename) not in path:
            return error
        return OSError(error.errno, error.strerror, path)
    return OSError(*_errno_and_message(error, path), path)  # Python chooses the subclass by the errno


def _errno_and_message(error: BaseException, path: str) -> tuple[int, str]:
    """Return the errno and the message of the OSError for an exception."""
    if isinstance(error, UnicodeError):
        return errno.EINVAL, "not a valid path: it cannot be encoded"
    if isinstance(error, ValueError) and "\0" in path:
        return errno.EINVAL, "not a valid path: it contains a null character"
    code = _errno_of(error)
    if code == errno.EACCES:
        return code, f"access denied ({_short_message(error)})"
    if code is None:
        return getattr(error, "errno", None) or errno.EIO, _short_message(error)
    return code, os.strerror(code)


def _errno_of(error: BaseException) -> int | None:
    """Return the errno by the class of an exception, its HTTP status or the start of its message; None if unknown."""
    name, status = type(error).__name__, _http_status(error)
    code = next((code for kind, code in _ERRNOS if isinstance(error, kind)), None)
    if name in _ACCESS_ERRORS or status in _ACCESS_STATUSES or _ACCESS_PREFIX.match(str(error)):
        return errno.EACCES
    if code != errno.EACCES and (name in _NOT_FOUND_ERRORS or status == _NOT_FOUND_STATUS):
        return errno.ENOENT
    return code


def _http_status(error: BaseException) -> int | None:
    """Return the HTTP status that an exception of Azure's or Google's libraries holds; None if it holds none."""
    status = getattr(error, "status_code", None) or getattr(error, "code", None)
    return int(status) if isinstance(status, int) or (isinstance(status, str) and status.isdecimal()) else None


def _short_message(error: BaseException) -> str:
    """Return the message of an exception in one line of limited length."""
    message = getattr(error, "strerror", None) or str(error)
    if not isinstance(error, OSError) and len(error.args) > 1 and isinstance(error.args[0], str):
        message = error.args[0]  # Google's exceptions have the whole response as second argument
    message = _ACCESS_PREFIX.sub("", _DETAILS.sub("", message), count=1)
    message = " ".join(message.split()).rstrip(".!")
    return (message if len(message) <= _MAX_LENGTH else message[:_MAX_LENGTH] + "…") or type(error).__name__
