"""Exceptions of file systems and of the stores' libraries become OSErrors with one clause."""

from __future__ import annotations

import errno
import pickle

import pytest

from newsparse.problems import os_error_message
from newsparse.storage.errors import FileChangedError, StoreError, as_oserror, oserrors_for


def test_exceptions_of_libraries_become_oserrors() -> None:
    class DefaultCredentialsError(Exception):
        pass

    class ResourceNotFoundError(Exception):
        pass

    converted = [
        as_oserror(error, "gs://a/b")
        for error in (
            DefaultCredentialsError("Set them.\nSee there."),
            ResourceNotFoundError("blob"),
            TimeoutError(),
            RuntimeError(),
            Exception("x" * 300),
            OSError(errno.EBUSY, "Slow down."),
            FileExistsError("gs://a"),
        )
    ]
    assert [type(error) for error in converted] == [
        PermissionError,
        FileNotFoundError,
        TimeoutError,
        OSError,
        OSError,
        OSError,
        FileExistsError,
    ]
    assert [os_error_message(error)[:40] for error in converted] == [
        "access denied (set them. see there)",
        "no such file or directory",
        "connection timed out",
        "runtimeerror",
        "x" * 40,
        "slow down",
        "file exists",
    ]
    assert {error.filename for error in converted} == {"gs://a/b"}


def test_refused_access_becomes_permission_error() -> None:
    class HttpResponseError(Exception):  # Azure's
        status_code = 403

    class HttpError(Exception):  # gcsfs'
        code = "401"

    class RefreshError(Exception):
        pass

    class ClientAuthenticationError(Exception):
        pass

    converted = [
        as_oserror(error, "abfs://a/b")
        for error in (
            HttpResponseError("Failed to authenticate.\nRequestId:1f\nTime:2026-01-01T00:00:00Z\nContent: <a>"),
            HttpError("Invalid Credentials, 401"),
            OSError("Forbidden: http://127.0.0.1/b/a/o\nNobody does not have access."),
            ValueError("unable to connect to account for Must provide either a connection_string or account_name!!"),
            RefreshError("invalid_grant: no such account", {"error": "invalid_grant"}),
            ClientAuthenticationError("No token.\nAttempted credentials:\n\tOne: none\n\tTwo: none"),
        )
    ]
    assert {type(error) for error in converted} == {PermissionError}
    assert [os_error_message(error) for error in converted] == [
        "access denied (failed to authenticate)",
        "access denied (invalid credentials, 401)",
        "access denied (nobody does not have access)",
        "access denied (must provide either a connection_string or account_name)",
        "access denied (invalid_grant: no such account)",
        "access denied (no token)",
    ]
    assert {error.filename for error in converted} == {"abfs://a/b"}


def test_a_missing_object_becomes_file_not_found_error_for_its_whole_path() -> None:
    class HttpResponseError(Exception):
        status_code = 404

    for error, message in (
        (HttpResponseError("blob"), "no such file or directory"),
        (
            FileNotFoundError(errno.ENOENT, "No such container", "a"),
            "no such container",
        ),  # adlfs omits the container
        (FileNotFoundError(errno.ENOENT, "No such file", "a/b"), "no such file"),
    ):
        converted = as_oserror(error, "abfs://a/b")
        assert (type(converted), os_error_message(converted), converted.filename) == (
            FileNotFoundError,
            message,
            "abfs://a/b",
        )
    local = FileNotFoundError(errno.ENOENT, "No such file", "/tmp/part")  # noqa: S108 - the source of a copy
    assert as_oserror(local, "abfs://a/b") is local


@pytest.mark.parametrize(
    ("error", "path", "expected", "message"),
    [
        (MemoryError(), "a", OSError, "cannot allocate memory"),
        (UnicodeEncodeError("utf-8", "\udcff", 0, 1, ""), "s3://a", OSError, "not a valid path: it cannot be encoded"),
        (ValueError("embedded null byte"), "a\0", OSError, "not a valid path: it contains a null character"),
        (IsADirectoryError(), "a", IsADirectoryError, "is a directory"),
        (NotADirectoryError(), "a", NotADirectoryError, "not a directory"),
    ],
)
def test_exceptions_of_python_become_oserrors_in_a_block(
    error: Exception, path: str, expected: type[OSError], message: str
) -> None:
    with pytest.raises(expected) as caught, oserrors_for(path):
        raise error
    converted = caught.value
    assert (type(converted), os_error_message(converted), converted.filename) == (expected, message, path)
    assert converted.__cause__ is error


def test_oserrors_with_a_file_name_are_not_converted() -> None:
    error = PermissionError(errno.EACCES, "Permission denied", "other")
    assert as_oserror(error, "a") is error
    assert as_oserror(StoreError("no package"), "s3://a").filename is None


def test_store_errors_can_be_pickled() -> None:
    again = pickle.loads(pickle.dumps(StoreError("s3:// needs s3fs")))  # noqa: S301
    assert (type(again), str(again.strerror)) == (StoreError, "s3:// needs s3fs")


def test_a_changed_file_has_a_message_of_one_clause() -> None:
    assert os_error_message(FileChangedError("a")) == "changed since it was read"
