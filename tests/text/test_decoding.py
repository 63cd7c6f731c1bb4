"""Bytes are decoded to text, or an error says in one line what is wrong and what the user can do."""

from __future__ import annotations

import codecs
import io
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsparse.problems import InputError
from newsparse.text.compression import compress
from newsparse.text.decoding import ERRORS, Errors, clean, decode, decode_stream, is_encoding, is_refused
from newsparse.text.limits import HEAD

TEXT = "Title: Café\nText:\nÜber “alles” 汉字\n"
GOOD = [
    (TEXT.encode(), None),
    (codecs.BOM_UTF8 + TEXT.encode(), None),
    (codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"), None),
    (codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), "windows-1252"),
    (codecs.BOM_UTF32_LE + TEXT.encode("utf-32-le"), None),
    (TEXT.encode("gb18030"), "gb18030"),
    (TEXT.replace("\n", "\r\n").encode(), None),
    (TEXT.replace("\n", "\r").encode(), None),
    (TEXT.encode("utf-16"), "utf-16"),
    (TEXT.encode("utf-16-le"), "UTF-16"),
    (TEXT.encode("utf-16-be"), "utf_16"),
    (TEXT.encode("utf-32-le"), "utf-32"),
    (TEXT.encode("utf-32-be"), "utf-32"),
    (TEXT.replace("\n", "\u2028", 1).replace("\n", "\u2029").encode(), None),
    (TEXT.replace("\nÜ", "\r\n\ufeffÜ").encode(), None),
]
BAD = [
    (b"", "N004", "empty", None),
    (b" \n\t\n", "N004", "white space", None),
    (codecs.BOM_UTF8, "N004", "empty", None),
    ("a\nCafé".encode("cp1252"), "N002", "Windows-1252", 2),
    (b"a\n\x81\xff", "N002", "not valid UTF-8 at byte 3", 2),
    (bytes(range(256)) * 4, "N003", "not a text file", None),
    (b"\0\1\2\3" * 50, "N003", "not a text file", 1),
    ("Title: x\n".encode("utf-16-le"), "N003", "UTF-16-LE", None),
    ("Title: x\n".encode("utf-16-be"), "N003", "UTF-16-BE", None),
    ("Title: x\n".encode("utf-32-le"), "N003", "UTF-32-LE", None),
    ("Title: x\n".encode("utf-32-be"), "N003", "UTF-32-BE", None),
    ("Title: Причал\nText:\nЛодки ушли в море.\n".encode("utf-16-le"), "N003", "UTF-16-LE", None),
    ("Title: Причал\nText:\nЛодки «ушли» в море, ё!\n".encode("utf-16-le"), "N003", "UTF-16-LE", None),
    (b"\0" * 100, "N003", "not a text file", 1),
    (b"a\rb\r\nc\r\xff", "N002", "not valid UTF-8 at byte 8", 4),
    ("a\u2028b\nc\u2029".encode() + b"\xff", "N002", "Windows-1252", 4),
    (codecs.BOM_UTF16_LE + "a\nb\rc".encode("utf-16-le") + b"\x00\xd8a\0", "N002", "byte-order mark", 3),
    (codecs.BOM_UTF8 + b"a\n\xff", "N002", "byte-order mark", 2),
    ("a\nā".encode() + b"\x81\xff", "N002", "not valid UTF-8 at byte 5", 2),
    (compress(".gz", TEXT.encode()), "N003", "decompress it", None),
    (compress(".zst", TEXT.encode()), "N003", "ends in .zst", None),
]


@pytest.mark.parametrize(("data", "encoding"), GOOD)
def test_encodings_and_line_ends_are_recognized(data: bytes, encoding: str | None) -> None:
    assert decode(data, encoding) == TEXT


@pytest.mark.parametrize(("data", "code", "word", "line"), BAD)
def test_an_error_has_a_code_a_line_and_a_message(data: bytes, code: str, word: str, line: int | None) -> None:
    with pytest.raises(InputError) as caught:
        decode(data)
    assert (caught.value.code, caught.value.line) == (code, line)
    assert word in caught.value.message
    assert "\n" not in caught.value.message


def test_one_nul_does_not_make_text_binary() -> None:
    assert "\0" in clean("Title: x\nText:\nA\0 long enough line of text, which holds a stray character.\n")


def test_only_codecs_for_text_are_encodings() -> None:
    assert [name for name in ("utf-8", "Windows-1252", "foo", "base64", "", "\0") if is_encoding(name)] == [
        "utf-8",
        "Windows-1252",
    ]
    with pytest.raises(LookupError):
        decode(b"x", "foo")


@pytest.mark.parametrize(
    ("data", "is_binary"),
    [
        (b"\x01Title: a\nText:\n" + b"The boats left. " * 40, False),
        (b"Title: a\nText:\nThe boats left.\n" + b"\x01\x02\x03\x04" * 60, True),
        (b"\x01" * 40 + b"The boats left. " * 40, True),
        (b"The boats left. " * 40 + b"\x01" * 400, True),
        (b"The boats left. " * 40_000 + b"\x01" * 400_000, False),
    ],
)
@pytest.mark.parametrize("piece_size", [1 << 20, 4096, 10])
def test_binary_data_is_refused_however_a_stream_is_divided(data: bytes, is_binary: bool, piece_size: int) -> None:
    if piece_size == 10 and len(data) > 1 << 16:
        return

    class InPieces(io.RawIOBase):
        """A stream that returns a few bytes at a time."""

        def __init__(self) -> None:
            self.rest = io.BytesIO(data)

        def read(self, size: int = -1) -> bytes:
            return self.rest.read(piece_size if size < 0 else min(size, piece_size))

    def is_refused_as_binary(read: Callable[[], object]) -> bool:
        try:
            read()
        except InputError as error:
            assert error.code == "N003"
            return True
        return False

    assert is_refused_as_binary(lambda: decode(data)) is is_binary
    assert is_refused_as_binary(lambda: list(decode_stream(InPieces()))) is is_binary  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("data", "encoding", "line", "column"),
    [
        (b"a\rb\rc\xff", None, 3, 2),
        ("a\u2028b\n".encode() + b"\xff", None, 3, 1),
        ("é\u2028\ufeffñ\ufeff".encode() + b"\xff", None, 2, 3),
        (b"\xef\xbb\xbfa\n\xff", None, 2, 1),
        (b"\xff\xfe" + "a\nb\nc".encode("utf-16-le") + b"\x00\xd8", None, 3, 2),
        (b"a\nbc\xe9", "ascii", 2, 3),
        (("é" * 40_000 + "\r\n\r").encode() + b"\xe9", None, 3, 1),
        (("é" * 70_000).encode() + b"\xe9", None, 1, 70_001),
    ],
)
def test_invalid_bytes_have_a_line_and_a_column(data: bytes, encoding: str | None, line: int, column: int) -> None:
    readers: list[Callable[[], str]] = [
        lambda: decode(data, encoding),
        lambda: "".join(decode_stream(io.BytesIO(data), encoding)),
    ]
    for read in readers:
        with pytest.raises(InputError) as caught:
            read()
        assert (caught.value.code, caught.value.line, caught.value.column) == ("N002", line, column)
        assert f"(line {line}, column {column})" in caught.value.message


def test_data_that_is_not_text_has_the_position_of_the_first_control_character() -> None:
    with pytest.raises(InputError) as caught:
        decode("a\r\n\u200bb\0".encode() + b"\1\2\0")
    assert (caught.value.code, caught.value.line, caught.value.column) == ("N003", 2, 3)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32"])
def test_named_wide_encodings_need_no_byte_order_mark(encoding: str) -> None:
    data = "Title: é".encode(f"{encoding}-le")
    assert decode(data, encoding) == "".join(decode_stream(io.BytesIO(data), encoding)) == "Title: é"


def test_nul_bytes_are_not_text() -> None:
    with pytest.raises(InputError, match="not a text file"):
        decode(bytes(100))


_PARTS = [
    b"The boats left.\n" * 9_000,
    b"\0" * 70_000,
    bytes(range(256)) * 300,
    b"\x89PNG\r\n\x1a\n",
    b"\r\n" * 40_000,
    "汉字 ".encode() * 9_000,
    b"\xff",
    b"\xef\xbb\xbf",
    b"\xff\xfe",
    b"q\0u\0a\0y\0" * 20_000,
    b"caf\xe9 " * 9_000,
    b"\x1f\x8b\x08",
    b"\1" * 3_000,
    b"Title: x\n",
]


@given(
    st.lists(st.sampled_from(_PARTS), max_size=8).map(b"".join),
    st.sampled_from([None, "utf-16", "utf-32", "windows-1252", "gb18030", "utf-7"]),
    st.sampled_from(ERRORS),
    st.integers(0, HEAD),
)
def test_a_refused_head_raises_the_same_error_as_the_whole_data(
    data: bytes, encoding: str | None, errors: Errors, length: int
) -> None:
    def error_of(part: bytes) -> tuple[str, str, int | None] | None:
        try:
            decode(part, encoding, errors)
        except InputError as error:
            return error.code, error.message, error.line
        return None

    head = data[:length]
    if is_refused(head, encoding, errors):
        assert error_of(head) == error_of(data) is not None


@pytest.mark.parametrize(
    ("data", "refused"),
    [
        (bytes(HEAD), True),
        (bytes(range(256)) * (HEAD // 256 + 1), True),
        (b"\xff\xd8\xff\xe0" * HEAD, True),
        (bytes(100_000) + b"\xff" * HEAD, True),
        (codecs.BOM_UTF32_LE + "\x01".encode("utf-32-le") * 65_536, True),
        ("Title: \u0411\u0430".encode("utf-16-le") * 30_000, True),
        (b"The boats left. " * 20_000, False),
        ("Лодки ушли. ".encode() * 20_000, False),
        (b"\x1f\x8b\x08" + bytes(HEAD), True),
        (b"The boats left. " * 20_000 + b"\xff", False),
        (b"\1" * 3_000 + b"a" * HEAD, False),
    ],
)
def test_the_head_of_binary_data_is_refused(data: bytes, refused: bool) -> None:
    assert is_refused(data[:HEAD]) is refused


def test_a_stream_of_binary_data_is_not_read_to_its_end() -> None:
    class Endless(io.RawIOBase):
        """A stream of NUL bytes without an end."""

        given = 0

        def read(self, size: int = -1) -> bytes:
            assert size > 0
            self.given += size
            return bytes(size)

    stream = Endless()
    with pytest.raises(InputError, match="not a text file"):
        list(decode_stream(stream))  # type: ignore[arg-type]
    assert stream.given < 1 << 18


@pytest.mark.parametrize("step", [1, 2, 3, 5])
@pytest.mark.parametrize("encoding", ["gb18030", "big5", "euc-jp", "shift_jis", "utf-8"])
def test_a_stream_divided_inside_a_character_raises_the_error_of_the_whole(encoding: str, step: int) -> None:
    class Divided(io.BytesIO):
        def read1(self, size: int | None = -1) -> bytes:
            return self.read(step)

    for data in (b"a\xe2\x80\xa8\xc3\xa4\xe2\x80\xa8" * 3, b"ab\n\x8f\xff\xff", b"\xc3aaa\xff\n\x81"):
        results = []
        for is_stream in (False, True):
            try:
                text = "".join(decode_stream(Divided(data), encoding)) if is_stream else decode(data, encoding)
                results.append(("", text, 0))
            except InputError as error:
                results.append((error.code, error.message, error.line or 0))
        assert results[0] == results[1]
