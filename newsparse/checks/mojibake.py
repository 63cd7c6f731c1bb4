"""Mojibake: text in UTF-8 that was read as another encoding, found by encoding it back. Nothing is changed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

# The encodings that UTF-8 is read as by mistake, by their names in Python, as they are named in messages.
_ENCODINGS = {
    "cp1252": "Windows-1252",
    "cp1250": "Windows-1250",
    "cp1251": "Windows-1251",
    "mac_roman": "Mac OS Roman",
    "cp437": "code page 437",
}
_LATIN = ("cp1252", "cp1250")  # the bytes of one Latin letter are a letter and a sign that stand together nowhere else
# What may follow a word in capitals that ends in a lead byte's letter: `IRMÃ”`, `AMANHÃ…`.
_CLOSING = frozenset("“”‘’…–—•«»‹›™®\xa0")
# Characters that are evidence on their own: punctuation, currency, a mark, what is lost, ligatures, Vietnamese, emoji.
_SIGNS = (
    "\u1e00-\u1eff\u2010-\u203a\u20ac\u2122\u2190-\u2193\u2212\u25cf\u2600-\u27bf\ufb01\ufb02\ufeff\ufffd"
    "\U0001f300-\U0001faff"
)
_LETTERS = "\xa0-\u017f\u0218-\u021b"  # Latin: with evidence around them
# Other scripts, of which several must stand together: Greek, Cyrillic, Hebrew, Arabic, Indic, Thai, CJK, Hangul.
_SCRIPTS = (
    "\u0370-\u045f\u0490-\u0491\u05d0-\u05ea\u0600-\u06ff\u0900-\u0e5b\u3000-\u30ff\u4e00-\u9fff\uac00-\ud7a3"
    "\uff01-\uff5e"
)
# Damaged again: the last byte lost, a no-break space made a plain one, bytes without a character made `?` or U+FFFD.
_PARTIAL = "â€|â\\?\\?|(?<![^\\W\\d_a-zß-ÿ])[ÂÃ](?=[\\s?\ufffd])"


_SHOWN = 20  # characters of a piece that a message shows


class Mojibake(NamedTuple):
    """A piece of mojibake: where it starts and stops, in characters, how it is printed, what it stands for (empty if
    bytes are lost), and the name of the encoding that it was read as."""

    start: int
    stop: int
    printed: str
    meant: str
    encoding: str

    @property
    def message(self) -> str:
        """One clause for a problem."""
        shown = self.printed[:_SHOWN]
        meant = f"stands for {self.meant[:_SHOWN]!r}" if self.meant else "is a part of a character"
        return f"{shown!r} {meant}: UTF-8 that was read as {self.encoding}"


class _Table(NamedTuple):
    """How one encoding reads bytes of UTF-8: a pattern of whole sequences, the byte of each character, and the
    characters of first and of further bytes, without which no sequence can be there."""

    pattern: re.Pattern[str]
    bytes: dict[int, int]
    first: frozenset[str]
    further: frozenset[str]


def mojibake_in(text: str) -> Iterator[Mojibake]:
    """The mojibake in `text`, from left to right: characters that are valid UTF-8 of several bytes when they are
    encoded in an 8-bit encoding, and stand for what texts are written with.

    >>> [(found.start, found.meant) for found in mojibake_in("The cafÃ© isnâ€™t open.")]
    [(7, 'é'), (13, '’')]
    """
    if text.isascii():
        return
    chars = set(text)
    found = [piece for codec in _ENCODINGS if _may_be_read_as(chars, codec) for piece in _whole(text, codec)]
    found += [Mojibake(*match.span(), match[0], "", _ENCODINGS["cp1252"]) for match in re.finditer(_PARTIAL, text)]
    stop = 0
    for piece in sorted(found, key=lambda piece: (piece.start, -piece.stop)):
        if piece.start >= stop:
            yield piece
            stop = piece.stop


def _may_be_read_as(chars: set[str], codec: str) -> bool:
    table = _table(codec)
    return not (table.first.isdisjoint(chars) or table.further.isdisjoint(chars))


def _whole(text: str, codec: str) -> Iterator[Mojibake]:
    table = _table(codec)
    for match in table.pattern.finditer(text):
        data = match[0].translate(table.bytes).encode("latin-1")
        try:
            meant = data.decode("utf-8")
        except UnicodeDecodeError:  # too long, or half of a surrogate pair
            continue
        before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
        if _is_meant(meant) and (len(meant) > 1 or _fits(match[0], meant, before, after, codec)):
            yield Mojibake(*match.span(), match[0], meant, _ENCODINGS[codec])


def _is_meant(meant: str) -> bool:
    """Whether texts hold these characters: signs and Latin letters, or several of another script."""
    return bool(re.fullmatch(f"[{_SIGNS}{_LETTERS}{_SCRIPTS}]+", meant)) and not (
        len(meant) == 1 and re.match(f"[{_SCRIPTS}]", meant)
    )


def _fits(printed: str, meant: str, before: str, after: str, codec: str) -> bool:
    """Whether a single sequence between two characters is rather mojibake than a letter with a sign beside it."""
    if len(printed) > 2 or not re.match(f"[{_LETTERS}]", meant):
        return True
    if codec not in _LATIN:
        is_beside = str.isalnum if meant < "\xc0" else str.isalpha  # an amount stands beside a currency sign
        return any(char.isascii() and is_beside(char) for char in (before, after))
    if printed[1] not in _CLOSING:
        return True
    if printed[1] == "\xa0" and printed[0] in "ÂÃ":
        return not before.isupper()
    return before.islower() or (after.isalpha() and not before.isupper())


@cache
def _table(codec: str) -> _Table:
    """The table of an encoding; bytes that it leaves undefined are read as ISO 8859-1 has them."""
    chars = {byte: bytes([byte]).decode(codec, "ignore") or chr(byte) for byte in range(0x80, 0x100)}
    known = {ord(char): byte for byte, char in chars.items()}
    if codec == "cp1252":  # also read as ISO 8859-1
        known.update({byte: byte for byte in range(0x80, 0xA0)})

    def among(first: int, last: int) -> frozenset[str]:
        return frozenset(chr(char) for char, byte in known.items() if first <= byte <= last)

    def one_of(first: int, last: int) -> str:
        return f"[{''.join(map(re.escape, sorted(among(first, last))))}]"

    rest = one_of(0x80, 0xBF)
    pairs, triples, fours = one_of(0xC2, 0xDF), one_of(0xE0, 0xEF), one_of(0xF0, 0xF4)
    pattern = re.compile(f"(?:{pairs}{rest}|{triples}{rest}{rest}|{fours}{rest}{rest}{rest})+")
    return _Table(pattern, known, among(0xC2, 0xF4), among(0x80, 0xBF))
