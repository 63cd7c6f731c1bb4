"""The text of a file as it is written: its mark, its line ends, and how it comes back with a few places changed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ..problems import InputError
from ..text.decoding import unmarked
from ..text.edits import Edit, OffsetMap, apply_edits
from ..text.positions import Positions

# What `clean` makes one line feed of; byte-order marks behind it are dropped there.
_LINE_END = re.compile("(\r\n|[\r\n\u2028\u2029])\ufeff*")
_INNER_MARK = re.compile("(?:(?<=[\r\n\u2028\u2029])|^)\ufeff+")


class Layout(NamedTuple):
    """A file's bytes taken apart: its byte-order mark, the encoding, and the text with the line ends it has.

    `exact` tells whether these give the bytes of the file again, so that it can be fixed.
    """

    mark: bytes
    encoding: str
    raw: str
    exact: bool = True

    def line_ends(self) -> Counter[str]:
        """How often each line end is used."""
        if "\r" in self.raw:
            return Counter(match[1] for match in _LINE_END.finditer(self.raw))
        return Counter({end: count for end in "\n\u2028\u2029" if (count := self.raw.count(end))})

    def line_end(self) -> str:
        """The line end that is used most; the one that comes first here where two are."""
        ends = self.line_ends()
        return max(("\n", "\r\n", "\r", "\u2028", "\u2029"), key=lambda end: ends[end])

    def odd_line_end(self) -> int:
        """The number of the first line that ends otherwise than most do; 0 where none does."""
        if len(self.line_ends()) < 2:
            return 0
        usual = self.line_end()
        return next(at for at, match in enumerate(_LINE_END.finditer(self.raw), 1) if match[1] != usual)

    def needless_mark(self) -> int:
        """The number of the first line that begins with a byte-order mark which is not needed; 0 where none does."""
        if self.mark and self.encoding == "utf-8":
            return 1
        match = _INNER_MARK.search(self.raw) if "\ufeff" in self.raw else None
        return len(_LINE_END.findall(self.raw, 0, match.end())) + 1 if match else 0

    @property
    def data(self) -> bytes:
        """The bytes of the file."""
        return self.mark + self.raw.encode(self.encoding)

    def shown(self) -> str:
        """The text with its mark, as a diff has it."""
        return ("\ufeff" if self.mark else "") + self.raw

    def rewritten(self, edits: Iterable[Edit], *, plain_ends: bool = False, unmark: bool = False) -> Layout:
        """The file with `edits` of its text made, in their order; everything else of it stays as it is.

        `plain_ends` makes all line ends the one that is used most, `unmark` drops byte-order marks that are not needed.
        """
        raw, mark, end = self.raw, self.mark, self.line_end()
        if edits := list(edits):
            raw_offset = OffsetMap(_cleaning(raw)).before
            raw = apply_edits(
                raw, (Edit(raw_offset(start), raw_offset(stop), new.replace("\n", end)) for start, stop, new in edits)
            )
        if plain_ends:
            raw = _LINE_END.sub(lambda match: end + match[0][len(match[1]) :], raw)
        if unmark:
            raw, mark = _INNER_MARK.sub("", raw), b"" if self.encoding == "utf-8" else mark
        return Layout(mark, self.encoding, raw)


def _cleaning(raw: str) -> Iterator[Edit]:
    """The edits by which `clean` changes the length of a text."""
    if raw.startswith("\ufeff"):
        yield Edit(0, len(raw) - len(raw.lstrip("\ufeff")), "")
    for match in _LINE_END.finditer(raw):
        start, stop = match.span()
        if stop - start > 1:
            yield Edit(start, stop, "\n")


def layout(data: bytes, encoding: str | None = None) -> Layout:
    """The layout of a file's bytes, `encoding` as in `decode`.

    Raises InputError N002 if they cannot be decoded.
    """
    raw, name, mark = unmarked(data, encoding, "strict")
    found = Layout(data[:mark], name, raw)
    try:
        return found._replace(exact=found.data == data)
    except UnicodeError:  # a few codecs decode what they cannot encode
        return found._replace(exact=False)


def text_layout(text: str) -> Layout:
    """The layout of a text that is to be written as UTF-8, which cannot hold half of a surrogate pair."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return Layout(b"", "utf-8", text, exact=False)
    return Layout(b"", "utf-8", text)


def require_exact(file: Layout) -> Layout:
    """`file`, which is to be fixed; raises InputError N002 if its text does not give its bytes again."""
    if file.exact:
        return file
    try:
        file.raw.encode(file.encoding)
    except (
        UnicodeEncodeError
    ) as error:  # half of a surrogate pair: a str may hold it, and codecs such as UTF-7 decode it
        head = _LINE_END.sub("\n", file.raw[: error.start])
        line, column = Positions(head).of(len(head))
        code = f"U+{ord(file.raw[error.start]):04X}"
        said = f"{code} at line {line}, column {column} cannot be written as {file.encoding.upper()}; remove it"
        raise InputError("N002", said, line) from None
    except UnicodeError:  # of a codec without positions
        pass
    said = f"text in {file.encoding} that cannot be written back as the same bytes; convert the file to UTF-8"
    raise InputError("N002", said)
