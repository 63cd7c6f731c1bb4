"""Data with many control characters is not text; text in a wide encoding is recognized."""

from __future__ import annotations

import pytest

from newsparse.text.binary import binary_text_error, has_many_controls, wide_encoding_message
from newsparse.text.limits import SAMPLE

TEXT = "Title: Причал\nText:\nЛодки ушли в море.\n"


@pytest.mark.parametrize(
    ("data", "expected"), [(b"", False), (b"a" * 95 + b"\0" * 5, False), (b"a" * 94 + b"\0" * 6, True)]
)
def test_data_with_more_than_5_percent_controls_is_not_text(data: bytes, expected: bool) -> None:
    assert has_many_controls(data, len(data)) is expected


def test_escape_and_white_space_do_not_count_as_controls() -> None:
    assert not has_many_controls(b"\t\n\v\f\r\x1b" * 9, 1)


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_text_of_a_wide_encoding_is_recognized(encoding: str) -> None:
    message = wide_encoding_message(TEXT.encode(encoding), "utf-8")
    assert message == f"looks like {encoding.upper()} without a byte-order mark"
    assert wide_encoding_message(TEXT.encode(encoding), encoding) is None


def test_there_is_no_message_for_other_data() -> None:
    assert wide_encoding_message(bytes(range(256)) * 4, "utf-8") is None


def test_only_the_sample_is_examined() -> None:
    error = binary_text_error("\x01" * SAMPLE, "utf-8")
    assert error is not None
    assert (error.code, error.message) == ("N003", "not a text file: too many control characters")
    assert binary_text_error("a" * SAMPLE + "\x01" * SAMPLE, "utf-8") is None
