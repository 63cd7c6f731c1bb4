"""The content of a file, which can be edited without changing its byte-order mark, encoding or line ends."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ..problems import InputError
from ..text.decoding import decode_keeping_newlines
from ..text.edits import Edit, OffsetMap, apply_edits
from ..text.positions import Positions

# `clean` turns each of these into one line feed and drops byte-order marks after it.
_LINE_END = re.compile("(\r\n|[\r\n\u2028\u2029])\ufeff*")
_INNER_MARK = re.compile("(?:(?<=[\r\n\u2028\u2029])|^)\ufeff+")
_LINE_ENDS = ("\n", "\r\n", "\r", "\u2028", "\u2029")  # the first of those used equally often is the main one


class SourceFile(NamedTuple):
    """The content of a file: its byte-order mark, its encoding, and its text with the original line ends.

    `exact` is False if `data` differs from the bytes that were read; then the file cannot be fixed.
    """

    mark: bytes
    encoding: str
    raw: str
    exact: bool = True

    def count_line_ends(self) -> Counter[str]:
        """Return how many lines end in each of the line ends in use."""
        if "\r" in self.raw:
            return Counter(match[1] for match in _LINE_END.finditer(self.raw))
        return Counter({end: count for end in "\n\u2028\u2029" if (count := self.raw.count(end))})

    def main_line_end(self) -> str:
        """Return the most frequent line end; a line feed if there are none."""
        counts = self.count_line_ends()
        return max(_LINE_ENDS, key=lambda end: counts[end])

    def first_other_line_end(self) -> int:
        """Return the 1-based number of the first line that does not end in the main line end; 0 if there is none."""
        if len(self.count_line_ends()) < 2:
            return 0
        main = self.main_line_end()
        return next(number for number, match in enumerate(_LINE_END.finditer(self.raw), 1) if match[1] != main)

    def first_needless_mark(self) -> int:
        """Return the 1-based number of the first line with a needless byte-order mark at its beginning; 0 if none.

        The mark of a UTF-16 or UTF-32 file is needed, because it determines the encoding.
        """
        if self.mark and self.encoding == "utf-8":
            return 1
        match = _INNER_MARK.search(self.raw) if "\ufeff" in self.raw else None
        return len(_LINE_END.findall(self.raw, 0, match.end())) + 1 if match else 0

    @property
    def data(self) -> bytes:
        """The content as bytes."""
        return self.mark + self.raw.encode(self.encoding)

    def text_with_mark(self) -> str:
        """Return the text with its byte-order mark, for a diff."""
        return ("\ufeff" if self.mark else "") + self.raw

    def edited(self, edits: Iterable[Edit], *, unify_line_ends: bool = False, drop_marks: bool = False) -> SourceFile:
        """Return the file with `edits` of its clean text applied; everything else stays as it is.

        `edits` are in ascending order, at offsets of the text as `clean` returns it. `unify_line_ends` replaces all
        line ends by the main one, `drop_marks` deletes the byte-order marks that are not needed.
        """
        raw, mark, end = self.raw, self.mark, self.main_line_end()
        if edits := list(edits):
            raw_offset = OffsetMap(_cleaning_edits(raw)).before
            raw = apply_edits(
                raw, (Edit(raw_offset(start), raw_offset(stop), new.replace("\n", end)) for start, stop, new in edits)
            )
        if unify_line_ends:
            raw = _LINE_END.sub(lambda match: end + match[0][len(match[1]) :], raw)
        if drop_marks:
            raw, mark = _INNER_MARK.sub("", raw), b"" if self.encoding == "utf-8" else mark
        return SourceFile(mark, self.encoding, raw)


def _cleaning_edits(raw: str) -> Iterator[Edit]:
    """Yield the edits of `clean` that change the length of a text."""
    if raw.startswith("\ufeff"):
        yield Edit(0, len(raw) - len(raw.lstrip("\ufeff")), "")
    for match in _LINE_END.finditer(raw):
        start, stop = match.span()
        if stop - start > 1:
            yield Edit(start, stop, "\n")


def decode_source_file(data: bytes, encoding: str | None = None) -> SourceFile:
    """Decode the bytes of a file, with `encoding` as in `decode`; raises InputError N002 if they are not valid."""
    raw, name, mark = decode_keeping_newlines(data, encoding, "strict")
    file = SourceFile(data[:mark], name, raw)
    try:
        return file._replace(exact=file.data == data)
    except UnicodeError:  # a few codecs decode what they cannot encode
        return file._replace(exact=False)


def text_source_file(text: str) -> SourceFile:
    """Return the content of a file that will hold `text` in UTF-8; it is not exact if `text` holds a lone surrogate."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return SourceFile(b"", "utf-8", text, exact=False)
    return SourceFile(b"", "utf-8", text)


def require_exact(file: SourceFile) -> SourceFile:
    """Return `file` if it is exact, so that it can be fixed. Raises InputError N002 otherwise."""
    if file.exact:
        return file
    try:
        file.raw.encode(file.encoding)
    except UnicodeEncodeError as error:  # a lone surrogate: in a str, or decoded by a codec such as UTF-7
        head = _LINE_END.sub("\n", file.raw[: error.start])
        line, column = Positions(head).of(len(head))
        code = f"U+{ord(file.raw[error.start]):04X}"
        message = (
            f"{code} at line {line}, column {column} cannot be encoded in {file.encoding.upper()}; remove the character"
        )
        raise InputError("N002", message, line, column) from None
    except UnicodeError:  # some codecs raise errors without a position
        pass
    message = f"writing the text in {file.encoding} would change bytes outside the fixes; convert the file to UTF-8"
    raise InputError("N002", message)
