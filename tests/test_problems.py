"""The catalogue of codes is consistent, and errors are described in one clause."""

from __future__ import annotations

import errno
import pickle
import re

import pytest

from newsparse.problems import (
    ALWAYS_REPORTED,
    CODES,
    DAMAGE,
    FAILURES,
    INTERNAL,
    InputError,
    find_code,
    os_error_message,
    problem,
    read_error_message,
)


def test_codes_and_names_are_unique_and_well_formed() -> None:
    assert [code for code in CODES if not re.fullmatch(r"N[0-3]\d\d", code)] == []
    assert list(CODES) == sorted(CODES)
    names = [entry.name for entry in CODES.values()]
    assert [name for name in names if not re.fullmatch(r"[a-z]+(-[a-z]+)*", name)] == []
    assert len(set(names)) == len(names)


def test_each_summary_is_one_sentence() -> None:
    assert [
        code for code, entry in CODES.items() if not re.fullmatch(r"([A-Z]|newsparse )[^\n]*\.", entry.summary)
    ] == []


def test_groups_of_codes_are_in_the_catalogue() -> None:
    assert CODES.keys() >= DAMAGE | FAILURES
    assert FAILURES >= INTERNAL
    assert FAILURES >= ALWAYS_REPORTED
    assert {CODES[code].severity for code in FAILURES} == {"error"}
    assert {CODES[code].fix for code in FAILURES} == {"no"}


def test_a_problem_has_the_severity_of_its_code() -> None:
    assert problem("N211", "long", 2, 8) == ("N211", "warning", "long", 2, 8)


@pytest.mark.parametrize(
    ("name", "code"), [("N301", "N301"), ("n301", "N301"), ("GLUED-sentence", "N301"), ("N3", None), ("", None)]
)
def test_a_code_is_found_by_the_code_or_its_name_in_any_case(name: str, code: str | None) -> None:
    assert find_code(name) == code


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (FileNotFoundError(errno.ENOENT, "No such file or directory"), "no such file or directory"),
        (PermissionError(errno.EACCES, "Permission denied"), "cannot be read: permission denied"),
        (OSError("Broken"), "cannot be read: broken"),
        (OSError(errno.EFBIG, "too large"), "too large"),
    ],
)
def test_an_os_error_is_described_in_one_clause(error: OSError, expected: str) -> None:
    assert read_error_message(error) == expected


def test_the_message_of_an_os_error_is_in_lower_case() -> None:
    assert os_error_message(OSError(errno.EIO, "Input/output error")) == "input/output error"


def test_an_input_error_survives_pickling() -> None:
    error = pickle.loads(pickle.dumps(InputError("N002", "invalid", 3)))  # noqa: S301
    assert (error.code, error.message, error.line, str(error)) == ("N002", "invalid", 3, "invalid")
