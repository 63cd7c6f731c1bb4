"""Failures of the file system and of object stores as OSErrors with a message of one clause."""

from __future__ import annotations

import errno
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager

# Exceptions of the stores' libraries, by the names of their classes: the libraries may not be installed.
_ACCESS_ERRORS = frozenset(
    """
    NoCredentialsError PartialCredentialsError CredentialRetrievalError TokenRetrievalError DefaultCredentialsError
    RefreshError ClientAuthenticationError CredentialUnavailableError
    """.split()
)
_NOT_FOUND_ERRORS = frozenset({"ResourceNotFoundError"})
_ACCESS_STATUSES = (401, 403)  # of HTTP, as 404
_NOT_FOUND_STATUS = 404
# What adlfs and gcsfs say, in exceptions of general classes, before the reason why access is refused.
_ACCESS_PREFIX = re.compile(r"unable to connect to account for |Forbidden: \S+\s*")
# Azure's additional lines, up to the end of the message.
_DETAILS = re.compile(r"\n(RequestId|ErrorCode|Time|Content|Attempted credentials):.*", re.DOTALL)
_CODES: tuple[tuple[type[Exception], int], ...] = (
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
    """Raise every exception of the block as an OSError for `path`."""
    try:
        yield
    except Exception as error:
        converted = as_oserror(error, path)
        if converted is error:
            raise
        raise converted from error


def as_oserror(error: BaseException, path: str) -> OSError:
    """Convert an exception to an OSError for `path`, of the subclass that belongs to its errno.

    An OSError that already has a message and a file name is returned unchanged, unless its file name is only a part of
    `path`: libraries name the container or omit the scheme.
    """
    if isinstance(error, OSError) and error.strerror and (error.filename or isinstance(error, StoreError)):
        if error.filename == path or path.startswith("file://") or str(error.filename) not in path:
            return error
        return OSError(error.errno, error.strerror, path)
    return OSError(*_cause(error, path), path)  # Python chooses the subclass by the errno


def _cause(error: BaseException, path: str) -> tuple[int, str]:
    """Return the errno and the message for an exception."""
    if isinstance(error, UnicodeError):
        return errno.EINVAL, "not a path (it holds what is not text)"
    if isinstance(error, ValueError) and "\0" in path:
        return errno.EINVAL, "not a path (it holds a NUL character)"
    code = _code(error)
    if code == errno.EACCES:
        return code, f"no access ({_message(error)})"
    if code is None:
        return getattr(error, "errno", None) or errno.EIO, _message(error)
    return code, os.strerror(code)


def _code(error: BaseException) -> int | None:
    """Return the errno for the class of an exception, the status of its response or the start of its message."""
    name, status = type(error).__name__, _http_status(error)
    code = next((code for kind, code in _CODES if isinstance(error, kind)), None)
    if name in _ACCESS_ERRORS or status in _ACCESS_STATUSES or _ACCESS_PREFIX.match(str(error)):
        return errno.EACCES
    if code != errno.EACCES and (name in _NOT_FOUND_ERRORS or status == _NOT_FOUND_STATUS):
        return errno.ENOENT
    return code


def _http_status(error: BaseException) -> int | None:
    """Return the status of the HTTP response behind an exception of Azure's or Google's libraries."""
    status = getattr(error, "status_code", None) or getattr(error, "code", None)
    return int(status) if isinstance(status, int) or (isinstance(status, str) and status.isdecimal()) else None


def _message(error: BaseException) -> str:
    """Return the message of an exception in one line of limited length."""
    message = getattr(error, "strerror", None) or str(error)
    if not isinstance(error, OSError) and len(error.args) > 1 and isinstance(error.args[0], str):
        message = error.args[0]  # Google's exceptions have the whole response as second argument
    message = _ACCESS_PREFIX.sub("", _DETAILS.sub("", message), count=1)
    message = " ".join(message.split()).rstrip(".!")
    return (message if len(message) <= _MAX_LENGTH else message[:_MAX_LENGTH] + "...") or type(error).__name__
