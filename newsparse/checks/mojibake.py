"""Detection of mojibake: UTF-8 that was decoded as another encoding, found by encoding it back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

# Encodings that UTF-8 is decoded as by mistake: the name in Python and the name in messages.
_ENCODINGS = {
    "cp1252": "Windows-1252",
    "cp1250": "Windows-1250",
    "cp1251": "Windows-1251",
    "mac_roman": "Mac OS Roman",
    "cp437": "code page 437",
}
# In these the bytes of one Latin letter are a letter and a sign that stand together nowhere else.
_LATIN_CODECS = ("cp1252", "cp1250")
# Characters that may follow a word in capitals whose last letter is a lead byte: `IRMÃ”`, `AMANHÃ…`.
_CLOSING_SIGNS = frozenset("“”‘’…–—•«»‹›™®\xa0")
# Evidence on their own: Vietnamese, punctuation, currencies, symbols, ligatures, U+FEFF, U+FFFD and emoji.
_SIGNS = (
    "\u1e00-\u1eff\u2010-\u203a\u20ac\u2122\u2190-\u2193\u2212\u25cf\u2600-\u27bf\ufb01\ufb02\ufeff\ufffd"
    "\U0001f300-\U0001faff"
)
_LETTERS = "\xa0-\u017f\u0218-\u021b"  # Latin: evidence only between suitable characters
# Other scripts, evidence only in sequence: Greek, Cyrillic, Hebrew, Arabic, Indic, Thai, CJK, Hangul.
_SCRIPTS = (
    "\u0370-\u045f\u0490-\u0491\u05d0-\u05ea\u0600-\u06ff\u0900-\u0e5b\u3000-\u30ff\u4e00-\u9fff\uac00-\ud7a3"
    "\uff01-\uff5e"
)
# Mojibake damaged again: its last byte lost, U+00A0 replaced by a space, undefined bytes by `?` or U+FFFD.
_PARTIAL = "â€|â\\?\\?|(?<![^\\W\\d_a-zß-ÿ])[ÂÃ](?=[\\s?\ufffd])"
_MAX_SHOWN = 20  # characters that a message shows


class Mojibake(NamedTuple):
    """One sequence of mojibake in a text.

    `start` and `stop` are offsets in characters, `printed` is the sequence, `meant` the text that it stands for (empty
    if bytes are lost), and `encoding` the name of the encoding it was decoded as.
    """

    start: int
    stop: int
    printed: str
    meant: str
    encoding: str

    @property
    def message(self) -> str:
        """The message of a problem."""
        shown = self.printed[:_MAX_SHOWN]
        meant = repr(self.meant[:_MAX_SHOWN]) if self.meant else "a part of a character"
        return f"{shown!r} is {meant} in UTF-8, decoded as {self.encoding}"


class _Table(NamedTuple):
    """UTF-8 as one encoding decodes it: a pattern of whole sequences, and the byte of each character.

    A text without any of the `lead` characters, or without any of the `continuation` characters, holds no sequence.
    """

    pattern: re.Pattern[str]
    bytes: dict[int, int]
    lead: frozenset[str]
    continuation: frozenset[str]


def mojibake_in(text: str) -> Iterator[Mojibake]:
    """Find the mojibake in `text`, from left to right.

    Mojibake is a sequence of characters whose bytes in an 8-bit encoding are multi-byte UTF-8 of usual characters.

    >>> [(found.start, found.meant) for found in mojibake_in("The cafÃ© isnâ€™t open.")]
    [(7, 'é'), (13, '’')]
    """
    if text.isascii():
        return
    chars = set(text)
    found = [piece for codec in _ENCODINGS if _may_hold(chars, codec) for piece in _sequences(text, codec)]
    found += [Mojibake(*match.span(), match[0], "", _ENCODINGS["cp1252"]) for match in re.finditer(_PARTIAL, text)]
    stop = 0
    for piece in sorted(found, key=lambda piece: (piece.start, -piece.stop)):
        if piece.start >= stop:
            yield piece
            stop = piece.stop


def _may_hold(chars: set[str], codec: str) -> bool:
    table = _table(codec)
    return not (table.lead.isdisjoint(chars) or table.continuation.isdisjoint(chars))


def _sequences(text: str, codec: str) -> Iterator[Mojibake]:
    """Yield the mojibake of one encoding whose bytes are all there."""
    table = _table(codec)
    for match in table.pattern.finditer(text):
        data = match[0].translate(table.bytes).encode("latin-1")
        try:
            meant = data.decode("utf-8")
        except UnicodeDecodeError:  # an overlong form, or a surrogate
            continue
        before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
        if _is_usual(meant) and (len(meant) > 1 or _is_evidence(match[0], meant, before, after, codec)):
            yield Mojibake(*match.span(), match[0], meant, _ENCODINGS[codec])


def _is_usual(meant: str) -> bool:
    """Whether these characters are usual in texts: signs and Latin letters, or several letters of another script."""
    return bool(re.fullmatch(f"[{_SIGNS}{_LETTERS}{_SCRIPTS}]+", meant)) and not (
        len(meant) == 1 and re.match(f"[{_SCRIPTS}]", meant)
    )


def _is_evidence(printed: str, meant: str, before: str, after: str, codec: str) -> bool:
    """Whether a single sequence between two characters is mojibake rather than a letter beside a sign."""
    if len(printed) > 2 or not re.match(f"[{_LETTERS}]", meant):
        return True
    if codec not in _LATIN_CODECS:
        is_neighbour = str.isalnum if meant < "\xc0" else str.isalpha  # a currency sign stands beside an amount
        return any(char.isascii() and is_neighbour(char) for char in (before, after))
    if printed[1] not in _CLOSING_SIGNS:
        return True
    if printed[1] == "\xa0" and printed[0] in "ÂÃ":
        return not before.isupper()
    return before.islower() or (after.isalpha() and not before.isupper())


@cache
def _table(codec: str) -> _Table:
    """Build the table of an encoding; bytes that it leaves undefined count as those of ISO 8859-1."""
    chars = {byte: bytes([byte]).decode(codec, "ignore") or chr(byte) for byte in range(0x80, 0x100)}
    known = {ord(char): byte for byte, char in chars.items()}
    if codec == "cp1252":  # also decoded as ISO 8859-1
        known.update({byte: byte for byte in range(0x80, 0xA0)})

    def characters(first: int, last: int) -> frozenset[str]:
        return frozenset(chr(char) for char, byte in known.items() if first <= byte <= last)

    def one_of(first: int, last: int) -> str:
        return f"[{''.join(map(re.escape, sorted(characters(first, last))))}]"

    rest = one_of(0x80, 0xBF)
    two, three, four = one_of(0xC2, 0xDF), one_of(0xE0, 0xEF), one_of(0xF0, 0xF4)
    pattern = re.compile(f"(?:{two}{rest}|{three}{rest}{{2}}|{four}{rest}{{3}})+")
    return _Table(pattern, known, characters(0xC2, 0xF4), characters(0x80, 0xBF))
