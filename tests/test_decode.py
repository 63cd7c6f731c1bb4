"""Bytes to text, or one clear error."""

from __future__ import annotations

import codecs

import pytest

from newsparse.decode import clean, decode, is_encoding
from newsparse.problem import InputError

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
    (TEXT.replace("\n", "\u2028", 1).replace("\n", "\u2029").encode(), None),
    (TEXT.replace("\nÜ", "\r\n\ufeffÜ").encode(), None),
]
BAD = [
    (b"", "N004", "empty", None),
    (b" \n\t\n", "N004", "white space", None),
    (codecs.BOM_UTF8, "N004", "empty", None),
    ("a\nCafé".encode("cp1252"), "N002", "windows-1252", 2),
    (b"a\n\x81\xff", "N002", "--encoding", 2),
    (bytes(range(256)) * 4, "N003", "not a text file", None),
    (b"\0\1\2\3" * 50, "N003", "not a text file", None),
    ("Title: x\n".encode("utf-16-le"), "N003", "utf-16-le", None),
]


@pytest.mark.parametrize(("data", "encoding"), GOOD)
def test_decodes(data: bytes, encoding: str | None) -> None:
    assert decode(data, encoding) == TEXT


@pytest.mark.parametrize(("data", "code", "word", "line"), BAD)
def test_says_what_is_wrong(data: bytes, code: str, word: str, line: int | None) -> None:
    with pytest.raises(InputError) as caught:
        decode(data)
    assert (caught.value.code, caught.value.line) == (code, line)
    assert word in caught.value.message
    assert "\n" not in caught.value.message


def test_one_nul_does_not_make_text_binary() -> None:
    assert "\0" in clean("Title: x\nText:\nA\0 long enough line of text, which holds a stray character.\n")


def test_names_of_encodings() -> None:
    assert [name for name in ("utf-8", "Windows-1252", "foo", "base64", "", "\0") if is_encoding(name)] == [
        "utf-8",
        "Windows-1252",
    ]
    with pytest.raises(LookupError):
        decode(b"x", "foo")
